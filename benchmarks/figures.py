"""What is measured, and how much of it is enough: questions, and targets for them.

A target is a ratio wherever it can be: seconds say how fast a machine is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import inf

from benchmarks import reasons
from benchmarks.register import SIZE as REGISTER_SIZE
from benchmarks.timing import Taken

# -- questions ---------------------------------------------------------------------------------

OF_A_PLACE = {
    "trust of a village": "trust v1",
    "promises to a village, overdue": "promises --area v1 --overdue",
    "control of a village": "control v1",
    "contact of a village": "contact v1",
    "stability of a village": "stability v1",
    "participation of a village": "participation v1",
    "levels of a village": "levels v1",
    "summary of a village": "summary v1",
    "unequal of a small group": "unequal pilot-1",
    "stability of a case": "stability c1",
    "control of a case": "control c1",
    "summary of a case": "summary c1",
    "trust of a village, as of 2018": "trust v1 --as-of 2018-06-30",
    "control of a village, as of 2018": "control v1 --as-of 2018-06-30",
    "participation of a village, as of 2018": "participation v1 --as-of 2018-06-30",
    "trust of a village, as known inside an import": "trust v1 --known-at {half}",
    "control of a village, as known inside an import": "control v1 --known-at {half}",
}
CONDITIONS = {
    "conditions of a village": "conditions v1",
    "conditions of a case": "conditions c1",
    "conditions of a village, as of 2018": "conditions v1 --as-of 2018-06-30",
}
RESTRICTED = {
    "trust of a village, as was public": "trust v1 --public-at 2020-01-01",
    "trust of a village, of what is signed": "trust v1 --signed",
}
REGION = {
    "trust of the region": "trust region",
    "control of the region": "control region",
    "stability of the region": "stability region",
    "participation of the region": "participation region",
    "conditions of the region": "conditions region",
    "summary of the region": "summary region",
}
LISTS = {
    "promises to the region, table": "promises --area region",
    "promises to the region, csv": "promises --area region --format csv",
    "trust of the region, those due": "trust region --list due --format csv",
}
EVERYWHERE = {
    "trust of all areas": "trust --format csv",
    "conditions of all areas": "conditions --format csv",
    "check": "check --format csv",
}
LOOKED_UP = {
    "--help": "--help",
    "--version": "--version",
    "one promise": "show promise/{promise}",
    "log of a village": "log --area v1",
    "areas": "areas --format csv",
    "cases": "cases --format csv",
}
EXPORTS = {"export jsonl": "export --format jsonl", "export yaml": "export --format yaml"}
RECORDED = (
    "promises", "outcomes", "deadlines", "postponements", "rules", "mandates", "decisions", "forms",
    "advice", "updates", "inputs", "statistics", "areas", "area_codes", "places_within", "parties",
    "sources",
)  # fmt: skip
"""The tables that hold records; the others are answers of views."""

TABLES = {
    "tables of records": f"export --tables tables --only {' --only '.join(RECORDED)}",
    "the table of conditions": "export --tables tables --only conditions",
    "the table of figures": "export --tables tables --only figures",
}
REGISTER = {
    "check of the register": "check",
    "control of a place with 400 topics": "control state",
}
"""Names of what is measured, and the command line behind `gestand`."""

QUESTIONS = {
    **LOOKED_UP,
    **OF_A_PLACE,
    **CONDITIONS,
    **RESTRICTED,
    **REGION,
    **LISTS,
    **EVERYWHERE,
    **EXPORTS,
    **TABLES,
}

# -- targets -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured on one ledger: what each command took, bytes of files, and pages."""

    size: int
    taken: dict[str, Taken] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)
    pages: int = 0


Runs = Mapping[int, Run]
"""By the size of the ledger."""

Value = Callable[[Runs, int, str], float]
"""A figure of what is measured at a size: KeyError for what was not, infinite if it was stopped."""


def cpu(run: Run, name: str) -> float:
    """Seconds of the processor; infinite where it did not come to its end."""
    taken = run.taken[name]
    return inf if taken.ended else taken.cpu_s


def to_start(runs: Runs, size: int, name: str) -> float:
    """How many times the floor of any question."""
    return cpu(runs[size], name) / runs[size].taken[name].start_s


def to(other: str) -> Value:
    """How many times as much as something else on the same ledger; KeyError where that failed."""

    def times(runs: Runs, size: int, name: str) -> float:
        if runs[size].taken[other].ended:
            raise KeyError(other)
        return cpu(runs[size], name) / cpu(runs[size], other)

    return times


def growth(runs: Runs, size: int, name: str) -> float:
    """How many times what it is at the smallest size that was measured; KeyError for that one."""
    if size == min(runs):
        raise KeyError(size)
    return to_start(runs, size, name) / to_start(runs, min(runs), name)


def memory(runs: Runs, size: int, name: str) -> float:
    """The peak of the memory in MiB."""
    taken = runs[size].taken[name]
    return inf if taken.ended else taken.peak_mib


def rate(runs: Runs, size: int, name: str) -> float:
    """Records for each second of the processor."""
    return size / cpu(runs[size], name)


def rate_by_the_clock(runs: Runs, size: int, name: str) -> float:
    """Records for each second of the clock."""
    taken = runs[size].taken[name]
    return 0 if taken.ended else size / taken.wall_s


def clock_s(runs: Runs, size: int, name: str) -> float:
    """Seconds of the clock."""
    taken = runs[size].taken[name]
    return inf if taken.ended else taken.wall_s


def for_100_pages(runs: Runs, size: int, name: str) -> float:
    """Seconds of the processor for each hundred pages of a site; KeyError without any."""
    if not runs[size].pages:
        raise KeyError(name)
    return 100 * cpu(runs[size], name) / runs[size].pages


def volume(other: str) -> Value:
    """How many times the bytes of something else."""
    return lambda runs, size, name: runs[size].bytes[name] / runs[size].bytes[other]


def added(before: str) -> Value:
    """How many times the floor it takes more than something else."""
    return lambda runs, size, name: to_start(runs, size, name) - to_start(runs, size, before)


@dataclass(frozen=True, slots=True)
class Target:
    """How much is enough.

    names: of what is measured, all of which must do. upto: the size of ledger up to which it must
    hold; since: the size from which, where the start of the program would hide it before. least:
    whether the limit is one from below. idle: whether it is judged on the clock, which tells
    nothing on a machine that others use. why: what takes the time, where it is not met.
    """

    what: str
    names: tuple[str, ...]
    value: Value
    unit: str
    limit: float
    upto: int = 10**6
    since: int = 0
    least: bool = False
    idle: bool = False
    why: str = ""

    def holds(self, value: float) -> bool:
        """Whether a figure is enough."""
        return value >= self.limit if self.least else value <= self.limit

    def worst(self, runs: Runs, size: int) -> tuple[float, str] | None:
        """The figure that is furthest from the limit, and of what; None if nothing was measured."""
        found = []
        for name in self.names:
            try:
                found.append((self.value(runs, size, name), name))
            except KeyError:
                continue
        return (min if self.least else max)(found, default=None)


def _names(*questions: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for asked in questions for name in asked)


FLOOR, TIMES, MIB = "× the floor", "×", "MiB"
BEFORE, AFTER = "a question before one more record", "the same after it"
BOOK, IMPORTED, JSON_LINES = "the book from nothing", "import", "JSON Lines"
WORKBOOK = "a workbook with so many rows, with its mapping"
SAME_LINES = "its records as JSON Lines"
SITE = "site, one language"
VERIFY, VERIFY_ANEW = "verify what was recorded here", "verify, all anew"
VIEWS = "the views that have figures"
PLACE = "a question about a village, a case or a small group"
CPU_RATE, CLOCK_RATE = "records a second of the processor", "records a second of the clock"

LARGEST = dict.fromkeys((WORKBOOK, SAME_LINES, SITE, VIEWS, "check", *TABLES), 10**5)
"""What is asked of ledgers up to so many records alone: no target speaks of larger ones, and there
it takes longer than all the rest."""


def is_asked(name: str, size: int) -> bool:
    """Whether something is measured on ledgers of a size."""
    return size <= LARGEST.get(name, size)


TARGETS = (
    Target("help and version", _names(list(LOOKED_UP)[:2]), to_start, FLOOR, 1.5, why=reasons.HELP),
    Target(PLACE, _names(OF_A_PLACE), to_start, FLOOR, 7, why=reasons.PLACE),
    Target("the same: conditions", _names(CONDITIONS), to_start, FLOOR, 10, why=reasons.CONDITIONS),
    Target(
        "the same: growth", _names(OF_A_PLACE, CONDITIONS), growth, TIMES, 1.3, why=reasons.GROWTH
    ),
    Target("the same: memory", _names(OF_A_PLACE, CONDITIONS), memory, MIB, 60, why=reasons.MEMORY),
    Target("as was public, or signed", _names(RESTRICTED), to_start, FLOOR, 15, 10**5),
    Target(
        "the region: figures and verdicts", _names(REGION), to_start, FLOOR, 25, why=reasons.REGION
    ),
    Target("the region: whole lists", _names(LISTS), to_start, FLOOR, 60, why=reasons.LISTS),
    Target(
        "a table beside csv",
        ("promises to the region, table",),
        to("promises to the region, csv"),
        TIMES,
        1.3,
    ),
    Target(
        "trust of all areas beside SQL on the book",
        ("trust of all areas",),
        to("outcomes of all places by SQL on the book"),
        TIMES,
        5,
        since=10**5,
        why=reasons.TRUST,
    ),
    Target(
        "the same beside hledger", ("trust of all areas",), to("hledger"), TIMES, 1, since=10**5
    ),
    Target(
        "the same beside ledger",
        ("trust of all areas",),
        to("ledger"),
        TIMES,
        1,
        since=10**5,
        why=reasons.LEDGER,
    ),
    Target(
        "conditions of all areas and check, beside hledger",
        ("conditions of all areas", "check"),
        to("hledger"),
        TIMES,
        1,
        upto=10**5,
        since=10**5,
        why=reasons.EVERYWHERE,
    ),
    Target(
        "import",
        (IMPORTED,),
        rate,
        CPU_RATE,
        12_000,
        since=10**6,
        least=True,
        why=reasons.IMPORT,
    ),
    Target(
        "the same",
        (IMPORTED,),
        rate_by_the_clock,
        CLOCK_RATE,
        20_000,
        since=10**6,
        least=True,
        idle=True,
    ),
    Target("the same: memory", (IMPORTED,), memory, MIB, 300),
    Target("a workbook beside JSON Lines", (WORKBOOK,), to(SAME_LINES), TIMES, 3, upto=10**5),
    Target("the same: memory", (WORKBOOK,), memory, MIB, 500, upto=10**5),
    Target(
        "the book from nothing",
        (BOOK,),
        rate,
        CPU_RATE,
        15_000,
        since=10**6,
        least=True,
        why=reasons.BOOK,
    ),
    Target(
        "the same",
        (BOOK,),
        rate_by_the_clock,
        CLOCK_RATE,
        25_000,
        since=10**6,
        least=True,
        idle=True,
    ),
    Target("the same: memory", (BOOK,), memory, MIB, 200),
    Target(
        "the same: bytes beside JSON Lines",
        ("book",),
        volume(JSON_LINES),
        TIMES,
        1.3,
        why=reasons.BYTES,
    ),
    Target("a question after one more record: more than before", (AFTER,), added(BEFORE), FLOOR, 1),
    Target("export jsonl", ("export jsonl",), to_start, FLOOR, 220, why=reasons.EXPORT),
    Target("the same: memory", ("export jsonl",), memory, MIB, 60),
    Target("export yaml beside jsonl", ("export yaml",), to("export jsonl"), TIMES, 4, since=10**6),
    Target(
        "tables of records beside jsonl",
        ("tables of records",),
        to("export jsonl"),
        TIMES,
        4,
        10**5,
        since=10**5,
        why=reasons.TABLES,
    ),
    Target(
        "the table of conditions beside their view",
        ("the table of conditions",),
        to("conditions of all areas"),
        TIMES,
        1.3,
        10**5,
        since=10**5,
        why=reasons.ANSWERS,
    ),
    Target(
        "the table of figures beside their views",
        ("the table of figures",),
        to(VIEWS),
        TIMES,
        1.3,
        10**5,
        since=10**5,
    ),
    Target("log of a village", ("log of a village",), to_start, FLOOR, 7, why=reasons.LOG),
    Target("the same: growth", ("log of a village",), growth, TIMES, 1.3),
    Target(
        "verify beside a leaf hash each, of what was recorded here",
        (VERIFY,),
        to("a leaf hash of each record"),
        TIMES,
        4,
        since=10**6,
        why=reasons.VERIFY,
    ),
    Target(
        "the same, where nothing is known of it",
        (VERIFY_ANEW,),
        to("a leaf hash of each record"),
        TIMES,
        4,
        since=10**6,
        why=reasons.VERIFY_ANEW,
    ),
    Target("publish one more record", ("publish-log, one more",), to_start, FLOOR, 5),
    Target(f"{SITE}: seconds of the clock", (SITE,), clock_s, "s", 600, LARGEST[SITE], idle=True),
    Target("the same: memory", (SITE,), memory, MIB, 400, LARGEST[SITE], why=reasons.SITE),
    Target(
        "the same: seconds of the processor for 100 pages",
        (SITE,),
        for_100_pages,
        "s",
        1,
        LARGEST[SITE],
    ),
)

EXAMPLE_TARGETS = (
    Target("site of the example: CPU s per 100 pages", (SITE,), for_100_pages, "s", 1),
    Target("the same: memory", (SITE,), memory, MIB, 400),
)

REGISTER_TARGETS = tuple(
    Target(name, (name,), to_start, FLOOR, limit, REGISTER_SIZE, why=why)
    for name, limit, why in zip(
        REGISTER, (15, 8), (reasons.REGISTER_CHECK, reasons.REGISTER_CONTROL), strict=True
    )
)
