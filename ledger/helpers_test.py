"""Processes that help, and what is left of one that was ended from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from select import poll

from ledger.helpers import results

ROOT = Path(__file__).parent.parent

HELPED = """
import sys
from ledger import helpers
pool = helpers._Pool(2, int, "help")
pool.handed("1")()
print(*pool.executor._processes, flush=True)
sys.stdin.read()
"""


def test_results_in_order() -> None:
    """Whoever did a task, alone, here or as a helper."""
    done = results(
        lambda number: 2 * number,
        range(50),
        alone=5,
        asked="double numbers",
        here=lambda number: 0 if number % 7 == 3 else None,
    )
    assert list(done) == [(number, 0 if number % 7 == 3 else 2 * number) for number in range(50)]


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
