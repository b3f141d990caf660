"""The conditions for participation judged a second time, day by day, as plainly as METHODS 6 says.

Nothing here comes from the projections. A ledger is a list of records; a day is a number, and every
question about a day reads all of them again. Only what a promise amounts to on a day is asked of
the other oracle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import Any

from domain.dates import Instant, start_of
from domain.record import Record
from features.oracle.coverage_oracle import vouches
from features.oracle.promise_oracle import Status, readings

Fields = dict[str, Any]

FIRST = date(2021, 1, 1)
THERE = "2000"
"""Since when the parties and areas of a made-up ledger are there."""
ABOVE = {"street": "village", "village": "region", "elsewhere": "region"}
HERE = "village"
AROUND = ("village", "region")
INSIDE = ("village", "street")
SIDE = {"residents": "residents", "club": "residents", "auditor": "independent"}
"""On whose side a party is; all others are bodies."""

ADDED = frozenset({"source", "recorded_at", "stream", "version"})

YES, NO, UNKNOWN, NOTHING = "yes", "no", "unknown", "nothing"


def instant(day: int) -> Instant:
    """The first instant of a day."""
    return start_of(FIRST + timedelta(days=day))


def number(text: str) -> int:
    """The number of a day as written."""
    return (date.fromisoformat(text[:10]) - FIRST).days


def days(record: Record, name: str = "on") -> tuple[int, int]:
    """The first and the last day on which something may have been."""
    first, _, last = str(record.get(name)).partition("/")
    return number(first), number(last or first)


@dataclass(frozen=True)
class Case:
    """A ledger, and what is asked of it: from which day on, with which parameter."""

    records: Sequence[Record]
    start: int
    length: int
    burden: str
    seen: dict[tuple[str, int], Status | None] = field(default_factory=dict, compare=False)

    def __repr__(self) -> str:
        """What is told, for whoever looks at a case that fails."""
        told = [one for one in self.records if one.get("on") != THERE]
        lines = [str({k: v for k, v in one.fields.items() if k not in ADDED}) for one in told]
        return "\n".join([f"from {self.start}, {self.length} days, {self.burden}", *lines])

    def of(self, kind: str) -> list[Record]:
        """The records of a kind."""
        return [one for one in self.records if one.kind == kind]

    def vouchers(self, about: str, day: int) -> set[str]:
        """Who vouches for all records of a kind on a day."""
        return {
            one.get("by")
            for one in self.of("coverage.declared")
            if about in one.get("about")
            and one.get("place")["area"] in AROUND
            and vouches(one, self.records, (FIRST + timedelta(days=day)).isoformat())
        }

    def covered(self, about: str, day: int) -> bool:
        """Whether somebody vouches for all records of a kind on a day."""
        return bool(self.vouchers(about, day))

    def back_from(self, day: int, *, since: int | None = None) -> range:
        """All the days looked back on, though none before `since`."""
        first = day - self.length if since is None else max(day - self.length, since)
        return range(first, day + 1)

    def covered_for(self, about: str, day: int, *, since: int | None = None) -> bool:
        """Whether somebody vouches for all the days looked back on."""
        return all(self.covered(about, one) for one in self.back_from(day, since=since))

    # -- promises-kept ---------------------------------------------------------------------------

    def promises_kept(self, day: int) -> str:
        """No promise that fell due lately is in breach, and one at least was looked into."""
        words = [word for one in self.of("promise.made") for word in self._promise(one, day)]
        if "breach" in words:
            return NO
        if "doubt" in words:
            return UNKNOWN
        if "looked" in words:
            return YES if self.covered_for("promise", day, since=self.start) else UNKNOWN
        if "unseen" in words:
            return UNKNOWN
        return NOTHING if self.covered_for("promise", day, since=self.start) else UNKNOWN

    def _promise(self, made: Record, day: int) -> list[str]:
        """What a promise says on a day; nothing when it is not looked at."""
        history = [one for one in self.records if one.stream == made.stream]
        now = self._status(history, day)
        if now is None or made.get("place")["area"] not in INSIDE:
            return []
        if now.state != "violated":
            moments = self._fell_due(made, history, day)
            if not any(self.start < one <= day < one + self.length for one in moments):
                return []
        if not now.outcome_known:
            return ["doubt"]
        failed = {"overdue", "broken", "withdrawn", "replaced", "partly", "violated"}
        if now.state in failed and not self._let_off(history, day):
            silent = now.state in {"overdue", "partly", "broken"} and not now.looked_into
            if silent and self.burden == "open":
                return ["unseen"]
            return ["breach"]
        return ["looked"] if now.looked_into else []

    def _status(self, history: Sequence[Record], day: int) -> Status | None:
        key = history[0].stream, day
        if key not in self.seen:
            self.seen[key] = next(iter(readings(history, instant(day))), None)
        return self.seen[key]

    def _fell_due(self, made: Record, history: Sequence[Record], day: int) -> list[int]:
        """The days on which it fell due, or was found not kept; something lasting at its end."""
        found: list[int] = [number(made.get("until")) + 1] if made.get("until") else []
        for one in range(days(made)[0], day + 1):
            now = self._status(history, one)
            if now is None:
                continue
            if now.is_due and now.due_instant is not None:
                found.append(number(now.due_instant))
            judged = [r for r in history if r.get("outcome") == "broken" and days(r)[0] == one]
            if judged and now.state == "broken":
                found.append(one)
        return found

    def _let_off(self, history: Sequence[Record], day: int) -> bool:
        return any(
            days(one)[1] <= day
            and (
                (one.kind == "promise.released" and one.get("by") == "residents")
                or (one.kind == "promise.superseded" and "residents" in one.get("consent_by"))
            )
            for one in history
        )

    # -- informed --------------------------------------------------------------------------------

    def informed(self, day: int) -> str:
        """The last update to residents is recent enough."""
        sent = [
            days(one)
            for one in self.of("update.sent")
            if one.get("place")["area"] in AROUND
            and (not one.get("to") or "residents" in one.get("to") or "club" in one.get("to"))
        ]
        if any(last <= day and day - first <= self.length for first, last in sent):
            return YES
        if any(first <= day and day - last <= self.length for first, last in sent):
            return UNKNOWN
        return NO if self.covered_for("update", day) else UNKNOWN

    # -- input-answered --------------------------------------------------------------------------

    def input_answered(self, day: int) -> str:
        """Nothing that residents put in is without an answer for too long."""
        asked = [
            one
            for one in self.of("input.received")
            if one.get("place")["area"] in AROUND
            and SIDE.get(one.get("from")[0]) == "residents"
            and days(one)[0] <= day
        ]
        words = [self._waits(one, day) for one in asked]
        if NO in words:
            return NO
        if UNKNOWN in words or not self.covered("input", day):
            return UNKNOWN
        certain = [one for one in asked if days(one)[1] <= day]
        return YES if certain else NOTHING

    def _waits(self, asked: Record, day: int) -> str:
        """NO while it certainly waits too long, UNKNOWN while it may."""
        first, last = days(asked)
        # The answer may lie after the day judged: a late one proves that there was none before.
        answers = [
            days(one) for one in self.of("input.answered") if one.get("input") == asked.get("input")
        ]
        if answers:
            earliest, latest = min(answers)
            if day - last > self.length and day < earliest:
                return NO
            return UNKNOWN if day - first > self.length and day < latest else YES
        if day - last > self.length and all(
            self.covered("input", one) for one in range(first, day + 1)
        ):
            return NO
        return UNKNOWN if day - first > self.length else YES

    # -- as attested -----------------------------------------------------------------------------

    def attested(self, day: int) -> str:
        """What residents and independent parties say last, and not too long ago, if they agree."""
        votes = set()
        for party in ("residents", "club", "auditor"):
            said = [
                one
                for one in self.of("condition.attested")
                if one.get("by") == party and one.get("place")["area"] in AROUND
            ]
            word = self._of_levels(said, day)
            if word is not None:
                votes.add(word)
        return votes.pop() if len(votes) == 1 and votes <= {YES, NO} else UNKNOWN

    def _of_levels(self, said: Sequence[Record], day: int) -> str | None:
        """What a party says of all levels: a no at one of them, else what it says of all."""
        words: list[str | None] = []
        for level in (None, "dwelling", "area"):
            told = [one for one in said if one.get("place").get("level") in {None, level}]
            words.append(self._word(told, day))
        for word in (NO, "vague", YES):
            if word in words:
                return word
        return None

    def _word(self, said: Sequence[Record], day: int) -> str | None:
        """What a party says of one level; nothing where it says that it does not know."""
        words = self._last_words(said, day)
        if words in ({None}, {UNKNOWN}, {"one level"}):
            return None
        return words.pop() if len(words) == 1 else "vague"

    def _last_words(self, said: Sequence[Record], day: int) -> set[str | None]:
        """Every last word that the dates allow: by going through all days they may have been."""
        found: set[str | None] = set()
        for chosen in product(*(range(days(one)[0], days(one)[1] + 1) for one in said)):
            spoken = [(on, one) for on, one in zip(chosen, said, strict=True) if on <= day]
            if not spoken:
                found.add(None)
                continue
            latest = max(on for on, _ in spoken)
            # Of one day the later recorded counts.
            last = [one for on, one in spoken if on == latest][-1]
            if day - latest > self.length:
                found.add(None)
            elif last.get("place").get("level") and last.get("met") == YES:
                found.add("one level")
            else:
                found.add(last.get("met"))
        return found


# -- the verdict ---------------------------------------------------------------------------------


def verdict(states: Sequence[str]) -> str:
    """The verdict on one condition from its state on every day."""
    if states and states[0] == NO:
        return "not-met-at-start"
    if NO in states:
        return "not-constant"
    if YES in states and all(state in {YES, NOTHING} for state in states):
        return "constant"
    return "unknown"


def broken_on(states: Sequence[str]) -> int | None:
    """The first day on which it is proven not to be met."""
    return next((day for day, state in enumerate(states) if state == NO), None)


def whole(several: Sequence[Sequence[str]]) -> str:
    """The verdict as a whole: the first that one condition has."""
    verdicts = [verdict(states) for states in several]
    for one in ("not-met-at-start", "not-constant", "unknown"):
        if one in verdicts:
            return one
    return "constant" if verdicts else "unknown"
