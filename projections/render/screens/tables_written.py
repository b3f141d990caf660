"""The screen of an export of tables."""

from __future__ import annotations

from collections.abc import Mapping

from languages import N_
from projections.render.blocks import Block, Lines, Sentence

WRITTEN = N_("Wrote {tables:,} tables to {out}; rows of each:")


def written(out: str, counts: Mapping[str, int]) -> list[Block]:
    """Which tables were written, and how many rows each has."""
    lines = [f"{name:14} {count:9,}" for name, count in counts.items()]
    return [Sentence(WRITTEN.format(tables=len(counts), out=out)), Lines(lines)]
