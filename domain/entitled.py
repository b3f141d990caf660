"""Who may say what, when it is recorded: a saying by somebody who may not say it is refused.

Asked of the whole history after the import, so that the order of records in a file is free. A
later record that takes somebody's say away, such as a succession, is not refused: what was said
before stays on record, counts for nothing, and `check roles` lists it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from domain.dates import Bounds, bounds, due_instant, plus_days
from domain.errors import NotTheirs
from domain.event import Draft
from domain.roles import OWNERS_ACTS, Fact, Parties, Roles, Voice, says_outcome

History = Callable[[str], Sequence[Draft]]
"""Everything that stands on a stream once the import is done."""

SAYINGS = OWNERS_ACTS | {"promise.released", "promise.assessed", "promise.progressed"}
"""What somebody may say only who is something to the promise."""

ELSEWHERE = (
    "as what somebody brings forward (input.received), as a comment on a record "
    "(record.commented), or, where it stands in the way, as promise.blocked"
)


@dataclass(frozen=True, slots=True)
class DraftFact:
    """A record that is being made, as `domain.roles` reads it."""

    draft: Draft

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.draft.event.kind

    @property
    def on(self) -> Bounds:
        """When it happened."""
        return bounds(self.draft.envelope.on)

    def get(self, name: str, default: Any = None) -> Any:
        """A field of it."""
        return getattr(self.draft.event, name, default)


def refusals(
    drafts: Iterable[Draft], history: History, mandates: Callable[[], Iterable[Sequence[Draft]]]
) -> list[NotTheirs]:
    """The drafts that say what their author may not say.

    history: what stands on a stream after the import. mandates: what stands on the streams of all
    mandates, asked for only where something is said.
    """
    sayings: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.event.kind in SAYINGS:
            sayings[draft.stream].append(draft)
    if not sayings:
        return []
    parties = Parties(lambda name: facts(history(f"party/{name}")))
    speaking = [told for told in map(facts, mandates()) if told and _speaks(told[0])]
    return [
        refusal
        for stream, said in sayings.items()
        for refusal in _refused(said, facts(history(stream)), parties, speaking)
    ]


def _refused(
    said: Iterable[Draft],
    history: Sequence[Fact],
    parties: Parties,
    speaking: Iterable[Sequence[Fact]],
) -> list[NotTheirs]:
    if not history or history[0].kind != "promise.made":
        return []  # it was never made, and refused for that
    voices = [voice for told in speaking if (voice := _voice(told, history[0]))]
    roles = Roles(history, parties, voices)
    refused = [draft for draft in said if not roles.may_say(DraftFact(draft))]
    return [_refusal(draft, DraftFact(draft), roles) for draft in refused]


def facts(history: Iterable[Draft]) -> list[Fact]:
    """What stands on a stream in the order in which it counts."""
    ordered = sorted(
        history, key=lambda draft: (not draft.event.founding, draft.envelope.happened.earliest)
    )
    return [DraftFact(draft) for draft in ordered]


def _speaks(granted: Fact) -> bool:
    """Whether a mandate is one to decide in the name of whoever granted it."""
    given = granted.get("power"), granted.get("basis")
    return given == ("decide", "mandate") and granted.get("granted_by") is not None


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
        last = bounds(until)
        soonest = due_instant(until) if last.exact else plus_days(last.earliest, 1)
        ends.append(Bounds(soonest, due_instant(until)))
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


def _refusal(draft: Draft, fact: Fact, roles: Roles) -> NotTheirs:
    by, owners = fact.get("by"), _listed(roles.owners(fact.on.latest))
    to = _listed(roles.beneficiaries)
    if says_outcome(fact) and fact.kind != "promise.reported":
        obstacle, remedy = _assessor(fact, owners, to)
    elif fact.kind == "promise.released":
        obstacle = f"{by} is none of those it was made to ({to}), and speaks for none of them"
        remedy = f"Name who released it, or record what {by} says {ELSEWHERE}"
    else:
        obstacle = f"{by} does not owe it: {owners} does, with what is part of or above that"
        remedy = f"Name who said it, or record what {by} says {ELSEWHERE}"
    refusal = NotTheirs(draft.asked, obstacle, remedy)
    refusal.about = draft.id
    return refusal


def _assessor(fact: Fact, owners: str, to: str) -> tuple[str, str]:
    by, basis = fact.get("by"), fact.get("basis")
    remedy = f"Give the basis on which {by} speaks, or record what it says {ELSEWHERE}"
    if basis == "promisor":
        return f"{by} does not owe it and is not related to {owners}, who does", remedy
    if basis == "beneficiary":
        whom = f"{to}, part of that, or with its mandate to decide for it"
        return f"{by} is not among those it was made to ({whom}), or is related to {owners}", remedy
    return (
        f"{by} is not independent of it: it owes or owed it ({owners}), is one it was made to "
        f"({to}), or is related to one of these"
    ), remedy


def _listed(parties: Iterable[str]) -> str:
    return ", ".join(sorted(parties))
