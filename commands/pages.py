"""The commands that make pages for readers without a terminal: report and site."""

from __future__ import annotations

import os
import subprocess
import tempfile
from base64 import b64encode
from collections import Counter
from functools import partial
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import click

from commands.asking import Query, when_options
from commands.naming import known_areas
from commands.session import reader_of
from commands.terminal import keep, say
from domain.errors import Unavailable, UsageProblem
from domain.record import StreamName
from languages import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledger.signing.checkpoint_signing import Together
    from projections.pages.document import Page
    from projections.report import Question

LANGUAGE = "en"
"""The language of the pages, as that of the screens (BCP 47)."""

SUFFIXES = (".html", ".md", ".pdf")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""Programs that print a page, of which one has to be installed for a PDF."""

LONGEST_S = 120
"""Seconds that a browser may take to print."""

WRITTEN = N_("{path}: {title}")
WRITTEN_SITE = N_("{path}: {pages} pages, of which {changed} changed")

PRINTING = ("--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf")


@click.command(
    epilog="Example: gestand report overschild -o overschild.html\n\n"
    "Example: gestand report overschild -o overschild.pdf --as-of 2020-12-31"
)
@click.argument("area")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where to write it; .html, .md or .pdf says as what.",
)
@click.option("--open", "shown", is_flag=True, help="Show it as soon as it is written.")
@when_options
@click.pass_obj
def report(path: Path, /, area: str, output: Path, *, shown: bool, **when: Any) -> None:
    """Write what is known of an area on one page, with its sources and its proof.

    The page asks nobody for anything: it can be mailed, printed and read offline. Whoever opens it
    in a browser can check there that it says what was recorded and signed. A PDF takes Chromium.
    """
    from ledger.signing.checkpoint_signing import prove_together
    from projections.dossier import dossier
    from projections.pages.place import report as page_of

    suffix = output.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageProblem(
            N_("write the report to {output}").format(output=output),
            N_("its name does not say as what"),
            N_("Let it end in one of {suffixes}").format(suffixes=", ".join(SUFFIXES)),
        )
    query = _query(path, when)
    with query.question(area=area) as asked:
        known_areas(asked, area)
        looking_up = partial(query.look_up, asked), partial(query.corrected, asked)
        told = dossier(asked, area, *looking_up)
        proven = prove_together(reader_of(asked), list(told.lines))
        page = page_of(told, LANGUAGE, _origin(proven))
    keep(output, N_("the report"), _written(page, proven, suffix))
    say(WRITTEN.format(path=output, title=page.title))
    if shown:
        click.launch(str(output))


@click.command(epilog="Example: gestand site public")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@when_options
@click.pass_obj
def site(path: Path, /, out: Path, **when: Any) -> None:
    """Write the whole ledger as a site into the folder OUT: a page for each place and each record.

    It works from a folder and from any web server, without a script too. Pages that are the same
    stay as they are; the old site stays until the new one is whole. Nothing is written into a
    folder that holds anything else.
    """
    from commands.site_folder import replaced

    query = _query(path, when)
    with replaced(out) as folder, query.question() as asked:
        count = _write_site(query, asked, folder.write)
    say(WRITTEN_SITE.format(path=out / "index.html", pages=count, changed=folder.changed))


def _write_site(query: Query, asked: Question, write: Callable[[str, bytes], None]) -> int:
    """Write every page of a site; how many there are."""
    from commands.register import of_stream
    from ledger.signing.checkpoint_signing import prove_together
    from projections.dossier import dossier
    from projections.pages import paths, site
    from projections.pages.document import Way
    from projections.pages.html import html
    from projections.pages.place import in_site
    from projections.rows.subjects import AreaRow, LedgerRow

    pages: list[str] = []

    def put(name: str, page: Page, proof: Mapping[str, Any] | None = None) -> None:
        write(name, html(page, proof).encode())
        pages.append(name)

    reader = reader_of(asked)
    whole = prove_together(reader, [])
    places: list[site.Place] = []
    looking_up = partial(query.look_up, asked), partial(query.corrected, asked)
    above = [Way(site.HOME, f"../{paths.START}"), Way(site.CHECK_WAY, f"../{paths.CHECK_PAGE}")]
    for row in sorted(
        asked.book.at(AreaRow, asked.as_of, asked.known), key=lambda row: row.subject
    ):
        area = StreamName.parse(row.subject).name
        told = dossier(asked, area, *looking_up)
        further = paths.place_lists(area)
        main, lists = in_site(told, LANGUAGE, above, further.rpartition("/")[2])
        put(paths.place_page(area), main)
        put(further, lists)
        places.append(site.Place(area, told.place, told.rules))
    named: dict[str, list[tuple[str, str]]] = {}
    for stream in reader.names():
        known = reader.stream(stream)
        records = query.visible(reader, known, asked.known)
        if records:
            told_of = of_stream(asked, reader, records, known)
            proof = _proof(prove_together(reader, [record.position for record in records]))
            put(paths.stream_page(stream), site.of_stream(told_of, LANGUAGE), proof)
            what = site.what_it_is(told_of)
            named.setdefault(StreamName.parse(stream).kind, []).append((stream, what))
    for kind, streams in named.items():
        for name, page in site.lists(kind, streams, LANGUAGE).items():
            put(name, page)
    kinds = Counter({kind: len(streams) for kind, streams in named.items()})
    declared = asked.book.at(LedgerRow, asked.as_of, asked.known, subjects=["ledger"])
    title = declared[0].title if declared else None
    put(paths.START, site.start(asked, title, places, kinds, LANGUAGE))
    put(paths.CHECK_PAGE, site.check(whole.note.decode(), whole.size, whole.root.hex(), LANGUAGE))
    return len(pages)


def _query(path: Path, when: Mapping[str, Any]) -> Query:
    """A question of one moment."""
    return Query(
        path, **when, start=None, end=None, every=None, form="table", explain=False, no_pager=True
    )


def _origin(proven: Together) -> str | None:
    """The log that signed, if it did."""
    from ledger.transparency.checkpoint import read

    return read(proven.note).origin if proven.note else None


def _written(page: Page, proven: Together, suffix: str) -> bytes:
    """The page as it stands in a file whose name ends so."""
    from projections.pages.document import markdown
    from projections.pages.html import html

    if suffix == ".md":
        return markdown(page).encode()
    written = html(page, _proof(proven)).encode()
    return _printed(written) if suffix == ".pdf" else written


def _proof(proven: Together) -> dict[str, Any]:
    """What the script of a page checks it by: each hash once, and of each record their numbers."""
    from projections.pages.place import SAYS

    numbers: dict[bytes, int] = {}
    records = [
        [place, stored.decode(), [numbers.setdefault(node, len(numbers)) for node in path]]
        for place, stored, path in proven.records
    ]
    return {
        "note": proven.note.decode(),
        "size": proven.size,
        "root": _base64(proven.root),
        "hashes": [*map(_base64, numbers)],
        "records": records,
        "says": SAYS,
    }


def _base64(octets: bytes) -> str:
    return b64encode(octets).decode()


def _printed(page: bytes) -> bytes:
    """A page printed to PDF by a browser: A4 by its stylesheet, with tags and an outline."""
    browser = next(filter(None, map(which, BROWSERS)), None)
    asked = N_("print the report to PDF")
    if browser is None:
        raise Unavailable(
            asked,
            N_("no Chromium is installed"),
            N_("Install chromium, or write .html and print that"),
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_bytes(page)
        call = [browser, "--headless", f"--user-data-dir={folder}/profile", *PRINTING]
        # Nobody needs to be kept from a page of ours, and root may not use the sandbox.
        call += ["--no-sandbox"] if os.geteuid() == 0 else []
        call += [f"--print-to-pdf={target}", source.as_uri()]
        try:
            subprocess.run(call, capture_output=True, timeout=LONGEST_S, check=True)  # noqa: S603 - no shell, and words of ours
            return target.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise Unavailable(
                asked,
                N_("{browser} did not print it").format(browser=browser),
                N_("Write .html, and print that"),
            ) from error
