"""The screens of the records themselves: the log, one stream, and what an answer rests on."""

from __future__ import annotations

from collections.abc import Sequence

from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head
from projections.report import Fields, Report


def log(report: Report) -> list[Block]:
    """The records in the order of recording."""
    blocks = head(report, "Records in the order in which they were recorded")
    if not report.rows:
        return [*blocks, Sentence("None on record that fits the question.")]
    late = "late" in report.question.parameters
    rows = [
        [str(row["position"]), spoken(row["on"]), f"{row['kind']} of {_stream(row)}"]
        + ([str(row["days_late"])] if late else [])
        for row in report.rows
    ]
    headings = ("no", "on", "what", *(("days late",) if late else ()))
    return [*blocks, Table(headings, rows, frozenset({0, 3} if late else {0}))]


def _stream(row: Fields) -> str:
    return f"{row['stream']} ({row['status']})" if row["status"] else str(row["stream"])


def show(report: Report) -> list[Block]:
    """Every record of one stream with what it says and its sources."""
    blocks = head(report, str(report.rows[0]["stream"]))
    for row in report.rows:
        status = f" ({row['status']})" if row["status"] else ""
        blocks.append(Heading(f"{spoken(row['on'])}  {row['kind']}{status}", 2))
        says = [[name, _said(value)] for name, value in row["says"].items()]
        says += [["source", source(one)] for one in row["sources"]]
        says += [["note", row["note"]]] if row["note"] else []
        says.append(["record", f"{row['id']}, number {row['position']}"])
        blocks.append(Table(("", ""), says))
    return blocks


def explanation(records: Sequence[Fields]) -> list[Block]:
    """Every record that an answer rests on, with where it comes from."""
    rows = []
    for row in records:
        status = f" ({row['status']})" if row["status"] else ""
        cited = "; ".join(source(one) for one in row["sources"])
        text = f"{row['kind']} of {row['stream']}{status}: {cited}"
        rows.append([str(row["position"]), spoken(row["on"]), text])
    heading = Heading("The records that this rests on, and their sources", 2)
    return [heading, Table(("no", "on", "what, and where it comes from"), rows, frozenset({0}))]


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_said(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    return str(value)


def source(cited: Fields) -> str:
    """A source: its title, when it appeared, of which type it is, and where to find it."""
    parts = [cited["title"], spoken(cited.get("published")), cited.get("type"), cited.get("url")]
    return ", ".join(part for part in parts if part)
