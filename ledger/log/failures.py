"""The two ways in which something that comes from outside can fail.

They are kept apart because they mean different things to the reader: a file that was cut off is an
accident, a well-formed proof that proves nothing is evidence.
"""

from __future__ import annotations


class InvalidInput(Exception):
    """No proof, note or checkpoint at all: a wrong length, an impossible size, a second spelling.

    Nothing was checked, so nothing was found out about the log.
    """


class NotProven(Exception):
    """Well-formed, checked, and wrong: hashes or signatures do not lead where they should."""


class NotWitnessed(NotProven):
    """The log has signed, and not enough of the witnesses that were asked for: it may yet come."""
