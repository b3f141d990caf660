"""The format of a book: a fingerprint of the sources of which its rows are made.

A book is right only for the program that derived it. So its format is no number that somebody has
to raise, but follows from the files themselves: of one that changed, the book of before is made
anew. Reading them takes less than a thousandth of a second.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]

SOURCES = (
    "domain/dates.py", "domain/edtf.py", "domain/errors.py", "domain/hierarchy.py",
    "domain/history.py", "domain/parties.py", "domain/quantity.py", "domain/record.py",
    "domain/roles.py", "domain/step_function.py", "domain/value.py", "domain/written_dates.py",
    "projections/keeping/leaves.py", "projections/keeping/links.py",
    "projections/keeping/numbers.py", "projections/keeping/rows.py",
    "projections/keeping/tables.py", "projections/keeping/versions.py",
    "projections/keeping/writer.py",
    "projections/promise/admissible.py", "projections/promise/evidence.py",
    "projections/promise/findings.py", "projections/promise/judgement.py",
    "projections/promise/spans.py", "projections/promise/timeline.py", "projections/rows/acts.py",
    "projections/rows/communication.py", "projections/rows/frozen.py",
    "projections/rows/promise.py", "projections/rows/records.py", "projections/rows/span.py",
    "projections/rows/subjects.py", "projections/rows/tenure.py", "projections/spans/acts.py",
    "projections/spans/registry.py", "projections/spans/subjects.py",
    "projections/spans/tenures.py",
)  # fmt: skip
"""The derivation and the tables, and all that they import of ours; a test holds this list against
the imports."""


def fingerprint(sources: tuple[str, ...] = SOURCES, root: Path = ROOT) -> int:
    """A number of 60 bits that follows from the contents of files, in their order."""
    contents = sha256()
    for source in sources:
        contents.update(sha256((root / source).read_bytes()).digest())
    return int(contents.hexdigest()[:15], 16)


FINGERPRINT = fingerprint()
