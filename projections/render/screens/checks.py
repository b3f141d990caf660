"""The screen of `check`: the sentence of every finding, by its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.record import StreamName
from languages import N_
from projections.checks.finding import (
    Contradicted,
    DateInWords,
    FiguresDiffer,
    Finding,
    HeldWrongly,
    LessSay,
    MadeKnownLate,
    OfPower,
    RulesChanged,
    Together,
    WordedFinding,
    streams_of,
)
from projections.control.mandate import Part
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Lines, Sentence
from projections.render.head import Called, opening, people
from projections.render.phrases import spoken
from projections.render.screens import powers
from projections.render.screens.charters import called
from projections.render.screens.fields import Known, label
from projections.render.screens.kinds import about as naming
from projections.render.screens.say import FORM
from projections.report import Question, Report, answer
from projections.rows.frozen import fields_of

# -- check: words ------------------------------------------------------------------------------
# The words for the findings of the checks.

COUNT = N_("Findings: {count:,} ({checks}).")
OF_CHECK = N_("{check} {count:,}")
GROUP = N_("{check}: {looks_for} ({count:,})")
LOOKS_FOR = {
    "integrity": N_("a record that does not hold together with the others"),
    "deadlines": N_("a deadline passed, and nothing is established about the promise"),
    "unverified": N_("only the promisor says that a promise was kept"),
    "vague": N_("a promise counts as undated, and a date stands among its words"),
    "contested": N_("a record is disputed, or findings contradict each other"),
    "roles": N_("somebody said of a promise what only others may say: it counts for nothing"),
    "unanswered": N_("no answer to what was brought forward is on record"),
    "conditions": N_("they were not met at the start, or did not hold throughout"),
    "silence": N_("residents were told nothing for long, where somebody vouches for the record"),
    "incompatible": N_("promises that cannot all be kept"),
    "contradictions": N_("what different parties said or published contradicts each other"),
    "late": N_("what was public only more than a year after it happened"),
    "no-gap": N_("nobody had a power that somebody had before"),
    "no-overlap": N_("more than one body had a power, and not together as declared"),
    "same-lead": N_("the lead went to another body that is no legal successor"),
    "legal-basis": N_("a mandate leads to nobody who had the power"),
    "ends": N_("something was ended that had been over since its own last day"),
    "duties": N_("a body has a duty and no power that answers to it"),
    "promised-say": N_("a group was given less say than it had been promised"),
    "owner-decides": N_("a decision about dwellings without their owners"),
    "rules-unchanged": N_("the rules are not those of the start"),
    "late-rules": N_("a rule took effect before it was made known"),
}
"""What each check finds, by its name."""
FINDING = N_("{about} [{stream}]: {finding} ({records})")
FINDING_AT_PLACE = N_("{about}: {finding} ({records})")
OTHER = N_("{about} [{stream}]")
RECORD = N_("record {events}")
RECORDS = N_("records {events}")
NEXT = N_(
    "Next: `gestand show STREAM`, such as `gestand show {stream}`, for the records behind a "
    "finding and their sources. If one is wrong, `gestand correct`; if something is missing, "
    "record it with its source. `gestand check {check}` runs one check alone; --format json has "
    "the findings for programs."
)
FOUND = {
    "deadlines": N_("the deadline {due} passed"),
    "unverified": N_("only the promisor says that it was kept"),
    "vague": N_(
        "a date in words, in {fields}: if it is the deadline, `gestand correct` it into due"
    ),
    "contested": N_("a record is disputed, or findings contradict each other"),
    "unanswered": N_("no answer is on record"),
    "silence": (
        N_(
            "no update to residents for more than {days:,} days, on {day}; "
            "{vouched_by} vouches for the record"
        )
    ),
    "incompatible": N_("pace, quality and cost are promised together: {promises}"),
    "late": N_("{kind} of {on} was public {days:,} days later"),
    "no-gap": N_(
        "nobody had this power, {power}, {span}; {vouched_by} vouches that all is on record"
    ),
    "no-overlap": N_("more than one body had this power, {power}, {span}"),
    "same-lead": N_(
        "another body got this power, {power}, on {day}: {before} had it, then {after}"
    ),
    "ends": (
        N_(
            "it counts until its own last day, {last}: the end, {end} as the first day without, "
            "came "
            "later; if it went on, record that as a new one"
        )
    ),
    "duties": N_("{holder} has this duty and no power that answers to it: {act}"),
    "promised-say": N_("{group} was promised {promised} and given {given}"),
    "owner-decides": N_("no decision of the owner together with the body is on record before it"),
    "rules-unchanged": N_("the rules are no longer those of {start}, {since}"),
    "late-rules": N_("{act} of {effective} took effect before it was made known"),
}
"""The sentence of a finding, by the check that finds only one thing."""
FOUND_BY_CODE = {
    "integrity": {
        "unknown-reference": N_("{kind} refers to what is not there: {obstacle}"),
        "cycle": N_("{kind} closes a circle: {obstacle}"),
        "never-founded": N_("{kind} stands on what never began: {obstacle}"),
        "impossible-order": N_("{kind} is out of order: {obstacle}"),
        "nothing-to-act-on": N_("{kind} answers nothing: {obstacle}"),
        "second-founding": N_("{kind} contradicts the beginning: {obstacle}"),
        "second-ending": N_("{kind} contradicts another end: {obstacle}"),
        "unknown-kind": N_("{kind} cannot be judged: {obstacle}"),
        "refused": N_("{kind} cannot be true of the others: {obstacle}"),
    },
    "conditions": {
        "not-met-at-start": N_("the conditions were not met at the start: {condition}, {day}"),
        "not-constant": N_("the conditions did not hold throughout: {condition}, {day}"),
    },
    "incompatible": {"contradicts": N_("it cannot be kept together with {other} of {by}")},
    "contradictions": {
        "contradicts": N_("contradicts {other} of {by}"),
        "figures-differ": N_("{indicator}: {value} by {by}, {other_value} by {other_by} ({other})"),
    },
    "legal-basis": {
        "no-granter": N_("the record names nobody who granted it"),
        "no-power": N_(
            "no power of whoever granted it is on record, and all mandates are vouched for"
        ),
        "cycle": N_("the mandates that it rests on lead back to themselves"),
    },
    "roles": {
        "assessed-independent": N_(
            "{by} assessed it as an independent party, and is none of these"
        ),
        "assessed-beneficiary": (
            N_("{by} assessed it as one of those it was made to, and is none of these")
        ),
        "assessed-promisor": N_(
            "{by} assessed it as one of those that owe it, and is none of these"
        ),
        "progressed": N_("{by} counted it, and has to do with both sides of the promise"),
        "released": N_("{by} released it, and is none of those it was made to"),
        "reported": N_("{by} reported on it, and does not owe it"),
        "withdrawn": N_("{by} withdrew it, and does not owe it"),
        "postponed": N_("{by} postponed it, and does not owe it"),
        "suspended": N_("{by} suspended it, and does not owe it"),
        "redefined": N_("{by} redefined it, and does not owe it"),
    },
}
"""The sentence of a finding, by its check and its code."""
LATE_BY_DAYS = N_("{act} of {effective} was made known {days:,} days after it took effect")
LATE_BY_A_DAY = N_("{act} of {effective} was made known the day after it took effect")
SPAN = N_("from {start} until {end}")
STILL = N_("since {start}")
ACT = {
    "rule.enacted": N_("the start"),
    "rule.amended": N_("the change"),
    "rule.suspended": N_("the suspension"),
    "rule.resumed": N_("the resumption"),
    "rule.repealed": N_("the end"),
    "rule.annulled": N_("the annulment"),
    "rule.excepted": N_("the exception"),
    "rule.exception_ended": N_("the end of the exception"),
}


# -- check -------------------------------------------------------------------------------------
# The screen of `check`: under each check what does not hold, one finding a line.


def check(report: Report[WordedFinding]) -> list[Block]:
    """The findings under the check that they come from; nothing when all holds."""
    if not report.rows:
        return []
    found = Counter(row.check for row in report.rows)
    checks = (OF_CHECK.format(check=name, count=count) for name, count in found.items())
    count = COUNT.format(count=len(report.rows), checks=shared.LIST_OF.join(checks))
    top = opening(report, count, shared.VIEW["check"])
    return [*top, *_groups(report.rows), _next(report.rows)]


def worded(
    question: Question,
    findings: Iterable[Finding],
    founding: Callable[[Iterable[str]], Mapping[str, Mapping[str, Any]]],
) -> Report[WordedFinding]:
    """The findings with a sentence each, in whatever format they are printed.

    founding: what the first record of each of some streams says.
    """
    found = [*findings]
    report = answer(question, "check", list[WordedFinding](), WordedFinding)
    known = Known(report.parties, report.places)
    streams = dict.fromkeys(stream for one in found for stream in streams_of(one))
    about = {stream: naming(stream, says, known) for stream, says in founding(streams).items()}
    rows = [
        WordedFinding(
            **fields_of(one),
            about=about.get(one.subject, one.subject),
            finding=_sentence(one, known.parties, about),
        )
        for one in found
    ]
    return replace(report, rows=rows)


def _other(stream: str, about: Called) -> str:
    return OTHER.format(about=about[stream], stream=stream) if stream in about else stream


def _sentence(one: Finding, parties: Called, about: Called) -> str:
    """What was found, in words: days as people write them, names one after another."""
    told = one.fields
    parts = {name: _part(name, value, parties) for name, value in fields_of(told).items()}
    if isinstance(told, DateInWords):
        parts["fields"] = shared.LIST_OF.join(map(label, told.fields))
    if isinstance(told, Contradicted | FiguresDiffer):
        parts["other"] = _other(told.other, about)
    if isinstance(told, Together):
        others = (_other(f"promise/{promise}", about) for promise in told.promises)
        parts["promises"] = shared.BETWEEN.join(others)
    if isinstance(told, LessSay):
        parts["group"] = people([told.group], parties)
    if isinstance(told, OfPower):
        parts["power"] = powers.power(
            told.power, Part(told.level, told.topic, told.phase), told.group
        )
    if isinstance(told, HeldWrongly):
        parts["span"] = _span(told)
    if isinstance(told, RulesChanged):
        parts["since"] = powers.since(told.since)
    if isinstance(told, MadeKnownLate):
        parts["act"] = ACT[told.act]
    return _template(one).format(**parts)


def _template(one: Finding) -> str:
    told = one.fields
    if isinstance(told, MadeKnownLate) and told.days is not None:
        return LATE_BY_A_DAY if told.days == 1 else LATE_BY_DAYS
    by_code = FOUND_BY_CODE.get(one.check, {})
    return by_code.get(one.code) or by_code.get(REFUSED) or FOUND[one.check]


REFUSED = "refused"
"""The code under which any rule of recording stands that has no sentence of its own."""

DAYS = frozenset({"due", "last", "day", "on", "start", "since", "effective", "end"})
"""The fields of findings that are days."""

FORMS = frozenset({"promised", "given"})
"""The fields of findings that are forms of say."""


PARTIES = frozenset({"by", "other_by", "vouched_by", "holder", "before", "after"})
"""The fields of findings that are parties."""


def _part(name: str, value: Any, parties: Called) -> object:
    if name in PARTIES and value is not None:
        return people([value] if isinstance(value, str) else value, parties)
    if name in DAYS and value is not None:
        return spoken(str(value))
    if name == "condition":
        return called(str(value))
    if name in FORMS:
        return FORM[str(value)]
    return shared.LIST_OF.join(value) if isinstance(value, tuple) else value


def _span(told: HeldWrongly) -> str:
    """From when to when something was so; or since when, if it still is at the moment asked for."""
    if told.end is None:
        return STILL.format(start=spoken(told.start))
    return SPAN.format(start=spoken(told.start), end=spoken(told.end))


def _groups(rows: Sequence[WordedFinding]) -> Iterator[Block]:
    for name in dict.fromkeys(row.check for row in rows):
        lines = [_line(row) for row in rows if row.check == name]
        title = GROUP.format(check=name, looks_for=LOOKS_FOR[name], count=len(lines))
        yield Heading(title, 2)
        yield Lines(lines)


def _line(row: WordedFinding) -> str:
    records = RECORD if len(row.events) == 1 else RECORDS
    events = shared.LIST_OF.join(str(event) for event in row.events)
    # What to type is the record; of places it is no record that a finding is about.
    at_place = StreamName.parse(row.subject).kind in {"area", "cohort"}
    return (FINDING_AT_PLACE if at_place else FINDING).format(
        about=row.about,
        stream=row.subject,
        finding=row.finding,
        records=records.format(events=events),
    )


def _next(rows: Sequence[WordedFinding]) -> Sentence:
    return Sentence(NEXT.format(stream=rows[0].subject, check=rows[0].check))
