"""Parts of a large import come in their order, whoever made them ready."""

from __future__ import annotations

from ledger.journal.json_lines import Lines
from ledger.recording.workers import ALONE, Job, batches

PARTY = (
    b'{"kind":"party.registered","party":"p","name":"P","type":"other","on":"2020","source":"x"}'
)


def test_many_parts() -> None:
    """The batches come in the order of the parts, whoever made them."""
    parts = [Lines("file", number + 1, PARTY) for number in range(3 * ALONE)]
    jobs = [Job(part, number, 0) for number, part in enumerate(parts)]
    made = list(batches(jobs))
    assert [job for job, _ in made] == jobs
    assert [[row[0] for row in batch.rows] for _, batch in made] == [[n] for n in range(len(jobs))]
