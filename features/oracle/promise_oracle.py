"""The status of a promise told a second time, as plainly as METHODS.md, sections 0 and 1, say it.

Nothing here is fast, and nothing comes from the projections: for one moment and one state of
knowledge the whole history is read again from its beginning. Where the book and this file differ,
one of the two has misread the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.dates import FOREVER, Instant
from domain.record import Record
from features.oracle.deadline_oracle import Told, agreed, deadline, first_instant_after
from features.oracle.evidence_oracle import (
    Finding,
    claims,
    finding,
    has_left,
    last_claim,
)
from features.oracle.history_oracle import disputed, left, unsettling
from features.oracle.roles_oracle import Roles

KEPT = frozenset({"kept", "kept-late"})
WORTH = {"kept": 1, "overdue": -1, "broken": -1, "withdrawn": -1, "replaced": -1}
UNSCORED = frozenset({"conditional", "lapsed", "open", "undated", "excused", "released"}) | {
    "superseded", "withdrawn-conditional", "in-force", "violated", "held"
}  # fmt: skip


@dataclass(frozen=True)
class Status:
    """What one reading of the dates makes of a promise; the names are those of the book."""

    state: str
    value: Fraction | None
    resolved: bool
    contested: bool
    looked_into: bool
    is_due: bool
    postponements: int
    due_instant: Instant | None
    claimed: str | None
    outcome_known: bool
    bounds: tuple[Fraction, Fraction] | None
    suspended: bool
    blocked_by: list[str]
    rests_on: frozenset[int]


def readings(
    records: Iterable[Record], moment: Instant, others: Sequence[Record] = ()
) -> tuple[Status, ...]:
    """The status with every date at its latest, and at its earliest; nothing before the promise.

    What both readings agree on is known; where they differ in state or value, it is unresolved.
    others: what is recorded of parties and mandates, which says who may say what.
    """
    known = list(records)
    there = left(known)
    if not any(one.kind == "promise.made" and one.on.earliest <= moment for one in there):
        return ()
    roles = Roles([one for one in there if one.kind.startswith("promise.")], others)
    return (
        Reading(roles, known, moment, lambda one: one.on.latest).status(),
        Reading(roles, known, moment, lambda one: one.on.earliest).status(),
    )


def turns(records: Sequence[Record]) -> set[Instant]:
    """Every instant at which the status may change: the bounds of dates, and the due instants."""
    found = {bound for one in records for bound in (one.on.earliest, one.on.latest)}
    for one in records:
        condition = one.get("condition") or {}
        texts = (one.get("due"), one.get("until"), condition.get("due"))
        found |= {due for due in map(first_instant_after, texts) if due}
    for moment in tuple(found):
        found |= {one.due_instant for one in readings(records, moment) if one.due_instant}
    return found


class Reading:
    """The life of a promise up to a moment, every date read in one way."""

    def __init__(
        self,
        roles: Roles,
        known: Sequence[Record],
        moment: Instant,
        when: Callable[[Record], Instant],
    ) -> None:
        self.roles, self.made = roles, roles.made
        self.moment = moment
        life = [one for one in left(known) if one.kind.startswith("promise.")]
        # What somebody says who may not counts for nothing.
        life = [one for one in life if one is not self.made and roles.may(one)]
        told = [Told(when(one), one) for one in life if when(one) <= moment]
        self.told = sorted(told, key=lambda one: one.at)
        self.shown = {about.id for _, about in disputed(known)}
        # By itself a dispute by an owner, or a body related to it, makes nothing unresolved.
        self.disputes = unsettling(known, roles.moves_nothing)

    def status(self) -> Status:
        """The status at the moment."""
        due, found = deadline(self.roles, self.told), finding(self.roles, self.told)
        ended = self.ended()
        state = ended[0] if ended else self.unended(found)
        told = {self.made.id} | {one.record.id for one in self.told}
        shown = bool(told & self.shown)
        disputed = bool(told & self.disputes)
        known, outcome_known = bool(ended) or state in KEPT | {"excused"}, True
        bounds: tuple[Fraction, Fraction] | None = None
        if ended:  # what was withdrawn stays so whatever assessors say, unless that is disputed
            resolved = not {self.made.id, ended[1].record.id} & self.disputes
        else:
            outcome_known = found.certain and found.outcome != "unknown" and not disputed
            if state in {"open", "overdue", "undated"}:
                outcome_known = outcome_known and not claims(self.roles, self.told)
            bounds = found.bounds if outcome_known else None
            # A count decides only where all its readings agree; it may be certain that it is not
            # all, or that all was late, and open how much that is worth.
            resolved = outcome_known and (found.outcome is None or found.value is not None)
            outcome_known = resolved or (outcome_known and state in {"partly", "kept-late"})
        value: Fraction | None = Fraction(WORTH.get(state, 0))
        if not ended and state in KEPT | {"partly"}:
            value = found.value
        return Status(
            state=state,
            value=None if state in UNSCORED else value,
            resolved=resolved,
            contested=shown or found.contested,
            looked_into=known or bool(self.looking(due.due)),
            is_due=due.passed(self.moment),
            postponements=due.postponements,
            due_instant=due.due,
            claimed=last_claim(self.roles, self.told),
            outcome_known=resolved if ended else outcome_known,
            bounds=bounds,
            suspended=self.suspended(),
            blocked_by=self.blockers(),
            rests_on=self.acts(ended) if ended else self.rests_on(state, found, due.due),
        )

    def looking(self, due: Instant | None) -> list[Told]:
        """By an assessment; by what an owner or a counter says, if certainly after the due instant.

        A transfer, block, comment or dispute says nothing of the outcome.
        """
        due = due or first_instant_after(self.made.get("until"))
        kinds = ("progressed", "reported", "withdrawn", "postponed", "suspended", "redefined")
        return [
            one
            for one in self.told
            if one.is_a("assessed")
            or (one.is_a(*kinds) and (due is None or one.record.on.earliest >= due))
        ]

    def acts(self, ended: tuple[str, Told]) -> frozenset[int]:
        """The places of what ended it: of a withdrawal, those of all who owed it then."""
        state, ending = ended
        if not state.startswith("withdrawn"):
            return frozenset({ending.record.position})
        told = self.told[: self.told.index(ending) + 1]
        passed = [place for place, one in enumerate(told) if one.is_a("transferred")]
        passed = [place for place in passed if told[place].get("form") != "mandate"]
        since = told[passed[-1] :] if passed else told
        return frozenset(one.record.position for one in since if one.is_a("withdrawn"))

    def rests_on(self, state: str, found: Finding, due: Instant | None) -> frozenset[int]:
        """The places of what says so; of the dates, of the record that shows that somebody looked.

        Nothing where those differ whose word counts.
        """
        kept = state in {"held", "in-force"} and found.outcome in KEPT
        told = state in KEPT | {"partly", "broken", "violated"} or kept
        looking = [one.record.position for one in self.looking(due)]
        if found.certain and (told or (state == "overdue" and found.outcome)):
            return found.records
        return frozenset(looking[-1:] if state == "overdue" and found.certain else [])

    def suspended(self) -> bool:
        """Whether it was suspended since it was last resumed."""
        last = [one for one in self.told if one.is_a("suspended", "resumed")]
        return bool(last) and last[-1].is_a("suspended")

    def blockers(self) -> list[str]:
        """Every body whose block is not lifted, by itself or, if it alone blocks, by anybody."""
        blocking: list[str] = []
        for one in self.told:
            by = str(one.get("by"))
            if one.is_a("blocked") and by not in blocking:
                blocking.append(by)
            elif one.is_a("unblocked") and (by in blocking or len(blocking) == 1):
                blocking.remove(by if by in blocking else blocking[0])
        return blocking

    def ended(self) -> tuple[str, Told] | None:
        """The final state and what brought it about, unless the promise was kept before."""
        for place, one in enumerate(self.told):
            before = self.told[:place]
            lasts = self.made.get("hold") == "maintenance"
            if not lasts and finding(self.roles, before).outcome in KEPT:
                continue
            in_time = not deadline(self.roles, before).passed(one.at)
            # What one of several owners withdraws, the others still owe.
            if one.is_a("withdrawn") and has_left(self.roles, self.told[: place + 1]):
                waits = self.waiting(before, one.at)
                return "withdrawn-conditional" if waits else "withdrawn", one
            if one.is_a("released") and in_time:
                return "released", one
            if one.is_a("superseded"):
                fair = agreed(self.roles, one) or one.get("terms") in {"better", "same"}
                return "superseded" if fair and in_time else "replaced", one
        return None

    def unended(self, found: Finding) -> str:
        """The state of a promise that nobody took back, let off or replaced."""
        if self.made.get("hold") == "maintenance":
            over = (first_instant_after(self.made.get("until")) or FOREVER) <= self.moment
            failed = found.outcome in {"broken", "partly"}
            return "violated" if failed else "held" if over else "in-force"
        if found.outcome in KEPT:
            return found.outcome
        waits = self.waiting(self.told, self.moment)
        if waits or self.excused():
            return waits or "excused"
        if found.outcome in {"partly", "broken"}:
            return found.outcome
        if first_instant_after(self.made.get("due")) is None:
            return "undated"
        return "overdue" if deadline(self.roles, self.told).passed(self.moment) else "open"

    def waiting(self, told: Sequence[Told], at: Instant) -> str | None:
        """Conditional or lapsed, unless the precondition was met before its own deadline."""
        condition = self.made.get("condition") or {}
        until = first_instant_after(condition.get("due")) or FOREVER
        if condition.get("type") != "precondition":
            return None
        if any(one.is_a("condition_met") and one.at < until for one in told):
            return None
        return "lapsed" if until <= at else "conditional"

    def excused(self) -> bool:
        """Whether what the promisor had reserved itself against occurred in time."""
        condition = self.made.get("condition") or {}
        power = condition.get("in_power_of")
        return any(
            one.is_a("proviso_occurred")
            and not self.roles.is_own_doing(power, one.record)
            and not deadline(self.roles, self.told[:place]).passed(one.at)
            for place, one in enumerate(self.told)
        )
