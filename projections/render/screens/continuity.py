"""The screen of what was recorded since an older checkpoint: what was late first."""

from __future__ import annotations

from domain.dates import is_date
from projections.continuity import GROUPS, OTHER
from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import day, spoken
from projections.render.screens.head import head
from projections.render.screens.records import said
from projections.render.words import continuity as words
from projections.report import Fields, Report

MAIN: tuple[tuple[str, ...], ...] = (
    ("text",), ("act_text", "holder"), ("holder", "power"), ("outcome", "by"),
    ("key", "met", "by"), ("criterion",), ("indicator", "value", "unit", "period", "by"),
    ("value",), ("due",), ("given", "promised", "group"), ("content", "by"), ("reason",),
    ("name",), ("title",),
)  # fmt: skip
"""What a record says above all: the fields of the first of these that begins with one it has."""

DATES = frozenset({"due", "effective", "from", "until", "start", "on", "period"})


def diff(report: Report) -> list[Block]:
    """What came since, in numbers, and then the records."""
    asked = report.question.parameters
    late = [row for row in report.rows if row["late"]]
    blocks = head(report, words.TITLE.format(size=asked["size"]))
    blocks.append(Sentence(_summary(report.rows, late, str(asked["until"]))))
    signers = asked.get("signed_by")
    if signers is not None:
        signed = words.SIGNED_BY.format(signers=shared.LIST_OF.join(signers))
        blocks.append(Sentence(signed if signers else words.NOT_CHECKED))
    if late:
        blocks += [Heading(words.RECORDED_LATE, 2), _table(late)]
    for name in (*(name for name, _ in GROUPS), OTHER):
        rows = [row for row in report.rows if row["group"] == name and not row["late"]]
        if rows:
            blocks += [Heading(words.GROUP[name], 2), _table(rows)]
    return [*blocks, Sentence(words.NEXT)] if report.rows else blocks


def _summary(rows: list[Fields], late: list[Fields], until: str) -> str:
    new = words.NONE if not rows else words.ONE
    new = new if len(rows) <= 1 else words.SEVERAL.format(count=len(rows))
    parts = [words.SINCE.format(day=day(until), new=new)]
    if len(rows) == 1:
        parts.append(words.ONE_ALONE[rows[0]["late"]])
    elif rows:
        several = words.LATE_SEVERAL.format(count=len(late))
        parts.append(words.LATE.get(len(late), several))
        vague = sum(row["late"] is None for row in rows)
        if vague:
            parts.append(words.VAGUE_ONE if vague == 1 else words.VAGUE.format(count=vague))
    return " ".join(parts)


def _table(rows: list[Fields]) -> Table:
    lines = [[str(row["position"]), spoken(row["on"]), _what(row)] for row in rows]
    return Table(words.COLUMNS, lines, frozenset({0}))


def _what(row: Fields) -> str:
    """What happened to which subject, what stood there before, and what the record says."""
    text = words.WHAT.format(**row)
    values = {"was": _short(row["was"]), "now": _short(row["now"])}
    if values["was"] and values["now"]:
        text = words.MOVED.format(what=text, **values)
    elif values["was"]:
        text = words.GONE.format(what=text, **values)
    elif told := _main(row):
        text = words.NEW.format(what=text, now=told)
    return words.WITH_STATUS.format(text=text, status=row["status"]) if row["status"] else text


def _main(row: Fields) -> str:
    """What a record says above all; where no field of it stands out, all that it says."""
    # The name of what it is about stands in the table already.
    says = {k: _value(k, v) for k, v in row["says"].items() if f"{k}/{v}" != row["stream"]}
    names = next((names for names in MAIN if names[0] in says), tuple(says))
    found = {name: says[name] for name in names if name in says}
    return _short(next(iter(found.values())) if len(names) == 1 else found)


def _value(name: str, value: object) -> object:
    text = str(value)
    return spoken(text) if name in DATES and is_date(text) else value


def _short(value: object) -> str:
    """A value in words; a very long one is cut, for `show` has it whole."""
    text = "" if value is None else said(value)
    if len(text) <= words.LONGEST:
        return text
    return words.CUT.format(text=text[: words.LONGEST])
