"""What the fields of a model mean, in the words that stand below each of them in its source.

Help, schemas and the documentation tell these words. They are read when somebody wants them: to
read them of every model as it is loaded took a third of what loading all models takes.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise

from domain.streams.fields import Value


def meanings(model: type[Value]) -> dict[str, str]:
    """What each field of a model means, by its name in the model; those without words left out."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, Value):
            found |= _in_module(one.__module__).get(one.__name__, {})
    return found


def tell_meanings(model: type[Value]) -> None:
    """Have the JSON Schema of a model, and of all values that fields may hold, tell them."""
    for one in (*Value.__subclasses__(), model):
        for name, text in meanings(one).items():
            one.model_fields[name].description = text
        one.model_rebuild(force=True)


@cache
def _in_module(name: str) -> dict[str, dict[str, str]]:
    """The words below the fields of each class of a module; none where it has no source here."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[name]))
    except OSError:
        return {}
    classes = (one for one in tree.body if isinstance(one, ast.ClassDef))
    return {one.name: _in_class(one) for one in classes}


def _in_class(definition: ast.ClassDef) -> dict[str, str]:
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(definition.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
