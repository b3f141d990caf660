"""However a file falls into parts, its records, their places and its mistakes are the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.journal.csv_format import csv_parts
from ledger.journal.json_format import json_parts
from ledger.journal.json_lines import Lines, json_lines_parts, plain_object
from ledger.journal.reading import Part
from ledger.journal.shape import Journal
from ledger.journal.source import Source
from ledger.journal.yaml_format import yaml_parts

AHEAD = 512

words = st.text(st.sampled_from("ab é\"\\:,{}[]'\n"), max_size=12)
names = st.sampled_from(["kind", "on", "note", "source", "é"])
values = words | st.integers(-9, 9) | st.none() | st.floats(0, 1) | st.lists(words, max_size=2)
objects = st.lists(st.tuples(names, values), max_size=4)
"""The fields of a record in their order; a name may come twice."""

tops = st.sampled_from(["list", "records", "sources first", "sources last", "nothing"])
breaks = st.sampled_from(["", "", "]", "{", "x", '"'])


def json_of(fields: list[tuple[str, Any]]) -> str:
    """An object with these fields, also those that come twice."""
    inside = ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in fields)
    return f"{{{inside}}}"


def text_of(top: str, records: list[list[tuple[str, Any]]], broken: str) -> str:
    """A journal in JSON, which is YAML too."""
    listed = f"[{', '.join(map(json_of, records))}\n{broken}]"
    sources = '"sources": {"a": {"title": "t"}}'
    match top:
        case "records":
            return f'{{"ledger": {{"title": "t"}},\n"records": {listed}}}'
        case "sources first":
            return f'{{{sources}, "records": {listed}, "other": 1}}'
        case "sources last":
            return f'{{"records": {listed},\n{sources}}}'
        case "nothing":
            return f"{broken}\n"
        case _:
            return listed


def whole(parts: Iterator[Part]) -> list[Any]:
    """All that is known of the records and problems of a file."""
    journal = Journal()
    for part in parts:
        journal.add(part.journal() if isinstance(part, Lines) else part)
    entries = [
        [entry.fields, *(entry.where(path) for path in ((), ("kind",), ("source", 0), ("é",)))]
        for entry in journal.entries
    ]
    problems = sorted(str(problem) for problem in journal.problems)
    return [entries, problems, journal.ledger, bool(journal.unread), journal.unseen]


def source(content: bytes, block_bytes: int) -> Source:
    """A file with this content."""
    return Source(BytesIO(content), "file", block_bytes=block_bytes)


@pytest.mark.parametrize("form", [json_parts, yaml_parts])
@given(
    top=tops,
    records=st.lists(objects, max_size=12),
    broken=breaks,
    block=st.integers(1, 40),
)
def test_parts_of_a_list(
    form: Any, top: str, records: list[list[tuple[str, Any]]], broken: str, block: int
) -> None:
    """In blocks of any size, with mistakes or without."""
    content = text_of(top, records, broken).encode()
    ahead = {"ahead": AHEAD} if form is json_parts else {}
    cut = whole(form(source(content, block), **ahead))
    assert cut == whole(form(source(content, 2**20)))


@pytest.mark.parametrize("form", [json_lines_parts, csv_parts])
@given(
    lines=st.lists(objects.map(json_of) | words, max_size=12),
    end=st.sampled_from([b"", b"\n", b"\r\n", b"\xff"]),
    block=st.integers(1, 40),
)
def test_parts_of_lines(form: Any, lines: list[str], end: bytes, block: int) -> None:
    """The same of lines, one of which may not be UTF-8."""
    content = "\n".join(lines).encode() + end
    assert whole(form(source(content, block))) == whole(form(source(content, 2**20)))


@given(fields=objects, spaces=st.sampled_from(["", " ", "\t"]))
def test_a_plain_object(fields: list[tuple[str, Any]], spaces: str) -> None:
    """What is read at a glance is what is read with care; a name that comes twice is never."""
    line = json_of(fields).replace(":", f"{spaces}:").encode()
    quick = plain_object(line)
    if quick is not None:
        assert len({name for name, _ in fields}) == len(fields)
        assert quick == json.loads(line)


DISGUISED = [
    b'{"a": "\\u0022\\u0022", "b": 1, "b": 2}',
    b'{"a": {"b": "\\u0022"}, "a" : {"c": "d"}}',
]


@pytest.mark.parametrize("line", DISGUISED)
def test_a_name_that_comes_twice_in_disguise(line: bytes) -> None:
    """Quotation marks that are written as numbers do not make up for those that are missing."""
    assert plain_object(line) is None
