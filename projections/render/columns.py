"""The columns of tables whose rows have no class. Made by `make docs`, not edited by hand."""

from __future__ import annotations

COLUMNS = {
    "conditions": (
        "area scope name title charter place level by agreed_by declared start ended disputed "
        "topics amendments event place_name relation afterwards verdict first_break "
        "first_unfavourable first_not_met tally met_now not_met_now unknown_now nothing_now "
        "conditions documented sources"
    ),
    "charters": (
        "area scope name title charter place level by agreed_by declared start ended disputed "
        "topics amendments event conditions"
    ),
}
