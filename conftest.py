"""What holds for every test: which examples are tried, and which marks exist."""

import os
import signal

import pytest
from hypothesis import settings

LINES_OF_ADVICE = 42
"""A scenario's tag @advice-07 names the line of the advice that it answers."""

# No deadline: how long an example takes says more about the machine than about the code.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
# For a night of searching: pytest --hypothesis-profile=deep
settings.register_profile("deep", deadline=None, max_examples=3000)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_configure(config: pytest.Config) -> None:
    """Register one mark for each line of the advice, so that any other tag is refused."""
    for line in range(1, LINES_OF_ADVICE + 1):
        mark = f"advice-{line:02}: answers line {line} of the advice"
        config.addinivalue_line("markers", mark)


@pytest.fixture(autouse=True, scope="session")
def _interruptible() -> None:
    """A shell that runs the tests in the background ignores interrupts, and children inherit it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
