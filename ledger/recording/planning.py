"""Recording: what one import or one command brings is decided and kept as a whole.

Everything that may take long, or waits for somebody, comes before the writing transaction: reading
files, validating fields, asking for a passphrase, signing. Then nobody else writes any more, and
what is there is read, decided about and extended. Whoever has made a mistake takes no lock.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from domain.errors import (
    NeverFounded,
    NothingToActOn,
    NothingToReach,
    NotTheirs,
    Problems,
    UnknownReference,
)
from domain.streams.event import Draft
from languages import N_
from ledger.clock import Countable, Counted, Progress, without_progress
from ledger.recording.deciding import Decisions, Wanted, nothing
from ledger.recording.preparing import Prepared, Written, in_order, prepare
from ledger.recording.spool import Spool
from ledger.signing.signatures import Signer
from ledger.store.reader import Reader
from ledger.store.writer import Store, ToRecord

NOT_THERE = (NeverFounded, NothingToActOn, NothingToReach, NotTheirs, UnknownReference)
"""The problems of what would be recorded if something else were there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be recorded, and how much of it was there before.

    count: how many records are new. unchanged: how many the ledger has already. retracted: the ids
    of these that do not stand, nor anything in their place; an import never revives them. drafts:
    those of the new ones that somebody wants.
    """

    count: int
    unchanged: int
    retracted: tuple[str, ...]
    drafts: tuple[Draft, ...]
    _prepared: Prepared
    _versions: array[int]

    def to_record(self) -> Countable[ToRecord]:
        """The new records in their order, while what was prepared is kept."""
        return Counted(self._to_record(), self.count)

    def _to_record(self) -> Iterator[ToRecord]:
        for row in self._prepared.spool.to_record():
            if version := self._versions[row.number]:
                assert row.stream is not None, "what was decided about has a stream"
                yield ToRecord(row.kind, row.stream, version, row.parts)


def record(  # noqa: PLR0913 - what a recording may be told, each with its default
    store: Store,
    written: Written,
    *,
    recorded_by: str | None = None,
    signer: Callable[[], Signer | None] = lambda: None,
    dry_run: bool = False,
    progress: Progress = without_progress,
    wanted: Wanted = nothing,
) -> Plan:
    """Record what was written as a whole; Problems with everything that is wrong with it.

    signer: who signs the records; asked when nothing is wrong with them so far, for it may have to
    ask for a passphrase. dry_run: decide and keep nothing, which takes no lock. wanted: which
    of the new drafts the plan gives back.
    """
    with closing(Spool()) as spool:
        with store.reading() as reader:
            prepared = prepare(written, spool, reader)
            signing = None if prepared.problems else signer()
            if signing is not None:
                prepared.sign(signing.sign)
            if prepared.problems or dry_run:
                with reader.snapshot(), _told(prepared):
                    return plan(prepared, reader, signing, progress, wanted)
        with _told(prepared), store.writing() as writing:
            planned = plan(prepared, writing.reader, signing, progress, wanted)
            if planned.count:
                writing.append(planned.to_record(), recorded_by, progress)
    return planned


@contextmanager
def _told(prepared: Prepared) -> Iterator[None]:
    """Tell all problems in the order of their places, which are looked up when no lock is held."""
    try:
        yield
    except Problems as several:
        raise in_order(prepared.placed(several.problems)) from None


def plan(
    prepared: Prepared,
    ledger: Reader,
    signing: Signer | None = None,
    progress: Progress = without_progress,
    wanted: Wanted = nothing,
) -> Plan:
    """Decide about everything at once; Problems when anything of it cannot be recorded.

    ledger: as it stays until what is decided has been recorded.
    """
    decisions = Decisions(prepared, ledger, wanted)
    streams = Counted(prepared.spool.by_stream(), prepared.spool.count_streams())
    decisions.about(progress(streams, N_("Deciding")))
    problems = [*decisions.problems, *decisions.across()]
    if signing is not None:
        problems += signing.refusals(decisions.keys)
    if any(isinstance(problem, NOT_THERE) for problem in problems):
        ledger.check_all()  # before it is said that something is not there
    if problems or prepared.problems:
        raise Problems([*prepared.problems, *problems])
    count = len(decisions.versions) - decisions.versions.count(0)
    return Plan(
        count,
        len(prepared.spool) - count,
        decisions.retracted_before(),
        tuple(decisions.kept),
        prepared,
        decisions.versions,
    )
