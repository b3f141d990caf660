"""What a check finds: a code and its fields. Its sentence is made where screens are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from projections.report import Fields


def finding(
    check: str, subject: str, events: Iterable[int], *, code: str | None = None, **fields: Any
) -> Fields:
    """One finding.

    check: the name of the check. subject: the stream that it is about. events: the positions of
    the records that it rests on. code: what was found, where a check finds more than one thing;
    the name of the check otherwise. fields: what the sentence tells, days as they were written.
    """
    return {
        "check": check,
        "code": code or check,
        "subject": subject,
        "fields": fields,
        "events": list(dict.fromkeys(events)),
    }
