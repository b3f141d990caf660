"""Dates as people write them in tables and letters, turned into the notation of the ledger.

`1 maart 2024`, `16-5-2022`, `Q4 2025`, `eind 2026`, `voor de zomer van 2024`, in Dutch and English.
What can be read in two ways is not read: whoever wrote it is asked. What words like "before" and
"end of" amount to is our reading, so it is marked as such and shown before anything is recorded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from domain.edtf import days_of
from domain.value import value_class
from languages import N_

Form = Literal["iso", "dmy", "mdy", "dmyy", "yyyymmdd", "words", "part", "years", "bound"]
"""In which way a date was written: in the ledger's own notation, as digits in an order, in words,
as a part of a year, as a span of years, or with a word that bounds it."""

Order = Literal["dmy", "mdy"]
"""Whether the day or the month comes first where both are numbers."""


@value_class
class Reading:
    """What a written date is read as.

    text: in the notation of the ledger. form: how it was written. last: the last day that it bounds
    a deadline to, where that is not the last day of the text.
    """

    text: str
    form: Form
    last: str | None = None

    @property
    def interpreted(self) -> bool:
        """Whether it rests on what we take words to mean."""
        return self.form in {"bound", "years", "yyyymmdd", "dmyy"}

    @property
    def deadline(self) -> str:
        """The same as a deadline, of which the last day counts."""
        return self.last or self.text


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar",
            "april apr", "mei may", "juni june jun", "juli july jul", "augustus august aug",
            "september sept sep", "oktober october okt oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_SEASONS = {
    "lente": 21, "voorjaar": 21, "spring": 21, "zomer": 22, "summer": 22, "herfst": 23,
    "najaar": 23, "autumn": 23, "fall": 23, "winter": 24,
}  # fmt: skip
_NUMBERS = {
    "eerste": 1, "first": 1, "tweede": 2, "second": 2, "derde": 3, "third": 3, "vierde": 4,
    "fourth": 4,
}  # fmt: skip
_OF = r"(?:\s+(?:van|of|in))?(?:\s+(?:het\s+jaar|the\s+year))?\s+"
_THE = r"(?:(?:de|het|the)\s+)?"
_YEAR = r"(?P<year>(?:1[89]|2[01])\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:e|ste|de|st|nd|rd|th)?"
_WEEKDAY = (
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s+"
)


_ISO = r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?"
_ISO_MOMENT = (
    r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.0+)?"
)
_DIGITS = r"(?P<first>\d{1,2})([-/.])(?P<second>\d{1,2})\2(?P<year>\d{4}|\d\d)"
_MONTH_AND_YEAR = r"(?P<month>\d{1,2})[-/](?P<year>(?:1[89]|2[01])\d\d)"
_COMPACT = r"(?P<year>(?:1[89]|2[01])\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
_IN_WORDS = rf"(?:{_DAY}[\s-]+(?:of\s+)?)?{_MONTH}[\s,-]+(?:(?:van|of|in)\s+)?{_YEAR}"
_MONTH_FIRST = rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}"
_YEARS = r"(?P<year>(?:1[89]|2[01])\d\d)\s*[-–—/]\s*(?P<last>(?:1[89]|2[01])\d\d)"  # noqa: RUF001 - dashes as people write them
_QUARTERS = (
    rf"[QK](?P<quarter>[1-4])[\s/-]+{_YEAR}",
    rf"{_YEAR}[\s/-]*[QK](?P<quarter>[1-4])",
    rf"(?:kwartaal|quarter)\s+(?P<quarter>[1-4]){_OF}{_YEAR}",
    (
        rf"{_THE}(?P<quarter>[1-4]|{'|'.join(_NUMBERS)})(?:e|ste|de|st|nd|rd|th)?\s+"
        rf"(?:kwartaal|quarter){_OF}{_YEAR}"
    ),
)
_WEEKS = (
    rf"week\s+(?P<week>\d{{1,2}})(?:{_OF}|,?\s+){_YEAR}",
    rf"{_YEAR}[\s,-]+week\s+(?P<week>\d{{1,2}})",
)
_HALF = rf"{_THE}(?P<half>[12]|eerste|first|tweede|second)(?:e|st|nd)?\s+(?:helft|half){_OF}{_YEAR}"
_SEASON = rf"{_THE}(?P<season>{'|'.join(_SEASONS)}){_OF}{_YEAR}"
_PART = (
    r"(?P<part>begin|early|medio|halverwege|half|mid|eind(?:e)?|ultimo|end(?:\s+of)?|late)"
    r"(?:\s+(?:van|of))?[\s-]+(?P<rest>.+)"
)
_BOUND = (
    r"(?P<bound>uiterlijk(?:\s+(?:op|in|per))?|niet later dan|tot en met|t/m|tot|voor of op|"
    r"vóór|v[oó]{2}r|voor|per|by(?:\s+the)?|no later than|not later than|at the latest(?:\s+by)?|"
    r"on or before|until|till|before|na|after|vanaf|from|sinds|since|"
    r"rond|rondom|circa|ca\.?|omstreeks|ongeveer|around|about|approximately|begin with)\s+"
    r"(?P<rest>.+)"
)
_TRAILING = r"(?P<rest>.+?),?\s+(?:uiterlijk|at the latest|or earlier|of eerder)"
_BETWEEN = (
    r"(?:tussen|between|van|from)\s+(?P<first>.+?)\s+(?:en|and|tot en met|t/m|tot|to|until)\s+"
    r"(?P<last>.+)"
)

_WITHIN = r"^(?:in(?: de loop van| the course of)?|during|gedurende|op|on|de|het|the)\s+"
_LAST_DAY = frozenset({"tot en met", "t/m", "voor of op", "per", "by", "by the", "on or before",
    "niet later dan", "no later than", "not later than", "until", "till"})  # fmt: skip
_BEFORE = frozenset({"voor", "vóór", "vóor", "voór", "before", "tot"})
_AFTER = frozenset({"na", "after"})
_SINCE = frozenset({"vanaf", "from", "sinds", "since"})


_MOST_MONTHS = 12
_LONGEST = 80
"""Whatever is longer is a sentence, and no date."""


def _match(pattern: str, text: str) -> re.Match[str] | None:
    # Compiled when a text needs it: whoever only asks a question waits for none of them.
    return re.fullmatch(pattern, text, re.IGNORECASE)


@lru_cache(maxsize=65536)
def read_date(text: str, order: Order | None = None) -> Reading | None:
    """A date as somebody wrote it; None where it is none that we know to read.

    order: which of two numbers is the day, where both may be. ValueError says that a text has two
    readings, or names a day that never was, and what to do.
    """
    if len(text) > _LONGEST:
        return None
    written = " ".join(text.replace("\xa0", " ").split()).strip(" .,")
    written = re.sub(rf"^{_WEEKDAY}|{_WITHIN}", "", written, flags=re.IGNORECASE)
    reading = next((r for read in _READERS if (r := read(written, order)) is not None), None)
    if reading is not None and "T" not in reading.text:
        days_of(reading.text)
    return reading


def _own(text: str, _: Order | None) -> Reading | None:
    if match := _match(_ISO_MOMENT, text):
        hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
        whole = not (hour or minute or second)
        moment = f"{match['day']}T{hour:02}:{minute:02}:{second:02}"
        return Reading(match["day"] if whole else moment, "iso")
    try:
        days_of(text)
    except ValueError:
        match = _match(_ISO, text)
        return Reading(_day(match["year"], match["month"], match["day"]), "iso") if match else None
    return Reading(text, "iso")


def _digits(text: str, order: Order | None) -> Reading | None:
    match = _match(_DIGITS, text)
    if match is None:
        if match := _match(_MONTH_AND_YEAR, text):
            return Reading(_day(match["year"], match["month"]), "part")
        if match := _match(_COMPACT, text):
            return Reading(_day(match["year"], match["month"], match["day"]), "yyyymmdd")
        return None
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    short = len(year) < len("2024")
    year = f"20{year}" if short else year
    certain: Order | None = None
    if second > _MOST_MONTHS:
        certain = "mdy"
    elif first > _MOST_MONTHS or first == second:
        certain = "dmy"
    chosen = certain or order
    if chosen is None:
        readings = (_day(year, second, first), _day(year, first, second))
        raise ValueError(
            N_("it may be {readings} or {other_readings}; write the one that is meant").format(
                readings=readings[0], other_readings=readings[1]
            )
        )
    day, month = (first, second) if chosen == "dmy" else (second, first)
    form: Form = "dmyy" if short else chosen
    return Reading(_day(year, month, day), form)


def _in_words(text: str, _: Order | None) -> Reading | None:
    match = _match(_IN_WORDS, text) or _match(_MONTH_FIRST, text)
    if match is None:
        return None
    month = _MONTHS[match["month"].lower()]
    return Reading(_day(match["year"], month, match["day"]), "words")


def _part_of_year(text: str, _: Order | None) -> Reading | None:
    for pattern in _QUARTERS:
        if match := _match(pattern, text):
            number = match["quarter"].lower()
            return Reading(f"{match['year']}-Q{_NUMBERS.get(number, number)}", "part")
    for pattern in _WEEKS:
        if match := _match(pattern, text):
            return Reading(f"{match['year']}-W{int(match['week']):02}", "part")
    if match := _match(_SEASON, text):
        return Reading(f"{match['year']}-{_SEASONS[match['season'].lower()]}", "bound")
    if match := _match(_HALF, text):
        first = _NUMBERS.get(match["half"].lower(), match["half"]) in {1, "1"}
        months = ("01", "06") if first else ("07", "12")
        return Reading("/".join(f"{match['year']}-{month}" for month in months), "part")
    return None


def _years(text: str, _: Order | None) -> Reading | None:
    match = _match(_YEARS, text)
    return Reading(f"{match['year']}/{match['last']}", "years") if match else None


def _part(text: str, order: Order | None) -> Reading | None:
    """`begin 2025`, `eind maart 2025`: of a year some months, of a month all of it."""
    match = _match(_PART, text)
    inner = read_date(match["rest"], order) if match else None
    if match is None or inner is None:
        return None
    year = inner.text
    if not re.fullmatch(r"\d{4}", year):
        return replace(inner, form="bound")
    match match["part"].lower().split()[0]:
        case "begin" | "early":
            return Reading(f"{year}-Q1", "bound")
        case "medio" | "halverwege" | "half" | "mid":
            return Reading(f"{year}-06/{year}-07", "bound")
        case _:
            return Reading(f"{year}-Q4", "bound")


def _bound(text: str, order: Order | None) -> Reading | None:
    trailing = _match(_TRAILING, text)
    match = _match(_BOUND, text)
    if match is None and trailing is None:
        return None
    word = "uiterlijk" if match is None else match["bound"].lower().split(" op")[0]
    rest = str((match or trailing)["rest"])  # type: ignore[index]  # one of the two
    rest = re.sub(_WITHIN, "", rest, flags=re.IGNORECASE)
    inner = read_date(rest, order)
    if inner is None:
        return None
    return _bounded(word, inner, part=_match(_PART, rest) is not None)


def _bounded(word: str, inner: Reading, *, part: bool) -> Reading:
    """What a word makes of a date. part: whether that is the end, or the like, of something."""
    first, last = days_of(inner.text)
    if word in _BEFORE and not part:
        before = (first - timedelta(days=1)).isoformat()
        return Reading(f"../{before}", "bound", before)
    if word in _AFTER:
        return Reading(f"{(last + timedelta(days=1)).isoformat()}/..", "bound")
    if word in _SINCE:
        return Reading(f"{first.isoformat()}/..", "bound")
    if word in _LAST_DAY | _BEFORE or word.startswith(("uiterlijk", "at the latest")):
        ends = inner.text if first == last else last.isoformat()
        return Reading(f"../{ends}", "bound", ends)
    about = f"{inner.text}~" if re.fullmatch(r"[0-9Q-]+", inner.text) else inner.text
    return Reading(about, "bound")


def _between(text: str, order: Order | None) -> Reading | None:
    match = _match(_BETWEEN, text)
    first = read_date(match["first"], order) if match else None
    last = read_date(match["last"], order) if match else None
    if first is None or last is None or "/" in first.text + last.text:
        return None
    return Reading(f"{first.text}/{last.text}", "bound")


_READERS: tuple[Callable[[str, Order | None], Reading | None], ...] = (
    _own, _years, _digits, _in_words, _part_of_year, _between, _part, _bound,
)  # fmt: skip


def _day(year: str | int, month: str | int, day: str | int | None = None) -> str:
    """A day or a month in the notation of the ledger; ValueError where there is none."""
    if day is None:
        text = f"{int(year):04}-{int(month):02}"
        days_of(text)
        return text
    text = f"{int(year):04}-{int(month):02}-{int(day):02}"
    days_of(text)
    return date.fromisoformat(text).isoformat()


_PATTERNS: dict[str, Form] = {
    "dd-mm-yyyy": "dmy", "d-m-yyyy": "dmy", "d-m-yy": "dmyy", "mm-dd-yyyy": "mdy",
    "m-d-yyyy": "mdy", "yyyymmdd": "yyyymmdd", "yyyy-mm-dd": "iso", "yyyy-mm": "iso", "yyyy": "iso",
    "d mmmm yyyy": "words", "mmmm yyyy": "words", "yyyy-yyyy": "years",
}  # fmt: skip


def form_of(pattern: str) -> Form:
    """The form of dates that a pattern such as `dd/mm/jjjj`, or an example, stands for.

    ValueError where it is neither.
    """
    plain = pattern.lower().replace("j", "y").replace("/", "-").replace(".", "-")
    if plain in _PATTERNS:
        return _PATTERNS[plain]
    reading = read_date(pattern, "dmy")
    if reading is None:
        raise ValueError(
            N_("{pattern!r} is no pattern of dates; write d-m-yyyy, or an example").format(
                pattern=pattern
            )
        )
    return reading.form
