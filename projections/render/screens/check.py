"""The screen of `check`: under each check what does not hold, one finding a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from projections.render import words as shared
from projections.render.blocks import Block, Heading, Lines, Sentence
from projections.render.dates import spoken
from projections.render.screens import holders
from projections.render.screens.head import head
from projections.render.words import check as words
from projections.render.words.participation import FORM
from projections.report import Fields, Report


def check(report: Report) -> list[Block]:
    """The findings under the check that they come from; nothing when all holds."""
    if not report.rows:
        return []
    count = Sentence(words.COUNT.format(count=len(report.rows)))
    return [*head(report, shared.VIEW["check"]), count, *_groups(report.rows), _next(report.rows)]


def worded(report: Report) -> Report:
    """The report with the sentence of each finding, in whatever format it is printed."""
    return replace(report, rows=[_worded(row) for row in report.rows])


def _worded(row: Fields) -> Fields:
    first = {name: row[name] for name in ("check", "code", "subject")}
    return first | {"finding": _sentence(row["check"], row["code"], row["fields"])} | row


def _sentence(check: str, code: str, fields: Fields) -> str:
    """What was found, in words: days as people write them, names one after another."""
    parts = {name: _part(name, value) for name, value in fields.items()}
    by_code = words.FOUND_BY_CODE.get(check, {})
    template = by_code.get(code) or by_code.get(REFUSED) or words.FOUND[check]
    if check in {"no-gap", "no-overlap", "same-lead"}:
        parts |= {"power": holders.power(fields), "span": _span(fields)}
    if check == "late-rules":
        parts["act"] = words.ACT[fields["act"]]
        if fields["days"] is not None:
            template = words.LATE_BY_A_DAY if fields["days"] == 1 else words.LATE_BY_DAYS
    return template.format(**parts)


REFUSED = "refused"
"""The code under which any rule of recording stands that has no sentence of its own."""

DAYS = frozenset({"due", "last", "day", "on", "start", "since", "effective", "end"})
"""The fields of findings that are days."""

FORMS = frozenset({"promised", "given"})
"""The fields of findings that are forms of say."""


def _part(name: str, value: object) -> object:
    if name in DAYS and value is not None:
        return spoken(str(value))
    if name in FORMS:
        return FORM[str(value)]
    return shared.LIST_OF.join(value) if isinstance(value, list) else value


def _span(fields: Fields) -> str:
    """From when to when something was so; or since when, if it still is at the moment asked for."""
    if fields.get("end") is None:
        return words.STILL.format(start=spoken(fields.get("start") or fields["day"]))
    return words.SPAN.format(start=spoken(fields["start"]), end=spoken(fields["end"]))


def _groups(rows: list[Fields]) -> Iterator[Block]:
    for name in dict.fromkeys(row["check"] for row in rows):
        lines = [_line(row) for row in rows if row["check"] == name]
        title = words.GROUP.format(check=name, looks_for=words.LOOKS_FOR[name], count=len(lines))
        yield Heading(title, 2)
        yield Lines(lines)


def _line(row: Fields) -> str:
    records = words.RECORD if len(row["events"]) == 1 else words.RECORDS
    events = shared.LIST_OF.join(str(event) for event in row["events"])
    return words.FINDING.format(
        subject=row["subject"], finding=row["finding"], records=records.format(events=events)
    )


def _next(rows: list[Fields]) -> Sentence:
    return Sentence(words.NEXT.format(stream=rows[0]["subject"], check=rows[0]["check"]))
