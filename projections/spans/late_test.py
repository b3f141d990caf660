"""How late a record became public: counted in days of a calendar in Amsterdam."""

from __future__ import annotations

import pytest

from domain.record import Record


@pytest.mark.parametrize(
    ("recorded_at", "days"),
    [
        ("2027-12-31T22:30:00.000000Z", 365),
        ("2027-12-31T23:30:00.000000Z", 366),
        ("2027-06-30T21:59:59.999999Z", 181),
        ("2027-06-30T22:00:00.000000Z", 182),
    ],
)
def test_the_day_of_a_recording(recorded_at: str, days: int) -> None:
    """What nobody published is public from the day in Amsterdam on which it was recorded."""
    said = {"kind": "promise.made", "on": "2026-12-31", "recorded_at": recorded_at}
    assert Record(0, said).days_late == days


def test_what_was_published() -> None:
    """Is public from then on; what is registered from when it began."""
    recorded = {"on": "2026-12-31", "recorded_at": "2027-12-31T22:30:00.000000Z"}
    assert Record(0, recorded | {"kind": "promise.made", "published": "2027-01-01"}).days_late == 1
    assert Record(0, recorded | {"kind": "party.registered"}).days_late == 0
