"""Reading a journal file of any format: its bytes, its encoding, its size, its suffix."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

from domain.errors import Problems
from ledger.journal.csv_reader import read_csv
from ledger.journal.entry import Journal, unreadable
from ledger.journal.json_reader import read_json, read_json_lines
from ledger.journal.yaml_reader import read_yaml

LARGEST_WHOLE_BYTES = 32 * 2**20
"""YAML and JSON are read whole; JSON Lines may be as long as the disk allows."""

READERS: dict[str, Callable[[str, str], Journal]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_csv,
}
BY_LINE = frozenset({".jsonl", ".ndjson"})


def read(path: Path) -> Journal:
    """Read a journal; Problems lists everything that is wrong with the file at once."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        raise Problems(
            [unreadable(str(path), "its name has no known ending", f"Use one of {known}")]
        )
    journal = reader(_text(path), str(path))
    if journal.problems:
        raise Problems(journal.problems)
    return journal


def _text(path: Path) -> str:
    name = str(path)
    try:
        size = path.stat().st_size
        if size > LARGEST_WHOLE_BYTES and path.suffix.lower() not in BY_LINE:
            obstacle = f"it is {size / 2**20:.0f} MiB long, and such a file is read whole"
            raise Problems([unreadable(name, obstacle, "Split it, or write it as JSON Lines")])
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Problems(
            [unreadable(name, reason, "Check the name of the file and your rights")]
        ) from error
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Problems([unreadable(f"{name}:1:1", "it is in UTF-16", "Save it as UTF-8")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        place = f"{name}:{line}:{column}"
        obstacle = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        raise Problems([unreadable(place, obstacle, "Save the file as UTF-8")]) from error
    if not text.strip():
        raise Problems([unreadable(f"{name}:1:1", "the file is empty", "Write records in it")])
    return text
