"""Every word on screen is marked for translation, and stands apart from the screen that uses it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SCREENS = sorted((HERE / "screens").glob("*.py"))
NAME = re.compile(r"[a-z0-9_/.-]*|[^A-Za-z]*")
"""A field, a state, a stream: what a screen may name. Anything else is a word for people."""


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.stem)
def test_screens_hold_no_words(path: Path) -> None:
    """What a screen says is marked (`N_`), so that another language can take its place."""
    spoken = [text for text in _texts(ast.parse(path.read_text())) if not NAME.fullmatch(text)]
    assert spoken == []


def _texts(tree: ast.AST) -> Iterator[str]:
    """Every text in a module but its docstrings."""
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            marked = isinstance(node, ast.Call) and ast.unparse(node.func) in {"N_", "pgettext"}
            if isinstance(node, ast.Expr) or marked or not isinstance(child, ast.Constant):
                continue
            if isinstance(child.value, str):
                yield child.value
