"""Which records were used for which figures, as PROV-JSON (W3C)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from projections.report import METHOD, Question, Report, positions
from projections.rows.frozen import fields_of

Fields = dict[str, Any]

PREFIXES = {"gestand": "urn:gestand:", "xsd": "http://www.w3.org/2001/XMLSchema#"}


def provenance(question: Question, reports: Iterable[Report[Any]], ledger: str) -> Fields:
    """One activity for each view: it used the records, and each of its rows was derived from them.

    ledger: the id of the ledger, in which the place of a record is its name.
    """
    found: Fields = {
        "prefix": PREFIXES,
        "entity": {},
        "activity": {},
        "used": {},
        "wasGeneratedBy": {},
        "wasDerivedFrom": {},
    }
    for report in reports:
        activity = f"gestand:{ledger}.{report.view}"
        found["activity"][activity] = {
            "prov:label": report.view,
            "gestand:method": METHOD,
            "gestand:as_of": question.as_of,
            "gestand:known_size": _integer(question.known),
        }
        used: set[int] = set()
        for number, row in enumerate(report.rows):
            figure = f"{activity}.{_name(row, number)}"
            found["entity"][figure] = {"prov:label": f"{report.view} {_name(row, number)}"}
            found["wasGeneratedBy"][f"_:{figure}"] = _pair("entity", figure, "activity", activity)
            events = positions(row)
            used |= events
            for event in sorted(events):
                found["wasDerivedFrom"][f"_:{figure}.{event}"] = _pair(
                    "generatedEntity", figure, "usedEntity", _record(ledger, event)
                )
        for event in sorted(used):
            record = _record(ledger, event)
            found["entity"][record] = {"gestand:position": _integer(event)}
            found["used"][f"_:{activity}.{event}"] = _pair("activity", activity, "entity", record)
    return found


def _record(ledger: str, event: int) -> str:
    return f"gestand:{ledger}.record.{event}"


def _name(row: Any, number: int) -> str:
    fields = fields_of(row)
    names = [fields.get(name) for name in ("scope", "subject", "area", "charter")]
    slugs = [name.rpartition("/")[2] for name in names if isinstance(name, str)]
    return ".".join(dict.fromkeys((*slugs, str(number))))


def _pair(first: str, one: str, second: str, other: str) -> Fields:
    return {f"prov:{first}": one, f"prov:{second}": other}


def _integer(number: int) -> Fields:
    return {"$": str(number), "type": "xsd:integer"}
