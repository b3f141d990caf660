"""The words for dates."""

from __future__ import annotations

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UP_TO = "up to {last}"
FROM = "from {first}"
ALL_TIME = "all time"
FROM_TO = "{first} to {last}"
OR = " or "
DOUBT = {"~": "about {date}", "?": "perhaps {date}", "%": "perhaps about {date}"}
SOME_TIME = "some time in {date}"
CENTURY = "some time from {first} to {last}"
DECADE = "the {first}s"
AT_TIME = "{day} {time}"
QUARTER = "Q{quarter} {year}"
WEEK = "week {week} of {year}"
SEASONS = ("spring {year}", "summer {year}", "autumn {year}", "winter {year} to {next}")
MONTH = "{month} {year}"
DAY = "{day} {month} {year}"
