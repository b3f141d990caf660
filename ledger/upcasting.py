"""Old versions of records load for ever: each step turns one version's fields into the next's.

`UPCASTERS[kind, version]` takes the fields of that version and gives those of version + 1. Every
version that was ever written keeps one stored sample as a golden file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""No kind has had a second version yet."""


def upcast(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a stored record in the current version of its kind."""
    while step := UPCASTERS.get((fields["kind"], fields["schema"])):
        fields = step(fields) | {"schema": fields["schema"] + 1}
    return fields
