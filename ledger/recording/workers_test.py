"""Processes that help with a large import, and what is left of one that was ended from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from select import poll

from ledger.journal.json_lines import Lines
from ledger.recording.workers import ALONE, Job, batches

ROOT = Path(__file__).parent.parent.parent

PARTY = (
    b'{"kind":"party.registered","party":"p","name":"P","type":"other","on":"2020","source":"x"}'
)

HELPED = """
import sys
from ledger.recording import workers
pool = workers._Pool(2)
pool.executor.submit(int).result()
print(*pool.executor._processes, flush=True)
sys.stdin.read()
"""


def test_many_parts() -> None:
    """The batches come in the order of the parts, whoever made them."""
    parts = [Lines("file", number + 1, PARTY) for number in range(3 * ALONE)]
    jobs = [Job(part, number, 0) for number, part in enumerate(parts)]
    made = list(batches(jobs))
    assert [job for job, _ in made] == jobs
    assert [[row[0] for row in batch.rows] for _, batch in made] == [[n] for n in range(len(jobs))]


def test_helpers_end_with_the_one_they_help() -> None:
    """Also when that is killed, which it cannot tell them."""
    with subprocess.Popen(
        [sys.executable, "-c", HELPED], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        helpers = [os.pidfd_open(int(pid)) for pid in running.stdout.readline().split()]
        running.send_signal(signal.SIGKILL)
        assert helpers
        for helper in helpers:
            ended = poll()
            ended.register(helper)
            assert ended.poll(30_000), "a process that helped goes on"
            os.close(helper)
