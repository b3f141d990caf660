"""What all views share: the options that say when, as known when, and in which format."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial, wraps
from typing import Any, TypeVar

import click

from commands.session import (
    Seen,
    Signatures,
    compared,
    moments,
    question,
    reader_of,
    told_about,
    visible,
)
from commands.terminal import pager_option, say, say_pieces, show_screen
from domain.errors import NotFound, UsageProblem
from domain.history import corrections, first_of
from domain.record import Record
from domain.value import value_class
from languages import N_
from ledger.store.address import Location
from ledger.store.reader import Reader
from projections.render import phrases
from projections.render.blocks import Block, Sentence, markdown
from projections.render.csv_answer import as_csv
from projections.render.data import as_json, as_ndjson
from projections.report import (
    CorrectedStream,
    Fields,
    LogLine,
    Question,
    Report,
    positions,
    series,
)

DATA: Mapping[str, Callable[[Report[Any]], Iterable[str]]] = {
    "json": as_json,
    "csv": as_csv,
    "ndjson": as_ndjson,
}
FORMATS = ("table", *DATA, "markdown")

WHEN = (
    click.option(
        "--as-of",
        metavar="DATE",
        help="The moment in the world; default: now, or the date of --known-at or --public-at.",
    ),
    click.option(
        "--known-at",
        metavar="DATE|SIZE",
        help="As this ledger knew it then, or with so many records; 1800 to 2199 are years.",
    ),
    click.option("--public-at", metavar="DATE", help="As was public then."),
    click.option("--signed", is_flag=True, help="Only records that a registered party signed."),
)
OPTIONS = (
    *WHEN,
    click.option("--from", "start", metavar="DATE", help="The first day of a stretch of time."),
    click.option("--to", "end", metavar="DATE", help="Its last day; default: --as-of."),
    click.option("--every", type=click.Choice(["year", "quarter"]), help="Once for each of them."),
    click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True
    ),
    click.option(
        "--explain", is_flag=True, help="Add the records that the figures stand on, with sources."
    ),
    pager_option,
)

NAMES = (
    "as_of", "known_at", "public_at", "signed", "start", "end", "every", "form", "explain",
    "no_pager",
)  # fmt: skip
"""The parameters that these options give, the fields of `Query` after its path."""

Line = TypeVar("Line", bound=LogLine)
Command = Callable[..., Any]
View = Callable[[Question], Report[Any]]
ListView = Callable[[Question, str], Report[Any]]
Screen = Callable[[Report[Any]], Sequence[Block]]
Chart = Callable[[Report[Any]], Iterable[Block]]
Counted = Callable[[Question, Callable[[], Collection[str]]], Iterable[int]]
"""The records that tell of what a view counts, by their places, as far as they were remarked on; it
is handed what tells on which streams that is so."""


@value_class
class Query:
    """One question on the command line: to which ledger, of which moment, in which format."""

    path: Location
    as_of: str | None
    known_at: str | None
    public_at: str | None
    signed: bool
    start: str | None
    end: str | None
    every: str | None
    form: str
    explain: bool
    no_pager: bool

    def answer(
        self,
        view: View,
        screen: Screen,
        asked: Fields | None = None,
        *,
        window: bool = False,
        periods: bool = False,
        over_time: Screen | None = None,
        counted: Counted | None = None,
        chart: Chart | None = None,
    ) -> Report[Any]:
        """Print what a view answers, once or at every step of a series, and return it.

        asked: the parameters, printed with the answer. window: whether the view itself makes
        something of --from and --to. periods: whether it does so of --every too, and tells what
        happened in each period apart, all as it stands at one moment. over_time: the screen of a
        series, where the view has one of its own. counted: of a view whose rows count what they do
        not name, which of that was remarked on. chart: of a series that is to be drawn, how.
        """
        if chart is not None:
            self._check_chart()
        if (self.start or self.end) and not (self.every or window or periods):
            raise UsageProblem(
                N_("ask about a stretch of time"),
                N_("it has no step"),
                N_("Add --every year or --every quarter"),
            )
        stretch = {"from": self.start, "to": self.end, "every": self.every}
        with self.question(**(asked or {}), **stretch) as question:
            if self.every and not periods:
                steps = moments(self.start, self.end or question.as_of, self.every)
                report = series(view, question, steps)
                screen = over_time or _series_screen(screen)
                if chart is not None:
                    screen = _drawn(chart, screen)
            else:
                report = view(question)
            if not issubclass(report.kind, LogLine):  # a record of the log says so itself
                report = replace(report, corrected=self._corrected(report, counted))
            # Whoever reads in a pager may take hours. Rows that are read meanwhile are read so many
            # at once, so that nobody waits for that.
            self._shown(report, screen)()
        return report

    def _check_chart(self) -> None:
        """Refuse a chart of what is no series, or for programs, which read figures."""
        if self.every is None:
            raise UsageProblem(
                N_("draw a chart"),
                N_("it shows one moment after another, and here is one"),
                N_("Add --every, for instance: --from 2015 --every year --chart"),
            )
        if self.form in DATA:
            raise UsageProblem(
                N_("draw a chart as {form}").format(form=self.form),
                N_("a chart is for people to look at"),
                N_("Leave out --chart or --format"),
            )

    def list_count(
        self, view: ListView, screen: Screen, asked: Fields, *, window: bool = False
    ) -> None:
        """Print what a count counts: all of it, or what it counts under one name.

        view: given the name of a count lists what it counts. asked, window: as of `answer`; the
        `list` that is asked for is the name, or NAME:PART.
        """
        name, _, part = asked["list"].partition(":")
        if self.every:
            raise UsageProblem(
                N_("list {name} over time").format(name=name),
                N_("a list is of one moment"),
                N_("Leave out --every, and name the moment with --as-of"),
            )

        def listed(question: Question) -> Report[Any]:
            report = view(question, name)
            rows = [row for row in report.rows if not part or row.counted_under == part]
            if part and not rows:
                known = sorted({row.counted_under for row in report.rows})
                raise NotFound(
                    N_("list {list}").format(list=asked["list"]),
                    N_("nothing is counted under {part}").format(part=part),
                    N_("Use {known}").format(
                        known=", ".join(f"{name}:{under}" for under in known) or name
                    ),
                )
            return replace(report, rows=rows)

        self.answer(listed, screen, asked, window=window)

    @contextmanager
    def question(self, **parameters: Any) -> Iterator[Question]:
        """The question to the ledger; the parameters are printed with the answer."""
        given = {
            name: value
            for name, value in parameters.items()
            if value is not None and value is not False and value != ()
        }
        if self.public_at:
            given["public_at"] = self.public_at
        if self.signed:
            given["signed"] = True
        with question(
            self.path,
            self.as_of,
            self.known_at,
            self.public_at,
            signed=self.signed,
            about=_places(parameters),
        ) as asked:
            yield replace(asked, parameters=given)

    def visible(self, reader: Reader, records: Iterable[Record], known: int) -> list[Record]:
        """The records that an answer may show: known, public and signed, as far as asked."""
        held = list(records)
        signed = Signatures(reader, known).among(held) if self.signed else None
        return visible(held, known, self.public_at, signed)

    def seen(self, asked: Question) -> Seen:
        """The records that an answer may rest on: what may be shown, and who is who."""
        return Seen(reader_of(asked), asked.known, self.public_at, signed=self.signed)

    @property
    def for_programs(self) -> bool:
        """Whether an answer is data, and not a screen."""
        return self.form in DATA

    @property
    def tells_lists(self) -> bool:
        """Whether an answer tells the lists in its rows, and not only what fits a screen or CSV."""
        return self.explain or self.form in {"json", "ndjson"}

    def _shown(self, report: Report[Any], screen: Screen) -> Callable[[], None]:
        """What prints a report in the format asked for: its screen, or a text for a file."""
        shown = self._explained(report) if self.explain else report
        if self.form in DATA:
            return partial(say_pieces, DATA[self.form](shown))
        blocks = [*_marked(shown, screen), *_records(shown), *self._unsigned(shown)]
        if self.form == "markdown":
            return partial(say, markdown(blocks), whole=False)
        return partial(show_screen, blocks, pager=not self.no_pager)

    def _corrected(
        self, report: Report[Any], counted: Counted | None
    ) -> Mapping[int, CorrectedStream]:
        """What was corrected after it had stood, of all that the rows of a report name or count."""
        named = positions(report.rows)
        if counted is not None and not named:
            named.update(counted(report.question, reader_of(report.question).commented_on))
        return self.corrected(report.question, named)

    def corrected(self, asked: Question, named: Collection[int]) -> Mapping[int, CorrectedStream]:
        """What was corrected after it had stood on the streams of some records, by their places.

        Also where that is not signed, or was not public then: who reads what stood is told.
        """
        if not named:
            return {}
        streams = asked.book.remarked(named)
        if not streams:  # what untouched records said needs no look at the ledger
            return {}
        reader, remarked = reader_of(asked), set(streams.values())
        by: dict[str, set[int]] = {}
        for found in corrections(told_about(reader, remarked, asked.known)):
            if found.later:
                by.setdefault(found.target.stream, set()).add(found.by.position)
        return {
            position: CorrectedStream(stream, tuple(sorted(by[stream])))
            for position, stream in streams.items()
            if stream in by
        }

    def _unsigned(self, report: Report[Any]) -> Sequence[Block]:
        """That no record is signed, or none that fits, where only such records were asked for."""
        if not self.signed:
            return ()
        known = report.question.known
        reader = reader_of(report.question)
        bearing = reader.at(report.question.book.signed(known))
        signed = Signatures(reader, known).hold(bearing)
        if next(signed, None) is None:
            return [Sentence(phrases.NONE_SIGNED)]
        # No finding of a check is no lack of records.
        if report.rows or report.view == "check":
            return ()
        count = 1 + sum(1 for _ in signed)
        return [Sentence(phrases.SIGNED_BUT_NONE_FITS.format(count=count))]

    def _explained(self, report: Report[Any]) -> Report[Any]:
        """The report with every record that its rows name."""
        wanted = sorted(positions(report.rows))
        lines = self.look_up(report.question, wanted)
        return replace(report, records=tuple(lines[position] for position in wanted))

    def moved(self, asked: Question, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines of the log with what each correction moves, by all that is known.

        Without that where only what was public or is signed may be told.
        """
        if self.public_at or self.signed or not any(line.correction for line in lines):
            return lines
        from projections.corrections import told

        with compared(asked, self.path) as compare:
            return told(lines, compare)

    def founding(self, asked: Question, streams: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        """What the first record of each of some streams says of it, as far as that may be shown.

        Streams of which nothing may be shown are left out.
        """
        histories = reader_of(asked).histories_of(streams)
        seen = self.seen(asked)
        firsts = ((stream, first_of(seen.of(history))) for stream, history in histories.items())
        return {stream: first.fields for stream, first in firsts if first is not None}

    def look_up(self, asked: Question, wanted: Iterable[int]) -> dict[int, LogLine]:
        """The lines of the log of every stream on which a wanted record stands, by position."""
        from projections import register

        lines: dict[int, LogLine] = {}
        reader, seen = reader_of(asked), self.seen(asked)
        for records in reader.histories_of(reader.streams_at(wanted)).values():
            mending = [record for record in records if record.position < asked.known]
            told = register.lines(seen.of(records), mending=mending)
            lines |= {line.position: line for line in told}
        return lines


def _places(parameters: Fields) -> list[str]:
    """The names of the places that a question is about; none where it is about all."""
    found = [parameters[name] for name in ("area", "place") if parameters.get(name)]
    return [*found, *parameters.get("areas", ()), *parameters.get("places", ())]


def _records(report: Report[Any]) -> Sequence[Block]:
    if not report.records:
        return ()
    from projections.render.screens.records import explanation

    return explanation(report.records)


def _marked(report: Report[Any], screen: Screen) -> Sequence[Block]:
    """A screen on which what was corrected later bears a sign, with what that means."""
    if not report.corrected:
        return screen(report)
    from projections.render.screens.corrections import explained, signed

    told = explained(report.corrected.values())
    return [*screen(signed(report)), *([Sentence(told)] if told else [])]


def _series_screen(screen: Screen) -> Screen:
    """The screen of a series of what a screen shows at one moment."""
    from projections.render.series import series as over_time

    return lambda report: over_time(report, screen)


def _drawn(chart: Chart, screen: Screen) -> Screen:
    """The screen of a series with a chart in place of its tables."""
    from projections.render.screens.charted import charted

    return charted(chart, screen)


def drawn(chart: bool, name: str) -> Chart | None:
    """What draws a series, if it is to be drawn: by its name in `charted`."""
    if not chart:
        return None
    from projections.render.screens import charted

    drawing: Chart = getattr(charted, name)
    return drawing


chart_option = click.option(
    "--chart", is_flag=True, help="Of a series (--every), bars and lanes in place of tables."
)


def when_options(command: Command) -> Command:
    """Give a command the options that say of which moment it is, and as known when."""
    for option in reversed(WHEN):
        command = option(command)
    return command


def view_options(command: Command) -> Command:
    """Give a command the options of every view, and hand it one `Query` in their place."""

    @click.pass_obj
    @wraps(command)
    def with_query(path: Location, /, *arguments: Any, **options: Any) -> Any:
        shared = {name: options.pop(name) for name in NAMES}
        return command(Query(path, **shared), *arguments, **options)

    wrapped: Command = with_query
    for option in reversed(OPTIONS):
        wrapped = option(wrapped)
    return wrapped
