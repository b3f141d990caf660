"""One decision as it stands at a moment: the say each group was promised and given (METHODS 5).

Forms are the rungs of a ladder. They are compared, never averaged, and a higher one is not a
better one: which form fits depends on the task.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from domain.dates import Bounds, Instant
from domain.ladder import RUNGS
from domain.quantity import amount
from domain.spans import NO, UNKNOWN, YES
from projections.rows.acts import Advice, DecisionRow, Reversal, SayRecord
from projections.rows.span import when

FORMS = tuple(RUNGS)
"""The forms by their rung."""

CAP = RUNGS["inform"]
"""What came after the decision, or left no choice, counts as informing at most."""


@dataclass(frozen=True, slots=True)
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
        return any(one.disputed for one in self.records)

    @property
    def events(self) -> list[int]:
        """The records that it rests on."""
        return [one.event for one in self.records]


@dataclass(frozen=True)
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
        return any(one.disputed for one in self.records)

    @property
    def records(self) -> list[DecisionRow | SayRecord | Advice | Reversal]:
        """Every record that it rests on."""
        said = [one for say in self.says for one in say.records]
        return [self.taken, *said, *self.advice, *self.reversals]

    @property
    def events(self) -> list[int]:
        """The places of those records in the ledger."""
        return sorted(one.event for one in self.records)


def decided(taken: DecisionRow, moment: Instant) -> Decision | None:
    """The decision with what had certainly happened by a moment.

    None when it had certainly not been taken then. What is dated too vaguely to tell whether it
    had happened is left out, but the decision itself is there if it may have been taken.
    """
    if when(taken).earliest > moment:
        return None
    given = [one for one in taken.says if when(one).latest <= moment]
    says = tuple(
        _say(group, [one for one in given if one.group == group], choice(taken))
        for group in dict.fromkeys(one.group for one in given)
    )
    advice = tuple(one for one in taken.advice if when(one).latest <= moment)
    reversals = tuple(one for one in taken.reversals if when(one).latest <= moment)
    return Decision(taken, says, advice, reversals)


def choice(taken: DecisionRow) -> str | None:
    """YES when there was more than one option, NO when only one was left.

    UNKNOWN where the number on record may mean either; None where none is on record.
    """
    text = taken.options
    if text is None:
        return None
    options = amount(text).of_whole_things()
    if options.most is not None and options.most <= 1:
        return NO
    return YES if options.least > 1 else UNKNOWN


def _say(group: str, records: list[SayRecord], chosen: str | None) -> Say:
    """What the records of one group amount to; of several forms the highest counts."""
    promised = [one.promised for one in records if one.promised]
    ranges = [_counts(one, chosen) for one in records]
    return Say(
        group,
        max(promised, key=RUNGS.__getitem__, default=None),
        max((one.given for one in records), key=RUNGS.__getitem__),
        max(least for least, _ in ranges),
        max(most for _, most in ranges),
        all(one.when == "after" for one in records),
        tuple(records),
    )


def _counts(record: SayRecord, chosen: str | None) -> tuple[int, int]:
    """The least and the most rung that one record may count as."""
    rung = RUNGS[record.given]
    capped = min(rung, CAP)
    if record.when == "after" or chosen == NO:
        return capped, capped
    return (capped, rung) if chosen == UNKNOWN else (rung, rung)
