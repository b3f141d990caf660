"""What a witness keeps: the logs that it knows, and every checkpoint that it has cosigned.

A log may be removed, and is not answered any more; what was cosigned of it stays, so that the
witness goes on from there if the log is added again.

An answer is one transaction: look up what was seen last, decide, store, and only then answer. It
is on disk before anybody sees it, and the lock of the database lets one answer at a time pass, in
this process and in any other, so that of two requests about one size one wins. A witness that
forgot would cosign two histories.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from domain.errors import NotFound, Refused, Unavailable
from languages import N_
from ledger.said_by_others import of_sqlite, of_system
from ledger.transparency import checkpoint, witness_protocol
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import InvalidInput, NotProven
from ledger.transparency.keys import SigningKey, Type, VerifierKey
from ledger.transparency.merkle_tree import EMPTY_ROOT
from ledger.transparency.witness_protocol import Answer, Known

FILE = "witness.db"
"""The name of the file in the folder of a witness."""

APPLICATION_ID = 0x67776974
"""`gwit` in ASCII, in the header of the file: tells it from any other SQLite file."""

LOCK_TIMEOUT_S = 10
"""How long an answer waits for the one before it."""

_SCHEMA = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "CREATE TABLE witness (one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT NOT NULL)",
    "CREATE TABLE logs (origin TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (origin, key))",
    """CREATE TABLE seen (
        origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL,
        time INTEGER NOT NULL, note BLOB NOT NULL, PRIMARY KEY (origin, size)
    )""",
    """CREATE TABLE forks (
        origin TEXT NOT NULL, size INTEGER NOT NULL, note BLOB NOT NULL,
        PRIMARY KEY (origin, size)
    )""",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A log as the witness knows it: what it cosigned last, and when (seconds since 1970).

    forks: pairs of two checkpoints of one size, both signed by the log, that contradict each
    other: the one that was cosigned and the one that was shown later. They prove a fork.
    removed: it is not answered any more.
    """

    origin: str
    size: int
    time: int | None
    forks: tuple[tuple[bytes, bytes], ...]
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, and what the operator wants to know of it.

    shown: the checkpoint that was shown, as far as it can be read; nobody may have signed it.
    forked: it is signed by its log and contradicts one that was cosigned.
    """

    answer: Answer
    shown: Checkpoint | None
    forked: bool


class WitnessStore:
    """The folder of a witness."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, log: VerifierKey) -> bool:
        """Witness a log from now on, under the name of its key; False when it was known before.

        A log may have several keys, the old and the new one while it changes them.
        """
        if log.type is not Type.SIGNATURE:
            raise Refused(
                N_("witness the log {name}").format(name=log.name),
                N_("the key is one that cosigns, and no log signs with such a key"),
                N_("Ask the operator of the log for its verifier key"),
            )
        with self._transaction() as database:
            added = database.execute(
                "INSERT OR IGNORE INTO logs VALUES (?, ?)", (log.name, str(log))
            )
            return added.rowcount == 1

    def remove(self, origin: str, key: VerifierKey | None = None) -> bool:
        """Answer a log no longer, or one of its keys; whether other keys of it are left.

        What was cosigned stays, and so do the proofs of a fork. NotFound when there is no such log
        or key.
        """
        with self._transaction() as database:
            gone = database.execute(
                "DELETE FROM logs WHERE origin = ? AND (? IS NULL OR key = ?)",
                (origin, key and str(key), key and str(key)),
            )
            if gone.rowcount == 0:
                raise NotFound(
                    N_("remove the log {origin}").format(origin=origin),
                    N_("the witness in {folder} does not know {value}").format(
                        folder=self.folder, value=N_("this key") if key else N_("it")
                    ),
                    N_("See which logs it knows: gestand witness show"),
                )
            return origin in _logs(database)

    def claim(self, key: SigningKey) -> None:
        """Make this the folder of the witness with this key; Refused when it is another's."""
        with self._transaction() as database:
            self._check_owner(database, key)

    def answer(self, body: bytes, key: SigningKey, time: int) -> Outcome:
        """The answer to a request, on disk before it is returned.

        key: that of the witness; Refused when the folder belongs to another one. time: seconds
        since 1970. Unavailable when nothing can be stored now: then nothing was cosigned.
        """
        with self._transaction() as database:
            self._check_owner(database, key)
            logs = _logs(database)
            answer = witness_protocol.decide(body, logs, key, time)
            shown = _shown(body)
            if answer.accepted is not None:
                assert shown is not None, "what was cosigned can be read"
                _remember(database, answer.accepted, shown[0], time)
            forked = shown is not None and _keep_fork(database, logs, *shown)
        return Outcome(answer, shown[1] if shown else None, forked)

    def cosigned_last(self, origin_hash: str, key: SigningKey) -> bytes | None:
        """The checkpoint that was cosigned last of a log, by the SHA-256 of its origin in hex.

        With the signatures of the log and the cosignature as it was given: the time is kept, and
        Ed25519 gives the same signature for the same message. None when there is none.
        """
        with self._transaction() as database:
            self._check_owner(database, key)
            for origin, known in _logs(database).items():
                if sha256(origin.encode()).hexdigest() == origin_hash:
                    return _recosigned(database, origin, known, key)
        return None

    def overview(self) -> list[Seen]:
        """Every log by name, also those that were removed, with what is known against it."""
        with self._transaction() as database:
            answered = _logs(database).keys()
            removed = database.execute("SELECT DISTINCT origin FROM seen").fetchall()
            return [
                Seen(
                    origin,
                    _last(database, origin)[0],
                    _time(database, origin),
                    _forks(database, origin),
                    origin not in answered,
                )
                for origin in sorted(answered | {origin for (origin,) in removed})
            ]

    def _check_owner(self, database: sqlite3.Connection, key: SigningKey) -> None:
        verifier = str(key.verifier)
        database.execute("INSERT OR IGNORE INTO witness VALUES (1, ?)", (verifier,))
        (owner,) = database.execute("SELECT key FROM witness").fetchone()
        if owner != verifier:
            raise Refused(
                N_("answer as the witness {name}").format(name=key.name),
                N_("the folder {folder} is that of another witness: {owner}").format(
                    folder=self.folder, owner=owner
                ),
                N_("Use its key, or give this witness a folder of its own with --state"),
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction that has the only lock from its beginning on, and ends on disk."""
        try:
            with closing(self._open()) as database:
                database.execute("BEGIN IMMEDIATE")
                try:
                    self._prepare(database)
                    yield database
                except BaseException:
                    database.execute("ROLLBACK")
                    raise
                database.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise Unavailable(
                N_("use the folder {folder}").format(folder=self.folder),
                of_system(error) if isinstance(error, OSError) else of_sqlite(error),
                N_("Check the folder, its rights and the room on the disk; nothing was cosigned"),
            ) from error

    def _open(self) -> sqlite3.Connection:
        self.folder.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.folder / FILE, LOCK_TIMEOUT_S, isolation_level=None)
        # EXTRA also writes the folder to disk: a power failure takes no answer back.
        database.execute("PRAGMA synchronous = EXTRA")
        return database

    def _prepare(self, database: sqlite3.Connection) -> None:
        """Make the tables of a new witness; Unavailable when the file is something else."""
        (application,) = database.execute("PRAGMA application_id").fetchone()
        if application == APPLICATION_ID:
            return
        if database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() != (0,):
            raise Unavailable(
                N_("use the folder {folder}").format(folder=self.folder),
                N_("its file {file} is none of a witness").format(file=FILE),
                N_("Name the folder of a witness, or a new one, with --state"),
            )
        for statement in _SCHEMA:
            database.execute(statement)


def _logs(database: sqlite3.Connection) -> dict[str, Known]:
    """What `decide` needs to know of every log."""
    keys: dict[str, list[VerifierKey]] = {}
    for origin, key in database.execute("SELECT origin, key FROM logs ORDER BY origin, rowid"):
        keys.setdefault(origin, []).append(VerifierKey.parse(key))
    return {origin: Known(tuple(known), *_last(database, origin)) for origin, known in keys.items()}


def _recosigned(
    database: sqlite3.Connection, origin: str, known: Known, key: SigningKey
) -> bytes | None:
    row = database.execute(
        "SELECT time, note FROM seen WHERE origin = ? ORDER BY size DESC LIMIT 1", (origin,)
    ).fetchone()
    if row is None:
        return None
    time, note = row
    opened = checkpoint.parse_note(note)
    try:
        signed = checkpoint.verified(opened, known.keys)
    except NotProven:
        return None  # signed with a key of the log that was taken away since
    cosignature = checkpoint.cosign(opened.text, key, time)
    return checkpoint.write(opened.text, [*signed.values(), cosignature])


def _last(database: sqlite3.Connection, origin: str) -> tuple[int, bytes]:
    row = database.execute(
        "SELECT size, root FROM seen WHERE origin = ? ORDER BY size DESC LIMIT 1", (origin,)
    ).fetchone()
    return row or (0, EMPTY_ROOT)


def _time(database: sqlite3.Connection, origin: str) -> int | None:
    (time,) = database.execute("SELECT MAX(time) FROM seen WHERE origin = ?", (origin,)).fetchone()
    return None if time is None else int(time)


def _shown(body: bytes) -> tuple[checkpoint.Note, Checkpoint] | None:
    """The checkpoint in a request, by whomever it is signed."""
    try:
        opened = checkpoint.parse_note(witness_protocol.parse(body).checkpoint)
        return opened, checkpoint.parse_checkpoint(opened.text)
    except InvalidInput:
        return None


def _remember(
    database: sqlite3.Connection, new: Checkpoint, opened: checkpoint.Note, time: int
) -> None:
    """Store what is cosigned; the same checkpoint again takes the place of its earlier time."""
    database.execute(
        "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)",
        (new.origin, new.size, new.root, time, bytes(opened)),
    )


def _keep_fork(
    database: sqlite3.Connection, logs: dict[str, Known], opened: checkpoint.Note, shown: Checkpoint
) -> bool:
    """Whether the log signed another root for a size that was cosigned; what proves it is kept."""
    row = database.execute(
        "SELECT root FROM seen WHERE origin = ? AND size = ?", (shown.origin, shown.size)
    ).fetchone()
    if shown.origin not in logs or row is None or row[0] == shown.root:
        return False
    try:
        checkpoint.verified(opened, logs[shown.origin].keys)
    except NotProven:
        return False
    database.execute(
        "INSERT OR IGNORE INTO forks VALUES (?, ?, ?)", (shown.origin, shown.size, bytes(opened))
    )
    return True


def _forks(database: sqlite3.Connection, origin: str) -> tuple[tuple[bytes, bytes], ...]:
    rows = database.execute(
        "SELECT seen.note, forks.note FROM forks JOIN seen USING (origin, size) "
        "WHERE origin = ? ORDER BY size",
        (origin,),
    )
    return tuple((bytes(first), bytes(second)) for first, second in rows)
