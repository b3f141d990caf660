"""Attacks on a bundle: every one is found by both verifiers, named, and located where possible."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.exchange.bundle_files import CHECKPOINT, KEYS, README, SCRIPT
from ledger.exchange.hands_test import (
    UNREADABLE,
    Files,
    agreed,
    bundled,
    codes,
    edited,
    judged,
    lines_of,
    listed,
    of_lines,
    put_together,
    recomputed,
    saying,
    signed,
    taken_apart,
)
from ledger.files import MANIFEST, RECORDS
from ledger.transparency import checkpoint, merkle_tree
from ledger.transparency.keys import SigningKey, Type
from ledger.verify.conftest import KEY, OTHER

SIZE = 600
"""Two full tiles and the beginning of a third."""

WITNESS = SigningKey("witness.example", Type.COSIGNATURE, bytes(32))


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle before anybody attacks it."""
    return bundled(tmp_path_factory.mktemp("original"), SIZE)


@pytest.fixture(scope="module")
def original(honest: Path) -> Files:
    """Its files."""
    return taken_apart(honest)


def root_of(files: Files, size: int) -> bytes:
    """The root of the first records, by appending one after the other."""
    frontier: list[bytes] = []
    for position, line in enumerate(lines_of(files)[:size]):
        merkle_tree.append(frontier, position, merkle_tree.leaf_hash(line))
    return merkle_tree.root(frontier)


def test_nothing_happened(original: Files, tmp_path: Path) -> None:
    """Without an attack the word says who stands for the bundle, with any key or none."""
    path = put_together(tmp_path / "b.zip", original)
    older, whole = signed(root_of(original, 300), 300), original[CHECKPOINT]
    for keys in ([], [KEY], [KEY, WITNESS]):
        assert agreed(path, keys) == ("unwitnessed", None, None)
        assert agreed(path, keys, [older]) == ("stale", None, None)
        assert agreed(path, keys, [older, whole]) == ("intact", None, None)
    assert judged(path, [KEY], [older]).covered == 300


def test_without_keys(tmp_path: Path) -> None:
    """A bundle in which no key is can be checked but for the signatures."""
    path = bundled(tmp_path, 3, keys=False)
    assert KEYS not in taken_apart(path)
    assert agreed(path) == ("unwitnessed", None, None)
    assert judged(path).signed == 0
    assert judged(path, [KEY]).signed == 3


def flipped(name: str, place: int = 100) -> Callable[[Files], Files]:
    """One bit of a file is another."""

    def attack(files: Files) -> Files:
        content = bytearray(files[name])
        content[place] ^= 1
        return files | {name: bytes(content)}

    return attack


def without(name: str) -> Callable[[Files], Files]:
    """A file is not there."""
    return lambda files: {path: content for path, content in files.items() if path != name}


def renamed(name: str, new: str) -> Callable[[Files], Files]:
    """A file has another name."""
    return lambda files: {new if path == name else path: content for path, content in files.items()}


def said(**fields: object) -> Callable[[Files], Files]:
    """The manifest says something else."""
    return lambda files: saying(files, **fields)


def swapped(files: Files) -> Files:
    """Two records stand in each other's places."""
    lines = lines_of(files)
    lines[400], lines[410] = lines[410], lines[400]
    return of_lines(files, lines)


def removed(files: Files) -> Files:
    """One record is not there."""
    return of_lines(files, [*lines_of(files)[:450], *lines_of(files)[451:]])


def inserted(files: Files) -> Files:
    """One record more, on a stream of its own."""
    lines = lines_of(files)
    own = json.loads(lines[450]) | {"id": "x", "stream": "promise/x", "version": 1}
    return of_lines(files, [*lines[:450], json.dumps(own, sort_keys=True).encode(), *lines[450:]])


def cut(files: Files) -> Files:
    """The last records are not there."""
    return of_lines(files, lines_of(files)[:400])


def twice(files: Files) -> Files:
    """A record has the id of another."""
    return edited(files, 450, '"record-450"', '"record-10"')


def earlier(files: Files) -> Files:
    """A record says that it was recorded before the one before it."""
    return edited(files, 450, "2026-11-24T09", "2026-11-24T08")


def reworded(files: Files) -> Files:
    """A promise says something else."""
    return edited(files, 450, "will be inspected", "were inspected")


SIGNATURE_PLACE = -10
ATTACKS: dict[str, tuple[Callable[[Files], Files], str, int | None, str]] = {
    "text of a record": (reworded, "altered", 450, "tile"),
    "a bit of a record": (flipped(RECORDS), "altered", 0, "tile"),
    "a record that is none": (flipped(RECORDS, 0), "altered", 0, "content"),
    "newline at the end": (flipped(RECORDS, -1), "altered", 599, "content"),
    "record removed": (removed, "altered", 450, "version"),
    "record inserted": (inserted, "altered", 450, "manifest_beyond"),
    "records swapped": (swapped, "altered", 400, "version"),
    "tail cut": (cut, "truncated", 400, "manifest_end"),
    "id of another": (twice, "altered", 450, "id"),
    "moment": (earlier, "altered", 450, "moment"),
    "full tile": (flipped("tile/0/001", 32 * 5), "altered", 261, "tile"),
    "partial tile": (flipped("tile/0/002.p/88", 32 * 5), "altered", 517, "tile"),
    "tile of tiles": (flipped("tile/1/000.p/2", 32), "altered", 256, "tile"),
    "tile removed": (without("tile/0/001"), "altered", None, "file_missing"),
    "tile renamed": (renamed("tile/0/001", "tile/0/003"), "altered", 600, "tile_end"),
    "tile of no log": (renamed("tile/0/001", "tile/9/001"), "altered", None, "tile_name"),
    "tile elsewhere": (renamed("tile/0/001", "tile/0/x000/001"), "altered", None, "file_unknown"),
    "text of the checkpoint": (flipped(CHECKPOINT, 1), "altered", None, "manifest_origin"),
    "size of the checkpoint": (flipped(CHECKPOINT, 16), "altered", None, "unsigned"),
    "signature": (flipped(CHECKPOINT, SIGNATURE_PLACE), "altered", None, "unsigned"),
    "line of the signature": (flipped(CHECKPOINT, -1), "altered", None, "unreadable"),
    "checkpoint removed": (without(CHECKPOINT), "altered", None, "file_missing"),
    "key": (flipped(KEYS, -10), "altered", None, "no_keys"),
    "keys removed": (without(KEYS), "altered", None, "file_missing"),
    "text that explains": (flipped(README), "altered", None, "file_changed"),
    "program": (flipped(SCRIPT), "altered", None, "file_changed"),
    "unknown file": (lambda files: files | {"\x1b[2Jx": b""}, "altered", None, "file_unknown"),
    "path outside": (lambda files: files | {"../../x": b""}, "altered", None, "file_unknown"),
    "size in the manifest": (said(size=601), "altered", None, "manifest_size"),
    "root in the manifest": (said(root="0"), "altered", None, "manifest_root"),
    "name in the manifest": (said(origin="x"), "altered", None, "manifest_origin"),
    "list of the manifest": (said(files={}), "altered", None, "file_unknown"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_one_thing_changed(original: Files, tmp_path: Path, name: str) -> None:
    """Whatever is changed alone contradicts the rest, and is named with its position."""
    attack, word, first, code = ATTACKS[name]
    path = put_together(tmp_path / "b.zip", attack(original))
    judgement = judged(path, [KEY])
    assert (judgement.word.word, judgement.first) == (word, first)
    given_key, own_key = agreed(path, [KEY]), agreed(path)
    assert given_key[:2] == (word, first)
    assert code in codes(judged(path)) | codes(judgement)
    assert own_key[0] in {word, "altered"}


HIDDEN = ("text of a record", "record removed", "record inserted", "records swapped", "tail cut")


@pytest.mark.parametrize("name", HIDDEN)
def test_manifest_mended(original: Files, tmp_path: Path, name: str) -> None:
    """With a manifest that lists what is there, tiles and checkpoint still say where it begins."""
    attack, word, first, _ = ATTACKS[name]
    path = put_together(tmp_path / "b.zip", listed(attack(original)))
    assert agreed(path, [KEY])[:2] == (word, first)


@pytest.mark.parametrize("name", HIDDEN)
def test_all_recomputed(original: Files, tmp_path: Path, name: str) -> None:
    """With all hashes recomputed a checkpoint contradicts it, in the bundle or kept by a reader."""
    files = recomputed(ATTACKS[name][0](original))
    path = put_together(tmp_path / "b.zip", files)
    assert agreed(path, [KEY])[0] == ("truncated" if name == "tail cut" else "altered")
    kept = original[CHECKPOINT]
    path = put_together(tmp_path / "c.zip", recomputed(files, KEY))
    opinion = agreed(path, [KEY], [kept])
    assert opinion[0] == {"tail cut": "truncated", "record removed": "altered"}.get(name, "forked")


def test_recomputed_and_signed(original: Files, tmp_path: Path) -> None:
    """Who signs a rewritten log is found out only by what others kept, and that proves the fork."""
    files = recomputed(reworded(original), KEY)
    path = put_together(tmp_path / "b.zip", files)
    assert agreed(path, [KEY]) == ("unwitnessed", None, None)
    older = signed(root_of(original, 300), 300)
    assert agreed(path, [KEY], [original[CHECKPOINT]]) == ("forked", 0, 599)
    assert agreed(path, [KEY], [older, original[CHECKPOINT]]) == ("forked", 300, 599)


@pytest.mark.parametrize("attack", [ATTACKS["unknown file"][0], said(origin="\x1b[2J")])
def test_names_that_move_the_cursor(
    original: Files, tmp_path: Path, attack: Callable[[Files], Files]
) -> None:
    """A name that a stranger gave is told as it is; the screen shows it with an escape."""
    judgement = judged(put_together(tmp_path / "b.zip", attack(original)), [KEY])
    fields = [str(value) for finding in judgement.findings for value in finding.fields.values()]
    assert any("\x1b[2J" in value for value in fields)


def test_another_key(original: Files, tmp_path: Path) -> None:
    """A bundle by another key under the same name convinces only who takes its own keys."""
    files = recomputed(original | {KEYS: f"{OTHER.verifier}\n".encode()}, OTHER)
    path = put_together(tmp_path / "b.zip", files)
    assert agreed(path) == ("unwitnessed", None, None)
    assert agreed(path, [KEY]) == ("altered", None, None)
    assert codes(judged(path, [KEY])) == {"other_key"}


def test_longer_histories(original: Files, tmp_path: Path) -> None:
    """Two kept checkpoints of one size that the log does not reach contradict each other."""
    path = put_together(tmp_path / "b.zip", original)
    kept = [signed(bytes([number]) * 32, 900) for number in (1, 2)]
    assert agreed(path, [KEY], kept[:1]) == ("truncated", 600, 600)
    assert agreed(path, [KEY], kept) == ("forked", 600, 600)


def test_cosignature(original: Files, tmp_path: Path) -> None:
    """A witness's cosignature is checked as well, if its key is known; a wrong one spoils all."""
    opened = checkpoint.parse_note(original[CHECKPOINT])
    seen = checkpoint.cosign(opened.text, WITNESS, 1_700_000_000)
    message = checkpoint.write(opened.text, [*opened.signatures, seen])
    path = put_together(tmp_path / "b.zip", listed(original | {CHECKPOINT: message}))
    assert agreed(path, [KEY, WITNESS]) == ("unwitnessed", None, None)
    assert [key.name for key in judged(path, [KEY, WITNESS]).checkpoints[0].signers] == [
        KEY.name,
        WITNESS.name,
    ]
    for wrong in (bytes(72), b"\xff" * 72, seen.value[:-1], b"x", seen.value[8:]):
        spoiled = checkpoint.Signature(seen.name, seen.key_id, wrong)
        files = original | {
            CHECKPOINT: checkpoint.write(opened.text, [*opened.signatures, spoiled])
        }
        path = put_together(tmp_path / "c.zip", listed(files))
        assert agreed(path, [KEY, WITNESS]) == ("altered", None, None)
        assert agreed(path, [KEY]) == ("unwitnessed", None, None)


# Attacks put together at random, after which both verifiers must still say the same.

NAMES = (
    RECORDS,
    CHECKPOINT,
    KEYS,
    MANIFEST,
    README,
    "tile/0/000",
    "tile/0/002.p/88",
    "tile/1/000.p/2",
)
PLACES = st.floats(0, 1, exclude_max=True)


WAYS = ("flip", "byte", "cut", "lines", "field", "known", "size")


@dataclass(frozen=True)
class Attack:
    """One thing that somebody does to the files of a bundle, by chance."""

    way: str
    name: str
    place: float
    number: int

    def on(self, files: Files) -> Files:
        """The files after it; some of the errors of Python when there is nothing left to attack."""
        name, number, lines = self.name, self.number, lines_of(files)
        at, line = int(self.place * len(files[name])), int(self.place * len(lines))
        content = bytearray(files[name])
        match self.way:
            case "flip":
                content[at] ^= 1 << number % 8
            case "byte":
                content[at] = number
            case "cut":
                content = content[:at]
            case "lines":
                parts = (lines[:line], lines[line : line + 1], lines[line + 1 :])
                order = ((0,), (0, 2), (0, 1, 1, 2), (0, 2, 1), (1, 0, 2))[number % 5]
                files = of_lines(files, [line for part in order for line in parts[part]])
                name, content = RECORDS, bytearray(files[RECORDS])
            case "field":
                old = (b'"version":', b'"id":', b'"stream":', b'"recorded_at":')[number % 4]
                new = (b'"kind"', b'"x"', b'"\\ud800"', b"NaN", b"[[")[number // 4 % 5]
                lines[line] = lines[line].replace(old, old + new + b',"z":')
                name, content = RECORDS, bytearray(of_lines(files, lines)[RECORDS])
            case "known":
                return list(ATTACKS.values())[number % len(ATTACKS)][0](files)
            case "size":
                return saying(files, size=len(lines) + number % 5 - 2)
        return files | {name: bytes(content)}


ONE_ATTACK = st.builds(
    Attack, st.sampled_from(WAYS), st.sampled_from(NAMES), PLACES, st.integers(0, 255)
)
MENDED: dict[str, Callable[[Files], Files]] = {
    "listed": listed,
    "recomputed": recomputed,
    "signed": lambda files: recomputed(files, KEY),
    "signed by another": lambda files: recomputed(files, OTHER),
}
NOTHING_LEFT = (ValueError, KeyError, IndexError, AssertionError, TypeError)


@settings(max_examples=3 * settings().max_examples // 2)
@given(
    st.lists(ONE_ATTACK, min_size=1, max_size=3),
    st.sampled_from(["", *MENDED]),
    st.sampled_from([(), (KEY,), (OTHER,), (KEY, WITNESS)]),
    st.sets(st.sampled_from(["older", "newest", "other", "later"])),
)
def test_two_opinions(
    honest: Path,
    tmp_path_factory: pytest.TempPathFactory,
    done: list[Attack],
    hidden: str,
    keys: tuple[SigningKey, ...],
    held: set[str],
) -> None:
    """Whatever was done, known and kept: one word and one place, from both verifiers."""
    files = original = taken_apart(honest)
    for attack in [*(attack.on for attack in done), *([MENDED[hidden]] if hidden else [])]:
        with suppress(*NOTHING_LEFT):
            files = attack(files)
    others = {
        "older": signed(root_of(original, 300), 300),
        "newest": original[CHECKPOINT],
        "other": signed(bytes(32), 450),
        "later": signed(bytes(32), 900),
    }
    path = put_together(tmp_path_factory.mktemp("attacked") / "b.zip", files)
    word, first, _ = agreed(path, keys, [others[name] for name in sorted(held)])
    if files == original and held <= {"older", "newest"} and OTHER not in keys:
        assert (word in {"intact", "stale", "unwitnessed"}, first) == (True, None)


@given(place=PLACES, bit=st.integers(0, 7))
def test_any_bit_of_the_file(
    honest: Path, tmp_path_factory: pytest.TempPathFactory, place: float, bit: int
) -> None:
    """A bit flipped anywhere in the zip file gives one verdict or none, never other records."""
    folder, original = tmp_path_factory.mktemp("flipped"), taken_apart(honest)
    content = bytearray(put_together(folder / "a.zip", original).read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    path = folder / "b.zip"
    path.write_bytes(content)
    word, _, _ = agreed(path, [KEY], [original[CHECKPOINT]])
    if (word, None, None) != UNREADABLE and word == "intact":
        assert taken_apart(path)[RECORDS] == original[RECORDS]
