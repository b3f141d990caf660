"""The words of the default yardstick: what its author must know, and what its conditions say."""

from __future__ import annotations

HEAD = (
    "The default yardstick: the conditions for participation of the advice of 2021 on the "
    "reinforcement operation in Groningen. Edit what follows, and import it with `gestand import`. "
    "Whoever declares a yardstick says what is measured, not what comes out."
)
BY_NOBODY_YET = "your-organisation"
FIELD = {
    "charter": "Its name in this ledger: letters, digits and hyphens.",
    "place": "The area, case or cohort for which it is declared.",
    "by": "Who declares it: one or more parties of this ledger (see `gestand parties`).",
    "agreed_by": "Who agreed to it; while this is empty, every answer says that nobody did.",
    "start": (
        "Since when it measures, as a day: of a month or a year the last day counts. It may lie in "
        "the past, and then every answer says so."
    ),
    "topics": (
        "The topics that it is about, as promises, rules and mandates name them. Left empty, it is "
        "about all of them."
    ),
    "conditions": "What it asks. Leave out what it should not ask; change the numbers if you must.",
    "on": "When it was declared.",
    "source": "Where these conditions come from.",
}
"""What a field of the record is for, above that field."""

AS_ATTESTED = (
    "The ledger cannot judge this: it is as residents or an independent party attest "
    "(condition.attested)."
)
ATTESTED = {
    "recognition": "People feel recognised and heard, before they are asked to take part.",
    "equal-goals": "The wishes and goals of the bodies and of residents are put level.",
    "certainty-about-house": "Residents have certainty about their house and know how safe it is.",
}
"""The conditions of the advice that only people can attest, in its words."""

SOURCE = {
    "title": (
        "Kennisplatform Leefbaar en Kansrijk Groningen, advies over bewonersparticipatie in de "
        "versterkingsoperatie (2021)"
    ),
    "published": "2021-12~",
    "type": "independent",
}
"""The advice that the default yardstick is taken from."""

WRITTEN = "Wrote the yardstick to {path}. Edit it, then: gestand import {path}"
