"""One question to a ledger: open it, catch the book up, and hold it to what it said before."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from commands.book_cache import caught_up, readable
from commands.naming import streams_called
from domain.dates import (
    BEGINNING,
    FOREVER,
    Bounds,
    Instant,
    bounds,
    check_date,
    day_after,
    day_of,
    due_instant,
    end_of,
    is_date,
    last_moment,
    local_time,
    start_of,
)
from domain.errors import NotFound, UsageProblem
from domain.history import RETRACTED, placed, standing
from domain.record import Record
from domain.value import remembering_class
from languages import N_, counted
from ledger.clock import now, universal
from ledger.store.address import Location
from ledger.store.checked_reader import CheckedReader
from ledger.store.reader import Head, Reader
from projections.askable import Linked
from projections.book import Book
from projections.concerning import concerning
from projections.folded import Folded
from projections.render import phrases
from projections.render.phrases import spoken
from projections.report import Basis, Question, Window
from projections.rows.subjects import LedgerRow

if TYPE_CHECKING:
    from ledger.signing.authorship import Keys
    from projections.corrections import Compare


@remembering_class
class Asked(Question):
    """A question to a ledger: also its records, none of which is another than the book knows."""

    reader: CheckedReader | None = None


def reader_of(question: Question) -> Reader:
    """The records of the ledger that a question is put to."""
    assert isinstance(question, Asked), "a command asks a ledger"
    assert question.reader is not None, "a ledger that is asked is open"
    return question.reader


@contextmanager
def question(
    path: Location,
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    *,
    signed: bool = False,
    about: Iterable[str] = (),
) -> Iterator[Question]:
    """A question to the ledger at a path, with the checkpoint that the answer rests on.

    about: the names of the places that it is about, if it is about no others.
    """
    named = _named_moment(known_at, public_at)
    with closing(CheckedReader(path)) as reader, readable(path):
        kept, head = caught_up(reader)
        known = _known(kept, known_at, head)
        book: Linked = kept
        recorded_at = kept.recorded_at(known)
        if public_at or signed or not kept.answers(known):
            seen = Seen(reader, known, public_at, signed=signed)
            book = Folded(kept, seen.histories, seen.every)
            recorded_at = seen.recorded_at()
        if known_at and SIZE.fullmatch(known_at) and known:
            named = end_of(_recorded_on(reader, known))
        moment_now = named or local_time(now())
        as_of_moment = last_day_of("--as-of", as_of) if as_of else moment_now
        with closing(book):
            declared = book.at(LedgerRow, as_of_moment, known, subjects=["ledger"])
            burden = declared[0].burden if declared else "promisor"
            coders = frozenset(declared[0].by if declared else ())
            checkpoint = Basis(head.size, head.root.hex(), recorded_at)
            knowledge = _knowledge(known_at, public_at, signed=signed)
            yield Asked(
                concerning(book, (stream for name in about for stream in streams_called(name))),
                as_of_moment,
                known,
                burden,
                checkpoint,
                knowledge,
                today=end_of(day_of(moment_now)),
                coders=coders,
                reader=reader,
            )


@contextmanager
def compared(asked: Question, path: Location, *, on_its_day: bool = False) -> Iterator[Compare]:
    """A question before and after the recording that brought a record, whatever it knows itself.

    on_its_day: as of the day of that recording, so that the answer stays what it is.
    """
    from projections.corrections import Compared

    with closing(CheckedReader(path)) as reader, readable(path):
        book, _ = caught_up(reader)
        with closing(book):

            @lru_cache(maxsize=4)
            def at(size: int, as_of: Instant, today: Instant) -> Question:
                return replace(asked, book=book, known=size, as_of=as_of, today=today)

            def compare(position: int) -> Compared:
                (record,) = reader.records(position, position + 1)
                moment = str(record.get("recorded_at"))
                day = end_of(day_of(local_time(moment)))
                when = (day, day) if on_its_day else (asked.as_of, asked.today)
                return Compared(
                    at(book.size_before(moment), *when), at(book.size_at(moment), *when)
                )

            yield compare


def _named_moment(known_at: str | None, public_at: str | None) -> Instant | None:
    """The moment that --known-at or --public-at name by a date.

    UsageProblem if it is to come, or if both are given.
    """
    if known_at and public_at:
        raise UsageProblem(
            N_("ask with --known-at {known_at} and --public-at {public_at}").format(
                known_at=known_at, public_at=public_at
            ),
            N_("each says what the answer may know, one in place of the other"),
            N_("Leave out one of them"),
        )
    option, text = ("--public-at", public_at) if public_at else ("--known-at", known_at)
    if not text or (option == "--known-at" and SIZE.fullmatch(text)):
        return None
    named = last_day_of(option, text)
    if universal(named) > now():
        raise UsageProblem(
            N_("ask with {option} {text}").format(option=option, text=text),
            N_(
                "that moment is still to come, and what is recorded until "
                "{named} may change the answer"
            ).format(named=spoken(named)),
            N_(
                "Leave out {option} to ask as things are known now, or name a day that is over"
            ).format(option=option),
        )
    return named


def _recorded_on(reader: Reader, size: int) -> date:
    """The day, in Amsterdam, on which the last of so many records was recorded."""
    return day_of(local_time(reader.recorded_at(size)))


def _knowledge(known_at: str | None, public_at: str | None, *, signed: bool) -> str:
    knowledge = phrases.KNOWN_NOW
    if public_at:
        knowledge = phrases.PUBLIC_AT.format(date=spoken(public_at))
    elif known_at:
        knowledge = phrases.KNOWN_AT.format(date=spoken(known_at))
        if SIZE.fullmatch(known_at):
            knowledge = phrases.KNOWN_OF.format(size=int(known_at))
    return phrases.SIGNED_ONLY.format(knowledge=knowledge) if signed else knowledge


def visible(
    records: Iterable[Record],
    known: int,
    public_at: str | None,
    signed: frozenset[int] | None = None,
) -> list[Record]:
    """The records that an answer may rest on: known by then and, if asked so, public by then.

    signed: the places of those that are signed, if only these may count.
    """
    held = [record for record in records if record.position < known]
    seen = [record for record in held if signed is None or record.position in signed]
    if public_at is None:
        return seen
    moment = last_day_of("--public-at", public_at)
    recorded = {record.position: str(record.get("recorded_at")) for record in held}
    return [
        record
        for record in placed(seen)
        if _is_public(record, moment, recorded.get(record.place, ""))
    ]


class Seen:
    """The records of a ledger that an answer may rest on: public or signed, or known by then.

    Of what was public our own retractions count as they are now. A size inside of a commit is one
    at which no book ever stood, so that is answered from the records too.
    """

    def __init__(self, reader: Reader, known: int, public_at: str | None, *, signed: bool) -> None:
        self._reader, self._known, self._public_at = reader, known, public_at
        self._signatures = Signatures(reader, known) if signed else None

    @property
    def all_known(self) -> bool:
        """Whether these are all that were known."""
        return self._public_at is None and self._signatures is None

    def stream(self, name: str) -> list[Record]:
        """Those of a stream."""
        return self.of(self._reader.stream(name))

    def histories(self, names: Sequence[str]) -> dict[str, list[Record]]:
        """Those of each of some streams, which are read at once."""
        found = self._reader.histories_of(names)
        return {name: self.of(history) for name, history in found.items()}

    def kind(self, name: str) -> Iterator[Record]:
        """Those that stand on the streams of a kind, such as `area`."""
        histories: dict[str, list[Record]] = {}
        for record in self._reader.streams(name):
            histories.setdefault(record.stream, []).append(record)
        for history in histories.values():
            yield from standing(self.of(history))

    def every(self) -> Iterator[list[Record]]:
        """Those of each stream."""
        return map(self.of, self._reader.histories(0, self._known))

    def recorded_at(self) -> str:
        """When the last of them was recorded (UTC); empty where there are none."""
        for position in reversed(range(self._known)):
            for record in self._reader.records(position, position + 1):
                if any(seen.position == position for seen in self.stream(record.stream)):
                    return str(record.get("recorded_at"))
        return ""

    def of(self, history: Sequence[Record]) -> list[Record]:
        """Those of the whole history of a stream, or of several."""
        signed = self._signatures
        places = resting_on(history, signed.among(history)) if signed else None
        return visible(history, self._known, self._public_at, places)


def told_about(reader: Reader, streams: Collection[str], known: int) -> list[Record]:
    """The records of some streams, and of those on which stands what these are about."""
    waiting, read = set(streams), dict[str, list[Record]]()
    while waiting:
        histories = reader.histories_of(waiting)
        for name in waiting:
            read[name] = [one for one in histories.get(name, ()) if one.position < known]
        named = (
            record.get(field)
            for name in waiting
            for record in read[name]
            for field in ("record", "dispute", "corrects")
        )
        waiting = {*reader.streams_of({name for name in named if name}).values()} - read.keys()
    return [record for stream in read.values() for record in stream]


class Signatures:
    """Which records of a ledger a registered party signed, by the keys known at a size.

    The keys of a party are read when one of the records says that it signed it.
    """

    def __init__(self, reader: Reader, known: int) -> None:
        self._reader, self._known = reader, known
        self._keys: dict[str, Keys] = {}

    def among(self, records: Iterable[Record]) -> frozenset[int]:
        """The positions of those among some records."""
        return frozenset(self.hold(records))

    def hold(self, records: Iterable[Record]) -> Iterator[int]:
        """The same, each as soon as it is found."""
        for record in records:
            if record.get("signature") is not None and self._holds(record):
                yield record.position

    def _holds(self, record: Record) -> bool:
        from ledger.signing.authorship import Keys, SignatureStatus, signer

        party = signer(record)
        if party not in self._keys:
            told = self._reader.stream(f"party/{party}")
            self._keys[party] = Keys(one for one in told if one.position < self._known)
        return self._keys[party].judge(record) is SignatureStatus.SIGNED


NAMING = ("ledger/", "party/", "area/", "cohort/")
NAMING_KINDS = frozenset({"case.opened", "cohort.joined", "cohort.left"})


def resting_on(records: Iterable[Record], signed: frozenset[int]) -> frozenset[int]:
    """The places of signed records, and of all that say who is who and what lies where.

    A promise that is signed would mean nothing if the village that it names were unknown.
    """
    return signed | {
        record.position
        for record in records
        if record.stream.startswith(NAMING) or record.kind in NAMING_KINDS
    }


def _is_public(record: Record, moment: Instant, recorded_at: str) -> bool:
    """Whether a record was public by a moment.

    recorded_at: when it was recorded, or that of which it took the place.
    """
    if record.kind == RETRACTED:
        return True
    if record.published is None:
        return local_time(recorded_at) <= moment
    # What appeared some time in 2018 was certainly public when 2018 ended.
    return bounds(record.published).latest <= moment


SIZE = re.compile("[0-9]{1,3}|(?!1[89]|2[01])[0-9]{4}|[0-9]{5,15}")
"""A number of records; four digits from 1800 to 2199 are a year."""


HOLDS_ONE, HOLDS = N_("the ledger holds 1 record"), N_("the ledger holds {count:,} records")


def _known(book: Book, known_at: str | None, head: Head) -> int:
    if known_at is None:
        return head.size
    if SIZE.fullmatch(known_at):
        if int(known_at) > head.size:
            raise NotFound(
                N_("ask with --known-at {known_at}").format(known_at=known_at),
                counted(head.size, HOLDS_ONE, HOLDS),
                N_("Give a size that it has had, or a date"),
            )
        return int(known_at)
    return book.size_at(universal(last_day_of("--known-at", known_at)))


def moments(start: str | None, end: str, every: str) -> list[Instant]:
    """The last moments of the years or quarters from `start` up to `end`."""
    if start is None:
        raise UsageProblem(
            N_("make a series"), N_("it has no beginning"), N_("Add --from, such as --from 2015")
        )
    step = {"year": 12, "quarter": 3}[every]
    first, last = day_of(moment("--from", start).earliest), last_day_of("--to", end)
    if last < start_of(first):
        raise UsageProblem(
            N_("make a series from {start} to {end}").format(start=start, end=end),
            N_("it ends before it begins"),
            N_("Swap the two dates"),
        )
    instants: list[Instant] = []
    month = first.year * 12 + (first.month - 1) // step * step
    while not instants or instants[-1] < last:
        month += step
        until = end_of(date(month // 12, month % 12 + 1, 1) - timedelta(days=1))
        instants.append(min(until, last))
    return instants


def windows(start: str | None, end: str | None, every: str | None, until: Instant) -> list[Window]:
    """The stretches of time that --from, --to and --every ask for; all time without any of them.

    until: the last moment of a series whose end is not given. Years and quarters are whole ones;
    the last one ends where the series does.
    """
    if every is None:
        first = moment("--from", start).earliest if start else BEGINNING
        return [Window(first, due_instant(last_day_of("--to", end)) if end else FOREVER)]
    ends = [due_instant(day) for day in moments(start, end or until, every)]
    months = {"year": 12, "quarter": 3}[every]
    assert start is not None, "a series without a beginning is refused"
    begun = day_of(moment("--from", start).earliest)
    first = start_of(date(begun.year, (begun.month - 1) // months * months + 1, 1))
    return [Window(*pair) for pair in pairwise([first, *ends])]


def stretch(
    start: str | None, end: str | None, every: str | None, as_of: Instant
) -> tuple[Instant, Instant] | None:
    """The stretch [start, end) that figures are of, up to the moment asked for; None without one.

    At a step of a series it is the year or quarter in which that moment lies, from its first day
    or from `start` on. It ends with the day of the moment asked for at the latest, as what comes
    after that has not happened yet; that day counts whole.
    """
    if start is None and end is None:
        return None
    if start is None:
        raise UsageProblem(
            N_("ask about a stretch of time"),
            N_("it has no beginning"),
            N_("Add --from, such as --from 2015"),
        )
    first, last = moment("--from", start).earliest, end_of(day_of(as_of))
    last = min(last_day_of("--to", end), last) if end else last
    if every:
        here = day_of(as_of)
        month = here.month - (here.month - 1) % {"year": 12, "quarter": 3}[every]
        first = max(first, start_of(date(here.year, month, 1)))
    if last < first:
        raise UsageProblem(
            N_("ask about a stretch of time"),
            N_("it would end on {last}, before it begins on {first}").format(
                last=last[:10], first=first[:10]
            ),
            N_("Correct --from, --to or --as-of"),
        )
    return first, due_instant(last)


def days(option: str, text: str) -> Window:
    """The days that a range given to an option names: `FROM..TO`, of which one may be left out.

    A date alone names the days on which it may lie. UsageProblem for what is neither.
    """
    first, between, last = (text, "..", text) if is_date(text) else text.partition("..")
    ends = [end for end in (first, last) if end]
    if not (between and ends and all(map(is_date, ends))):
        raise UsageProblem(
            N_("ask with {option} {text}").format(option=option, text=text),
            N_("it is no range of days"),
            N_(
                "Write {option} 2018, {option} 2018-03..2020, {option} 2018.. or {option} ..2020"
            ).format(option=option),
        )
    start = start_of(day_of(bounds(first).earliest)) if first else BEGINNING
    end = day_after(day_of(bounds(last).latest)) if last else FOREVER
    if end <= start:
        raise UsageProblem(
            N_("ask with {option} {text}").format(option=option, text=text),
            N_("it ends before it begins"),
            N_("Swap the two dates"),
        )
    return Window(start, end)


def moment(option: str, text: str) -> Bounds:
    """The bounds of a date given to an option; UsageProblem when it is no date."""
    try:
        check_date(text)
    except ValueError as error:
        reason, _, remedy = str(error).partition("; ")
        raise UsageProblem(
            N_("ask with {option} {text}").format(option=option, text=text),
            reason,
            remedy[:1].upper() + remedy[1:],
        ) from error
    return bounds(text)


def until_asked(as_of: str | None, end: str | None) -> None:
    """UsageProblem for a stretch of time that goes on after the day it is asked about as of."""
    if as_of is None or end is None:
        return
    if last_day_of("--to", end) > last_day_of("--as-of", as_of):
        raise UsageProblem(
            N_("ask with --as-of {as_of} and --to {end}").format(as_of=as_of, end=end),
            N_("an answer as of a day cannot tell what came after it"),
            N_("Leave out --as-of, or name a day with --to that is not after it"),
        )


def last_day_of(option: str, text: str) -> Instant:
    """A day given to an option means the end of that day; UsageProblem when it has no end."""
    moment(option, text)
    last = last_moment(text)
    if last == FOREVER:
        raise UsageProblem(
            N_("ask with {option} {text}").format(option=option, text=text),
            N_("it has no last day"),
            N_("Give its last day, or leave it out"),
        )
    return last
