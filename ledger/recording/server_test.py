"""What a PostgreSQL database does by itself: append, keep the tree, and let nobody do more."""

from __future__ import annotations

import resource
import socket
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from random import Random
from typing import Any

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Unavailable, UsageProblem
from features.server import Server, running
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.store import server as connecting
from ledger.store.address import Address, location, without_password, without_settings
from ledger.store.reader import Reader
from ledger.store.recorder import DurableDatastore, EarlierThanHead, LedgerRecorder
from ledger.store.server_recorder import ServerDatastore, ServerRecorder
from ledger.store.server_schema import ROLES
from ledger.store.transaction import writing_to
from ledger.store.writer import Store

PARTY = {"kind": "party.registered", "party": "ncg", "name": "NCG", "type": "other"}
LETTER = {"on": "2020", "source": [{"title": "a letter"}]}

TABLES = {
    "stored_events": "position",
    "head": "one",
    "tiles": "level, number",
}
"""What both keep, and in which order it is compared."""

# -- without a server --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://anna:secret@h/d", "postgresql://anna@h/d"),
        ("postgresql://anna:secret@h:5/d?password=secret", "postgresql://anna@h:5/d"),
        ("postgres://h/d", "postgres://h/d"),
        ("postgresql:///d?user=anna&password=secret", "postgresql:///d"),
        ("postgresql://anna:se%40[c:ret@h/d", "postgresql://anna@h/d"),
        ("ledger.db", "ledger.db"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    """Whatever else is in an address, only what names the database is shown."""
    assert without_password(address) == str(location(address)) == shown


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://anna:se@cret@h/d",
        "postgresql://anna:se/cret@h/d",
        "postgresql://anna:se#cret@h/d",
        "postgresql://anna:se?cret@h/d",
        "postgresql://anna:se[cret@h/d?password=se@cret",
        "postgresql://anna:secret/d",
        "postgresql://[::1:5432/secret",
        "postgresql:/anna:secret@h/d",
        "mysql://anna:secret@h/d",
        "host=h user=anna password=secret",
        "host=h sslpassword=secret",
    ],
)
def test_an_address_that_is_none(address: str) -> None:
    """Where it cannot be told what the password is, nothing of it is shown, and how to write it."""
    with pytest.raises(UsageProblem, match="postgresql://USER@HOST") as told:
        location(address)
    assert "cret" not in str(told.value)
    if address.startswith("postgresql://"):
        assert without_password(address) == "postgresql://"


@pytest.mark.parametrize(
    "address",
    [
        "https://anna:secret@h/log",
        "https://anna:se/cret@h/log",
        "https://anna:se?c@cret@h/log",
        "https://secret@h/log",
    ],
)
def test_an_address_of_a_website_is_shown_without_its_password(address: str) -> None:
    """Nothing of what precedes the host is shown, whatever stands in it."""
    assert without_password(address) == "https://h/log"


@pytest.mark.parametrize(
    "shown",
    ["https://h/@anna", "https://h:80/@anna?b=c@d", "https://[::1]:80/@anna", "http://h:80"],
)
def test_an_address_of_a_website(shown: str) -> None:
    """One that says nobody's name is shown as it is."""
    assert without_password(shown) == shown


@pytest.mark.parametrize(
    "shown", ["postgresql://h", "postgresql://a@h:1,i:2/d", "postgresql://[::1]:5432/d"]
)
def test_other_addresses(shown: str) -> None:
    """Several hosts, an address of version 6, no database: all may be."""
    assert str(location(shown)) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("run trust host=h password=secret.", "run trust host=h password=…"),
        ("read PASSWORD = 'a se\\'cret' user=anna: no", "read PASSWORD = … user=anna: no"),
        (r"'host=h sslpassword=a\ secret' there", "'host=h sslpassword=…' there"),
        (r"'host=h sslpassword=a\\ secret' there", "'host=h sslpassword=…' there"),
        ("'host=h password\t=\nhun'ter2' there", "'host=h password\t=\n…' there"),
        ("a password is asked for", "a password is asked for"),
    ],
)
def test_settings_are_shown_without_their_password(words: str, shown: str) -> None:
    """What libpq takes for one is not shown, in whatever words it stands."""
    assert without_settings(words) == without_settings(shown) == shown


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing that speaks to a server is installed, it is said how to install it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Unavailable, match=r"pip install 'gestand\[postgres\]'"):
        Reader(location("postgresql://h/d"))


def test_an_old_server() -> None:
    """A server that lacks what the ledger uses is refused by its version."""
    address = Address("", "postgresql://h/d")
    connecting.check_version(address, 140_000)
    with pytest.raises(Unavailable, match="the server is PostgreSQL 13"):
        connecting.check_version(address, 130_022)


@pytest.mark.parametrize(
    ("state", "remedy"),
    [
        ("53100", "Make room on the disk of the server"),
        ("25006", "name the one that it is a copy of"),
        ("42501", "Ask the owner of the ledger"),
        ("XX000", "Ask whoever runs the server"),
    ],
)
def test_what_to_do(state: str, remedy: str) -> None:
    """What a server says comes with what to do about it."""
    error = psycopg.errors.lookup(state)("it cannot be.\nDETAIL: more of it")
    problem = connecting.unavailable(Address("", "postgresql://h/d"), error)
    assert problem.obstacle == "the server says “it cannot be”"
    assert remedy in problem.remedy


# -- appending ---------------------------------------------------------------------------------


def on_server(text: str) -> Address:
    """An address that is one."""
    address = location(text)
    assert isinstance(address, Address)
    return address


@contextmanager
def recording(text: str) -> Iterator[ServerRecorder]:
    """A recorder of a new ledger on a server."""
    with closing(ServerDatastore(on_server(text))) as datastore:
        recorder = ServerRecorder(datastore)
        recorder.create_table()
        yield recorder


def rows_of(recorder: LedgerRecorder | ServerRecorder, table: str, order: str) -> list[Any]:
    """What stands in a table."""
    with recorder.datastore.transaction(commit=False) as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY {order}")
        found: list[Any] = list(cursor.fetchall())
    rows = [tuple(row.values() if isinstance(row, dict) else row) for row in found]
    return [row[:1] + row[2:] for row in rows] if table == "head" else rows  # ids are random


NAMES = st.text("abé\U0001f600'\\%?", min_size=1, max_size=4)
EVENTS = st.tuples(NAMES, st.binary(max_size=40))
BATCHES = st.lists(
    st.tuples(st.lists(EVENTS, max_size=8), st.integers(0, 3), st.sampled_from([0, 1, 254, 300])),
    max_size=6,
)


@pytest.mark.postgres
@given(batches=BATCHES)
def test_the_functions_are_the_recorder_of_a_file(
    server: Server, batches: Sequence[tuple[Sequence[tuple[str, bytes]], int, int]]
) -> None:
    """Whatever is appended in whatever pieces, and whatever is refused: both keep the same."""
    with (
        recording(server.database()) as there,
        closing(DurableDatastore("file::memory:", 5)) as memory,
    ):
        here = LedgerRecorder(memory)
        here.create_table()
        versions = dict[str, int]()
        for number, (told, moment, padding) in enumerate(batches):
            events = []
            for stream, state in told:
                versions[stream] = versions.get(stream, 0) + 1
                events.append(StoredEvent(stream, versions[stream], "k", state))
            events += [StoredEvent(f"{number}", n, "k", b"") for n in range(padding)]
            outcomes: list[object] = []
            for recorder in (here, there):
                try:
                    appended = recorder.insert_events(events, recorded_at=f"2026-01-0{moment}")
                    outcomes.append(list(appended or ()))
                except (EarlierThanHead, IntegrityError) as error:
                    outcomes.append(type(error))
            assert outcomes[0] == outcomes[1]
        for table, order in TABLES.items():
            assert rows_of(here, table, order) == rows_of(there, table, order)


@pytest.mark.postgres
@pytest.mark.long
def test_tiles_of_tiles(server: Server) -> None:
    """Of 65,536 records the tile above their tiles is kept too, and is that of a file."""
    with (
        recording(server.database()) as there,
        closing(DurableDatastore("file::memory:", 5)) as memory,
    ):
        here = LedgerRecorder(memory)
        here.create_table()
        events = [StoredEvent(f"s/{number}", 1, "k", b"%d" % number) for number in range(65_800)]
        for recorder in (here, there):
            recorder.insert_events(events[:7])
            recorder.insert_events(events[7:])
        for table, order in TABLES.items():
            assert rows_of(here, table, order) == rows_of(there, table, order)


@pytest.mark.postgres
def test_a_record_as_long_as_may_be(server: Server) -> None:
    """Long records, many at once: bytes come back as they went in, and the memory stays bounded."""
    address = server.database()
    with recording(address) as recorder:
        state = bytes(range(256)) * 256
        recorder.insert_events([StoredEvent(f"s/{n}", 1, "k", state[n:]) for n in range(200)])
    with closing(Reader(location(address))) as reader:
        assert [stored for _, stored in reader.stored()] == [state[n:] for n in range(200)]


# -- rights ------------------------------------------------------------------------------------


@pytest.fixture
def writer(server: Server) -> str:
    """The address of a ledger with one record, for somebody who may write to it."""
    address = server.database()
    with recording(address) as recorder:
        recorder.insert_events([StoredEvent("s/1", 1, "k", b'{"id":"first"}')])
    name = address.rpartition("/")[2]
    server.ask(name, ROLES, f"CREATE ROLE {name}_w LOGIN PASSWORD 'w'")
    server.ask(name, f"GRANT gestand_writer TO {name}_w")
    return server.address(name, f"{name}_w", "w")


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO gestand.stored_events VALUES ('s/9', 1, 'k', '', 9, '')",
        "UPDATE gestand.stored_events SET state = ''",
        "DELETE FROM gestand.stored_events",
        "TRUNCATE gestand.stored_events",
        "UPDATE gestand.head SET size = 9",
        "INSERT INTO gestand.tiles VALUES (0, 0, '', '')",
        "INSERT INTO gestand.checkpoints (size, note) VALUES (1, '')",
        "INSERT INTO gestand.copy VALUES (1, '', '')",
        "LOCK TABLE gestand.stored_events",
        "CREATE TABLE gestand.mine ()",
        "ALTER TABLE gestand.stored_events DISABLE TRIGGER ALL",
        "DROP FUNCTION gestand.lock_head()",
        "SET ROLE gestand_owner",
        "SET session_replication_role = replica",
        "SELECT * FROM gestand.head FOR UPDATE",
    ],
)
def test_a_writer_can_append_and_nothing_else(writer: str, statement: str) -> None:
    """No statement of a writer changes anything but the two functions."""
    with (
        psycopg.connect(writer) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


@pytest.mark.postgres
def test_tables_and_functions_of_a_caller_are_not_read_in_place_of_ours(writer: str) -> None:
    """Who appends may have tables of the same names, and a path on which they come first."""
    with psycopg.connect(writer) as connection:
        for table in ("head", "stored_events", "tiles"):
            connection.execute(
                f"CREATE TEMPORARY TABLE {table} AS SELECT * FROM gestand.{table}".encode()
            )
        connection.execute("UPDATE pg_temp.head SET size = 0, frontier = ''")
        connection.execute("CREATE TYPE pg_temp.bytea AS (none integer)")
        connection.execute(
            "CREATE FUNCTION pg_temp.sha256(pg_catalog.bytea) RETURNS pg_catalog.bytea "
            "LANGUAGE sql AS 'SELECT $1'"
        )
        connection.execute("SET search_path = pg_temp, gestand, pg_catalog")
        (size,) = connection.execute(
            "SELECT gestand.append(ARRAY['s/2'], ARRAY[1::bigint], ARRAY['k'], "
            "ARRAY['{}'::pg_catalog.bytea], '')"
        ).fetchone() or (None,)
        assert size == 2
        assert connection.execute("SELECT size FROM pg_temp.head").fetchone() == (0,)
    with closing(Reader(on_server(writer))) as reader:
        assert reader.head().size == 2
        assert [stored for _, stored in reader.stored()] == [b'{"id":"first"}', b"{}"]


@pytest.mark.postgres
def test_the_functions_act_as_nobody_who_may_do_all(server: Server, writer: str) -> None:
    """What acts as its owner belongs to a role that is no superuser, and looks names up safely."""
    found = server.ask(
        writer.rpartition("/")[2],
        "SELECT proname, rolsuper, rolcanlogin, array_to_string(proconfig, ';') FROM pg_proc "
        "JOIN pg_roles ON pg_roles.oid = proowner "
        "WHERE pronamespace = 'gestand'::regnamespace AND prosecdef ORDER BY proname",
    )
    path = "search_path=pg_catalog, pg_temp"
    assert found == [("append", False, False, path), ("lock_head", False, False, path)]


# -- reading -----------------------------------------------------------------------------------


@pytest.mark.postgres
def test_a_snapshot_stays_while_others_write(server: Server) -> None:
    """A question that is asked in many statements sees the ledger as it was when it began."""
    address = server.database()
    with recording(address) as recorder, closing(Reader(location(address))) as reader:
        recorder.insert_events([StoredEvent(f"s/{n}", 1, "k", b"%d" % n) for n in range(3_000)])
        with reader.snapshot():
            pieces = reader.stored(0, 5_000)
            next(pieces)
            recorder.insert_events([StoredEvent("s/later", 1, "k", b"later")])
            assert reader.head().size == 3_000
            assert sum(1 for _ in pieces) == 2_999
        assert reader.head().size == 3_001


@pytest.mark.postgres
def test_two_long_answers_at_once(server: Server) -> None:
    """While one answer is read, another question is asked, and one is left unread."""
    address = server.database()
    with recording(address) as recorder, closing(Reader(location(address))) as reader:
        recorder.insert_events([StoredEvent(f"s/{n}", 1, "k", b"%d" % n) for n in range(2_500)])
        first, second, left = reader.stored(), reader.stored(1_000), reader.stored()
        next(left)
        del left
        assert [one == other for (one, _), (other, _) in zip(first, second, strict=False)] == [
            False
        ] * 1_500


# -- lost connections --------------------------------------------------------------------------


class Line:
    """A line to the server that breaks when the client says a word, before or after it arrives."""

    def __init__(self, port: int, word: bytes, *, arrives: bool) -> None:
        self._to, self._word, self._arrives = port, word, arrives
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.broken = False
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Take no more calls."""
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                there = socket.create_connection(("127.0.0.1", self._to))
                cut = threading.Event()
                for ends in ((client, there), (there, client)):
                    threading.Thread(target=self._carry, args=(*ends, cut), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, cut: threading.Event) -> None:
        with suppress(OSError):
            while (octets := source.recv(65_536)) and not cut.is_set():
                if self._word in octets and not self.broken:
                    self.broken = True
                    cut.set()
                    if not self._arrives:
                        break
                    target.sendall(octets)
                    return  # the answer of the server goes nowhere, and ends the line
                target.sendall(octets)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@pytest.mark.postgres
@pytest.mark.parametrize("arrives", [True, False])
def test_a_connection_that_is_lost_in_the_commit(
    server: Server, tally: Counter[str], *, arrives: bool
) -> None:
    """What was committed is acknowledged, once; what was not is not, and can be recorded."""
    address = server.database()
    journal = Journal([Entry(PARTY | LETTER, lambda _: "")])
    Store.create(location(address)).close()
    with (
        closing(Line(server.port, b"COMMIT\0", arrives=arrives)) as line,
        closing(Store.open(location(address.replace(str(server.port), str(line.port))))) as store,
    ):
        if arrives:
            record(store, journal)
        else:
            with pytest.raises(Unavailable, match="nothing was recorded"):
                record(store, journal)
        assert line.broken
        tally["lines cut"], tally["acknowledged"] = 1, 1 + arrives
        with closing(Reader(location(address))) as reader:
            assert reader.head().size == int(arrives)
        record(store, journal)  # the same again changes nothing, or is recorded now
        with closing(Reader(location(address))) as reader:
            assert reader.head().size == 1


@pytest.mark.postgres
def test_a_line_that_breaks_while_reading(server: Server) -> None:
    """Whoever reads is told that the line broke."""
    address = server.database()
    Store.create(location(address)).close()
    with closing(Reader(location(address))) as reader:
        server.ask(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{address.rpartition('/')[2]}'",
        )
        with pytest.raises(Unavailable, match="use the ledger postgresql://"):
            reader.head()


# -- disks and time ----------------------------------------------------------------------------

LARGE = [StoredEvent(f"s/{n}", 1, "k", Random(n).randbytes(65_000)) for n in range(300)]
"""These need a file that is longer than any other of a server: its log has pieces of 16 MiB."""


@pytest.fixture
def cramped() -> Iterator[Server]:
    """A server that is refused every write beyond 17 MiB of a file, until it is started again."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (17 * 2**20, before[1]))
    with ExitStack() as until_done:
        try:
            started = until_done.enter_context(running())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        yield started


def append_large(address: Address) -> None:
    """Append them as one import."""
    with writing_to(address) as transaction:
        transaction.append(LARGE, "2026")


@pytest.mark.postgres
def test_a_server_whose_disk_is_full(cramped: Server, tally: Counter[str]) -> None:
    """Where the server cannot write it is told in words, and nothing of an import is there."""
    address = on_server(cramped.database())
    Store.create(address).close()
    with pytest.raises(Unavailable, match="File too large"):
        append_large(address)
    with closing(Reader(address)) as reader:
        assert reader.head().size == 0
    cramped.stop()
    cramped.start()
    append_large(address)
    with closing(Reader(address)) as reader:
        assert reader.head().size == len(LARGE)
    tally["refused"], tally["acknowledged"] = 1, 1


@pytest.mark.postgres
def test_a_server_that_ends_what_takes_long(server: Server) -> None:
    """A limit of the server on waiting is told in words; nothing is there, and later it is."""
    text = server.database()
    address, database = on_server(text), text.rpartition("/")[2]
    Store.create(address).close()
    server.ask("postgres", f"ALTER DATABASE {database} SET statement_timeout = '20ms'")
    journal = Journal([Entry(PARTY | LETTER, lambda _: "")])
    with closing(Store.open(address)) as store:
        with psycopg.connect(text) as other:
            other.execute("SELECT gestand.lock_head()")
            with pytest.raises(Unavailable, match="statement timeout"):
                record(store, journal)
        record(store, journal)
    with closing(Reader(address)) as reader:
        assert reader.head().size == 1


def test_a_server_that_never_answers() -> None:
    """Whoever takes a call and says nothing is not waited for without end."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(Unavailable, match=r"timeout expired.*Check the host, the port"):
            Reader(location(f"postgresql://anna:secret@127.0.0.1:{port}/d?connect_timeout=2"))
