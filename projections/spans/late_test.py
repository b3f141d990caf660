"""How late a record became public: counted in days of a calendar in Amsterdam."""

from __future__ import annotations

import pytest

from domain.record import Record
from projections.spans.envelope import days_late, published


@pytest.mark.parametrize(
    ("recorded_at", "day", "days"),
    [
        ("2027-12-31T22:30:00.000000Z", "2027-12-31", 365),
        ("2027-12-31T23:30:00.000000Z", "2028-01-01", 366),
        ("2027-06-30T21:59:59.999999Z", "2027-06-30", 181),
        ("2027-06-30T22:00:00.000000Z", "2027-07-01", 182),
    ],
)
def test_the_day_of_a_recording(recorded_at: str, day: str, days: int) -> None:
    """What nobody published is public from the day in Amsterdam on which it was recorded."""
    said = {"kind": "promise.made", "on": "2026-12-31", "recorded_at": recorded_at}
    record = Record(0, said)
    assert published(record) == day
    assert days_late(record) == days


def test_what_was_published() -> None:
    """Is public from then on; what is registered from when it began."""
    recorded = {"on": "2026-12-31", "recorded_at": "2027-12-31T22:30:00.000000Z"}
    assert days_late(Record(0, recorded | {"kind": "promise.made", "published": "2027-01-01"})) == 1
    assert days_late(Record(0, recorded | {"kind": "party.registered"})) == 0
