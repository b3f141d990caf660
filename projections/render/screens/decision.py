"""One decision in plain sentences, and their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.step_function import NO, UNKNOWN
from languages import N_
from projections.participation.decision import DecisionFacts, Say
from projections.parties import called
from projections.render import phrases as shared
from projections.render.phrases import spoken
from projections.render.screens.say import FOLLOWED, FORM
from projections.rows.acts import Advice, DecisionRow, Reversal, SayRecord

# -- words -------------------------------------------------------------------------------------

TAKEN = N_("{on}, decided by {by}: {text}")
PROCESS = N_("It is about pace, order or planning.")
OPTIONS = N_("Options to choose from when it was put to those concerned: {options}.")
NO_SAY = N_(
    "Whether anybody had a say in it is not on record. Who took it, or was there, can tell: "
    "`gestand record decision.participation`."
)
SAY = N_("{group} was given this say: {given}.")
PROMISED_SAY = N_("{group} had been promised this say: {promised}; it was given: {given}.")
AFTER = N_("That came only after the decision, so it counts as informing at most.")
ONE_OPTION = N_("Only one option was left, so it counts as informing at most.")
LESS = N_("That is less than promised.")
UNCLEAR = N_("Whether that is what was promised is not clear from the record.")
MODE = {"invited": N_("The group was invited."), "protest": N_("The group came in protest.")}
BEGUN = N_("It was begun by {party}.")
ADVICE = N_("{by} advised: {text} The advice was {followed}.")
REASONS = N_("Reasons given: {reasons}.")
REVERSED = N_("{on}, reversed by {by}: {reason}")
DISPUTED = N_("{text} (A record of this is disputed.)")


# -- sentences ---------------------------------------------------------------------------------


def sentences(facts: DecisionFacts) -> Iterator[str]:
    """Everything in the order in which a reader asks for it."""
    yield _taken(facts)
    for say in facts.decision.says:
        yield _say(facts, say)
    if not facts.decision.says:
        yield NO_SAY
    for advice in facts.decision.advice:
        yield _advice(facts, advice)
    for reversal in facts.decision.reversals:
        by = _named(facts, reversal.by)
        text = REVERSED.format(on=spoken(reversal.on), by=by, reason=reversal.reason)
        yield _marked(text, [reversal])


def _taken(facts: DecisionFacts) -> str:
    taken = facts.decision.taken
    by = _named(facts, taken.by)
    parts = [TAKEN.format(on=spoken(taken.on), by=by, text=taken.text)]
    parts += [PROCESS] if taken.process else []
    parts += [OPTIONS.format(options=taken.options)] if taken.options else []
    return _marked(" ".join(parts), [taken])


def _say(facts: DecisionFacts, say: Say) -> str:
    """What one group was promised and given, and what that amounts to."""
    group, given = _named(facts, [say.group]), FORM[say.given]
    template = SAY if say.promised is None else PROMISED_SAY
    parts = [template.format(group=group, promised=FORM[say.promised or "none"], given=given)]
    parts += [AFTER] if say.after else []
    if facts.decision.choice == NO and say.counts != say.given:
        parts.append(ONE_OPTION)
    parts += [LESS] if say.kept == NO else []
    parts += [UNCLEAR] if say.kept == UNKNOWN else []
    for record in say.records:
        parts += [MODE[record.mode]] if record.mode else []
        if record.initiated_by:
            parts.append(BEGUN.format(party=_named(facts, [record.initiated_by])))
    return _marked(" ".join(dict.fromkeys(parts)), say.records)


def _advice(facts: DecisionFacts, advice: Advice) -> str:
    by, followed = _named(facts, [advice.by]), FOLLOWED[advice.followed]
    text = ADVICE.format(by=by, text=advice.text, followed=followed)
    if advice.reasons:
        reasons = shared.BETWEEN.join(advice.reasons)
        text = f"{text} {REASONS.format(reasons=reasons)}"
    return _marked(text, [advice])


def _named(facts: DecisionFacts, parties: Iterable[str]) -> str:
    return shared.LIST_OF.join(called(facts.parties, party) for party in parties)


def _marked(text: str, records: Iterable[DecisionRow | SayRecord | Advice | Reversal]) -> str:
    """A sentence, with that a record that it rests on is disputed."""
    disputed = any(record.disputed for record in records)
    return DISPUTED.format(text=text) if disputed else text
