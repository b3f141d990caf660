"""The commands about the records themselves: show, log, diff, schema, the lists, check."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.asking import Query, view_options
from commands.keys import KEY_HELP, trust_in
from commands.listing import list_option
from commands.naming import did_you_mean, known_areas, named
from commands.session import moment, reader_of, told_about
from commands.terminal import FOUND, content, say
from commands.whole_number import WholeNumber
from domain.dates import BEGINNING, Instant, local_time
from domain.errors import NotFound, Tampered, Unreadable
from domain.record import Record, StreamName
from languages import N_
from ledger.store.reader import Reader
from projections import register as views
from projections.geography.geography import Geography
from projections.render.screens import counts
from projections.render.screens import diff as diff_screen
from projections.render.screens import listed as list_screens
from projections.render.screens import records as record_screens
from projections.report import LogLine, Question, Report, answer
from projections.rows.frozen import fields_of
from projections.streamed import Streamed

# -- authors -----------------------------------------------------------------------------------
# Whose word the records of an answer are, beside each of them.

if TYPE_CHECKING:
    from ledger.recording.integrity import Violation
    from ledger.signing.authorship import Keys
    from projections.checks.finding import Finding, WordedFinding
    from projections.participation.contact import Contact


def log_lines(
    asked: Question,
    records: Iterable[Record],
    about: Iterable[Record],
    mending: Iterable[Record] | None = None,
) -> Sequence[LogLine]:
    """The lines of these records, with the signature of each if a party has a key by then.

    Otherwise nobody's signature could be checked. about: the records that tell what became of
    these; mending: those that tell what was corrected, if that is more. Each line is made as it is
    asked for.
    """
    reader = reader_of(asked)
    line = views.line_of(about, mending)
    keys: Keys = asked.once("keys of parties", partial(_keys, reader, asked.known))
    if not keys.parties():
        return Streamed(lambda: map(line, records))

    def lines() -> Iterator[LogLine]:
        for record in records:
            signed = record.get("signature") is not None
            signature = _signature(reader, keys, record.position) if signed else None
            yield views.SignedLine(**fields_of(line(record)), signature=signature)

    return Streamed(lines)


def _keys(reader: Reader, known: int) -> Keys:
    """The keys of all parties, as known at a size."""
    from ledger.signing.authorship import Keys

    return Keys(stream for stream in reader.streams("party") if stream.position < known)


def _signature(reader: Reader, keys: Keys, position: int) -> views.Signature:
    """By whom a record says to be signed, and what that is worth: it is over the stored fields."""
    from ledger.signing.authorship import signer

    ((_, stored),) = reader.stored(position, position + 1)
    record = Record(position, json.loads(stored))
    return views.Signature(by=signer(record), status=keys.judge(record).value)


# -- records -----------------------------------------------------------------------------------
# The commands that show the records themselves.


@click.command(epilog="Example: gestand show promise/overschild-advice-2018")
@click.argument("stream")
@view_options
def show(query: Query, /, stream: str) -> None:
    """Show every record of STREAM, such as promise/NAME or area/NAME.

    The id or the number of one of its records will do too, or NAME alone if no other has it.
    """

    def reported(asked: Question) -> Report[LogLine]:
        reader = reader_of(asked)
        whole, _ = named(reader, N_("show {stream}").format(stream=stream), stream)
        records = query.visible(reader, whole, asked.known)
        if not records:
            raise NotFound(
                N_("show {stream}").format(stream=stream),
                N_("there is no such stream or record in what is asked about"),
                N_("Look it up with `gestand log` or `gestand promises`"),
            )
        return of_stream(asked, records, whole)

    query.answer(reported, record_screens.show, {"stream": stream})


def of_stream(
    asked: Question, records: Sequence[Record], whole: Iterable[Record]
) -> Report[LogLine]:
    """What the records of a stream say, of which there is one at least, and what it is.

    whole: all that stands on it, of which these may be shown.
    """
    mending = [one for one in whole if one.position < asked.known]
    rows = list(log_lines(asked, records, records, mending))
    shown = answer(asked, "show", rows, LogLine)
    return replace(shown, story=_story(shown, records[0].stream))


def _story(report: Report[Any], stream: str) -> tuple[str, ...]:
    """A stream in plain sentences; none for kinds whose records speak for themselves."""
    question = report.question
    match StreamName.parse(stream).kind:
        case "mandate":
            from projections.control import facts as mandates
            from projections.render.screens import mandates as mandate_screen

            facts_of_mandate = mandates.facts_of(question, stream)
            return tuple(
                text for facts in facts_of_mandate for text in mandate_screen.sentences(facts)
            )
        case "promise":
            from projections import promise_query
            from projections.render.screens import promises as promise_screen

            lines = promise_query.lines_of(question, [stream])
            return tuple(promise_screen.sentence(line, report.parties) for line in lines)
        case "decision":
            from projections.participation import decision as decision_facts
            from projections.render.screens import decision as decision_screen

            decision = decision_facts.facts_of(question, stream)
            return tuple(decision_screen.sentences(decision)) if decision else ()
        case "rule" | "case":
            from projections.regime import facts as rule_facts
            from projections.render.screens import rule as rule_screen

            facts_of_rules = rule_facts.facts_of(question, stream)
            return tuple(rule_screen.sentences(facts_of_rules, report.parties))
        case _:
            return ()


@click.command(epilog="Example: gestand log --area overschild --kind promise --late 365")
@click.option("--area", metavar="AREA", help="Only records about this area or a part of it.")
@click.option("--kind", metavar="KIND", help="Only this kind, such as promise or promise.made.")
@click.option(
    "--since",
    metavar="DATE",
    help="Only what happened on or after this date, and what corrections since then moved.",
)
@click.option(
    "--late",
    type=WholeNumber(min=0),
    metavar="DAYS",
    help="Only what was public, or recorded, so much later.",
)
@view_options
def log(
    query: Query,
    /,
    area: str | None,
    kind: str | None,
    since: str | None,
    late: int | None,
) -> None:
    """List the records in the order in which they were recorded."""

    def chosen(asked: Question) -> Report[LogLine]:
        places = None
        if area is not None:
            known_areas(asked, area)
            places = Geography(asked).parts(f"area/{area}", asked.as_of)
        start = moment("--since", since).earliest if since else None
        passes = partial(views.chosen, kind=kind, since=start, late=late, places=places)
        reader = reader_of(asked)
        records: Iterable[Record]
        mending = None
        if query.public_at or query.signed:
            about = query.visible(reader, reader.records(0, asked.known), asked.known)
            records = [*filter(passes, about)]
            mending = what_became(reader, None, asked.known)
        else:
            positions = positions_about(reader, asked, places)
            records = Streamed(lambda: filter(passes, _at(reader, positions)))
            among = None if places is None else records
            about = what_became(reader, among, asked.known)
        rows = log_lines(asked, records, about, mending)
        if since is not None:
            rows = query.moved(asked, rows)
        return answer(asked, "log", rows, views.SignedLine)

    parameters = {"area": area, "kind": kind, "since": since, "late": late}
    query.answer(chosen, record_screens.log, parameters)


def read_about(
    reader: Reader,
    asked: Question,
    places: Collection[str] | None,
    first: int = 0,
    stop: int | None = None,
) -> Iterator[Record]:
    """The records that are known; of places only those that name one, or are about it itself.

    first, stop: between which places in the ledger.
    """
    return _at(reader, positions_about(reader, asked, places, first, stop))


def positions_about(
    reader: Reader,
    asked: Question,
    places: Collection[str] | None,
    first: int = 0,
    stop: int | None = None,
) -> Sequence[int]:
    """Where these records are."""
    end = asked.known if stop is None else stop
    if places is None:
        return range(first, end)
    on_them = {*reader.positions_on(places), *asked.book.naming(places, end)}
    return sorted(position for position in on_them if first <= position < end)


AT_ONCE = 200
"""So many records are read at once: who reads on holds no lock, however long that takes."""


def _at(reader: Reader, positions: Sequence[int]) -> Iterator[Record]:
    """The records at some positions, as they are asked for."""
    for start in range(0, len(positions), AT_ONCE):
        some = positions[start : start + AT_ONCE]
        together = isinstance(some, range)
        yield from list(reader.records(some[0], some[-1] + 1) if together else reader.at(some))


def what_became(reader: Reader, among: Iterable[Record] | None, known: int) -> list[Record]:
    """The records that tell what became of these, or of all: retracted, corrected or disputed.

    What is said about a record stands on its stream. Where it took the place of one on another
    stream, what was said about that one counts for it.
    """
    if among is None:
        waiting = reader.commented_on() | reader.correcting()
    else:
        streams: set[str] = set()
        waiting = set()
        for record in among:
            streams.add(record.stream)
            if record.get("corrects"):
                waiting.add(record.stream)
        waiting |= reader.commented_on(streams)
    return told_about(reader, waiting, known)


# -- schema ------------------------------------------------------------------------------------
# The command that tells how records are written.


@click.command(epilog="Example: gestand schema promise.made")
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of KIND, or the list of all kinds."""
    from domain.streams import registry as catalogue
    from domain.streams.event import KINDS, Envelope
    from domain.streams.meanings import tell_meanings

    if kind is None:
        for name, model in catalogue.kinds().items():
            say(f"{name:26} {(model.__doc__ or '').splitlines()[0]}")
        return
    check_kind(kind, N_("print the schema of {kind}").format(kind=kind))
    tell_meanings(KINDS[kind])
    own, envelope = (model.model_json_schema() for model in (KINDS[kind], Envelope))
    own["properties"] = {"kind": {"const": kind}} | own["properties"] | envelope["properties"]
    own["required"] = ["kind", *own.get("required", []), *envelope["required"]]
    own["$defs"] = own.get("$defs", {}) | envelope.get("$defs", {})
    say(json.dumps(own, indent=2, ensure_ascii=False))


def check_kind(kind: str, asked: str) -> None:
    """NotFound when there is no such kind; the kinds take a while to load."""
    from domain.streams.event import KINDS

    if kind not in KINDS:
        remedy = did_you_mean(kind, KINDS, N_("See `gestand schema` for all kinds"))
        raise NotFound(asked, N_("there is no such kind"), remedy)


# -- lists -------------------------------------------------------------------------------------
# The commands that list what the ledger speaks of, and those that watch over it.


@click.command(epilog="Example: gestand parties --format csv")
@view_options
def parties(query: Query, /) -> None:
    """List the bodies, offices and groups, and how many promises each made."""
    query.answer(views.parties, list_screens.parties)


@click.command(epilog="Example: gestand areas --as-of 2017-12-31")
@view_options
def areas(query: Query, /) -> None:
    """List the areas and what each lay within at that moment."""
    query.answer(views.areas, list_screens.areas)


@click.command(epilog="Example: gestand cases --format json")
@view_options
def cases(query: Query, /) -> None:
    """List the cases and the phase each is in."""
    query.answer(views.cases, list_screens.cases)


@click.command(epilog="Example: gestand figures overschild")
@click.argument("area", required=False)
@view_options
def figures(query: Query, /, area: str | None) -> None:
    """List statistics and surveys that bodies published, about AREA or all."""

    def listed(asked: Question) -> Report[views.ListedFigure]:
        if area is not None:
            known_areas(asked, area)
        return views.figures(asked, area)

    query.answer(listed, list_screens.figures, {"area": area})


@click.command(epilog="Example: gestand contact overschild --as-of 2020-12-31")
@click.argument("area")
@list_option(counts.CONTACT, counts.CONTACT_APART, "What one of its counts counts.")
@view_options
def contact(query: Query, /, area: str, count: str | None) -> None:
    """What residents of AREA were told, what they asked, and the silences in between."""
    parameters = {"area": area, "list": count}
    if count is not None:
        from projections.participation.contact_lists import contact_list
        from projections.render.screens.behind import behind_of

        def listed(asked: Question, name: str) -> Report[Any]:
            known_areas(asked, area)
            return contact_list(asked, area, name, partial(query.look_up, asked))

        query.list_count(listed, behind_of(counts.CONTACT), parameters)
        return
    from projections.participation.contact import contact as view
    from projections.render.screens.contact import contact as screen

    def reported(asked: Question) -> Report[Contact]:
        known_areas(asked, area)
        return view(asked, area)

    query.answer(reported, screen, parameters)


@click.command(epilog="Example: gestand check deadlines contested")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@view_options
@click.pass_context
def check(context: click.Context, query: Query, /, names: tuple[str, ...]) -> None:
    """Say nothing when all holds; else print the findings, one a line, and end with exit code 1.

    Without NAMES all checks but `late`, which a ledger that is filled in afterwards does not pass.
    """
    from projections.checks.registry import NAMES
    from projections.checks.registry import check as run_checks
    from projections.render.screens.checks import check as screen
    from projections.render.screens.checks import worded

    for name in names:
        if name not in NAMES:
            raise NotFound(
                N_("run the check {name}").format(name=name),
                N_("there is no such check"),
                N_("Use {names}").format(names=", ".join(NAMES)),
            )

    def checked(asked: Question) -> Report[WordedFinding]:
        found = run_checks(asked, names, partial(_integrity, query))
        return worded(asked, found, partial(query.founding, asked))

    report = query.answer(checked, screen, {"names": names})
    if report.rows:
        context.exit(FOUND)


def _integrity(query: Query, asked: Question) -> Iterator[Finding]:
    """Every record that an answer may show could be recorded today, with all others that stand.

    What else is known counts as well: a record does not hang in the air because what it refers to
    was made public later.
    """
    from projections.checks.finding import Unrecordable, finding
    from projections.checks.registry import INTEGRITY

    reader = reader_of(asked)
    violations = _violations(query, asked)
    streams = {violation.record.stream for violation in violations}
    records = told_about(reader, streams, asked.known)
    shown = {record.position for record in query.visible(reader, records, asked.known)}
    for violation in violations:
        record = violation.record
        if record.position in shown:
            told = Unrecordable(kind=record.kind, obstacle=violation.obstacle)
            events = [record.position]
            yield finding(INTEGRITY, record.stream, events, told, code=violation.code)


def _violations(query: Query, asked: Question) -> Sequence[Violation]:
    """The records that would be refused today, of all that are known."""
    from commands.judged import is_lawful
    from ledger.recording.left_behind import left_behind

    reader, known, now = reader_of(asked), asked.known, asked.checkpoint
    # What was recorded since it was known might have mended what was left behind then.
    if known == now.size and is_lawful(query.path, known, bytes.fromhex(now.root)):
        reader.check_all()  # what was lawful may have been altered since
        found = left_behind(reader)
        if found is not None:
            return found
    from ledger.recording.integrity import violations

    every = chain.from_iterable(reader.histories(0, known))
    return violations(sorted(every, key=attrgetter("position")))


# -- diff --------------------------------------------------------------------------------------
# The command that tells what was recorded since an older checkpoint: diff.

if TYPE_CHECKING:
    from ledger.verify.signatures import Trust


@click.command(epilog="Example: gestand diff kept-in-2024.txt --late")
@click.argument("old", metavar="OLD-CHECKPOINT")
@click.option("--late", is_flag=True, help="Only what tells of the time before that checkpoint.")
@click.option("--key", "keys", multiple=True, metavar="VKEY", help=KEY_HELP)
@click.option(
    "--policy", type=click.Path(path_type=Path), help="Which logs and witnesses are trusted."
)
@view_options
def diff(
    query: Query, /, old: str, keys: tuple[str, ...], policy: Path | None, *, late: bool
) -> None:
    """What was recorded since OLD-CHECKPOINT: a checkpoint that you kept, or its size.

    First what was recorded late: about a time that had already been reported on.
    """
    with closing(Reader(query.path)) as reader:
        size, signed = started_from(
            reader, old, lambda origin: trust_in(origin, query.path, keys, policy)
        )
        until = Instant(local_time(reader.recorded_at(size))) if size else BEGINNING

    def reported(asked: Question) -> Report[views.Difference]:
        every = [*reader_of(asked).records(0, asked.known)]
        records = query.visible(reader_of(asked), every, asked.known)
        report = views.diff(asked, records, size, until, late=late, mending=every)
        if not query.for_programs:
            streams = {row.stream for row in report.rows}
            report = replace(report, founding=query.founding(asked, streams))
        return replace(report, rows=query.moved(asked, report.rows))

    parameters = {"size": size, "until": until, "late": late, "signed_by": signed}
    query.answer(reported, diff_screen.diff, parameters)


def started_from(
    reader: Reader, old: str, trust: Callable[[str], Trust]
) -> tuple[int, list[str] | None]:
    """How many records the old checkpoint tells of, and who signed it of those that are known.

    A size alone is signed by nobody: None. Tampered when a signature does not hold, or when the
    first records are others now.
    """
    head = reader.head()
    if old.isdecimal() and not Path(old).exists():
        if int(old) > head.size:
            raise NotFound(
                N_("compare with the checkpoint of {old} records").format(old=old),
                N_("there are {size:,}").format(size=head.size),
                N_("Give the size of an older checkpoint"),
            )
        return int(old), None
    from ledger.transparency import checkpoint, merkle_tree
    from ledger.transparency.encoding import InvalidInput, NotProven
    from ledger.verify.signatures import signatures_of

    asked = N_("compare with the checkpoint {old}").format(old=old)
    try:
        opened = checkpoint.parse_note(content(Path(old), N_("the checkpoint")))
        earlier = checkpoint.parse_checkpoint(opened.text)
        signed = signatures_of(opened, earlier.origin, trust(earlier.origin))
    except InvalidInput as problem:
        raise Unreadable(asked, str(problem), N_("Name the file that you kept")) from problem
    except NotProven as problem:
        remedy = N_("Either it was changed, or the key is not that of the log")
        raise Tampered(asked, str(problem), remedy) from problem
    hashes = reader.subtrees(head.size)
    if earlier.size > head.size or merkle_tree.range_root(hashes, 0, earlier.size) != earlier.root:
        raise Tampered(
            asked,
            N_(
                "the ledger does not begin with the {size:,} records that it was signed over"
            ).format(size=earlier.size),
            N_("See what is known: gestand verify --checkpoint {old}").format(old=old),
        )
    return earlier.size, [key.name for key in signed]
