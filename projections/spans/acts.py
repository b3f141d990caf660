"""From the history of a rule, a decision, a table or a charter to its row, with all that happened.

Each row holds for all time: what it amounts to at a moment is judged when somebody asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from domain.history import disputed_ids
from domain.record import Record
from projections.rows.acts import (
    Adoption,
    Advice,
    AttestationRow,
    CharterAmendment,
    CharterRow,
    Comment,
    ConditionTerms,
    ControlTopic,
    DecisionRow,
    LessonRow,
    Parameters,
    ReflectionRow,
    Reversal,
    RuleAct,
    RuleRow,
    SayRecord,
    TableAct,
    TableRow,
)
from projections.rows.span import JsonObject, Money, contradicted, envelope, recorded

T = TypeVar("T")


def money(written: JsonObject | None) -> Money | None:
    """An amount of money as a record has it."""
    return Money(written["value"], written["currency"], written.get("per")) if written else None


def _of(history: Sequence[Record], kind: str) -> list[Record]:
    return [record for record in history if record.kind == kind]


# -- rules ----------------------------------------------------------------------------------------


def rule(history: Sequence[Record]) -> list[RuleRow]:
    """A rule with its acts and the replies to them."""
    contested = disputed_ids(history)
    acts = [_rule_act(record, history[0], contested) for record in history if _is_act(record)]
    comments = [recorded(Comment, record) for record in _of(history, "record.commented")]
    return [
        recorded(
            RuleRow,
            history[0],
            *envelope(history),
            rule=history[0].name,
            acts=tuple(acts),
            comments=tuple(comments),
            disputed=_any_disputed(history, contested),
        )
    ]


def _is_act(record: Record) -> bool:
    return record.kind.startswith("rule.")


def _rule_act(record: Record, first: Record, contested: frozenset[str]) -> RuleAct:
    # An exception has no topic or title of its own: it is one to the rule as it began.
    named = first if record.kind == "rule.excepted" else record
    return recorded(
        RuleAct,
        record,
        scope=record.scope,
        level=record.level,
        title=named.get("title"),
        topic=named.get("topic"),
        amount=money(record.get("amount")),
        by=tuple(record.get("by") or ()),
        event=record.position,
        order=record.place,
        disputed=record.id in contested,
    )


def _any_disputed(history: Sequence[Record], contested: frozenset[str]) -> bool:
    return any(record.id in contested for record in history)


# -- decisions and tables -------------------------------------------------------------------------


def decision(history: Sequence[Record]) -> list[DecisionRow]:
    """A decision with the say, the advice and the reversals around it."""
    taken, contested = history[0], disputed_ids(history)
    return [
        recorded(
            DecisionRow,
            taken,
            *envelope(history),
            decision=taken.name,
            level=taken.level,
            disputed=taken.id in contested,
            says=tuple(
                _act(SayRecord, record, contested)
                for record in _of(history, "decision.participation")
            ),
            advice=tuple(
                _act(Advice, record, contested, reasons=tuple(record.get("reasons", ())))
                for record in _of(history, "decision.advice")
            ),
            reversals=tuple(
                _act(Reversal, record, contested) for record in _of(history, "decision.reversed")
            ),
        )
    ]


def _act(kind: type[T], record: Record, contested: frozenset[str], **otherwise: Any) -> T:
    """What happened around a decision, a table or a lesson, as a record of it says."""
    disputed = record.id in contested
    return recorded(kind, record, event=record.position, disputed=disputed, **otherwise)


def table(history: Sequence[Record]) -> list[TableRow]:
    """A table with who came and who left."""
    opened, contested = history[0], disputed_ids(history)
    return [
        recorded(
            TableRow,
            opened,
            *envelope(history),
            table=opened.name,
            title=opened.get("name"),
            level=opened.level,
            acts=tuple(
                _act(TableAct, record, contested, parties=_seated(record))
                for record in history
                if record.kind.startswith("table.")
            ),
        )
    ]


def _seated(record: Record) -> tuple[str, ...]:
    """The parties that a record of a table names."""
    return tuple(record.get("parties") or filter(None, [record.get("party")]))


# -- charters and attestations --------------------------------------------------------------------


def charter(history: Sequence[Record]) -> list[CharterRow]:
    """A charter as declared, with its amendments and its ends."""
    declared, contested = history[0], disputed_ids(history)
    return [
        recorded(
            CharterRow,
            declared,
            *envelope(history),
            charter=declared.name,
            level=declared.level,
            agreed_by=tuple(declared.get("agreed_by", ())),
            declared=declared.get("on"),
            began=declared.get("start"),
            topics=tuple(declared.get("topics", ())),
            powers=_powers(declared),
            conditions=tuple(_terms(asked) for asked in declared.get("conditions")),
            amendments=tuple(_amendment(record) for record in _of(history, "charter.amended")),
            ends=tuple(record.on for record in _of(history, "charter.ended")),
            disputed=_any_disputed(history, contested),
        )
    ]


def _terms(condition: JsonObject) -> ConditionTerms:
    given = condition.get("parameters") or {}
    parameters = Parameters(given.get("days"), given.get("n"), given.get("rung"))
    return ConditionTerms(condition["key"], parameters, condition.get("text"))


def _powers(record: Record) -> tuple[ControlTopic, ...]:
    return tuple(
        ControlTopic(power["power"], power["topic"]) for power in record.get("powers") or ()
    )


def _amendment(record: Record) -> CharterAmendment:
    condition = record.get("condition")
    return recorded(
        CharterAmendment,
        record,
        condition=_terms(condition) if condition else None,
        topics=tuple(record.get("topics") or ()),
        powers=_powers(record),
        agreed_by=tuple(record.get("agreed_by", ())),
        event=record.position,
    )


def attestation(history: Sequence[Record]) -> list[AttestationRow]:
    """What a party attested of a condition."""
    attested = history[0]
    return [
        recorded(
            AttestationRow,
            attested,
            *envelope(history),
            order=attested.place,
            level=attested.level,
            contradicts=contradicted(attested),
            disputed=attested.id in disputed_ids(history),
        )
    ]


# -- looking back ---------------------------------------------------------------------------------


def reflection(history: Sequence[Record]) -> list[ReflectionRow]:
    """When parties looked back, and on what."""
    held = history[0]
    return [
        recorded(
            ReflectionRow,
            held,
            *envelope(history),
            level=held.level,
            disputed=_any_disputed(history, disputed_ids(history)),
        )
    ]


def lesson(history: Sequence[Record]) -> list[LessonRow]:
    """A lesson and who took it up."""
    written, contested = history[0], disputed_ids(history)
    adopted = [_act(Adoption, record, contested) for record in _of(history, "lesson.adopted")]
    return [
        recorded(
            LessonRow,
            written,
            *envelope(history),
            lesson=written.name,
            disputed=written.id in contested,
            adopted=tuple(adopted),
        )
    ]
