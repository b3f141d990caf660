"""What the program of a user found lawful before, so that nobody need judge that again.

Whether records obey the rules follows from their bytes and the rules alone. So of what was found
lawful as a whole it is remembered how far that reached, with the tree of it and the rules; as long
as both are the same, only what came since is judged. What was just recorded was held against the
rules for that. Nothing is remembered of a log in which anything was against them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from commands.book_files import place_of
from domain.errors import Problem
from ledger import files
from ledger.store.address import Location
from ledger.store.reader import Reader
from ledger.transparency import merkle_tree
from ledger.transparency.encoding import InvalidInput

ROOT = Path(__file__).parents[1]

FOLDERS = ("domain", "ledger/recording", "ledger/signing", "ledger/store")
BESIDE = ("ledger/codec.py", "ledger/stored_record.py")
"""The sources of the rules, and all that these import of ours; a test holds this to the imports."""


class Lawful(NamedTuple):
    """So many first records, with their compact range in hex, were found lawful by some rules."""

    size: int
    frontier: str
    rules: str


def sources() -> Iterator[Path]:
    """The files in which the rules are written."""
    for folder in FOLDERS:
        found = sorted((ROOT / folder).rglob("*.py"))
        yield from (path for path in found if not path.name.endswith("_test.py"))
    yield from (ROOT / path for path in BESIDE)


@cache
def rules() -> str:
    """A hash of the rules: of their sources, and of the library that reads values by them."""
    library = find_spec("pydantic")  # its version stands in a file: to load it takes much longer
    assert library is not None, "the program is installed with what it needs"
    assert library.origin is not None, "a library has files"
    contents = sha256(Path(library.origin).with_name("version.py").read_bytes())
    for source in sources():
        contents.update(sha256(source.read_bytes()).digest())
    return contents.hexdigest()


def lawful_before(path: Location, size: int) -> int:
    """How many of the first records of a ledger were found lawful; 0 unless they are those."""
    with closing(Reader(path)) as reader:
        lawful = _remembered(path, reader)
        try:
            begins = lawful.size <= size and lawful.frontier == _frontier(reader, size, lawful.size)
        except (TypeError, InvalidInput):
            return 0
    return lawful.size if begins and lawful.rules == rules() else 0


def is_lawful(path: Location, size: int, root: bytes) -> bool:
    """Whether all records of a ledger, so many that lead to a root, were found lawful."""
    with closing(Reader(path)) as reader:
        lawful = _remembered(path, reader)
    # The hashes in the ledger are not asked: they need not be those of its records.
    with suppress(ValueError, TypeError):
        found = merkle_tree.root(merkle_tree.unpack(bytes.fromhex(lawful.frontier)))
        return (lawful.size, found, lawful.rules) == (size, root, rules())
    return False


def remember_lawful(path: Location, size: int) -> None:
    """Write down that the first records of a ledger, whole commits, were found lawful."""
    with closing(Reader(path)) as reader, suppress(OSError, InvalidInput):
        memory = _memory(path, reader)
        if memory is not None:
            lawful = Lawful(size, _frontier(reader, size, size), rules())
            memory.touch(mode=0o600)  # what takes its place has the same rights
            files.replace(memory, json.dumps(lawful._asdict()).encode())


def lawful_throughout(path: Location) -> int | None:
    """How many records a ledger has, where all of them were found lawful; None where not."""
    rules()  # those of now, should another program take the place of this one meanwhile
    with closing(Reader(path)) as reader:
        head = reader.head()
    return head.size if not head.size or is_lawful(path, head.size, head.root) else None


def remember_recorded(path: Location, lawful: int | None, count: int) -> None:
    """Write down that so many records were recorded in a ledger that was lawful throughout.

    lawful: how many it had; None where not all were found lawful. Nothing is written down where
    somebody else recorded meanwhile: of that nothing is known here.
    """
    if lawful is None or not count:
        return
    with suppress(Problem):  # it is recorded all the same, and nobody should hear otherwise
        with closing(Reader(path)) as reader:
            size = reader.head().size
        if size == lawful + count:
            remember_lawful(path, size)


def _remembered(path: Location, reader: Reader) -> Lawful:
    """What is remembered of a ledger; that nothing was found lawful where it cannot be read."""
    memory = _memory(path, reader)
    try:
        return Lawful(**json.loads(memory.read_text(encoding="utf-8"))) if memory else _NOTHING
    except (OSError, ValueError, TypeError):
        return _NOTHING


_NOTHING = Lawful(0, "", "")


def _memory(path: Location, reader: Reader) -> Path | None:
    place = place_of(path, reader.head().ledger_id)
    return None if place is None else place.lawful


def _frontier(reader: Reader, size: int, first: int) -> str:
    """The compact range of the first records of a ledger, in hex; InvalidInput where some lack."""
    return merkle_tree.pack(merkle_tree.frontier(reader.subtrees(size), first)).hex()
