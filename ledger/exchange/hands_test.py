"""What the tests of bundles share: taking one apart, changing it, and asking both verifiers.

The attacker has the bundle, and may list and hash anew whatever was changed. What remains out of
reach is the signature, and the checkpoints that others keep.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from domain.errors import Unreadable
from ledger.exchange import standalone_verifier
from ledger.exchange.bundle_files import CHECKPOINT
from ledger.exchange.bundle_reader import Bundle
from ledger.exchange.bundle_writer import write
from ledger.files import MANIFEST, RECORDS
from ledger.store.reader import Reader
from ledger.transparency import checkpoint, merkle_tree
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import SigningKey
from ledger.transparency.tiles import grow, tiles_of
from ledger.verify.conftest import KEY, extend
from ledger.verify.finding import Word
from ledger.verify.signatures import KEPT, Presented, Trust
from ledger.verify.verdict import Verdict, examine

Files = dict[str, bytes]
Answer = tuple[str, int | None, int | None]
"""A word, and between which records the first difference lies."""

UNREADABLE: Answer = ("unreadable", None, None)


def signed(root: bytes, size: int, key: SigningKey = KEY) -> bytes:
    """A checkpoint that a key signed, whatever is true."""
    return checkpoint.signed(Checkpoint(key.name, size, root), [key])


def bundled(folder: Path, size: int, *, keys: bool = True) -> Path:
    """The bundle of a ledger of so many records, all of them signed."""
    from ledger.store import log_tables as checkpoints

    ledger = folder / "ledger.db"
    extend(ledger, 0, size)
    with closing(Reader(ledger)) as reader:
        head = reader.head()
        checkpoints.keep(ledger, size, signed(head.root, size))
        write(reader, folder / "ledger.zip", [KEY.verifier] if keys else [])
    return folder / "ledger.zip"


def taken_apart(path: Path) -> Files:
    """The files of a bundle by their names."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put_together(path: Path, files: Files) -> Path:
    """A zip file with these files."""
    with ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def saying(bundle: Files, /, **fields: object) -> Files:
    """The files with a manifest that says something else."""
    manifest = json.loads(bundle[MANIFEST]) | fields
    return bundle | {MANIFEST: json.dumps(manifest).encode()}


def listed(files: Files) -> Files:
    """The files with a manifest that lists them as they are, so that it contradicts none."""
    digests = {name: sha256(content).hexdigest() for name, content in files.items()}
    return saying(
        files, files={name: digest for name, digest in digests.items() if name != MANIFEST}
    )


def recomputed(files: Files, key: SigningKey | None = None) -> Files:
    """The files with tiles and manifest as they follow from the records; signed anew with a key."""
    leaves = [merkle_tree.leaf_hash(line) for line in files[RECORDS].split(b"\n")[:-1]]
    levels, frontier = [leaves], list[bytes]()
    roots = grow(frontier, 0, leaves)
    while roots:
        levels.append(roots)
        roots = grow([], 0, roots)
    root = merkle_tree.root(frontier)
    made = {name: content for name, content in files.items() if not name.startswith("tile/")}
    for tile in tiles_of(len(leaves)):
        start = tile.number * 256
        made[tile.path] = merkle_tree.pack(levels[tile.level][start : start + tile.width])
    if key is not None:
        made[CHECKPOINT] = signed(root, len(leaves), key)
    return saying(listed(made), size=len(leaves), root=root.hex())


def edited(files: Files, position: int, old: str, new: str) -> Files:
    """The files with something else in one record."""
    lines = files[RECORDS].split(b"\n")
    assert old.encode() in lines[position]
    lines[position] = lines[position].replace(old.encode(), new.encode())
    return files | {RECORDS: b"\n".join(lines)}


def judged(path: Path, keys: Sequence[SigningKey] = (), kept: Sequence[bytes] = ()) -> Verdict:
    """The verdict of gestand; without keys with those of the bundle."""
    presented = [Presented(note, KEPT, f"kept-{number}") for number, note in enumerate(kept)]
    with closing(Bundle(path)) as bundle:
        known = [key.verifier for key in keys] or bundle.keys()
        return examine(bundle, Trust(known), presented)


def first_opinion(path: Path, keys: Sequence[SigningKey], kept: Sequence[bytes]) -> Answer:
    """What gestand says."""
    try:
        judgement = judged(path, keys, kept)
    except Unreadable:
        return UNREADABLE
    return judgement.word.word, judgement.first, judgement.last


def second_opinion(path: Path, keys: Sequence[SigningKey], kept: Sequence[bytes]) -> Answer:
    """What verify.py says."""
    known = [standalone_verifier.parse_key(str(key.verifier)) for key in keys]
    named = [(f"kept-{number}", note) for number, note in enumerate(kept)]
    try:
        return standalone_verifier.Check(str(path), known, named).examine()
    except standalone_verifier.Unreadable:
        return UNREADABLE


def agreed(path: Path, keys: Sequence[SigningKey] = (), kept: Sequence[bytes] = ()) -> Answer:
    """What both verifiers say.

    Without an openssl the second one cannot tell whose a signature is; what depends on that alone
    is then said by the first.
    """
    first, second = first_opinion(path, keys, kept), second_opinion(path, keys, kept)
    by_signature = first[0] == Word.FORKED.word or (
        first != UNREADABLE and "unsigned" in codes(judged(path, keys, kept))
    )
    if standalone_verifier.openssl_works() or not by_signature:
        assert first == second
    return first


def codes(judgement: Verdict) -> set[str]:
    """What was found, by code."""
    return {finding.code for finding in judgement.findings}


def lines_of(files: Files) -> list[bytes]:
    """The records of a bundle."""
    return files[RECORDS].split(b"\n")[:-1]


def of_lines(files: Files, lines: Iterable[bytes]) -> Files:
    """The files with these records."""
    return files | {RECORDS: b"".join(line + b"\n" for line in lines)}


@pytest.mark.parametrize("size", [1, 255, 256, 257, 600])
def test_recomputing(tmp_path: Path, size: int) -> None:
    """The attacker's arithmetic is that of a bundle: to recompute an honest one changes nothing."""
    files = taken_apart(bundled(tmp_path, size))
    again = recomputed(files, KEY)
    assert {**again, MANIFEST: b""} == {**files, MANIFEST: b""}
    assert json.loads(again[MANIFEST]) == json.loads(files[MANIFEST])
    assert re.fullmatch("[0-9a-f]{64}", json.loads(again[MANIFEST])["root"])
