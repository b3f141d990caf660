"""A PostgreSQL server to be thrown away: for tests, for benchmarks, and for looking around.

python -m features.server COMMAND…    runs a command with GESTAND_LEDGER at a new database
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

MISSING = (
    "What needs PostgreSQL cannot run: there is no initdb. Install the package `postgresql` of the "
    "system, such as with `apt-get install postgresql`."
)

UNPRIVILEGED = "nobody"
"""Who runs the server when it is started by root, which PostgreSQL refuses."""


def programs() -> Path | None:
    """The folder of the programs of the newest server that is installed; None without any."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parts[-2])
    )
    found = [folder for folder in folders if (folder / "initdb").exists()]
    if found:
        return found[-1]
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


@dataclass
class Server:
    """A server that runs on loopback.

    folder: of its data and its log. user: who runs it; None: whoever runs this program.
    """

    programs: Path
    folder: Path
    port: int
    password: str
    user: str | None

    def __post_init__(self) -> None:
        self._numbers = count()

    def address(self, database: str, user: str = "postgres", password: str | None = None) -> str:
        """Of a database, as --ledger takes it."""
        secret = self.password if password is None else password
        return f"postgresql://{user}:{secret}@127.0.0.1:{self.port}/{database}"

    def database(self, options: str = "") -> str:
        """The address of a new database."""
        name = f"ledger_{next(self._numbers)}"
        self.ask("postgres", f"CREATE DATABASE {name} {options}")
        return self.address(name)

    def ask(self, database: str, *statements: str) -> list[Any]:
        """Run statements as the superuser, and return the rows of the last one."""
        import psycopg  # noqa: PLC0415 - most runs have no server

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def base_backup(self, name: str, becomes: str) -> Server:
        """A server on a copy of this one by pg_basebackup, which is still to be started.

        name: of its folder in that of this one. becomes: `recovery`, when it replays an archive up
        to some moment, or `standby`, when it follows this one.
        """
        folder = self.folder / name
        copy = Server(self.programs, folder, _free_port(), self.password, self.user)
        self.run(
            "pg_basebackup",
            *("--dbname", self.address("postgres"), "--pgdata", str(folder / "data")),
            *("--checkpoint", "fast", "--no-sync"),
        )
        (folder / "data" / f"{becomes}.signal").touch()
        return copy

    @contextmanager
    def started(self, *settings: str) -> Iterator[Server]:
        """It runs until whoever needs it is done."""
        self.start(*settings)
        try:
            yield self
        finally:
            self.stop("immediate")

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of the server as the user of the server."""
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(
            command, user=self.user, cwd=self.folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

    def start(self, *settings: str) -> None:
        """Start it; settings: as postgres takes them, such as `-c fsync=on`."""
        told = [
            f"-p {self.port}",
            "-c listen_addresses=127.0.0.1",
            "-c unix_socket_directories=",
            "-c fsync=off",
            "-c max_connections=60",
            *settings,
        ]
        log, data = str(self.folder / "log"), str(self.folder / "data")
        self.run("pg_ctl", "-w", "-s", "-D", data, "-l", log, "-o", " ".join(told), "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` is as if it had been killed."""
        self.run("pg_ctl", "-w", "-s", "-D", str(self.folder / "data"), "-m", mode, "stop")


@contextmanager
def running(*settings: str) -> Iterator[Server]:
    """A server, until whoever needs it is done; LookupError names the package that is missing."""
    found = programs()
    if found is None:
        raise LookupError(MISSING)
    user = UNPRIVILEGED if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="gestand-postgres-"))
    try:
        server = Server(found, folder, _free_port(), secrets.token_hex(8), user)
        secret = folder / "password"
        secret.write_text(server.password)
        if user is not None:
            for path in (folder, secret):
                os.chown(path, pwd.getpwnam(user).pw_uid, -1)
        server.run(
            "initdb",
            *("--pgdata", str(folder / "data"), "--username", "postgres", "--no-sync"),
            *("--encoding", "UTF8", "--locale", "C", "--auth", "scram-sha-256"),
            *("--pwfile", str(secret)),
        )
        with server.started(*settings):
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main(command: list[str]) -> int:
    """Run a command with a ledger in a new database; its exit code."""
    try:
        with running() as server:
            environment = {**os.environ, "GESTAND_LEDGER": server.database()}
            return subprocess.run(command, env=environment, check=False).returncode
    except LookupError as error:
        print(error.args[0], file=sys.stderr)  # noqa: T201 - this is a program of its own
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
