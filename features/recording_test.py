"""The sentences of what is recorded, and of what it rests on."""

from __future__ import annotations

import json
import os
import pty
from contextlib import closing
from pathlib import Path
from typing import Any

from pytest_bdd import given, parsers, scenarios, then, when

from domain.errors import Refused
from features.limits import process
from features.world import PLAN, SOURCE, World, as_it_came, founding
from ledger.recording.integrity import code
from ledger.recording.validation import draft as validated
from ledger.store.reader import Reader
from ledger.store.writer import Store
from projections.render.screens.checks import FOUND_BY_CODE

scenarios("recording.feature")

CASES = Path(__file__).parent / "cases"
ORDINARY: dict[str, Any] = {"on": "2020-01-01", "source": SOURCE}

Fields = dict[str, Any]

PARTY = {"kind": "party.registered", "party": "q", "type": "other", "id": "the-q"}
PROMISE = PLAN | {"promise": "q", "id": "the-q"}
RESTING: list[Fields] = [
    PLAN | {"by": "q"},
    {"kind": "record.commented", "record": "the-q", "by": "auditor", "text": "Well."},
]
KEPT: list[Fields] = [
    {"kind": "promise.assessed", "promise": "q", "outcome": "kept", "by": "auditor"}
    | {"basis": "independent", "on": "2020-05-01"},
    PLAN | {"part_of": "q"},
]
MISTAKES: dict[str, tuple[list[str | Fields], list[Fields]]] = {
    "a party without a name": ([PARTY], RESTING),
    "a party in broken JSON": ([json.dumps(ORDINARY | PARTY).replace(", ", " ", 1)], RESTING),
    "a promise without a text": ([{k: v for k, v in PROMISE.items() if k != "text"}], KEPT),
    "a promise of no kind": ([PROMISE | {"kind": "promise.mad"}], KEPT),
    "a suspension by nobody": (
        [{"kind": "promise.suspended", "promise": "plan"}],
        [PLAN, {"kind": "promise.resumed", "promise": "plan"}],
    ),
}
"""What is wrong, and what would be right if that were."""


def lines(*records: str | Fields) -> str:
    """JSON Lines of records, some of which are lines already."""
    return "\n".join(one if isinstance(one, str) else json.dumps(ORDINARY | one) for one in records)


# -- mistakes -------------------------------------------------------------------------------------


@when(parsers.parse('somebody imports the case "{name}" and'))
def imports_case(world: World, name: str, docstring: str) -> None:
    case = (CASES / name).read_text(encoding="utf-8")
    world.gestand("import", str(world.file("journal.jsonl", case + docstring)))


@then("these are the mistakes, each with its line")
def mistakes(world: World, datatable: list[list[str]]) -> None:
    told = world.message.splitlines()
    assert len(told) == len(datatable) - 1, world.message
    for message, (place, mistake) in zip(told, datatable[1:], strict=True):
        assert f"journal.jsonl:{place}: " in message
        assert mistake in message


@when(parsers.parse("somebody imports records of which one is {mistake}"))
def imports_mistake(world: World, mistake: str) -> None:
    wrong, right = MISTAKES[mistake]
    content = lines(*founding("open"), *wrong, *right)
    world.gestand("import", str(world.file("journal.jsonl", content)))
    assert world.exit_code in {3, 6}


UNREADABLE: dict[str, tuple[str, str | bytes | None]] = {
    "parties in YAML with a bracket left open": (
        "parties.yaml",
        "- {kind: party.registered, party: q, name: Q, type: other, on: 2020, source: x\n",
    ),
    "parties in JSON without a comma": (
        "parties.json",
        '[{"kind": "party.registered" "party": "q"}]',
    ),
    "a table of parties with a cell too many": (
        "parties.csv",
        "kind,party,name,type,on,source.title\nparty.registered,q,Q,other,2020,x,y\n",
    ),
    "parties in UTF-16": ("parties.yaml", "- {party: q}\n".encode("utf-16")),
    "a file of parties that is not there": ("parties.yaml", None),
}
"""Files with the party that a promise is by, each with something wrong."""


@when(parsers.parse("somebody imports promises together with {file}"))
def imports_with(world: World, file: str) -> None:
    name, content = UNREADABLE[file]
    other = world.file(name, content) if content is not None else world.folder / name
    promises = world.file("journal.jsonl", lines(*founding("open"), PLAN | {"by": "q"}))
    world.gestand("import", str(promises), str(other))


def _nameless(world: World, count: int) -> str:
    parties = (
        {"kind": "party.registered", "party": f"p{n}", "type": "other"} for n in range(count)
    )
    return str(world.file("journal.jsonl", lines(*parties)))


@when(parsers.parse("somebody imports {count:d} parties without a name"))
def imports_nameless(world: World, count: int) -> None:
    world.gestand("import", _nameless(world, count))


@when(parsers.parse("somebody at a terminal imports {count:d} parties without a name"))
def imports_nameless_at_terminal(world: World, count: int) -> None:
    ours, theirs = pty.openpty()
    with process(world.ledger, "import", _nameless(world, count), stderr=theirs):
        os.close(theirs)
        told = b""
        try:
            while data := os.read(ours, 65536):
                told += data
        except OSError:
            pass  # so a terminal says on Linux that nobody writes to it any more
        os.close(ours)
    # It breaks long lines; each problem begins with the file.
    whole = told.decode().replace("\r\n", " ")
    problems, _, rest = whole.partition(" And ")
    listed = ["a problem"] * problems.count("journal.jsonl:")
    world.message = "\n".join([*listed, f"And {rest}"])


@then(parsers.parse("the message has {count:d} lines"))
def message_lines(world: World, count: int) -> None:
    assert len(world.message.splitlines()) == count, world.message


@then(parsers.parse('the message does not say "{text}"'))
def message_silent(world: World, text: str) -> None:
    assert world.message
    assert text not in world.message


# -- what others rest on --------------------------------------------------------------------------


@given("a hill and a trust that a promise and a mandate rest on")
def hill(world: World) -> None:
    world.gestand("init")
    journals = (CASES / "base.yaml", CASES / "corrections" / "area-in-use.yaml")
    world.gestand("import", *map(str, journals))
    assert world.exit_code == 0, world.message


def retraction(record_id: str) -> Fields:
    """The retraction of a record."""
    return {"kind": "record.retracted", "record": record_id, "reason": "a mistake"}


def id_on(world: World, stream: str) -> str:
    """The id of the first record on a stream."""
    with closing(Reader(world.ledger)) as reader:
        return reader.stream(stream)[0].id


@when(parsers.parse("somebody retracts {record}"))
def retracts(world: World, record: str) -> None:
    match record:
        case "the promise of the mill":
            world.record(retraction(id_on(world, "promise/mill")))
        case "the hill together with the promise and the mandate":
            world.record(*map(retraction, ["a-hill", *resting(world)]))
        case "the mandate and the promise, and after them the hill":
            for record_id in (*resting(world), "a-hill"):
                world.record(retraction(record_id))
                assert world.exit_code == 0, world.message
        case "a party that was only disputed, commented on and related to":
            disputed_party(world)
            world.record(retraction("the-q"))
        case _:
            world.record(retraction(record))


def resting(world: World) -> list[str]:
    """The records that rest on the hill, the last one first."""
    with closing(Reader(world.ledger)) as reader:
        return [one.id for one in reversed([*reader.records(9, 12)])]


@when(parsers.parse("somebody corrects to another name {record}"))
def renames(world: World, record: str) -> None:
    field = "area=hil" if record == "a-hill" else "party=trusts"
    world.gestand("correct", record, field, "--reason", "a typing error")


@when("somebody corrects how a-hill is spelled")
def respells(world: World) -> None:
    world.gestand("correct", "a-hill", "name=Hil", "--reason", "a typing error")


def disputed_party(world: World) -> None:
    """Record a party that others speak of, and nothing rests on."""
    party = {"kind": "party.registered", "party": "q", "name": "Q", "type": "other", "id": "the-q"}
    about = {"record": "the-q", "by": "residents"}
    related = {"kind": "party.changed", "party": "trust", "what": "A new board."}
    world.record(
        party,
        {"kind": "record.disputed", "reason": "nobody knows it"} | about,
        {"kind": "record.commented", "text": "we do"} | about,
        related | {"relates": {"to": "party/q", "as": "about"}},
    )
    assert world.exit_code == 0, world.message


@when("somebody registers a mound, retracts it, and promises something there")
def promises_on_a_mound(world: World) -> None:
    area = {"kind": "area.registered", "area": "mound", "name": "Mound", "type": "village"}
    world.record(area | {"id": "a-mound"})
    world.record(retraction("a-mound"))
    assert world.exit_code == 0, world.message
    world.record(PLAN | {"place": {"area": "mound"}})


@when(parsers.parse("somebody promises something under the id {record_id}"))
def promises_under_id(world: World, record_id: str) -> None:
    world.record(PLAN | {"place": {"area": "hill"}, "id": record_id})


@when("somebody records that the hill ended in 2018, and a promise to it of 2022")
def promises_too_late(world: World) -> None:
    late = PLAN | {"promise": "too-late", "place": {"area": "hill"}, "due": "2023"}
    world.record({"kind": "area.ended", "area": "hill", "on": "2018"}, late | {"on": "2022"})


@when(parsers.parse('somebody promises something by "{due}"'))
def promises_by(world: World, due: str) -> None:
    name = {"promise": "by-then" if due == "nonsense" else "by-a-day", "due": due}
    world.record(PLAN | name | {"place": {"area": "hill"}})


@when("somebody imports its export into another ledger")
def imports_export(world: World) -> None:
    world.gestand("export", "--format", "jsonl")
    journal = world.file("export.jsonl", world.output)
    world.folder = world.folder / "other"
    world.folder.mkdir()
    world.gestand("init")
    world.gestand("import", str(journal))


@then(parsers.parse("the ledger still holds {count:d} records"))
def holds(world: World, count: int) -> None:
    with closing(Reader(world.ledger)) as reader:
        assert reader.head().size == count


# -- integrity ------------------------------------------------------------------------------------

ELSEWHERE: dict[str, Fields] = {
    "the hill moved to where nothing is": {"kind": "area.moved", "area": "hill"}
    | {"within": "nowhere"},
    "the town moved into the hill": {"kind": "area.moved", "area": "town", "within": "hill"},
    "the mandate ended before it began": {"kind": "mandate.ended", "mandate": "lead-hill"}
    | {"effective": "2019"},
    "something kept that nobody promised": {"kind": "promise.assessed", "promise": "other"}
    | {"outcome": "kept", "by": "residents", "basis": "beneficiary"},
    "the hill was never registered": retraction("a-hill"),
}
"""Records as another program may have written them, or this one before it knew better."""


@given(parsers.parse("a record that came from elsewhere: {record}"))
def from_elsewhere(world: World, record: str) -> None:
    draft = validated(ORDINARY | {"on": "2021"} | ELSEWHERE[record], lambda _: "", _on_hill)
    assert not isinstance(draft, list), draft
    with closing(Store.open(world.ledger)) as store, store.writing() as writing:
        as_it_came(writing, [draft])


def _on_hill(record_id: str) -> str:
    return {"a-hill": "area/hill"}[record_id]


@when(parsers.parse('somebody runs the check "{name}"'))
def checks(world: World, name: str) -> None:
    world.gestand("check", name, "--format", "json")
    world.remembered["rows"] = json.loads(world.output)["rows"]


@then("nothing is found")
def no_finding(world: World) -> None:
    assert world.remembered["rows"] == []


@then(parsers.parse('the finding is "{text}"'))
def finding(world: World, text: str) -> None:
    assert text in {row["finding"] for row in world.remembered["rows"]}


def test_the_words_of_every_rule() -> None:
    """What a record breaks is told in words, by the code of the refusal that it would meet."""
    refusals = {code(refusal("", "", "")) for refusal in Refused.__subclasses__()}
    assert set(FOUND_BY_CODE["integrity"]) <= refusals | {"refused", "unknown-kind"}
