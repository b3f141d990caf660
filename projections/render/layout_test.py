"""Lines and tables against naive ones, and nothing of what they say lost at any width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import wrap as wrapped_by_python
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from projections.render import layout
from projections.render.blocks import Block, Heading, Lines, Sentence, Table, terminal
from projections.render.layout import LONGEST, MEASURED, SEAM, SHORT, span, table, wrap

WIDTHS = st.integers(60, 120)
PLAIN = st.text("abc", min_size=1, max_size=9)
NAMES = st.lists(PLAIN, min_size=1, max_size=7).map("-".join)
ADDRESSES = st.lists(st.text("ab-1./é東", min_size=1, max_size=50), min_size=1, max_size=3).map(
    "/".join
)
WORDS = PLAIN | NAMES | ADDRESSES
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
NUMBERS = st.integers(0, 99_999).map("{:,}".format)


def letters(*texts: str) -> Counter[str]:
    """What is said, without how it is laid out."""
    return Counter("".join("".join(texts).split()))


@given(st.lists(PLAIN, min_size=1, max_size=30).map(" ".join), st.integers(9, 40))
def test_words_that_fit(text: str, width: int) -> None:
    """Words that fit are put on lines as Python's own library does it."""
    assert wrap(text, width) == wrapped_by_python(text, width)


@given(TEXTS, st.integers(2, 60), st.integers(0, 4))
def test_nothing_lost(text: str, width: int, hanging: int) -> None:
    """No line is too long, and no letter is lost, added or moved."""
    lines = wrap(text, width + hanging, hanging=hanging)
    assert all(span(line) <= width + hanging for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


ZHE = "\N{CYRILLIC SMALL LETTER ZHE}"

SPACED = st.lists(WORDS | st.text(" ", max_size=4), max_size=12).map(" ".join)


@given(text=SPACED, width=st.integers(2, 60), hanging=st.integers(0, 4), whole=st.booleans())
def test_looked_at_word_by_word(text: str, width: int, hanging: int, *, whole: bool) -> None:
    """A text of plain letters is broken as one of other letters, which are each looked at."""
    other = wrap(text.replace("b", ZHE), width, hanging=hanging, whole=whole)
    lines = wrap(text, width, hanging=hanging, whole=whole)
    assert [line.replace("b", ZHE) for line in lines] == other


@given(TEXTS, st.integers(LONGEST, 60))
def test_broken_at_seams(text: str, width: int) -> None:
    """A word stays whole where a line has room for it, and else the pieces between its seams do."""
    lines = wrap(text, width)
    shown = {word for line in lines for word in line.split()}
    for word in text.split():
        if span(word) <= width:
            assert word in shown
        else:
            pieces = [piece for piece in SEAM.split(word) if span(piece) <= width]
            assert all(any(piece in part for part in shown) for piece in pieces)


@given(TEXTS, st.integers(2, 60))
def test_whole(text: str, width: int) -> None:
    """What is to be copied is broken between words alone."""
    lines = wrap(text, width, whole=True)
    assert " ".join(lines).split() == text.split()
    assert all(span(line) <= width or " " not in line for line in lines)


def test_indented() -> None:
    """A line that begins further in goes on there; what fits stays as it is, spaces and all."""
    assert wrap("  one two three", 9) == ["  one two", "  three"]
    assert wrap("one two three", 8, hanging=2) == ["one two", "  three"]
    assert wrap("  two\n  lines of  it", 20) == ["  two", "  lines of  it"]
    address = "https://example.org/a-very-long-address"
    assert wrap(f"see {address} there", 20, whole=True) == ["see", address, "there"]
    assert wrap(address, 20) == ["https://example.org/", "a-very-long-address"]
    assert wrap("2019-06-01", 6) == ["2019-0", "6-01"]


ROWS = st.integers(1, 9).flatmap(
    lambda count: st.lists(
        st.lists(TEXTS | NUMBERS, min_size=count, max_size=count), min_size=1, max_size=5
    )
)


@given(ROWS, WIDTHS)
def test_table_fits(cells: list[list[str]], width: int) -> None:
    """Whatever a table holds, it fits, and says all that its cells say."""
    headings, *rows = cells
    head, body = laid_out(headings, rows, width)
    assert all(span(line) <= width for line in (*head, *body))
    said = letters(*head, *body)
    if head:
        assert said == letters(*(cell for row in cells for cell in row))
    else:  # each row may be a paragraph, with something between its cells
        assert said >= letters(*(cell for row in rows for cell in row))


def test_paragraph_of_nothing() -> None:
    """A row without a word is an empty line also where there is no room for columns."""
    wide = ["a" * 9] * 9
    assert laid_out([""] * 9, [wide, [""] * 9], 60)[1][-1] == ""


def laid_out(*given: Any, **options: Any) -> tuple[list[str], list[str]]:
    """The lines of the headings of a table, and those of its rows."""
    head, body = table(*given, **options)
    return head, list(body)


SHORT_CELLS = st.text("abc ", max_size=SHORT).map(str.strip)


@given(st.lists(st.tuples(SHORT_CELLS, NUMBERS, SHORT_CELLS), min_size=1, max_size=5), WIDTHS)
def test_table_with_room(rows: list[tuple[str, str, str]], width: int) -> None:
    """Where there is room each row is a line, numbers to the right and text to the left."""
    headings = ("a", "b", "c")
    head, body = laid_out(headings, rows, width, right=frozenset({1}))
    first, second, _ = (max(map(len, cells)) for cells in zip(headings, *rows, strict=True))
    lines = [
        f"{one.ljust(first)}  {number.rjust(second)}  {three}".rstrip()
        for one, number, three in (headings, *rows)
    ]
    assert [*head, *body] == lines


def test_room_goes_to_text() -> None:
    """The widest column gives way first, dates stay whole, and headings stand above their cells."""
    rows = [("1 Jan 2018", "a long story " * 12, "7"), ("2 Jan 2018", "none", "11")]
    head, body = laid_out(("since\nwhen", "what", "of"), rows, 60, right=frozenset({2}))
    assert head == ["since", f"when        what{' ' * 42}of"]
    assert body[0] == f"1 Jan 2018  {'a long story ' * 3}a       7"
    assert body[-1] == f"2 Jan 2018  none{' ' * 42}11"


def test_no_room() -> None:
    """A table that has no room even with its columns close together is told row by row."""
    headings = ["who", *(f"pro-\nmises{number}" for number in range(9))]
    rows = [["somebody", "1", "", *"3456789"], ["nobody", *"123456789"]]
    head, body = laid_out(headings, rows, 60)
    assert head == []
    assert body[:2] == ["who somebody", "  promises0 1; promises2 3; promises3 4; promises4 5;"]
    assert "who nobody" in body


def test_whole_column() -> None:
    """A column that is not to be broken is not, and the others give way."""
    rows = [("a condition with a long name", "+" * 25 + " " + "-" * 20)]
    _, body = laid_out(("condition", "18 19"), rows, 60, whole=frozenset({1}))
    assert body == [f"a condition   {rows[0][1]}", "with a long", "name"]


def test_first_row_before_the_last() -> None:
    """A row is laid out when those are read that tell how wide the columns are, and no more."""
    read = []

    def rows() -> Iterator[list[str]]:
        for number in range(MEASURED * 3):
            read.append(number)
            yield [str(number), "so much"]

    _, body = table(("no", "what"), rows(), 60, right=frozenset({0}), room=["1234567", ""])
    assert next(body) == "      0  so much"
    assert len(read) == MEASURED
    assert [*body][-1] == f"{MEASURED * 3 - 1:>7}  so much"


def test_longer_than_any_before() -> None:
    """A number that comes after the widths are fixed stays whole; a text is broken into lines."""
    rows = [["1", "one", "one"]] * MEASURED + [["123456789", "one two", "+" * 9 + " " + "-"]]
    _, body = table(("", "", ""), rows, 60, right=frozenset({0}), whole=frozenset({2}))
    assert [*body][MEASURED:] == ["123456789  one  +++++++++ -", "   two"]


def test_lines() -> None:
    """Lines are whole in a file and wrapped on a terminal, but for those that are copied."""
    line = "a finding " * 10
    assert terminal([Lines([line])]) == f"{line}\n"
    assert terminal([Lines([line])], 60).splitlines()[1].startswith("  a finding a finding")
    assert terminal([Lines([line], verbatim=True)], 60) == f"{line}\n"


def test_obeyed() -> None:
    """A terminal shows what a record says and does not obey it; only headings are in bold."""
    evil = "\x1b[2Jerased\r\x07"
    blocks: list[Block] = [Heading(evil), Sentence(evil), Lines([evil]), Table((evil,), [(evil,)])]
    assert not {*terminal(blocks, 80)} & {"\x1b", "\r", "\x07"}
    assert terminal([Heading("a title")], 80, colour=True) == "\x1b[1ma title\x1b[0m\n"


def test_wide_characters() -> None:
    """What takes two columns counts for two, and an accent of its own for none."""
    assert span("東京") == 4
    assert span("e\N{COMBINING ACUTE ACCENT}") == 1
    assert wrap("東京 東京", 4) == ["東京", "東京"]


def test_plain_characters() -> None:
    """What is not looked at letter by letter takes a column each."""
    plain = [
        character for character in map(chr, range(0x110000)) if layout.PLAIN.fullmatch(character)
    ]
    assert {layout.span_of(character) for character in plain} == {1}
    assert set("aé—“…") <= set(plain)
