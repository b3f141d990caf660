"""What holds for every test: how many examples are tried, and which marks exist.

Random tests try the examples of one of two profiles, `short` (make test) and `long` (make
test-long). A test that needs more or fewer than others asks for a multiple of
`settings().max_examples`, so that the profile scales it too.
"""

import gc
import os
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from features.server import Server, running

LINES_OF_ADVICE = 42
"""A scenario's tag @advice-07 names the line of the advice that it answers."""

# No deadline: how long an example takes says more about the machine than about the code.
# In continuous integration the same examples on every run, so that a failure can be had again.
USUAL = settings(deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.register_profile("short", USUAL, max_examples=5)
settings.register_profile("long", USUAL, max_examples=100)
settings.load_profile("short")


MEMORY = Path("/dev/shm")  # noqa: S108 - each run makes a folder of its own in it
ENOUGH_BYTES = 2 * 2**30
"""More than what a run leaves behind."""

# Ledgers wait for the disk at every save, and most of a run would be that. Whoever wants to see
# them on a disk sets TMPDIR.
ROOM = shutil.disk_usage(MEMORY).free if os.access(MEMORY, os.W_OK) else 0
if "TMPDIR" not in os.environ and ROOM > ENOUGH_BYTES:
    tempfile.tempdir = os.environ["TMPDIR"] = str(MEMORY)


# What tests leave of their books is nothing that the user of this machine wants to keep.
HOME = Path(tempfile.mkdtemp(prefix="gestand-home-"))
os.environ |= {"XDG_CACHE_HOME": str(HOME / "cache"), "XDG_STATE_HOME": str(HOME / "state")}

os.environ["GESTAND_LANG"] = "en"  # what a test expects is in the language of the sources


def pytest_unconfigure() -> None:
    """Remove the books of this run."""
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    """Register one mark for each line of the advice, so that any other tag is refused."""
    for line in range(1, LINES_OF_ADVICE + 1):
        mark = f"advice-{line:02}: answers line {line} of the advice"
        config.addinivalue_line("markers", mark)
    config.addinivalue_line("markers", "file: handles the file of a ledger, so not on a server")
    config.addinivalue_line("markers", "long: takes long, and is part of make test-long alone")
    config.addinivalue_line(
        "markers", "postgres: needs a server, and is part of make test-postgres"
    )


SELDOM = 20_000
"""So many new objects are looked through for circles; the 700 of Python cost a tenth of a run."""


def pytest_collection_finish(session: pytest.Session) -> None:
    """What stands when all tests are known stays to the end: no need to look for circles in it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, for the whole run."""
    try:
        with running() as started:
            yield started
    except LookupError as error:
        pytest.fail(str(error.args[0]), pytrace=False)


@pytest.fixture
def tally(record_property: Callable[[str, int], None]) -> Iterator[Counter[str]]:
    """What a test did, of each kind of thing how many: for docs/reliability.md."""
    counts = Counter[str]()
    yield counts
    for name, number in sorted(counts.items()):
        record_property(name, number)


@pytest.fixture(autouse=True, scope="session")
def _interruptible() -> None:
    """A shell that runs the tests in the background ignores interrupts, and children inherit it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
