"""A village in a region with those who take part in its decisions, for scenarios about them."""

from __future__ import annotations

import json
from typing import Any

from features.world import World

Fields = dict[str, Any]

PARTIES = (
    ("residents", "residents"), ("league", "civil-society"), ("council", "municipality"),
    ("ministry", "ministry"), ("adviser", "expert-body"), ("court", "court"),
    ("parliament", "parliament"),
)  # fmt: skip
HERE = {"area": "village"}


def record(world: World, *records: Fields) -> None:
    """Import records, all of which must be accepted."""
    world.record(*records)
    assert world.exit_code == 0, world.message


def rows(world: World, *question: str) -> list[Fields]:
    """Ask for data."""
    world.gestand(*question, "--format", "json")
    assert world.exit_code in {0, 1}, world.message
    answer: Fields = json.loads(world.output)
    found: list[Fields] = answer["rows"]
    world.remembered |= {"rows": found, "question": question, "answer": answer}
    return found


def row(world: World) -> Fields:
    """The only row of the last answer."""
    (only,) = world.remembered["rows"]
    found: Fields = only
    return found


def build(world: World) -> None:
    """Make the ledger with its parties and areas."""
    world.gestand("init")
    areas = (("region", "region", None), ("village", "village", "region"))
    record(
        world,
        {"kind": "ledger.declared", "title": "A village", "burden": "promisor"},
        *(
            {"kind": "party.registered", "party": party, "name": party.title(), "type": kind}
            | {"on": "2000"}
            for party, kind in PARTIES
        ),
        *(
            {"kind": "area.registered", "area": area, "name": f"The {area}", "type": kind}
            | ({"within": within} if within else {})
            | {"on": "2000"}
            for area, kind, within in areas
        ),
    )


def decide(world: World, by: str, decision: str, on: str, **more: Any) -> None:
    """Record a decision and remember its day."""
    taken = {"kind": "decision.taken", "decision": decision, "by": by, "place": HERE}
    record(world, taken | {"text": "A decision.", "process": "false", "on": on} | more)
    world.remembered.setdefault("days", {})[decision] = on


def give(world: World, decision: str, group: str, given_: str, when_: str, **more: Any) -> None:
    """Record what one group was given in a decision."""
    say = {"kind": "decision.participation", "decision": decision, "group": group}
    on = world.remembered["days"][decision]
    name = {"id": f"{decision}-{group}"}
    record(world, say | {"given": given_, "when": when_, "on": on} | name | more)
