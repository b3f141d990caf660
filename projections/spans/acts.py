"""From the history of a rule, a decision, a table or a charter to its row, with all that happened.

Each row holds for all time: what it amounts to at a moment is judged when somebody asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import bounds
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
from projections.rows.span import JsonObject, Money, envelope


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
    comments = [
        Comment(record.get("record"), record.get("on"), record.get("by"), record.get("text"))
        for record in _of(history, "record.commented")
    ]
    return [
        RuleRow(
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
    return RuleAct(
        kind=record.kind,
        id=record.id,
        on=record.get("on"),
        published=record.get("published"),
        effective=record.get("effective"),
        until=record.get("until"),
        scope=record.scope,
        level=record.level,
        exception=record.get("exception"),
        title=named.get("title"),
        topic=named.get("topic"),
        value=record.get("value"),
        amount=money(record.get("amount")),
        by=tuple(record.get("by") or ()),
        stage=record.get("stage"),
        rank=record.get("rank"),
        identifier=record.get("identifier"),
        effect=record.get("effect"),
        direction=record.get("direction"),
        reason=record.get("reason"),
        ground=record.get("ground"),
        act=record.get("act"),
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
        DecisionRow(
            *envelope(history),
            decision=taken.name,
            on=taken.get("on"),
            by=tuple(taken.get("by")),
            level=taken.level,
            topic=taken.get("topic"),
            text=taken.get("text"),
            process=taken.get("process"),
            options=taken.get("options"),
            mandate=taken.get("mandate"),
            disputed=taken.id in contested,
            says=tuple(
                _say(record, contested) for record in _of(history, "decision.participation")
            ),
            advice=tuple(_advice(record, contested) for record in _of(history, "decision.advice")),
            reversals=tuple(
                _reversal(record, contested) for record in _of(history, "decision.reversed")
            ),
        )
    ]


def _say(record: Record, contested: frozenset[str]) -> SayRecord:
    return SayRecord(
        on=record.get("on"),
        group=record.get("group"),
        promised=record.get("promised"),
        given=record.get("given"),
        when=record.get("when"),
        mode=record.get("mode"),
        initiated_by=record.get("initiated_by"),
        event=record.position,
        disputed=record.id in contested,
    )


def _advice(record: Record, contested: frozenset[str]) -> Advice:
    return Advice(
        on=record.get("on"),
        by=record.get("by"),
        text=record.get("text"),
        followed=record.get("followed"),
        reasons=tuple(record.get("reasons", ())),
        event=record.position,
        disputed=record.id in contested,
    )


def _reversal(record: Record, contested: frozenset[str]) -> Reversal:
    return Reversal(
        on=record.get("on"),
        by=tuple(record.get("by")),
        reason=record.get("reason"),
        event=record.position,
        disputed=record.id in contested,
    )


def table(history: Sequence[Record]) -> list[TableRow]:
    """A table with who came and who left."""
    opened, contested = history[0], disputed_ids(history)
    return [
        TableRow(
            *envelope(history),
            table=opened.name,
            title=opened.get("name"),
            level=opened.level,
            form=opened.get("form"),
            acts=tuple(
                _table_act(record, contested)
                for record in history
                if record.kind.startswith("table.")
            ),
        )
    ]


def _table_act(record: Record, contested: frozenset[str]) -> TableAct:
    return TableAct(
        kind=record.kind,
        on=record.get("on"),
        parties=tuple(record.get("parties") or filter(None, [record.get("party")])),
        reason=record.get("reason"),
        event=record.position,
        disputed=record.id in contested,
    )


# -- charters and attestations --------------------------------------------------------------------


def charter(history: Sequence[Record]) -> list[CharterRow]:
    """A charter as declared, with its amendments and its ends."""
    declared, contested = history[0], disputed_ids(history)
    return [
        CharterRow(
            *envelope(history),
            charter=declared.name,
            level=declared.level,
            by=tuple(declared.get("by")),
            agreed_by=tuple(declared.get("agreed_by", ())),
            declared=declared.get("on"),
            began=bounds(declared.get("start")),
            topics=tuple(declared.get("topics", ())),
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


def _amendment(record: Record) -> CharterAmendment:
    condition = record.get("condition")
    return CharterAmendment(
        on=record.get("on"),
        condition=_terms(condition) if condition else None,
        topics=tuple(record.get("topics") or ()),
        by=tuple(record.get("by")),
        agreed_by=tuple(record.get("agreed_by", ())),
        event=record.position,
    )


def attestation(history: Sequence[Record]) -> list[AttestationRow]:
    """What a party attested of a condition."""
    attested = history[0]
    return [
        AttestationRow(
            *envelope(history),
            on=attested.get("on"),
            order=attested.place,
            level=attested.level,
            key=attested.get("key"),
            met=attested.get("met"),
            by=attested.get("by"),
            disputed=attested.id in disputed_ids(history),
        )
    ]


# -- looking back ---------------------------------------------------------------------------------


def reflection(history: Sequence[Record]) -> list[ReflectionRow]:
    """When parties looked back, and on what."""
    held = history[0]
    return [
        ReflectionRow(
            *envelope(history),
            on=held.get("on"),
            level=held.level,
            parties=tuple(held.get("parties")),
            text=held.get("text"),
            disputed=_any_disputed(history, disputed_ids(history)),
        )
    ]


def lesson(history: Sequence[Record]) -> list[LessonRow]:
    """A lesson and who took it up."""
    recorded, contested = history[0], disputed_ids(history)
    adopted = [
        Adoption(record.get("on"), record.get("by"), record.position, record.id in contested)
        for record in _of(history, "lesson.adopted")
    ]
    return [
        LessonRow(
            *envelope(history),
            lesson=recorded.name,
            on=recorded.get("on"),
            text=recorded.get("text"),
            disputed=recorded.id in contested,
            adopted=tuple(adopted),
        )
    ]
