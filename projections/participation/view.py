"""The views `participation` and `decisions`: the say given over time, and decision by decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Annotated

from domain.dates import BEGINNING, FOREVER, plus_days
from domain.step_function import NO, UNKNOWN, YES
from projections.geography.relation import WITHIN
from projections.participation.decision import Decision, Placed, PlaceDecisions, Say
from projections.participation.figures import Figures, WiderCounts, figures, side_of, wider_counts
from projections.participation.tables import TableLine, tables_about
from projections.report import (
    EVER,
    Events,
    Fields,
    On,
    Place,
    Question,
    Report,
    Text,
    Topic,
    Window,
    answer,
    falls,
)
from projections.rows.acts import Advice
from projections.rows.frozen import Frozen, fields_of, row_class, row_part

# -- lines -------------------------------------------------------------------------------------
# One decision as a row of data: what was decided, who had what say, whose advice was followed.


@row_class
class SayLine(Frozen):
    """The say that one group was promised and given in a decision."""

    group: Annotated[str, "the group: a party by its name in the ledger"]
    promised: Annotated[
        str | None, "the highest form of say promised to it; null where no promise is on record"
    ]
    given: Annotated[str, "the highest form recorded as given"]
    counts_as: Annotated[
        str | None, "the form that counts: at most inform after the decision or without choice"
    ]
    kept: Annotated[
        str | None,
        "whether that is at least what was promised: yes, no, unknown; null: no promise",
    ]
    gap: Annotated[
        int | None, "rungs given minus rungs promised; null where one of the two is not known"
    ]
    after: Annotated[bool, "whether all of it came after the decision"]
    modes: Annotated[tuple[str, ...], "invited, protest"]
    initiated_by: Annotated[tuple[str, ...], "who began it"]
    disputed: Annotated[bool, "whether a record that it rests on is disputed"]


@row_class
class AdviceLine(Frozen):
    """What one party advised about a decision."""

    by: Annotated[str, "who advised"]
    side: Annotated[str, "residents (with municipalities), advisers or others"]
    text: Text
    followed: Annotated[str, "yes, partly or no"]
    reasons: Annotated[tuple[str, ...], "the reasons given"]


@row_class
class ReversalLine(Frozen):
    """That a decision was taken back."""

    on: On
    by: Annotated[tuple[str, ...], "who reversed it"]
    reason: Annotated[str, "why"]


@row_class
class DecisionLine(Frozen):
    """A decision with everything that its figures rest on."""

    decision: Annotated[str, "the name of the decision in the ledger"]
    on: On
    by: Annotated[tuple[str, ...], "who took it: parties by their names in the ledger"]
    place: Place
    level: Annotated[
        str | None,
        "dwelling, area or governance; null where none is named, which is all of them",
    ]
    topic: Topic
    process: Annotated[bool, "whether it is about pace, order or planning"]
    text: Text
    options: Annotated[str | None, "how many options there were, as recorded"]
    choice: Annotated[
        str | None,
        "whether there was a choice: yes, no, unknown; null where no number is on record",
    ]
    say: Annotated[tuple[SayLine, ...], "each group of which a say is on record"]
    advice: Annotated[tuple[AdviceLine, ...], "the advice that lay before those who decided"]
    reversed: Annotated[tuple[ReversalLine, ...], "how it was taken back"]
    disputed: Annotated[bool, "whether a record of it is disputed"]
    events: Events


def line(gathering: PlaceDecisions, decision: Decision) -> DecisionLine:
    """A decision as a row."""
    taken = decision.taken
    return DecisionLine(
        decision=decision.name,
        on=taken.on,
        by=taken.by,
        place=taken.scope,
        level=gathering.level(decision),
        topic=taken.topic,
        process=taken.process,
        text=taken.text,
        options=taken.options,
        choice=decision.choice,
        say=tuple(_say(say) for say in decision.says),
        advice=tuple(_advice(gathering, advice) for advice in decision.advice),
        reversed=tuple(
            ReversalLine(on=reversal.on, by=reversal.by, reason=reversal.reason)
            for reversal in decision.reversals
        ),
        disputed=decision.disputed,
        events=tuple(decision.events),
    )


def _say(say: Say) -> SayLine:
    initiators = {record.initiated_by for record in say.records if record.initiated_by}
    return SayLine(
        group=say.group,
        promised=say.promised,
        given=say.given,
        counts_as=say.counts,
        kept=say.kept,
        gap=say.gap,
        after=say.after,
        modes=tuple(sorted({record.mode for record in say.records if record.mode})),
        initiated_by=tuple(sorted(initiators)),
        disputed=say.disputed,
    )


def _advice(gathering: PlaceDecisions, advice: Advice) -> AdviceLine:
    return AdviceLine(
        by=advice.by,
        side=side_of(advice.by, gathering.parties),
        text=advice.text,
        followed=advice.followed,
        reasons=advice.reasons,
    )


# -- view --------------------------------------------------------------------------------------
# The view `participation`: the say that groups were promised and given, decision by decision.

DETAILS = ("title", "lines", "wider_lines", "tables")
"""The fields that only a screen or an explanation shows."""


# What a row has before and after its figures differs by what was asked: the stretch of time comes
# before them, then what they are told apart by; what stands beside a whole place comes after them.


@row_class
class FoundLine(DecisionLine):
    """A decision among those of a place and a stretch of time."""

    certain: Annotated[str, "yes when it surely belongs here, unknown when its date is too vague"]


@row_part
class Participation(Figures, Placed):
    """The figures on decisions about an area, or on all."""

    perhaps: Annotated[int, "decisions with a date too vague to tell whether they belong here"]
    lines: Annotated[
        tuple[FoundLine, ...],
        "with `--explain`: every decision about the area or a part of it",
    ]


@row_part
class Stretch(Placed):
    """Of which stretch of time the figures are, where one is asked for."""

    from_: Annotated[str | None, "the first day of the stretch of time; null where it is open"]
    to: Annotated[str | None, "its last day; null where it is open"]


@row_part
class Grouping(Placed):
    """Of what the figures are, where they are told apart."""

    by: Annotated[
        str | None, "with `--by`: the group, topic or level that the row is of; null: none is named"
    ]


@row_class
class Whole(Participation):
    """The figures, and what stands beside those of a place: wider decisions, and the tables."""

    wider: Annotated[
        WiderCounts, "the same of decisions about a wider area or group that covers or may touch it"
    ]
    wider_lines: Annotated[
        tuple[FoundLine, ...],
        "with `--explain`: every decision about what covers or may touch it",
    ]
    tables: Annotated[tuple[TableLine, ...], "with `--explain`: every table about the area"]


@row_class
class WholeInStretch(Whole, Stretch):
    """The same in one stretch of time."""


@row_class
class Grouped(Participation, Grouping):
    """The figures on one group, topic or level."""


@row_class
class GroupedInStretch(Grouped, Stretch):
    """The same in one stretch of time."""


Apart = Callable[[PlaceDecisions, Decision], Iterable[tuple[str | None, Decision]]]


def _by_group(_: PlaceDecisions, decision: Decision) -> Iterable[tuple[str | None, Decision]]:
    """For each group what was its own: its say and its advice; None without any group."""
    groups = dict.fromkeys(say.group for say in decision.says)
    if not groups:
        yield None, decision
    for group in groups:
        says = tuple(say for say in decision.says if say.group == group)
        advice = tuple(opinion for opinion in decision.advice if opinion.by == group)
        yield group, replace(decision, says=says, advice=advice)


GROUPINGS: dict[str, Apart] = {
    "group": _by_group,
    "topic": lambda _, decision: [(decision.taken.topic, decision)],
    "level": lambda gathering, decision: [(gathering.level(decision), decision)],
}
"""By what the figures can be told apart; None where the record names no such thing."""

Found = list[tuple[str, Decision]]
"""Decisions, each with whether it certainly falls within the stretch of time: YES or UNKNOWN."""


def participation(
    question: Question,
    area: str | None,
    *,
    by: str | None = None,
    windows: Sequence[Window] = (EVER,),
) -> Report[Participation]:
    """Report on decisions about an area, or on all: in each stretch of time, told apart or not.

    Every decision is read as it stood at the moment asked for, whichever stretch it was taken in:
    so that what became of it later counts.
    """
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    ever = list(windows) == [EVER]
    whole, apart = (Whole, Grouped) if ever else (WholeInStretch, GroupedInStretch)
    rows: list[Participation] = []
    for window in windows:
        here, above = found_in(gathering, window)
        stretch = {} if ever else _stretch(window)
        if by is None:
            wider = _counted(gathering, above)
            row = whole(
                **fields_of(_counted(gathering, here)),
                **stretch,
                wider=wider_counts(wider),
                wider_lines=wider.lines,
                tables=tuple(tables_about(gathering)),
            )
            rows.append(row)
        else:
            rows += [
                apart(**fields_of(_counted(gathering, chosen)), **stretch, by=name)
                for name, chosen in grouped(gathering, by, here)
            ]
    kind = whole if by is None else apart
    return answer(question, "participation", rows, kind, details=DETAILS)


def found_in(gathering: PlaceDecisions, window: Window) -> tuple[Found, Found]:
    """The decisions about the place or a part of it, and those about what covers or touches it."""
    here: Found = []
    above: Found = []
    for where, decision in gathering.decisions:
        inside = falls(decision.on, window, gathering.question.as_of)
        if inside in {YES, UNKNOWN}:
            (here if where == WITHIN else above).append((inside, decision))
    return here, above


def grouped(gathering: PlaceDecisions, by: str, found: Found) -> list[tuple[str | None, Found]]:
    """The decisions by name; those that the record names nothing for come last."""
    groups: dict[str | None, Found] = {}
    for inside, decision in found:
        for name, part in GROUPINGS[by](gathering, decision):
            groups.setdefault(name, []).append((inside, part))
    return sorted(groups.items(), key=lambda group: (group[0] is None, group[0] or ""))


def _stretch(window: Window) -> Fields:
    """The first and the last day of a stretch of time; None where it is open."""
    last = plus_days(window.end, -1)[:10] if window.end != FOREVER else None
    return {"from_": None if window.start == BEGINNING else window.start[:10], "to": last}


def _counted(gathering: PlaceDecisions, found: Found) -> Participation:
    """The figures on the decisions that certainly count, and every line with its records."""
    certain = [decision for inside, decision in found if inside == YES]
    return Participation(
        **fields_of(gathering.named()),
        **fields_of(figures(certain, gathering.parties)),
        perhaps=sum(inside == UNKNOWN for inside, _ in found),
        lines=tuple(
            FoundLine(**fields_of(line(gathering, decision)), certain=inside)
            for inside, decision in found
        ),
    )


# -- decisions ---------------------------------------------------------------------------------
# The view `decisions`: every decision with who had what say in it, filtered.

TREND = ("decision",)


def decisions(
    question: Question,
    *,
    area: str | None = None,
    topic: str | None = None,
    by: str | None = None,
    level: str | None = None,
    window: Window = EVER,
) -> Report[DecisionLine]:
    """List decisions by their day: about an area and wider ones that cover it, or all.

    by: a party that took it. A decision without a level holds at all levels.
    """
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    chosen = [
        decision
        for _, decision in gathering.decisions
        if (topic is None or decision.taken.topic == topic)
        and (by is None or by in decision.taken.by)
        and (level is None or gathering.level(decision) in {level, None})
        and falls(decision.on, window, question.as_of) != NO
    ]
    rows = [line(gathering, decision) for decision in chosen]
    return answer(question, "decisions", rows, DecisionLine, trend=TREND)
