"""The history of a mandate in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.dates import Bounds, bounds, days_between
from projections.control.chain import Chain
from projections.control.story import MandateFacts
from projections.render import words as shared
from projections.render.dates import day, spoken
from projections.render.screens import holders
from projections.render.words import control as control_words
from projections.render.words import mandate as words
from projections.rows.span import Money


def sentences(facts: MandateFacts) -> Iterator[str]:
    """Everything in the order in which a reader asks for it."""
    yield from _began(facts)
    yield from _limits(facts)
    yield from _ended(facts)
    yield from _passed_on(facts)
    yield from _contested(facts)
    yield from _now(facts)


def _began(facts: MandateFacts) -> Iterator[str]:
    mandate, granter = facts.mandate, facts.mandate.granted_by
    who = facts.names[mandate.holder]
    if mandate.joint_with:
        who = words.TOGETHER.format(holder=who, others=_names(facts, mandate.joint_with))
    divided = {"level": mandate.level, "topic": mandate.topic, "phase": mandate.phase}
    part = words.PART.format(part=holders.part(divided)) if any(divided.values()) else ""
    named = facts.names[granter] if granter else control_words.UNNAMED
    yield words.GRANTED.format(
        holder=who,
        power=control_words.POWER[mandate.power],
        part=part,
        place=_place(facts, mandate.scope),
        since=holders.since(mandate.since),
        basis=control_words.BASIS[mandate.basis].format(granter=named),
    )
    yield _notice(mandate.published, mandate.begins) or words.NOTICE_UNKNOWN


def _limits(facts: MandateFacts) -> Iterator[str]:
    if facts.mandate.excepted:
        places = (_place(facts, area) for area in sorted(facts.mandate.excepted))
        yield words.EXCEPT.format(places=shared.LIST_OF.join(places))
    if facts.mandate.limit is not None:
        yield words.LIMIT.format(limit=_money(facts.mandate.limit))
    if facts.mandate.amount is not None:
        yield words.AMOUNT.format(amount=_money(facts.mandate.amount))


def _ended(facts: MandateFacts) -> Iterator[str]:
    for ending in facts.endings:
        overtaken = facts.mandate.overtaken(ending, facts.at)
        if ending.last:
            text = words.LAST_DAY_AS_GRANTED if overtaken else words.LAST_DAY
            yield text.format(day=spoken(ending.written))
            continue
        place = _place(facts, ending.scope) if ending.scope else ""
        text = words.ENDED_AT if place else words.ENDED
        text = words.ENDED_AFTERWARDS if overtaken else text
        yield text.format(place=place, day=spoken(ending.written))
        if notice := _notice(ending.published, ending.without):
            yield notice


def _passed_on(facts: MandateFacts) -> Iterator[str]:
    for passed in facts.successions:
        text = words.PASSED_ON if len(passed.after) == 1 else words.PASSED_ON_UNCLEAR
        yield text.format(
            before=facts.names[passed.before],
            after=_names(facts, passed.after),
            day=spoken(passed.when),
        )


def _contested(facts: MandateFacts) -> Iterator[str]:
    mandate = facts.mandate
    if not mandate.counted:
        by_word = facts.names[mandate.word] if mandate.word else None
        yield words.IN_FACT.format(word=by_word or shared.BETWEEN.join(mandate.titles))
    for dispute in mandate.disputes:
        by = facts.names[dispute.by]
        yield words.CONTESTED.format(by=by, reason=dispute.reason)
        if dispute.instead:
            fields = (control_words.FIELD.format(name=k, value=v) for k, v in dispute.instead)
            yield words.INSTEAD.format(by=by, instead=shared.LIST_OF.join(fields))


def _now(facts: MandateFacts) -> Iterator[str]:
    if facts.taken_under:
        yield words.TAKEN.format(count=facts.taken_under)
    yield words.NOW[facts.state].format(day=day(facts.at))
    if facts.basis:
        yield from _basis(facts, facts.basis)


def _basis(facts: MandateFacts, basis: Chain) -> Iterator[str]:
    """On which mandates it rests, who answers for it, and what is doubtful about that."""
    above = [link.mandate for link in basis.links[1:]]
    if above:
        yield words.CHAIN.format(mandates=shared.LIST_OF.join(above))
    if basis.answerable:
        yield words.ANSWERABLE.format(party=facts.names[basis.answerable])
    else:
        yield words.ANSWERABLE_UNKNOWN
    if basis.doubt:
        granter = basis.links[-1].granted_by
        named = facts.names[granter] if granter else control_words.UNNAMED
        yield words.BASIS_DOUBT[basis.doubt].format(granter=named)


def _names(facts: MandateFacts, parties: Sequence[str]) -> str:
    return shared.LIST_OF.join(facts.names[party] for party in parties)


def _place(facts: MandateFacts, stream: str) -> str:
    return words.PLACE[stream.partition("/")[0]].format(name=facts.places[stream])


def _notice(published: str | None, begins: Bounds) -> str:
    """How many days something was public before it held, or after; empty where nobody knows."""
    public = bounds(published) if published else None
    if public is None or not public.exact or not begins.exact:
        return ""
    days = days_between(public.earliest, begins.earliest)
    text = words.NOTICE_SAME_DAY if days == 0 else words.NOTICE if days > 0 else words.NOTICE_LATE
    return text.format(days=abs(days), unit=words.DAY if abs(days) == 1 else words.DAYS)


def _money(amount: Money | str) -> str:
    """An amount of money, or a limit in words."""
    if isinstance(amount, str):
        return amount
    text = words.MONEY_PER if amount.per else words.MONEY
    return text.format(**amount._asdict())
