"""Lists of terms of office, turned into mandates without the names of those who held them.

Who held a post is told by the number of the term: `minister-of-housing-term-7`, a part of the body
that the post belongs to. A name tells terms apart while the list is read, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from domain.dates import FOREVER, Instant, bounds, gone_after
from domain.errors import Problem
from ledger.tables.making import Made, Maker
from ledger.tables.mapping import Terms
from ledger.tables.names import slug
from ledger.tables.notes import Note, Notes
from ledger.tables.readers import Unread
from ledger.tables.sheet import Row


@dataclass(frozen=True, slots=True)
class Term:
    """A term as a row tells it. person: as the table names who held it, which is never recorded."""

    row: int
    post: str
    title: str
    body: str
    person: str
    start: str
    until: str | None
    place: str

    @property
    def begins(self) -> Instant:
        """The first instant on which it may have begun."""
        return bounds(self.start).earliest

    @property
    def ends(self) -> Instant:
        """The first instant after it, at the earliest; FOREVER while it lasts."""
        return gone_after(self.until).earliest if self.until else FOREVER


def post_of(title: str, body: str) -> str:
    """The name of a post: as it is called, and of which body where that does not say it."""
    own = slug(title)
    return own if not body or body in own else f"{own}-{body}"


def numbered(terms: Sequence[Term], notes: Notes) -> Iterator[tuple[Term, str]]:
    """The terms of each post in the order in which they began, each with its name.

    Left out, and told, is one that ends before it begins; told are terms of one that overlap, and
    posts that several held at once.
    """
    by_post = attrgetter("post")
    for post, some in groupby(sorted(terms, key=by_post), by_post):
        held = []
        for term in some:
            if term.ends <= term.begins:
                note = Note("reversed", term.title, f"{term.start} – {term.until}")  # noqa: RUF001 - a span
                notes.add(note, term.place)
            else:
                held.append(term)
        held.sort(key=lambda term: (term.begins, term.ends, term.row))
        _tell(held, notes)
        for number, term in enumerate(held, 1):
            yield term, f"{post}-term-{number}"


def _tell(held: Sequence[Term], notes: Notes) -> None:
    """Say which terms of one post overlap: of the same person, or of several."""
    for earlier, later in pairwise(held):
        if later.begins < earlier.ends:
            same = earlier.person and earlier.person == later.person
            told = f"{earlier.start} – {earlier.until or '…'}, {later.start} – {later.until or '…'}"  # noqa: RUF001 - spans
            notes.add(Note("overlap" if same else "several", later.title, told), later.place)


def records_of(term: Term, name: str, said: Terms, grant: dict[str, Any]) -> list[dict[str, Any]]:
    """The records of a term: its holder, as a numbered term of the post, and the mandate.

    grant: the fields of the mandate that the mapping says itself.
    """
    number = name.rpartition("-")[2]
    holder = {
        "kind": "party.registered",
        "party": name,
        "id": f"{name}-holder",
        "name": f"{term.title}, term {number}",
        "type": said.type,
        "on": term.start,
    }
    mandate = {"kind": "mandate.granted", "mandate": name, "id": name, "holder": name}
    mandate |= {"from": term.start, "on": term.start} | grant
    if term.body:
        holder["part_of"] = term.body
    if term.until:
        mandate["until"] = term.until
    return [holder, mandate]


def made_of_terms(maker: Maker, said: Terms, problems: list[Problem]) -> Iterator[Made]:
    """What is made of each term, once all of them are known: they are numbered.

    What is wrong with a row is put among the problems.
    """
    found, rows = [], {}
    for row in maker.each_row():
        try:
            if maker.skipped(row):
                continue
            grant = maker.value({**maker.mapping.every, **said.mandate}, row) or {}
            found.append(_term(maker, said, row))
        except Unread as error:
            problems.append(maker.unread(row, error))
            continue
        rows[row.number] = row, grant, list(maker.fresh(row))
    for term, name in numbered(found, maker.notes):
        row, grant, fresh = rows[term.row]
        every = {key: value for key, value in grant.items() if key == "source"}
        made = records_of(term, name, said, grant)
        holder, mandate = (maker.entry({**every, **fields}, row, {}) for fields in made)
        yield Made(term.place, name, [*fresh, holder, mandate], [])


def _term(maker: Maker, said: Terms, row: Row) -> Term:
    """The term that a row tells of; Unread where it does not tell of which post, or since when."""
    readers = maker.readers
    title, start = readers.value(said.post, row), readers.value(said.start, row)
    for cells, value in ((said.post, title), (said.start, start)):
        if value is None:
            column = cells.named[0] if cells.named else ""
            raise Unread("its cell is empty", "Fill it, or skip such rows", column)
    body = str(maker.value(said.body, row) or "")
    person = readers.text(row, said.person) if said.person else ""
    place = maker.sheet.place(row.number)
    if person and said.person:
        maker.notes.add(Note("left-out", said.person), place)
    until = readers.value(said.until, row) if said.until else None
    return Term(row.number, post_of(title, body), title, body, person, start, until, place)
