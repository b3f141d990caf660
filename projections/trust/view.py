"""The view `trust`: for each area the score of promises to it, and the wider promises apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from domain.dates import bounds
from projections.places import Places
from projections.report import Fields, Question, Report, answer
from projections.trust.figures import counts, figures
from projections.trust.roots import Root, roots
from projections.trust.standing import Standing, standing


def trust(question: Question, areas: Sequence[str], *, basis: str = "evidence") -> Report:
    """Report on areas by name; without names, on every area that a promise was made to."""
    places = Places.at(question.book, question.as_of, question.known)
    parties = {
        row.subject.partition("/")[2]: row.value
        for row in question.book.at("party", question.as_of, question.known)
    }
    named = list(areas) or sorted(
        {
            row.scope.partition("/")[2]
            for row in question.book.at("promise", question.as_of, question.known)
            if row.scope.startswith("area/")
        }
    )

    def judged(scopes: set[str]) -> list[Root]:
        rows = question.book.at("promise", question.as_of, question.known, scopes=sorted(scopes))
        return roots(
            question,
            [standing(row, parties, burden=question.burden, basis=basis) for row in rows],
        )

    found = [_row(area, places, judged) for area in named]
    return answer(question, "trust", sorted(found, key=lambda row: str(row["name"])))


def _row(area: str, places: Places, judged: Callable[[set[str]], list[Root]]) -> Fields:
    within, wider = places.scopes(area)
    here, above = judged(within), judged(wider)
    members = [member for root in here for member in root.members]
    wider_counts = counts(above)
    return {
        "area": area,
        "name": places.areas.get(area, {}).get("name", area),
        **figures(here),
        "wider": {
            name: wider_counts[name]
            for name in ("due", "kept", "late", "partly", "broken", "unresolved")
        },
        "per_year": _per_year(members),
        "dated_share": _dated_share(members),
        "sources": dict(
            sorted(Counter(s for member in members for s in member.row.value["sources"]).items())
        ),
        "promises": [_line(member) for member in members],
        "wider_promises": [_line(member) for root in above for member in root.members],
    }


def _per_year(members: list[Standing]) -> dict[str, int]:
    """Promises made in each year: a record that scores dated promises only rewards vagueness."""
    years = Counter(bounds(member.row.value["on"]).latest[:4] for member in members)
    return dict(sorted(years.items()))


def _dated_share(members: list[Standing]) -> float | None:
    """The share of promises with a date and a criterion of success; None without promises."""
    if not members:
        return None
    definite = [
        member
        for member in members
        if member.row.value["first_due"] and member.row.value.get("criterion")
    ]
    return len(definite) / len(members)


def _line(member: Standing) -> Fields:
    value = member.row.value
    return {
        "promise": member.promise,
        "text": value["text"],
        "by": value["by"],
        "due": value.get("due"),
        "status": member.state,
        "scored": member.value,
        "group": member.group,
        "claimed": value["claimed"],
        "evidenced": value["state"],
        "scheduled": _scheduled(member),
        "postponements": value["postponements"],
        "events": value["events"],
    }


def _scheduled(member: Standing) -> str:
    """What the dates alone say."""
    value = member.row.value
    if value["first_due"] is None:
        return "undated"
    return "due" if value["is_due"] else "not-due"
