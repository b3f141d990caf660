"""Every record by itself, and all together.

The content of a record is what counts; what stands beside it in columns must agree with it. Over a
million records pass here, so that they are taken in by the chunk as long as all is well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import orjson

from ledger.log import tree
from ledger.log.tiles import WIDTH
from ledger.verifying.finding import Finding, Word, altered

Entry = tuple[int, bytes | None, int | None, bytes | None, bytes | None, bytes]
"""Position, stream, version, kind, leaf hash and content of a record.

The four in between are None where the source keeps contents alone.
"""

MOST_FINDINGS = 100
"""Of one run over records: who rewrites all of them need not be told of each."""


@dataclass(slots=True)
class Records:
    """What is known after a run of records was read.

    first, end: the positions before and after them. leaves: the hashes of the contents, up to the
    first record that is missing. roots: of the full tiles that these make, counted from `first`.
    streams: the last version of each stream. begins: in a run that others come before, the first
    record of each stream, and earlier: its version where that is not 1. ids: where each stands.
    moments: of the first and the last record.
    """

    first: int = 0
    end: int = 0
    leaves: list[bytes] = field(default_factory=list)
    roots: list[bytes] = field(default_factory=list)
    streams: dict[str, int] = field(default_factory=dict)
    begins: dict[str, int] = field(default_factory=dict)
    earlier: dict[str, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    moments: tuple[str, str] = ("", "")
    findings: list[Finding] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether no record is missing among them."""
        return self.first + len(self.leaves) == self.end

    def find(self, finding: Finding) -> None:
        """Keep a finding, unless there are many."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)


def read(entries: Iterable[Entry], first: int = 0) -> Records:
    """Read records in the order of their positions; `first`, a multiple of 256, is to be the first.

    The versions of a stream may go on from records before these; `joined` looks at that.
    """
    assert first % WIDTH == 0, "a run of records begins where a tile does"
    found = Records(first, first)
    waiting = iter(entries)
    while chunk := list(islice(waiting, WIDTH)):
        if not _taken_at_once(found, chunk):
            for entry in chunk:
                _take(found, entry)
    return found


def joined(before: Records, after: Records) -> Records:
    """Two runs of records, one after the other, as one.

    Equation: read(a + b) == joined(read(a), read(b, len(a))).
    """
    assert before.end <= after.first, "the one run comes before the other"
    found = before
    for finding in after.findings:
        found.find(finding)
    if before.end < after.first and after.end > after.first:
        found.find(_missing(before.end, after.first))
    elif before.whole:
        found.leaves += after.leaves
        found.roots += after.roots
    for stream, position in after.begins.items():
        expected, version = found.streams.get(stream, 0) + 1, after.earlier.get(stream, 1)
        if version != expected:
            found.find(altered("version", position, stream=stream, expected=expected, is_=version))
    found.streams |= after.streams
    if not found.ids.keys().isdisjoint(after.ids.keys()):
        for one in found.ids.keys() & after.ids.keys():
            found.find(altered("id", after.ids[one], id=one, other=found.ids[one]))
    found.ids |= after.ids
    if after.end > after.first:
        if after.moments[0] < found.moments[1]:
            found.find(altered("moment", after.first, earlier=after.moments[0]))
        found.moments = (found.moments[0] or after.moments[0], after.moments[1])
        found.end = after.end
    return found


def _taken_at_once(found: Records, chunk: Sequence[Entry]) -> bool:
    """Take in records with which all is well, in two thirds of the time; else take in none."""
    positions, streams, versions, kinds, leaves, contents = zip(*chunk, strict=True)
    if not found.whole or positions != tuple(range(found.end, found.end + len(chunk))):
        return False
    try:
        computed = [tree.leaf_hash(content) for content in contents]
        said = [orjson.loads(content) for content in contents]
        ids = {one["id"]: position for one, position in zip(said, positions, strict=True)}
        moments = [one["recorded_at"] for one in said]
        named = [(one["stream"], one["version"], one["kind"]) for one in said]
        agree = (
            (
                all(map(_is_told, said))
                if streams == (None,) * len(chunk)
                else (
                    computed == list(leaves)
                    and [one["stream"].encode() for one in said] == list(streams)
                    and [one["version"] for one in said] == list(versions)
                    and [one["kind"].encode() for one in said] == list(kinds)
                )
            )
            and found.moments[1] <= moments[0]
            and moments == sorted(moments)
            and len(ids) == len(chunk)
            and found.ids.keys().isdisjoint(ids)
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    if agree:
        for position, (stream, version, _) in zip(positions, named, strict=True):
            _together(found, position, stream, version)
        found.ids |= ids
        found.moments = (found.moments[0] or moments[0], moments[-1])
        _grow(found, computed)
        found.end += len(chunk)
    return agree


def _is_told(said: dict[str, Any]) -> bool:
    """Whether a record says where it belongs, in values of the types that these have."""
    return type(said["version"]) is int and type(said["stream"]) is type(said["id"]) is str


def _grow(found: Records, computed: list[bytes]) -> None:
    """Add leaf hashes, and the roots of the tiles that they complete."""
    full = len(found.leaves) // WIDTH
    found.leaves += computed
    for number in range(full, len(found.leaves) // WIDTH):
        found.roots.append(tree.perfect_root(found.leaves[number * WIDTH : (number + 1) * WIDTH]))


def _take(found: Records, entry: Entry) -> None:
    """Take in one record, and name whatever is wrong with it."""
    position, stream, _, _, leaf, content = entry
    if position < found.end:
        found.find(altered("place", position))
        return
    if type(content) is not bytes:
        found.find(altered("content", position))
        content = str(content).encode()
    computed = tree.leaf_hash(content)
    if leaf != computed and stream is not None:
        found.find(altered("leaf", position))
    if position != found.end:
        found.find(_missing(found.end, position))
    elif found.whole:
        _grow(found, [computed])
    found.end = position + 1
    try:
        _compare(found, entry, orjson.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError):
        found.find(altered("content", position))


def _compare(found: Records, entry: Entry, fields: dict[str, Any]) -> None:
    """What a record says, against what stands beside it and what the records before it say."""
    position, stream, version, kind, _, _ = entry
    said_stream, said_version, own_id = fields["stream"], fields["version"], fields["id"]
    if not _is_told(fields):
        raise TypeError("a field is of another type")
    if stream is not None and (
        version != said_version or stream != said_stream.encode() or kind != fields["kind"].encode()
    ):
        _columns(found, entry, fields)
    _together(found, position, said_stream, said_version)
    other = found.ids.setdefault(own_id, position)
    if other != position:
        found.find(altered("id", position, id=own_id, other=other))
    moment, (first, last) = fields["recorded_at"], found.moments
    if moment < last:
        found.find(altered("moment", position, earlier=moment))
    if moment != last:
        found.moments = (first or moment, moment)


def _missing(start: int, end: int) -> Finding:
    return Finding(Word.ALTERED, "missing", start, start, {"end": end - 1})


def _together(found: Records, position: int, stream: str, version: int) -> None:
    """A record's version is the next of its stream."""
    last = found.streams.get(stream)
    if last is None and found.first:
        # What stands before this run tells what it should be.
        found.begins[stream] = position
        if version != 1:
            found.earlier[stream] = version
    elif version != (last or 0) + 1:
        expected = (last or 0) + 1
        found.find(altered("version", position, stream=stream, expected=expected, is_=version))
    found.streams[stream] = version


def _columns(found: Records, entry: Entry, fields: dict[str, Any]) -> None:
    """Which columns say something else than the content."""
    position, stream, version, kind, _, _ = entry
    beside = {"stream": stream, "version": version, "kind": kind}
    for name, value in beside.items():
        text = value.decode(errors="replace") if isinstance(value, bytes) else value
        if text != fields[name]:
            found.find(altered("column", position, name=name, beside=text, content=fields[name]))
