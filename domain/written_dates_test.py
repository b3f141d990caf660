"""Dates as people write them are read as what they are, or not at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import is_date
from domain.written_dates import form_of, read_date

DUTCH = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))

READ = {
    "1 maart 2025": ("2025-03-01", "2025-03-01"),
    "December 2024": ("2024-12", "2024-12"),
    "May 16, 2022": ("2022-05-16", "2022-05-16"),
    "maandag 16 mei 2022": ("2022-05-16", "2022-05-16"),
    "2024-3-1": ("2024-03-01", "2024-03-01"),
    "2024-03-01 00:00:00": ("2024-03-01", "2024-03-01"),
    "2024-03-01 14:30": ("2024-03-01T14:30:00", "2024-03-01T14:30:00"),
    "13/05/2024": ("2024-05-13", "2024-05-13"),
    "05/13/2024": ("2024-05-13", "2024-05-13"),
    "20240301": ("2024-03-01", "2024-03-01"),
    "13-3-24": ("2024-03-13", "2024-03-13"),
    "12-2024": ("2024-12", "2024-12"),
    "Q4 2025": ("2025-Q4", "2025-Q4"),
    "vierde kwartaal van 2025": ("2025-Q4", "2025-Q4"),
    "eerste helft 2025": ("2025-01/2025-06", "2025-01/2025-06"),
    "week 26 2021": ("2021-W26", "2021-W26"),
    "2022-2026": ("2022/2026", "2022/2026"),
    "uiterlijk 1 juli 2025": ("../2025-07-01", "2025-07-01"),
    "31-12-2024 uiterlijk": ("../2024-12-31", "2024-12-31"),
    "by the end of 2026": ("../2026-12-31", "2026-12-31"),
    "voor 2030": ("../2029-12-31", "2029-12-31"),
    "vóór 1 januari 2030": ("../2029-12-31", "2029-12-31"),
    "voor de zomer van 2024": ("../2024-05-31", "2024-05-31"),
    "zomer 2024": ("2024-22", "2024-22"),
    "eind 2026": ("2026-Q4", "2026-Q4"),
    "begin maart 2025": ("2025-03", "2025-03"),
    "medio 2025": ("2025-06/2025-07", "2025-06/2025-07"),
    "na 2026": ("2027-01-01/..", "2027-01-01/.."),
    "vanaf 1 mei 2025": ("2025-05-01/..", "2025-05-01/.."),
    "rond juli 2018": ("2018-07~", "2018-07~"),
    "tussen 2020 en 2022": ("2020/2022", "2020/2022"),
    "in de loop van 2025": ("2025", "2025"),
}
"""What is written, as a date and as a deadline."""


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    """Words bound a date, of which a deadline is the last day."""
    reading = read_date(text)
    assert reading is not None
    assert (reading.text, reading.deadline) == READ[text]


@given(DAYS)
def test_every_day(day: date) -> None:
    """A day is the same day however it is written."""
    month = DUTCH[day.month - 1]
    digits = f"{day.day}-{day.month}-{day.year}"
    for text in (f"{day.day} {month} {day.year}", digits, digits.replace("-", "/"), f"{day}"):
        reading = read_date(text, "dmy")
        assert reading is not None
        assert reading.text == day.isoformat()
    american = read_date(f"{day.month}/{day.day}/{day.year}", "mdy")
    assert american is not None
    assert american.text == day.isoformat()


@given(DAYS)
def test_two_readings(day: date) -> None:
    """Which of two numbers is the day is never guessed."""
    text = f"{day.day}/{day.month}/{day.year}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(ValueError, match="it may be"):
            read_date(text)
    else:
        assert read_date(text) == read_date(text, "dmy")


WORDS = st.sampled_from(
    [*DUTCH, "voor", "eind", "2024", "1", "31-12-2024", "Q4", "uiterlijk", "/", "tot"]
)


@given(st.lists(WORDS, max_size=5).map(" ".join) | st.text(max_size=30))
def test_any_text(text: str) -> None:
    """Whatever is read is a date of the ledger."""
    with suppress(ValueError):
        reading = read_date(text)
        assert reading is None or (is_date(reading.text) and is_date(reading.deadline))


def test_forms() -> None:
    """A pattern, or an example, says how dates are written."""
    forms = [
        form_of(text)
        for text in ("d-m-jjjj", "dd/mm/yyyy", "yyyymmdd", "1 maart 2024", "eind 2026")
    ]
    assert forms == ["dmy", "dmy", "yyyymmdd", "words", "bound"]
    with pytest.raises(ValueError, match="no pattern"):
        form_of("soon")
