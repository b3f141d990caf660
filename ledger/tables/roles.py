"""What columns are about, by the words in their headers, in Dutch and in English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from ledger.tables.profile import Profile

Language = Literal["nl", "en"]

ROLES: dict[str, tuple[str, str]] = {
    "id": (
        r"nr|nummer|volgnr|volgnummer|kenmerk|zaaknummer",
        r"#|no|id|code|number|ref|reference|key",
    ),
    "due": (
        r"deadline|termijn|uiterlijk|einddatum|streefdatum|gereed|planning|afdoening|oplever\w*",
        r"due|deadline|target date|end date|by when",
    ),
    "on": (
        r"datum (?:van )?(?:de )?(?:toezegging|belofte|besluit)|toegezegd op|datum|begindatum",
        r"date|made on|date made|announced|promised on|start date",
    ),
    "amount": (r"budget|kosten|bedrag|euro|middelen", r"budget|cost|costs|amount|money"),
    "size": (r"aantal|hoeveelheid", r"quantity|size|how many|count"),
    "status": (r"status|stand|stand van zaken|voortgang", r"status|state|progress|verdict|rating"),
    "url": (r"link|website", r"url|link|web page"),
    "locator": (r"pagina|blz|bladzijde|paragraaf|vindplaats", r"page|section|paragraph|locator"),
    "source": (r"bron|document|stuk|akkoord", r"source|document|publication"),
    "by": (
        r"portefeuillehouder|wethouder|bewindspersoon|verantwoordelijke?|trekker|door|college|partij",
        r"by|who|owner|responsible|minister|ministry|department|promisor|party|body|organisation",
    ),
    "to": (r"aan|aan wie|gericht aan|doelgroep|voor wie", r"to|to whom|beneficiary|audience"),
    "area": (
        r"wijk|dorp|gebied|buurt|kern|plaats|locatie|gemeente|regio|stadsdeel",
        r"area|place|location|municipality|neighbourhood|neighborhood|region|district|village",
    ),
    "topic": (
        r"thema|onderwerp|programma|domein|categorie|beleidsveld",
        r"topic|theme|category|policy area|subject",
    ),
    "note": (
        r"opmerking(?:en)?|toelichting|bijzonderheden|notitie",
        r"note|notes|comment|comments|remark|remarks",
    ),
    "text": (
        r"belofte|toezegging|maatregel|actie|afspraak|omschrijving|voornemen|tekst|titel|ambitie",
        r"promise|pledge|commitment|text|description|title|measure|action|statement",
    ),
}
"""The words of each role, the most telling roles first."""

TERMS: dict[str, tuple[str, str]] = {
    "start": (
        r"van|begin|begindatum|start|startdatum|vanaf|ingang",
        r"start|from|start date|since",
    ),
    "end": (r"tot|eind|einde|einddatum|t/m", r"end|until|to|end date"),
    "person": (r"naam|persoon|bewindspersoon|politicus", r"person|name|holder|politician"),
    "post": (r"functie|ambt|post|portefeuille", r"post|office|position|role"),
    "body": (r"ministerie|organisatie|orgaan|gemeente", r"organization|organisation|ministry|body"),
}
"""The same of a list of terms of office."""

AREAS: dict[str, tuple[str, str]] = {
    "code": (r"code|gemeentecode|cbs-?code|nr", r"code|id|fips|ons"),
    "successor": (r"opvolger|opgegaan in|overgegaan naar", r"successor|succeeded by|merged into"),
    "start": (r"van|vanaf|begindatum|ingang|sinds", r"from|start|start date|since"),
    "end": (r"tot|einddatum|opgeheven|eind", r"to|end|end date|until|abolished"),
    "name": (r"naam|gemeente|gebied|plaats|wijk", r"name|area|municipality|place|district"),
}
"""The same of a register of areas."""

_STATUSES: tuple[tuple[str, str], ...] = (
    ("promise.reported/partly", r"deels|gedeeltelijk|ten dele|part(?:ly|ial)|in part|compromise"),
    (
        "promise.reported/not-kept",
        r"niet (?:gerealiseerd|nagekomen|gehaald)|gebroken|broken|not (?:kept|met|achieved)|failed",
    ),
    ("nothing", r"\bniet\b|\bnot\b|\bnog\b|\bin progress\b|\bin uitvoering\b"),
    ("promise.withdrawn", r"vervallen|ingetrokken|geschrapt|withdrawn|cancelled|dropped|abandoned"),
    (
        "promise.reported/kept",
        (
            r"gerealiseerd|afgerond|voltooid|gereed|behaald|nagekomen|uitgevoerd|afgehandeld|"
            r"afgedaan|\bkept\b|achieved|completed?|\bdone\b|fulfilled|delivered|\bmet\b"
        ),
    ),
)
"""What statuses mean by the words in them, the most telling first."""


def roles_of(
    columns: Sequence[Profile], roles: Mapping[str, tuple[str, str]] = ROLES
) -> tuple[dict[str, Profile], Language]:
    """Which column has which role, and the language of the headers."""
    found: dict[str, Profile] = {}
    votes = {"nl": 0, "en": 0}
    for role, words in roles.items():
        for strict in (True, False):
            for column in columns:
                if role in found or column in found.values() or not _fits(role, column):
                    continue
                for language, pattern in zip(("nl", "en"), words, strict=True):
                    if _says(column.name, pattern, strict=strict):
                        votes[language] += 1
                        found.setdefault(role, column)
    return found, "nl" if votes["nl"] > votes["en"] else "en"


def _says(name: str, pattern: str, *, strict: bool) -> bool:
    """Whether a header is one of some words; not strict: whether one of them stands in it."""
    plain = re.sub(r"[_-]+", " ", re.sub(r"\(.*?\)", "", name)).strip().lower()
    if strict:
        return re.fullmatch(rf"(?:{pattern})", plain) is not None
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", plain) is not None


def _fits(role: str, column: Profile) -> bool:
    """Whether what a column holds does not contradict a role."""
    match role:
        case "id":
            return column.unique
        case "on" | "start" | "end":
            return column.holds_dates
        case "due":
            return column.dates > 0
        case "amount" | "size":
            return column.holds_numbers
        case "text":
            return not column.holds_numbers and not column.holds_dates
        case _:
            return column.filled > 0


def meaning(status: str) -> str:
    """The record that a status most likely means."""
    words = status.lower()
    return next((kind for kind, pattern in _STATUSES if re.search(pattern, words)), "nothing")


def scale(header: str) -> str:
    """What the numbers of a column are multiplied by, as its header says."""
    if re.search(r"mln|miljoen|million|[x×]\s*1[.,]?000[.,]?000", header, re.IGNORECASE):  # noqa: RUF001 - the sign for times
        return "1000000"
    if re.search(r"duizend|thousand|k€|[x×]\s*1[.,]?000", header, re.IGNORECASE):  # noqa: RUF001 - the sign for times
        return "1000"
    return "1"
