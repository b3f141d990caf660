"""A seeded ledger of constant density, as JSON Lines, of any size and in little memory.

Run: python -m benchmarks.generate COUNT FOLDER [SEED]

A million records have 2,001 areas (a region, 20 municipalities, 400 villages, 1,580 streets),
27,000 cases in 12 groups, and about 215,000 promises. A tenth of them has a tenth of the areas and
cases. So what one village holds, and what is asked about it, is about the same at every size from
10,000 on; below that there are too few villages to share the cases. One village in ten has a small
group, a pilot of eight cases, whose size does not grow.

The records are chronological. An eighth of them became public 30 to 900 days late and is recorded
then; a sixth of the amendments of rules works back; of the promises one in a hundred is retracted
and two are disputed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import chain, count, islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

Fields = dict[str, Any]

FIRST_DAY, LAST_DAY = date(2012, 1, 1), date(2026, 6, 30)
LAST = (LAST_DAY - FIRST_DAY).days
"""Days are counted from the first one."""

IMPORT, FILE_BYTES = 150_000, 30 * 2**20
"""Records of an import and bytes of a file, below what `gestand import` takes at the most."""

GROUPS, PILOT_EVERY, PILOT_CASES = 12, 10, 8
WHOLE = 1_000_000
"""The size at which there are as many areas as the numbers in `Land` say."""

TOPICS = (
    "strengthening", "damage-procedure", "norm", "subsidy", "owner-choice", "legal-protection",
    "order-of-strengthening", "burden-of-proof",
)  # fmt: skip
POWERS = ("lead", "decide", "advise", "execute", "pay", "inspect")
PARTIES = {
    "ministry": "ministry", "executive": "executive-body", "inspectorate": "regulator",
    "experts": "expert-body", "ombudsman": "expert-body", "court": "court", "company": "company",
    "residents": "residents",
}  # fmt: skip
CONDITIONS = (
    "promises-kept", "rules-unchanged", "clear-lead", "same-lead", "one-ministry",
    "residents-decide", "say-over-process", "informed", "input-answered",
)  # fmt: skip
SAY = ("none", "inform", "consult", "advise", "co-produce", "co-decide")
SOURCES = ("official", "official", "independent", "press", "promisor", "other")
WORDS = """
    the houses in this street will be inspected by an engineer strengthened before winter damage
    claim handled within months budget plan neighbourhood residents meeting temporary housing
    report chimney foundation letter council agreement order of work subsidy insulation
""".split()  # noqa: SIM905 - a list is longer to read


class Dated(NamedTuple):
    """A record, and the day on which it is recorded."""

    recorded: int
    record: Fields


class Land(NamedTuple):
    """How many places there are."""

    municipalities: int
    villages: int
    streets: int
    cases: int

    @classmethod
    def of(cls, size: int) -> Land:
        """The places of a ledger of so many records."""
        part = size / WHOLE
        return cls(
            max(1, round(20 * part)),
            max(2, round(400 * part)),
            max(4, round(1_580 * part)),
            max(10, round(27_000 * part)),
        )


def day(number: int) -> str:
    """A day by its number, within the time of the ledger."""
    return (FIRST_DAY + timedelta(days=max(0, min(number, LAST)))).isoformat()


def records(size: int, seed: int = 7) -> Iterator[Fields]:
    """So many records in the order in which they are recorded.

    They are made subject by subject and sorted month by month on disk: memory does not grow.
    """
    story = Story(Land.of(size), Random(seed))
    yield from (dated.record for dated in islice(story.founding(), size))
    left = size - story.made
    with tempfile.TemporaryDirectory() as folder:
        months = [Path(folder, f"{month:03}") for month in range(LAST // 30 + 1)]
        with ExitStack() as opened:
            files = [opened.enter_context(month.open("w")) for month in months]
            for dated in islice(story.told(), max(left, 0)):
                files[dated.recorded // 30].write(json.dumps(dated) + "\n")
        for month in months:
            # Of one day they stay in the order in which they were made.
            lines = map(json.loads, month.read_text().splitlines())
            yield from (record for _, record in sorted(lines, key=lambda line: int(line[0])))


class Story:
    """What happened in a land, made up: who and where first, then rules, cases and promises."""

    def __init__(self, land: Land, random: Random) -> None:
        self.land, self.random, self.made = land, random, 0
        self.opened: list[int] = []
        """The day on which each case was recorded."""

    def founding(self) -> Iterator[Dated]:
        """The ledger, parties, areas and groups."""
        yield self._founded("ledger.declared", title="Generated", burden="open")
        for party, kind in PARTIES.items():
            yield self._party(party, party.title(), kind)
        yield self._area("region", "Region", "region", None)
        for number in range(self.land.municipalities):
            yield self._area(f"m{number}", f"Municipality {number}", "municipality", "region")
            yield self._party(f"council-{number}", f"Council {number}", "municipality")
        for number in range(self.land.villages):
            within = f"m{number % self.land.municipalities}"
            yield self._area(f"v{number}", f"Village {number}", "village", within)
            yield self._party(f"residents-{number}", f"Residents of village {number}", "residents")
        for number in range(self.land.streets):
            within = f"v{number % self.land.villages}"
            yield self._area(f"s{number}", f"Street {number}", "street", within)
        for number in range(GROUPS):
            yield self._group(f"batch-{number}", "by the date of the inspection", "region")
        for village in self._pilots():
            yield self._group(f"pilot-{village}", "chosen by lot", f"v{village}")

    def told(self) -> Iterator[Dated]:
        """All that happened, without end, each subject in the order of its records."""
        lasting = chain(self._rules(), self._mandates(), self._yardsticks(), self._cases())
        return chain(lasting, self._joined(), self._everyday())

    def _founded(self, kind: str, **fields: Any) -> Dated:
        self.made += 1
        source = [{"title": "Register", "type": "official"}]
        dates = {"on": day(0), "published": day(0)}
        return Dated(0, {"kind": kind, **dates, "source": source, **fields})

    def _party(self, party: str, name: str, kind: str) -> Dated:
        return self._founded("party.registered", party=party, name=name, type=kind)

    def _area(self, area: str, name: str, kind: str, within: str | None) -> Dated:
        lies = {"within": within} if within else {}
        return self._founded("area.registered", area=area, name=name, type=kind, **lies)

    def _group(self, name: str, criterion: str, area: str) -> Dated:
        fields = {"cohort": name, "name": name.title(), "criterion": criterion, "areas": [area]}
        return self._founded("cohort.registered", **fields)

    def _pilots(self) -> range:
        """The villages that have a small group."""
        return range(1, self.land.villages, PILOT_EVERY)

    def _text(self, words: int) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(words)).capitalize() + "."

    def _dated(self, on: int, kind: str, **fields: Any) -> Dated:
        """A record of what happened on a day, and became public on that day."""
        return self._sourced(on, on, kind, fields)

    def _late(self, on: int, kind: str, **fields: Any) -> Dated:
        """A record of what happened on a day, and may have become public later."""
        late = self.random.random() < 0.12
        return self._sourced(on, on + self.random.randrange(30, 900) * late, kind, fields)

    def _sourced(self, on: int, public: int, kind: str, fields: Fields) -> Dated:
        random, recorded = self.random, max(0, min(public, LAST))
        title = f"Letter {random.randrange(10**6)} on {random.choice(WORDS)}"
        source = {"title": title, "type": random.choice(SOURCES)}
        if random.random() < 0.5:
            source["url"] = f"https://example.org/documents/{random.randrange(10**9)}"
        dates = {"on": day(on), "published": day(recorded)}
        return Dated(recorded, {"kind": kind, **dates, "source": [source], **fields})

    # -- rules, mandates, yardsticks and cases -----------------------------------------------------

    def _rules(self) -> Iterator[Dated]:
        for topic in TOPICS:
            yield from self._rule(f"rule-region-{topic}", {"area": "region"}, topic)
        for group in range(GROUPS):
            for topic in TOPICS[:5]:
                yield from self._rule(f"rule-b{group}-{topic}", {"cohort": f"batch-{group}"}, topic)
        for area in range(self.land.municipalities):
            for topic in TOPICS[:4]:
                yield from self._rule(f"rule-m{area}-{topic}", {"area": f"m{area}"}, topic)
        for area in range(self.land.villages):
            for topic in self.random.sample(TOPICS, 2):
                yield from self._rule(f"rule-v{area}-{topic}", {"area": f"v{area}"}, topic)

    def _rule(self, name: str, place: Fields, topic: str) -> Iterator[Dated]:
        random = self.random
        on = random.randrange(400)
        what = {"title": self._text(5), "topic": topic, "value": self._text(4), "place": place}
        how: Fields = {"effect": "deferred", "rank": "policy-rule", "by": ["ministry"]}
        how["direction"] = random.choice(["favourable", "neutral", "mixed"])
        yield self._dated(on, "rule.enacted", rule=name, effective=day(on + 30), **what, **how)
        for _ in range(random.randrange(4)):
            on += random.randrange(200, 1200)
            if on > LAST - 200:
                return
            back = random.random() < 0.15
            effective = on - 100 if back else on + random.randrange(120)
            changed = {"value": self._text(4), "reason": self._text(6), "by": ["ministry"]}
            changed["effect"] = "retroactive" if back else "deferred"
            changed["direction"] = random.choice(
                ["favourable", "unfavourable", "unfavourable", "neutral"]
            )
            yield self._dated(on, "rule.amended", rule=name, effective=day(effective), **changed)

    def _mandates(self) -> Iterator[Dated]:
        for power in POWERS:
            yield from self._mandate("region", power, "ministry")
            for number in range(self.land.municipalities):
                yield from self._mandate(f"m{number}", power, f"council-{number}")
        for number in range(self.land.villages):
            for power in ("execute", "lead"):
                yield from self._mandate(f"v{number}", power, "company")

    def _mandate(self, area: str, power: str, holder: str) -> Iterator[Dated]:
        """A power, which in half of the cases passes to the executive."""
        begun, passed = self.random.randrange(60), self.random.randrange(1500, 3500)
        name = f"mandate-{area}-{power}"
        fields = {"power": power, "place": {"area": area}}
        held = fields | {"holder": holder, "from": day(begun), "basis": "attribution"}
        yield self._dated(begun, "mandate.granted", mandate=name, **held)
        if self.random.random() < 0.5:
            yield self._dated(passed, "mandate.ended", mandate=name, effective=day(passed))
            held = fields | {"holder": "executive", "from": day(passed), "basis": "delegation"}
            held |= {"granted_by": "ministry"}
            yield self._dated(passed, "mandate.granted", mandate=f"{name}-2", **held)

    def _yardsticks(self) -> Iterator[Dated]:
        """One that vouches for the region; what was agreed on there and in some villages."""
        about = {"about": ["update", "promise", "rule", "mandate"], "by": "inspectorate"}
        vouched = about | {"coverage": "coverage-region", "from": day(0)}
        yield self._dated(LAST, "coverage.declared", place={"area": "region"}, **vouched)
        agreed: Fields = {"by": ["ministry"], "agreed_by": ["residents"], "start": "2013-01-01"}
        agreed["conditions"] = [{"key": key} for key in CONDITIONS]
        municipalities = [f"m{number}" for number in range(self.land.municipalities)]
        villages = [f"v{number}" for number in range(0, self.land.villages, 10)]
        for area in ("region", *municipalities, *villages):
            where = {"charter": f"charter-{area}", "place": {"area": area}}
            yield self._dated(200, "charter.declared", **where, **agreed)

    def _cases(self) -> Iterator[Dated]:
        for case in range(self.land.cases):
            where = {"case": f"c{case}", "area": f"s{case % self.land.streets}"}
            what = {"level": "dwelling", "cohort": f"batch-{case % GROUPS}"}
            what["title"] = f"Dwelling {case}, {self._text(4)}"
            on = self.random.randrange(200, LAST - 600)
            opened = self._late(on, "case.opened", **where, **what)
            self.opened.append(opened.recorded)
            yield opened
            on = opened.recorded
            for phase in ("inspection", "design", "works")[: self.random.randrange(1, 4)]:
                on += self.random.randrange(60, 500)
                if on > LAST:
                    break
                yield self._late(on, "case.phase_entered", case=f"c{case}", phase=phase)

    def _joined(self) -> Iterator[Dated]:
        """Some cases of a village become members of its small group, once all of them are open."""
        for village in self._pilots():
            streets = range(village, self.land.streets, self.land.villages)
            cases = (c for s in streets for c in range(s, self.land.cases, self.land.streets))
            for case in islice(cases, PILOT_CASES):
                member = {"cohort": f"pilot-{village}", "case": f"c{case}"}
                yield self._dated(self.opened[case] + 1, "cohort.joined", **member)

    # -- what happens every day --------------------------------------------------------------------

    def _everyday(self) -> Iterator[Dated]:
        """Promises, updates, input and decisions, without end."""
        makers = (self._promise, self._update, self._input, self._decision)
        for number in count(1):
            (maker,) = self.random.choices(makers, (24, 24, 9, 4))
            yield from maker(number, self.random.randrange(self.land.villages))

    def _council(self, village: int) -> str:
        return f"council-{village % self.land.municipalities}"

    def _promised(self, village: int) -> tuple[Fields, list[str], int]:
        """To which place and whom a promise is made, and the first day on which it can be."""
        chance, here = self.random.random(), {"area": f"v{village}", "level": "area"}
        if chance < 0.30:
            return here, [f"residents-{village}"], 0
        if chance < 0.60:
            number = self.random.randrange(self.land.streets // self.land.villages)
            street = f"s{number * self.land.villages + village}"
            return {"area": street, "level": "area"}, [f"residents-{village}"], 0
        if chance < 0.94:
            case = self.random.randrange(self.land.cases)
            return {"case": f"c{case}", "level": "dwelling"}, ["residents"], self.opened[case] + 1
        if chance < 0.985:
            area = f"m{village % self.land.municipalities}"
            return {"area": area, "level": "area"}, ["residents"], 0
        if self.random.random() < 0.03:
            group = f"batch-{self.random.randrange(GROUPS)}"
            return {"cohort": group, "level": "area"}, [f"residents-{village}"], 0
        return here, [f"residents-{village}"], 0

    def _promise(self, number: int, village: int) -> Iterator[Dated]:
        random, name = self.random, {"promise": f"p{number}"}
        place, to, first = self._promised(village)
        on = min(max(random.randrange(100, LAST - 50), first), LAST - 40)
        due, dated = on + random.randrange(60, 1400), random.random() < 0.85
        by = [random.choice(["ministry", "executive", self._council(village), "company"])]
        fields: Fields = {"by": by, "to": to, "place": place, "topic": random.choice(TOPICS)}
        fields["text"] = self._text(random.randrange(8, 24))
        fields["due"] = _far(due) if dated else "as soon as possible"
        if random.random() < 0.3:
            fields["criterion"] = self._text(8)
        if random.random() < 0.12:
            fields["strength"] = random.choice(["target", "expectation"])
        told_of = random.random()
        if told_of < 0.03:
            fields["id"] = f"record-{number}"
        made = self._late(on, "promise.made", **name, **fields)
        yield made
        if told_of < 0.03:
            yield self._doubted(fields["id"], made.recorded, retracted=told_of < 0.01)
        if told_of >= 0.01:
            on = max(on, made.recorded)
            yield from self._became(name, on, due if dated else None, due, fields)

    def _doubted(self, record: str, recorded: int, *, retracted: bool) -> Dated:
        on = min(recorded + self.random.randrange(1, 900), LAST)
        why = {"record": record, "reason": self._text(6)}
        if retracted:
            return self._dated(on, "record.retracted", **why)
        return self._dated(on, "record.disputed", by="company", **why)

    def _became(
        self, name: Fields, on: int, deadline: int | None, due: int, made: Fields
    ) -> Iterator[Dated]:
        """What became of a promise. due: its deadline, or when one without is looked at."""
        random = self.random
        if random.random() < 0.3 and (at := on + random.randrange(20, 300)) < LAST:
            progress = {"done": str(random.randrange(1, 40)), "total": "40", "text": self._text(6)}
            fields = name | progress | {"by": "inspectorate"}
            yield self._late(at, "promise.progressed", **fields)
        if deadline is not None and random.random() < 0.22:
            at = on + random.randrange(30, 600)
            if at < min(LAST, deadline):
                due += random.randrange(90, 700)
                consent = {"consent_by": made["to"]} if random.random() < 0.2 else {}
                fields = name | consent | {"by": made["by"][0], "due": _far(due)}
                yield self._dated(at, "promise.postponed", **fields)
        if random.random() < 0.25 and on < (at := due + random.randrange(-30, 60)) < LAST:
            fields = name | {
                "by": made["by"][0],
                "outcome": random.choice(["kept", "kept", "partly"]),
            }
            yield self._late(at, "promise.reported", **fields)
        if random.random() < 0.62 and on < (at := due + random.randrange(-50, 200)) < LAST:
            outcomes = ["kept"] * 10 + ["partly"] * 3 + ["broken"] * 6 + ["unknown"]
            found = name | {"basis": "independent", "outcome": random.choice(outcomes)}
            found["by"] = random.choice(["experts", "ombudsman", "inspectorate"])
            yield self._late(at, "promise.assessed", **found)

    def _update(self, _: int, village: int) -> Iterator[Dated]:
        random, chance = self.random, self.random.random()
        place = f"v{village}"
        if 0.7 <= chance < 0.9:
            place = f"s{random.randrange(self.land.streets)}"
        elif 0.9 <= chance < 0.99:
            place = f"m{village % self.land.municipalities}"
        elif chance >= 0.99 and random.random() < 0.05:
            place = "region"
        contents = ["news"] * 14 + ["no-news"] * 4 + ["apology", "correction"]
        fields = {"content": random.choice(contents), "text": self._text(12)}
        fields["channel"] = random.choice(["letter", "meeting", "website"])
        by = random.choice(["ministry", "executive", self._council(village)])
        who = {"by": by, "to": [f"residents-{village}"], "place": {"area": place}}
        yield self._late(random.randrange(LAST), "update.sent", **who, **fields)

    def _input(self, number: int, village: int) -> Iterator[Dated]:
        random, name = self.random, {"input": f"i{number}"}
        who = {"from": [f"residents-{village}"], "to": ["ministry"]}
        what = {"place": {"area": f"v{village}"}, "text": self._text(15)}
        what["type"] = random.choice(["wish", "objection", "testimony", "advice"])
        on = random.randrange(LAST - 100)
        received = self._late(on, "input.received", **name, **who, **what)
        yield received
        on = received.recorded
        if random.random() < 0.5 and on + 60 < LAST:
            at = on + random.randrange(1, 60)
            yield self._dated(at, "input.acknowledged", **name, by="ministry")
        if random.random() < 0.4 and on + 400 < LAST:
            outcome = random.choice(["adopted", "partly", "rejected"])
            answer = {"by": "ministry", "outcome": outcome, "reasons": [self._text(6)]}
            at = on + random.randrange(61, 400)
            yield self._late(at, "input.answered", **name, **answer)

    def _decision(self, number: int, village: int) -> Iterator[Dated]:
        random, chance, name = self.random, self.random.random(), {"decision": f"d{number}"}
        place = f"v{village}"
        if 0.8 <= chance < 0.98:
            place = f"m{village % self.land.municipalities}"
        elif chance >= 0.98 and random.random() < 0.2:
            place = "region"
        by = [random.choice(["ministry", "executive", self._council(village)])]
        what: Fields = {"place": {"area": place}, "topic": random.choice(TOPICS), "by": by}
        what |= {"text": self._text(12), "options": str(random.randrange(1, 4))}
        what["process"] = random.random() < 0.3
        on = random.randrange(LAST - 100)
        taken = self._late(on, "decision.taken", **name, **what)
        yield taken
        on, late = taken.recorded, taken.recorded > on
        if random.random() < 0.8:
            say = {"group": f"residents-{village}", "mode": "invited"}
            say |= {"promised": random.choice(SAY), "given": random.choice(SAY)}
            say["when"] = "after" if late else random.choice(["before", "before", "after"])
            yield self._dated(on, "decision.participation", **name, **say)
        if random.random() < 0.3:
            advice = {"text": self._text(8), "followed": random.choice(["yes", "partly", "no"])}
            yield self._dated(on, "decision.advice", **name, by="experts", **advice)


def _far(number: int) -> str:
    """A day that may lie after the time of the ledger, as deadlines do."""
    return (FIRST_DAY + timedelta(days=number)).isoformat()


def write(made: Iterable[Fields], folder: Path) -> None:
    """Write records as JSON Lines: a folder for each import, in files that are not too big."""
    with ExitStack() as opened:
        written, file = 0, None
        for number, record in enumerate(made):
            line = json.dumps(record, ensure_ascii=False) + "\n"
            begun, within = number % IMPORT == 0, folder / f"import-{number // IMPORT + 1:02}"
            if file is None or begun or written + len(line.encode()) > FILE_BYTES:
                within.mkdir(parents=True, exist_ok=True)
                opened.close()
                path = within / f"{sum(1 for _ in within.iterdir()) + 1:02}.jsonl"
                file, written = opened.enter_context(path.open("w")), 0
            file.write(line)
            written += len(line.encode())


if __name__ == "__main__":
    write(records(int(sys.argv[1]), *map(int, sys.argv[3:])), Path(sys.argv[2]))
