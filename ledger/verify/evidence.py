"""What there is to read of a ledger, wherever it is kept.

Nothing of it is believed, not even its types: a database keeps what somebody put into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ledger.transparency.tiles import WIDTH

if TYPE_CHECKING:  # who only copies or publishes need not wait for what reads records
    from ledger.verify.records import Records


class Damaged(Exception):
    """The place where the ledger is kept cannot be read to its end."""

    code = "damaged"


class Pruned(Damaged):
    """A published log has its last records and not its first: which are missing."""

    code = "pruned"


@dataclass(frozen=True, slots=True)
class StoredHead:
    """What a ledger says of itself: its size, its compact range and its last moment, as stored."""

    size: Any
    frontier: Any
    recorded_at: Any


@dataclass(frozen=True, slots=True)
class StoredManifest:
    """What a bundle says of itself, and which of its files are not so.

    root: in hex. signed: the logs that its checkpoints name. records: the name of the file that
    holds these. problems: the code of a finding and the name of a file.
    """

    size: int
    root: str
    origin: str
    signed: Sequence[str]
    records: str
    problems: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class StoredTile:
    """A tile as it is kept, with the root that is kept beside it, if one is.

    hashes: None where a tile should be and is not. width: how many hashes it is to hold; a ledger
    file keeps full tiles only.
    """

    level: Any
    number: Any
    hashes: Any
    root: Any = None
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class StoredCheckpoint:
    """A signed checkpoint as it is kept, with the size that stands beside it, if one does."""

    note: Any
    size: Any = None


class Evidence(Protocol):
    """A ledger file, a published folder, a bundle: each can be read in this way.

    Damaged when it cannot be read.
    """

    def head(self) -> StoredHead | StoredManifest | None:
        """What it says of itself; None when it says nothing beside its checkpoint."""

    def records(self) -> Records:
        """All records from the first, as `records.read` finds them."""

    def tiles(self) -> Iterable[StoredTile]:
        """The tiles that are kept."""

    def checkpoints(self) -> Iterable[StoredCheckpoint]:
        """The checkpoints that are kept with it, in the order in which they came."""
