"""Journals in JSON and JSON Lines."""

from __future__ import annotations

import json
from typing import Any

from ledger.journal.entry import Journal, Path, unreadable
from ledger.journal.shape import journal


def read_json(text: str, name: str) -> Journal:
    """Read one JSON value; a problem within a record is placed at its file."""
    try:
        whole = _loads(text)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        return Journal(problems=[unreadable(place, error.msg.lower(), "Mend the JSON there")])
    except ValueError as error:
        return Journal(problems=[unreadable(f"{name}:1:1", str(error), "Mend the JSON")])

    def where(path: Path) -> str:
        return f"{name}:1:1" + "".join(f"/{part}" for part in path)

    return journal(whole, where)


def read_json_lines(text: str, name: str) -> Journal:
    """Read one record a line; a bad line does not stop the rest."""
    found = Journal()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        place = f"{name}:{number}:1"
        try:
            one = journal([_loads(line)], lambda _, place=place: place)  # type: ignore[misc]  # bound per line
        except json.JSONDecodeError as error:
            at = f"{name}:{number}:{error.colno}"
            found.problems.append(unreadable(at, error.msg.lower(), "Mend the JSON in that line"))
            continue
        except ValueError as error:
            found.problems.append(unreadable(place, str(error), "Mend that line"))
            continue
        found.entries += one.entries
        found.problems += one.problems
    return found


def _loads(text: str) -> Any:
    return json.loads(
        text, object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the field {key} stands there twice")
        found[key] = value
    return found


def _no_float(text: str) -> Any:
    raise ValueError(f'the number {text} may lose digits; write it as text, "{text}"')
