"""The history of one mandate in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.dates import Bounds, bounds, days_between
from domain.record import StreamName
from languages import N_
from projections.control.facts import MandateFacts
from projections.control.mandate import LegalBasis, part_of
from projections.render import phrases as shared
from projections.render.phrases import day, spoken
from projections.render.screens import powers
from projections.render.screens.fields import Known
from projections.render.screens.fields import instead as said_instead
from projections.rows.span import Money

# -- mandate: words ----------------------------------------------------------------------------
# The words in which the history of a mandate is told.

GRANTED = N_("{holder} got the power to {power}{part} {place}, {since}, {basis}.")
TOGETHER = N_("{holder} together with {others}")
PART = N_(" ({part})")

NOTICE = N_("That was public {days:,} {unit} ahead.")
NOTICE_SAME_DAY = N_("That became public on the day itself.")
NOTICE_LATE = N_("That became public {days:,} {unit} after it took effect: it worked back.")
NOTICE_UNKNOWN = N_("How long ahead that was public is not on record.")
DAY, DAYS = N_("day"), N_("days")

EXCEPT = N_("It does not hold {places}.")
LIMIT = N_("It goes up to {limit}.")
AMOUNT = N_("With it came {amount}.")
MONEY = N_("{value} {currency}")
MONEY_PER = N_("{value} {currency} per {per}")

LAST_DAY = N_("As granted, its last day is {day}.")
LAST_DAY_AS_GRANTED = N_("As granted, its last day was to be {day}.")
ENDED_AFTERWARDS = N_(
    "An end with {day} as the first day without is on record too; it was over before that."
)
ENDED = N_("It ended; the first day without: {day}.")
ENDED_AT = N_("It ended {place}; the first day without: {day}.")
PASSED_ON = N_("{before} was succeeded by {after} on {day}, who took this power over.")
PASSED_ON_UNCLEAR = N_(
    "{before} was succeeded by {after}; which of them got this power is unknown."
)

IN_FACT = N_("That is control in fact, by the word of {word}; it is never counted.")
CONTESTED = N_("{by} contests this: {reason}")
INSTEAD = N_("According to {by} it should be: {instead}.")

TAKEN = N_("Decisions on record as taken under it: {count:,}.")
NOW = {
    "yes": N_("On {day} it is in force."),
    "no": N_("On {day} it is not in force."),
    "unknown": N_("Whether it is in force on {day} is unknown: the dates are too vague to tell."),
}
ANSWERABLE = N_("{party} answers for it.")
ANSWERABLE_UNKNOWN = N_("Who answers for it is not known.")
CHAIN = N_("It rests on {mandates}.")
BASIS_DOUBT = {
    "no-granter": N_("It has no legal basis on record: nobody is named who granted it."),
    "no-power": N_("That {granter} had this power is not on record."),
    "cycle": N_("It has no legal basis: the mandates lead back to where they began."),
}


# -- mandate -----------------------------------------------------------------------------------
# The history of a mandate in plain sentences.


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
        who = TOGETHER.format(holder=who, others=_names(facts, mandate.joint_with))
    divided = part_of(mandate)
    part = PART.format(part=powers.part(divided)) if any(divided) else ""
    named = facts.names[granter] if granter else powers.UNNAMED
    yield GRANTED.format(
        holder=who,
        power=powers.POWER[mandate.power],
        part=part,
        place=_place(facts, mandate.scope),
        since=powers.since(mandate.since),
        basis=powers.BASIS[mandate.basis].format(granter=named),
    )
    yield _notice(mandate.published, mandate.begins) or NOTICE_UNKNOWN


def _limits(facts: MandateFacts) -> Iterator[str]:
    if facts.mandate.excepted:
        places = (_place(facts, area) for area in sorted(facts.mandate.excepted))
        yield EXCEPT.format(places=shared.LIST_OF.join(places))
    if facts.mandate.limit is not None:
        yield LIMIT.format(limit=_money(facts.mandate.limit))
    if facts.mandate.amount is not None:
        yield AMOUNT.format(amount=_money(facts.mandate.amount))


def _ended(facts: MandateFacts) -> Iterator[str]:
    for ending in facts.endings:
        overtaken = facts.mandate.overtaken(ending, facts.at)
        if ending.last:
            text = LAST_DAY_AS_GRANTED if overtaken else LAST_DAY
            yield text.format(day=spoken(ending.written))
            continue
        place = _place(facts, ending.scope) if ending.scope else ""
        text = ENDED_AT if place else ENDED
        text = ENDED_AFTERWARDS if overtaken else text
        yield text.format(place=place, day=spoken(ending.written))
        if notice := _notice(ending.published, ending.without):
            yield notice


def _passed_on(facts: MandateFacts) -> Iterator[str]:
    for passed in facts.successions:
        text = PASSED_ON if len(passed.after) == 1 else PASSED_ON_UNCLEAR
        yield text.format(
            before=facts.names[passed.before],
            after=_names(facts, passed.after),
            day=spoken(passed.when),
        )


def _contested(facts: MandateFacts) -> Iterator[str]:
    mandate = facts.mandate
    if not mandate.counted:
        by_word = facts.names[mandate.word] if mandate.word else None
        yield IN_FACT.format(word=by_word or shared.BETWEEN.join(mandate.titles))
    for dispute in mandate.disputes:
        by = facts.names[dispute.by]
        yield CONTESTED.format(by=by, reason=dispute.reason)
        if dispute.instead:
            instead = said_instead(dict(dispute.instead), Known(facts.names, facts.names))
            yield INSTEAD.format(by=by, instead=instead)


def _now(facts: MandateFacts) -> Iterator[str]:
    if facts.taken_under:
        yield TAKEN.format(count=facts.taken_under)
    yield NOW[facts.state].format(day=day(facts.at))
    if facts.basis:
        yield from _basis(facts, facts.basis)


def _basis(facts: MandateFacts, basis: LegalBasis) -> Iterator[str]:
    """On which mandates it rests, who answers for it, and what is doubtful about that."""
    above = [link.mandate for link in basis.links[1:]]
    if above:
        yield CHAIN.format(mandates=shared.LIST_OF.join(above))
    if basis.answerable:
        yield ANSWERABLE.format(party=facts.names[basis.answerable])
    else:
        yield ANSWERABLE_UNKNOWN
    if basis.doubt:
        granter = basis.links[-1].granted_by
        named = facts.names[granter] if granter else powers.UNNAMED
        yield BASIS_DOUBT[basis.doubt].format(granter=named)


def _names(facts: MandateFacts, parties: Sequence[str]) -> str:
    return shared.LIST_OF.join(facts.names[party] for party in parties)


def _place(facts: MandateFacts, stream: str) -> str:
    return powers.PLACE[StreamName.parse(stream).kind].format(name=facts.places[stream])


def _notice(published: str | None, begins: Bounds) -> str:
    """How many days something was public before it held, or after; empty where nobody knows."""
    public = bounds(published) if published else None
    if public is None or not public.exact or not begins.exact:
        return ""
    days = days_between(public.earliest, begins.earliest)
    text = NOTICE_SAME_DAY if days == 0 else NOTICE if days > 0 else NOTICE_LATE
    return text.format(days=abs(days), unit=DAY if abs(days) == 1 else DAYS)


def _money(amount: Money | str) -> str:
    """An amount of money, or a limit in words."""
    if isinstance(amount, str):
        return amount
    text = MONEY_PER if amount.per else MONEY
    return text.format(**amount._asdict())
