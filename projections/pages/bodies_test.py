"""Names of bodies in a text, each with the way to the page of that body."""

from __future__ import annotations

from projections.pages.bodies import with_ways
from projections.pages.document import Way
from projections.pages.paths import Addresses

CALLED = {
    "council": "The council", "council-of-town": "The council", "board": "The council of the port",
    "other-board": "The council of the port", "ministry": "The ministry",
}  # fmt: skip


def test_bodies_with_one_name() -> None:
    """A name of which nobody can tell whose it is there leads nowhere: no page is the wrong one."""
    text = "The council, The council, The ministry"
    told = with_ways(text, ["council", "council-of-town", "ministry"], CALLED, Addresses())
    ministry = Way("The ministry", "../party/ministry.html")
    assert told == ["The council", ", ", "The council", ", ", ministry]
    council = Way("The council", "../party/council.html")
    assert with_ways("The council", ["council", "council"], CALLED, Addresses()) == [council]


def test_a_name_within_another() -> None:
    """Neither does a shorter name within it."""
    text = "The council of the port"
    assert with_ways(text, ["council", "board", "other-board"], CALLED, Addresses()) == text


def test_a_longer_name_in_what_is_quoted() -> None:
    """A body that a rule or promise speaks of is not taken for another with a shorter name."""
    text = "“As The council of the port wants”, by The council"
    told = with_ways(text, ["council"], CALLED, Addresses())
    council = Way("The council", "../party/council.html")
    assert "".join(one if isinstance(one, str) else one.text for one in told) == text
    assert [one for one in told if isinstance(one, Way)] == [council]
    assert told[-1] == council
