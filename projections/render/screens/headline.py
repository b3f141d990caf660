"""The answer on conditions in one sentence: whether they held, what broke first, on whose word."""

from __future__ import annotations

from collections.abc import Sequence

from domain.step_function import UNKNOWN
from languages import N_
from projections.conditions.verdict import CONSTANT, NOT_CONSTANT, NOT_MET_AT_START
from projections.conditions.view import (
    AttestedCondition,
    JudgedCondition,
    JudgedYardstick,
    ToldBreak,
    WithoutYardstick,
    attested_wider,
    own_break,
)
from projections.geography.coverage import each_once
from projections.render.head import Called, some
from projections.render.phrases import spoken
from projections.render.screens import reasons
from projections.render.screens.charters import called
from projections.render.screens.rules import dated
from projections.report import Parties, Report

BROKEN = frozenset({NOT_MET_AT_START, NOT_CONSTANT})

# -- words -------------------------------------------------------------------------------------

VERDICT = {
    NOT_MET_AT_START: N_("The conditions for participation were not met at the start"),
    NOT_CONSTANT: N_("The conditions for participation did not hold throughout"),
    UNKNOWN: N_("Whether the conditions for participation held throughout is not known"),
    CONSTANT: (
        N_(
            "The conditions for participation were met at the start and held throughout, as far as "
            "there was anything to judge"
        )
    ),
}
AS_ATTESTED = {
    NOT_MET_AT_START: N_(
        "As {parties} attest of a wider place, and of {name} as a part of it, the conditions for "
        "participation were not met at the start"
    ),
    NOT_CONSTANT: N_(
        "As {parties} attest of a wider place, and of {name} as a part of it, the conditions for "
        "participation did not hold throughout"
    ),
}
OWN_FACTS = N_("On record for {name} itself, first broken {on} ({condition}) — {what}.")
NO_OWN_FACTS = N_("Nothing on record for {name} itself shows that a condition did not hold.")
FIRST_BROKEN = N_("{verdict}: first broken {on} ({condition}) — {what}.")
ATTESTED = N_(
    "{verdict}: first broken {on}, when {parties} attested that “{condition}” is not met."
)
ATTESTED_ON = N_(
    "{verdict}: first broken {on}, as {parties} attested {attested} that “{condition}” is not met."
)
WIDER_ATTESTED = N_(
    "{verdict}: first broken {on}, when {parties} attested of a wider place that “{condition}” is "
    "not met."
)
WIDER_ATTESTED_ON = N_(
    "{verdict}: first broken {on}, as {parties} attested {attested} of a wider place that "
    "“{condition}” is not met."
)
ON_THE_WORD = N_("{text}, on the word of {parties}")
NONE_SHOWN = N_(
    "{verdict}: of {count:,} none was shown not to hold, and of {unknown:,} it is not shown that "
    "it did."
)
BY_YARDSTICK = N_("{charter}: {sentence}")
IN_PARTS = N_(
    "No yardstick on record is for all of {name}; for a part of it there are {count:,}: {shown} "
    "shown not to have held throughout."
)


# -- the sentence ------------------------------------------------------------------------------


def sentence(
    report: Report[JudgedYardstick | WithoutYardstick],
    own: Sequence[JudgedYardstick],
    inside: Sequence[JudgedYardstick],
) -> str:
    """The verdict by each yardstick for a place; own: those laid on it, inside: those in it."""
    if own:
        texts = (
            BY_YARDSTICK.format(charter=row.charter, sentence=_of(report, row))
            if len(own) > 1
            else _of(report, row)
            for row in own
        )
        return " ".join(texts)
    if not inside:
        return reasons.NONE_DECLARED.format(name=report.rows[0].name)
    place = str(report.question.parameters.get("place"))
    known = (report.places.get(f"{kind}/{place}") for kind in ("area", "cohort", "case"))
    shown = sum(row.verdict in BROKEN for row in inside)
    name = next(filter(None, known), place)
    return IN_PARTS.format(name=name, count=len(inside), shown=shown)


def unjudged(row: JudgedYardstick) -> str:
    """Why a yardstick has judged nothing; empty if it has."""
    if any(condition.spans for condition in row.conditions):
        return ""
    never = row.ended and row.ended <= row.start
    return reasons.NEVER if never else reasons.NOT_YET.format(start=spoken(row.began))


def _of(report: Report[JudgedYardstick | WithoutYardstick], row: JudgedYardstick) -> str:
    if text := unjudged(row):
        return text
    if row.verdict in BROKEN and row.first_break:
        return _broken(report.parties, row, row.first_break)
    answer = VERDICT[row.verdict]
    if row.verdict == UNKNOWN:
        count = len(row.conditions)
        return NONE_SHOWN.format(verdict=answer, count=count, unknown=row.tally.unknown)
    words = each_once(
        (*condition.vouched_by, *attesters(condition)) for condition in row.conditions
    )
    return f"{on_the_word(answer, words, report.parties)}."


def _broken(named: Called, row: JudgedYardstick, broken: ToldBreak) -> str:
    """What broke first, when and by whom.

    Where the verdict rests on what is attested of a wider place alone, what is on record for the
    place itself comes first.
    """
    if attested_alone(row):
        return _as_attested(named, row)
    condition = next(one for one in row.conditions if one.key == broken.condition)
    text = _first_broken(named, VERDICT[row.verdict], condition, broken)
    return f"{text} {reasons.RECORD_DISPUTED}" if broken.disputed else text


def _first_broken(named: Called, answer: str, condition: JudgedCondition, broken: ToldBreak) -> str:
    """A verdict with its reason, its day, and on whose word it is."""
    told = {"verdict": answer, "on": dated(broken.on), "condition": called(broken.condition)}
    if isinstance(condition, AttestedCondition) and broken.why == "attested-not-met":
        template = WIDER_ATTESTED if condition.not_met_wider else ATTESTED
        if broken.dated and broken.dated != broken.on:
            template = WIDER_ATTESTED_ON if condition.not_met_wider else ATTESTED_ON
        parties = some(condition.not_met_by, named)
        return template.format(**told, parties=parties, attested=dated(broken.dated or broken.on))
    unmet = next(span for span in condition.spans if span.met == "no")
    text = on_the_word(what(named, broken), unmet.vouched_by, named)
    return FIRST_BROKEN.format(**told, what=text)


def verdict(row: JudgedYardstick, named: Called) -> str:
    """The verdict alone; where it rests on what is attested of a wider place, with whose word."""
    if text := unjudged(row):
        return text
    if row.verdict in BROKEN and attested_alone(row):
        return AS_ATTESTED[row.verdict].format(parties=_attesting(named, row), name=row.name) + "."
    return f"{VERDICT[row.verdict]}."


def attested_alone(row: JudgedYardstick) -> bool:
    """Whether the verdict rests on what is attested of a wider place alone."""
    return all(map(attested_wider, _proving(row)))


def _proving(row: JudgedYardstick) -> list[JudgedCondition]:
    return [condition for condition in row.conditions if condition.verdict == row.verdict]


def _as_attested(named: Called, row: JudgedYardstick) -> str:
    facts = own_facts(named, row) or NO_OWN_FACTS.format(name=row.name)
    return f"{facts} {verdict(row, named)}"


def _attesting(named: Called, row: JudgedYardstick) -> str:
    words = (one.not_met_by for one in _proving(row) if isinstance(one, AttestedCondition))
    return some(each_once(words), named)


def own_facts(named: Called, row: JudgedYardstick) -> str:
    """What broke first by more than what is attested of a wider place alone; empty: nothing."""
    first = own_break(row)
    if first is None:
        return ""
    return OWN_FACTS.format(
        name=row.name,
        condition=called(first.condition),
        on=dated(first.on),
        what=what(named, first),
    )


def attesters(condition: JudgedCondition) -> Parties:
    """Who attests what a condition is now; nobody where that is judged."""
    return condition.attested_by if isinstance(condition, AttestedCondition) else ()


# -- a break -----------------------------------------------------------------------------------


def on_the_word(text: str, parties: Parties, named: Called) -> str:
    """A sentence with whose word it is, if it is anybody's."""
    return ON_THE_WORD.format(text=text, parties=some(parties, named)) if parties else text


def what(named: Called, broken: ToldBreak) -> str:
    """What made a condition unmet, and whose doing that was."""
    text = reasons.WHY.get(broken.why, broken.why) or str(broken.kind)
    if broken.direction in reasons.DIRECTION:
        direction = reasons.DIRECTION[broken.direction]
        text = reasons.IN_FAVOUR.format(what=text, direction=direction)
    if broken.about:
        text = reasons.WHAT_ABOUT.format(why=text, about=broken.about.rstrip("."))
    return (
        reasons.WHERE.format(what=text, where=some(broken.actors, named)) if broken.actors else text
    )
