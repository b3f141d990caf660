"""What a stream tells in plain sentences above its records: who, where, since and until when.

Each kind of stream that can be told has one function; `show` asks this table.
"""

from __future__ import annotations

from collections.abc import Callable

from projections.control import story as control
from projections.participation import story as participation
from projections.regime import story as regime
from projections.report import Question

Tell = Callable[[Question, str], list[str]]
"""From a question and the name of a stream (`mandate/x`) to its history in sentences."""

TELL: dict[str, Tell] = {
    "decision": participation.tell,
    "mandate": control.tell,
    "rule": regime.tell,
    "case": regime.tell,
}
"""The functions by the prefix of the stream."""


def tell(question: Question, stream: str) -> tuple[str, ...]:
    """The sentences about a stream; none for kinds whose records speak for themselves."""
    prefix = stream.partition("/")[0]
    return tuple(TELL[prefix](question, stream)) if prefix in TELL else ()
