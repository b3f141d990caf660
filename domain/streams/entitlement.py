"""Who may say what, when it is recorded: a saying by somebody who may not say it is refused.

Asked of the whole history after the import, so that the order of records in a file is free. A
later record that takes somebody's say away, such as a succession, is not refused: what was said
before stays on record, counts for nothing, and `check roles` lists it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from domain.dates import bounds, gone_after
from domain.errors import NotTheirs
from domain.parties import Fact, Parties
from domain.roles import OWNERS_ACTS, Roles, Voice
from domain.streams.event import Draft
from languages import N_

History = Callable[[str], Sequence[Draft]]
"""Everything that stands on a stream once the import is done."""

SAYINGS = OWNERS_ACTS | {"promise.released", "promise.assessed", "promise.progressed"}
"""What somebody may say only who is something to the promise."""

TO_SPEAK = "mandate"
"""The basis of a mandate to speak for somebody: what is done under it is the grantor's."""

ELSEWHERE = N_(
    "record what others say as input.received or record.commented, "
    "and what they hold up as promise.blocked"
)
"""What can be recorded in its place."""


class Entitlement:
    """Who may say what, once everything is recorded.

    history: what stands on a stream after the import. mandates: the names of the streams of
    mandates to speak for somebody, and perhaps of others, asked for only where something is said.
    """

    def __init__(self, history: History, mandates: Callable[[], Iterable[str]]) -> None:
        self._history = history
        self._mandates = mandates
        self._parties = Parties(lambda name: facts(history(f"party/{name}")))

    def refusals(self, stream: str, drafts: Iterable[Draft]) -> list[NotTheirs]:
        """The drafts on a stream that say what their author may not say."""
        sayings = [draft for draft in drafts if draft.kind in SAYINGS]
        history = facts(self._history(stream)) if sayings else []
        if not history or history[0].kind != "promise.made":
            return []  # it was never made, and refused for that
        voices = [voice for grant in self._speaking if (voice := _voice(grant, history[0]))]
        roles = Roles(history, self._parties, voices)
        return [_refusal(draft, roles) for draft in sayings if not roles.may_say(draft)]

    @cached_property
    def _speaking(self) -> list[Sequence[Fact]]:
        granted = [facts(self._history(stream)) for stream in sorted(set(self._mandates()))]
        return [mandate for mandate in granted if mandate and _speaks(mandate[0])]


def facts(history: Iterable[Draft]) -> list[Draft]:
    """What stands on a stream in the order in which it counts."""
    return sorted(history, key=lambda draft: (not draft.model.founding, draft.on.earliest))


def _speaks(granted: Fact) -> bool:
    """Whether a mandate is one to decide in the name of whoever granted it."""
    given = granted.get("power"), granted.get("basis")
    return given == ("decide", TO_SPEAK) and granted.get("granted_by") is not None


def _voice(mandate: Sequence[Fact], made: Fact) -> Voice | None:
    """The mandate, as far as it may extend to a promise; None when its topic is another one.

    Whether its place covers that of the promise is told by borders over time, which the views look
    up; here it certainly does where the two are the same, and else it may.
    """
    granted = mandate[0]
    if granted.get("topic") not in {None, made.get("topic")}:
        return None
    ends = [bounds(str(fact.get("effective"))) for fact in mandate if _ends(fact)]
    if until := granted.get("until"):
        ends.append(gone_after(until))
    return Voice(
        (str(granted.get("holder")), *granted.get("joint_with", ())),
        str(granted.get("granted_by")),
        bounds(str(granted.get("from_"))),
        tuple(ends),
        certain=_scope(granted) == _scope(made),
    )


def _ends(fact: Fact) -> bool:
    """Whether a record ends a mandate everywhere."""
    return fact.kind == "mandate.ended" and fact.get("place") is None


def _scope(fact: Fact) -> tuple[str | None, ...]:
    place = fact.get("place")
    return place.area, place.cohort, place.case


def _refusal(draft: Draft, roles: Roles) -> NotTheirs:
    owners = ", ".join(sorted(roles.names_of_owners(draft.on.latest)))
    refusal = NotTheirs(
        draft.asked,
        _obstacle(draft, owners, ", ".join(roles.beneficiaries)),
        N_("Name the party that said it, and as what; {elsewhere}").format(elsewhere=ELSEWHERE),
    )
    refusal.about = draft.id
    return refusal


def _obstacle(fact: Fact, owners: str, to: str) -> str:
    """Why somebody may not say it, and who may."""
    by, basis = fact.get("by"), fact.get("basis")
    if fact.kind in OWNERS_ACTS:
        return N_(
            "{by} is none of those that owe it ({owners}), nor part of one or above one"
        ).format(by=by, owners=owners)
    if fact.kind == "promise.released":
        return N_(
            "{by} is none of those it was made to ({to}), without a mandate "
            "to decide for one, or is related to those that owe it ({owners})"
        ).format(by=by, to=to, owners=owners)
    if basis == "promisor":
        return N_("{by} is none of those that owe it ({owners}), nor related to one").format(
            by=by, owners=owners
        )
    if basis == "beneficiary":
        return N_(
            "{by} is none of those it was made to ({to}), nor part of one, "
            "and has no mandate to decide for one; or it is related to those "
            "that owe it ({owners})"
        ).format(by=by, to=to, owners=owners)
    return N_(
        "{by} is not independent of it: it owes or owed it ({owners}), "
        "is one it was made to ({to}), speaks for one, or is related to "
        "one"
    ).format(by=by, owners=owners, to=to)
