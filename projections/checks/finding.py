"""What a check finds: a code, and what its sentence tells. Sentences are made where screens are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from projections.report import Events, Parties
from projections.rows.frozen import Frozen, row_class

# -- told --------------------------------------------------------------------------------------
# What the sentence of a finding tells, days as they were written: a class for each sentence.

Vouched = Annotated[Parties, "the parties that vouch that all is on record"]
Kind = Annotated[str, "the kind of record"]
Days = Annotated[int | None, "how many days"]


@row_class
class Nothing(Frozen):
    """The check and its code say it all."""


@row_class
class Unrecordable(Frozen):
    """Which record could not be recorded today."""

    kind: Kind
    obstacle: Annotated[str, "what stands in the way of the record, in words"]


@row_class
class Passed(Frozen):
    """Which deadline passed."""

    due: Annotated[str | None, "the deadline that passed, as written"]


@row_class
class DateInWords(Frozen):
    """Where a date stands that is read as none."""

    fields: Annotated[tuple[str, ...], "the fields in which a date stands"]


@row_class
class Speaker(Frozen):
    """Who said of a promise what only others may say."""

    by: Annotated[str | None, "the party that said of a promise what only others may say"]


@row_class
class BrokenCondition(Frozen):
    """Which condition did not hold, and since when."""

    condition: Annotated[str, "the condition that did not hold, by its key"]
    day: Annotated[str, "the first day on which it was not met, as the record has it"]


@row_class
class Silence(Frozen):
    """For how long residents were told nothing."""

    days: Days
    day: Annotated[str, "the last day vouched for, or the one asked about"]
    vouched_by: Vouched


@row_class
class Together(Frozen):
    """What cannot all be kept."""

    promises: Annotated[tuple[str, ...], "the promises that cannot all be kept together"]


@row_class
class Contradicted(Frozen):
    """What the record itself sets against it."""

    other: Annotated[str, "the stream of the other record"]
    by: Annotated[Parties, "the bodies that told or promised the other"]


@row_class
class FiguresDiffer(Frozen):
    """Two figures that cannot both be true."""

    indicator: Annotated[str, "the indicator of the figures that differ"]
    value: Annotated[str, "the figure of the one body"]
    by: Annotated[str, "the body that told the one figure"]
    other: Annotated[str, "the stream of the other record"]
    other_value: Annotated[str, "the figure of the other body"]
    other_by: Annotated[str, "the other body"]


@row_class
class PublicLate(Frozen):
    """What was public only long after it happened."""

    kind: Kind
    on: Annotated[str, "when it happened, as written"]
    days: Days


@row_class
class OfPower(Frozen):
    """Which power it is, and which part of it."""

    power: Annotated[str, "the power"]
    topic: Annotated[str | None, "its topic; null: undivided"]
    level: Annotated[str | None, "its level; null: all levels"]
    phase: Annotated[str | None, "its phase; null: all phases"]
    group: Annotated[str | None, "the group in the place for which it holds apart; null: none"]


@row_class
class HeldWrongly(OfPower):
    """For how long nobody had a power, or more than one body."""

    start: Annotated[str, "the first day on which nobody or several had the power"]
    end: Annotated[str | None, "the last such day; null: it still is so"]
    vouched_by: Vouched


@row_class
class Handover(OfPower):
    """From whom a power went to whom."""

    before: Annotated[Parties, "the parties that had it before"]
    after: Annotated[Parties, "the parties that have it since"]
    day: Annotated[str, "the day on which the power went over"]


@row_class
class Powerless(Frozen):
    """Who has a duty without a power."""

    holder: Annotated[str, "the party that has the duty"]
    act: Annotated[str, "what the party must do, in the words of the duty"]


@row_class
class OverBefore(Frozen):
    """An end that came after the end."""

    last: Annotated[str, "the last day of what was ended later, as written"]
    end: Annotated[str, "the first day without it by the later end, as written"]


@row_class
class LessSay(Frozen):
    """What say a group was promised, and what it was given."""

    group: Annotated[str, "the group that was promised say"]
    promised: Annotated[str, "the form of say that was promised"]
    given: Annotated[str, "the form of say that was given"]


@row_class
class RulesChanged(Frozen):
    """From when to when the rules were those of the start."""

    start: Annotated[str, "the day of the start of the yardstick"]
    since: Annotated[str, "since when the rules are others, as the record has it"]
    earliest: Annotated[str, "the first day on which that may have begun"]
    latest: Annotated[str, "the last one: from then on they certainly are"]


@row_class
class MadeKnownLate(Frozen):
    """What took effect before it was made known."""

    act: Annotated[str, "the act on a rule, by its kind of record"]
    effective: Annotated[str | None, "the day on which it took effect, as written"]
    days: Days


Told = (
    Nothing
    | Unrecordable
    | Passed
    | DateInWords
    | Speaker
    | BrokenCondition
    | Silence
    | Together
    | Contradicted
    | FiguresDiffer
    | PublicLate
    | HeldWrongly
    | Handover
    | Powerless
    | OverBefore
    | LessSay
    | RulesChanged
    | MadeKnownLate
)

# -- finding -----------------------------------------------------------------------------------
# What a check finds.


@row_class
class Finding(Frozen):
    """What does not hold, and the records that it rests on."""

    check: Annotated[str, "the name of the check"]
    code: Annotated[str, "what was found, where a check finds more than one thing; else its name"]
    subject: Annotated[str, "the stream that the finding is about"]
    fields: Annotated[
        Told, "what the words tell, as data: names, days as they were written, counts"
    ]
    events: Events


@row_class
class WordedFinding(Finding):
    """A finding with its sentence."""

    about: Annotated[str, "what that stream is about, as people know it"]
    finding: Annotated[str, "what does not hold, in words"]


def streams_of(one: Finding) -> Iterator[str]:
    """The streams that the sentence of a finding names: its subject, and what it tells of."""
    yield one.subject
    told = one.fields
    if isinstance(told, Together):
        yield from (f"promise/{promise}" for promise in told.promises)
    if isinstance(told, Contradicted | FiguresDiffer):
        yield told.other


NOTHING = Nothing()


def finding(
    check: str,
    subject: str,
    events: Iterable[int],
    told: Told = NOTHING,
    *,
    code: str | None = None,
) -> Finding:
    """One finding.

    check: the name of the check. subject: the stream that it is about. events: the positions of
    the records that it rests on. code: what was found, where a check finds more than one thing;
    the name of the check otherwise.
    """
    return Finding(
        check=check,
        code=code or check,
        subject=subject,
        fields=told,
        events=tuple(dict.fromkeys(events)),
    )
