"""The steps about logs with records that recording would have refused."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from cProfile import Profile
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.continuity.tampering import recompute, unguarded
from features.lawless import DEEP, Fields, stored, write
from features.limits import ordinary_rights
from features.village import build, record
from features.world import World
from ledger.store.reader import Reader

scenarios("unlawful.feature")

PLAN = {"promise": "plan"}
MADE = {"by": ["ministry"], "to": ["residents"], "place": {"area": "village"}, "text": "Something."}

RECORDS: dict[str, Fields] = {
    "is of a kind that nobody knows": stored("promise.sworn", "promise/plan", "x", **PLAN),
    "is of a schema that is newer": stored(
        "promise.withdrawn", "promise/plan", "x", **PLAN, schema=9
    ),
    "has no schema": stored("promise.withdrawn", "promise/plan", "x", **PLAN, schema=None),
    "withdraws the promise on a day without name": stored(
        "promise.withdrawn", "promise/plan", "x", **PLAN, on="some day"
    ),
    "releases it without saying who": stored("promise.released", "promise/plan", "x", **PLAN),
    "says its promise in a list": stored(
        "promise.withdrawn", "promise/plan", "x", promise=["plan"]
    ),
    "has a field that nobody knows": stored(
        "promise.withdrawn", "promise/plan", "x", **PLAN, why="money"
    ),
    "writes one party where a list is kept": stored(
        "promise.superseded", "promise/plan", "x", **PLAN, successor="plan2",
        consent_by="residents", terms="worse",
    ),
    "has a value that is nothing": stored("promise.withdrawn", "promise/plan", "x", **PLAN)
    | {"by": None},
    "is nested without end": stored("promise.withdrawn", "promise/plan", "x", **PLAN, more=DEEP),
    "releases it in the name of the promisor": stored(
        "promise.released", "promise/plan", "x", **PLAN, by="ministry"
    ),
    "withdraws it in the name of a stranger": stored(
        "promise.withdrawn", "promise/plan", "y", **PLAN, by="court"
    ),
    "names a party that is not there": stored(
        "promise.blocked", "promise/plan", "x", **PLAN, by="nobody", reason="No money."
    ),
    "is about a promise that nobody made": stored(
        "promise.withdrawn", "promise/other", "x", promise="other"
    ),
    "makes the same promise otherwise": stored(
        "promise.made", "promise/plan", "x", **PLAN, **MADE, strength="pledge", origin="word",
        hold="achievement",
    ),
    "keeps it before it was made": stored(
        "promise.reported", "promise/plan", "x", **PLAN, outcome="kept", by="ministry", on="2010"
    ),
    "lifts a block that never was": stored(
        "promise.unblocked", "promise/plan", "x", **PLAN, by="ministry"
    ),
    "retracts a record that is not there": stored(
        "record.retracted", "promise/plan", "x", record="nothing", reason="It is gone."
    ),
    "retracts the making of the promise": stored(
        "record.retracted", "promise/plan", "x", record="made", reason="It is gone."
    ),
    "stands on the stream of another promise": stored(
        "promise.withdrawn", "promise/plan2", "x", **PLAN
    ),
    "puts the region into its village": stored(
        "area.moved", "area/region", "x", area="region", within="village"
    ),
    "promises something by a date in words": stored(
        "promise.made", "promise/vague", "x", promise="vague", **MADE, due="uiterlijk 1 juli 2025"
    ),
    "promises a size that is a ceiling": stored(
        "promise.made", "promise/vague", "x", promise="vague", **MADE, size="<100"
    ),
    "promises an amount of 1_000": stored(
        "promise.made", "promise/vague", "x", promise="vague", **MADE,
        amount={"value": "1_000", "currency": "EUR"},
    ),
    "vouches for days that had not been": stored(
        "coverage.declared", "coverage/all", "x", coverage="all", place={"area": "village"},
        about=["promise"], by="ministry", until="2030-01-01", **{"from": "2019"},
    ),
    "has a sign in it that nobody sees": stored(
        "promise.made", "promise/vague", "x", promise="vague", **MADE, note="a\u202eb"
    ),
    "says nothing wrong": stored("promise.withdrawn", "promise/plan2", "z", promise="plan2"),
    "withdraws it": stored("promise.withdrawn", "promise/plan", "w", promise="plan"),
}  # fmt: skip
"""What the operator writes, by what it does."""

QUESTIONS = (
    "conditions village", "trust village", "control village", "participation village", "promises",
    "areas", "log", "check",
    "summary village", "trust --list due village", "stability village", "contact village",
    "levels village", "rules", "decisions", "parties", "cases", "figures", "tables", "lessons",
    "charters", "show promise/plan", "unequal village", "control --duties", "trust", "conditions",
    "trust village --public-at 2021", "trust village --signed", "trust village --known-at 3",
    "trust --by promisor",
)  # fmt: skip
"""Every kind of question; the first ones show most of what a record can change."""


@given("an operator's log of a village with a promise of a plan by June 2020")
def operator(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)
    build(world)
    made = {"kind": "promise.made", "by": "ministry", "to": "residents", "text": "A plan."}
    here = {"place": {"area": "village"}, "on": "2020-01-01"}
    record(
        world,
        made | here | {"promise": "plan", "due": "2020-06-30", "id": "made"},
        made | here | {"promise": "plan2", "due": "2030-06-30"},
        {"kind": "promise.progressed", "promise": "plan", "by": "ministry", "text": "Begun."}
        | {"on": "2020-01-15"},
    )
    world.gestand("key", "new", "--name", "example.org/village")
    world.gestand("key", "show")
    world.file("operator.pub", world.output)
    serve(world)


def serve(world: World) -> None:
    """Sign and publish."""
    for command in (("checkpoint",), ("publish-log", "public")):
        world.gestand(*command)
        assert world.exit_code == 0, world.message


@when(parsers.parse("the operator writes, signs and serves a record that {what}"))
def writes(world: World, what: str) -> None:
    if "before" not in world.remembered:
        world.remembered["before"] = answers(world, world.ledger)
    with closing(Reader(world.ledger)) as reader:
        world.remembered["position"] = reader.head().size
    write(world.ledger, [RECORDS[what]])
    serve(world)


@when("the operator writes, signs and serves a party without a type, its promise, and a letter")
def writes_with_what_rests(world: World) -> None:
    letter = stored(
        "update.sent", "update/u", "u", by="ministry", to=["residents"], channel="letter",
        place={"area": "village"}, content="news",
    )  # fmt: skip
    promise = stored("promise.made", "promise/p", "p", promise="p", **MADE | {"by": ["ghost"]})
    later = stored("promise.withdrawn", "promise/p", "q", promise="p")
    party = stored("party.registered", "party/ghost", "g", party="ghost", name="A ghost")
    write(world.ledger, [later, promise, letter, party])
    serve(world)


@when(
    "the operator writes, signs and serves a promise without a text, and then the promise with one"
)
def writes_again(world: World) -> None:
    good = stored("promise.made", "promise/p", "good", promise="p", **MADE)
    write(world.ledger, [good | {"id": "bad", "text": 7}])
    write(world.ledger, [good])
    serve(world)


@when("a newer program records something of a kind, and on a stream, that this one does not know")
def newer(world: World) -> None:
    sworn = RECORDS["is of a kind that nobody knows"]
    write(world.ledger, [sworn, stored("gadget.made", "gadget/x", "y", gadget="x", name="X")])


@then(parsers.parse('the screen of "{question}" says "{text}"'))
def screen_says(world: World, question: str, text: str) -> None:
    world.gestand(*question.split())
    assert world.exit_code == 0, world.message
    assert text in " ".join(world.output.split())


@given("a group of residents that cloned the log")
@when("a group of residents clones the log")
def clones(world: World) -> None:
    world.gestand("clone", "public", "copy.db", "--key", "operator.pub")
    assert world.exit_code == 0, world.message


def on_copy(world: World, *arguments: str) -> None:
    """Run a command on the copy."""
    world.gestand("--ledger", str(world.folder / "copy.db"), *arguments)


@when("the residents ask their copy")
def asks(world: World) -> None:
    on_copy(world, "trust", "village")


@when("the residents pull")
def pulls(world: World) -> None:
    on_copy(world, "pull")


@when("the residents pull, and count the records that are held against the rules")
def pulls_and_counts(world: World) -> None:
    profile = Profile()
    profile.runcall(pulls, world)
    calls = (call for call in profile.getstats() if named(call.code) == "as_stored")
    world.remembered["looked at"] = sum(call.callcount for call in calls)


def named(code: CodeType | str) -> str:
    """The name of a function that was called."""
    return code if isinstance(code, str) else code.co_name


@then("only the new record and those on its stream were held against the rules")
def only_the_new(world: World) -> None:
    with closing(Reader(world.ledger)) as reader:
        on_stream = reader.stream("promise/plan")
    assert 0 < world.remembered["looked at"] <= len(on_stream)


def answers(
    world: World, ledger: Path, questions: Iterable[str] = QUESTIONS[:8]
) -> list[tuple[str, int, Any]]:
    """What a ledger answers to every question, without where it is kept and how far it is."""
    found = []
    for question in questions:
        world.gestand("--ledger", str(ledger), *question.split(), "--format", "json")
        answer = json.loads(world.output) if world.exit_code in {0, 1} else world.message
        if isinstance(answer, dict):
            answer = answer["rows"]
        found.append((question, world.exit_code, answer))
    return found


@then("the copy answers as it did without that record")
def as_before(world: World) -> None:
    said = world.output, world.exit_code
    assert answers(world, world.folder / "copy.db") == world.remembered["before"]
    world.output, world.exit_code = said


@then("the copy and the original answer alike")
def alike(world: World) -> None:
    assert answers(world, world.folder / "copy.db") == answers(world, world.ledger)


@then("the copy shows that record")
def shows(world: World) -> None:
    position = world.remembered["position"]
    assert position in positions(world)


def positions(world: World) -> set[int]:
    """The positions of what the log of the copy shows."""
    on_copy(world, "log", "--format", "json")
    return {line["position"] for line in json.loads(world.output)["rows"]}


@then("the copy has the letter, and neither the party nor its promise")
def only_the_letter(world: World) -> None:
    on_copy(world, "log", "--format", "json")
    new = {line["stream"] for line in json.loads(world.output)["rows"]}
    assert new.isdisjoint({"party/ghost", "promise/p"})
    assert "update/u" in new


@then("the copy has the promise with its text")
def has_promise(world: World) -> None:
    on_copy(world, "show", "p", "--format", "json")
    assert [line["position"] for line in json.loads(world.output)["rows"]] == [14]


@when("the residents verify their copy")
def verifies(world: World) -> None:
    on_copy(world, "verify", "--format", "json")
    world.remembered["verdict"] = json.loads(world.output)
    on_copy(world, "verify")


@when("the residents prove the promise from their copy")
def proves(world: World) -> None:
    on_copy(world, "prove", "promise/plan", "-o", str(world.folder / "proofs"))


@when("the residents verify their copy once")
def verifies_once(world: World) -> None:
    on_copy(world, "verify")


@when("the residents verify their copy, which they may only read")
def verifies_read_only(world: World) -> None:
    copy = world.folder / "copy.db"
    copy.chmod(0o400)
    with ordinary_rights():
        on_copy(world, "verify")


@then(parsers.parse('the screen does not tell "{text}"'))
def does_not_tell(world: World, text: str) -> None:
    assert text not in " ".join(world.output.split())


@when("the residents verify their copy strictly, with a checkpoint that they kept")
def verifies_strictly(world: World) -> None:
    on_copy(world, "keep", "kept.txt")
    assert world.exit_code == 0, world.message
    on_copy(world, "verify", "--strict", "--checkpoint", "kept.txt")


@then(parsers.re('the verdict lists that record under "(?P<code>.+)", which counts(?P<nothing>.*)'))
def lists(world: World, code: str, nothing: str) -> None:
    (listed,) = world.remembered["verdict"]["unlawful"]
    found = listed["position"], listed["code"], listed["counts"]
    assert found == (world.remembered["position"], code, not nothing)


@given("a copy in which an older program left out a record of a kind that it did not know")
def older_copy(world: World) -> None:
    clones(world)
    with closing(sqlite3.connect(world.folder / "copy.db")) as connection, connection:
        connection.execute("UPDATE judged SET kinds = 'fewer'")
        connection.execute("INSERT INTO unlawful SELECT max(position) FROM stored_events")
    world.gestand("--ledger", str(world.folder / "copy.db"), "trust", "village")


@then("nothing is left out of the copy any more")
def nothing_left_out(world: World) -> None:
    with closing(Reader(world.folder / "copy.db")) as reader:
        assert positions(world) == set(range(reader.head().size))


@when("somebody marks a record of the copy as one that counts for nothing")
def marks(world: World) -> None:
    with closing(sqlite3.connect(world.folder / "copy.db")) as connection, connection:
        connection.execute("INSERT INTO unlawful VALUES (3)")


@when("somebody marks a record of the copy as left out by another program")
def marks_as_another(world: World) -> None:
    with closing(sqlite3.connect(world.folder / "copy.db")) as connection, connection:
        connection.execute("INSERT INTO unlawful VALUES (3)")
        connection.execute("UPDATE judged SET kinds = 'others'")


@when("somebody marks a record of the operator's file as left out by another program")
def marks_own(world: World) -> None:
    with closing(sqlite3.connect(world.ledger)) as connection, connection:
        connection.execute("INSERT INTO unlawful VALUES (3)")
        connection.execute("INSERT INTO judged VALUES (1, 4, 'others')")


@when("the operator verifies the file twice")
def verifies_own(world: World) -> None:
    world.gestand("verify")
    world.gestand("verify")


@then("the mark is there as before")
def mark_there(world: World) -> None:
    with closing(Reader(world.ledger)) as reader:
        assert reader.unlawful() == [3]


@when("somebody rewrites a record of the copy, and all hashes")
def rewrites(world: World) -> None:
    changed = "CAST(replace(CAST(state AS TEXT), 'A plan.', 'No plan') AS BLOB)"
    for connection in unguarded(world.folder / "copy.db"):
        connection.execute(f"UPDATE stored_events SET state = {changed}")
        recompute(connection)


@when("somebody lets the copy say that more was judged than there is")
def judged_beforehand(world: World) -> None:
    with closing(sqlite3.connect(world.folder / "copy.db")) as connection, connection:
        connection.execute("UPDATE judged SET size = 1 + (SELECT size FROM head)")


@when("somebody takes the mark off the record")
def unmarks(world: World) -> None:
    with closing(sqlite3.connect(world.folder / "copy.db")) as connection, connection:
        connection.execute("DELETE FROM unlawful")


@pytest.fixture
def where(world: World) -> Callable[[str], str]:
    """Where a log is, made where it is not there yet."""

    def found(what: str) -> str:
        if what == "a bundle of the log":
            world.gestand("bundle", "log.zip")
            return "log.zip"
        return "public" if what == "the published folder" else str(world.ledger)

    return found


@when(parsers.re("somebody verifies (?P<what>the published folder|a bundle .*|the file .*)"))
def somebody_verifies(world: World, where: Callable[[str], str], what: str) -> None:
    world.gestand("verify", where(what))


@when("somebody verifies the example ledger")
def verifies_example(world: World, example: Path) -> None:
    world.capture.readouterr()  # what making it said
    world.gestand("verify", str(example), "--format", "json")
    world.remembered["verdict"] = json.loads(world.output)


@then("the verdict lists nothing as recorded against the rules")
def lists_nothing(world: World) -> None:
    assert world.remembered["verdict"]["unlawful"] == []


@when("somebody asks every question about the file of the operator")
def asks_file(world: World) -> None:
    shutil.copy(world.ledger, world.folder / "handed.db")
    world.remembered["answers"] = answers(world, world.folder / "handed.db", QUESTIONS)


@then("no answer ends in a mistake of the program")
def no_mistake(world: World) -> None:
    assert {code for _, code, _ in world.remembered["answers"]} <= {0, 1, 2, 3, 4, 6}


@then(parsers.parse('one of them says "{text}"'))
def one_says(world: World, text: str) -> None:
    assert any(text in str(answer) for _, _, answer in world.remembered["answers"])
