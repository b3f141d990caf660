"""How many records of a ledger each party signed, gathered while the records are read anyway.

Few records say anything of signatures. Those are kept as they are stored, until all keys are known;
the others count as unsigned, whatever keys there are, and only their number is kept.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from domain.record import Fields, Record
from ledger.authorship import Keys, Status, signer

_KINDS = frozenset({"party.key_added", "party.key_revoked", "record.retracted"})


@dataclass(frozen=True, slots=True)
class Share:
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

    shares: Sequence[Share] = ()
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


def gather(positions: Sequence[int], contents: Sequence[bytes], said: Sequence[Fields]) -> Gathered:
    """What records, given as bytes and as what these say, are good for here."""
    recorders = [
        name if type(name := one.get("recorded_by")) is str else ""
        for one in said
        if "signature" not in one and one["kind"] not in _KINDS
    ]
    if len(recorders) == len(said):
        return Gathered([], Counter(recorders))
    every = zip(positions, contents, said, strict=True)
    telling = [
        (at, stored) for at, stored, one in every if "signature" in one or one["kind"] in _KINDS
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
        counts[_counted(recorder, parties)][Status.UNSIGNED] += number
    wrong = []
    for record in telling:
        status = keys.judge(record)
        unsigned = status is Status.UNSIGNED
        recorder = str(record.get("recorded_by", ""))
        party = _counted(recorder, parties) if unsigned else signer(record)
        counts[party][status] += 1
        if status is Status.WRONG:
            wrong.append(record.position)
    return Authorship([Share(party, **counts[party]) for party in sorted(counts)], wrong)


def _counted(recorder: str, parties: Container[str]) -> str:
    """The party for which an unsigned record counts."""
    return recorder if recorder in parties else ""
