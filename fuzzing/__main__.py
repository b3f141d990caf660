"""Hunt for mistakes, each target for its share of the time. Run: python -m fuzzing --help."""

from __future__ import annotations

import json
import multiprocessing
import secrets
import sys
from argparse import ArgumentParser
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from fuzzing.hunting import PATIENCE_S, Found, hunt
from fuzzing.targets import NAMES, targets

NOT_ENDING_S = 3 * PATIENCE_S
"""So long after its time a process is ended that does not even hear its alarm."""


def main() -> None:
    """Try every target that was asked for; ends with 1 when a mistake was found."""
    parser = ArgumentParser(prog="python -m fuzzing", description="Look for mistakes of readers.")
    parser.add_argument("names", nargs="*", help="the targets; default: all")
    parser.add_argument("--seconds", type=float, default=120, help="for all of them together")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32), help="where to begin")
    parser.add_argument("--counts", type=Path, help="write how many inputs each had, as JSON")
    parser.add_argument("--found", type=Path, default=Path("found"), help="folder of bad inputs")
    asked = parser.parse_args()
    found_folder, names = asked.found.absolute(), asked.names or NAMES
    print(f"{len(names)} targets, {asked.seconds:g} s, seed {asked.seed}", flush=True)
    share = asked.seconds / len(names)
    every = {name: _tried(name, share, asked.seed, found_folder) for name in names}
    if asked.counts is not None:
        counts = {name: found.taken + found.refused for name, found in every.items()}
        asked.counts.write_text(json.dumps(counts))
    sys.exit(any(found.mistake is not None for found in every.values()))


def _tried(name: str, seconds: float, seed: int, found_folder: Path) -> Found:
    """Try one target in a process of its own, and say what came of it."""
    found_folder.mkdir(exist_ok=True)
    kept = found_folder / name.replace(" ", "-")
    here, there = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(
        target=_hunt, args=(name, seconds, seed, kept, there)
    )
    child.start()
    there.close()
    found = Found(mistake=f"it does not end; see {name}")
    if here.poll(seconds + NOT_ENDING_S):
        try:
            found = here.recv()
        except EOFError:
            found.mistake = "the process died"
    if found.mistake is not None:
        child.kill()
    child.join()
    print(f"{name:22} {found.taken + found.refused:>8,} inputs, {found.refused:,} refused in words")
    if found.mistake is not None:
        print(f"  MISTAKE {found.mistake}\n  {kept}")
    elif not any(found_folder.iterdir()):
        found_folder.rmdir()
    return found


def _hunt(name: str, seconds: float, seed: int, kept: Path, answer: Connection) -> None:
    with TemporaryDirectory() as folder:
        answer.send(hunt(targets(Path(folder))[name], seconds, seed, kept))


if __name__ == "__main__":
    main()
