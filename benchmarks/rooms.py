"""Through how many files one record walks: an import of one promise, and two questions about it.

Counted are the calls of the program's own functions, not the bodies of modules and classes: how
many files are entered, and how often the next call is in another file than the last one.
Run with: .venv/bin/python benchmarks/rooms.py
"""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import tempfile
from inspect import CO_OPTIMIZED
from itertools import pairwise
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parent.parent
PACKAGES = tuple(str(ROOT / name) for name in ("domain", "ledger", "projections", "commands"))

VILLAGE = """
- {kind: ledger.declared, title: A village, burden: promisor, on: 2010, source: L}
- {kind: party.registered, party: council, name: C, type: municipality, on: 2010, source: L}
- {kind: party.registered, party: residents, name: R, type: residents, on: 2010, source: L}
- {kind: area.registered, area: village, name: V, type: village, on: 2010, source: L}
- {kind: charter.declared, charter: c, area: village, by: residents, start: 2019-01-01,
   conditions: [{key: promises-kept}], on: 2019-01-01, source: L}
"""
PROMISE = """
- {kind: promise.made, promise: p, by: council, to: residents, area: village, text: A bench.,
   due: 2020-01-01, on: 2019-02-01, source: L}
"""
ASKED = {
    "import of one promise": ("import", "promise.yaml"),
    "trust of one promise": ("trust", "village"),
    "conditions of one condition": ("conditions", "village"),
}


def walk(*arguments: str) -> tuple[int, int]:
    """The files that a command enters, and its changes of file."""
    sys.path.insert(0, str(ROOT))
    from cli import run  # noqa: PLC0415 - found only from here on

    calls: list[str] = []

    def called(frame: FrameType, event: str, _: object) -> None:
        file = frame.f_code.co_filename
        if event == "call" and frame.f_code.co_flags & CO_OPTIMIZED and file.startswith(PACKAGES):
            calls.append(file)

    with contextlib.redirect_stdout(io.StringIO()):
        sys.setprofile(called)
        run(["--ledger", "ledger.db", *arguments])
        sys.setprofile(None)
    return len(set(calls)), sum(before != after for before, after in pairwise(calls))


def main() -> None:
    """Print one line for each question, each in a process of its own."""
    if sys.argv[1:]:
        print(*walk(*sys.argv[1:]), sep=" / ")
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "village.yaml").write_text(VILLAGE)
        Path(folder, "promise.yaml").write_text(PROMISE)
        for command in (("init",), ("import", "village.yaml")):
            subprocess.run([sys.executable, __file__, *command], cwd=folder, check=True)
        for name, command in ASKED.items():
            done = subprocess.run(
                [sys.executable, __file__, *command], cwd=folder, check=True, capture_output=True
            )
            print(f"{name}: {done.stdout.decode().strip()}")


if __name__ == "__main__":
    main()
