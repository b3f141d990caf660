"""The history of a mandate in plain sentences: who got what, where, on what basis, until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.dates import Bounds, bounds, days_between
from domain.spans import NO
from projections.control.decisions import under
from projections.control.holdings import Holding, holding
from projections.control.powers import Powers
from projections.geography.geography import Geography
from projections.render import words as shared
from projections.render.dates import day, spoken
from projections.render.screens import holders
from projections.render.words import control as control_words
from projections.render.words import mandate as words
from projections.report import Fields, Question


def tell(question: Question, stream: str) -> list[str]:
    """The sentences about a mandate as it stood at the moment asked for."""
    rows = question.book.at("mandate", question.as_of, question.known, subjects=[stream])
    powers = Powers(Geography(question))
    told: list[str] = []
    for row in rows:
        granted, *later = row.value["records"]
        one = holding(stream.partition("/")[2], [granted, *later])
        told += Story(powers, one, granted).sentences()
    return told


@dataclass(frozen=True)
class Story:
    """A mandate, the record that granted it, and the parties and places that it names."""

    powers: Powers
    one: Holding
    granted: Fields

    @cached_property
    def question(self) -> Question:
        """What was asked."""
        return self.powers.landscape.question

    def sentences(self) -> Iterator[str]:
        """Everything in the order in which a reader asks for it."""
        yield from self._began()
        yield from self._limits()
        yield from self._ended()
        yield from self._passed_on()
        yield from self._contested()
        yield from self._now()

    def _began(self) -> Iterator[str]:
        one, granter = self.one, self.one.granted_by
        basis = control_words.BASIS[one.basis]
        who = self._name(one.holder)
        if one.joint_with:
            who = words.TOGETHER.format(holder=who, others=self._names(one.joint_with))
        divided = {"level": one.level, "topic": one.topic, "phase": one.phase}
        part = words.PART.format(part=holders.part(divided)) if any(divided.values()) else ""
        yield words.GRANTED.format(
            holder=who,
            power=control_words.POWER[one.power],
            part=part,
            place=self._place(one.scope),
            since=holders.since(one.since),
            basis=basis.format(granter=self._name(granter) if granter else control_words.UNNAMED),
        )
        yield _notice(self.granted.get("published"), one.begins) or words.NOTICE_UNKNOWN

    def _limits(self) -> Iterator[str]:
        if self.one.excepted:
            places = shared.LIST_OF.join(self._place(area) for area in sorted(self.one.excepted))
            yield words.EXCEPT.format(places=places)
        for name, text in (("limit", words.LIMIT), ("amount", words.AMOUNT)):
            if name in self.granted:
                yield text.format(**{name: _money(self.granted[name])})

    def _ended(self) -> Iterator[str]:
        at = self.question.as_of
        for ending in self.one.endings:
            if ending.last:
                yield words.LAST_DAY.format(day=spoken(ending.written))
            elif min(ending.decided, ending.without.earliest) <= at:
                place = self._place(ending.scope) if ending.scope else ""
                text = words.ENDED_AT if place else words.ENDED
                yield text.format(place=place, day=spoken(ending.written))
                if notice := _notice(ending.published, ending.without):
                    yield notice

    def _passed_on(self) -> Iterator[str]:
        at = self.question.as_of
        for party in self.one.holders:
            for before, when, after in self.powers.bodies.successions(party, at):
                text = words.PASSED_ON if len(after) == 1 else words.PASSED_ON_UNCLEAR
                yield text.format(
                    before=self._name(before), after=self._names(after), day=spoken(when)
                )

    def _contested(self) -> Iterator[str]:
        one = self.one
        if not one.counted:
            word = self._name(one.word) if one.word else shared.BETWEEN.join(one.titles)
            yield words.IN_FACT.format(word=word)
        for dispute in one.disputes:
            yield words.CONTESTED.format(by=self._name(dispute.by), reason=dispute.reason)
            if dispute.instead:
                said = (control_words.FIELD.format(name=k, value=v) for k, v in dispute.instead)
                instead = shared.LIST_OF.join(said)
                yield words.INSTEAD.format(by=self._name(dispute.by), instead=instead)

    def _now(self) -> Iterator[str]:
        one, at = self.one, self.question.as_of
        position = self.powers.position(one.scope, at)
        count = len(under(self.question, one.mandate))
        if count:
            yield words.TAKEN.format(count=count)
        state = one.lasts(position, one.level, at)
        yield words.NOW[state].format(day=day(at))
        if state != NO and one.counted:
            chain = self.powers.chain(one, position, one.level, at)
            above = [link.mandate for link in chain.links[1:]]
            if above:
                yield words.CHAIN.format(mandates=shared.LIST_OF.join(above))
            if chain.answerable:
                yield words.ANSWERABLE.format(party=self._name(chain.answerable))
            else:
                yield words.ANSWERABLE_UNKNOWN
            if chain.doubt:
                granter = chain.links[-1].granted_by or control_words.UNNAMED
                yield words.BASIS_DOUBT[chain.doubt].format(granter=self._name(granter))

    def _name(self, party: str) -> str:
        value = self.powers.bodies.value(party, self.question.as_of)
        return str(value.get("name", party))

    def _names(self, parties: Sequence[str]) -> str:
        return shared.LIST_OF.join(self._name(party) for party in parties)

    def _place(self, stream: str) -> str:
        kind = stream.partition("/")[0]
        name = self.powers.landscape.name(stream, self.question.as_of)
        return words.PLACE[kind].format(name=name)


def _notice(published: str | None, begins: Bounds) -> str:
    """How many days something was public before it held, or after; empty where nobody knows."""
    public = bounds(published) if published else None
    if public is None or not public.exact or not begins.exact:
        return ""
    days = days_between(public.earliest, begins.earliest)
    text = words.NOTICE_SAME_DAY if days == 0 else words.NOTICE if days > 0 else words.NOTICE_LATE
    return text.format(days=abs(days), unit=words.DAY if abs(days) == 1 else words.DAYS)


def _money(said: Fields | str) -> str:
    """An amount of money, or a limit in words."""
    if isinstance(said, str):
        return said
    text = words.MONEY_PER if said.get("per") else words.MONEY
    return text.format(**said)
