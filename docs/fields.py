"""Make docs/fields.md, the fields of every answer, of the classes of their rows: `make docs`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from projections.charter import CharterLine
from projections.checks.finding import WordedFinding
from projections.conditions.view import JudgedYardstick
from projections.control.duties import DutyMatch
from projections.control.figures import Spread
from projections.control.row import PowerNow, PowerOverTime
from projections.participation.contact import Contact
from projections.participation.contact_lists import InputBehind, UpdateBehind
from projections.participation.level_lists import (
    CaseAtLevel,
    DecisionAtLevel,
    PairAtLevel,
    PromiseAtLevel,
    QuarterAtLevel,
    UpdateAtLevel,
)
from projections.participation.levels import LevelLine
from projections.participation.say_lists import (
    AdviceBehind,
    DecisionBehind,
    SayBehind,
    SeatBehind,
    TableBehind,
)
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
from projections.render.data import names_records
from projections.rows.frozen import Frozen
from projections.summary import Summary
from projections.trust.compare import Comparison
from projections.trust.lists import PromiseBehindCount, SourceBehindCount
from projections.trust.view import AreaFigures, PartFigures

PAGE = Path(__file__).parent / "fields.md"

ROWS: dict[str, tuple[type[Frozen], ...]] = {
    "summary": (Summary,),
    "trust": (AreaFigures, PartFigures),
    "compare": (Comparison,),
    "behind": (PromiseBehindCount,),
    "sources": (SourceBehindCount,),
    "conditions": (JudgedYardstick,),
    "charters": (CharterLine,),
    "stability": (Stability,),
    "applied": (AppliedRule,),
    "topics": (TopicAt,),
    "exceptions": (ExceptionAt,),
    "changes-of-parts": (PartChangeAt,),
    "rules-in-force": (RuleAt,),
    "rules": (ListedRule,),
    "unequal": (Unequal,),
    "promises": (ListedPromise,),
    "contact": (Contact,),
    "updates": (UpdateBehind,),
    "inputs": (InputBehind,),
    "participation": (Whole, WholeInStretch, Grouped, GroupedInStretch),
    "decisions-counted": (DecisionBehind,),
    "says": (SayBehind,),
    "advice": (AdviceBehind,),
    "tables-counted": (TableBehind,),
    "seats": (SeatBehind,),
    "decisions": (DecisionLine,),
    "tables": (TableLine,),
    "levels": (LevelLine,),
    "promises-at-levels": (PromiseAtLevel,),
    "decisions-at-levels": (DecisionAtLevel,),
    "updates-at-levels": (UpdateAtLevel,),
    "quarters": (QuarterAtLevel,),
    "quarters-in-a-row": (PairAtLevel,),
    "cases-under": (CaseAtLevel,),
    "lessons": (LookingBack,),
    "control": (PowerNow, PowerOverTime),
    "duties": (DutyMatch,),
    "deciders": (Spread,),
    "figures": (ListedFigure,),
    "parties": (ListedParty,),
    "areas": (ListedArea,),
    "cases": (ListedCase,),
    "log": (SignedLine,),
    "show": (SignedLine,),
    "check": (WordedFinding,),
    "diff": (Difference,),
    "publish-log": (answers.Published,),
    "clone": (answers.Copied,),
    "backup": (answers.BackedUp,),
    "pull": (answers.Pulled, answers.Parted),
    "verify": (answers.Verification,),
    "book": (answers.BookFile,),
    "proof": (answers.Proof,),
    "proofs": (answers.Proofs,),
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
    "corrected": "what was corrected in a later recording than that of what it corrects, after it "
    "had stood: streams of the records that the rows name, and `by` which records",
    "rows": "the answer, a row for each subject",
    "records": "with `--explain`: the records that the rows rest on, with their sources",
    "story": "with `show`, of a mandate: its history in sentences",
}
"""What everything around the rows means."""

CORRECTED = (
    "the records that corrected something of it in a later recording than that of what they "
    "correct, after it had stood"
)
CORRECTED_BY = ("corrected_by", "list", CORRECTED)
"""The field of every row that names records, beside those of its class."""

HEAD = """# The fields of every view

With `--format json` a view answers with one object; with `ndjson` and `csv` with its rows alone.
A row of `csv` begins with `as_of`: the moment asked about, or that of its step in a series.
Days are YYYY-MM-DD or as the record has them (EDTF), shares lie from 0 to 1, `null` means that the
record does not tell. This page is made by `make docs` from what the program answers.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## Every answer", "", "| field | meaning |", "|---|---|"]
    parts += [f"| `{name}` | {text} |" for name, text in ANSWER.items()]
    for view in ROWS:
        parts += ["", f"## {view}", "", "| field | type | meaning |", "|---|---|---|"]
        parts += [f"| `{name}` | {types} | {meaning} |" for name, types, meaning in fields_of(view)]
    return "\n".join(parts) + "\n"


def fields_of(view: str) -> list[tuple[str, str, str]]:
    """The fields of the rows of a view, each once: name, types and meaning."""
    kinds = ROWS[view]
    rows = dict.fromkeys(row for kind in kinds for row in described(kind))
    added = [CORRECTED_BY] if any(map(names_records, kinds)) else []
    return [*rows, *added]


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
    elif origin in {tuple, list, Sequence}:
        yield "list", None
        yield from (("list", inner) for inner in _classes(arguments[0]))
    elif origin is dict or hint is dict:
        yield "object", None
    elif issubclass(hint, Frozen):
        yield "object", hint
    elif hint is not type(None):
        yield _TYPES[hint], None


def _classes(hint: Any) -> Iterator[type[Frozen]]:
    """The classes of rows that a type allows."""
    if get_origin(hint) in {Annotated, Union, UnionType}:
        yield from (inner for member in get_args(hint) for inner in _classes(member))
    elif isinstance(hint, type) and issubclass(hint, Frozen):
        yield hint


_TYPES = {
    Any: "any",
    str: "text",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
}


if __name__ == "__main__":
    PAGE.write_text(page())
