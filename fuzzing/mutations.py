"""Bytes near to valid ones: a reader that refuses at its door would learn nothing from noise."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

MOST_EDITS = 6

STRANGE = (
    b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", "\u202e".encode(), b"\r", b"\n\n",
    b"\x1b[2J", b"-1", b"1e999", b"NaN", b"9" * 400, b"18446744073709551616", b"0x7fffffffffffffff",
    b"true", b"null", b'"', b"'", b"\\u0000", b"\\ud800", b"[" * 3000, b"{" * 3000, b'{"a":' * 3000,
    b"&a [*a, *a]", b"*a", b"<<: *a", b"!!python/object/apply:os.system [id]", b"? ", b"---\n",
    b"%TAG", b"../" * 20, b"/dev/zero", b"=1+1", b"9999-12-31", b"0000-00-00",
    "\u2014 ".encode(), b"+" * 9, b"A" * 70_000,
)  # fmt: skip
"""What readers stumble over: ends, signs of structure, numbers and dates at their limits, depth."""

MOST_TIMES = 2_000
"""So often a part is repeated: much from little, as whoever wants to fill memory would do it."""

Edit = Callable[[bytes], bytes]


@st.composite
def edits(draw: st.DrawFn, others: Sequence[bytes]) -> Edit:
    """One change of bytes; where it is made is a share of their length, so that it always fits."""
    begin, length = draw(st.floats(0, 1)), draw(st.integers(0, 64))
    kind = draw(st.sampled_from(("put", "put over", "bit", "cut", "repeat", "splice")))
    new = draw(st.sampled_from(STRANGE) | st.binary(max_size=8) | st.integers().map(_digits))
    bit, times = draw(st.integers(0, 7)), draw(st.integers(2, MOST_TIMES))
    other = draw(st.sampled_from(others))

    def edit(content: bytes) -> bytes:
        start = int(begin * len(content))
        before, part, after = content[:start], content[start:][:length], content[start + length :]
        match kind:
            case "put":
                return before + new + part + after
            case "put over":
                return before + new + after
            case "bit":
                return before + bytes([byte ^ 1 << bit for byte in part[:1]]) + part[1:] + after
            case "cut":
                return before + part
            case "repeat":
                return before + part * times + after
        return before + other[int(begin * len(other)) :]

    return edit


def _digits(number: int) -> bytes:
    return str(number).encode()


@st.composite
def near(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """Valid bytes after a few changes, or by chance none."""
    content = draw(st.sampled_from(seeds))
    for edit in draw(st.lists(edits(seeds), max_size=MOST_EDITS)):
        content = edit(content)
    return content
