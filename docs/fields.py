"""Make docs/fields.md and projections/render/columns.py: every field of every view.

They come out of the program itself.

The views are asked about the example ledger, so that the names and types are what a reader gets;
what each field means stands at the class of the rows, or in projections/render/fields. `make docs`
runs this.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from cli import run
from docs.rewrite_history import main as rewritten
from ledger.signing import key_file
from ledger.transparency.keys import SigningKey, Type
from projections.checks.finding import WordedFinding
from projections.control.duties import DutyMatch
from projections.control.figures import Spread
from projections.control.row import PowerNow, PowerOverTime
from projections.participation.contact import Contact
from projections.participation.levels import LevelLine
from projections.participation.tables import LookingBack, TableLine
from projections.participation.view import (
    DecisionLine,
    Grouped,
    GroupedInStretch,
    Whole,
    WholeInStretch,
)
from projections.promise_query import ListedPromise
from projections.regime.applied import AppliedRule
from projections.regime.inequality import Unequal
from projections.regime.lists import ExceptionAt, PartChangeAt, RuleAt, TopicAt
from projections.regime.rules import ListedRule
from projections.regime.stability import Stability
from projections.register import (
    Difference,
    ListedArea,
    ListedCase,
    ListedFigure,
    ListedParty,
    SignedLine,
)
from projections.render import answers
from projections.render.fields import MEANING, SHARED
from projections.rows.frozen import Frozen
from projections.trust.compare import Comparison
from projections.trust.view import AreaFigures, PartFigures

HERE = Path(__file__).parent
JOURNAL = HERE.parent / "journals" / "groningen"
ASKED = (
    ("trust", "overschild", "--explain"),
    ("trust", "groningen-earthquake-area", "--by", "topic"),
    ("trust", "overschild", "krewerd", "--compare"),
    ("conditions", "overschild", "--explain"),
    ("charters",),
    ("stability", "overschild"),
    ("stability", "village-approach-4", "--since", "2015"),
    ("stability", "overschild", "--at", "2019-06-01"),
    ("stability", "krewerd", "--list", "changed"),
    ("stability", "krewerd", "--list", "exceptions"),
    ("stability", "opwierde", "--list", "parts"),
    ("stability", "krewerd", "--list", "in-force"),
    ("rules",),
    ("unequal", "appingedam"),
    ("promises",),
    ("contact", "overschild"),
    ("participation", "overschild", "--explain"),
    ("participation", "--by", "level", "--from", "2018", "--to", "2019", "--every", "year"),
    ("decisions",),
    ("tables",),
    ("levels", "groningen-earthquake-area", "--explain"),
    ("lessons",),
    ("control", "overschild", "--from", "2015"),
    ("control", "overschild", "--as-of", "2016-12-31"),
    ("control", "--duties"),
    ("control", "--decisions"),
    ("figures",),
    ("parties",),
    ("areas",),
    ("cases",),
    ("log",),
    ("check",),
    ("diff", "900"),
)
"""The questions whose answers together have every field."""


ROWS: dict[str, tuple[type[Frozen], ...]] = {
    "trust": (AreaFigures, PartFigures),
    "compare": (Comparison,),
    "control": (PowerNow, PowerOverTime),
    "duties": (DutyMatch,),
    "deciders": (Spread,),
    "promises": (ListedPromise,),
    "publish-log": (answers.Published,),
    "clone": (answers.Copied,),
    "pull": (answers.Copied, answers.Parted),
    "verify": (answers.Verification,),
    "proof": (answers.Proof,),
    "proofs": (answers.Proofs,),
    "contact": (Contact,),
    "participation": (Whole, WholeInStretch, Grouped, GroupedInStretch),
    "decisions": (DecisionLine,),
    "tables": (TableLine,),
    "levels": (LevelLine,),
    "lessons": (LookingBack,),
    "stability": (Stability,),
    "applied": (AppliedRule,),
    "topics": (TopicAt,),
    "exceptions": (ExceptionAt,),
    "changes-of-parts": (PartChangeAt,),
    "rules-in-force": (RuleAt,),
    "rules": (ListedRule,),
    "unequal": (Unequal,),
    "figures": (ListedFigure,),
    "parties": (ListedParty,),
    "areas": (ListedArea,),
    "cases": (ListedCase,),
    "log": (SignedLine,),
    "check": (WordedFinding,),
    "diff": (Difference,),
}
"""The classes of the rows of each view; several where rows differ by what was asked."""


ANSWER = {
    "view": "the name of the view",
    "as_of": "the moment in the world that was asked about; a day means its end",
    "to_come": "whether that moment lies on a day that has not been: then nothing is judged by it",
    "known_at": "when the last record that was known was recorded (UTC)",
    "known_size": "how many records were known: `--known-at` takes this number too",
    "method": "the version of docs/methods.md that the figures follow",
    "parameters": "everything else that was asked",
    "burden": "what a deadline that passed in silence means in this ledger (promisor, open)",
    "checkpoint": "the size of the ledger and the root of its Merkle tree, in hexadecimal",
    "coverage": "what somebody vouches for at that moment: where silence means something",
    "rows": "the answer, a row for each subject",
    "records": "with `--explain`: the records that the rows rest on, with their sources",
    "story": "with `show`, of a mandate: its history in sentences",
}
"""What everything around the rows means."""


def files() -> dict[Path, str]:
    """What is made, by the file in which it stands."""
    views = fields_of_views()
    columns = HERE.parent / "projections" / "render" / "columns.py"
    return {HERE / "fields.md": page(views), columns: module(views)}


def described(kind: type[Frozen], path: str = "") -> Iterator[tuple[str, str, str]]:
    """The fields of a class of rows: name, types and meaning; inner ones with dots.

    LookupError for a field of which nobody wrote down what it means.
    """
    hints = get_type_hints(kind, include_extras=True)
    fields: tuple[str, ...] = kind.__match_args__
    for field in fields:
        name = path + field.rstrip("_")
        if field == "of_code":  # each code has fields of its own
            continue
        if get_origin(hints[field]) is not Annotated:
            raise LookupError(f"{kind.__name__}.{field} has no meaning")
        hint, meaning, *_ = get_args(hints[field])
        parts = list(_members(hint))
        yield name, ", ".join(sorted({word for word, _ in parts if word})), meaning
        for word, inner in parts:
            if inner is not None:
                yield from described(inner, f"{name}[]." if word == "list" else f"{name}.")


def _members(hint: Any) -> Iterator[tuple[str, type[Frozen] | None]]:
    """What a value of a type can be, in words, and the class of the rows in it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        yield from _members(arguments[0])
    elif origin in {Union, UnionType}:
        for member in arguments:
            yield from _members(member)
    elif origin is Literal:
        yield "text", None
    elif origin in {tuple, list}:
        yield "list", None
        yield from (("list", inner) for _, inner in _members(arguments[0]) if inner is not None)
    elif origin is dict or hint is dict:
        yield "object", None
    elif issubclass(hint, Frozen):
        yield "object", hint
    elif hint is not type(None):
        yield _TYPES[hint], None


def module(views: dict[str, dict[str, set[str]]]) -> str:
    """The columns of each view's table, for an answer that has no rows to take them from.

    Where the rows have a class, that tells.
    """
    parts = [COLUMNS_HEAD, "COLUMNS = {"]
    for view, fields in views.items():
        if view in ROWS:
            continue
        names = " ".join(name for name in fields if "." not in name and "[" not in name)
        first, *more = wrap(names, WIDTH, drop_whitespace=False)
        if more:
            lines = [f'        "{line}"' for line in (first, *more)]
            parts += [f'    "{view}": (', *lines, "    ),"]
        else:
            parts.append(f'    "{view}": "{first}",')
    return "\n".join([*parts, "}"]) + "\n"


WIDTH = 88
"""How many characters of a text fit in a line of the module."""

COLUMNS_HEAD = '''\
"""The columns of tables whose rows have no class. Made by `make docs`, not edited by hand."""

from __future__ import annotations
'''


def page(views: dict[str, dict[str, set[str]]]) -> str:
    """The whole page."""
    parts = [HEAD, "## Every answer", "", "| field | meaning |", "|---|---|"]
    parts += [f"| `{name}` | {text} |" for name, text in ANSWER.items()]
    for view, fields in views.items():
        parts += ["", f"## {view}", "", "| field | type | meaning |", "|---|---|---|"]
        if view in ROWS:
            rows = dict.fromkeys(row for kind in ROWS[view] for row in described(kind))
            parts += [f"| `{name}` | {types} | {meaning} |" for name, types, meaning in rows]
            continue
        parts += [
            f"| `{name}` | {', '.join(sorted(types))} | {meaning(view, name)} |"
            for name, types in fields.items()
        ]
    return "\n".join(parts) + "\n"


def meaning(view: str, field: str) -> str:
    """What a field of a view means; KeyError when nobody wrote that down."""
    parts, own = field.split("."), MEANING.get(view, {})
    names = [".".join(parts[place:]) for place in range(len(parts))]
    return next((own[name] for name in names if name in own), None) or SHARED[parts[-1]]


HEAD = """# The fields of every view

With `--format json` a view answers with one object; with `ndjson` and `csv` with its rows alone.
A row of `csv` begins with `as_of`: the moment asked about, or that of its step in a series.
Days are YYYY-MM-DD or as the record has them (EDTF), shares lie from 0 to 1, `null` means that the
record does not tell. This page is made by `make docs` from what the program answers.
"""


def fields_of_views() -> dict[str, dict[str, set[str]]]:
    """The fields of the rows of every view, nested ones with dots, each with its types."""
    found: dict[str, dict[str, set[str]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "groningen.db")
        _gestand("--ledger", ledger, "init")
        _gestand("--ledger", ledger, "import", str(JOURNAL))
        _sign(ledger, Path(folder) / "example.key")
        for question in ASKED:
            _take(found, json.loads(_gestand("--ledger", ledger, *question, "--format", "json")))
        for answer in _of_continuity(Path(folder), ledger):
            _take(found, answer)
    return {view: _plain(fields) or _silent(view) for view, fields in found.items()}


def _sign(ledger: str, path: Path) -> None:
    """One signed record: once a party has a key, records tell who signed them."""
    key = SigningKey("example.org", Type.SIGNATURE, bytes(32))
    key_file.create(path, key)
    fields = ["--party", "ncg", "--key", str(key.verifier), "--on", "2020", "--source", "a website"]
    signed = ["--sign-with", str(path), "--as", "ncg"]
    _gestand("--ledger", ledger, "record", "party.key_added", *fields, *signed)


def _of_continuity(folder: Path, ledger: str) -> Iterator[dict[str, Any]]:
    """What is said of a log that is signed, published, copied, proven, rewritten and pulled."""
    names = ("key", "public", "copy.db", "proofs")
    key, public, copy, proofs = (str(folder / name) for name in names)
    form = ("--format", "json")
    _gestand("key", "new", "--name", "example.org/groningen", "--key", key)
    _gestand("--ledger", ledger, "checkpoint", "--key", key)
    yield json.loads(_gestand("--ledger", ledger, "publish-log", public, *form))
    yield json.loads(_gestand("clone", public, copy, "--key", key, *form))
    yield json.loads(_gestand("--ledger", copy, "pull", *form))
    yield json.loads(_gestand("--ledger", copy, "verify", *form))
    _gestand("--ledger", ledger, "prove", "party/ncg", "-o", proofs)
    for proven in (next(Path(proofs).iterdir()), proofs):
        yield json.loads(_gestand("verify", str(proven), "--key", key, *form))
    with contextlib.redirect_stdout(io.StringIO()):
        rewritten(ledger, "a hundred strengthened homes", "ten strengthened homes")
    yield json.loads(_gestand("--ledger", copy, "pull", ledger, "--key", key, *form))


def _take(found: dict[str, dict[str, set[str]]], answer: dict[str, Any]) -> None:
    """Take in the fields of an answer: those of its rows, or its own where it has none."""
    fields = found.setdefault(answer.pop("view"), {})
    for row in answer.get("rows", [answer]):
        for name, kind in _walk(row, ""):
            fields.setdefault(name, set()).add(kind)


def _plain(fields: dict[str, set[str]]) -> dict[str, set[str]]:
    return {name: kinds - {"null"} or kinds for name, kinds in fields.items()}


def _silent(view: str) -> dict[str, set[str]]:
    """The fields of a view that has nothing to say about the example."""
    return {name: {"text"} for name in MEANING.get(view, ())}


def _gestand(*arguments: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = run(list(arguments))
    assert code in {0, 1, 8}, f"gestand {' '.join(arguments)} ended with {code}"
    return said.getvalue()


FREE = frozenset({
    "says", "parameters", "per_year", "sources", "undated_outcomes", "kept_within_days", "instead",
    "acts_by_rank", "values",
})  # fmt: skip
"""Fields whose inner names are data, not fields."""


def _walk(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if path and path.rpartition(".")[2] in FREE:
            yield path, "object"
            return
        if path:
            yield path, "object"
        for name, inner in value.items():
            yield from _walk(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        yield path, "list"
        for inner in value:
            if isinstance(inner, dict):
                for name, deeper in inner.items():
                    if path.rpartition(".")[2] not in FREE:
                        yield from _walk(deeper, f"{path}[].{name}")
    else:
        yield path, _TYPES[type(value)]


_TYPES = {str: "text", int: "integer", float: "number", bool: "boolean", type(None): "null"}


if __name__ == "__main__":
    for path, content in files().items():
        path.write_text(content)
    sys.exit(0)
