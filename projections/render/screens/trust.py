"""The screen of `trust`: what was promised, what became of it, how sure, and what nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.screens.head import head, who
from projections.render.screens.promises import deadline, promisors, remarks, said, status
from projections.render.words import promises as promise_words
from projections.render.words import trust as words
from projections.report import Fields, Report

SHORT = 12
"""Up to so many promises are all listed, also those that have not fallen due or do not count."""

OUTCOMES = ("kept", "late", "partly", "broken", "unresolved")


def trust(report: Report) -> list[Block]:
    """One area in words, or several in a table."""
    if len(report.rows) == 1 and "promises" in report.rows[0]:
        return _one(report, report.rows[0])
    blocks = [*head(report, shared.VIEW["trust"]), Sentence(words.LEDE)]
    if not report.rows:
        return [*blocks, Sentence(shared.NONE), Sentence(_notes(report))]
    apart = "by" in report.rows[0]
    blocks += _apart(report.rows) if apart else [_areas(report.rows)]
    blocks += _recount(report.rows)
    blocks += [Sentence(words.ONLY_HERE.format(options="")), Sentence(_notes(report))]
    if report.question.parameters.get("by") == "promisor":
        blocks += who(report, [row["by"] for row in report.rows])
    if apart or any(row["per_year"] for row in report.rows):
        blocks.append(Sentence(words.NEXT))
    return blocks


def _recount(rows: Sequence[Fields]) -> list[Block]:
    """Why there are fewer outcomes than promises, and where the parts add up to more than all."""
    found: list[Block] = []
    if any(row["promise_counts"]["due"] > row["due"] for row in rows):
        found.append(Sentence(words.FEWER_THAN_PROMISES))
    if "by" in rows[0]:
        found.append(Sentence(words.COUNTED_IN_EACH))
    return found


def _apart(rows: Sequence[Fields]) -> list[Block]:
    """The parts of each area in a table under its name."""
    areas = list(dict.fromkeys((row["area"], row["name"]) for row in rows))
    blocks: list[Block] = []
    for area, name in areas:
        blocks += [Heading(name, 2), _areas([row for row in rows if row["area"] == area])]
    return blocks


def compare(report: Report) -> list[Block]:
    """Whether an order can be stated, and why not."""
    (row,) = report.rows
    blocks = head(report, words.COMPARED.format(**row))
    blocks.append(Sentence(words.KNOWN.format(**row)))
    if row["lower"]:
        return [*blocks, Sentence(words.LOWER.format(**row))]
    return [*blocks, Sentence(words.NO_ORDER), Sentence(words.ORDER)]


def _notes(report: Report) -> str:
    burden = shared.BURDEN[report.question.burden]
    return words.ROOTS_AND_MORE.format(roots=words.ROOTS, burden=burden, press=shared.PRESS)


def _areas(rows: Sequence[Fields]) -> Table:
    counts = ("due", *OUTCOMES, "not_due", "undated")
    first = "by" if rows and "by" in rows[0] else "name"
    headings = [shared.COLUMN.get(name, name) for name in (first, *counts)]
    lines = [[str(row[name]) for name in (first, *counts)] for row in rows]
    if any(row["promise_counts"]["due"] > row["due"] for row in rows):
        headings.append(words.PROMISES_DUE)
        for line, row in zip(lines, rows, strict=True):
            line.append(str(row["promise_counts"]["due"]))
    return Table(headings, lines, frozenset(range(1, len(headings))))


PROMISES = ("promises", "wider_promises", "possible_promises")
"""The fields that list promises: here, wider, and perhaps wider."""


def _one(report: Report, row: Fields) -> list[Block]:
    here = [
        Heading(words.HERE.format(name=row["name"]), 2),
        *_block(row, row["promises"], row),
        *_beside(row),
    ]
    above: list[Block] = []
    if row["wider_promises"]:
        above = [Heading(words.WIDER, 2), *_block(row["wider"], row["wider_promises"], None)]
    # Where nothing that was promised here can be scored yet, the wider promises say more.
    known = row["due"] - row["unresolved"]
    blocks = [*head(report, str(row["title"])), Sentence(words.LEDE)]
    blocks += [*here, *above] if known else [*above, *here]
    if row["possible_promises"]:
        possible = _block(row["wider_possible"], row["possible_promises"], None)
        blocks += [Heading(words.POSSIBLE, 2), Sentence(words.PROVES_NOTHING), *possible]
    blocks += [Heading(words.HOW_TO_READ, 2), Sentence(_notes(report))]
    blocks += who(report, promisors([line for name in PROMISES for line in row[name]]))
    return [*blocks, Sentence(promise_words.FOLLOW)]


def _block(counted: Fields, lines: Sequence[Fields], figures: Fields | None) -> list[Block]:
    """The counts, how sure they are, and every promise that fell due under what became of it."""
    if not lines:
        return [Sentence(shared.NONE)]
    blocks: list[Block] = [Sentence(_frequencies(counted))]
    if figures is not None and counted["due"]:
        blocks.append(Sentence(_certainty(figures)))
    if figures is not None and figures["claimed_only"]:
        blocks.append(Sentence(words.CLAIMED_ONLY.format(count=figures["claimed_only"])))
    for outcome in OUTCOMES:
        blocks += _listed(
            promise_words.OUTCOME[outcome], [x for x in lines if x["outcome"] == outcome]
        )
    rest = [line for line in lines if line["outcome"] is None]
    if len(lines) <= SHORT:
        for group, text in promise_words.GROUP.items():
            blocks += _listed(text, [line for line in rest if line["group"] == group])
    elif rest:
        counts = Counter(line["group"] for line in rest)
        parts = (
            words.COUNT_OF_GROUP.format(count=counts[group], group=text)
            for group, text in promise_words.GROUP.items()
            if counts[group]
        )
        groups = shared.LIST_OF.join(parts)
        blocks.append(Sentence(words.NOT_LISTED.format(groups=groups)))
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
    template = words.OUTCOME_AND_PROMISES if len(lines) > len(seen) else words.OUTCOME_AND_COUNT
    heading = template.format(outcome=title, count=len(seen), promises=len(lines))
    return [Table((promise_words.COLUMNS[0], heading), rows)]


def _line(line: Fields, size: int, *, first: bool) -> list[str]:
    text = said(line)
    plain = line["status"] in promise_words.PLAIN and line["group"] != "unresolved"
    if not plain or remarks(line):
        text = words.WITH_STATUS.format(text=text, status=status(line))
    if size > 1:
        text = (words.TOGETHER if first else words.ALSO).format(size=size, text=text)
    return [deadline(line), text]


def _frequencies(row: Fields) -> str:
    """The counts as a sentence: 12 of 20 in time, 3 late, 5 not; 4 not established."""
    if not row["due"]:
        return words.NONE_DUE
    were = words.WAS if row["kept"] == 1 else words.WERE
    said = words.FREQUENCIES.format(**row, were=were)
    promises = row["promise_counts"]["due"]
    if promises == row["due"]:
        return said
    return words.STAND_FOR.format(frequencies=said, due=row["due"], promises=promises)


def _certainty(row: Fields) -> str:
    match row["tier"]:
        case "list":
            return words.TOO_FEW.format(known=row["due"] - row["unresolved"])
        case "bounds":
            low, high = row["unresolved_low"], row["unresolved_high"]
            return words.BOUNDS.format(low=low, high=high)
        case "interval":
            return words.INTERVAL.format(**row)
        case _:
            return words.SCORE.format(**row)


def _beside(row: Fields) -> list[Block]:
    """What stands beside every score, so that it cannot be read alone."""
    if not row["promises"]:
        return []
    share, within = row["in_time"], row["kept_within_days"]
    rows = [[words.DATED, words.DATED_SHARE.format(share=row["dated_share"])]]
    if share["share"] is not None and row["tier"] != "list":
        rows.append([words.IN_TIME, words.IN_TIME_SHARE.format(**share)])
        rows.append([words.HALVES, words.HALVES_DO.format(**row)])
    if within and row["tier"] != "list":
        years = shared.LIST_OF.join(
            (words.NOT_YET_WITHIN if part is None else words.WITHIN_YEARS).format(
                share=part, years=int(days) // 365
            )
            for days, part in within.items()
        )
        rows.append([words.WITHIN, words.WITHIN_METHOD.format(years=years)])
    if row["undated_outcomes"]:
        states = promise_words.STATE | words.UNDATED_STATE
        told = (
            words.UNDATED_AS.format(count=count, state=states[state])
            for state, count in row["undated_outcomes"].items()
        )
        rows.append([words.UNDATED, shared.LIST_OF.join(told)])
    made = (
        words.IN_YEAR.format(year=words.YEAR_UNKNOWN if y == "unknown" else y, count=n)
        for y, n in row["per_year"].items()
    )
    rows.append([words.PER_YEAR, shared.LIST_OF.join(made)])
    cited = (
        words.OF_SOURCE.format(count=count, source=shared.SOURCE[kind])
        for kind, count in row["sources"].items()
    )
    rows.append([words.SOURCES, shared.LIST_OF.join(cited)])
    return [Table((words.BESIDE, ""), rows)]
