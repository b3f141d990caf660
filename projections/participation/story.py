"""One decision in plain sentences: who decided what, who had what say, whose advice counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.spans import NO, UNKNOWN
from projections.participation.decision import Decision, Say, decided
from projections.render import words as shared
from projections.render.dates import spoken
from projections.render.words import decisions as words
from projections.render.words.participation import FOLLOWED, FORM
from projections.report import Fields, Question


def tell(question: Question, stream: str) -> list[str]:
    """The sentences about a decision as it stood at the moment asked for."""
    rows = question.book.at("decision", question.as_of, question.known, subjects=[stream])
    told = [record for row in rows for record in row.value["records"]]
    decision = decided(stream.partition("/")[2], told, question.as_of) if told else None
    if decision is None:
        return []
    parties = question.book.at("party", question.as_of, question.known)
    names = {row.value["party"]: str(row.value["name"]) for row in parties}
    return list(Story(decision, names).sentences())


@dataclass(frozen=True)
class Story:
    """A decision, and what the parties in it are called."""

    decision: Decision
    names: dict[str, str]

    def sentences(self) -> Iterator[str]:
        """Everything in the order in which a reader asks for it."""
        yield self._taken()
        for say in self.decision.says:
            yield self._say(say)
        if not self.decision.says:
            yield words.NO_SAY
        for one in self.decision.advice:
            yield self._advice(one)
        for one in self.decision.reversals:
            yield self._marked(
                words.REVERSED.format(
                    on=spoken(one["on"]), by=self._named(one["by"]), reason=one["reason"]
                ),
                [one],
            )

    def _taken(self) -> str:
        taken = self.decision.taken
        by = self._named(taken["by"])
        parts = [words.TAKEN.format(on=spoken(taken["on"]), by=by, text=taken["text"])]
        parts += [words.PROCESS] if taken["process"] else []
        parts += [words.OPTIONS.format(**taken)] if taken.get("options") else []
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
            parts += [words.MODE[one["mode"]]] if one.get("mode") else []
            if one.get("initiated_by"):
                parts.append(words.BEGUN.format(party=self._named([one["initiated_by"]])))
        return self._marked(" ".join(dict.fromkeys(parts)), say.records)

    def _advice(self, one: Fields) -> str:
        by, followed = self._named([one["by"]]), FOLLOWED[one["followed"]]
        text = words.ADVICE.format(by=by, text=one["text"], followed=followed)
        if one.get("reasons"):
            reasons = shared.BETWEEN.join(one["reasons"])
            text = f"{text} {words.REASONS.format(reasons=reasons)}"
        return self._marked(text, [one])

    def _named(self, parties: Iterable[str]) -> str:
        return shared.LIST_OF.join(self.names.get(party, party) for party in parties)

    def _marked(self, text: str, records: Iterable[Fields]) -> str:
        """A sentence, with that a record that it rests on is disputed."""
        disputed = any(one["disputed"] for one in records)
        return words.DISPUTED.format(text=text) if disputed else text
