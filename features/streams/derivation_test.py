"""Every kind of stream that can be recorded is one that the views can see."""

from __future__ import annotations

from domain.streams.registry import STREAMS
from projections.spans.registry import DERIVE


def test_every_stream_is_derived() -> None:
    """The prefixes of streams are the same on both sides; none falls between them."""
    assert set(DERIVE) == set(STREAMS)
