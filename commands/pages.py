"""The commands that make pages for readers without a terminal: report and site."""

from __future__ import annotations

import os
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import click

import languages
from commands.asking import Query, when_options
from commands.naming import known_areas
from commands.proof_data import proof_data
from commands.session import reader_of
from commands.terminal import keep, say, tell
from commands.whole_number import WholeNumber
from domain.dates import Instant, day_of
from domain.errors import Unavailable, UsageProblem
from languages import N_
from ledger.clock import today

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.signing.checkpoint_signing import Together
    from projections.pages.document import Page
    from projections.report import Question

SUFFIXES = (".html", ".md", ".pdf")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""Programs that print a page, of which one has to be installed for a PDF."""

LONGEST_S = 120
"""Seconds that a browser may take to print."""

WRITTEN = N_("{title}\n{path}")
WRITTEN_SITE = N_("{path}: {pages:,} pages and {files:,} other files, of which {changed:,} changed")

NOT_SHOWN = N_("Nothing here shows pages: open {path} in a browser.")

PRINTING = ("--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf")


@click.command(
    epilog="Example: gestand report overschild -o overschild.html\n\n"
    "Example: gestand report overschild --open\n\n"
    "Example: gestand report overschild -o overschild.pdf --as-of 2020-12-31"
)
@click.argument("area")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it; .html, .md or .pdf says as what. Default: AREA.html.",
)
@click.option("--open", "shown", is_flag=True, help="Show it as soon as it is written.")
@when_options
@click.pass_obj
def report(path: Path, /, area: str, output: Path | None, *, shown: bool, **when: Any) -> None:
    """Write what is known of an area on one page, with its sources and its proof.

    The page asks nobody for anything: it can be mailed, printed and read offline. Whoever opens it
    in a browser can check there that it says what was recorded and signed. A PDF takes Chromium.
    """
    from ledger.signing.checkpoint_signing import prove_together
    from projections.dossier import dossier
    from projections.pages.place import report as page_of
    from projections.pages.text_language import Languages

    output = output or Path(f"{area}.html")
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
        page = page_of(told, Languages(languages.language(), _languages(asked)), _origin(proven))
    keep(output, N_("the report"), _written(page, proven, suffix))
    say(WRITTEN.format(path=output, title=page.title))
    if shown:
        import webbrowser

        if not webbrowser.open(output.resolve().as_uri()):
            tell(NOT_SHOWN.format(path=output))


@click.command(epilog="Example: gestand site public")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    languages.OPTION,
    "spoken",
    multiple=True,
    type=click.Choice(list(languages.LOCALES)),
    help="Its language. Twice: in both, each in a folder of OUT, with a way from page to page.",
)
@click.option(
    "--processes",
    type=WholeNumber(min=1),
    metavar="NUMBER",
    help="How many make it at once. Default: one for each processor, or one for a small ledger.",
)
@click.option("--beside", multiple=True, hidden=True)
@click.option("--instead-of", "old", type=click.Path(path_type=Path), hidden=True)
@click.option("--stop-with", "watched", type=int, hidden=True)
@when_options
@click.pass_context
def site(
    context: click.Context, /, out: Path, spoken: tuple[str, ...], beside: tuple[str, ...],
    old: Path | None, watched: int | None, processes: int | None, **when: Any,
) -> None:  # fmt: skip
    """Write the whole ledger as a site into the folder OUT: a page for each place and each record.

    It works from a folder and from any web server, without a script too. Pages that are the same
    stay as they are; the old site stays until the new one is whole. Nothing is written into a
    folder that holds anything else. It is as of the end of today, where nothing else is asked.
    """
    from commands.progress import steps
    from commands.site_folder import replaced
    from commands.site_making import Making
    from ledger.helpers import stop_with

    if not (when["as_of"] or when["known_at"] or when["public_at"]):
        # The minute of asking would stand on every page about a place, and change it.
        when["as_of"] = day_of(Instant(today())).isoformat()
    if len({*spoken}) > 1:
        from commands.site_languages import write

        write(context.obj, out, list(dict.fromkeys(spoken)), when, processes)
        return
    if watched is not None:
        stop_with(watched)
    query = _query(context.obj, when)
    with replaced(out, old) as folder:
        Making(query, folder, steps, beside, processes).write()
    files = len(folder.names) - folder.pages
    told = WRITTEN_SITE.format(
        path=(old or out) / "index.html", pages=folder.pages, files=files, changed=folder.changed
    )
    say(told)


def _query(path: Path, when: Mapping[str, Any]) -> Query:
    """A question of one moment."""
    return Query(
        path, **when, start=None, end=None, every=None, form="table", explain=False, no_pager=True
    )


def _languages(asked: Question) -> Sequence[str]:
    """The languages in which the ledger is kept."""
    from projections.rows.subjects import LedgerRow

    declared = asked.book.at(LedgerRow, asked.as_of, asked.known, subjects=["ledger"])
    return declared[0].languages if declared else ()


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
    written = html(page, proof_data(proven), whole=suffix == ".pdf").encode()
    return _printed(written) if suffix == ".pdf" else written


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
