"""One decision in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.step_function import NO, UNKNOWN
from projections.participation.decision import DecisionFacts, Say
from projections.parties import called
from projections.render import phrases as shared
from projections.render.phrases import spoken
from projections.render.screens import decisions
from projections.render.screens.say import FOLLOWED, FORM
from projections.rows.acts import Advice, DecisionRow, Reversal, SayRecord


def sentences(facts: DecisionFacts) -> Iterator[str]:
    """Everything in the order in which a reader asks for it."""
    yield _taken(facts)
    for say in facts.decision.says:
        yield _say(facts, say)
    if not facts.decision.says:
        yield decisions.NO_SAY
    for advice in facts.decision.advice:
        yield _advice(facts, advice)
    for reversal in facts.decision.reversals:
        by = _named(facts, reversal.by)
        text = decisions.REVERSED.format(on=spoken(reversal.on), by=by, reason=reversal.reason)
        yield _marked(text, [reversal])


def _taken(facts: DecisionFacts) -> str:
    taken = facts.decision.taken
    by = _named(facts, taken.by)
    parts = [decisions.TAKEN.format(on=spoken(taken.on), by=by, text=taken.text)]
    parts += [decisions.PROCESS] if taken.process else []
    parts += [decisions.OPTIONS.format(options=taken.options)] if taken.options else []
    return _marked(" ".join(parts), [taken])


def _say(facts: DecisionFacts, say: Say) -> str:
    """What one group was promised and given, and what that amounts to."""
    group, given = _named(facts, [say.group]), FORM[say.given]
    template = decisions.SAY if say.promised is None else decisions.PROMISED_SAY
    parts = [template.format(group=group, promised=FORM[say.promised or "none"], given=given)]
    parts += [decisions.AFTER] if say.after else []
    if facts.decision.choice == NO and say.counts != say.given:
        parts.append(decisions.ONE_OPTION)
    parts += [decisions.LESS] if say.kept == NO else []
    parts += [decisions.UNCLEAR] if say.kept == UNKNOWN else []
    for record in say.records:
        parts += [decisions.MODE[record.mode]] if record.mode else []
        if record.initiated_by:
            parts.append(decisions.BEGUN.format(party=_named(facts, [record.initiated_by])))
    return _marked(" ".join(dict.fromkeys(parts)), say.records)


def _advice(facts: DecisionFacts, advice: Advice) -> str:
    by, followed = _named(facts, [advice.by]), FOLLOWED[advice.followed]
    text = decisions.ADVICE.format(by=by, text=advice.text, followed=followed)
    if advice.reasons:
        reasons = shared.BETWEEN.join(advice.reasons)
        text = f"{text} {decisions.REASONS.format(reasons=reasons)}"
    return _marked(text, [advice])


def _named(facts: DecisionFacts, parties: Iterable[str]) -> str:
    return shared.LIST_OF.join(called(facts.parties, party) for party in parties)


def _marked(text: str, records: Iterable[DecisionRow | SayRecord | Advice | Reversal]) -> str:
    """A sentence, with that a record that it rests on is disputed."""
    disputed = any(record.disputed for record in records)
    return decisions.DISPUTED.format(text=text) if disputed else text
