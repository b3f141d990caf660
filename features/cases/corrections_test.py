"""Small records that once were read wrongly after a correction, each for a whole kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from features.metamorphic.asking import POSITIONS, SOURCES, Ledger

HERE = Path(__file__).parent


def recorded(folder: Path, *cases: str) -> Ledger:
    """A ledger with the records of some files."""
    ledger = Ledger(folder / "case")
    for case in cases:
        ledger.gestand("import", str(HERE / case))
    return ledger


def row(answers: dict[str, Any], view: str, **fields: str) -> dict[str, Any]:
    """The only row of a view with these fields."""
    (found,) = [one for one in answers[view] if fields.items() <= one.items()]
    only: dict[str, Any] = found
    return only


@pytest.mark.parametrize("source", ["[{title: Gazette 2}]", "[{title: Gazette 2, type: official}]"])
def test_the_spelling_of_a_source_flips_no_verdict(tmp_path: Path, source: str) -> None:
    """Of two changes for one day the one that was decided later counts, whatever is corrected."""
    ledger = recorded(tmp_path, "base.yaml", "corrections/spelling-flips-a-verdict.yaml")
    before = ledger.answers(without=POSITIONS | SOURCES)
    assert row(before, "rules", rule="fee")["value"] == "50 euro"
    (condition,) = row(before, "conditions village", charter="c")["conditions"]
    assert (condition["key"], condition["now"]) == ("rules-unchanged", "yes")
    ledger.correct("raise", source=source)
    assert ledger.answers(without=POSITIONS | SOURCES) == before


def test_the_spelling_of_a_source_flips_no_outcome(tmp_path: Path) -> None:
    """Of two findings of one assessor on one day the later recorded counts, also after that."""
    ledger = recorded(tmp_path, "base.yaml", "corrections/spelling-flips-an-outcome.yaml")
    before = ledger.answers(without=POSITIONS | SOURCES)
    outcome = row(before, "promises", promise="lamp")
    assert (outcome["status"], outcome["scored"]) == ("kept", 1.0)
    ledger.correct("as1", source="[{title: Letter 2}]")
    assert ledger.answers(without=POSITIONS | SOURCES) == before


def test_a_dispute_of_a_wording_moves_nothing(tmp_path: Path) -> None:
    """It is shown, and the promise stays what it was found to be."""
    ledger = recorded(
        tmp_path, "roles/those-of-the-dispute.yaml", "roles/dispute-of-a-wording.yaml"
    )
    outcome = row({"promises": ledger.rows("promises")}, "promises", promise="g")
    assert (outcome["status"], outcome["scored"], outcome["contested"]) == ("kept", 1.0, True)
