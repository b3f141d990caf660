"""The steps of the scenarios at a terminal, a real one, and how messages are wrapped there."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import termios
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.program import run
from features.limits import COMMAND
from features.world import World
from projections.render.layout import LONGEST, SEAM, span

scenarios("terminal.feature")

TALL = 10_000
"""More lines than any answer has."""

WIDTHS = (60, 80, 100, 120)
OF_THE_SHELL = {"PAGER", "LESS", "NO_COLOR", "COLUMNS", "LINES"}
"""What a shell may tell that would change how an answer is shown."""

BOLD = re.compile(r"\x1b\[\d*m")
READING, INTERRUPT = b"Reading.", b"\x03"
LEGEND = "One sign"
"""With this begins a line that differs with the width."""


@dataclass
class Desk:
    """Where somebody sits: a ledger, what the shell tells, and what was answered."""

    ledger: Path
    folder: Path
    shell: dict[str, str] = field(default_factory=dict)
    asked: tuple[str, int, int] = ("", 0, 0)
    answer: str = ""
    answers: dict[int, str] = field(default_factory=dict)

    @property
    def kept(self) -> Path:
        """What the pager got, where it keeps that."""
        return self.folder / "kept"

    def pager(self, script: str) -> None:
        """Take a script for the pager."""
        path = self.folder / "pager"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        self.shell["PAGER"] = str(path)

    def ask(
        self, question: str, columns: int, lines: int = TALL, *, typed: bytes = b""
    ) -> tuple[int, str, str]:
        """The exit code, what stands on a terminal of a size, and the messages.

        typed: what is typed when the pager says that it is read.
        """
        ours, theirs = terminal(columns, lines)
        with self._asking(question, theirs, stdout=theirs) as running:
            os.close(theirs)
            shown = b""
            for data in until_hung_up(ours):
                shown += data
                if typed and READING in shown:
                    os.write(ours, typed)
                    typed = b""
            os.close(ours)
            _, message = running.communicate()
        return running.returncode, shown.decode().replace("\r\n", "\n"), message.decode()

    def write(self, question: str, columns: int) -> str:
        """What a file holds in which the answer was written at a terminal."""
        ours, theirs = terminal(columns, TALL)
        with self._asking(question, theirs, stdout=subprocess.PIPE) as running:
            written, _ = running.communicate()
        os.close(theirs)
        os.close(ours)
        return written.decode()

    def read(self, question: str, columns: int) -> str:
        """What stands on a terminal on which everything fits; sooner than by a process."""
        ours, theirs = terminal(columns, TALL)
        with ThreadPoolExecutor() as pool, os.fdopen(theirs, "w") as output:
            shown = pool.submit(lambda: b"".join(until_hung_up(ours)))
            with redirect_stdout(output):
                run(["--ledger", str(self.ledger), *shlex.split(question)])
            output.close()
            read = shown.result()
        os.close(ours)
        return read.decode().replace("\r\n", "\n")

    def _asking(self, question: str, terminal: int, *, stdout: int) -> subprocess.Popen[bytes]:
        """The program at a terminal of its own, from which interrupts come as well."""
        told = {name: value for name, value in os.environ.items() if name not in OF_THE_SHELL}
        return subprocess.Popen(
            [*COMMAND, "--ledger", str(self.ledger), *shlex.split(question)],
            stdin=terminal,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=told | {"TERM": "xterm"} | self.shell,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads
        )


def terminal(columns: int, lines: int) -> tuple[int, int]:
    """A terminal of a size: our end of it, and the end of a program."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    return ours, theirs


def until_hung_up(terminal: int) -> Iterator[bytes]:
    """What comes over a terminal; on Linux its end is an error of reading."""
    with suppress(OSError):
        while data := os.read(terminal, 65536):
            yield data


@pytest.fixture
def desk(example: Path, tmp_path: Path) -> Desk:
    """A desk with the example ledger."""
    return Desk(example, tmp_path)


@given("the example ledger")
def at_desk(desk: Desk) -> None:
    assert desk.ledger.exists()


@given("a pager that keeps what it gets")
def keeping(desk: Desk) -> None:
    desk.pager(f'printf "%s" "$LESS" > "{desk.folder}/less"\ncat > "{desk.kept}"')


@given("a pager that reads one line")
def left_early(desk: Desk) -> None:
    desk.pager(f'head -n 1 > "{desk.kept}"')


@given("a pager that goes on when it is interrupted")
def going_on(desk: Desk) -> None:
    told = READING.decode()
    desk.pager(
        f"trap 'echo Going on.; exit 0' INT\ncat > /dev/null\necho {told}\nread key < /dev/tty"
    )


@given("a pager that stops when it is interrupted")
def stopping(desk: Desk) -> None:
    desk.pager(f"cat > /dev/null\necho {READING.decode()}\nread key < /dev/tty")


@given(parsers.re('that (?P<name>PAGER|LESS) is "(?P<value>.*)"'))
def told_by_shell(desk: Desk, name: str, value: str) -> None:
    desk.shell[name] = value


@when(parsers.parse('somebody asks "{question}" on a terminal of {columns:d} columns'))
def asks(desk: Desk, question: str, columns: int) -> None:
    desk.answer = desk.read(question, columns)


@when(
    parsers.parse(
        'somebody asks "{question}" on a terminal of {columns:d} columns and {lines:d} lines'
    )
)
def asks_in_window(world: World, desk: Desk, question: str, columns: int, lines: int) -> None:
    desk.asked = question, columns, lines
    world.exit_code, desk.answer, world.message = desk.ask(question, columns, lines)


@when(parsers.parse('somebody asks "{question}" on a terminal and interrupts the pager'))
def interrupts(world: World, desk: Desk, question: str) -> None:
    desk.asked = question, 80, 24
    world.exit_code, desk.answer, world.message = desk.ask(*desk.asked, typed=INTERRUPT)


@when(
    parsers.parse(
        'somebody writes the answer to "{question}" to a file, at a terminal of {columns:d} columns'
    )
)
def writes(desk: Desk, question: str, columns: int) -> None:
    desk.answer = desk.write(question, columns)


@when(parsers.parse('somebody asks "{question}" on terminals of 60, 80, 100 and 120 columns'))
def asks_everywhere(desk: Desk, question: str) -> None:
    desk.asked = question, 0, 0
    desk.answers = {columns: desk.read(question, columns) for columns in WIDTHS}


# -- what stands there -------------------------------------------------------------------------


def widest(shown: str) -> int:
    """The columns of the widest line."""
    return max(map(span, BOLD.sub("", shown).splitlines()))


def words(shown: str) -> set[str]:
    """The words on a screen or a page, without their punctuation."""
    lines = (line for line in BOLD.sub("", shown).splitlines() if LEGEND not in line)
    return {word.strip(",;.:()|“”") for line in lines for word in line.split()}


def whole(word: str, shown: set[str]) -> bool:
    """Whether a word stands on a screen, or its parts do, of which each ends at a seam."""
    pieces = SEAM.split(word)
    return word in shown or any(
        "".join(pieces[:count]) in shown and whole("".join(pieces[count:]), shown)
        for count in range(1, len(pieces))
    )


def halved(word: str, shown: set[str]) -> bool:
    """Whether a heading stands there with the hyphens that it has where columns are narrow."""
    return any(
        f"{word[:place]}-" in shown and (word[place:] in shown or halved(word[place:], shown))
        for place in range(2, len(word) - 1)
    )


@then(parsers.parse("the widest line of the answer has about {width:d} columns"))
def about(desk: Desk, width: int) -> None:
    assert width - 3 <= widest(desk.answer) <= width


@then("no line is wider than its terminal")
def within(desk: Desk) -> None:
    for columns, shown in desk.answers.items():
        lines = BOLD.sub("", shown).splitlines()
        assert all(span(line) <= columns or " " not in line.strip() for line in lines)


@then("no word of the answer is torn apart")
def not_torn(desk: Desk) -> None:
    written = words(desk.read(f"{desk.asked[0]} --format markdown", 80))
    names = {
        word
        for word in written
        if re.search(r"[^\W\d_]", word) and max(map(span, SEAM.split(word))) <= LONGEST
    }
    assert len(names) > 10
    for columns, shown in desk.answers.items():
        drawn = words(shown)
        assert not {name for name in names if not (whole(name, drawn) or halved(name, drawn))}, (
            columns
        )


@then(parsers.parse('the terminal shows "{text}" at the end of a line and "{after}" on the next'))
def broken(desk: Desk, text: str, after: str) -> None:
    assert f"{text}\n{after}\n" in desk.answer


@then(parsers.parse('the answer has the line "{line}"'))
def has_line(desk: Desk, line: str) -> None:
    assert line in desk.answer.splitlines()


@then(parsers.re('the terminal shows "(?P<text>[^"]*)"'))
def shows(desk: Desk, text: str) -> None:
    assert text in " ".join(desk.answer.split()), desk.answer


@then("the terminal shows the answer")
def shows_answer(desk: Desk) -> None:
    assert desk.answer == desk.read(*desk.asked[:2])


@then("the terminal shows only the beginning of the answer")
def shows_beginning(desk: Desk) -> None:
    beginning, _, rest = desk.read(*desk.asked[:2]).partition("\n\n")
    assert desk.answer.endswith(f"{beginning}\n")
    assert desk.answer.count(beginning) == 1
    assert not {*desk.answer.splitlines()} & {*filter(None, rest.splitlines())}


@then("the pager got the whole answer")
def got_all(desk: Desk) -> None:
    assert desk.kept.read_text() == desk.read(*desk.asked[:2])


@then("the pager got the beginning of the answer")
def got_beginning(desk: Desk) -> None:
    assert desk.read(*desk.asked[:2]).startswith(desk.kept.read_text())
    assert desk.kept.read_text()


@then("the pager got nothing")
def got_nothing(desk: Desk) -> None:
    assert not desk.kept.exists()


@then("the pager got its headings in bold")
def got_bold(desk: Desk) -> None:
    assert desk.kept.read_text().split("\n\n")[1].startswith("\x1b[1mOverschild")


@then(parsers.parse('less is told "{options}"'))
def told(desk: Desk, options: str) -> None:
    assert (desk.folder / "less").read_text() == options


# -- messages ----------------------------------------------------------------------------------

PROMISE = """\
- {kind: party.registered, party: council, name: C, type: municipality, on: 2020, source: X}
- {kind: party.registered, party: residents, name: R, type: residents, on: 2020, source: X}
- {kind: area.registered, area: village, name: V, type: village, on: 2020, source: X}
- {kind: promise.made, promise: plan, by: council, to: residents, area: village, text: A plan.,
   due: as soon as possible, on: 2020, source: X}
"""
MESSAGES = {
    "open the ledger nowhere.db: there is no such file. Make one": ["trust"],
    "Deadlines that are no dates, so that these promises count": ["import", "plan.yaml"],
}
"""How messages begin, and what is asked for them."""


def asked(folder: Path, question: list[str], message: int) -> None:
    """Ask anew, of no ledger or to record a promise; the messages go to a file descriptor."""
    ledger = folder / "nowhere.db"
    ledger.unlink(missing_ok=True)
    if question[0] == "import":
        (folder / "plan.yaml").write_text(PROMISE)
        run(["--ledger", str(ledger), "init"])
    command = [*COMMAND, "--ledger", ledger.name, *question]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=message, check=False)


def on_terminal(folder: Path, question: list[str], columns: int) -> str:
    """The messages on a terminal of so many columns."""
    ours, theirs = terminal(columns, 24)
    try:
        asked(folder, question, theirs)
        return os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)


def in_file(folder: Path, question: list[str]) -> str:
    """The same as a program reads them."""
    with (folder / "messages").open("w+") as file:
        asked(folder, question, file.fileno())
        file.seek(0)
        return file.read()


@pytest.mark.parametrize(("begins", "question"), MESSAGES.items())
def test_message(tmp_path: Path, begins: str, question: list[str]) -> None:
    """A message is broken between its words on a terminal, and nowhere else."""
    written = in_file(tmp_path, question)
    assert written.startswith(begins)
    assert written.count("\n") == 1
    for columns in (40, 80):
        shown = on_terminal(tmp_path, question, columns)
        lines = shown.splitlines()
        assert len(lines) > 1
        assert max(map(len, lines)) <= columns
        assert shown.split() == written.split()
