"""The program that comes with every bundle, run as its reader runs it."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.exchange import standalone_verifier
from ledger.exchange.bundle_files import CHECKPOINT, KEYS
from ledger.exchange.hands_test import (
    bundled,
    listed,
    put_together,
    recomputed,
    saying,
    taken_apart,
)
from ledger.transparency.keys import SigningKey, Type
from ledger.verify.conftest import KEY, OTHER

SOURCE = Path(standalone_verifier.__file__).read_text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where somebody unpacked a bundle."""
    path = tmp_path / "unpacked"
    shutil.unpack_archive(bundled(tmp_path, 3), path)
    return path


def called(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program in that folder, without anything of the environment."""
    call = [sys.executable, "-I", "verify.py", *arguments]
    return subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)


def last(done: subprocess.CompletedProcess[str]) -> tuple[int, str]:
    """What it ends with, and its last line."""
    return done.returncode, done.stdout.splitlines()[-1]


def test_alone() -> None:
    """It imports the standard library and nothing else, and is written for Python 3.8."""
    tree = ast.parse(SOURCE, feature_version=(3, 8))
    imported = {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= set(sys.stdlib_module_names)
    assert not any(isinstance(node, ast.Match) for node in ast.walk(tree))


def test_in_its_folder(folder: Path) -> None:
    """It checks the folder where it is; what else the reader keeps there is nobody's business."""
    (folder / "notes.txt").write_text("Mine.")
    assert last(called(folder)) == (0, "Verdict: unwitnessed")
    (folder / "kept").write_bytes((folder / CHECKPOINT).read_bytes())
    done = called(folder, "--checkpoint", "kept", "--key", str(KEY.verifier))
    assert last(done) == (0, "Verdict: intact")
    assert "came with the bundle" not in done.stdout


def test_changed_folder(folder: Path) -> None:
    """A file that is changed where it was unpacked."""
    records = folder / "records.jsonl"
    records.write_bytes(records.read_bytes().replace(b"inspected", b"neglected", 1))
    assert last(called(folder)) == (8, "Verdict: altered, from record 0 on")
    records.unlink()
    assert last(called(folder))[0] == 8


def test_keys(folder: Path) -> None:
    """Keys that came along are shown, to be compared; one that was given is taken instead."""
    done = called(folder)
    assert "The keys came with the bundle" in done.stdout
    assert str(KEY.verifier) in done.stdout
    assert last(called(folder, "--key", KEYS)) == (0, "Verdict: unwitnessed")
    assert last(called(folder, "--key", str(OTHER.verifier))) == (8, "Verdict: altered")
    (folder / KEYS).unlink()
    assert "Signatures were not checked: give the key" in called(folder).stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--key", "x"), 6),
        (("--key", "x+00000000+AQ=="), 6),
        (("--checkpoint", "README.txt"), 6),
        (("--checkpoint", "nowhere"), 6),
        (("nowhere",), 6),
        (("tile",), 6),
        (("--nothing",), 2),
    ],
)
def test_wrong_calls(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    """What cannot be understood is said in a sentence."""
    done = called(folder, *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr


def test_without_openssl(folder: Path) -> None:
    """Without openssl all but the signatures is checked, and that is said."""
    program = (
        "import sys, shutil; shutil.which = lambda _: None; import verify; sys.exit(verify.main())"
    )
    call = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    assert last(done) == (0, "Verdict: unwitnessed")
    assert "there is no openssl that can do it" in done.stdout
    assert "signature not checked" in done.stdout


def test_openssl() -> None:
    """Where an openssl can check Ed25519, it tells a right signature from a wrong one."""
    text, public = "a text\n", KEY.verifier.public
    signature = KEY.sign(text)
    if shutil.which("openssl") is None:
        assert not standalone_verifier.openssl_works()
    if standalone_verifier.openssl_works():
        assert standalone_verifier.ed25519(public, text.encode(), signature)
        assert not standalone_verifier.ed25519(public, b"another text\n", signature)
        assert not standalone_verifier.ed25519(bytes(32), text.encode(), signature)


def test_names_that_move_the_cursor(folder: Path) -> None:
    """What a bundle calls itself is shown, and does nothing to the terminal."""
    files = taken_apart(folder.parent / "ledger.zip")
    key = SigningKey("log\x9b2J\u202e", Type.SIGNATURE, bytes(32))
    records = recomputed(files | {CHECKPOINT: b"", KEYS: f"{key.verifier}\n".encode()}, key)
    named = listed(saying(records, origin=key.name))
    path = put_together(folder.parent / "named.zip", named)
    done = called(folder, str(path))
    assert last(done) == (0, "Verdict: unwitnessed")
    assert "log\\x9b2J\\u202e" in done.stdout
    assert all(character.isprintable() or character == "\n" for character in done.stdout)
    hostile = put_together(path, saying(named, origin="\x1b[2J"))
    done = called(folder, str(hostile))
    assert last(done) == (8, "Verdict: altered")
    assert all(character.isprintable() or character == "\n" for character in done.stdout)


def test_same_program(folder: Path) -> None:
    """The program in a bundle is the one beside this test."""
    assert taken_apart(folder.parent / "ledger.zip")["verify.py"].decode() == SOURCE
