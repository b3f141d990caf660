"""How the history of a rule or a case is told, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from projections.render.dates import spoken
from projections.render.screens.rules import by, notice, quoted
from projections.render.words import rules as rule_words
from projections.render.words import story as words
from projections.report import Fields


def sentences(story: Sequence[Fields]) -> list[str]:
    """The facts of a story as sentences, in their order."""
    return [_sentence(fact) for fact in story]


def _sentence(fact: Fields) -> str:
    match fact["kind"]:
        case "rule.announced":
            return _announced(fact)
        case "rules":
            return _rules(fact)
        case "change":
            return words.CASE_CHANGE.format(
                on=spoken(fact["on"]),
                topic=fact["topic"],
                before=quoted(fact["before"], fact["from_amounts"]),
                now=quoted(fact["now"], fact["to_amounts"]),
                by=by(fact["by"]),
                details="".join(_details(fact)),
            )
        case kind if kind.startswith("case."):
            return words.CASE[kind].format(
                on=spoken(fact["on"]),
                place=fact["place_name"],
                level=words.LEVEL[fact["level"]],
                phase=fact["phase"],
                outcome=fact["outcome"],
            )
        case _:
            return _happened(fact)


def _announced(fact: Fields) -> str:
    ahead = words.EFFECTIVE_FROM.format(day=spoken(fact["effective"])) if fact["effective"] else ""
    return words.ANNOUNCED.format(
        on=spoken(fact["on"]),
        stage=rule_words.STAGE[fact["stage"]],
        by=by(fact["by"]),
        place=fact["place_name"],
        now=quoted(fact["now"]),
        effective=ahead,
    )


def _happened(fact: Fields) -> str:
    """What happened to a rule: from what to what, for whom, by whom, with how much notice."""
    kind = fact["kind"]
    if kind == "rule.annulled" and fact["now"] != fact["before"]:
        kind = words.INTERIM
    if kind == "rule.amended" and fact["now"] == fact["before"]:
        kind = words.ELSE
    return words.SENTENCE[kind].format(
        on=spoken(fact["on"]),
        place=fact["place_name"] or words.EVERYWHERE,
        before=quoted(fact["before"]),
        now=quoted(fact["now"]),
        by=by(fact["by"]),
        ground=rule_words.GROUND.get(fact["ground"] or "", ""),
        details="".join(_details(fact)),
    )


def _details(fact: Fields) -> Iterator[str]:
    """Until when, in whose favour, for whom from when, with how much notice, and why."""
    if fact.get("until"):
        yield words.UNTIL.format(day=spoken(fact["until"]))
    for text in _clauses(fact):
        yield words.DETAIL.format(text=text[0].upper() + text[1:])
    if fact.get("reason"):
        yield words.REASON.format(text=fact["reason"])
    if fact["disputed"]:
        yield words.DISPUTED
    for one in fact.get("comments", ()):
        yield words.COMMENT.format(**one)


def _clauses(fact: Fields) -> Iterable[str]:
    if fact.get("ahead"):
        yield words.AHEAD
    if fact["direction"]:
        yield rule_words.DIRECTION[fact["direction"]]
    if fact.get("effect"):
        yield rule_words.EFFECT[fact["effect"]]
    told = notice(fact["notice_days"])
    if told:
        yield told


def _rules(fact: Fields) -> str:
    """The rules of a case on one topic, then and now."""
    before = words.CASE_RULES_UNKNOWN if fact["before"] is None else quoted(fact["before"])
    if fact["now"] is None:
        now = words.CASE_RULES_UNKNOWN_NOW
    elif fact["now"] == fact["before"]:
        now = words.CASE_RULES_SAME
    else:
        now = words.CASE_RULES_NOW.format(value=quoted(fact["now"]))
    return words.CASE_RULES.format(topic=fact["topic"], before=before, now=now)
