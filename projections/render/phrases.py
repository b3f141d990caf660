"""Words that all screens share, and dates in words."""

from __future__ import annotations

from domain.dates import BEGINNING, FOREVER, bounds, is_date
from domain.edtf import FIRST_QUARTER, OPEN, SPRING
from languages import N_, counted, pgettext

# -- words -------------------------------------------------------------------------------------
# Every word on screen is marked `N_`, so that another language can be added; it stands beside the
# screen that shows it. Here is what all screens share. Texts with fields in braces are filled in
# by the screens.

NOBODY_LOOKED = {
    "promisor": N_("{many} passed without a record of keeping; nobody has looked yet"),
    "open": N_("{many} passed; nobody has looked yet"),
}
"""What is said where nobody said anything of any promise that fell due, by who bears the burden."""

ONE_DEADLINE, DEADLINES = N_("1 deadline"), N_("{count:,} deadlines")


def nobody_looked(count: int, burden: str) -> str:
    """That so many deadlines passed and nobody has looked yet."""
    return NOBODY_LOOKED[burden].format(many=counted(count, ONE_DEADLINE, DEADLINES))


MOMENT = N_("{when}, {knowledge} · {records}{checkpoint}")
AT_MOMENT = N_("as of {day}")
OF_STRETCH = N_("{stretch}, as of {day}")
STEP = {"year": N_("year"), "quarter": N_("quarter")}
AT_MOMENTS = N_("{first} to {last}, at the end of every {step}")
TO_COME = N_(
    "{day} lies after {today}, so it is a day still to come: this is what the record so far would "
    "amount to. Rules and powers stand as scheduled; no promise counts as due, kept late, held or "
    "not kept by a day that has not been."
)
RECORDS = N_("{count:,} records")
ONE_RECORD = N_("1 record")
FIRST_RECORDS = N_("the first {count:,} of {size:,} records")
CHECKPOINT = N_(", checkpoint {root}")
KNOWN_NOW = N_("as known now")
KNOWN_AT = N_("as known at {date}")
KNOWN_OF = N_("as known at size {size:,}")
PUBLIC_AT = N_("as was public at {date}")
NONE_SIGNED = N_(
    "No record of this ledger is signed by a party that is registered with its key. Leave out "
    "--signed to see what is on record."
)
SIGNED_BUT_NONE_FITS = N_("Records that are signed: {count:,}. None of them fits the question.")
SIGNED_ONLY = N_("{knowledge}, signed records only")
BETWEEN = "; "
LIST_OF = ", "
AND = N_(" and ")
QUOTED = N_("“{text}”")
AND_OTHERS = N_("{first} and {count:,} others")

AS_OF = N_("as of")
OVER_TIME = N_("{view}, over time")
NONE = N_("None on record.")
NONE_THAT_FITS = N_("None on record that fits the question.")
UNKNOWN, YES, NO = "?", N_("yes"), N_("no")

SOURCE = {
    "official": N_("official"),
    "independent": N_("independent"),
    "press": N_("press"),
    "promisor": N_("by the promisor"),
    "other": N_("other"),
}


PRESS = N_(
    "The figures count documented events: the press reports trouble more than quiet delivery."
)
NOT_ESTABLISHED = N_("not est.: fell due, but it is not established what became of it.")
BURDEN = {
    "promisor": N_("A deadline that passed without a record of keeping counts as not kept."),
    "open": (
        N_(
            "The promisors were not heard: a deadline that passed in silence counts as not "
            "looked into."
        )
    ),
}


VIEW = {
    "summary": N_("Summary"),
    "trust": N_("Promises and what became of them"),
    "behind": N_("Promises behind a count"),
    "compare": N_("Promises to two areas compared"),
    "log": N_("Records"),
    "diff": N_("Recorded since a checkpoint"),
    "topics": N_("Topics"),
    "contact": N_("Contact with residents"),
    "stability": N_("Rules, then and now"),
    "applied": N_("Rules as they applied"),
    "rules": N_("Rules"),
    "unequal": N_("Unequal treatment"),
    "conditions": N_("Conditions for participation"),
    "charters": N_("Yardsticks"),
    "promises": N_("Promises"),
    "parties": N_("Parties"),
    "areas": N_("Areas"),
    "cases": N_("Cases"),
    "figures": N_("Published figures"),
    "control": N_("Who has control"),
    "duties": N_("Duties and powers"),
    "deciders": N_("Who took the decisions"),
    "check": N_("Findings"),
    "participation": N_("Participation in decisions"),
    "decisions": N_("Decisions"),
    "tables": N_("Tables and who sat at them"),
    "levels": N_("Dwelling, area and governance"),
    "lessons": N_("Looking back: what was learned, and who took it up"),
}
"""The titles of the views."""

COLUMN = {
    "name": N_("area"),
    "by": N_("told apart by"),
    "kept": N_("in\ntime"),
    "late": N_("late"),
    "partly": N_("in\npart"),
    "broken": N_("not\nkept"),
    "unresolved": N_("not\nest."),
    "not_due": N_("not\ndue"),
    "undated": N_("no\ndate"),
    "silent_days": N_("days\nsilent"),
    "without_news": N_("without\nnews"),
    "charter": N_("yardstick"),
    "due": pgettext("column", "due"),
    "verdict": N_("verdict"),
    "inputs": pgettext("column", "inputs"),
    "answered": pgettext("column", "answered"),
    "promises": N_("pro-\nmises"),
    "decisions": N_("deci-\nsions"),
    "updates": N_("up-\ndates"),
    "still": N_("quarters\nstood still"),
    "moving": N_("did\nnot"),
    "unknown": N_("not\nknown"),
    "met_now": N_("met"),
    "not_met_now": N_("not\nmet"),
    "unknown_now": N_("not\nknown"),
    "power": pgettext("power", "to"),
    "who": N_("who"),
    "state": N_("how\nmany"),
    "gap_days": N_("days\nnobody"),
    "overlap_days": N_("days\nseveral"),
    "clarity": N_("share\nclear"),
    "changes": N_("days with\na change"),
    "stable": N_("the\nsame"),
    "unfavourable": N_("worse"),
    "retroactive": N_("retro-\nactive"),
    "acts_in_force": N_("acts in\nforce"),
    "regimes_on_record": N_("sets of\nrules"),
    "pairs_apart": N_("pairs\napart"),
}
"""Headings of columns, narrow; a field that is not here is headed by its name."""

FOOTNOTE = {"unresolved": NOT_ESTABLISHED}
"""What a reader must know of a column."""


# -- words for dates ---------------------------------------------------------------------------
# The words for dates.

MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
UP_TO = N_("up to {last}")
FROM = N_("from {first}")
ALL_TIME = N_("all time")
FROM_TO = N_("{first} to {last}")
OR = N_(" or ")
DOUBT = {"~": N_("about {date}"), "?": N_("perhaps {date}"), "%": N_("perhaps about {date}")}
SOME_TIME = N_("some time in {date}")
CENTURY = N_("some time from {first} to {last}")
DECADE = N_("the {first}s")
AT_TIME = N_("{day} {time}")
QUARTER = N_("Q{quarter} {year}")
WEEK = N_("week {week} of {year}")
SEASONS = (
    N_("spring {year}"),
    N_("summer {year}"),
    N_("autumn {year}"),
    N_("winter {year} to {next}"),
)
OR_BEFORE, OR_LATER = N_("{day} or before"), N_("{day} or later")
ABOUT_THEN = N_("some time {span}")
BETWEEN_DAYS = N_("some time between {first} and {last}")
MONTH = N_("{month} {year}")
DAY = N_("{day} {month} {year}")


# -- dates -------------------------------------------------------------------------------------
# Dates as people read them: `31 Dec 2024`, `about Oct 2015`, `some time in 2019`.

LAST_SECOND = "23:59:59"
"""The time of day that stands for the whole day."""


def spoken(text: str | None) -> str:
    """A date in the notation of a journal (EDTF), in words; other text as it stands."""
    if not text:
        return ""
    if not is_date(text):
        return text
    if text.startswith("["):
        return OR.join(_stretch(*part.partition("..")) for part in text[1:-1].split(","))
    if "/" in text:
        return _stretch(*text.partition("/"))
    if text[-1] in DOUBT:
        return DOUBT[text[-1]].format(date=spoken(text[:-1]))
    return _moment(bounds(text).earliest) if "T" in text else _day(text)


def is_loose(text: str) -> bool:
    """Whether a date is about or perhaps one, has open digits or an open start, or is one of a set.

    The others are days, or stretches from one date to another.
    """
    return text[0] in "./[" or text[-1] in "~?%X"


def some_day(text: str) -> str:
    """A day for after "since" or "until", said as sure as it is on record."""
    between = bounds(text)
    if between.exact:
        return spoken(text)
    if between.earliest == BEGINNING:
        return OR_BEFORE.format(day=spoken(text.strip("[]").lstrip("./")))
    if between.latest[:10] == FOREVER[:10]:
        return OR_LATER.format(day=spoken(text.strip("[]").rstrip("./")))
    first, _, last = text.partition("/")
    if is_date(first) and is_date(last):
        return BETWEEN_DAYS.format(first=spoken(first), last=spoken(last))
    if last or is_loose(text):
        return ABOUT_THEN.format(span=spoken(text))
    return SOME_TIME.format(date=spoken(text))


def _stretch(first: str, between: str, last: str) -> str:
    """From one date to another; one or before, or later, where the other is open or not known."""
    if not between:
        return spoken(first)
    if first in OPEN:
        return OR_BEFORE.format(day=spoken(last))
    if last in OPEN:
        return OR_LATER.format(day=spoken(first))
    return FROM_TO.format(first=spoken(first), last=spoken(last))


def _moment(instant: str) -> str:
    """A moment as a clock in Amsterdam shows it; the end of a day as that day."""
    day, _, time = instant.partition("T")
    return _day(day) if time == LAST_SECOND else AT_TIME.format(day=_day(day), time=time[:5])


def period(first: str | None, last: str | None) -> str:
    """A stretch of time by its first and last day: a calendar year or quarter by its name."""
    if first is None or last is None:
        if first is None and last is None:
            return ALL_TIME
        return FROM.format(first=spoken(first)) if first else UP_TO.format(last=spoken(last))
    year, quarter = first[:4], (int(first[5:7]) + 2) // 3
    for text in (year, f"{year}-Q{quarter}"):
        whole = bounds(text)
        if (first, last) == (whole.earliest[:10], whole.latest[:10]):
            return spoken(text)
    return FROM_TO.format(first=spoken(first), last=spoken(last))


def stretch(text: str | None) -> str:
    """A date that something lasts: up to or from one where the other is open or not known."""
    first, between, last = (text or "").partition("/")
    if between and first in OPEN:
        return UP_TO.format(last=spoken(last))
    if between and last in OPEN:
        return FROM.format(first=spoken(first))
    return spoken(text)


def _day(text: str) -> str:
    """A date of one precision."""
    match text.split("-"):
        case [year] if "X" in year:
            span = CENTURY if year.endswith("XX") else DECADE
            return span.format(first=year.replace("X", "0"), last=year.replace("X", "9"))
        case [year, "XX"] | [year, "XX", "XX"]:
            return SOME_TIME.format(date=year)
        case [year, month, "XX"]:
            return SOME_TIME.format(date=_part(year, month))
        case [year, part]:
            return _part(year, part)
        case [year, month, day]:
            return DAY.format(day=int(day), month=MONTHS[int(month) - 1], year=year)
        case _:
            return text


def _part(year: str, part: str) -> str:
    """A part of a year: a quarter, a week, a season or a month."""
    if part.startswith("Q"):
        return QUARTER.format(quarter=part[1:], year=year)
    if part.startswith("W"):
        return WEEK.format(week=int(part[1:]), year=year)
    number = int(part)
    if number >= FIRST_QUARTER:
        return QUARTER.format(quarter=number - FIRST_QUARTER + 1, year=year)
    if number >= SPRING:
        return SEASONS[number - SPRING].format(year=year, next=f"{int(year) + 1:04}")
    return MONTH.format(month=MONTHS[number - 1], year=year)


def day(instant: str) -> str:
    """The day of an instant."""
    return spoken(instant[:10])
