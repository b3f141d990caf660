"""What is written as a journal can be read again, in every format."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problems, UsageProblem
from ledger.journal.reading import read
from ledger.journal.writing import Form, write

text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1
).filter(lambda one: one[0] not in "[{" and one != "~")
fields = st.fixed_dictionaries(
    {
        "id": st.uuids().map(str),
        "kind": st.just("promise.made"),
        "text": text,
        "by": st.lists(text, min_size=1, max_size=3),
        "place": st.fixed_dictionaries({"area": text}),
        "on": st.dates().map(str),
        "source": st.lists(st.fixed_dictionaries({"title": text}), min_size=1, max_size=2),
    }
)


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl", "csv"])
@given(records=st.lists(fields, min_size=1, max_size=4))
def test_round_trip(form: Form, records: list[dict[str, Any]]) -> None:
    """Reading gives back the fields that were written, in their order."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"journal.{form}"
        path.write_bytes("".join(write(records, form)).encode())
        assert [entry.fields for entry in read(path).entries] == records


def test_csv_of_several_kinds() -> None:
    """A table has one header: records of several kinds are refused, and told what to do."""
    records = [{"kind": "promise.made"}, {"kind": "party.registered"}]
    with pytest.raises(UsageProblem, match="--kind"):
        list(write(records, "csv"))


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        (
            "a.jsonl",
            '{"kind": "a"}\n{"kind": }\n{"a": 1, "a": 2}\n',
            ["a.jsonl:2:10", "a.jsonl:3:1"],
        ),
        ("a.json", '[{"kind": 1.5}]', ["a.json:1:1"]),
        ("a.csv", "kind,on\nx\ny,[1\n", ["a.csv:2:1", "a.csv:3:1"]),
        ("a.yaml", "- kind: a\n  on:\n- !tag x\n", ["a.yaml:2:6", "a.yaml:3:3", "a.yaml:3:3"]),
        ("a.yaml", "a: 1\n", ["a.yaml:1:4"]),
    ],
)
def test_every_problem_has_its_place(
    tmp_path: Path, name: str, content: str, place: list[str]
) -> None:
    """All problems of a file come at once, each with file, line and column."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Problems) as caught:
        read(path)
    places = [problem.place.removeprefix(f"{tmp_path}/") for problem in caught.value.problems]
    assert places == place
