"""The screen of `trust`: what was promised, what became of it, how sure, and what nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from projections.render import words
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.screens.head import head
from projections.render.screens.promises import deadline, said, status
from projections.report import Fields, Report

COLUMNS = ("in\ntime", "late", "in\npart", "not\nkept", "not\nest.")
"""The headings of the outcomes, narrow."""

SHORT = 12
"""Up to so many promises are all listed, also those that have not fallen due or do not count."""

OUTCOMES = ("kept", "late", "partly", "broken", "unresolved")


def trust(report: Report) -> list[Block]:
    """One area in words, or several in a table."""
    if len(report.rows) == 1 and "promises" in report.rows[0]:
        return _one(report, report.rows[0])
    blocks = [*head(report, words.TRUST_TITLE), Sentence(words.TRUST)]
    blocks.append(_areas(report.rows) if report.rows else Sentence("None on record."))
    blocks.append(Sentence(f"{words.ROOTS} {words.BURDEN[report.question.burden]} {words.PRESS}"))
    if any(row["per_year"] for row in report.rows) and "by" not in report.rows[0]:
        blocks.append(Sentence("Next: gestand trust AREA, for the promises and how sure it is."))
    return blocks


def compare(report: Report) -> list[Block]:
    """Whether an order can be stated, and why not."""
    (row,) = report.rows
    blocks = head(report, f"{row['first']} and {row['second']}")
    known = (
        f"Outcomes known: {row['first_outcomes']} for {row['first']}, "
        f"{row['second_outcomes']} for {row['second']}."
    )
    blocks.append(Sentence(known))
    if row["lower"]:
        text = f"By the record promises to {row['lower']} were kept less, however one weighs them"
        return [*blocks, Sentence(f"{text} (probability {row['probability']:.3f}).")]
    blocks.append(Sentence("No order between the two can be defended by this record."))
    return [*blocks, Sentence(words.ORDER)]


def _areas(rows: Sequence[Fields]) -> Table:
    names = ("due", *OUTCOMES, "not_due", "undated")
    first = "told apart by" if rows and "by" in rows[0] else "area"
    headings = (first, "due", *COLUMNS, "not\ndue", "no\ndate")
    lines = [
        [str(row.get("by") or row["name"]), *(str(row[name]) for name in names)] for row in rows
    ]
    return Table(headings, lines, frozenset(range(1, len(headings))))


def _one(report: Report, row: Fields) -> list[Block]:
    blocks = [*head(report, str(row["title"])), Sentence(words.TRUST)]
    blocks += [
        Heading(f"Promised to {row['name']} or a part of it", 2),
        *_block(row, row["promises"], row),
        *_beside(row),
    ]
    if row["wider_promises"]:
        blocks.append(Heading("Promised to a wider area or group that covers or touches it", 2))
        blocks += _block(row["wider"], row["wider_promises"], None)
    notes = f"{words.ROOTS} {words.BURDEN[report.question.burden]} {words.PRESS}"
    blocks += [Heading("How to read this", 2), Sentence(notes), Sentence(words.FOLLOW)]
    return blocks


def _block(counted: Fields, lines: Sequence[Fields], figures: Fields | None) -> list[Block]:
    """The counts, how sure they are, and every promise that fell due under what became of it."""
    if not lines:
        return [Sentence("None on record.")]
    blocks: list[Block] = [Sentence(_frequencies(counted))]
    if figures is not None and counted["due"]:
        blocks.append(Sentence(_certainty(figures)))
    for outcome in OUTCOMES:
        blocks += _listed(words.OUTCOME[outcome], [x for x in lines if x["outcome"] == outcome])
    rest = [line for line in lines if line["outcome"] is None]
    if len(lines) <= SHORT:
        for group, text in words.GROUP.items():
            blocks += _listed(text, [line for line in rest if line["group"] == group])
    elif rest:
        counts = Counter(line["group"] for line in rest)
        parts = (f"{counts[group]} {text}" for group, text in words.GROUP.items() if counts[group])
        blocks.append(Sentence(f"Not listed above: {', '.join(parts)}. See `gestand promises`."))
    return blocks


def _listed(title: str, lines: Sequence[Fields]) -> list[Block]:
    """Promises with one outcome; those that count as one stand under each other."""
    if not lines:
        return []
    lines = sorted(lines, key=lambda line: str(line["due"]))
    sizes = Counter(line["root"] for line in lines)
    rows: list[list[str]] = []
    seen: set[str] = set()
    for line in lines:
        if line["root"] in seen:
            continue
        seen.add(line["root"])
        together = [one for one in lines if one["root"] == line["root"]]
        rows += [_line(one, sizes[line["root"]], first=one is line) for one in together]
    return [Table(("due", f"{title}: {len(seen)}"), rows)]


def _line(line: Fields, size: int, *, first: bool) -> list[str]:
    text = said(line)
    if line["status"] not in words.PLAIN or line["group"] == "unresolved":
        text += f" — {status(line)}"
    if size > 1:
        text = f"{f'({size} promises that count as one) ' if first else '· '}{text}"
    return [deadline(line), text]


def _frequencies(row: Fields) -> str:
    """The counts as a sentence: 12 of 20 in time, 3 late, 5 not; 4 not established."""
    if not row["due"]:
        return "None of those that can be scored has fallen due."
    return (
        f"Of {row['due']} that fell due, {row['kept']} {_was(row['kept'])} kept in time, "
        f"{row['late']} late, {row['partly']} in part and {row['broken']} not; of "
        f"{row['unresolved']} it is not established what became."
    )


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _certainty(row: Fields) -> str:
    tier = row["tier"]
    if tier == "list":
        known = row["due"] - row["unresolved"]
        return f"Only {known} outcomes are known, fewer than 8: too few for a figure."
    if tier == "bounds":
        return (
            "More than a fifth is not established, too much for one figure: between "
            f"{row['unresolved_low']:.2f} if none of those was kept and "
            f"{row['unresolved_high']:.2f} if all were (0: no promise is kept, 1: every one)."
        )
    interval = (
        f"The next promise is kept with a chance between {row['low']:.2f} and {row['high']:.2f} "
        "(95% interval)"
    )
    return f"{interval}." if tier == "interval" else f"{interval}; score {row['score']:.2f}."


def _beside(row: Fields) -> list[Block]:
    """What stands beside every score, so that it cannot be read alone."""
    if not row["promises"]:
        return []
    share, within = row["in_time"], row["kept_within_days"]
    rows = [["with a date and a criterion", f"{row['dated_share']:.0%} of the promises"]]
    if share["share"] is not None and row["tier"] != "list":
        between = f"between {share['low']:.0%} and {share['high']:.0%}, Wilson 95%"
        rows.append(["kept in time, of what is known", f"{share['share']:.0%} ({between})"])
        halves = (
            f"{row['strict']:.2f} if late and in part count as not kept, "
            f"{row['lenient']:.2f} if as kept"
        )
        rows.append(["what half measures do to the score", halves])
    if within and row["tier"] != "list":
        years = (f"{share:.0%} within {int(days) // 365} y" for days, share in within.items())
        rows.append(["kept after being made", f"{', '.join(years)} (Aalen-Johansen)"])
    made = (f"{year}: {count}" for year, count in row["per_year"].items())
    rows.append(["made per year", ", ".join(made)])
    sources = (f"{count} {words.SOURCE[kind]}" for kind, count in row["sources"].items())
    rows.append(["sources of these records", ", ".join(sources)])
    return [Table(("beside it", ""), rows)]
