"""The views `stability` and `rules --applied`: what holds, what held at the start, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.dates import Bounds, Instant, days_between, due_instant
from domain.step_function import NO, UNKNOWN, YES
from projections.charter import charters
from projections.geography.geography import Geography
from projections.regime.acts import rule_place
from projections.regime.comparison import Change, Compared, compare_topics, stable, start
from projections.regime.figures import counting, exceptions, figures, over_years, pending
from projections.regime.force import RuleInForce
from projections.regime.rulebook import Rulebook, Ruling, Subject
from projections.report import Fields, Question, Report, answer
from projections.rows.span import Money

# -- rows --------------------------------------------------------------------------------------
# How topics, changes and rules in force stand in the rows of a report.


def topic_row(comparison: Compared) -> Fields:
    """A topic with the values at the start and now (None: unknown), and every change."""
    now = comparison.rulings.parts[-1].value if comparison.rulings.parts else Ruling()
    return {
        "topic": comparison.topic,
        "stable": {"yes": True, "no": False}.get(comparison.stable),
        "at_start": comparison.at_start.values if comparison.at_start else None,
        "now": comparison.now.values if comparison.now else None,
        "vague_at_start": comparison.starts_vague,
        "vague_now": not now.certain,
        "conflicting": now.conflicting,
        "rules": [rule_row(rule) for rule in now.rules],
        "missing": missing(comparison),
        "changes": [change_row(change) for change in comparison.changes],
    }


def rule_row(rule: RuleInForce) -> Fields:
    """A rule as it holds: what, where, since when, by whom, of which rank."""
    return {
        "rule": rule.rule,
        "title": rule.title,
        "value": rule.value,
        "amount": amount_row(rule.amount),
        "place": rule.place.scope,
        "level": rule.place.level or None,
        "exception": rule.place.exception or None,
        "since": rule.since,
        "by": list(rule.by),
        "rank": rule.rank,
        "identifier": rule.identifier,
        "event": rule.events[-1],
        "events": list(rule.events),
    }


def amount_row(amount: Money | None) -> Fields | None:
    """An amount of money; None where there is none."""
    return amount._asdict() if amount else None


def _amounts(ruling: Ruling) -> list[Fields]:
    """The amounts of rules, where they have any."""
    return [amount for rule in ruling.rules if (amount := amount_row(rule.amount))]


NO_RULE: Fields = dict.fromkeys(
    ("rule", "title", "value", "amount", "place", "level", "exception", "since", "rank")
) | {"by": [], "identifier": None, "event": None, "events": []}
"""The fields of a rule where there is none."""


def change_row(change: Change) -> Fields:
    """A change: from what to what, when, by whom, in whose favour, with how much notice."""
    records = [act.record for act in change.acts]
    by = {party for record in records for party in record.by}
    return {
        "on": change.on,
        "from": change.before.values,
        "to": change.now.values,
        "from_amounts": _amounts(change.before),
        "to_amounts": _amounts(change.now),
        "introduced": change.introduced,
        "proven": change.proven,
        "direction": change.direction,
        "effects": sorted({record.effect for record in records if record.effect}),
        "retroactive": change.retroactive,
        "notice_days": change.notice_days,
        "rules": sorted({act.rule for act in change.acts}),
        "by": sorted(by),
        "reasons": sorted({record.reason for record in records if record.reason}),
        "conflicting": change.now.conflicting,
        "disputed": any(record.disputed for record in records),
        "events": list(change.events),
    }


def missing(comparison: Compared) -> list[str]:
    """The kinds of record, or `date`, whose absence leaves open whether a topic stayed the same.

    rule: none is on record at the start. coverage: nobody vouches that all are. date: dates on
    record are too vague to tell.
    """
    if comparison.stable != "unknown":
        return []
    vouched = all(part.value == YES for part in comparison.vouched.parts)
    gaps = {
        "rule": comparison.at_start is None and not comparison.starts_vague,
        "coverage": not vouched,
        "date": comparison.vague or comparison.starts_vague,
    }
    return [kind for kind, open_ in gaps.items() if open_]


# -- stability ---------------------------------------------------------------------------------
# The view `stability`: which rules applied at the start, which apply now, and what changed.

TREND = ("stable", "changes", "unfavourable", "retroactive", "acts_in_force")


def stability(
    question: Question, scopes: Sequence[str] = (), asked: Bounds | None = None
) -> Report[Any]:
    """Report on areas, groups or cases, by their streams.

    Without any, on every area for which a charter or a rule was made. asked: the day to compare
    with, where somebody names one.
    """
    rulebook = Rulebook(Geography(question))
    rows = [_row(rulebook, scope, asked) for scope in scopes or concerned(rulebook)]
    rows.sort(key=lambda row: str(row["name"]))
    return answer(question, "stability", rows, trend=TREND)


def concerned(rulebook: Rulebook) -> list[str]:
    """The areas for which a charter or a rule was made."""
    places = (rule_place(act) for rule in rulebook.rules.values() for act in rule.acts)
    scopes = {place.scope for place in places if place}
    scopes |= {charter.scope for charter in charters(rulebook.geography.question)}
    return sorted(scope for scope in scopes if scope.startswith("area/"))


def _row(rulebook: Rulebook, scope: str, asked: Bounds | None) -> Fields:
    """All that is known of the rules for one place since its start."""
    geography = rulebook.geography
    moment = geography.question.as_of
    end = due_instant(moment)
    begun = start(rulebook, scope, asked)
    since = min(begun.since.latest, end) if begun else end
    subject = begun.subject if begun else Subject(scope, Bounds(end, end))
    compared = compare_topics(rulebook, begun, end) if begun else []
    same = stable(rulebook, begun, compared, end) if begun else UNKNOWN
    counted = figures(compared, since, end, stable={YES: True, NO: False}.get(same))
    places = geography.parts(scope, moment) | geography.around(scope, moment)
    name = geography.called(scope)
    return {
        "subject": scope,
        "name": name["name"],
        "title": name["title"],
        "start": begun.since.latest[:10] if begun else None,
        "start_from": begun.why if begun else None,
        "charter": begun.charter if begun else None,
        "topics_from": "charter" if begun and begun.topics else "rules",
        "event": begun.event if begun else None,
        "days": days_between(since, end),
        **counted,
        "pending": pending(rulebook, places, moment),
        "exceptions": exceptions(rulebook, places, moment),
        "missing": _missing(compared) if counted["stable"] is None else [],
        **counting(rulebook, subject, moment),
        "in_force_over_time": over_years(rulebook, subject, since, moment) if begun else [],
        "topics": [topic_row(comparison) for comparison in compared],
    }


def _missing(compared: Sequence[Compared]) -> list[str]:
    """What would have to be on record to tell whether the rules stayed the same."""
    return sorted({kind for comparison in compared for kind in missing(comparison)}) or ["rule"]


# -- applied -----------------------------------------------------------------------------------
# The rules as they applied to one case, group or area on one day.


def applied(question: Question, scope: str, moment: Instant, asked: Bounds | None) -> Report[Any]:
    """Report on every rule that applied to a place at a moment, one a row, by topic.

    A topic of the yardstick without a rule on record has a row of its own, with value None; it is
    `certain` that there was none only where somebody vouches for it.
    """
    geography = Geography(question)
    rulebook = Rulebook(geography)
    begun = start(rulebook, scope, asked)
    subject = begun.subject if begun else Subject(scope, Bounds(moment, moment))
    named = begun.topics if begun else ()
    rows: list[Fields] = []
    for topic in dict.fromkeys([*named, *rulebook.by_topic]):
        end = due_instant(moment)
        ruling = rulebook.values(subject, topic, moment, end).parts[0].value
        vouched = geography.coverage.vouched(
            "rule", scope, moment, end, topics=(topic,), level=subject.level or None
        )
        common = {
            "subject": scope,
            "name": geography.name(scope, geography.question.as_of),
            "topic": topic,
            "certain": ruling.certain and (bool(ruling.rules) or vouched.at(moment) == YES),
            "conflicting": ruling.conflicting,
        }
        rows += [common | rule_row(rule) for rule in ruling.rules]
        if not ruling.rules and topic in named:
            rows.append(common | NO_RULE)
    return answer(question, "applied", rows)
