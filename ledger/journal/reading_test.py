"""What is wrong with a file is said all at once, each with its place and its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import Problems, Unreadable
from features.limits import ordinary_rights
from ledger.journal.reading import read
from ledger.journal.shape import Entry, PartlyRead
from ledger.journal.yaml_format import plain_value


def problems(path: Path) -> list[str]:
    """Everything that is wrong with a file, as `LINE:COLUMN obstacle`."""
    with pytest.raises(Problems) as caught:
        read(path)
    refused = caught.value.problems
    assert all(isinstance(problem, Unreadable) and problem.remedy for problem in refused)
    return [
        f"{problem.place.removeprefix(f'{path}').lstrip(':')} {problem.obstacle}"
        for problem in refused
    ]


def entries(folder: Path, name: str, content: str) -> list[Entry]:
    """The entries of a file with this content."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return read(path).entries


def line_and_column(place: str) -> str:
    """The end of a place, after the name of the file."""
    return place.rpartition("/")[2].split(":", 1)[1]


YAML = [
    ("- kind: a\n  on:\n- !tag x\n", [
        "2:6 the field has no value",
        "3:3 the tag !tag is not allowed",
        "3:3 a record is a list of fields, and this is none",
    ]),
    ("- on: ~\n", ["1:7 the field has no value"]),
    ("- on: null\n", ["1:7 the field has no value"]),
    ("a: 1\n", ["1:4 there is no part 'a'"]),
    ("- kind: a\n  kind: b\n", ["2:3 the field kind stands there twice"]),
    ("- &a {kind: x}\n- kind: *b\n", ["2:9 no anchor &b stands before it"]),
    ("- &a {kind: *a}\n", ["1:13 no anchor &a stands before it"]),
    ("- &a x\n- {<<: *a}\n", [
        "1:3 a record is a list of fields, and this is none",
        "2:10 what << merges in holds no fields",
    ]),
    ("- {? [a] : b}\n", ["1:6 the name of a field is no text"]),
    ("- kind: a\n---\n- kind: b\n", ["2:1 it holds several documents"]),
    ("- kind: [a\n", ["2:1 did not find expected ',' or ']'"]),
    ("- kind: a: b\n", ["1:10 mapping values are not allowed in this context"]),
    ("- kind: a\x01\n", ["1:10 the character U+0001 cannot be printed"]),
    ("# nothing\n", ["1:1 the file is empty"]),
    ("kind: a\n", ["1:1 it holds no list of records"]),
    ("just text\n", ["1:1 it holds no list of records"]),
    ("sources: [a]\nrecords: []\n", ["1:10 sources holds no names"]),
    ("sources: {a: {title: t}}\nrecords:\n- source: [a, b]\n", [
        "3:15 there is no 'b' under `sources`"
    ]),
    ("[" * 99 + "]" * 99, ["1:42 the values are nested too deeply"]),
]  # fmt: skip

JSON = [
    ('[{"kind": 1.5},\n {"a": NaN}]', [
        '1:11 the number 1.5 may lose digits; write decimals as text, "1.5"',
        '2:8 the number NaN may lose digits; write decimals as text, "NaN"',
    ]),
    ('[{"a": 9007199254740992}]', [
        f'1:8 the number {2**53} may lose digits; write decimals as text, "{2**53}"'
    ]),
    ('[{"a": 1,\n  "a": 2, "b": null}]', [
        "2:3 the field a stands there twice",
        "2:16 the field has no value",
    ]),
    ('[{"a": }]', ["1:8 expecting value"]),
    ('[{"a": 1} {}]', ["1:11 expecting ','"]),
    ('[{"a" 1}]', ["1:7 expecting ':'"]),
    ("[{a: 1}]", ["1:3 expecting a name in quotes"]),
    ('[{"a": 1},]', ["1:11 there is nothing after the comma"]),
    ("[]\n[]", ["2:1 there is more after the end"]),
    ("null", ["1:1 the field has no value"]),
    ("[" * 99_999, ["1:42 the values are nested too deeply"]),
    ('{"sources": {}, "records": [{"source": "x"}]}', [
        "1:40 there is no 'x' under `sources`"
    ]),
]  # fmt: skip

LINES = [
    ('{"kind": "a"}\n{"kind": }\n\n{"a": 1, "a": 2}\n[]\n', [
        "2:10 expecting value",
        "4:10 the field a stands there twice",
        "5:1 a record is a list of fields, and this is none",
    ]),
]  # fmt: skip

TABLES = [
    ("kind,on\nx\ny,[1\nz,{}\n", [
        "2:1 the row has 1 cells and the header 2",
        "3:3 the cell of on is no JSON: expecting ','",
        "4:1 the kind is 'z', and the rows before are of kind 'y'",
    ]),
    ('kind,on\n"x"y,1\nx,"1\n', ["2:1 ',' expected after '\"'", "3:1 unexpected end of data"]),
    ("kind;on\nx;1\n", ["1:1 its columns are separated by semicolons"]),
    ("on\n1\n", ["1:1 there is no column kind"]),
    ("kind,place,place\n", ["1:1 the column place is given twice"]),
    ("kind,by[],by,by[]\n", ["1:1 the column by[] is given twice"]),
    ("kind,a[1].b,a[1].b\n", ["1:1 the column a[1].b is given twice"]),
    (f"kind,{'a.' * 99}a\n", ["1:1 the values are nested too deeply"]),
    ("kind,a,a.b,a.c\nx,1,,\nx,,1,1\nx,1,,1\nx,1,1,1\n,,,\nx,{},,1\n", [
        "4:6 the columns a and a.c are both filled",
        "5:5 the columns a and a.b are both filled",
        "7:7 the columns a and a.c are both filled",
    ]),
    ("kind,a.b[1],a.b[],a.c.d\nx,1,,1\nx,1,2,\n", [
        "3:5 the columns a.b[1] and a.b[] are both filled",
    ]),
    ("kind,a.b,a[1].c\nx,1,1\n", ["2:5 the columns a.b and a[1].c are both filled"]),
    ("kind,\n", ["1:1 a column has no name"]),
]  # fmt: skip

CASES = [
    (form, content, expected)
    for form, cases in (("yaml", YAML), ("json", JSON), ("jsonl", LINES), ("csv", TABLES))
    for content, expected in cases
]


@pytest.mark.parametrize(("form", "content", "expected"), CASES)
def test_every_problem_has_its_place(
    tmp_path: Path, form: str, content: str, expected: list[str]
) -> None:
    """All problems of a file come at once, each with file, line and column."""
    path = tmp_path / f"journal.{form}"
    path.write_text(content, encoding="utf-8")
    assert problems(path) == expected


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl", "csv"])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "1:1 the file is empty"),
        (b" \n", "1:1 the file is empty"),
        ("[]".encode("utf-16"), "1:1 it is in UTF-16"),
        ("[]".encode("utf-16-le"), "1:1 it is in UTF-16"),
    ],
)
def test_not_a_text(tmp_path: Path, form: str, content: bytes, expected: str) -> None:
    """A file without a text, or with one in another encoding, is told so in every format."""
    path = tmp_path / f"journal.{form}"
    path.write_bytes(content)
    assert problems(path) == [expected]


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_byte_of_another_encoding(tmp_path: Path, form: str) -> None:
    """The byte is named, with its line and the column in characters."""
    path = tmp_path / f"journal.{form}"
    path.write_bytes("é\né".encode() + b"\xe9\n")
    assert problems(path) == ["2:2 the byte 0xe9 in line 2 is not UTF-8"]


def test_a_byte_of_another_encoding_in_a_line(tmp_path: Path) -> None:
    """In formats of lines the rest is read on, and the problems stay in the order of the file."""
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'{]\n{"a": "\xe9"}\n{]\n')
    assert [problem[:3] for problem in problems(path)] == ["1:2", "2:8", "3:2"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.yaml", "- kind: é\r\n  source: t\r\n"),
        ("a.json", '[{"kind": "é", "source": "t"}]'),
        ("a.ndjson", '{"kind": "é", "source": "t"}\r\n'),
        ("a.CSV", "kind,source\r\né,t\r\n"),
    ],
)
def test_marks_and_line_ends_of_other_systems(tmp_path: Path, name: str, content: str) -> None:
    """A byte order mark, CR LF and capitals in the ending of the name are accepted silently."""
    read_entries = entries(tmp_path, name, "\ufeff" + content)
    assert [entry.fields for entry in read_entries] == [{"kind": "é", "source": [{"title": "t"}]}]


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    """What is missing, a folder or of an unknown ending is refused before it is read."""
    document = tmp_path / "journal.docx"
    document.write_text("x")
    assert problems(tmp_path / "none.yaml") == [" there is no such file"]
    assert problems(tmp_path) == [" it is a folder"]
    assert problems(document) == [" its name has no known ending"]
    with pytest.raises(Problems) as caught:
        read(document)
    assert all(form in str(caught.value) for form in ("YAML", "JSON", "JSON Lines", "CSV"))


def test_permission(tmp_path: Path) -> None:
    """A file that the reader has no right to is said to be just that."""
    path = tmp_path / "a.yaml"
    path.touch(mode=0)
    with ordinary_rights():
        assert problems(path) == [" you have no right to read it"]


def test_a_line_that_no_record_fills(tmp_path: Path) -> None:
    """What is said before it is read, and nothing after it."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"a": "b"}\n{"note": "' + b"x" * 2**20 + b'"}\n{"a": "b"}\n')
    with pytest.raises(PartlyRead) as caught:
        read(path)
    assert [str(problem.obstacle) for problem in caught.value.problems] == [
        "line 2 is longer than 1 MiB"
    ]
    assert len(caught.value.journal.entries) == 1
    assert caught.value.journal.unseen


def test_every_scalar_is_a_text(tmp_path: Path) -> None:
    """YAML's dates, numbers and booleans stay what was written."""
    content = "- {kind: a, on: 2020-01-01, followed: no, done: 1_000, note: '', text: '~'}\n"
    assert entries(tmp_path, "a.yaml", content)[0].fields == {
        "kind": "a", "on": "2020-01-01", "followed": "no", "done": "1_000", "note": "", "text": "~",
    }  # fmt: skip


def test_shared_sources(tmp_path: Path) -> None:
    """A source that is cited stands in the record, and its place is where it was written."""
    content = (
        "sources:\n  a: {title: t, type: odd}\n  b: u\nrecords:\n- kind: x\n  source: [a, b]\n"
    )
    entry = entries(tmp_path, "a.yaml", content)[0]
    assert entry.fields["source"] == [{"title": "t", "type": "odd"}, {"title": "u"}]
    paths = (("source", 0, "type"), ("source", 1), ("source",), ("kind",), ("nothing",), ())
    places = [line_and_column(entry.where(path)) for path in paths]
    assert places == ["2:23", "6:15", "6:11", "5:9", "5:3", "5:3"]


@pytest.mark.parametrize(
    ("name", "content", "places"),
    [
        ("a.yaml", "- kind: x\n  source:\n    title: t\n", ["1:9", "3:12", "1:3"]),
        ("a.json", '[\n {"kind": "x",\n  "source": {"title": "t"}}]', ["2:11", "3:23", "2:2"]),
        ("a.jsonl", '\n{"kind": "x", "source": {"title": "t"}}', ["2:10", "2:35", "2:1"]),
        (
            "a.csv",
            'note,kind,source.title\n"a,\nb",x,t\n',
            ["3:4: column kind", "3:6: column source.title", "2:1"],
        ),
        (
            "a.csv",
            "kind,source,source.title,no,no.a,no.b[]\nx,,t\u2028,,,1\n",
            ["2:1: column kind", "2:4: column source.title", "2:9: column no.b[]"],
        ),
    ],
)
def test_places(tmp_path: Path, name: str, content: str, places: list[str]) -> None:
    """The place of a value is known in every format, also in a source without brackets."""
    entry = entries(tmp_path, name, content)[0]
    shown = [line_and_column(entry.where(p)) for p in (("kind",), ("source", 0, "title"), ("no",))]
    assert shown == places


def test_cells(tmp_path: Path) -> None:
    """A cell may be a text, a list, JSON, or a text that a backslash keeps from being JSON."""
    content = 'kind,by[],to[],text,place.area,due\nx,a; b,"[""c""]",\\[sic],d,\n,,,,,\n'
    assert [entry.fields for entry in entries(tmp_path, "a.csv", content)] == [
        {"kind": "x", "by": ["a", "b"], "to": ["c"], "text": "[sic]", "place": {"area": "d"}}
    ]


def test_plain_value() -> None:
    """A value on the command line is read as in a journal."""
    assert plain_value("{value: 2.50, by: [no, on]}") == {"value": "2.50", "by": ["no", "on"]}
    for wrong in ("[a, b", "{a: ~}", "[\x01]", "[" * 99):
        with pytest.raises(Problems):
            plain_value(wrong)
