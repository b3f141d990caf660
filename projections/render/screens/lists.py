"""The screens that list what the ledger speaks of, and those that watch over it."""

from __future__ import annotations

from collections.abc import Iterator

from projections.render import words
from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, names
from projections.report import Fields, Report


def parties(report: Report) -> list[Block]:
    """The parties by name, under each what succeeded it."""
    rows = [[_party(row), row["type"], str(row["promises"])] for row in report.rows]
    if not rows:
        return [*head(report, "Parties"), Sentence("None on record.")]
    table = Table(("party (its name here)", "kind", "promises made"), rows, frozenset({2}))
    return [*head(report, "Parties"), table]


def _party(row: Fields) -> str:
    after = f"; succeeded by {names(row['succeeded_by'])}" if row["succeeded_by"] else ""
    return f"{row['name']} ({row['party']}){after}"


def areas(report: Report) -> list[Block]:
    """The areas as the tree that they form, each under what it lies within."""
    by_parent: dict[str | None, list[Fields]] = {}
    for row in report.rows:
        parent = row["within"][0] if row["within"] else None
        by_parent.setdefault(parent, []).append(row)
    rows = [
        [f"{'  ' * depth}{_area(row)}", row["type"], str(row["promises"])]
        for depth, row in _tree(by_parent, None, 0)
    ]
    if not rows:
        return [*head(report, "Areas"), Sentence("None on record.")]
    table = Table(("area (its name here)", "kind", "promises to it"), rows, frozenset({2}))
    return [*head(report, "Areas, each under the one that it lies within"), table]


def _tree(
    by_parent: dict[str | None, list[Fields]], parent: str | None, depth: int
) -> Iterator[tuple[int, Fields]]:
    for row in sorted(by_parent.get(parent, []), key=lambda row: str(row["name"])):
        yield depth, row
        yield from _tree(by_parent, str(row["area"]), depth + 1)


def _area(row: Fields) -> str:
    ended = f", until {spoken(row['ended'])}" if row["ended"] else ""
    return f"{row['name']} ({row['area']}){ended}"


def cases(report: Report) -> list[Block]:
    """The cases and their phases."""
    if not report.rows:
        return [*head(report, "Cases"), Sentence("None on record.")]
    rows = [
        [row["case"], row["area"], spoken(row["opened"]), row["phase"] or "", row["outcome"] or ""]
        for row in report.rows
    ]
    return [*head(report, "Cases"), Table(("case", "area", "opened", "phase", "outcome"), rows)]


def check(report: Report) -> list[Block]:
    """The findings of the checks, one a line with its events; nothing when all holds."""
    lines = [
        words.FINDING.format(
            check=row["check"],
            subject=row["subject"],
            finding=row["finding"],
            events=", ".join(str(event) for event in row["events"]),
        )
        for row in report.rows
    ]
    return [Lines(lines)] if lines else []


def contact(report: Report) -> list[Block]:
    """What was told and asked, in sentences."""
    (row,) = report.rows
    blocks = head(report, f"Contact with {row['name']}")
    blocks += [Sentence(text) for text in (_told(row), _silence(row), _asked(row))]
    if row["unanswered"]:
        lines = [
            [spoken(one["on"]), f"{one['type']} of {names(one['from'])}: {one['text']}"]
            for one in row["unanswered"]
        ]
        title = f"No answer on record: {len(lines)}"
        blocks += [Heading(title, 2), Table(("on", "what, from whom"), lines)]
    return blocks


def _told(row: Fields) -> str:
    if not row["updates"]:
        return "No update to residents is on record."
    told = f"{row['updates']} updates on record, {row['without_news']} of them without news."
    return f"{told} The last is of {spoken(row['last_update'])}."


def _silence(row: Fields) -> str:
    if not row["covered"]:
        return (
            "Whether there were others, nobody vouches for: of the silences in between nothing "
            "can be said."
        )
    if row["silent_days"] is None:
        return "Somebody vouches that the record of updates is complete."
    text = f"No update for {row['silent_days']} days."
    if row["longest_silence_days"] is not None:
        since = spoken(row["longest_silence_from"])
        text += f" The longest silence before: {row['longest_silence_days']} days from {since}."
    return text


def _asked(row: Fields) -> str:
    if not row["inputs"]:
        return "No wish, objection, advice or other input is on record."
    return (
        f"{row['inputs']} wishes, objections, advices and other input on record: "
        f"{row['acknowledged']} acknowledged, {row['answered']} answered, "
        f"{row['repeated']} asked before."
    )
