"""Every record by itself and all together; and how many of them each party signed."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any

import orjson

from domain.record import Record, StoredFields
from ledger.signing.authorship import Keys, SignatureStatus, signer
from ledger.transparency import merkle_tree
from ledger.transparency.tiles import WIDTH
from ledger.verify.finding import Finding, Word, altered

# -- signatures --------------------------------------------------------------------------------
# How many records of a ledger each party signed, gathered while the records are read anyway.
#
# Few records say anything of signatures. Those are kept as they are stored, until all keys are
# known; the others count as unsigned, whatever keys there are, and only their number is kept.

_KINDS = frozenset({"party.key_added", "party.key_revoked", "record.retracted"})


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
    positions: Sequence[int], contents: Sequence[bytes], records: Sequence[StoredFields]
) -> Gathered:
    """What records, given as bytes and as what these say, are good for here."""
    recorders = [
        name if type(name := fields.get("recorded_by")) is str else ""
        for fields in records
        if "signature" not in fields and fields["kind"] not in _KINDS
    ]
    if len(recorders) == len(records):
        return Gathered([], Counter(recorders))
    every = zip(positions, contents, records, strict=True)
    telling = [
        (at, stored)
        for at, stored, fields in every
        if "signature" in fields or fields["kind"] in _KINDS
    ]
    return Gathered(telling, Counter(recorders))


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


# -- records -----------------------------------------------------------------------------------
# Every record by itself, and all together.
#
# The content of a record is what counts; what stands beside it in columns must agree with it.
# Over a million records pass here, so that they are taken in by the chunk as long as all is well.

Entry = tuple[int, str | None, int | None, str | None, bytes | None, bytes]
"""Position, stream, version, kind, leaf hash and content of a record.

The four in between are None where the source keeps contents alone.
"""

_OWN = itemgetter("id", "recorded_at", "stream", "kind", "version", "schema")
_TEXT, _NUMBER = {str}, {int}
"""The types of the first four and of the last two. In Python true and 1.0 equal 1; here not."""

MOST_FINDINGS = 100
"""Of one run over records: who rewrites all of them need not be told of each."""


@dataclass(slots=True)
class Records:
    """What is known after a run of records was read.

    first, end: the positions before and after them. leaves: the hashes of the contents, up to the
    first record that is missing. roots: of the full tiles that these make, counted from `first`.
    streams: the last version of each stream. begins: in a run that others come before, the first
    record of each stream, and earlier: its version where that is not 1. ids: where each stands.
    moments: of the first and the last record. authors: what tells who signed what.
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
    authors: Gathered = field(default_factory=Gathered)
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
    records = Records(first, first)
    waiting = iter(entries)
    while chunk := list(islice(waiting, WIDTH)):
        if not _taken_at_once(records, chunk):
            for entry in chunk:
                _take(records, entry)
    return records


def joined(before: Records, after: Records) -> Records:
    """Two runs of records, one after the other, as one.

    Equation: read(a + b) == joined(read(a), read(b, len(a))).
    """
    assert before.end <= after.first, "the one run comes before the other"
    whole = before
    for finding in after.findings:
        whole.find(finding)
    if before.end < after.first and after.end > after.first:
        whole.find(_missing(before.end, after.first))
    elif before.whole:
        whole.leaves += after.leaves
        whole.roots += after.roots
    for stream, position in after.begins.items():
        expected, version = whole.streams.get(stream, 0) + 1, after.earlier.get(stream, 1)
        if version != expected:
            whole.find(altered("version", position, stream=stream, expected=expected, is_=version))
    whole.streams |= after.streams
    if not whole.ids.keys().isdisjoint(after.ids.keys()):
        for record_id in whole.ids.keys() & after.ids.keys():
            whole.find(
                altered("id", after.ids[record_id], id=record_id, other=whole.ids[record_id])
            )
    whole.ids |= after.ids
    whole.authors.join(after.authors)
    if after.end > after.first:
        if after.moments[0] < whole.moments[1]:
            whole.find(altered("moment", after.first, earlier=after.moments[0]))
        whole.moments = (whole.moments[0] or after.moments[0], after.moments[1])
        whole.end = after.end
    return whole


def _taken_at_once(records: Records, chunk: Sequence[Entry]) -> bool:
    """Take in records with which all is well, in two thirds of the time; else take in none."""
    positions, streams, versions, kinds, leaves, contents = zip(*chunk, strict=True)
    if not records.whole or positions != tuple(range(records.end, records.end + len(chunk))):
        return False
    try:
        computed = tuple(map(merkle_tree.leaf_hash, contents))
        fields = list(map(orjson.loads, contents))
        own = tuple(zip(*map(_OWN, fields), strict=True))
        own_ids, moments, own_streams, own_kinds, own_versions, schemas = own
        ids = dict(zip(own_ids, positions, strict=True))
        authors = gather(positions, contents, fields)
        agree = (
            (
                streams == (None,) * len(chunk)
                or (
                    computed == leaves
                    and own_streams == streams
                    and own_versions == versions
                    and own_kinds == kinds
                )
            )
            and set(map(type, own_ids + moments + own_streams + own_kinds)) == _TEXT
            and set(map(type, own_versions + schemas)) == _NUMBER
            and records.moments[1] <= moments[0]
            and list(moments) == sorted(moments)
            and len(ids) == len(chunk)
            and records.ids.keys().isdisjoint(ids)
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    if agree:
        for position, stream, version in zip(positions, own_streams, own_versions, strict=True):
            if records.streams.get(stream) == version - 1:
                records.streams[stream] = version
            else:
                _together(records, position, stream, version)
        records.ids |= ids
        records.authors.join(authors)
        records.moments = (records.moments[0] or moments[0], moments[-1])
        _grow(records, computed)
        records.end += len(chunk)
    return agree


def _grow(records: Records, computed: Sequence[bytes]) -> None:
    """Add leaf hashes, and the roots of the tiles that they complete."""
    full = len(records.leaves) // WIDTH
    records.leaves += computed
    for number in range(full, len(records.leaves) // WIDTH):
        records.roots.append(
            merkle_tree.perfect_root(records.leaves[number * WIDTH : (number + 1) * WIDTH])
        )


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
        _grow(records, [computed])
    records.end = position + 1
    try:
        _compare(records, entry, orjson.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError):
        records.find(altered("content", position))


def _compare(records: Records, entry: Entry, fields: dict[str, Any]) -> None:
    """What a record says, against what stands beside it and what the records before it say."""
    position, stream, version, kind, _, content = entry
    own_id, moment, own_stream, own_kind, own_version, _ = own = _OWN(fields)
    if set(map(type, own[:4])) != _TEXT or set(map(type, own[4:])) != _NUMBER:
        raise TypeError(f"record {position} has text for a number, or the reverse")
    if stream is not None and (stream, version, kind) != (own_stream, own_version, own_kind):
        _columns(records, entry, fields)
    _together(records, position, own_stream, own_version)
    records.authors.join(gather([position], [content], [fields]))
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
    last = records.streams.get(stream)
    if last is None and records.first:
        # What stands before this run tells what it should be.
        records.begins[stream] = position
        if version != 1:
            records.earlier[stream] = version
    elif version != (last or 0) + 1:
        expected = (last or 0) + 1
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
