"""Duties without power and powers without duty (METHODS 4, case F04).

A duty is recorded in the words of an act, a power by its kind and topic. They are matched by
those words alone: a power answers to a duty of its body when the text of the duty names the kind
of power (lead, decide, advise, execute, pay, inspect) or its topic, and contradicts neither. That
is coarse, and meant to be: what is not written alike is shown as not matched and for people to
judge. Unless somebody vouches that all mandates, or all duties, are on record, a missing
counterpart is "none on record".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from domain.dates import Instant
from domain.step_function import YES
from projections.control.mandate import POWERS
from projections.control.powers import Powers
from projections.geography.coverage import vouching
from projections.report import Fields, Question
from projections.rows.tenure import DutyRow, MandateRow, Position, TenureRow

BOTH, NO_POWER, NO_DUTY, OPEN = "both", "duty-without-power", "power-without-duty", "unknown"


def duties(question: Question) -> list[DutyRow]:
    """Every duty as known."""
    return question.book.at(DutyRow, question.as_of, question.known)


def answers(power: MandateRow, duty: DutyRow) -> bool:
    """Whether a power is what a duty is written about: by its kind, its topic or both."""
    words = _words(duty.act_text)
    topic = _words(power.topic or "")
    named = words & set(POWERS)
    if (named and power.power not in named) or not topic <= words:
        return False
    return power.power in named or bool(topic)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def match(powers: Powers, scope: str, at: Instant) -> list[Fields]:
    """Every duty at a place and a moment with the powers that answer to it; then other powers.

    Also those of groups in the place: a body may have to do for all what it may do for some.
    """
    places = powers.where.places_in(scope)
    positions = [here for place in places if (here := powers.positions(place).at(at))]

    def there(tenure: TenureRow) -> bool:
        return any(tenure.lasts(position, None, at) == YES for position in positions)

    musts = [duty for duty in duties(powers.geography.question) if there(duty)]
    mays = [mandate for mandate in powers.mandates if mandate.counted and there(mandate)]
    here = positions[0] if positions else frozenset[str]()
    rows: list[Fields] = []
    matched: set[str] = set()
    for duty in musts:
        bodies = _bodies(powers, (duty.holder,), at)
        found = [
            mandate
            for mandate in mays
            if answers(mandate, duty) and bodies & _bodies(powers, mandate.holders, at)
        ]
        matched |= {mandate.mandate for mandate in found}
        vouched = _vouched(powers, "mandate", here, at)
        rows.append(
            _row(duty.scope, duty.holder, duty.act_text, found)
            | {"duty": duty.duty}
            | _state(NO_POWER, [duty, *found], vouched, both=bool(found))
        )
    vouched = _vouched(powers, "duty", here, at)
    for mandate in mays:
        if mandate.mandate not in matched:
            act = " ".join(filter(None, (mandate.power, mandate.topic)))
            row = _row(mandate.scope, mandate.holder, act, [mandate])
            rows.append(row | {"duty": None} | _state(NO_DUTY, [mandate], vouched, both=False))
    return rows


def _vouched(powers: Powers, kind: str, position: Position, at: Instant) -> list[int]:
    """The records by which somebody vouches for all records of a kind at a place and a moment."""
    rows = powers.geography.coverage.about(kind)
    return [row.event for row in vouching(rows, position, at)]


def _bodies(powers: Powers, parties: Iterable[str], at: Instant) -> set[str]:
    """As which bodies these parties, or who took over from them, count."""
    return {
        powers.bodies.body(heir, at) for party in parties for heir in powers.bodies.heirs(party, at)
    }


def _row(place: str, holder: str, act: str, found: Sequence[MandateRow]) -> Fields:
    mandates = [mandate.mandate for mandate in found]
    return {"place": place, "holder": holder, "act": act, "mandates": mandates}


def _state(lack: str, found: Sequence[TenureRow], vouched: Sequence[int], *, both: bool) -> Fields:
    """Both sides are there; or one is lacking, if somebody vouches for that; or who knows."""
    state = BOTH if both else lack if vouched else OPEN
    events = [tenure.event for tenure in found] + ([] if both else list(vouched))
    return {"state": state, "events": events}
