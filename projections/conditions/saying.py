"""How a check of this folder says what it found."""

from __future__ import annotations

from projections.report import Fields


def said(check: str, subject: str, text: str, events: list[int]) -> Fields:
    """A finding: by which check, on what, in words, and the records that it rests on."""
    return {"check": check, "subject": subject, "finding": text, "events": events}
