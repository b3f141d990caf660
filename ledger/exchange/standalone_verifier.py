#!/usr/bin/env python3
"""Check a bundle of a ledger of gestand with Python's standard library alone (3.8 or later).

    python3 verify.py [BUNDLE.zip | FOLDER] [--key KEY]... [--checkpoint FILE]...

FOLDER: where a bundle was unpacked; by default, where this file is. KEY: a verifier key, or a file
with one on each line, as the operator published it; without it those in the bundle are used, which
prove nothing by themselves. FILE: a checkpoint of this log that you kept. It ends with 0 if all
holds, 8 if not, 6 if the bundle cannot be read and 2 if it was called wrongly.

Written apart from gestand's own verifier, so that a mistake in one shows in the other, and from the
specifications: RFC 6962, section 2.1, for the tree; c2sp.org for the rest (tlog-tiles, signed-note,
tlog-checkpoint, tlog-cosignature). Signatures are computed by openssl, if it is there.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections import namedtuple
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

WORDS = ["intact", "unwitnessed", "stale", "truncated", "altered", "forked"]
INTACT, UNWITNESSED, STALE, TRUNCATED, ALTERED, FORKED = range(6)
TOP = {"README.txt", "verify.py", "checkpoint", "keys.txt", "policy", "records.jsonl"}
LONGEST, SHORTEST, LARGEST = 65535, 80, 2**63 - 1  # bytes of a record, and any number
MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}Z")
SIGNATURE = re.compile("\u2014 ([^\\s+\0-\x1f]+) (\\S+)")  # a dash, who signed, and base64
EMPTY_ROOT = sha256(b"").digest()
ML_DSA = 6  # the type of a key whose signatures are not checked here
DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)

# A difference lies between the records `first` and `last`; None where nothing tells.
Finding = namedtuple("Finding", "word first last sentence")
Key = namedtuple("Key", "text name id type public")
Note = namedtuple("Note", "text origin size root signatures")
Checkpoint = namedtuple("Checkpoint", "name kept note signers agrees")


class Unreadable(Exception):
    """What was given is no bundle, and so nothing was found out about the log."""


class Files:
    """The files of a bundle, in its zip file or where it was unpacked; hashed when read."""

    def __init__(self, path: str) -> None:
        self.digests: dict[str, str] = {}
        self.folder = Path(path)
        self.zip = None if self.folder.is_dir() else zipped(path)
        if self.zip:
            files = [one for one in self.zip.infolist() if not one.is_dir()]
            self.sizes = {one.filename: one.file_size for one in files}
        else:  # whatever else is in the folder is the reader's own
            paths = [self.folder / name for name in (*TOP, "manifest.json")]
            paths = [one for one in (*paths, *self.folder.glob("tile/**/*")) if regular(one, path)]
            self.sizes = {one.relative_to(path).as_posix(): one.stat().st_size for one in paths}

    def open(self, name: str) -> IO[bytes]:
        """A file, to be read line by line."""
        return self.zip.open(name) if self.zip else (self.folder / name).open("rb")

    def read(self, name: str) -> bytes:
        """All of a file."""
        with self.open(name) as file:
            content = file.read()
        self.digests[name] = sha256(content).hexdigest()
        return content

    def manifest(self) -> tuple[str, int, str, dict[str, str]]:
        """Origin, size, root in hex, and the SHA-256 of every other file."""
        try:
            said = json.loads(self.read("manifest.json").decode())
            origin, size, root, files = (said[name] for name in ("origin", "size", "root", "files"))
            kinds = [type(one) for one in (origin, size, root, files, *files, *files.values())]
        except (*DAMAGE, KeyError, TypeError, AttributeError, RecursionError) as problem:
            raise Unreadable("it has no manifest.json that can be read") from problem
        right = kinds[:4] == [str, int, str, dict] and {*kinds[4:]} <= {str}
        if said.get("format") != "gestand-bundle/1" or not right or not 0 <= size <= LARGEST:
            raise Unreadable("its manifest.json is of another format than this program knows")
        return origin, size, root, files


def regular(path: Path, folder: str) -> bool:
    """Whether it is a file in the folder itself: no pipe, and no link leads out of it."""
    inside = path.relative_to(folder)
    parts = [Path(folder, one) for one in (inside, *inside.parents) if one.parts]
    return path.is_file() and not any(one.is_symlink() for one in parts)


def zipped(path: str) -> zipfile.ZipFile:
    """The zip file, of which nothing is unpacked to disk, or read beyond the size it states."""
    try:
        found = zipfile.ZipFile(path)
    except DAMAGE as problem:
        raise Unreadable(f"it is no zip file, or not the whole of one: {problem}") from problem
    names = set()
    for one in found.infolist():
        if one.is_dir():
            continue
        most = {"manifest.json": 2**26, "records.jsonl": max(2**30, 200 * one.compress_size)}
        if one.filename in names:
            raise Unreadable(f"it holds two files of one name: {one.filename!r}")
        if one.file_size > most.get(one.filename, 2**20):
            raise Unreadable(f"{one.filename!r} in it would unpack to {one.file_size:,} bytes")
        names.add(one.filename)
    return found


# The formats of one checkpoint, key and tile: each value has one spelling, and others are refused.


def decoded(text: str) -> bytes:
    """Undo base64 in its canonical spelling."""
    value = base64.b64decode(text, validate=True)
    if base64.b64encode(value).decode() != text:
        raise ValueError("this is no canonical base64")
    return value


def parts(text: str) -> tuple[bytes, bytes | None]:
    """The id of the key and the signature; None where that is empty, b"" if it is not canonical."""
    try:
        value = decoded(text)
    except ValueError:
        if not re.fullmatch("[A-Za-z0-9+/]+=*", text):
            raise
        digits = text.rstrip("=")[:6]
        return (base64.b64decode(digits + "AA")[:4] if len(digits) == 6 else b""), b""
    return value[:4], value[4:] or None


def parse_note(content: bytes) -> Note:
    """A signed checkpoint: origin, size and root, a blank line, signatures; ValueError if not."""
    text, _, below = content.decode().rpartition("\n\n")
    signed = [SIGNATURE.fullmatch(line) for line in below[:-1].split("\n")]
    lines = text.split("\n")
    if len(lines) < 3 or "" in lines or re.search("[\0-\x09\x0b-\x1f]", text):
        raise ValueError("a checkpoint has lines for origin, size and root, and a blank one below")
    if not below.endswith("\n") or not all(signed) or len(signed) > 100:
        raise ValueError("a checkpoint ends with lines of signatures")
    if not re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]) or int(lines[1]) > LARGEST:
        raise ValueError("its size is no number in digits without leading zeros")
    size, root = int(lines[1]), decoded(lines[2])
    values = [(one[1], *parts(one[2])) for one in signed if one]
    signatures = [(name, key_id, value) for name, key_id, value in values if value is not None]
    if len(root) != 32 or (size == 0 and root != EMPTY_ROOT) or len(signatures) < len(signed):
        raise ValueError("its root or a signature has another length than it must have")
    return Note(text + "\n", lines[0], size, root, signatures)


def parse_key(text: str) -> Key:
    """<name>+<hex key id>+<base64(type || public key)>: 1 signs for a log, others for a witness."""
    name, key_id, encoded = text.split("+", 2)
    raw = decoded(encoded)
    lengths = {1: 33, 4: 33, ML_DSA: 1313}
    right = len(raw) == lengths.get(raw[0] if raw else 0) and re.fullmatch("[^\\s\0-\x1f]+", name)
    if not right or sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != key_id:
        raise ValueError(f"this is no verifier key: {text[:60]!r}")
    return Key(text, name, bytes.fromhex(key_id), raw[0], raw[1:])


def parse_keys(content: bytes) -> list[Key]:
    """Keys, one on each line."""
    text = content.decode()
    if not text.endswith("\n"):
        raise ValueError("the last line does not end")
    return [parse_key(line) for line in text[:-1].split("\n")]


def keys_in(argument: str) -> list[Key]:
    """The verifier key that was given, or those in the file of that name."""
    path = Path(argument)
    return parse_keys(path.read_bytes()) if path.is_file() else [parse_key(argument)]


def tile_of(path: str) -> tuple[int, int, int] | None:
    """Level, number and width of the tile at tile/<L>/<N>[.p/<W>]."""
    pattern = "tile/(0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?"
    found = re.fullmatch(pattern, path)
    if not found or int(found[1]) > 63 or found[2].startswith("x000") or int(found[3] or 1) > 255:
        return None
    return int(found[1]), int(re.sub("[x/]", "", found[2])), int(found[3] or 256)


# Ed25519 (RFC 8032) is left to openssl.


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether openssl finds that it is a signature; the prefix of the key is that of RFC 8410."""
    key = bytes.fromhex("302a300506032b6570032100") + public
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("key", "message", "signature")]
        for file, content in zip(files, (key, message, signature)):
            file.write_bytes(content)
        call = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin"]
        call += ["-inkey", str(files[0]), "-in", str(files[1]), "-sigfile", str(files[2])]
        return subprocess.run(call, capture_output=True, check=False).returncode == 0


@lru_cache(None)
def openssl_works() -> bool:
    """Whether there is an openssl that can: it finds test 2 of RFC 8032, section 7.1, right."""
    public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    signature = (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    known = [bytes.fromhex(one) for one in (public, "72", signature)]
    return shutil.which("openssl") is not None and ed25519(*known)


class Check:
    """Everything that is checked, and what was found; `examine` is where to begin reading."""

    def __init__(self, path: str, keys: list[Key], kept: list[tuple[str, bytes]]) -> None:
        self.files = Files(path)
        self.origin, self.size, self.root, self.listed = self.files.manifest()
        self.keys, self.kept, self.brought = keys, kept, False
        self.findings: list[Finding] = []
        self.leaves: list[bytes] = []
        self.checked: list[Checkpoint] = []
        self.roots: dict[tuple[int, int], bytes] = {}
        self.openssl = openssl_works()

    def examine(self) -> tuple[str, int | None, int | None]:
        """The verdict: a word, and between which records the first difference lies."""
        try:
            self.read_keys()
            self.read_records()
            self.check_tiles()
            self.check_manifest()
            self.check_checkpoints()
        except DAMAGE as problem:
            self.findings = [Finding(ALTERED, None, None, f"it is damaged: {problem}")]
        covered = max([one.note.size for one in self.checked if one.kept and one.agrees], default=0)
        if not self.findings:
            word = UNWITNESSED if not covered else INTACT if covered == len(self.leaves) else STALE
            return WORDS[word], None, None
        # Of the findings that begin first, the most exact.
        places = [(one.last, -one.first) for one in self.findings if one.first is not None]
        last, first = min(places, default=(None, None))
        word = max(one.word for one in self.findings)
        return WORDS[word], None if first is None else -first, last

    def find(self, text: str, first: Any = None, last: Any = None, word: int = ALTERED) -> None:
        """Keep what was found, and between which records."""
        self.findings.append(Finding(word, first, first if last is None else last, text))

    def mth(self, start: int, end: int) -> bytes:
        """MTH(D[start:end]) of RFC 6962, as it is defined; the roots of large ranges are kept."""
        count = end - start
        if count < 2:
            return self.leaves[start] if count else EMPTY_ROOT
        if (start, end) in self.roots:
            return self.roots[start, end]
        split = start + (1 << ((count - 1).bit_length() - 1))
        found = sha256(b"\x01" + self.mth(start, split) + self.mth(split, end)).digest()
        if count >= 256:
            self.roots[start, end] = found
        return found

    def read_keys(self) -> None:
        """The keys that came along, unless others were given."""
        if "keys.txt" in self.files.sizes:
            try:
                keys = parse_keys(self.files.read("keys.txt"))
            except ValueError as problem:
                self.find(f"file keys.txt: {problem}")
            else:
                self.brought = not self.keys
                self.keys = self.keys or keys

    def read_records(self) -> None:
        """Each record by itself, and beside those before it: versions, ids, moments."""
        versions: dict[str, int] = {}
        ids: dict[str, int] = {}
        before, digest = "", sha256()
        length = self.files.sizes.get("records.jsonl")
        if length is None:
            return
        with self.files.open("records.jsonl") as file:
            for position in range(min(self.size, length // SHORTEST) + 1):
                line = file.readline(LONGEST + 1)
                if not line:
                    break
                digest.update(line)
                content = line[:-1] if line.endswith(b"\n") else line
                self.leaves.append(sha256(b"\x00" + content).digest())
                try:
                    stream, version, own_id, moment = said(content)
                except (ValueError, KeyError, TypeError, RecursionError):
                    self.find(f"record {position}: the content is no record", position)
                    continue
                if version != versions.get(stream, 0) + 1:
                    self.find(f"record {position}: not the next of {stream!r}", position)
                if ids.setdefault(own_id, position) != position:
                    self.find(f"record {position}: its id is that of {ids[own_id]}", position)
                if moment < before:
                    self.find(f"record {position}: recorded before the last one", position)
                versions[stream], before = version, moment
        self.files.digests["records.jsonl"] = digest.hexdigest()

    def check_tiles(self) -> None:
        """Hash i of tile N of level L is that of the 256^L records from (256 N + i) 256^L on."""
        count = len(self.leaves)
        for name in sorted(self.files.sizes):
            level, number, width = tile_of(name) or (0, 0, 0)
            content = self.files.read(name) if width else b""
            if level > 7 or number > LARGEST or len(content) != 32 * width:
                self.find(f"file {name}: no log has such a tile")
                continue
            for index in range(width):
                start, end = ((256 * number + index + one) * 256**level for one in (0, 1))
                if end > count:
                    end = (256 * number + width) * 256**level
                    self.find(f"file {name}: of {end} records", count, end - 1, TRUNCATED)
                    break
                if content[32 * index : 32 * index + 32] != self.mth(start, end):
                    self.find(f"file {name}: not of these records", start, end - 1)
                    break

    def check_manifest(self) -> None:
        """The manifest tells the files, the origin, the size and the root of what is there."""
        sizes, listed, count = self.files.sizes, set(self.listed), len(self.leaves)
        there = {name for name in sizes if name in TOP or tile_of(name)} & listed
        needed = listed | {"records.jsonl", "checkpoint"}
        for name in sorted(needed - (sizes.keys() - {"manifest.json"})):
            self.find(f"file {name!r}: it is missing")
        for name in sorted({*sizes} - there - {"manifest.json"}):
            self.find(f"file {name!r}: a bundle has no such file, or does not list it")
        for name in sorted(there):
            if name not in self.files.digests:
                self.files.read(name)
            other = self.files.digests[name] != self.listed[name]
            if other and (name != "records.jsonl" or count == self.size):
                self.find(f"file {name}: it is not what the manifest says")
        fits = self.mth(0, count).hex() == self.root
        sentence = f"the manifest says {self.size} records"
        if fits and count != self.size:
            self.find(sentence)
        elif count < self.size:
            self.find(sentence, count, word=TRUNCATED)
        elif count > self.size:
            self.find(sentence, self.size)
        elif not fits:
            self.find("the manifest: its root is not that of the records")

    def check_checkpoints(self) -> None:
        """Each checkpoint is signed, and the log begins with what it was signed over."""
        notes = [(f"checkpoint {name}", content, True) for name, content in self.kept]
        if "checkpoint" in self.files.sizes:
            own = self.files.read("checkpoint")
            notes.insert(0, ("the checkpoint", own, False))
            if own.split(b"\n")[0].decode(errors="replace") != self.origin:
                self.find(f"the manifest: it is that of the log {self.origin!r}")
        for name, content, kept in notes:
            try:
                note = parse_note(content)
                signers = self.signers(note) if self.keys else []
            except ValueError as problem:
                self.find(f"{name}: {problem}")
                continue
            agrees = self.mth(0, note.size) == note.root if note.size <= len(self.leaves) else None
            signers = signers if self.openssl else []
            self.checked.append(Checkpoint(name, kept, note, signers, agrees))
        self.compare_checkpoints()

    def compare_checkpoints(self) -> None:
        """Where the log leaves what was signed, and whether the operator signed two histories."""
        agreeing = [one.note.size for one in self.checked if one.agrees]
        for one in self.checked:
            size, count, origin = one.note.size, len(self.leaves), one.note.origin
            signed = [
                other.note.size
                for other in self.checked
                if other.agrees and other.signers and other.note.origin == origin
            ]
            if one.agrees is None:
                text = f"{one.name}: it was signed over {size} records"
                self.find(text, count, word=TRUNCATED)
            elif not one.agrees:
                start = max([other for other in agreeing if other < size], default=0)
                word = FORKED if one.signers and max(signed, default=0) >= size else ALTERED
                self.find(f"{one.name}: signed over other records", start, size - 1, word)
            for other in self.checked:
                both = one.agrees is None and other.note[1:3] == (origin, size)
                if both and one.signers and other.signers and one.note.root != other.note.root:
                    self.find(f"{one.name} contradicts {other.name}", word=FORKED)

    def signers(self, note: Note) -> list[str]:
        """Which known keys signed it; ValueError if none did, if not the log, or if one did not."""
        known, found = {(key.name, key.id): key for key in self.keys}, []
        for name, key_id, value in note.signatures:
            if (name, key_id) not in known or known[name, key_id].type == ML_DSA:
                continue
            key, message, signature = known[name, key_id], note.text.encode(), value
            if key.type == 4:  # a witness signs the time as well
                time = int.from_bytes(value[:8], "big")
                message = b"cosignature/v1\ntime %d\n" % time + message
                signature = value[8:] if time <= LARGEST else b""
            right = len(signature) == 64
            if not right or (self.openssl and not ed25519(key.public, message, signature)):
                raise ValueError(f"the signature of {name!r} does not belong to it")
            found.append(name)
        if note.origin not in found:
            raise ValueError("no known key of the log has signed it")
        return found


def said(content: bytes) -> tuple[str, int, str, str]:
    """The stream, the version, the id and the moment of recording that a record states."""
    fields: Any = json.loads(content.decode(), parse_constant=int)  # NaN is neither JSON nor int
    if b"\\u" in content:
        json.dumps(fields, ensure_ascii=False).encode()  # half a character is no text
    found = fields["stream"], fields["version"], fields["id"], fields["recorded_at"]
    types = [type(one) for one in (*found, fields["kind"])]
    if types != [str, int, str, str, str]:
        raise TypeError("a field is of another type")
    if not MOMENT.fullmatch(found[3]):
        raise ValueError("it says no moment at which it was recorded")
    datetime.strptime(found[3], "%Y-%m-%dT%H:%M:%S.%f%z")
    return found


def told(check: Check, word: str, first: int | None, last: int | None) -> list[str]:
    """What was found, in lines of which the last is the verdict."""
    lines = [f"- {one.sentence}" for one in check.findings]
    for one in check.checked:
        by = ", ".join(one.signers) or "signature not checked"
        lines.append(f"{one.name}: {one.note.size} records of {one.note.origin}; {by}")
    if check.brought:
        lines.append("The keys came with the bundle. Compare them with those that were published:")
        lines += [key.text for key in check.keys]
    if not check.keys:
        lines.append("Signatures were not checked: give the key of the log with --key.")
    elif not check.openssl:
        lines.append("Signatures were not checked: there is no openssl that can do it.")
    if any(key.type == ML_DSA for key in check.keys):
        lines.append("Signatures with ML-DSA-44 were not checked, and count for nothing here.")
    if word == "unwitnessed":
        lines.append("Only the operator stands for it: give a checkpoint that you kept.")
    count = len(check.leaves)
    lines.append(f"Root of the {count} records: {check.mth(0, count).hex()}")
    place = "" if first is None else f", from record {first} on"
    if first != last:
        place = f", from one of the records {first} to {last} on"
    return [*lines, f"Verdict: {word}{place}"]


def main() -> int:
    """Take the command line, and return what to end with."""
    usage = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    usage.add_argument("bundle", nargs="?", default=str(Path(__file__).resolve().parent))
    usage.add_argument("--key", action="append", default=[])
    usage.add_argument("--checkpoint", action="append", default=[], metavar="FILE")
    asked = usage.parse_args()
    try:
        keys = [key for one in asked.key for key in keys_in(one)]
        kept = [(one, Path(one).read_bytes()) for one in asked.checkpoint]
        for _, content in kept:
            parse_note(content)
        check = Check(asked.bundle, keys, kept)
    except (Unreadable, OSError, ValueError) as problem:
        sys.stderr.write(f"{asked.bundle} cannot be checked: {problem}\n")
        return 6
    verdict = check.examine()
    text = "\n".join(told(check, *verdict)) + "\n"
    shown = (one if one.isprintable() or one == "\n" else ascii(one)[1:-1] for one in text)
    sys.stdout.buffer.write("".join(shown).encode())
    return 8 if WORDS.index(verdict[0]) >= TRUNCATED else 0


if __name__ == "__main__":
    sys.exit(main())
