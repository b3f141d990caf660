"""What a terminal shows of work that takes long."""

from __future__ import annotations

from io import StringIO

from commands.progress import MEGABYTE, Line


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The seconds that have passed."""
        return self.now


def test_work_that_takes_long() -> None:
    """After a second a line tells how far it is, how fast it goes and how long it takes."""
    stream, clock = StringIO(), Clock()
    line = Line(stream, "Deciding", 10_000, clock=clock)
    for clock.now, done in ((0.5, 500), (2.0, 4_000), (2.1, 4_200), (150.0, 5_000)):
        line.show(done)
    line.end()
    shown = [each.rstrip() for each in stream.getvalue().split("\r")[1:]]
    assert shown == [
        "Deciding   4,000 of 10,000, 40%, 2,000 a second, 3 s left",
        "Deciding   5,000 of 10,000, 50%, 33 a second, 2 min 30 s left",
        "Deciding   10,000 of 10,000, 100%",
    ]
    assert stream.getvalue().endswith("\n")


def test_work_that_is_soon_done() -> None:
    """What takes less than a second says nothing."""
    stream, clock = StringIO(), Clock()
    line = Line(stream, "Reading", 3 * MEGABYTE, " MB", MEGABYTE, clock)
    line.show(MEGABYTE)
    line.end()
    assert not stream.getvalue()


def test_what_is_counted_in_bytes() -> None:
    """A file is counted in megabytes, and nothing is left when it was read."""
    stream, clock = StringIO(), Clock()
    line = Line(stream, "Reading", 3 * MEGABYTE, " MB", MEGABYTE, clock)
    clock.now = 2.0
    line.show(3 * MEGABYTE)
    assert stream.getvalue() == "\rReading    3 of 3 MB, 100%, 2 MB a second"
