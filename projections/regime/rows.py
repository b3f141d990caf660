"""How topics, changes and rules in force stand in the rows of a report."""

from __future__ import annotations

from domain.spans import YES
from projections.regime.changes import Change, Compared
from projections.regime.force import Holding
from projections.regime.ruling import Ruling
from projections.report import Fields
from projections.rows.span import Money


def topic_row(one: Compared) -> Fields:
    """A topic with the values at the start and now (None: unknown), and every change."""
    now = one.rulings.parts[-1].value if one.rulings.parts else Ruling()
    return {
        "topic": one.topic,
        "stable": {"yes": True, "no": False}.get(one.stable),
        "at_start": one.at_start.values if one.at_start else None,
        "now": one.now.values if one.now else None,
        "vague_at_start": one.starts_vague,
        "vague_now": not now.certain,
        "conflicting": now.conflicting,
        "rules": [holding_row(holding) for holding in now.holdings],
        "missing": missing(one),
        "changes": [change_row(change) for change in one.changes],
    }


def holding_row(holding: Holding) -> Fields:
    """A rule as it holds: what, where, since when, by whom, of which rank."""
    return {
        "rule": holding.rule,
        "title": holding.title,
        "value": holding.value,
        "amount": amount_row(holding.amount),
        "place": holding.spot.scope,
        "level": holding.spot.level or None,
        "exception": holding.spot.exception or None,
        "since": holding.since,
        "by": list(holding.by),
        "rank": holding.rank,
        "identifier": holding.identifier,
        "event": holding.events[-1],
        "events": list(holding.events),
    }


def amount_row(amount: Money | None) -> Fields | None:
    """An amount of money; None where there is none."""
    return amount._asdict() if amount else None


def _amounts(ruling: Ruling) -> list[Fields]:
    """The amounts of rules, where they have any."""
    return [amount for one in ruling.holdings if (amount := amount_row(one.amount))]


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


def missing(one: Compared) -> list[str]:
    """The kinds of record, or `date`, whose absence leaves open whether a topic stayed the same.

    rule: none is on record at the start. coverage: nobody vouches that all are. date: dates on
    record are too vague to tell.
    """
    if one.stable != "unknown":
        return []
    vouched = all(part.value == YES for part in one.vouched.parts)
    gaps = {
        "rule": one.at_start is None and not one.starts_vague,
        "coverage": not vouched,
        "date": one.vague or one.starts_vague,
    }
    return [kind for kind, open_ in gaps.items() if open_]
