"""The fingerprint of the book's sources."""

from __future__ import annotations

import ast
from pathlib import Path

from projections.spans.fingerprint import ROOT, SOURCES, fingerprint

OURS = ("domain", "projections")


def imported(source: str) -> set[str]:
    """The files of ours that a file imports, packages that lie on the way included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / source).read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            path = name.replace(".", "/")
            here = (f"{path}.py", f"{path}/__init__.py")
            found |= {file for file in here if name.startswith(OURS) and (ROOT / file).is_file()}
    return found


def test_all_that_rows_are_made_of() -> None:
    """Whatever the derivation and the rows import of ours counts, and nothing else."""
    found: set[str] = set()
    waiting = {"projections/spans/registry.py", "projections/rows/frozen.py"}
    while waiting:
        found |= waiting
        waiting = {file for source in waiting for file in imported(source)} - found
    assert {one for one in found if not one.endswith("__init__.py")} == set(SOURCES)


def test_a_change_of_a_source(tmp_path: Path) -> None:
    """Another content, another number; the same content, the same."""
    for name in ("one.py", "other.py"):
        (tmp_path / name).write_text(name)
    sources = ("one.py", "other.py")
    before = fingerprint(sources, tmp_path)
    assert fingerprint(sources, tmp_path) == before
    (tmp_path / "other.py").write_text("another derivation")
    assert fingerprint(sources, tmp_path) != before
    assert before.bit_length() <= 60
