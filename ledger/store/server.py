"""A PostgreSQL database with a ledger: connecting to it, asking it, and what its errors mean.

What asks a ledger file asks a database in the same words. They differ in a few expressions, which
are translated here, in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Any

from domain.errors import NotFound, Problem, Refused, Unavailable
from languages import N_
from ledger import diagnostics
from ledger.said_by_others import of_server
from ledger.store.address import Address
from ledger.store.database import TABLE_THERE
from ledger.store.reader import RECORD_ID
from ledger.store.server_schema import COMMENT, CREATE, DROP, EXPECTED, FORMAT, PARTS

if TYPE_CHECKING:
    import psycopg

OLDEST_SERVER = 140_000
"""PostgreSQL 14, as libpq writes it: older ones lack functions that the ledger uses."""

CONNECT_TIMEOUT_S = 10
"""How long to wait for a server, unless the address says so with connect_timeout."""

_AT_ONCE = 1_000
"""So many rows of a long answer are fetched at once."""

_DIALECT = {
    RECORD_ID: "gestand.record_id(state)",
    TABLE_THERE: "SELECT 1 FROM pg_tables WHERE schemaname = 'gestand' AND tablename = ?",
    "position IN (SELECT value FROM json_each(?))": (
        "position IN (SELECT value::bigint FROM json_array_elements_text(?::json))"
    ),
    "FROM json_each(?)": "FROM json_array_elements_text(?::json)",
    "CREATE TEMP VIEW IF NOT EXISTS": "CREATE OR REPLACE TEMP VIEW",
    "main.": "gestand.",
    "temp.": "pg_temp.",
    "BEGIN": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "%": "%%",
    "?": "%s",
}
"""The words of a ledger file, and those of a server: a short list, applied in this order."""

_CONNECTING = N_(
    "Check the host, the port, the name of the database, the user "
    "and the password (in ~/.pgpass or PGPASSWORD)"
)
_ONLY_A_COPY = N_("That server takes no writes: name the one that it is a copy of")
_REMEDIES = {
    "42501": N_("Ask the owner of the ledger for the role gestand_reader or gestand_writer"),
    "55P03": N_("Wait until the other program is done and try again"),
    "57014": N_("Try again, or ask whoever runs the server"),
    "53100": N_("Make room on the disk of the server and try again; nothing was written"),
    "25006": _ONLY_A_COPY,
    "0A000": _ONLY_A_COPY,  # in a transaction that says that it will write
    "3D000": N_("Make the database first (createdb), or name another one"),
    "40001": N_("Try again"),
}
"""What to do, by SQLSTATE."""


def unavailable(address: Address, error: BaseException) -> Unavailable:
    """What an error of the server, or of the way to it, means to the user."""
    cause = _server_error(error)
    state = getattr(cause, "sqlstate", None) or ""
    remedy = _REMEDIES.get(state, N_("Ask whoever runs the server, or try again"))
    return Unavailable(
        N_("use the ledger {address}").format(address=address), of_server(_said(cause)), remedy
    )


def _server_error(error: BaseException) -> BaseException:
    """Psycopg's own error, which eventsourcing wraps in one of its own."""
    while not hasattr(error, "sqlstate") and error.__cause__ is not None:
        error = error.__cause__
    return error


def _said(error: BaseException) -> str:
    """The first line of what the server said, without the full stop."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")


def load() -> Any:
    """The library that speaks to PostgreSQL; Unavailable where it is not installed."""
    try:
        import psycopg
    except ImportError as error:
        raise Unavailable(
            N_("use a ledger on PostgreSQL"),
            N_("what speaks to such a server is not installed"),
            N_("Install it: pip install 'gestand[postgres]'"),
        ) from error
    return psycopg


def connected(address: Address) -> psycopg.Connection[Any]:
    """A connection in which every statement is a transaction of its own, unless one is begun.

    Unavailable says why there is none, and never shows the password.
    """
    library = load()
    try:
        parameters = library.conninfo.conninfo_to_dict(address.conninfo)
    except library.Error as error:
        # What libpq says of an address that it cannot read may repeat any part of it.
        obstacle = N_("it is no address of a database")
        remedy = N_("Write postgresql://USER@HOST:PORT/DATABASE")
        raise Unavailable(
            N_("use the ledger {address}").format(address=address), obstacle, remedy
        ) from error
    parameters.setdefault("connect_timeout", CONNECT_TIMEOUT_S)
    parameters.setdefault("application_name", "gestand")
    started = diagnostics.clock()
    try:
        connection: psycopg.Connection[Any] = library.connect(
            **parameters | {"client_encoding": "UTF8"}, autocommit=True
        )
    except library.Error as error:
        # Its cause would show the address with all that is in it.
        asked, state = N_("use the ledger {address}").format(address=address), error.sqlstate or ""
        remedy = _REMEDIES.get(state, _CONNECTING)
        raise Unavailable(asked, of_server(_shown(error, parameters)), remedy) from None
    version, encrypted = connection.info.server_version, connection.pgconn.ssl_in_use
    diagnostics.tell(
        "connected to %s in %.0f ms: PostgreSQL %d.%d, %s",
        *(address, diagnostics.ms_since(started), *divmod(version, 10_000)),
        "encrypted" if encrypted else "not encrypted",
    )
    try:
        check_version(address, version)
        prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _shown(error: BaseException, parameters: dict[str, Any]) -> str:
    """What libpq said, without the password should it repeat that."""
    said = _said(error)
    for name in ("password", "sslpassword"):
        if secret := str(parameters.get(name) or ""):
            said = said.replace(secret, "***")
    return said


def check_version(address: Address, version: int) -> None:
    """Unavailable when a server is older than what the ledger needs."""
    if version < OLDEST_SERVER:
        raise Unavailable(
            N_("use the ledger {address}").format(address=address),
            N_("the server is PostgreSQL {version}").format(version=version // 10_000),
            N_("Use a server of version {oldest_server} or later").format(
                oldest_server=OLDEST_SERVER // 10_000
            ),
        )


def prepare(connection: psycopg.Connection[Any]) -> None:
    """Have names mean what they say, and what was committed be on disk.

    Only this program makes temporary views here: of the records, without those that count for
    nothing.
    """
    connection.execute("SET search_path = pg_catalog, pg_temp, gestand")
    connection.execute("SET idle_in_transaction_session_timeout = 0")
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) "
        "WHERE current_setting('synchronous_commit') = 'off'"
    )


def undone(connection: psycopg.Connection[Any]) -> None:
    """End what nobody ended; a connection that was lost has nothing to end."""
    try:
        connection.rollback()
    except load().Error:
        connection.close()


def opened(address: Address) -> ServerConnection:
    """A connection to a ledger; NotFound or Unavailable says why there is none."""
    connection = connected(address)
    try:
        _check_ledger(address, connection)
    except load().Error as error:
        connection.close()
        raise unavailable(address, error) from error
    except BaseException:
        connection.close()
        raise
    return ServerConnection(address, connection)


def _comment(connection: psycopg.Connection[Any]) -> str | None:
    """What the schema says of itself; None where there is no schema."""
    row = connection.execute(
        "SELECT coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace "
        "WHERE nspname = 'gestand'"
    ).fetchone()
    return None if row is None else str(row[0])


def _check_ledger(address: Address, connection: psycopg.Connection[Any]) -> None:
    """Say in plain words why a database holds no ledger, before the server says it in its."""
    asked = N_("open the ledger {address}").format(address=address)
    comment = _comment(connection)
    if comment is None:
        remedy = N_(
            "Make one with `gestand init`, or name another with --ledger or in GESTAND_LEDGER"
        )
        raise NotFound(asked, N_("there is no ledger in that database"), remedy)
    if not comment.startswith(COMMENT):
        raise _foreign(asked)
    if comment != f"{COMMENT}{FORMAT}":
        obstacle = N_("a newer version of gestand has made it")
        raise Unavailable(asked, obstacle, N_("Install that version or later"))
    row = connection.execute(
        "SELECT has_schema_privilege('gestand', 'USAGE'), current_user"
    ).fetchone()
    if row is not None and not row[0]:
        raise Unavailable(
            asked, N_("{row} has no right to use it").format(row=row[1]), _REMEDIES["42501"]
        )
    missing = sorted(EXPECTED - set(connection.execute(PARTS)) - _GUARDS, key=_tables_first)
    if missing:
        obstacle = N_("it is half made: it has no {missing}").format(missing=" ".join(missing[0]))
        remedy = N_(
            "Restore it from a backup; if nothing was ever recorded, drop the schema gestand"
        )
        raise Unavailable(asked, obstacle, remedy)


def _tables_first(part: tuple[str, str]) -> tuple[bool, tuple[str, str]]:
    return part[0] != "table", part


_GUARDS = frozenset(part for part in EXPECTED if part[0] == "trigger")
"""Without these all can be read: `gestand verify` remarks that they are missing."""


def _foreign(asked: str) -> Unavailable:
    obstacle = N_("its schema gestand was not made by gestand")
    return Unavailable(asked, obstacle, N_("Use another database, such as a new one (createdb)"))


def create(address: Address, ledger_id: str) -> None:
    """Make the tables of a new ledger, all or none; Refused when there is one."""
    connection = connected(address)
    asked = N_("make the ledger {address}").format(address=address)
    try:
        with connection:
            comment = _comment(connection)
            if comment is not None and not comment.startswith(COMMENT):
                raise _foreign(asked)
            if comment is not None:
                obstacle = N_("there is a ledger in that database")
                raise Refused(asked, obstacle, N_("Use it, or name another database with --ledger"))
            encoding = connection.info.parameter_status("server_encoding")
            if encoding != "UTF8":
                obstacle = N_("the database keeps its texts in {encoding}").format(
                    encoding=encoding
                )
                raise Unavailable(asked, obstacle, N_("Make one with `createdb --encoding UTF8`"))
            with connection.transaction():
                connection.execute(CREATE)
                values = (ledger_id, b"", "")
                connection.execute("INSERT INTO gestand.head VALUES (1, %s, 0, %s, %s)", values)
    except load().errors.DuplicateSchema as error:
        raise Refused(asked, N_("another program makes it just now"), N_("Use that one")) from error
    except load().Error as error:
        if error.sqlstate == "42501":
            remedy = N_("Ask whoever runs the server for the right to make a schema there")
            raise Unavailable(asked, of_server(_said(error)), remedy) from error
        raise unavailable(address, error) from error


def drop(address: Address) -> None:
    """Take away a ledger that was just made and never became one."""
    with suppress(Problem, load().Error), connected(address) as connection:
        connection.execute(DROP)


class Rows:
    """The rows of an answer: all at once, or piece by piece as they are read.

    What changes something is done at once.
    """

    def __init__(self, asked: ServerConnection, statement: str, parameters: Sequence[Any]) -> None:
        self._asked, self._statement, self._parameters = asked, statement, parameters
        self._done = not statement.startswith("SELECT")
        if self._done:
            asked.whole(statement, parameters)

    def fetchall(self) -> list[Any]:
        """All of them."""
        return [] if self._done else self._asked.whole(self._statement, self._parameters)

    def fetchone(self) -> Any:
        """The first one, None where there is none."""
        return next(iter(self.fetchall()), None)

    def __iter__(self) -> Iterator[Any]:
        return self._asked.pieces(self._statement, self._parameters)


class ServerConnection:
    """A connection that is asked in the words in which a ledger file is asked.

    Its errors are problems of the user already.
    """

    def __init__(self, address: Address, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self._address = address
        self._names = map("answer_{}".format, count())

    def execute(self, statement: str, parameters: Sequence[Any] = (), /) -> Rows:
        """What a statement gives, once it is asked for."""
        return Rows(self, statement, parameters)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> None:
        """Run a statement for each of some rows, without the pipeline of psycopg."""
        for row in rows:
            self.whole(statement, row)

    def rollback(self) -> None:
        """End a transaction, and keep nothing of it."""
        with self._told():
            self.connection.rollback()

    def close(self) -> None:
        """Let go of the server."""
        self.connection.close()

    def whole(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        """All rows at once."""
        started = diagnostics.clock()
        with self._told(), self._cursor() as cursor:
            cursor.execute(_translated(statement), parameters)
            rows = cursor.fetchall() if cursor.description else []
        taken_ms = diagnostics.ms_since(started)
        diagnostics.tell("%d rows in %.0f ms: %s", len(rows), taken_ms, statement)
        return rows

    def pieces(self, statement: str, parameters: Sequence[Any]) -> Iterator[Any]:
        """The rows a piece at a time, so that an answer of any size takes no memory."""
        name = next(self._names)
        # Where no transaction is open, it outlives the one of its own statement.
        idle = self.connection.info.transaction_status == 0
        declared = f"DECLARE {name} NO SCROLL CURSOR {'WITH HOLD ' if idle else ''}FOR "
        with self._told(), self._cursor() as cursor:
            cursor.execute(declared.encode() + _translated(statement), parameters)
        while rows := self.whole(f"FETCH {_AT_ONCE} FROM {name}", ()):
            yield from rows
            if len(rows) < _AT_ONCE:
                break
        self.whole(f"CLOSE {name}", ())

    def _cursor(self) -> psycopg.Cursor[Any]:
        from psycopg.rows import tuple_row

        return self.connection.cursor(row_factory=tuple_row)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except load().Error as error:
            raise unavailable(self._address, error) from error


def _translated(statement: str) -> bytes:
    for ours, theirs in _DIALECT.items():
        if ours != "BEGIN" or statement == "BEGIN":
            statement = statement.replace(ours, theirs)
    return statement.encode()
