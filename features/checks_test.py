"""Every check can say on screen what it looks for."""

from __future__ import annotations

from projections.checks.registry import NAMES
from projections.render.screens.checks import LOOKS_FOR


def test_every_check_is_told() -> None:
    """A new check brings the words under which its findings stand."""
    assert set(LOOKS_FOR) == set(NAMES)
