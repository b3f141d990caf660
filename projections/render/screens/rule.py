"""The history of one rule or one case told in sentences; their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from languages import N_
from projections.regime.facts import (
    Announced,
    ChangeForCase,
    Fact,
    Happened,
    Phase,
    RulesOfCase,
)
from projections.render.phrases import some_day, spoken
from projections.render.screens.rules import (
    DIRECTION,
    EFFECT,
    GROUND,
    STAGE,
    by,
    notice,
    on_day,
    quoted,
)

# -- history: words ----------------------------------------------------------------------------
# The words in which the history of a rule or a case is told, sentence by sentence.

ANNOUNCED = N_("{on}: {stage} {by}, for {place}: {now}.{effective}")
EFFECTIVE_FROM = N_(" It is to hold from {day} on.")
SENTENCE = {
    "rule.enacted": N_("{on}: for {place} it came to say {now}, {by}.{details}"),
    "rule.amended": N_("{on}: for {place} from {before} to {now}, {by}.{details}"),
    "rule.amended-else": N_(
        "{on}: changed for {place}, {by}; what it says, {now}, stayed.{details}"
    ),
    "rule.suspended": N_("{on}: suspended for {place}, {by}; it said {before}.{details}"),
    "rule.resumed": N_("{on}: in force again for {place}, {by}: {now}.{details}"),
    "rule.repealed": N_("{on}: ended for {place}, {by}; it said {before}.{details}"),
    "rule.annulled": N_("{on}: struck down for {place}, {by}; it said {before}.{details}"),
    "rule.annulled-interim": (
        N_(
            "{on}: struck down for {place}, {by}; in the meantime {now} instead of "
            "{before}.{details}"
        )
    ),
    "rule.excepted": N_("{on}: an exception for {place}, {ground} {by}: {now}.{details}"),
    "rule.exception_ended": N_("{on}: the exception for {place} ended; it was {before}.{details}"),
}
EVERYWHERE = N_("all for whom it holds")
UNTIL = N_(" Until {day}.")
DETAIL = N_(" {text}.")
REASON = N_(" {text}")
DISPUTED = N_(" A record of this is disputed.")
COMMENT = N_(" {by} says of it: “{text}”")

AHEAD = N_("not yet in force at this moment")
INTERIM, ELSE = "rule.annulled-interim", "rule.amended-else"
"""Which sentence tells of an annulment with something in its place, and of a change of form."""

CASE = {
    "opened": N_("{on}: opened, in {place}, at the level of the {level}."),
    "since": N_("{on}: entered the phase “{phase}”."),
    "closed": N_("{on}: closed: {outcome}."),
}
LEVEL = {"dwelling": N_("dwelling"), "area": N_("area"), "governance": N_("governance")}
CASE_RULES = N_("The rules on {topic}: at the start {before}; {now}.")
CASE_RULES_SAME = N_("by the record the same now")
CASE_RULES_NOW = N_("now {value}")
CASE_RULES_UNKNOWN = N_("none on record")
CASE_RULES_UNKNOWN_NOW = N_("now none on record")
CASE_CHANGE = N_("{on}: the rules on {topic} went from {before} to {now}, {by}.{details}")


# -- history -----------------------------------------------------------------------------------
# How the history of a rule or a case is told, sentence by sentence.


def sentences(story: Sequence[Fact], called: Mapping[str, str]) -> list[str]:
    """The facts of a story as sentences, in their order.

    called: what parties are called, by their names in the ledger.
    """
    return [_sentence(fact, called) for fact in story]


def _sentence(fact: Fact, called: Mapping[str, str]) -> str:
    match fact:
        case Announced():
            return _announced(fact, called)
        case Happened():
            return _happened(fact, called)
        case Phase():
            return _phase(fact)
        case RulesOfCase():
            return _rules(fact)
        case ChangeForCase():
            return _change(fact, called)


# -- rule --------------------------------------------------------------------------------------


def _announced(fact: Announced, called: Mapping[str, str]) -> str:
    ahead = EFFECTIVE_FROM.format(day=spoken(fact.effective)) if fact.effective else ""
    return ANNOUNCED.format(
        on=on_day(fact.on),
        stage=STAGE[fact.stage],
        by=by(fact.by, called),
        place=fact.place,
        now=quoted([fact.value]),
        effective=ahead,
    )


def _happened(fact: Happened, called: Mapping[str, str]) -> str:
    """What happened to a rule: from what to what, for whom, by whom, with how much notice."""
    record, same = fact.record, fact.now == fact.before
    kind = record.kind
    if kind == "rule.annulled" and not same:
        kind = INTERIM
    if kind == "rule.amended" and same:
        kind = ELSE
    return SENTENCE[kind].format(
        on=on_day(fact.on),
        place=fact.place or EVERYWHERE,
        before=quoted(fact.before),
        now=quoted(fact.now),
        by=by(record.by, called),
        ground=GROUND.get(record.ground or ""),
        details="".join(_details(fact, called)),
    )


def _details(fact: Happened, called: Mapping[str, str]) -> Iterator[str]:
    """Until when, in whose favour, for whom from when, with how much notice, and why."""
    record = fact.record
    if record.until:
        yield UNTIL.format(day=some_day(record.until))
    ahead = AHEAD if fact.ahead else None
    effect = EFFECT[record.effect] if record.effect else None
    yield from _clauses(ahead, _direction(record.direction), effect, notice(fact.notice_days))
    if record.reason:
        yield REASON.format(text=record.reason)
    if record.disputed:
        yield DISPUTED
    for comment in fact.comments:
        yield COMMENT.format(by=called.get(comment.by, comment.by), text=comment.text)


def _direction(coded: str | None) -> str | None:
    return DIRECTION[coded] if coded else None


def _clauses(*texts: str | None) -> Iterator[str]:
    """What there is to say, each as a sentence of its own."""
    for text in texts:
        if text:
            yield DETAIL.format(text=text[0].upper() + text[1:])


# -- case --------------------------------------------------------------------------------------


def _phase(fact: Phase) -> str:
    return CASE[fact.what].format(
        on=on_day(fact.on),
        place=fact.area,
        level=LEVEL[fact.case.level],
        phase=fact.case.phase,
        outcome=fact.case.outcome,
    )


def _rules(fact: RulesOfCase) -> str:
    """The rules of a case on one topic, then and now."""
    before = CASE_RULES_UNKNOWN if fact.before is None else quoted(fact.before)
    if fact.now is None:
        now = CASE_RULES_UNKNOWN_NOW
    elif fact.now == fact.before:
        now = CASE_RULES_SAME
    else:
        now = CASE_RULES_NOW.format(value=quoted(fact.now))
    return CASE_RULES.format(topic=fact.topic, before=before, now=now)


def _change(fact: ChangeForCase, called: Mapping[str, str]) -> str:
    change = fact.change
    details = _clauses(_direction(change.direction), notice(change.notice_days))
    return CASE_CHANGE.format(
        on=on_day(fact.on),
        topic=fact.topic,
        before=quoted(change.from_, change.from_amounts),
        now=quoted(change.to, change.to_amounts),
        by=by(change.by, called),
        details="".join([*details, DISPUTED if change.disputed else ""]),
    )
