"""Measure, and write the page. Run: python -m benchmarks --help.

The page is written anew after each command: who stops a long run keeps what it found.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.page import page
from benchmarks.peers import peers
from benchmarks.register import SIZE
from benchmarks.runs import measured, measured_example, measured_register
from benchmarks.timing import ROOT


def main() -> None:
    """Measure ledgers of the sizes asked for, and write what was found."""
    parser = ArgumentParser(prog="python -m benchmarks", description="Measure, and write the page.")
    parser.add_argument("--sizes", default="10000,100000", help="of the ledgers, in records")
    parser.add_argument("--register", type=int, default=SIZE, help="records of the register")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--folder", type=Path, help="where to make them; default: a temporary one")
    parser.add_argument("--python", default=sys.executable, help="has beancount and DuckDB")
    asked = parser.parse_args()
    load, others = os.getloadavg()[0], peers(asked.python)
    with TemporaryDirectory(dir=asked.folder) as folder:
        register = measured_register(Path(folder), asked.register)
        example = measured_example(Path(folder))
        for runs in measured(Path(folder), list(map(int, asked.sizes.split(","))), others):
            asked.page.write_text(page(runs, register, example, others, load))


if __name__ == "__main__":
    main()
