"""The sentences of what can go wrong with what somebody writes or asks."""

from __future__ import annotations

import shlex
from typing import Any

from pytest_bdd import given, parsers, scenarios, then, when

from features.limits import ordinary_rights
from features.world import World, founding

scenarios("errors.feature")

PARTY = "- kind: party.registered\n  party: ncg\n  name: NCG\n  type: other\n  on: 2020\n"


@when(parsers.parse('somebody imports a journal with a record of kind "{kind}"'))
def imports_kind(world: World, kind: str) -> None:
    path = world.file("journal.yaml", f"# a journal\n- kind: {kind}\n  on: 2020\n  source: x\n")
    world.gestand("import", str(path))


@when("somebody imports a journal that promises to an area nobody registered")
def imports_unknown_area(world: World) -> None:
    who = {"by": "ministry", "to": "residents", "place": {"area": "nowhere"}}
    promise = {"kind": "promise.made", "promise": "p", "text": "A promise."} | who
    world.record(*founding("open"), promise)


@when("the ministry assesses the plan promise as independent")
def assesses_itself(world: World) -> None:
    found = {"kind": "promise.assessed", "promise": "plan", "outcome": "kept", "by": "ministry"}
    world.record(found | {"basis": "independent", "on": "2020-05-01"})


@when("the ministry promises something that is called as the village is")
def promises_namesake(world: World) -> None:
    who = {"by": "ministry", "to": "residents", "place": {"area": "village"}}
    promise = {"kind": "promise.made", "promise": "village", "text": "A promise.", "id": "2"}
    world.record(promise | who)
    assert world.exit_code == 0, world.message


@when("somebody records what the ledger is")
def records_ledger(world: World) -> None:
    world.record(founding("open")[0])


@when("somebody imports two different records with one id after another")
def imports_twice(world: World) -> None:
    for name in ("NCG", "Another"):
        party = {"kind": "party.registered", "party": "ncg", "name": name, "type": "other"}
        world.record(party | {"id": "one"})


@then(parsers.parse("the message points to line {line:d} of the journal"))
def message_points(world: World, line: int) -> None:
    assert f"{line}:" in world.message.partition("/journal.")[2].partition(" ")[0]


@when("somebody imports a village within a municipality within that village")
def imports_circle(world: World) -> None:
    links = (("village", "municipality"), ("municipality", "village"))
    world.record(
        *(
            {"kind": "area.registered", "area": area, "name": area, "type": area, "within": within}
            for area, within in links
        )
    )


PROMISES: dict[str, dict[str, Any]] = {
    "made on 30 February": {"on": "2021-02-30"},
    "due on 30 February": {"due": "2021-02-30"},
    "due on a day written otherwise": {"due": "30-06-2021"},
    "due before it was made": {"due": "2001-01-01"},
    "with a field that does not exist": {"deu": "2021-06-30"},
    "with a field that the ledger adds": {"recorded_at": "2021-06-30"},
    "from a source without a title": {"source": [{"titel": "a letter"}]},
    "without a text": {"text": None},
    "with an empty text": {"text": ""},
    "at two places": {"place": {"area": "village", "cohort": "all"}},
    "by a name in capitals": {"by": ["NCG"]},
    "of an unknown strength": {"strength": "oath"},
    "of a sum in words": {"amount": {"value": "a million"}},
    "of a number in words": {"size": "a thousand"},
    "kept up, without saying so": {"until": "2021-06-30"},
    "too long for any record": {"text": "x" * 65_536},
}


@when(parsers.parse("somebody imports a promise {promise}"))
def imports_promise(world: World, promise: str) -> None:
    who = {"by": "ministry", "to": "residents", "place": {"area": "village"}}
    whole = {"kind": "promise.made", "promise": "p", "text": "A promise."} | who
    changed = whole | PROMISES[promise]
    written = {name: value for name, value in changed.items() if value is not None}
    world.record(*founding("open"), written)


@when("somebody imports a yardstick with the condition {key: informed, days: 30}")
def imports_yardstick(world: World) -> None:
    who = {"by": "residents", "place": {"area": "village"}, "start": "2020"}
    said = {"kind": "charter.declared", "charter": "advice"} | who
    world.record(said | {"conditions": [{"key": "informed", "days": 30}]})


@when("somebody imports a journal with three mistakes")
def imports_three(world: World) -> None:
    world.file("journal.yaml", f"{PARTY}  source: x\n  deu: 1\n- kind: x.y\n- party: ncg\n")
    world.gestand("import", str(world.folder / "journal.yaml"))


@then(parsers.parse("the message has {count:d} lines"))
def message_lines(world: World, count: int) -> None:
    assert len(world.message.splitlines()) == count, world.message


@given("a rule on the norm, a yardstick on damage and a mandate on the division")
def topics(world: World) -> None:
    where = {"place": {"area": "village"}, "by": "ministry"}
    rule = {"kind": "rule.enacted", "rule": "norm", "title": "The norm", "topic": "norm"}
    how = {"value": "strict", "effective": "2019", "effect": "immediate", "direction": "neutral"}
    charter = {
        "kind": "charter.declared",
        "charter": "advice",
        "start": "2019",
        "conditions": [{"key": "clear-lead"}],
    }
    mandate = {"kind": "mandate.granted", "mandate": "lead", "place": {"area": "village"}}
    world.record(
        rule | how | where,
        charter | where | {"topics": ["damage"]},
        mandate
        | {
            "holder": "ministry",
            "power": "lead",
            "topic": "division",
            "from": "2019",
            "basis": "factual",
        },
    )
    assert world.exit_code == 0, world.message


BOMB = "- &a0 [x]\n" + "".join(f"- &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
HOLE = None
"""As a content: a file of 100 MB that is one hole."""

FILES: dict[str, tuple[str, bytes | None]] = {
    "that is not there": ("missing.yaml", b""),
    "that nobody may read": ("secret.yaml", PARTY.encode()),
    "that is empty": ("empty.yaml", b""),
    "in UTF-16": ("wide.yaml", PARTY.encode("utf-16")),
    "with a byte of Latin-1": ("latin.yaml", b"# caf\xe9\n" + PARTY.encode()),
    "with a NUL byte": ("nul.yaml", PARTY.encode() + b"  note: a\0b\n"),
    "with broken YAML": ("broken.yaml", b"- kind: [party\n"),
    "with broken JSON": ("broken.json", b'[{"kind": }]'),
    "with broken CSV": ("broken.csv", b'kind,on\n"x"y,1\n'),
    "with a field twice": ("twice.yaml", PARTY.encode() + b"  on: 2021\n"),
    "with an alias of nothing": ("alias.yaml", b"- &a {kind: x}\n- *b\n"),
    "that grows when it is read": ("bomb.yaml", BOMB.encode()),
    "nested a million deep": ("deep.yaml", b"[" * 10**6),
    "with a number in an exponent": ("number.json", b'[{"done": 1e400}]'),
    "with a line that never ends": ("endless.jsonl", b'{"note": "' + b"x" * 2**21),
    "that is larger than any memory": ("large.yaml", HOLE),
    "with an unknown ending": ("journal.docx", PARTY.encode()),
    "whose name is too long": (f"{'x' * 300}.yaml", b""),
    "that is a folder without any": ("folder", b""),
}


@when(parsers.parse("somebody imports a file {file}"))
def imports_file(world: World, file: str) -> None:
    name, content = FILES[file]
    path = world.folder / name
    if name == "folder":
        path.mkdir()
    elif content is HOLE:
        with path.open("wb") as hole:
            hole.truncate(100_000_000)
    elif content or name == "empty.yaml":
        path.write_bytes(content)
    if name == "secret.yaml":
        path.chmod(0)
    with ordinary_rights():
        world.gestand("import", str(path))


@when("somebody imports a journal that begins with a byte order mark")
def imports_marked(world: World) -> None:
    path = world.file("marked.yaml", ("\ufeff" + PARTY + "  source: x\n").encode())
    world.gestand("import", str(path))


@when(parsers.parse('somebody runs "{command}"'))
def runs(world: World, command: str) -> None:
    world.gestand(*shlex.split(command.replace("{title:", "'{title:'")))


@then(parsers.parse('the message does not say "{text}"'))
def not_said(world: World, text: str) -> None:
    assert text not in world.message
