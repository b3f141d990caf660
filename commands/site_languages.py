"""A site in several languages: a folder for each, made at once, and a page that leads to them.

A process speaks one language, so each folder is made by a process of its own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from click.exceptions import Exit

from commands.site_folder import MARK, SiteFolder, gathered, other_file, taken
from commands.terminal import say, tell
from languages import N_, NAMES
from ledger.helpers import pipe
from ledger.store.address import Address, Location
from projections.pages import paths
from projections.pages.document import Page, Paragraph, Title, Way
from projections.pages.frame import SKIP
from projections.pages.html import html

DATA = "data"
PROGRAM = Path(__file__).parent.parent / "cli.py"
TITLE = N_("This site in two languages")


def write(
    ledger: Location,
    out: Path,
    spoken: Sequence[str],
    when: Mapping[str, Any],
    processes: int | None,
) -> None:
    """Write the site in each language, all of which take the place of the old ones at once.

    when: the options that say of which moment it is. processes: how many make all of them, if that
    was said. Ends with the exit code of the first that could not be written; then the old ones
    stay.
    """
    _check(out, spoken)
    with gathered(out) as folder:
        options = {**when, "processes": str(processes) if processes else None}
        if code := _made(ledger, out, folder.made, spoken, options):
            raise Exit(code)
        folder.write(paths.START, html(_start(spoken)).encode())
        _share(folder, spoken)


def _check(out: Path, spoken: Sequence[str]) -> None:
    """Refuse a folder that holds anything but sites in these languages, before one is written."""
    found = {path.name for path in out.iterdir()} if out.is_dir() else set()
    # The page that leads to the sites is written after them: without one it is somebody else's.
    before = [paths.START, MARK] if any((out / one / MARK).exists() for one in spoken) else []
    if other := next(iter(sorted(found - {*spoken, *before})), None):
        raise taken(out, other)
    for language in spoken:
        if other := other_file(out / language):
            raise taken(out / language, other)


def _share(folder: SiteFolder, spoken: Sequence[str]) -> None:
    """Hold the data once, that say the same in every language."""
    first, *others = spoken
    top = folder.made / first
    for path in sorted((top / DATA).rglob("*")):
        name = path.relative_to(top).as_posix()
        for language in others if path.is_file() else ():
            folder.shared(f"{language}/{name}", f"{first}/{name}")


def _made(
    ledger: Location, out: Path, made: Path, spoken: Sequence[str], options: Mapping[str, Any]
) -> int:
    """Have all of them made at once; of the first one a terminal shows how far it is."""
    # In the environment nobody else sees the password of a server.
    named = ledger.conninfo if isinstance(ledger, Address) else str(ledger)
    environment = os.environ | {"GESTAND_LEDGER": named}
    typed = [part for name, value in options.items() for part in _option(name, value)]
    calls = []
    for language in spoken:
        beside = [part for other in spoken if other != language for part in ("--beside", other)]
        where = [str(made / language), "--lang", language, "--instead-of", str(out / language)]
        calls.append([*where, *beside, *typed])
    with _running(calls, environment) as running:
        for process in running:
            said, told = process.communicate()
            say(said, whole=False)
            if told:
                tell(told.rstrip("\n"))
    return next((process.returncode for process in running if process.returncode), 0)


@contextmanager
def _running(
    calls: Sequence[Sequence[str]], environment: Mapping[str, str]
) -> Iterator[list[subprocess.Popen[str]]]:
    """Programs that make a site each, at once, of which none goes on afterwards.

    That holds however this comes to its end: also where the system ends this process, which leaves
    it no time to end others, as they stop when nobody holds a pipe any more.
    """
    running: list[subprocess.Popen[str]] = []
    with ExitStack() as stack:
        watched = stack.enter_context(pipe())[0]
        program = [sys.executable, str(PROGRAM), "site", "--stop-with", str(watched)]
        try:
            with _interrupts_waiting():
                for call in calls:
                    process = subprocess.Popen(  # noqa: S603 - no shell, and options that were read
                        [*program, *call],
                        env=environment,
                        pass_fds=[watched],
                        stdout=subprocess.PIPE,
                        stderr=subprocess.PIPE if running else None,
                        text=True,
                    )
                    running.append(stack.enter_context(process))
            yield running
        finally:
            _end(running)


@contextmanager
def _interrupts_waiting() -> Iterator[None]:
    """Interrupts wait until this is done, and never come to a process that is started meanwhile.

    Whoever types one means the program, which ends all that it started and says so once.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(running: Sequence[subprocess.Popen[str]]) -> None:
    """End what still works, so that nothing is written any more."""
    with _interrupts_waiting():
        for process in running:
            process.terminate()
        for process in running:
            if process.stdout and not process.stdout.closed:
                process.communicate()  # those that help it hold its output too, until they end


def _option(name: str, value: Any) -> list[str]:
    """An option as it is typed; nothing of one that was not given."""
    option = f"--{name.replace('_', '-')}"
    if isinstance(value, bool):
        return [option] if value else []
    return [] if value is None else [option, value]


def switch(path: str, spoken: Sequence[str]) -> list[Way]:
    """The ways from a page of a site to the same page in the other languages."""
    top = "../" * (path.count("/") + 1)
    return [Way(NAMES[other], f"{top}{other}/{path}", other) for other in spoken]


def _start(spoken: Sequence[str]) -> Page:
    ways = [Paragraph([Way(NAMES[one], f"{one}/{paths.START}", one)]) for one in spoken]
    return Page(TITLE, spoken[0], SKIP, [Title(TITLE, 1), *ways])
