"""Where a date stands that is read as none, also in records from before such were refused."""

from __future__ import annotations

from typing import Any

import pytest

from domain.record import Record
from projections.promise.spans import dates_in_words


def made(**fields: Any) -> Record:
    """A promise as a ledger may hold it."""
    told = {"kind": "promise.made", "stream": "promise/p", "version": 1, "schema": 1, "id": "p"}
    return Record(0, told | {"on": "2019-01-01", "text": "A bridge."} | fields)


def postponed(due: str) -> Record:
    """A postponement."""
    told = {"kind": "promise.postponed", "stream": "promise/p", "version": 2, "schema": 1}
    return Record(1, told | {"id": "q", "on": "2020-01-01", "due": due})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"due": "soon"}, []),
        ({"due": "june 2021"}, ["due"]),
        ({"due": "2021", "text": "In 2021."}, []),
        ({"due": "2021/..", "text": "From 2021 on."}, ["text"]),
        ({"until": "2021", "text": "Until 2021."}, []),
        ({"until": "eind 2026", "wording": "eind 2026"}, ["until", "wording"]),
        ({"condition": {"text": "If so.", "due": "1 juli"}}, ["condition.due"]),
        ({"text": "On 30-6.", "note": "Said in May."}, ["text"]),
        ({"text": "De julië, in Meijel en op Maartensdijk."}, []),
        ({"text": "As soon as may be.", "note": "Said on 3 May."}, ["note"]),
    ],
)
def test_the_making(fields: dict[str, Any], expected: list[str]) -> None:
    """Deadlines in words are listed always, dates in the texts only where there is no deadline."""
    assert dates_in_words(made(**fields), []) == expected


def test_a_postponement() -> None:
    """A postponement to a day in words is listed, though the promise has its first deadline."""
    assert dates_in_words(made(due="2020"), [postponed("2021")]) == []
    assert dates_in_words(made(due="2020"), [postponed("1 juli")]) == ["postponed.due"]
