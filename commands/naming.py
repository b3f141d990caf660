"""What a name on the command line means: a stream, an area, a party; or which one is near it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from difflib import get_close_matches

from domain.errors import NotFound, UsageProblem
from domain.record import Record, StreamName
from languages import N_
from ledger.store.address import Location
from ledger.store.reader import Reader
from projections.report import Question
from projections.rows.frozen import Row
from projections.rows.subjects import AreaRow, CaseRow, CohortRow, PartyRow

PLACES: tuple[type[Row], ...] = (AreaRow, CohortRow, CaseRow)

MOST_DIGITS = 15
"""A number of a record is shorter; the database takes none that is much longer."""


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """What to do about a name that is not known: which one may be meant, or something else."""
    names = sorted(known)
    closest = get_close_matches(name, names, n=1) or get_close_matches(name.lower(), names, n=1)
    return N_("Did you mean {closest}?").format(closest=closest[0]) if closest else otherwise


def named(reader: Reader, asked: str, name: str) -> tuple[list[Record], Record | None]:
    """The history of the stream that is meant, and the one record of it if one is meant.

    name: the id of a record, or its number, or a stream; or only the end of the name of a stream,
    as lists print it, if no other stream ends so. asked: what is said when there is none of these.
    """
    record = reader.find(name)
    if record is None and name.isdecimal() and name.isascii() and len(name) <= MOST_DIGITS:
        record = next(reader.records(int(name), int(name) + 1), None)
    if record is not None:
        return reader.stream(record.stream), record
    if records := reader.stream(name):
        return records, None
    return reader.stream(_stream(reader, asked, name)), None


def _stream(reader: Reader, asked: str, name: str) -> str:
    """The only stream whose name ends so; a problem that names those that may be meant."""
    streams = reader.names()
    ending = [stream for stream in streams if StreamName.parse(stream).name == name]
    if len(ending) > 1:
        obstacle = N_("{count:,} streams are called so").format(count=len(ending))
        raise UsageProblem(
            asked, obstacle, N_("Name one of {ending}").format(ending=", ".join(sorted(ending)))
        )
    if ending:
        return ending[0]
    reader.check_all()
    raise NotFound(
        asked,
        N_("there is no such stream or record"),
        did_you_mean(name, streams, N_("Look it up with `gestand log` or `gestand promises`")),
    )


def known_areas(asked: Question, *areas: str) -> None:
    """NotFound for the first area that the ledger does not have at that moment."""
    for area in areas:
        if not asked.book.at(AreaRow, asked.as_of, asked.known, subjects=[f"area/{area}"]):
            raise NotFound(
                N_("show the area {area}").format(area=area),
                N_("there is no such area in the ledger at that moment"),
                did_you_mean(area, _slugs(asked, AreaRow), N_("See `gestand areas`")),
            )


def known_place(asked: Question, name: str) -> str:
    """The area, group or case of a name, as a stream; NotFound where there is none of them.

    Of one name the area is meant; `cohort/NAME` and `case/NAME` say otherwise.
    """
    for stream in streams_called(name):
        for kind in PLACES:
            if asked.book.at(kind, asked.as_of, asked.known, subjects=[stream]):
                return stream
    kinds = {kind.KIND: _slugs(asked, kind) for kind in PLACES}
    known = {slug for slugs in kinds.values() for slug in slugs}
    if "/" in name:
        known = {f"{kind}/{slug}" for kind, slugs in kinds.items() for slug in slugs}
    raise NotFound(
        N_("show {name}").format(name=name),
        N_("there is no such area, group or case in the ledger at that moment"),
        did_you_mean(name, known, N_("See `gestand areas` and `gestand cases`")),
    )


def streams_called(name: str) -> list[str]:
    """The streams of places that a name may mean, in the order in which it does."""
    return [name] if "/" in name else [f"{kind.KIND}/{name}" for kind in PLACES]


def stored_places(path: Location) -> set[str]:
    """What all areas, groups and cases in a ledger are called, with and without their kind."""
    with closing(Reader(path)) as reader:
        streams = [StreamName.parse(name) for name in reader.names()]
    kinds = {kind.KIND for kind in PLACES}
    there = [stream for stream in streams if stream.kind in kinds]
    return {name for stream in there for name in (stream.name, f"{stream.kind}/{stream.name}")}


def known_party(asked: Question, name: str) -> None:
    """NotFound for a party that the ledger does not have at any moment."""
    if not asked.book.ever(PartyRow, asked.known, subjects=[f"party/{name}"]):
        known = {row.party for row in asked.book.whole.ever(PartyRow, asked.known)}
        raise NotFound(
            N_("ask about the party {name}").format(name=name),
            N_("there is no such party in the ledger"),
            did_you_mean(name, known, N_("See `gestand parties`")),
        )


def known_topic(reader: Reader, asked: Question, topic: str | None) -> None:
    """NotFound for a topic that no record of the ledger names; nothing where none is asked for."""
    if topic is None:
        return
    # Most topics that are asked for are there, which is seen without reading all.
    if reader.names_topic(topic, asked.known):
        return
    known = reader.topics(asked.known)
    if topic not in known:
        raise NotFound(
            N_("ask about the topic {topic}").format(topic=topic),
            N_("no record in the ledger names it"),
            did_you_mean(topic, known, N_("See `gestand rules` and `gestand promises`")),
        )


def _slugs(asked: Question, kind: type[Row]) -> set[str]:
    rows = asked.book.whole.at(kind, asked.as_of, asked.known)
    return {StreamName.parse(row.subject).name for row in rows}
