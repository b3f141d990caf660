"""Every reason for which gestand stops, one class per reason.

An error is part of the interface. It says what was asked, what stands in the way and what to do.
The classes are grouped by what the caller can do about them; the command line maps each group to
one exit code.
"""

from __future__ import annotations


class Stricter(ValueError):
    """A check that older programs did not make: what they recorded is read all the same."""


class Problem(Exception):
    """A failure that is meant for the user, in three sentences.

    asked: what the user wanted ("record promise.assessed on promise/x").
    obstacle: what stands in the way.
    remedy: what the user can do about it.
    place: where in a file, as `FILE:LINE:COLUMN`, or empty.
    about: the id of the record that was refused, and path: of the value in it that was, for whoever
        knows their place.
    stricter: whether only newer programs refuse it, so that an older record of it counts.
    """

    stricter = False

    def __init__(self, asked: str, obstacle: str, remedy: str, place: str = "") -> None:
        super().__init__(asked, obstacle, remedy, place)
        self.asked = asked
        self.obstacle = obstacle
        self.remedy = remedy
        self.place = place
        self.about = ""
        self.path: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        start = f"{self.place}: " if self.place else ""
        end = "" if self.remedy.endswith("?") else "."
        return f"{start}{self.asked}: {self.obstacle}. {self.remedy}{end}"


class Problems(Exception):
    """Several problems found at once, so that a file needs one round of repair."""

    def __init__(self, problems: list[Problem]) -> None:
        assert problems, "Problems without a problem would be reported as success"
        super().__init__(problems)
        self.problems = problems


class UsageProblem(Problem):
    """The command line itself cannot be understood."""


class Refused(Problem):
    """What was asked cannot be true of the record."""


class UnknownReference(Refused):
    """A record names a party, area, case or record that the ledger does not have."""


class SecondFounding(Refused):
    """A slug was founded before, with other content."""


class SecondEnding(Refused):
    """What ends once was recorded as ended before, with other content."""


class NeverFounded(Refused):
    """An event on a stream that nothing founded: keeping a promise that was never made."""


class ImpossibleOrder(Refused):
    """An end before its start, or an event before its stream began."""


class NotTheirs(Refused):
    """Somebody says of a promise what only others may say: its owners, or those it was made to."""


class NothingToActOn(Refused):
    """An event answers something that is not there: a condition, a suspension, a dispute."""


class NothingToReach(Refused):
    """A promised size that no count can reach: a ceiling."""

    stricter = True


class Cycle(Refused):
    """Areas, parties or promises that would contain themselves."""


class DuplicateRecord(Refused):
    """The same record stands twice in one import."""


class RecordTooLong(Refused):
    """A record is longer than the 65,535 bytes that an entry of a log tile can hold."""


class StillNeeded(Refused):
    """What a stream begins with cannot go while other records stand on it or refer to it."""


class NotFound(Problem):
    """What was asked for is not in the ledger."""


class Conflict(Problem):
    """Somebody else wrote at the same time, or an id is taken by another record."""


class Unreadable(Problem):
    """An input file cannot be read as a journal."""


class Unavailable(Problem):
    """The ledger cannot be opened, locked or written now."""


class Tampered(Problem):
    """The ledger is not an extension of what was read from it before."""
