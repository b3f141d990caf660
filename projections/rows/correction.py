"""What was corrected: field by field, why, by whom, and what moved with it."""

from __future__ import annotations

from typing import Annotated, Any

from projections.rows.frozen import Frozen, row_class


@row_class
class FieldChange(Frozen):
    """A field that said one thing, and says another one since."""

    field: Annotated[str, "the name of the field"]
    was: Annotated[Any, "what it said before; null where it said nothing"]
    now: Annotated[Any, "what it says since; null where it says nothing"]


@row_class
class Corrected(Frozen):
    """A record that was found to be a mistake: retracted, and as a rule replaced by another one."""

    stream: Annotated[str, "the subject that it was about"]
    target: Annotated[int, "the record that was corrected, by its place in the ledger"]
    target_kind: Annotated[str, "what it said that happened"]
    retraction: Annotated[int, "the record that retracts it, by its place in the ledger"]
    instead: Annotated[
        int | None,
        "the record that took its place then, by its place in the ledger; null: nothing did",
    ]
    changes: Annotated[
        tuple[FieldChange, ...], "what the one says otherwise than the other, field by field"
    ]
    reason: Annotated[str | None, "what was wrong with it"]
    by: Annotated[
        str | None,
        "who corrected it: the party on whose behalf, or that signed; else the label of who "
        "recorded it, if there is one",
    ]
    later: Annotated[
        bool, "whether it came with a later recording than what it corrects, which had stood so far"
    ]
    moved: Annotated[
        tuple[FieldChange, ...] | None,
        "what became otherwise of the promise, rule, decision or mandate with the recording that "
        "brought the correction, as of the day asked about; null where that was not compared",
    ]
