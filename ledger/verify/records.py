"""Every record by itself and all together; and how many of them each party signed."""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any, Protocol

import orjson

from domain.history import RETRACTED
from domain.record import Record
from ledger.signing.authorship import Keys, SignatureStatus, signer
from ledger.stored_record import check_moments
from ledger.transparency import merkle_tree
from ledger.transparency.tiles import WIDTH
from ledger.verify.finding import Finding, Word, altered

# -- signatures --------------------------------------------------------------------------------
# How many records of a ledger each party signed, gathered while the records are read anyway.
#
# Few records say anything of signatures. Those are kept as they are stored, until all keys are
# known; the others count as unsigned, whatever keys there are, and only their number is kept.

_KINDS = frozenset({"party.key_added", "party.key_revoked", RETRACTED})


@dataclass(frozen=True, slots=True)
class SignatureTally:
    """The records of one party, counted by what their signatures are worth."""

    party: str
    signed: int = 0
    unsigned: int = 0
    wrong: int = 0
    revoked: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Authorship:
    """Whose word the records of a ledger are.

    shares: of the parties, by name. An unsigned record counts for the party in whose name it was
    recorded if that party has a key, and else for "". Empty when no party has a key: then there is
    nobody whose signature could be checked. wrong: the places of the wrongly signed records.
    """

    shares: Sequence[SignatureTally] = ()
    wrong: Sequence[int] = ()


@dataclass(slots=True)
class Gathered:
    """What is kept of a run of records until all keys are known.

    telling: places and stored bytes of those that are signed, or about keys or retractions.
    others: how many others there are, by who recorded them; "" where nobody is named.
    """

    telling: list[tuple[int, bytes]] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)

    def join(self, after: Gathered) -> None:
        """Take in what was gathered from the records that follow."""
        self.telling += after.telling
        self.others.update(after.others)


def gather(
    positions: Sequence[int],
    contents: Sequence[bytes],
    kinds: Sequence[str],
    said: Iterable[tuple[object, bool]],
) -> Gathered:
    """What records, given as bytes, are good for here.

    said: of each, who recorded it, and whether it has a signature.
    """
    telling, others = [], []
    every = zip(positions, contents, kinds, said, strict=True)
    for position, content, kind, (recorder, signed) in every:
        if signed or kind in _KINDS:
            telling.append((position, content))
        else:
            others.append(recorder if type(recorder) is str else "")
    return Gathered(telling, Counter(others))


def authorship(gathered: Gathered) -> Authorship:
    """Judge every signature by the keys of the whole ledger."""
    telling = [Record(position, json.loads(stored)) for position, stored in gathered.telling]
    keys = Keys(telling)
    parties = keys.parties()
    if not parties:
        return Authorship()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for recorder, number in gathered.others.items():
        counts[_counted(recorder, parties)][SignatureStatus.UNSIGNED] += number
    wrong = []
    for record in telling:
        status = keys.judge(record)
        unsigned = status is SignatureStatus.UNSIGNED
        recorder = str(record.get("recorded_by", ""))
        party = _counted(recorder, parties) if unsigned else signer(record)
        counts[party][status] += 1
        if status is SignatureStatus.WRONG:
            wrong.append(record.position)
    return Authorship([SignatureTally(party, **counts[party]) for party in sorted(counts)], wrong)


def _counted(recorder: str, parties: Container[str]) -> str:
    """The party for which an unsigned record counts."""
    return recorder if recorder in parties else ""


# -- leaves ------------------------------------------------------------------------------------
# The leaf hashes of the contents, which the tree and the tiles are held against.


class Leaves:
    """Leaf hashes tile by tile; those that are stored elsewhere just so are not held as well.

    stored: the hashes of a full tile as they are kept there, if they are. roots: of full tiles.
    """

    def __init__(self, stored: Callable[[int], object] = lambda _: None) -> None:
        self.roots: list[bytes] = []
        self._stored = stored
        self._held: dict[int, bytes] = {}
        self._last: list[bytes] = []

    def __len__(self) -> int:
        return len(self.roots) * WIDTH + len(self._last)

    def add(self, hashes: Sequence[bytes]) -> None:
        """Take in the next ones."""
        self._last += hashes
        while len(self._last) >= WIDTH:
            full, number = self._last[:WIDTH], len(self.roots)
            packed = merkle_tree.pack(full)
            if self._stored(number) != packed:
                self._held[number] = packed
            self.roots.append(merkle_tree.perfect_root(full))
            del self._last[:WIDTH]

    def tile(self, number: int) -> bytes:
        """The hashes of a tile, one after the other; fewer than 256 at the end, and then none."""
        if number >= len(self.roots):
            return merkle_tree.pack(self._last) if number == len(self.roots) else b""
        if number in self._held:
            return self._held[number]
        stored = self._stored(number)
        assert isinstance(stored, bytes), "what is read twice in one transaction is the same"
        return stored


# -- records -----------------------------------------------------------------------------------
# Every record by itself, and all together.
#
# The content of a record is what counts; what stands beside it in columns must agree with it.
# Over a million records pass here, so that they are first read for whether all is well, by the
# chunk and holding little of each. Only where it is not, they are read again, one by one, and
# what is wrong with each of them is named.

Entry = tuple[int, str | None, int | None, str | None, bytes | None, bytes]
"""Position, stream, version, kind, leaf hash and content of a record.

The four in between are None where the source keeps contents alone.
"""

Entries = Callable[[], Iterable[Entry]]
"""The records of a source in the order of their positions, whenever they are asked for."""


def _said(fields: dict[str, Any]) -> tuple[object, bool]:
    """Who recorded a record, and whether it has a signature."""
    return fields.get("recorded_by"), "signature" in fields


_OWN = itemgetter("id", "recorded_at", "stream", "kind", "version")
_TEXT, _NUMBER = {str}, {int}
"""The types of the first four and of the last. In Python true and 1.0 equal 1; here not."""

MOST_FINDINGS = 100
"""Of all records: who rewrites them all need not be told of each."""


@dataclass(slots=True)
class Records:
    """What is known after the records were read.

    end: the position after the last. leaves: the hashes of the contents, up to the first record
    that is missing. moments: of the first and the last record. authors: what tells who signed
    what. ids, streams: where each stands, and how many records, if they were read one by one.
    """

    end: int = 0
    leaves: Leaves = field(default_factory=Leaves)
    moments: tuple[str, str] = ("", "")
    authors: Gathered = field(default_factory=Gathered)
    findings: list[Finding] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    streams: dict[str, int] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether no record is missing among them."""
        return len(self.leaves) == self.end

    def find(self, finding: Finding) -> None:
        """Keep a finding, unless there are many."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)


def read(entries: Entries) -> Records:
    """Read records of which the first is to be at position 0."""
    return well(entries, Versions()) or one_by_one(entries)


# -- all is well -------------------------------------------------------------------------------


class Order(Protocol):
    """What tells whether each record is the next of its stream."""

    def follows(
        self,
        positions: Sequence[int],
        streams: Sequence[str],
        versions: Sequence[int],
        ids: Sequence[str],
    ) -> bool:
        """Whether these records are, as far as can be told while they are read."""


class Versions:
    """The last version of each stream, where nothing else keeps it."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def follows(
        self,
        positions: Sequence[int],  # noqa: ARG002 - who knows the versions needs no positions
        streams: Sequence[str],
        versions: Sequence[int],
        ids: Sequence[str],  # noqa: ARG002 - nor ids
    ) -> bool:
        """Whether each is the next of its stream."""
        last = self._last
        for stream, version in zip(streams, versions, strict=True):
            if last.get(stream, 0) != version - 1:
                return False
            last[stream] = version
        return True


class _Distinct:
    """Whether texts all differ, by hashes of 64 bits; what seems to be equal may differ after all.

    Of texts that are equal it never says that they differ.
    """

    _PARTS = 64
    """So that only a part of all hashes is looked at together."""

    def __init__(self) -> None:
        self._hashes = [array("q") for _ in range(self._PARTS)]

    def add(self, texts: Iterable[str]) -> None:
        parts, last = self._hashes, self._PARTS - 1
        for value in map(hash, texts):
            parts[value & last].append(value)

    def __bool__(self) -> bool:
        return all(len(set(part)) == len(part) for part in self._hashes)


def well(
    entries: Entries, order: Order, stored: Callable[[int], object] = lambda _: None
) -> Records | None:
    """The records if nothing is wrong with them, else None.

    stored: the leaf hashes of a full tile, where they are kept. Equation: where it is not None, it
    knows what `one_by_one` knows, and that finds nothing.
    """
    records, distinct = Records(leaves=Leaves(stored)), _Distinct()
    waiting = iter(entries())
    while chunk := list(islice(waiting, WIDTH)):
        try:
            taken = _all_well(records, distinct, order, chunk)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        if not taken:
            return None
    return records if distinct else None


def _all_well(records: Records, distinct: _Distinct, order: Order, chunk: Sequence[Entry]) -> bool:
    """Take in some records, if all is well with them."""
    positions, streams, versions, kinds, leaves, contents = zip(*chunk, strict=True)
    computed = tuple(map(merkle_tree.leaf_hash, contents))
    # What a record says is let go of before the next is read: it takes ten times its bytes.
    parts = [
        (_OWN(fields), (fields.get("recorded_by"), "signature" in fields))
        for fields in map(orjson.loads, contents)
    ]
    own, said = zip(*parts, strict=True)
    ids, moments, own_streams, own_kinds, own_versions = zip(*own, strict=True)
    beside = (streams, versions, kinds, leaves)
    nothing = ((None,) * len(chunk),) * len(beside)
    if (
        positions != tuple(range(records.end, records.end + len(chunk)))
        or beside not in ((own_streams, own_versions, own_kinds, computed), nothing)
        or set(map(type, ids + moments + own_streams + own_kinds)) != _TEXT
        or set(map(type, own_versions)) != _NUMBER
        or moments[0] < records.moments[1]
        or list(moments) != sorted(moments)
        or not order.follows(positions, own_streams, own_versions, ids)
    ):
        return False
    check_moments(set(moments))
    distinct.add(ids)
    records.authors.join(gather(positions, contents, own_kinds, said))
    records.moments = (records.moments[0] or moments[0], moments[-1])
    records.leaves.add(computed)
    records.end += len(chunk)
    return True


# -- one by one --------------------------------------------------------------------------------


def one_by_one(entries: Entries) -> Records:
    """Read records, and name whatever is wrong with each of them."""
    records = Records()
    for entry in entries():
        _take(records, entry)
    return records


def _take(records: Records, entry: Entry) -> None:
    """Take in one record, and name whatever is wrong with it."""
    position, stream, _, _, leaf, content = entry
    if position < records.end:
        records.find(altered("place", position))
        return
    if type(content) is not bytes:
        records.find(altered("content", position))
        content = str(content).encode()
    computed = merkle_tree.leaf_hash(content)
    if leaf != computed and stream is not None:
        records.find(altered("leaf", position))
    if position != records.end:
        records.find(_missing(records.end, position))
    elif records.whole:
        records.leaves.add([computed])
    records.end = position + 1
    try:
        _compare(records, entry, orjson.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError):
        records.find(altered("content", position))


def _compare(records: Records, entry: Entry, fields: dict[str, Any]) -> None:
    """What a record says, against what stands beside it and what the records before it say."""
    position, stream, version, kind, _, content = entry
    own_id, moment, own_stream, own_kind, own_version = own = _OWN(fields)
    if set(map(type, own[:4])) != _TEXT or set(map(type, own[4:])) != _NUMBER:
        raise TypeError(f"record {position} has text for a number, or the reverse")
    check_moments((moment,))
    if stream is not None and (stream, version, kind) != (own_stream, own_version, own_kind):
        _columns(records, entry, fields)
    _together(records, position, own_stream, own_version)
    records.authors.join(gather([position], [content], [own_kind], [_said(fields)]))
    first_position = records.ids.setdefault(own_id, position)
    if first_position != position:
        records.find(altered("id", position, id=own_id, other=first_position))
    first, last = records.moments
    if moment < last:
        records.find(altered("moment", position, earlier=moment))
    if moment != last:
        records.moments = (first or moment, moment)


def _missing(start: int, end: int) -> Finding:
    return Finding(Word.ALTERED, "missing", start, start, {"end": end - 1})


def _together(records: Records, position: int, stream: str, version: int) -> None:
    """A record's version is the next of its stream."""
    expected = records.streams.get(stream, 0) + 1
    if version != expected:
        records.find(altered("version", position, stream=stream, expected=expected, is_=version))
    records.streams[stream] = version


def _columns(records: Records, entry: Entry, fields: dict[str, Any]) -> None:
    """Which columns say something else than the content."""
    position, stream, version, kind, _, _ = entry
    beside = {"stream": stream, "version": version, "kind": kind}
    for name, value in beside.items():
        if value != fields[name]:
            shown = {"beside": _shown(value), "content": fields[name]}
            records.find(altered("column", position, name=name, **shown))


def _shown(value: Any) -> Any:
    """A value that stands beside a record, such that it can be printed whatever it is."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    return value.decode(errors="replace") if isinstance(value, bytes) else value
