"""The words for dates."""

from __future__ import annotations

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UP_TO = "up to {last}"
FROM = "from {first}"
ALL_TIME = "all time"
FROM_TO = "{first} to {last}"
ABOUT = "about {date}"
AT_TIME = "{day} {time}"
QUARTER = "{quarter} {year}"
MONTH = "{month} {year}"
DAY = "{day} {month} {year}"
