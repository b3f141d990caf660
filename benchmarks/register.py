"""A register of who may decide what in a whole state: 8,400 records on 926 topics, of few places.

Run: python -m benchmarks.register COUNT FOLDER [SEED]

The state has four nations and sixty areas. 400 topics are decided for the state alone, 200 by a
nation, the others by an area: for each who has the lead and who pays, one rule, often a duty, and
promises until it is enough. A register that is wide in topics shows what is walked for each topic.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain, count, islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.generate import Fields, day, write

SIZE = 8_400
AREAS, NATIONS, DEPARTMENTS = 60, 4, 24
OF_THE_STATE, OF_NATIONS, OF_AREAS = 400, 200, 326
"""How many topics are decided where."""

Dated = tuple[int, Fields]


def records(size: int = SIZE, seed: int = 3) -> Iterator[Fields]:
    """The records, in the order of their days."""
    made = islice(Register(Random(seed)).told(), size)
    yield from (fields for _, fields in sorted(made, key=lambda dated: dated[0]))


class Register:
    """Who decides, made up topic by topic."""

    def __init__(self, random: Random) -> None:
        self.random, self.number = random, count()
        nations = [f"nation-{number % NATIONS}" for number in range(OF_NATIONS)]
        areas = [f"area-{number % AREAS}" for number in range(OF_AREAS)]
        places = ["state"] * OF_THE_STATE + nations + areas
        self.topics = [(f"topic-{number}", place) for number, place in enumerate(places)]

    def told(self) -> Iterator[Dated]:
        """All records, without end."""
        yield from self._founding()
        vouched = {"about": ["mandate", "rule", "promise"], "by": "inspectorate"}
        where = {"place": {"area": "state"}, "from": day(0)}
        yield self._on(5_200, "coverage.declared", coverage="coverage", **vouched, **where)
        for topic, place in self.topics:
            for power in ("lead", "pay")[: self.random.randrange(1, 3)]:
                yield from self._power(topic, place, power)
            yield from chain(self._duty(topic, place), self._rule(topic, place))
        while True:
            yield from self._promise(*self.random.choice(self.topics))

    def _on(self, on: int, kind: str, **fields: Any) -> Dated:
        source = [{"title": f"Notice {next(self.number)}", "type": "official"}]
        return on, {"kind": kind, "on": day(on), "published": day(on), "source": source} | fields

    def _founding(self) -> Iterator[Dated]:
        yield self._on(0, "ledger.declared", title="A register", burden="open")
        parties = {f"department-{number}": "ministry" for number in range(DEPARTMENTS)}
        parties |= {f"council-{number}": "municipality" for number in range(AREAS)}
        parties |= {"residents": "residents", "inspectorate": "regulator"}
        for party, kind in parties.items():
            yield self._on(0, "party.registered", party=party, name=party.title(), type=kind)
        within = {f"nation-{number}": "state" for number in range(NATIONS)}
        within |= {f"area-{number}": f"nation-{number % NATIONS}" for number in range(AREAS)}
        yield self._on(0, "area.registered", area="state", name="State", type="region")
        for area, above in within.items():
            kind = "region" if above == "state" else "municipality"
            fields = {"name": area.title(), "type": kind, "within": above}
            yield self._on(0, "area.registered", area=area, **fields)

    def _department(self) -> str:
        return f"department-{self.random.randrange(DEPARTMENTS)}"

    def _power(self, topic: str, place: str, power: str) -> Iterator[Dated]:
        """A power, which in half of the cases passes on, at times with a gap."""
        on, passed = self.random.randrange(2000), self.random.random() < 0.5
        fields: Fields = {"power": power, "topic": topic, "place": {"area": place}}
        first = place.replace("area", "council") if place.startswith("area") else self._department()
        basis = self.random.choice(["attribution", "attribution", "delegation", "mandate"])
        held = fields | {"holder": first, "from": day(on), "basis": basis}
        if basis != "attribution":
            held["granted_by"] = self._department()
        yield self._on(on, "mandate.granted", mandate=f"{topic}-{power}", **held)
        if passed:
            end = on + self.random.randrange(100, 2500)
            begin = end + self.random.choice([0, 0, 0, 30])
            yield self._on(end, "mandate.ended", mandate=f"{topic}-{power}", effective=day(end))
            held = fields | {"holder": self._department(), "from": day(begin)}
            held["basis"] = "attribution"
            yield self._on(end, "mandate.granted", mandate=f"{topic}-{power}-2", **held)

    def _duty(self, topic: str, place: str) -> Iterator[Dated]:
        if self.random.random() < 0.6:
            on = self.random.randrange(3000)
            fields = {"holder": self._department(), "act_text": f"Must see to {topic}"}
            where = {"place": {"area": place}, "from": day(on)}
            yield self._on(on, "duty.assigned", duty=topic, **fields, **where)

    def _rule(self, topic: str, place: str) -> Iterator[Dated]:
        on = self.random.randrange(2500)
        rank = self.random.choice(["law", "policy-rule"])
        what = {"title": f"Rule on {topic}", "topic": topic, "value": "first", "rank": rank}
        how: Fields = {"place": {"area": place}, "by": [self._department()], "effect": "deferred"}
        how |= {"direction": "neutral", "effective": day(on + 30)}
        yield self._on(on, "rule.enacted", rule=topic, **what, **how)
        if self.random.random() < 0.6:
            on += self.random.randrange(100, 2000)
            changed = {"value": "second", "reason": "Why not.", "by": [self._department()]}
            how = {"effect": "immediate", "direction": "unfavourable", "effective": day(on)}
            yield self._on(on, "rule.amended", rule=topic, **changed, **how)

    def _promise(self, topic: str, place: str) -> Iterator[Dated]:
        name, on = {"promise": f"p{next(self.number)}"}, self.random.randrange(4_500)
        due = on + self.random.randrange(60, 900)
        what = {"text": f"A promise about {topic}.", "topic": topic, "due": day(due)}
        who = {"by": [self._department()], "to": ["residents"], "place": {"area": place}}
        yield self._on(on, "promise.made", **name, **who, **what)
        if self.random.random() < 0.6 and due + 20 < 5_200:
            outcome = self.random.choice(["kept", "partly", "broken"])
            found = {"by": "inspectorate", "basis": "independent", "outcome": outcome}
            yield self._on(due + 20, "promise.assessed", **name, **found)


if __name__ == "__main__":
    write(records(int(sys.argv[1]), *map(int, sys.argv[3:])), Path(sys.argv[2]))
