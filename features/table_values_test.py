"""Texts and numbers of tables come through as they were, whatever program wrote the file."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.tables.delimited import delimited_sheet
from ledger.tables.mapping import NamesOf
from ledger.tables.names import Registry, slug
from ledger.tables.numbers import read_number, read_quantity

WORDS = st.text("abcé€;,|\t\"' 0123", min_size=1, max_size=8).map(str.strip).filter(bool)
ROWS = st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=6)


@given(
    ROWS,
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "windows-1252", "utf-16"]),
)
def test_any_separator_and_encoding(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], separator: str, encoding: str
) -> None:
    """Whoever says which they are gets the table back; the encoding is found without that."""
    path = tmp_path_factory.mktemp("tables") / "a.csv"
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    read = [
        [cell.text for cell in row.cells] for row in delimited_sheet(path, None, separator).rows
    ]
    assert read == rows


@given(ROWS, st.sampled_from(",;\t|"))
def test_separator_is_found(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], separator: str
) -> None:
    """Where no cell holds one, the separator is found by looking."""
    plain = [
        ["".join(c for c in cell if c not in ",;\t|\"'") or "x" for cell in row] for row in rows
    ]
    path = tmp_path_factory.mktemp("tables") / "a.csv"
    path.write_text("\n".join(separator.join(row) for row in plain))
    assert delimited_sheet(path, None, None).separator == separator


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_numbers(whole: int, cents: int) -> None:
    """A number is the same in Dutch and in English writing."""
    english = f"{whole:,}.{cents:02}"
    dutch = english.replace(",", "_").replace(".", ",").replace("_", ".")
    expected = f"{whole}.{cents:02}".rstrip("0").rstrip(".")
    assert read_number(dutch, ",") == read_number(english, ".") == expected
    assert read_number(f"€ {dutch}", ",", "1000") == str(whole * 1000 + cents * 10)


@given(st.integers(1, 999), st.integers(0, 999))
def test_thousands_or_decimals(whole: int, rest: int) -> None:
    """What may be either is refused until somebody says which."""
    text = f"{whole}.{rest:03}"
    with pytest.raises(ValueError, match="say in the mapping"):
        read_number(text, None)
    assert read_number(text, ",") == f"{whole}{rest:03}"
    decimal = read_number(text, ".")
    assert float(decimal) == float(text)
    assert decimal != text


@pytest.mark.parametrize(
    ("text", "number"),
    [("2,5 mln", "2500000"), ("€ 3 miljoen", "3000000"), ("1 500", "1500"), ("1.234,5", "1234.5"),
     ("ca. 400", "~400"), ("meer dan 400", ">400"), ("100-200", "100..200"), ("0,25", "0.25"),
     ("0.500", "0.5"), ("1.500.000", "1500000"), ("€ 5,-", "5")],
)  # fmt: skip
def test_words_around_numbers(text: str, number: str) -> None:
    """Scales, signs and what is about a number."""
    assert read_quantity(text, None) == number


@pytest.mark.parametrize("text", ["veel", "1,2,3,4", "12.34.5", "-5", "5%"])
def test_no_number(text: str) -> None:
    """Anything else is none."""
    with pytest.raises(ValueError, match="is no number"):
        read_number(text, None)


def test_names() -> None:
    """Names become names of the ledger; nearly the same ones are told, and never merged."""
    assert slug("’t Zand") == "t-zand"  # noqa: RUF001 - as it is written
    assert slug("College van B&W") == "college-van-b-en-w"
    registry = Registry("party", NamesOf(new={"type": "other"}))
    names = ["Wethouder Wonen", "Wethouder Wonnen", "Wethouder van Wonen", "Wijk 12", "Wijk 13"]
    assert len({registry.named(name) for name in names}) == len(names)
    near = registry.near()
    assert ("Wethouder Wonen", "Wethouder Wonnen") in near
    assert ("Wethouder Wonen", "Wethouder van Wonen") in near
    assert not any("Wijk 13" in pair for pair in near)
    with pytest.raises(ValueError, match="nearly the same"):
        registry.named("wethouder wonen")
