"""One spelling for numbers, base64 and lines; and the two ways in which input can fail."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence

from languages import N_

# -- failures ----------------------------------------------------------------------------------
# The two ways in which something that comes from outside can fail.
#
# They are kept apart because they mean different things to the reader: a file that was cut off is
# an accident, a well-formed proof that proves nothing is evidence.


class InvalidInput(Exception):
    """No proof, note or checkpoint at all: a wrong length, an impossible size, a second spelling.

    Nothing was checked, so nothing was found out about the log.
    """


class NotProven(Exception):
    """Well-formed, checked, and wrong: hashes or signatures do not lead where they should."""


class NotWitnessed(NotProven):
    """The log has signed, and not enough of the witnesses that were asked for: it may yet come."""


# -- encoding ----------------------------------------------------------------------------------
# Numbers, base64 and lines as the formats of the log write them: one spelling for each value.
#
# Python's `int` takes "+1", "1_0", " 1" and the digits of every script; its base64 takes text
# with stray bits and stray characters. Whatever has two spellings can be changed without changing
# what was signed, so only the one spelling is read here.

LARGEST_NUMBER = 2**63 - 1
"""Of a size, an index or a time: what other implementations hold in a signed 64-bit integer."""

HASH_BYTES = 32
"""The length of a SHA-256 hash."""

_LONGEST_NAME = 80
"""Characters of a name that are repeated in a message."""

_NUMBER = re.compile("0|[1-9][0-9]{0,18}")


def number(text: str) -> int:
    """A number from 0 to 2^63 - 1 in ASCII digits without leading zeros (tlog-checkpoint)."""
    if not _NUMBER.fullmatch(text) or int(text) > LARGEST_NUMBER:
        raise InvalidInput(
            N_("{text!r} is no number in digits without leading zeros").format(text=text[:30])
        )
    return int(text)


def to_base64(value: bytes) -> str:
    """Standard base64 with padding (RFC 4648, section 4)."""
    return base64.b64encode(value).decode("ascii")


def from_base64(text: str) -> bytes:
    """Undo `to_base64` and nothing else: for every result v, to_base64(v) is the text given."""
    try:
        value = base64.b64decode(text)
    except ValueError:
        value = None
    if value is None or to_base64(value) != text:
        raise InvalidInput(N_("{text!r} is no canonical base64").format(text=text[:60]))
    return value


def hash_from_base64(text: str) -> bytes:
    """A hash of 32 bytes."""
    return checked_hash(from_base64(text))


def checked_hash(value: bytes) -> bytes:
    """The hash itself; InvalidInput when it is not 32 bytes long.

    Without this check the bytes of two hashes could be cut apart elsewhere than where they meet.
    """
    if len(value) != HASH_BYTES:
        raise InvalidInput(
            N_("a hash has {hash_bytes:,} bytes, not {count:,}").format(
                hash_bytes=HASH_BYTES, count=len(value)
            )
        )
    return value


def is_utf8(text: str) -> bool:
    """Whether a text can be written in UTF-8: it holds no half of a surrogate pair."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def named(text: str) -> str:
    """A name as it is, for a message; as Python writes it, and cut off, if it is anything else."""
    plain = len(text) <= _LONGEST_NAME and text.isprintable() and " " not in text
    return text if plain else repr(text[:_LONGEST_NAME])


def lines(text: str) -> list[str]:
    """The lines of a text, each ended by a newline and by nothing else that Unicode calls one."""
    if not text.endswith("\n"):
        raise InvalidInput(N_("the last line does not end: something is missing"))
    return text[:-1].split("\n")


def join_head(head: Sequence[str], below: bytes) -> bytes:
    """Lines, a blank line, and below it something that is kept to the last byte."""
    return "".join(f"{line}\n" for line in [*head, ""]).encode("ascii") + below


def split_head(content: bytes) -> tuple[list[str], bytes]:
    """The inverse of `join_head`: what stands above the first blank line, and what below."""
    above, blank, below = content.partition(b"\n\n")
    if not blank or not above.isascii():
        raise InvalidInput(
            N_("lines in ASCII stand above a blank line, and below it the checkpoint")
        )
    return above.decode("ascii").split("\n"), below
