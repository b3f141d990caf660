"""The rules of recording, held against a log that somebody else wrote.

Commit by commit in the order of the log, each against what counted before it, by the same functions
that decide about an import: the form of what is stored, what stands on a stream, references,
hierarchies, who may say what, and what is still in use. What breaks a rule is told. Unless only
newer programs know that rule it counts for nothing, also in what is decided about later records.

A lawful log passes in one reading, stream by stream, and no more of it is held than a few streams.
Only where something is wrong the commits are gone through one after another, and each is read again
without what was wrong with it, until nothing is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import orjson

from domain.streams.event import KINDS
from languages import N_
from ledger.recording.integrity import code
from ledger.recording.stored_form import Fault
from ledger.recording.stretch import Found, Stretch, Void
from ledger.store.reader import Reader, moment_of

ROUNDS = 20
"""So often a commit is read again without what was wrong with it; then all of it is."""


@dataclass(frozen=True, slots=True)
class Unlawful:
    """A record that was recorded against the rules. counts: whether it counts all the same."""

    position: int
    kind: str
    stream: str
    code: str
    obstacle: str
    counts: bool


def kinds_known() -> str:
    """What kinds of records this program knows: a newer one may find less against the rules."""
    known = (f"{kind} {model.schema_version}\n" for kind, model in sorted(KINDS.items()))
    return sha256("".join(known).encode()).hexdigest()[:16]


def unlawful(
    ledger: Reader, start: int, stop: int, void: Iterable[int] = ()
) -> tuple[Unlawful, ...]:
    """The records of a stretch that were recorded against the rules, in their order.

    ledger: one that finds every record. start: where a commit begins. void: the positions before
    it of what counts for nothing.
    """
    return _Replay(ledger, start, stop, Void(ledger, void)).all()


class _Replay:
    """A stretch of a log, judged."""

    def __init__(self, ledger: Reader, start: int, stop: int, void: Void) -> None:
        self._ledger, self._start, self._void = ledger, start, void
        self._ends = _ends(ledger, start, stop)
        self._stop = self._ends[-1] if self._ends else start  # the last ones may be gone
        self._told: dict[int, Fault] = {}

    def all(self) -> tuple[Unlawful, ...]:
        """What of it is unlawful."""
        at, width, rounds = self._start, len(self._ends), 0
        while at < self._stop:
            last = min(self._commit(at) + width, len(self._ends)) - 1
            stretch = Stretch(self._ledger, self._void, self._ends, self._told)
            problems = stretch.problems(at, self._ends[last])
            strict = [found for found in problems if not found.problem.stricter]
            if not strict:
                self._tell(problems)
                at, width, rounds = self._ends[last], width * 2, 0
                continue
            begun = self._begun(min(found.position for found in strict))
            self._tell(found for found in problems if found.position < begun)
            rounds = rounds + 1 if begun == at else 1
            self._leave_out(begun, strict, rounds)
            at, width = begun, 1
        return tuple(self._unlawful(position) for position in sorted(self._told))

    def _commit(self, position: int) -> int:
        """The number of the commit of a record."""
        return bisect_right(self._ends, position)

    def _begun(self, position: int) -> int:
        """Where the commit of a record begins."""
        commit = self._commit(position)
        return self._ends[commit - 1] if commit else self._start

    def _leave_out(self, begun: int, strict: Sequence[Found], rounds: int) -> None:
        """Let what is wrong in the first commit that is not clean count for nothing."""
        end = self._ends[self._commit(begun)]
        here = [found for found in strict if found.position < end]
        for found in here:
            self._told.pop(found.position, None)
        self._tell(here)
        self._void.update(found.position for found in here)
        if rounds > ROUNDS:
            together = Fault("refused", N_("it was recorded together with what was refused"))
            for position in range(begun, end):
                self._told.setdefault(position, together)
            self._void.update(range(begun, end))

    def _tell(self, problems: Iterable[Found]) -> None:
        for found in problems:
            problem = found.problem
            fault = Fault(code(problem), problem.obstacle, stricter=problem.stricter)
            self._told.setdefault(found.position, fault)

    def _unlawful(self, position: int) -> Unlawful:
        fault = self._told[position]
        ((_, stored),) = self._ledger.stored(position, position + 1)
        fields = orjson.loads(stored)
        counts = fault.stricter and position not in self._void
        kind, stream = str(fields["kind"]), str(fields["stream"])
        return Unlawful(position, kind, stream, fault.code, fault.obstacle, counts)


def _ends(ledger: Reader, start: int, stop: int) -> array[int]:
    """The sizes at which the commits of a stretch end: what is of one moment is of one."""
    ends, moment = array("q"), b""
    for position, stored in ledger.stored(start, stop):
        if moment and moment in stored:
            ends[-1] = position + 1
        else:
            ends.append(position + 1)
            moment = f'"recorded_at":"{moment_of(position, stored)}"'.encode()
    return ends
