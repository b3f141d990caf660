"""The hunt for bad inputs: it begins from valid ones, finds mistakes, and finds none at first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fuzzing.hunting import Found, Hangs, Target, attempt, bounded_room, hunt
from fuzzing.targets import NAMES, targets


def test_valid_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What each target begins from is taken, except a record whose id is there already."""
    monkeypatch.chdir(tmp_path)
    every = targets(tmp_path)
    assert list(every) == list(NAMES)
    assert all(Path(f"{form}.yaml").stat().st_size for form in ("xlsx", "ods")), "no workbook"
    for name, target in every.items():
        found = Found()
        for content in target.seeds:
            attempt(target, content, found)
        assert found.taken == (0 if name == "record" else len(target.seeds)), name


def broken(content: bytes) -> None:
    """Stumbles over a byte that no seed has."""
    if b"\xff" in content:
        raise KeyError("a mistake")


def endless(content: bytes) -> None:
    """Does not end where something is left out."""
    while len(content) < 10:
        pass


def greedy(content: bytes) -> None:
    """Takes much more memory than it is sent."""
    assert bytes(len(content) * 2**26)


@pytest.mark.long
@pytest.mark.parametrize(
    ("read", "mistake"), [(broken, "KeyError"), (endless, "Hangs"), (greedy, "MemoryError")]
)
def test_mistakes_are_found(tmp_path: Path, read: Callable[[bytes], None], mistake: str) -> None:
    """A reader with a mistake is found out, and the input that shows it is kept."""
    target = Target("broken", (b"ten bytes.",), read, patience_s=0.05)
    found = hunt(target, 20, 7, tmp_path / "input")
    assert found.mistake is not None
    assert found.mistake.startswith(mistake)
    with pytest.raises((KeyError, Hangs, MemoryError)), bounded_room():
        attempt(target, (tmp_path / "input").read_bytes(), Found())
