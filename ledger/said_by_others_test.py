"""What others say is said in the language of the process, and what is not usual is quoted."""

from __future__ import annotations

import csv
import errno
import json
import os
import socket
import sqlite3
import ssl
import subprocess
import sys
from http.client import HTTPException, IncompleteRead
from pathlib import Path

import pytest
import yaml

from ledger import said_by_others as said

ROOT = Path(__file__).parent.parent
UNUSUAL = OSError(errno.ENOTBLK, os.strerror(errno.ENOTBLK))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)), "no such file or directory"),
        (OSError(errno.ELOOP, "it is a link; name the file"), "it is a link; name the file"),
        (UNUSUAL, "the system says “Block device required”"),
        (TimeoutError("timed out"), "timed out"),
        (socket.gaierror(-2, "Name or service not known"), "name or service not known"),
        (ssl.SSLError(1, "wrong version"), "the network says “wrong version”"),
    ],
)
def test_system(error: OSError, told: str) -> None:
    """By its number, though the network has others; what we said ourselves stays."""
    assert said.of_system(error) == told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "connection refused"),
        (IncompleteRead(b"", 3), "it breaks off"),
        (HTTPException("it cannot be unpacked"), "it cannot be unpacked"),
        (UnicodeError("label too long"), "the network says “label too long”"),
    ],
)
def test_network(error: Exception, told: str) -> None:
    """An answer that does not come is one of the system, of a library or of ours."""
    assert said.of_network(error) == told


@pytest.mark.parametrize("text", ["{", "[1", '{"a" 1}', '{"a": 1 "b"}', '["\\x"]', '["', "[1] 2"])
def test_json(text: str) -> None:
    """Every mistake in the grammar of JSON has words of ours."""
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    assert caught.value.msg in said._OF_JSON or "property name" in caught.value.msg


BROKEN = [
    "a: b: c",
    "[a",
    "{a",
    "a: 'b",
    "- a\nb",
    '"\\z"',
    "a: @b",
    "- a\n b: c\n- - d\n -",
    "!x!y z",
]


@pytest.mark.parametrize("text", BROKEN)
def test_yaml(text: str) -> None:
    """Usual mistakes in the grammar of YAML have words of ours; of others it is said whose."""
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    assert caught.value.problem is not None
    assert "YAML says" not in said.of_yaml(caught.value.problem)
    assert said.of_yaml("found a unicorn") == "YAML says “found a unicorn”"


def test_csv() -> None:
    """A quote that is not closed, or closed too early."""
    for text, separator in (('"a', ","), ('"a"b,c', ","), ('"a"b;c', ";"), ('"a"b\tc', "\t")):
        with pytest.raises(csv.Error) as caught:
            list(csv.reader([text], strict=True, delimiter=separator))
        assert "CSV says" not in said.of_csv(str(caught.value))


def test_sqlite(tmp_path: Path) -> None:
    """What a file is not, and what a statement lacks."""
    path = tmp_path / "no.db"
    path.write_bytes(b"no database" * 1000)
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute("SELECT * FROM sqlite_master")
    connection.close()
    assert said.of_sqlite(caught.value) == "file is not a database"
    unusual = sqlite3.OperationalError("no such column: x")
    assert said.of_sqlite(unusual) == "SQLite says “no such column: x”"


DUTCH = """
import errno, os
import languages
languages.speak("nl")
from ledger import said_by_others as said
for number in said._OF_SYSTEM:
    print(said.of_system(OSError(number, os.strerror(number))))
for texts in (said._OF_NETWORK, said._OF_JSON, said._OF_YAML, said._OF_CSV, said._OF_SQLITE):
    print(*texts.values(), sep="\\n")
print(said.of_system(OSError(errno.ENOTBLK, os.strerror(errno.ENOTBLK))))
print(said.of_model("int_parsing", "", {}), said.of_model("odd", "That is odd", {}), sep="\\n")
"""


def test_dutch() -> None:
    """In Dutch nothing is left in English, but what is quoted."""
    done = subprocess.run(
        [sys.executable, "-c", DUTCH], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = done.stdout.splitlines()
    english = {*said._OF_SYSTEM.values(), *said._OF_JSON.values(), *said._OF_YAML.values()}
    assert {*told} & english == set()
    assert told[-3:] == [
        "het systeem zegt “Block device required”",
        "schrijf een geheel getal",
        "de controle zegt “That is odd”",
    ]
