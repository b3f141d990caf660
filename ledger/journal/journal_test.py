"""What is written as a journal can be read again, in every format."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from domain.errors import UsageProblem
from domain.text import first_hidden
from ledger.journal.csv_format import MOST_PLACES
from ledger.journal.reading import read
from ledger.journal.shape import Journal
from ledger.journal.writing import LAST, Form, write, written

FORMS: tuple[Form, ...] = ("yaml", "json", "jsonl", "csv")
AWKWARD = (
    "null", "~", "no", "on", "", " ", "[a", "{", "]", "\\", "\\[x", "- a", "a: b", "# a", "'", '"',
    "*a", "&a", "!a", "%a", "<<", "=", "2018-05-28", "1.50", "a;b", ";", "a,b", "\u2028", "a\nb",
    "\na\n\n", " a\n  b", "a \nb\t", "word " * 40, "long, with  two spaces: " * 9, "é😀", "---",
)  # fmt: skip
NO_TEXT_ELSEWHERE = (
    "null", "Null", "~", "", "y", "N", "yes", "No", "on", "OFF", "true", "False", "<<", "=", "0363",
    "0o17", "0x1F", "0b101", "007", "-5", "+31", "1_000", "1,000", "3.10", "1e3", ".5", "5.", ".",
    "-.INF", ".nan", "12:30", "190:20:30.15", "2018-05-28", "2018-5-8 12:30:00 +2",
    "2018-05-28T12:30:00Z", "123e4567",
)  # fmt: skip
"""Texts that YAML 1.1 or 1.2 takes for something else when they stand without quotes."""
FORMULAS = (
    "=1+1", "+31 50 1234567 bellen", "-2+3+A1", "-A1*2", "-1 dag", "-", "@SUM(1+1)", "\t=1", "\n=1",
)  # fmt: skip

text = st.sampled_from((*AWKWARD, *NO_TEXT_ELSEWHERE, *FORMULAS)) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))
    | st.sampled_from("\n\t")
).filter(lambda value: "\ufeff" not in value)
name = st.from_regex(r"[a-z_]{1,8}", fullmatch=True) | st.sampled_from(
    ("on", "no", "y", "0363", "null", "<<", "=", "-1")
)
value = st.recursive(
    text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(name, inner, max_size=3),
    max_leaves=8,
)
record = st.fixed_dictionaries(
    {
        "kind": st.just("promise.made"),
        "promise": name,
        "on": st.dates().map(str),
        "source": st.lists(
            st.fixed_dictionaries({"title": text}, optional={"url": text}), min_size=1, max_size=2
        ),
    },
    optional={
        "id": st.uuids().map(str),
        "by": st.lists(text, max_size=3),
        "place": st.fixed_dictionaries({"area": text}, optional={"level": text}),
        "text": text,
        "anything": value,
        "relates": st.lists(st.fixed_dictionaries({"to": name, "as": name}), max_size=2),
    },
)


def flat(value: Any) -> Iterator[str]:
    """The texts in a value, names of fields too."""
    if isinstance(value, dict | list):
        for part in [*value.keys(), *value.values()] if isinstance(value, dict) else value:
            yield from flat(part)
    else:
        yield str(value)


def read_back(content: str, form: Form) -> Journal:
    """What our reader makes of a content."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"journal.{form}"
        path.write_bytes(content.encode())
        return read(path)


@pytest.mark.parametrize("form", FORMS)
@given(records=st.lists(record, min_size=1, max_size=4))
def test_round_trip(form: Form, records: list[dict[str, Any]]) -> None:
    """Reading gives back the fields that were written, whatever the texts and the nesting.

    A table has no escapes: it shows what nobody sees, which no new record holds, as screens do.
    """
    if form == "csv":
        assume(not any(first_hidden(text, "\n\t") for text in flat(records)))
    journal_read = read_back("".join(write(records, form)), form)
    assert [entry.fields for entry in journal_read.entries] == records


mixed = st.recursive(
    text,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("amount", "a b", "c")), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    records=st.lists(st.fixed_dictionaries({}, optional={"limit": mixed, "by": mixed}), max_size=6)
)
def test_round_trip_of_mixed_forms(records: list[dict[str, Any]]) -> None:
    """A field is a text here, a list or an object there, and only what is neither stays JSON."""
    assume(not any(first_hidden(text, "\n\t") for text in flat(records)))
    records = [{"kind": "a.b", **one} for one in records]
    content = "".join(write(records, "csv"))
    assert [entry.fields for entry in read_back(content, "csv").entries] == records
    for row in csv.reader(StringIO(content)):
        for cell in row:
            assert cell[:1] not in {"[", "{"} or cell in {"[]", "{}"} or '"a b": ' in cell


@pytest.mark.parametrize("form", ["yaml", "json"])
@given(records=st.lists(record, max_size=2), ledger=st.dictionaries(name, text))
def test_round_trip_with_ledger(
    form: Form, records: list[dict[str, Any]], ledger: dict[str, str]
) -> None:
    """What is said of the ledger as a whole stands beside the records."""
    journal_read = read_back("".join(write(records, form, ledger)), form)
    assert (journal_read.ledger, [entry.fields for entry in journal_read.entries]) == (
        ledger,
        records,
    )


@pytest.mark.parametrize("form", FORMS)
def test_scalars_that_are_no_text(form: Form) -> None:
    """YAML and tables have texts only: the validation makes numbers and yes and no of them."""
    given_ = {"kind": "a.b", "done": 3, "process": True, "on": "2020", "source": [{"title": "t"}]}
    typed = form in {"json", "jsonl"}
    fields = read_back("".join(write([given_], form)), form).entries[0].fields
    assert (fields["done"], fields["process"]) == ((3, True) if typed else ("3", "true"))


# What a plain scalar is by the tables of YAML 1.1 (yaml.org/type) and of the core schema of YAML
# 1.2.2 (10.3.2), as they stand there; a scalar that fits none of them is a text.
YAML_1_1 = (
    r"~|null|Null|NULL|",
    r"y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF",
    r"[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+",
    r"[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+",
    r"[-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*",
    r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    (
        r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}(:[0-9]{2}){2}(\.[0-9]*)?"
        r"([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?"
    ),
    r"<<|=",
)
YAML_1_2 = (
    r"null|Null|NULL|~|",
    r"true|True|TRUE|false|False|FALSE",
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
    r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN",
)


def read_elsewhere(content: str) -> list[str]:
    """The scalars that a reader with types takes for anything but texts."""
    return [
        event.value
        for event in yaml.parse(content)
        if isinstance(event, yaml.ScalarEvent)
        and event.implicit[0]
        and any(re.fullmatch(pattern, event.value) for pattern in (*YAML_1_1, *YAML_1_2))
    ]


@pytest.mark.parametrize("scalar", NO_TEXT_ELSEWHERE)
def test_texts_that_are_none_elsewhere(scalar: str) -> None:
    """The second reader knows what it must find, and finds none of it in what we write."""
    # Thousands by commas are in no table, though some readers take them.
    assert read_elsewhere(f"a: {scalar}") == [scalar] * (scalar != "1,000")
    written_ = "".join(write([{"kind": "a.b", "on": scalar, scalar: [scalar]}], "yaml"))
    assert read_elsewhere(written_) == []
    assert yaml.safe_load(written_) == [{"kind": "a.b", "on": scalar} | {scalar: [scalar]}]


@given(records=st.lists(record, max_size=3), ledger=st.none() | st.dictionaries(name, text))
def test_yaml_for_everybody(records: list[dict[str, Any]], ledger: dict[str, str] | None) -> None:
    """PyYAML with all its types, and a reader by the tables, read the texts that we read."""
    content = "".join(write(records, "yaml", ledger))
    assert read_elsewhere(content) == []
    expected = records if ledger is None else {"ledger": ledger, "records": records}
    assert yaml.safe_load(content) == expected


@given(records=st.lists(record, min_size=1, max_size=3))
@example(records=[{"kind": "a.b", "by": ["-5", "x"]}])  # a number, and no number once joined
def test_no_cell_is_a_formula(records: list[dict[str, Any]]) -> None:
    """No cell begins as a formula does, but for the minus of a number."""
    for row in csv.reader(StringIO("".join(write(records, "csv")))):
        for cell in row:
            assert cell[:1] not in {"=", "+", "@", "\t", "\r"}
            assert not cell.startswith("-") or float(cell) < 0


def test_what_a_person_writes() -> None:
    """What the ledger adds is left out, and what a record says comes before its envelope."""
    stored = {
        "by": ["ncg"],
        "id": "x",
        "kind": "promise.made",
        "note": "n",
        "on": "2020",
        "promise": "plan",
        "published": "2021",
        "recorded_at": "2022",
        "recorded_by": "me",
        "schema": 1,
        "source": [{"title": "t"}],
        "stream": "promise/plan",
        "version": 1,
    }
    order = ["kind", "promise", "by", "on", "published", "source", "id", "note"]
    assert list(written(stored)) == order
    assert set(LAST).isdisjoint({"kind", "stream", "recorded_at"})


def test_yaml_is_readable() -> None:
    """No quotes that no reader needs, short values on one line, long texts folded."""
    long = "The houses will be strengthened within five years, and nobody has to leave: we said."
    records: list[dict[str, Any]] = [
        {
            "kind": "promise.made",
            "promise": "plan",
            "by": ["ncg", "nam"],
            "text": long,
            "on": "2018-05-28",
            "source": [{"title": "A letter: the first", "type": "press"}],
            "note": "null",
        },
        {"kind": "promise.made", "promise": "other", "text": "één\ntwee"},
    ]
    assert "".join(write(records, "yaml")) == (
        "- kind: promise.made\n"
        "  promise: plan\n"
        "  by: [ncg, nam]\n"
        "  text: >-\n"
        "    The houses will be strengthened within five years, and nobody has to leave: we said.\n"
        "  'on': '2018-05-28'\n"
        "  source:\n"
        "    - title: 'A letter: the first'\n"
        "      type: press\n"
        "  note: 'null'\n"
        "\n"
        "- kind: promise.made\n"
        "  promise: other\n"
        "  text: |-\n"
        "    één\n"
        "    twee\n"
    )


def test_table_is_readable() -> None:
    """Fields in fields get a column each, and so has the one source; lists take semicolons."""
    records: list[dict[str, Any]] = [
        {
            "kind": "promise.made",
            "by": ["a", "b"],
            "place": {"area": "x"},
            "source": [{"title": "t"}],
        },
        {"kind": "promise.made", "by": ["c"], "place": {"area": "y", "level": "area"}},
    ]
    assert "".join(write(records, "csv")) == (
        "kind,by[],place.area,place.level,source.title\n"
        "promise.made,a; b,x,,t\n"
        "promise.made,c,y,area,\n"
    )


def test_table_of_several_forms() -> None:
    """Each form of a field has columns of its own, and a row fills those of one."""
    limits: tuple[Any, ...] = (
        "what is asked",
        {"amount": "5", "of": ["a", "b"]},
        ["x"],
        [],
        [{"amount": "6"}],
    )
    records = [{"kind": "a.b", "limit": limit} for limit in limits]
    assert "".join(write(records, "csv")) == (
        "kind,limit,limit[1],limit[1].amount,limit.amount,limit.of[]\n"
        "a.b,what is asked,,,,\n"
        "a.b,,,,5,a; b\n"
        "a.b,,x,,,\n"
        "a.b,[],,,,\n"
        "a.b,,,6,,\n"
    )


def test_table_of_several_kinds() -> None:
    """A table has one header: records of several kinds are refused, and told what to do."""
    records = [{"kind": "promise.made"}, {"kind": "party.registered"}]
    with pytest.raises(UsageProblem, match="--kind"):
        list(write(records, "csv"))


def test_table_of_a_long_list() -> None:
    """Values that cannot stand in one cell have columns, as many as have a name, and no more."""
    many = [f"a; {number}" for number in range(MOST_PLACES)]
    written_out = "".join(write([{"kind": "a.b", "limit": many}], "csv"))
    assert read_back(written_out, "csv").entries[0].fields["limit"] == many
    with pytest.raises(UsageProblem, match=r"a list of limit has 10,000 values.*jsonl"):
        list(write([{"kind": "a.b", "limit": [*many, "a;"]}], "csv"))
    joined = [{"kind": "a.b", "limit": ["a", *map(str, range(MOST_PLACES))]}]
    assert next(iter(write(joined, "csv"))) == "kind,limit[]\n"


@pytest.mark.parametrize("form", FORMS)
def test_no_records(form: Form) -> None:
    """An empty ledger gives a journal of nothing, not a broken file."""
    content = "".join(write([], form))
    assert content == "" or read_back(content, form).entries == []


@pytest.mark.parametrize("form", FORMS)
def test_pure(form: Form) -> None:
    """The same records give the same bytes, and are left as they were."""
    records = [{"kind": "a.b", "by": ["x"], "source": [{"title": "t"}]}]
    assert "".join(write(records, form)) == "".join(write(records, form))
    assert records == [{"kind": "a.b", "by": ["x"], "source": [{"title": "t"}]}]
