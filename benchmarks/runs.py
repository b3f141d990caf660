"""Making a ledger and measuring everything on it, command by command."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from pathlib import Path

from benchmarks.figures import (
    AFTER,
    BEFORE,
    BOOK,
    IMPORTED,
    JSON_LINES,
    QUESTIONS,
    REGISTER,
    SAME_LINES,
    SITE,
    VERIFY,
    VERIFY_ANEW,
    WORKBOOK,
    Run,
    Runs,
    is_asked,
)
from benchmarks.floors import FLOORS
from benchmarks.peers import Peer, records
from benchmarks.timing import ROOT, Taken, book_in, once, smallest
from ledger.store.reader import Reader

EXAMPLE = ROOT / "journals" / "groningen"
"""The ledger of the example, as a journal."""

FIRST_QUESTION = "trust v1"
"""What makes the book, and is asked again after one more record."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger in a folder of its own, with the journal that it is made of."""

    folder: Path

    @property
    def file(self) -> Path:
        """The file of the ledger."""
        return self.folder / "ledger.db"

    @property
    def journal(self) -> Path:
        """The folder of the journal, with one folder for each import."""
        return self.folder / "journal"

    def command(self, *arguments: str) -> tuple[str, ...]:
        """A command line of the program."""
        return (sys.executable, str(ROOT / "cli.py"), "--ledger", str(self.file), *arguments)

    def module(self, name: str, *arguments: str) -> tuple[str, ...]:
        """A command line of one of the modules here."""
        return (sys.executable, "-m", f"benchmarks.{name}", *arguments)

    def do(self, command: Sequence[str]) -> Taken:
        """Run what must succeed once."""
        taken = once(command, self.folder)
        assert not taken.ended, f"{command}: {taken.ended}"
        return taken

    def ask(self, question: str, **names: object) -> Taken:
        """The least that a question takes; what it prints goes to a file."""
        words = question.format(**names).split()
        return smallest(self.command(*words), self.folder, self.folder / "answer")

    def promise(self) -> str:
        """The name of the first promise that is on record."""
        made = (record for record in records(self.journal) if record["kind"] == "promise.made")
        return str(next(made)["promise"])


def constant_density(
    ledger: Ledger, size: int, peers: Sequence[Peer], before: Run | None
) -> Iterator[tuple[str, Taken]]:
    """Measure everything on a ledger of so many records; what was stopped before is not tried."""
    ledger.do(ledger.module("generate", str(size), str(ledger.journal)))
    yield from making(ledger)
    promise = ledger.promise()
    for name, question in QUESTIONS.items():
        stopped = before is not None and name in before.taken and before.taken[name].ended
        if is_asked(name, size) and not stopped:
            yield name, ledger.ask(question, half=size // 2, promise=promise)
    yield from _one_more(ledger, promise)
    if is_asked(WORKBOOK, size):
        yield from _of_a_workbook(ledger.folder / "workbook", size)
    yield from _proved(ledger)
    if is_asked(SITE, size):
        yield SITE, smallest(ledger.command("site", "site"), ledger.folder, runs=1)
    for name in (floor for floor in FLOORS if is_asked(floor, size)):
        yield name, smallest(ledger.module("floors", name, str(ledger.file)), ledger.folder)
    for peer in peers:
        if peer.present:
            yield peer.name, _by(peer, ledger)


def register(ledger: Ledger, size: int) -> Iterator[tuple[str, Taken]]:
    """Measure the questions about a register that is wide in topics."""
    ledger.do(ledger.module("register", str(size), str(ledger.journal)))
    yield from making(ledger, first="areas")
    for name, question in REGISTER.items():
        yield name, ledger.ask(question)


def making(ledger: Ledger, first: str = FIRST_QUESTION) -> Iterator[tuple[str, Taken]]:
    """Import the journal, and ask the first question."""
    ledger.do(ledger.command("init"))
    imports = sorted(ledger.journal.iterdir())
    each = [
        smallest(ledger.command("import", str(path)), ledger.folder, runs=1) for path in imports
    ]
    yield IMPORTED, reduce(add, each)
    yield BOOK, smallest(ledger.command(*first.split()), ledger.folder, runs=1)


def _of_a_workbook(folder: Path, size: int) -> Iterator[tuple[str, Taken]]:
    """Import a workbook by the mapping that is written of it, and the same records as lines."""
    table, mapping, lines = (folder / name for name in ("a.xlsx", "a.yaml", "a.jsonl"))
    mapped, plain = _fresh(folder), _fresh(folder / "lines")
    mapped.do(mapped.module("workbook", str(size), str(table)))
    once(mapped.command("map", str(table)), folder, mapping)
    for ledger in (mapped, plain):
        ledger.do(ledger.command("init"))
    by_mapping = mapped.command("import", str(table), "--map", str(mapping))
    yield WORKBOOK, smallest(by_mapping, folder, runs=1)
    once(mapped.command("export", "--format", "jsonl"), folder, lines)
    yield SAME_LINES, smallest(plain.command("import", str(lines)), plain.folder, runs=1)


def _one_more(ledger: Ledger, promise: str) -> Iterator[tuple[str, Taken]]:
    """A question, one more record, and the question again: of each the least of three."""
    question = ledger.command(*FIRST_QUESTION.split())
    progress = f"record promise.progressed --promise {promise} --by inspectorate".split()
    progress += ["--on", "2026-06-30", "--source", "A letter", "--text"]
    taken: dict[str, list[Taken]] = {BEFORE: [], "record one more": [], AFTER: []}
    for number in range(3):
        commands = question, ledger.command(*progress, f"Step {number}."), question
        for name, command in zip(taken, commands, strict=True):
            taken[name].append(smallest(command, ledger.folder, runs=1))
    for name, several in taken.items():
        yield name, min(several, key=lambda each: each.cpu_s)


def _proved(ledger: Ledger) -> Iterator[tuple[str, Taken]]:
    """What it takes to sign, to publish and to verify."""
    ledger.do(ledger.command("key", "new", "--name", "example.org/ledger"))
    yield "checkpoint", smallest(ledger.command("checkpoint"), ledger.folder, runs=1)
    publish = ledger.command("publish-log", "published")
    yield "publish-log, all", smallest(publish, ledger.folder, runs=1)
    more = "record party.registered --party one-more --name More --type other --on 2026-06-30"
    ledger.do(ledger.command(*more.split(), "--source", "A letter"))
    ledger.do(ledger.command("checkpoint"))
    yield "publish-log, one more", smallest(publish, ledger.folder, runs=1)
    yield VERIFY, ledger.ask("verify")  # the book does not have the last records
    ledger.ask(FIRST_QUESTION)
    yield "verify, and its book", smallest(ledger.command("verify"), ledger.folder, runs=1)
    ledger.do(ledger.command("book", "--forget"))
    yield VERIFY_ANEW, smallest(ledger.command("verify"), ledger.folder, runs=1)
    ledger.ask(FIRST_QUESTION)  # what is asked next asks the book


def _by(peer: Peer, ledger: Ledger) -> Taken:
    """What another program takes."""
    file = ledger.folder / f"journal.{peer.language}"
    if peer.language and not file.exists():
        ledger.do(ledger.module("peers", peer.language, str(ledger.journal), str(file)))
    filled = {"{file}": str(file), "{folder}": str(ledger.journal)}
    command = [filled.get(word, word) for word in peer.command]
    return smallest(command, ledger.folder, ledger.folder / "answer")


def bytes_of(ledger: Ledger) -> dict[str, int]:
    """How many bytes there are on disk of what was made."""
    return {
        JSON_LINES: _bytes(ledger.journal),
        "ledger": _bytes(ledger.file),
        "book": _bytes(book_in(ledger.folder)),
        "SQLite alone": _bytes(ledger.folder / "rows.db"),
        "published": _bytes(ledger.folder / "published"),
    }


def _bytes(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def measured(folder: Path, sizes: Sequence[int], peers: Sequence[Peer]) -> Iterator[Runs]:
    """Measure ledgers of several sizes: all that is known so far, after each command.

    Each ledger is thrown away after it.
    """
    runs: dict[int, Run] = {}
    for size in sorted(sizes):
        before = runs[max(runs)] if runs else None
        runs[size] = Run(size)
        ledger = _fresh(folder / str(size))
        for name, taken in constant_density(ledger, size, peers, before):
            _tell(size, name, taken)
            runs[size].taken[name] = taken
            yield runs
        runs[size].bytes.update(bytes_of(ledger))
        runs[size] = replace(runs[size], pages=_pages(ledger))
        shutil.rmtree(ledger.folder)
        yield runs


def measured_register(folder: Path, size: int) -> Run:
    """Measure a register of so many records."""
    ledger, run = _fresh(folder / "register"), Run(size)
    for name, taken in register(ledger, size):
        _tell(size, name, taken)
        run.taken[name] = taken
    shutil.rmtree(ledger.folder)
    return run


def measured_example(folder: Path) -> Run:
    """Measure the site of the ledger that comes with the program, as `gestand demo` makes it."""
    ledger = _fresh(folder / "example")
    ledger.do(ledger.command("init"))
    ledger.do(ledger.command("import", str(EXAMPLE)))
    ledger.do(ledger.command("trust"))
    taken = smallest(ledger.command("site", "site"), ledger.folder, runs=1)
    with closing(Reader(ledger.file)) as reader:
        size = reader.head().size
    _tell(size, SITE, taken)
    run = Run(size, {SITE: taken}, pages=_pages(ledger))
    shutil.rmtree(ledger.folder)
    return run


def _pages(ledger: Ledger) -> int:
    """How many pages the site has that was made of a ledger."""
    return sum(1 for _ in (ledger.folder / "site").rglob("*.html"))


def _fresh(folder: Path) -> Ledger:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Ledger(folder)


def _tell(size: int, name: str, taken: Taken) -> None:
    """Say how far it is: a million records take a while."""
    figures = f"{taken.cpu_s:8.2f} s {taken.peak_mib:6.0f} MiB"
    print(f"{size:9,} {figures}  {name} {taken.ended}", file=sys.stderr, flush=True)
