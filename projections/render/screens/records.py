"""The screens of the records themselves: the log, one stream, and what an answer rests on."""

from __future__ import annotations

from collections.abc import Sequence

from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head
from projections.render.words import records as words
from projections.report import Fields, Report


def log(report: Report) -> list[Block]:
    """The records in the order of recording."""
    blocks = head(report, words.LOG)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE_THAT_FITS)]
    late = "late" in report.question.parameters
    keys = "signature" in report.rows[0]
    rows = [
        [str(row["position"]), spoken(row["on"]), _what(row)]
        + ([str(row["days_late"])] if late else [])
        + ([_signed(row)] if keys else [])
        for row in report.rows
    ]
    headings = [*words.LOG_COLUMNS]
    headings += [words.DAYS_LATE] if late else []
    headings += [words.SIGNED_BY] if keys else []
    return [*blocks, Table(headings, rows, frozenset({0, 3} if late else {0}))]


def _what(row: Fields) -> str:
    return _with_status(words.WHAT.format(kind=row["kind"], stream=row["stream"]), row)


def _signed(row: Fields) -> str:
    """Who signed a record, and what that is worth if it does not hold."""
    signature = row["signature"]
    return words.SIGNATURE[signature["status"]].format(**signature) if signature else ""


def _with_status(text: str, row: Fields) -> str:
    """A text with whether the record is retracted or disputed."""
    return words.WITH_STATUS.format(text=text, status=row["status"]) if row["status"] else text


def show(report: Report) -> list[Block]:
    """Every record of one stream with what it says and its sources."""
    blocks = head(report, str(report.rows[0]["stream"]))
    blocks += [Sentence(sentence) for sentence in report.story]
    for row in report.rows:
        heading = words.HEADING.format(day=spoken(row["on"]), kind=row["kind"])
        blocks.append(Heading(_with_status(heading, row), 2))
        says = [[name, said(value)] for name, value in row["says"].items()]
        says += [[words.SOURCE, source(one)] for one in row["sources"]]
        says += [[words.NOTE, row["note"]]] if row["note"] else []
        if "signature" in row:
            says.append([words.SIGNED_BY, _signed(row) or words.NOBODY])
        says.append([words.RECORD, words.PLACE_IN_LEDGER.format(**row)])
        blocks.append(Table(("", ""), says))
    return blocks


def explanation(records: Sequence[Fields]) -> list[Block]:
    """Every record that an answer rests on, with where it comes from."""
    rows = []
    for row in records:
        sources = words.BETWEEN_SOURCES.join(source(one) for one in row["sources"])
        text = words.CITED.format(what=_what(row), sources=sources)
        rows.append([str(row["position"]), spoken(row["on"]), text])
    table = Table(words.EXPLANATION_COLUMNS, rows, frozenset({0}))
    return [Heading(words.EXPLANATION, 2), table]


def said(value: object) -> str:
    """A value of a record in words: parts of a list or an object one after another."""
    if isinstance(value, dict):
        parts = (words.FIELD.format(name=k, value=said(inner)) for k, inner in value.items())
        return shared.LIST_OF.join(parts)
    if isinstance(value, list):
        return shared.LIST_OF.join(said(one) for one in value)
    return str(value)


def source(cited: Fields) -> str:
    """A source: its title, when it appeared, of which type it is, and where to find it."""
    parts = [cited["title"], spoken(cited.get("published")), cited.get("type"), cited.get("url")]
    return shared.LIST_OF.join(part for part in parts if part)
