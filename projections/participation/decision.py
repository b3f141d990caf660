"""Decisions of a place with the say that was promised and given; one decision as facts."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Annotated

from domain.dates import Bounds, Instant
from domain.quantity import amount
from domain.record import StreamName
from domain.step_function import NO, UNKNOWN, YES, StepFunction, during
from domain.value import remembering_class, value_class
from domain.vocabulary import RUNGS
from projections.geography.geography import Geography
from projections.geography.relation import COVERS, MAYBE, TOUCHES, WITHIN, Relation
from projections.report import Question, Window, order
from projections.rows.acts import Advice, DecisionRow, Reversal, SayRecord
from projections.rows.frozen import Frozen, row_part
from projections.rows.span import when
from projections.rows.subjects import PartyRow, PartyRows

# -- decision ----------------------------------------------------------------------------------
# One decision as it stands at a moment: the say each group was promised and given (METHODS 5).
#
# Forms are the rungs of a ladder. They are compared, never averaged, and a higher one is not a
# better one: which form fits depends on the task.

FORMS = tuple(RUNGS)
"""The forms by their rung."""

CAP = RUNGS["inform"]
"""What came after the decision, or left no choice, counts as informing at most."""


@value_class
class Say:
    """The say that one group was promised about one decision, and the say that it was given.

    promised: the highest form promised to it; None where no promise is on record.
    given: the highest form recorded as given.
    least, most: the rungs that this may count as; they differ where the record leaves open
    whether there was a choice.
    after: whether all that the group was given came after the decision.
    """

    group: str
    promised: str | None
    given: str
    least: int
    most: int
    after: bool
    records: tuple[SayRecord, ...]

    @property
    def counts(self) -> str | None:
        """The form that it counts as; None where the record leaves that open."""
        return FORMS[self.least] if self.least == self.most else None

    @property
    def gap(self) -> int | None:
        """Rungs given minus rungs promised; None where one of the two is not known."""
        if self.promised is None or self.least != self.most:
            return None
        return self.least - RUNGS[self.promised]

    @property
    def kept(self) -> str | None:
        """YES when it was given at least what it was promised, NO, or UNKNOWN; None: no promise."""
        if self.promised is None:
            return None
        if self.least >= RUNGS[self.promised]:
            return YES
        return NO if self.most < RUNGS[self.promised] else UNKNOWN

    @property
    def disputed(self) -> bool:
        """Whether a record that it rests on is disputed."""
        return any(record.disputed for record in self.records)

    @property
    def events(self) -> list[int]:
        """The records that it rests on."""
        return [record.event for record in self.records]


@remembering_class
class Decision:
    """A decision with all that had happened around it by the moment asked for."""

    taken: DecisionRow
    says: tuple[Say, ...] = ()
    advice: tuple[Advice, ...] = ()
    reversals: tuple[Reversal, ...] = ()

    @property
    def name(self) -> str:
        """Its name in the ledger."""
        return self.taken.decision

    @cached_property
    def on(self) -> Bounds:
        """When it was taken."""
        return when(self.taken)

    @property
    def choice(self) -> str | None:
        """Whether there was a choice; see `choice`."""
        return choice(self.taken)

    @property
    def disputed(self) -> bool:
        """Whether a record of it is disputed."""
        return any(record.disputed for record in self.records)

    @property
    def records(self) -> list[DecisionRow | SayRecord | Advice | Reversal]:
        """Every record that it rests on."""
        says = [record for say in self.says for record in say.records]
        return [self.taken, *says, *self.advice, *self.reversals]

    @property
    def events(self) -> list[int]:
        """The places of those records in the ledger."""
        return sorted(record.event for record in self.records)


def decided(taken: DecisionRow, moment: Instant) -> Decision | None:
    """The decision with what had certainly happened by a moment.

    None when it had certainly not been taken then. What is dated too vaguely to tell whether it
    had happened is left out, but the decision itself is there if it may have been taken.
    """
    if when(taken).earliest > moment:
        return None
    given = [say for say in taken.says if when(say).latest <= moment]
    says = tuple(
        _say(group, [say for say in given if say.group == group], choice(taken))
        for group in dict.fromkeys(say.group for say in given)
    )
    advice = tuple(opinion for opinion in taken.advice if when(opinion).latest <= moment)
    reversals = tuple(reversal for reversal in taken.reversals if when(reversal).latest <= moment)
    return Decision(taken, says, advice, reversals)


def choice(taken: DecisionRow) -> str | None:
    """YES when there was more than one option, NO when only one was left.

    UNKNOWN where the number on record may mean either; None where none is on record.
    """
    return None if taken.options is None else _more_than_one(taken.options)


@lru_cache(maxsize=4096)
def _more_than_one(written: str) -> str:
    """Whether a number of options, as written, is more than one."""
    options = amount(written).of_whole_things()
    if options.most is not None and options.most <= 1:
        return NO
    return YES if options.least > 1 else UNKNOWN


def _say(group: str, records: list[SayRecord], chosen: str | None) -> Say:
    """What the records of one group amount to; of several forms the highest counts."""
    promised = [record.promised for record in records if record.promised]
    ranges = [_counts(record, chosen) for record in records]
    return Say(
        group,
        max(promised, key=RUNGS.__getitem__, default=None),
        max((record.given for record in records), key=RUNGS.__getitem__),
        max(least for least, _ in ranges),
        max(most for _, most in ranges),
        all(record.when == "after" for record in records),
        tuple(records),
    )


def _counts(record: SayRecord, chosen: str | None) -> tuple[int, int]:
    """The least and the most rung that one record may count as."""
    rung = RUNGS[record.given]
    capped = min(rung, CAP)
    if record.when == "after" or chosen == NO:
        return capped, capped
    return (capped, rung) if chosen == UNKNOWN else (rung, rung)


# -- decisions of a place ----------------------------------------------------------------------
# What is on record about a place: its decisions as they stood when asked, and what is covered.


@row_part
class Placed(Frozen):
    """The area that is asked about."""

    area: Annotated[str | None, "the name of the area in the ledger; null where all are asked for"]
    name: Annotated[str | None, "its name as people know it"]
    title: Annotated[str | None, "the area with what it lies within"]


@remembering_class
class PlaceDecisions:
    """What is asked about decisions: of which place, as a stream, or everywhere (None)."""

    question: Question
    scope: str | None

    @cached_property
    def geography(self) -> Geography:
        """The country over time."""
        return Geography(self.question)

    def where(self, place: str, moment: Instant) -> Relation | None:
        """How the place of a record lies to what is asked about; None when it is elsewhere.

        place: as a stream. moment: when what it records happened. Places are read as they were then
        and as they are: what was decided about a village counts for the municipality it lay in then
        and for the one it lies in now. Of two answers the one counts that says more.
        """
        return lies_to(self.geography, place, self.scope, moment)

    @cached_property
    def parties(self) -> dict[str, PartyRow]:
        """The parties at the moment, by their names in the ledger."""
        return self.question.parties

    @cached_property
    def decisions(self) -> list[tuple[Relation, Decision]]:
        """Every decision about the place, by its day: where it lies, and what it was."""
        found: list[tuple[Relation, Decision]] = []
        for taken in self.question.book.at(DecisionRow, self.question.as_of, self.question.known):
            decision = decided(taken, self.question.as_of)
            if decision is None:
                continue
            where = self.where(taken.scope, decision.on.latest)
            if where is not None:
                found.append((where, decision))
        return sorted(found, key=lambda placed: (order(placed[1].on), placed[1].name))

    def level(self, decision: Decision) -> str | None:
        """The level of a decision; None when it names none and so counts for all."""
        taken = decision.taken
        return self.geography.level(taken.scope, taken.level, self.question.as_of)

    def named(self) -> Placed:
        """The area that is asked about: its slug, its name and its title; None for everywhere."""
        if self.scope is None:
            return Placed(area=None, name=None, title=None)
        moment = self.question.as_of
        return Placed(
            area=StreamName.parse(self.scope).name,
            name=self.geography.name(self.scope, moment),
            title=self.geography.tree.title(self.scope, moment),
        )

    def covered(
        self, about: str, window: Window, *, topic: str | None = None, level: str | None = None
    ) -> StepFunction[str]:
        """YES while somebody vouches that all records of a kind about the place are here, else NO.

        For everywhere nobody can: a ledger does not know what else there is.
        """
        if self.scope is None:
            return during((), *window)
        return self.geography.coverage.vouched(
            about, self.scope, *window, topics=(topic,), level=level
        )


ORDER = (WITHIN, COVERS, TOUCHES, MAYBE)
"""What says most of how a place lies to another comes first."""


def lies_to(
    geography: Geography, place: str, scope: str | None, moment: Instant
) -> Relation | None:
    """How the place of a record lies to another, then or now; everything lies in everywhere."""
    if scope is None:
        return WITHIN
    asked = geography.question.as_of
    found = {geography.relation(place, scope, when) for when in (min(moment, asked), asked)}
    return next((lies for lies in ORDER if lies in found), None)


# -- facts -------------------------------------------------------------------------------------
# The facts of one decision: who decided what, who had what say, whose advice counted.


@value_class
class DecisionFacts:
    """A decision as it stood at a moment, and the parties at that moment."""

    decision: Decision
    parties: PartyRows


def facts_of(question: Question, stream: str) -> DecisionFacts | None:
    """The facts of a decision (`decision/x`) at the moment asked for; None before it was taken."""
    taken = question.book.at(DecisionRow, question.as_of, question.known, subjects=[stream])
    decision = decided(taken[0], question.as_of) if taken else None
    return DecisionFacts(decision, question.parties) if decision else None
