"""What a promise amounts to if bodies that agreed to something could speak for its beneficiaries.

The consent of a body that is no beneficiary moves nothing unless it had a mandate to give it.
Whether it had is not told by the promise, so the book keeps what the promise amounts to either way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations

from domain.dates import Instant
from domain.record import Record
from projections.span import Value

MOST_SPEAKERS = 3
"""Of so many bodies that are no beneficiaries a promise weighs the consent; of no more, because
the ways in which they can be heard double with each."""


def consents(history: Sequence[Record]) -> dict[str, list[Instant]]:
    """The bodies beside the beneficiaries that agreed to something, with the moments of that."""
    beneficiaries = set(history[0].get("to", ()))
    found: dict[str, list[Instant]] = defaultdict(list)
    for record in history[1:]:
        released = [record.get("by")] if record.kind == "promise.released" else []
        for party in (*record.get("consent_by", ()), *released):
            if party not in beneficiaries and (party in found or len(found) < MOST_SPEAKERS):
                found[party].append(record.on.earliest)
    return dict(found)


def heard(history: Sequence[Record], speakers: Sequence[str]) -> list[Record]:
    """The history as if the speakers were beneficiaries themselves."""
    made = history[0]
    fields = {**made.fields, "to": [*made.get("to", ()), *speakers]}
    return [replace(made, fields=fields), *history[1:]]


def choices(speakers: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every way in which some of the speakers may be heard."""
    return chain.from_iterable(
        combinations(speakers, count) for count in range(1, len(speakers) + 1)
    )


def variants(
    history: Sequence[Record], value: Value, told: Callable[[list[Record]], Value]
) -> Value:
    """What would be otherwise in a value if speakers were heard: by their names, in one text."""
    speakers = consents(history)
    if not speakers:
        return {}
    found: Value = {}
    for chosen in choices(list(speakers)):
        other = told(heard(history, chosen))
        found[" ".join(chosen)] = {
            name: held for name, held in other.items() if name != "to" and held != value[name]
        }
    return {"consents": speakers, "if_heard": found}
