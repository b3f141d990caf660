"""The steps of being told what changed, and what is one correction."""

from __future__ import annotations

import json
import shlex
from typing import Any

from hypothesis import given as for_all
from hypothesis import strategies as st
from pytest_bdd import given, parsers, scenarios, then, when

from cli import run
from domain.history import corrections, standing
from domain.record import Record
from features.world import PLAN, World

scenarios("told.feature")

SAID = parsers.parse


@given("somebody cloned the ledger")
def cloned(world: World) -> None:
    world.gestand("clone", str(world.ledger), str(world.folder / "copy.db"))
    assert world.exit_code == 0, world.message


@given(SAID("an auditor established on {day} that the plan promise was kept"))
def established(world: World, day: str) -> None:
    found = {"kind": "promise.assessed", "promise": "plan", "outcome": "kept", "by": "auditor"}
    world.record(found | {"basis": "independent", "on": day, "id": "finding"})
    assert world.exit_code == 0, world.message


@when(SAID("the clerk corrects the promise to be due on {day}"))
def corrects(world: World, day: str) -> None:
    because = ("--reason", "a typing error", "--actor", "clerk")
    world.gestand("correct", _made(world), f"due={day}", *because)
    assert world.exit_code == 0, world.message


def _made(world: World) -> str:
    """The id of the record in which the plan was promised."""
    world.gestand("show", "promise/plan", "--format", "json")
    return str(json.loads(world.output)["rows"][0]["id"])


@when("somebody imports a promise and its correction together")
def imports_both(world: World) -> None:
    other = PLAN | {"promise": "other", "due": "2021-12-31", "id": "first"}
    retraction = {"kind": "record.retracted", "record": "first", "reason": "a typing error"}
    corrected = other | {"due": "2022-12-31", "id": "second", "corrects": "first"}
    world.record(other, retraction, corrected)
    assert world.exit_code == 0, world.message


@when("somebody retracts the finding as a mistake")
def retracts(world: World) -> None:
    world.record({"kind": "record.retracted", "record": "finding", "reason": "the wrong plan"})
    assert world.exit_code == 0, world.message


@when(SAID('somebody asks "{command}"'))
def asks(world: World, command: str) -> None:
    world.gestand(*shlex.split(command))
    assert world.exit_code == 0, world.message


@when("they pull")
def pulls(world: World) -> None:
    world.exit_code = run(["--ledger", str(world.folder / "copy.db"), "pull"])
    world.output = world.capture.readouterr().out
    assert world.exit_code == 0


@then(SAID('the screen does not tell "{text}"'))
def does_not_tell(world: World, text: str) -> None:
    assert text not in " ".join(world.output.split())


@then(SAID('the rows of "{command}" say that record {record:d} corrected them'))
def rows_say(world: World, command: str, record: int) -> None:
    assert _answer(world, command)["rows"]
    assert all(row["corrected_by"] == [record] for row in _answer(world, command)["rows"])


@then(SAID('the rows of "{command}" say that nothing corrected them'))
def rows_say_nothing(world: World, command: str) -> None:
    assert [row["corrected_by"] for row in _answer(world, command)["rows"]] == [[]]


@then(SAID('the answer to "{command}" names {stream} as corrected by record {record:d}'))
def answer_names(world: World, command: str, stream: str, record: int) -> None:
    assert _answer(world, command)["corrected"] == [{"stream": stream, "by": [record]}]


def _answer(world: World, command: str) -> dict[str, Any]:
    world.gestand(*shlex.split(command), "--format", "json")
    answer: dict[str, Any] = json.loads(world.output)
    return answer


# -- what is one correction --------------------------------------------------------------------

STEPS = st.lists(st.tuples(st.sampled_from(["add", "retract", "correct", "revive"]), st.booleans()))


def history(steps: list[tuple[str, bool]]) -> list[Record]:
    """The records of a stream; each step chooses, and says whether a new recording begins."""
    records: list[Record] = []
    moment = 0

    def add(kind: str, **fields: str) -> None:
        number = len(records)
        own = {"kind": kind, "stream": "promise/p", "id": f"r{number}", "version": number + 1}
        recorded = {"on": "2020", "recorded_at": f"2021-01-01T00:00:{moment:02}Z"}
        records.append(Record(number, own | recorded | fields))

    for step, anew in steps[:20]:
        moment += anew
        stands = [record for record in standing(records) if record.kind == "promise.progressed"]
        taken = {earlier for record in standing(records) for earlier in record.replaced}
        gone = [
            record.get("record")
            for record in records
            if record.kind == "record.retracted" and record.get("record") not in taken
        ]
        if step == "add":
            # A note between keeps a new record from being read as the correction of an old ledger.
            add("record.commented", record="none")
            add("promise.progressed")
        elif step == "revive" and gone:
            add("record.commented", record="none")
            add("promise.progressed", corrects=gone[-1])
        elif step in {"retract", "correct"} and stands:
            add("record.retracted", record=stands[-1].id)
            if step == "correct":
                add("promise.progressed", corrects=stands[-1].id)
    return records


@for_all(STEPS)
def test_each_correction_is_told_once(steps: list[tuple[str, bool]]) -> None:
    """Every retraction is told, and every record that took a place, with what it took it from."""
    records = history(steps)
    found = corrections(records)
    by_id = {record.id: record for record in records}
    retracted = {record.position for record in records if record.kind == "record.retracted"}
    took = {record.position for record in records if record.get("corrects")}
    assert {each.retraction.position for each in found} == retracted
    assert sorted(each.instead.position for each in found if each.instead) == sorted(took)
    for each in found:
        assert by_id[str(each.retraction.get("record"))] == each.target
        assert each.instead is None or each.instead.get("corrects") == each.target.id
        assert each.later == (each.target.get("recorded_at") < each.by.get("recorded_at"))
