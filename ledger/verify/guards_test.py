"""Guards and indexes of a ledger file: what is missing is remarked, what hides records is found."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.store.database import FORMATS, opened
from ledger.store.reader import RECORD_ID
from ledger.verify.conftest import extend, verdict
from ledger.verify.finding import Word
from ledger.verify.ledger_file import LedgerFile, Remark

SIZE, HIDDEN = 700, 450
GOLDEN = Path(__file__).parent.parent / "golden" / "ledger.0.db.gz"
PLACES = "sqlite_autoindex_stored_events_1"
ON_PLACES = "ON stored_events (originator_id, originator_version)"
ID = f"CASE position WHEN {HIDDEN} THEN 'other' ELSE {RECORD_ID} END"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger before anybody touches it."""
    path = tmp_path / "ledger.db"
    extend(path, 0, SIZE)
    return path


def change(path: Path, *statements: str) -> None:
    """What somebody does with SQLite who may also write into its schema."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)


def remarked(path: Path) -> list[Remark]:
    """What is remarked; every time the verdict stays what it was."""
    assert verdict(path).word is Word.UNWITNESSED
    with closing(LedgerFile(path)) as evidence:
        return evidence.remarks()


def triggers() -> list[str]:
    """The names of all guards, as the newest format has them."""
    statements = [statement for form in FORMATS for statement in form]
    return [
        statement.split()[5] for statement in statements if statement.startswith("CREATE TRIGGER")
    ]


def test_nothing_to_remark(ledger: Path) -> None:
    """A ledger as it is made has everything, also after ANALYZE and VACUUM."""
    assert remarked(ledger) == []
    change(ledger, "ANALYZE", "VACUUM")
    assert remarked(ledger) == []


def test_an_old_format(tmp_path: Path) -> None:
    """A file of an older format is held against that format."""
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(GOLDEN.read_bytes()))
    with closing(opened(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
    assert remarked(path) == []


@pytest.mark.parametrize("name", triggers())
def test_a_guard_that_is_missing(ledger: Path, name: str) -> None:
    """Each guard that was removed is named."""
    change(ledger, f"DROP TRIGGER {name}")
    assert remarked(ledger) == [Remark("missing", "trigger", name)]


def test_a_guard_that_guards_nothing(ledger: Path) -> None:
    """A guard of the same name that lets everything pass is not the one that was there."""
    body = "BEFORE UPDATE ON stored_events WHEN 0 BEGIN SELECT 1; END"
    change(ledger, "DROP TRIGGER no_update", f"CREATE TRIGGER no_update {body}")
    assert remarked(ledger) == [Remark("changed", "trigger", "no_update")]


@pytest.mark.parametrize(
    ("statement", "remark"),
    [
        ("DROP INDEX record_id", Remark("missing", "index", "record_id")),
        ("DROP TABLE checkpoints", Remark("missing", "table", "checkpoints")),
        ("CREATE INDEX more ON stored_events (topic)", Remark("extra", "index", "more")),
        ("CREATE VIEW more AS SELECT 1", Remark("extra", "view", "more")),
        ("CREATE TABLE more (a)", Remark("extra", "table", "more")),
        (
            "CREATE TRIGGER more AFTER INSERT ON head BEGIN SELECT 1; END",
            Remark("extra", "trigger", "more"),
        ),
        ("ALTER TABLE head ADD more", Remark("changed", "table", "head")),
    ],
)
def test_other_parts(ledger: Path, statement: str, remark: Remark) -> None:
    """Tables, indexes and views that are missing, changed, or of somebody else."""
    change(ledger, statement)
    assert remark in remarked(ledger)


def test_a_place_that_the_index_leaves_out(ledger: Path) -> None:
    """A record that questions about its stream would not find is found here."""
    change(ledger, f"CREATE UNIQUE INDEX other {ON_PLACES} WHERE position <> {HIDDEN}")
    with closing(sqlite3.connect(ledger)) as connection:
        statement = "SELECT rootpage FROM sqlite_master WHERE name IN (?, 'other') ORDER BY name"
        (root,), (places,) = connection.execute(statement, (PLACES,)).fetchall()
    swapped = f"CASE rootpage WHEN {root} THEN {places} ELSE {root} END"
    where = f"WHERE rootpage IN ({root}, {places})"
    change(ledger, f"UPDATE sqlite_master SET rootpage = {swapped} {where}")
    assert findings(ledger) == [("hidden", HIDDEN)]


@pytest.mark.parametrize(
    ("made", "finding"),
    [
        (f"({RECORD_ID}) WHERE position <> {HIDDEN}", ("entries", None)),
        (f"({ID})", ("hidden", HIDDEN)),
        (f"({RECORD_ID} DESC)", ("order", None)),
    ],
)
def test_an_id_that_the_index_does_not_find(
    ledger: Path, made: str, finding: tuple[str, int | None]
) -> None:
    """An index of ids that was made otherwise than it says is found."""
    with closing(sqlite3.connect(ledger)) as connection:
        statement = "SELECT sql FROM sqlite_master WHERE name = 'record_id'"
        ((before,),) = connection.execute(statement).fetchall()
    honest = before.replace("'", "''")
    change(
        ledger,
        "DROP INDEX record_id",
        f"CREATE UNIQUE INDEX record_id ON stored_events {made}",
        f"UPDATE sqlite_master SET sql = '{honest}' WHERE name = 'record_id'",
    )
    assert findings(ledger) == [finding]


def test_pages_that_do_not_hang_together(ledger: Path) -> None:
    """What SQLite finds wrong with its pages is told."""
    change(ledger, "PRAGMA journal_mode = DELETE")
    content = bytearray(ledger.read_bytes())
    content[36:40] = (9).to_bytes(4, "big")  # how many pages are free
    ledger.write_bytes(content)
    assert [code for code, _ in findings(ledger)] == ["structure"]


def findings(path: Path) -> list[tuple[str, int | None]]:
    """What the verdict says, of a ledger that was altered."""
    verdict_ = verdict(path)
    assert verdict_.word is Word.ALTERED
    assert verdict_.first == verdict_.findings[0].first
    return [(finding.code, finding.first) for finding in verdict_.findings]
