"""Files with a secret key: for their owner alone, and never over another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import NotFound, Refused, Unavailable, Unreadable
from ledger.signing import key_file
from ledger.transparency.keys import SigningKey, Type

KEY = SigningKey("witness.example", Type.COSIGNATURE, bytes(range(32)))


def test_round_trip(tmp_path: Path) -> None:
    """What was written is read again, and nobody else can read it."""
    path = tmp_path / "witness.key"
    key_file.create(path, KEY)
    assert key_file.read(path, Type.COSIGNATURE) == KEY
    assert path.stat().st_mode & 0o777 == 0o600


def test_never_over_another_file(tmp_path: Path) -> None:
    """A key that is there stays there, and a folder that is not is said to be missing."""
    path = tmp_path / "witness.key"
    path.write_text("something of value")
    with pytest.raises(Refused, match="the file exists"):
        key_file.create(path, KEY)
    assert path.read_text() == "something of value"
    with pytest.raises(Unavailable, match="no such file or directory"):
        key_file.create(tmp_path / "nowhere" / "witness.key", KEY)


def test_refusals(tmp_path: Path) -> None:
    """A missing file, a folder, a key for others to read, no key, and one for another use."""
    path = tmp_path / "witness.key"
    with pytest.raises(NotFound):
        key_file.read(path, Type.COSIGNATURE)
    with pytest.raises(Unavailable):
        key_file.read(tmp_path, Type.COSIGNATURE)
    key_file.create(path, KEY)
    with pytest.raises(Refused, match="each use has a key of its own"):
        key_file.read(path, Type.SIGNATURE)
    path.chmod(0o640)
    with pytest.raises(Refused, match="others on this computer can read it"):
        key_file.read(path, Type.COSIGNATURE)
    path.chmod(0o600)
    for content in (b"", b"PRIVATE+KEY+secret", KEY.text()[:-1].encode(), b"\xff\xfe"):
        path.write_bytes(content)
        with pytest.raises(Unreadable) as caught:
            key_file.read(path, Type.COSIGNATURE)
        assert "secret" not in str(caught.value).replace("no secret key", "")
