"""Promises read sort by sort, as the book keeps them, against their rows made whole."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import FOREVER, Instant
from domain.record import Record
from features.oracle.conditions_histories import cases, promises
from features.oracle.conditions_oracle import Case
from features.oracle.roles_histories import ledgers
from projections.book import Book
from projections.conditions.pledges import (
    Reading,
    Standing,
    Told,
    pledges,
    rows_of,
    told_whole,
)
from projections.promise_query import promises_ever
from projections.report import Question
from projections.rows.promise import PromiseRow

BURDENS = st.sampled_from(("promisor", "open"))
TODAYS = st.sampled_from(
    (Instant("2021-02-15T23:59:59"), Instant("2021-07-01T23:59:59"), FOREVER),
)


TERMS = st.sampled_from(("better", "same", "worse"))


@given(ledgers(), TERMS, BURDENS, TODAYS)
def test_of_linked_parties(
    ledger: tuple[list[Record], list[Record]], terms: str, burden: str, today: Instant
) -> None:
    """Also where an office, an heir, a spokesman or a successor has a say."""
    life, others = ledger
    end = {"kind": "promise.superseded", "on": "2021-05-01", "successor": "next", "terms": terms}
    position = len(life)
    told = {"stream": "promise/p", "promise": "p", "id": f"r{position}", "version": position + 1}
    life = [*life, Record(position, end | told | {"recorded_at": "2023-01-01T00:00:00Z"})]
    with closing(Book.of([*life, *others])) as book:
        agree(Question(book, FOREVER, 1000, burden, today=today))


@given(cases(promises(), "promise"), BURDENS)
def test_of_bodies_to_residents(case: Case, burden: str) -> None:
    """Also what of them is the same whoever measures; and the rows that are shown of each."""
    with closing(Book.of(case.records)) as book, closing(Derived.of(case.records)) as derived:
        kept, whole = (Question(one, FOREVER, len(case.records), burden) for one in (book, derived))
        agree(kept)
        found = sorted(pledges(kept, scopes_of(kept)))
        assert found == sorted(pledges(whole, scopes_of(whole)))
        shown = [(pledge, one) for pledge in found for one in pledge.rows]
        for (pledge, one), row in zip(shown, rows_of(kept, shown), strict=True):
            assert (row.subject, row.start, row.end) == (pledge.subject, one.start, one.end)


class Derived(Book):
    """A book as of those that derive rows for whoever asks."""

    @property
    def keeps(self) -> bool:
        """Whether rows are kept."""
        return False


def agree(question: Question) -> None:
    """Hold all promises of a question, read in one way, against the same read in the other."""
    scopes = scopes_of(question)
    kept = question.book.kept(PromiseRow, None, question.known, homes=scopes)
    whole = told_whole(question, promises_ever(question, scopes))
    assert rows_by_promise(Reading(question).promises(kept)) == rows_by_promise(whole)


def scopes_of(question: Question) -> list[str]:
    """Every place to which something was promised."""
    return sorted({row.scope for row in question.book.ever(PromiseRow, question.known)})


def rows_by_promise(found: Iterable[Told]) -> dict[tuple[str, str], list[Standing]]:
    """How each promise stood, by its stream and its place."""
    return {(one.subject, one.scope): one.rows for one in found}
