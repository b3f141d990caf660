"""Bodies, offices, areas and who may do what as Popolo: persons are left out, as the record is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from projections.tables.subjects import AreaCells, AreaCodeCells, MandateCells, PartyCells

Fields = dict[str, Any]


def popolo(
    parties: Iterable[PartyCells],
    areas: Iterable[AreaCells],
    codes: Iterable[AreaCodeCells],
    mandates: Iterable[MandateCells],
) -> Fields:
    """One object with everything, each party and area as it is last.

    An office at the head of a body is a post in that body. A mandate is a membership: of its holder
    in itself, or of the post that holds it in its body.
    """
    latest = {row.party: row for row in parties}
    bodies = {row.head: row.party for row in latest.values() if row.head}
    return {
        "persons": [],
        "organizations": [_organization(row) for row in latest.values() if row.party not in bodies],
        "posts": [_post(row, bodies[row.party]) for row in latest.values() if row.party in bodies],
        "memberships": [_membership(row, bodies) for row in mandates],
        "areas": _areas({row.area: row for row in areas}, codes),
    }


def _organization(row: PartyCells) -> Fields:
    return _without_gaps(
        {
            "id": row.party,
            "name": row.name,
            "classification": row.type,
            "parent_id": row.part_of,
            "dissolution_date": row.to if row.successors else None,
        }
    )


def _post(row: PartyCells, body: str) -> Fields:
    return {"id": row.party, "label": row.name, "role": row.name, "organization_id": body}


def _membership(row: MandateCells, bodies: dict[str, str]) -> Fields:
    post = row.holder if row.holder in bodies else None
    place = f"{row.place_kind}/{row.place}"
    return _without_gaps(
        {
            "id": f"{row.mandate}/{row.holder}/{place}",
            "label": " ".join(filter(None, (row.power, row.topic))),
            "role": row.power,
            "organization_id": bodies[post] if post else row.holder,
            "post_id": post,
            "on_behalf_of_id": row.granted_by if row.basis == "mandate" else None,
            "area_id": row.place if row.place_kind == "area" else None,
            "start_date": row.from_latest,
            "end_date": row.until_earliest,
        }
    )


def _areas(areas: dict[str, AreaCells], codes: Iterable[AreaCodeCells]) -> list[Fields]:
    named: dict[str, list[Fields]] = {}
    for row in codes:
        scheme = f"{row.register}-{row.year}" if row.year else row.register
        named.setdefault(row.area, []).append({"scheme": scheme, "identifier": row.code})
    return [
        _without_gaps(
            {
                "id": row.area,
                "name": row.name,
                "classification": row.type,
                "parent_id": row.parent,
                "identifier": row.code,
                "identifiers": named.get(row.area),
            }
        )
        for row in areas.values()
    ]


def _without_gaps(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value is not None}
