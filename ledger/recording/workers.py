"""Parts of a large import made ready by all processors, while one reads on and keeps the results.

Reading, checking and writing down a record needs nothing but the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from languages import N_
from ledger.helpers import results
from ledger.journal.json_lines import Lines
from ledger.journal.reading import Part
from ledger.recording.batch import Batch, of_journal, of_lines

ALONE = 8
"""So many parts, some 6,000 records, are done before others help."""


@dataclass(frozen=True, slots=True)
class Job:
    """A part, the number of its first record, and the number of the file that it is of."""

    part: Part
    first: int
    file: int


def batches(jobs: Iterable[Job]) -> Iterator[tuple[Job, Batch]]:
    """The batch of each part, in the order of the parts."""
    mistaken: set[str] = set()

    def here(job: Job) -> Batch | None:
        """That of a journal, which depends on the mistakes of those before it."""
        if isinstance(job.part, Lines):
            return None
        mistaken.update(problem.place for problem in job.part.problems)
        return of_journal(job.part, job.first, mistaken)

    return results(_batch, jobs, alone=ALONE, asked=N_("check the records"), here=here)


def _batch(job: Job) -> Batch:
    assert isinstance(job.part, Lines), "a journal is made ready by the process that reads it"
    return of_lines(job.part, job.first)
