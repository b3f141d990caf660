"""One decision in plain sentences: who decided what, who had what say, whose advice counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.spans import NO, UNKNOWN
from projections.participation.decision import Decision, Say, decided
from projections.parties import Parties, called, parties_of
from projections.render import words as shared
from projections.render.dates import spoken
from projections.render.words import decisions as words
from projections.render.words.participation import FOLLOWED, FORM
from projections.report import Question
from projections.rows.acts import Advice, DecisionRow, Reversal, SayRecord


def tell(question: Question, stream: str) -> list[str]:
    """The sentences about a decision as it stood at the moment asked for."""
    taken = question.book.at(DecisionRow, question.as_of, question.known, subjects=[stream])
    decision = decided(taken[0], question.as_of) if taken else None
    return list(Story(decision, parties_of(question)).sentences()) if decision else []


@dataclass(frozen=True)
class Story:
    """A decision, and the parties at the moment asked for."""

    decision: Decision
    parties: Parties

    def sentences(self) -> Iterator[str]:
        """Everything in the order in which a reader asks for it."""
        yield self._taken()
        for say in self.decision.says:
            yield self._say(say)
        if not self.decision.says:
            yield words.NO_SAY
        for one in self.decision.advice:
            yield self._advice(one)
        for reversal in self.decision.reversals:
            yield self._marked(
                words.REVERSED.format(
                    on=spoken(reversal.on), by=self._named(reversal.by), reason=reversal.reason
                ),
                [reversal],
            )

    def _taken(self) -> str:
        taken = self.decision.taken
        by = self._named(taken.by)
        parts = [words.TAKEN.format(on=spoken(taken.on), by=by, text=taken.text)]
        parts += [words.PROCESS] if taken.process else []
        parts += [words.OPTIONS.format(options=taken.options)] if taken.options else []
        return self._marked(" ".join(parts), [taken])

    def _say(self, say: Say) -> str:
        """What one group was promised and given, and what that amounts to."""
        group, given = self._named([say.group]), FORM[say.given]
        template = words.SAY
        if say.promised is not None:
            template = words.PROMISED_SAY
        parts = [template.format(group=group, promised=FORM[say.promised or "none"], given=given)]
        parts += [words.AFTER] if say.after else []
        if self.decision.choice == NO and say.counts != say.given:
            parts.append(words.ONE_OPTION)
        parts += [words.LESS] if say.kept == NO else []
        parts += [words.UNCLEAR] if say.kept == UNKNOWN else []
        for one in say.records:
            parts += [words.MODE[one.mode]] if one.mode else []
            if one.initiated_by:
                parts.append(words.BEGUN.format(party=self._named([one.initiated_by])))
        return self._marked(" ".join(dict.fromkeys(parts)), say.records)

    def _advice(self, one: Advice) -> str:
        by, followed = self._named([one.by]), FOLLOWED[one.followed]
        text = words.ADVICE.format(by=by, text=one.text, followed=followed)
        if one.reasons:
            reasons = shared.BETWEEN.join(one.reasons)
            text = f"{text} {words.REASONS.format(reasons=reasons)}"
        return self._marked(text, [one])

    def _named(self, parties: Iterable[str]) -> str:
        return shared.LIST_OF.join(called(self.parties, party) for party in parties)

    def _marked(
        self, text: str, records: Iterable[DecisionRow | SayRecord | Advice | Reversal]
    ) -> str:
        """A sentence, with that a record that it rests on is disputed."""
        disputed = any(one.disputed for one in records)
        return words.DISPUTED.format(text=text) if disputed else text
