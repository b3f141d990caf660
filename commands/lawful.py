"""Why a ledger cannot be answered from: what in it was recorded against the rules."""

from __future__ import annotations

from contextlib import closing

from domain.errors import Problem, Unreadable
from languages import N_
from ledger.store.address import Location
from ledger.store.reader import Reader


def problem_with(path: Location) -> Problem | None:
    """The first record that counts for nothing, as a problem; None where each of them counts."""
    from ledger.recording.judging import judge_file

    try:
        with closing(Reader(path)) as reader:
            size = reader.head().size
        found = judge_file(path, size).found
    except (Problem, OSError):
        return None
    void = [record for record in found if not record.counts]
    if not void:
        return None
    first = void[0]
    others = N_(", and so were {count:,} more").format(count=len(void) - 1) if len(void) > 1 else ""
    return Unreadable(
        N_("answer from {path}").format(path=path),
        N_("record {position} of it was recorded against the rules: {obstacle}{others}").format(
            position=first.position, obstacle=first.obstacle, others=others
        ),
        N_(
            "Make a copy, which leaves out what counts for nothing: gestand "
            "clone {path} copy.db; `gestand verify {path}` names all of it"
        ).format(path=path),
    )
