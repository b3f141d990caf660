"""The commands that are made from the event models: complete, and true to what a journal says."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.record import FieldOption, command, fields_of
from commands.recording import record
from domain.record import ENVELOPE
from domain.streams.event import Draft, Event
from domain.streams.registry import kinds
from domain.text import first_hidden
from features.world import World, founding
from ledger.codec import draft_of
from ledger.journal.shape import journal
from ledger.recording.validation import draft

GOLDEN = Path(__file__).parent.parent / "ledger" / "golden"
KEY = "agency.example+e398dd8e+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
EVERY_KIND = pytest.mark.parametrize(("kind", "model"), kinds().items(), ids=list(kinds()))


def help_of(made: click.Command) -> str:
    """What `--help` prints, on one line."""
    context = click.Context(made, info_name=f"gestand record {made.name}")
    return " ".join(made.get_help(context).split())


def options_of(made: click.Command) -> list[FieldOption]:
    """The options that give a field of a record."""
    return [one for one in made.params if isinstance(one, FieldOption)]


def recorded(made: click.Command, arguments: list[str]) -> Draft:
    """The draft that a command line amounts to."""
    context = made.make_context(str(made.name), arguments)
    fields = {"kind": made.name} | fields_of(options_of(made), context.params)
    (entry,) = journal([fields], lambda _: "").entries
    found = draft(entry.fields, lambda _: "", lambda _: "promise/p")
    assert isinstance(found, Draft), [str(problem) for problem in found]
    return found


@EVERY_KIND
def test_help(kind: str, model: type[Event]) -> None:
    """The help names every field with its meaning, and says which ones are required."""
    made = command(kind, model)
    text = help_of(made)
    assert (model.__doc__ or "").splitlines()[0] in text
    shown = {one.given.path[0] for one in options_of(made)}
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    assert shown == fields.keys() | {"on", "source"} | (set(ENVELOPE) & shown)
    for one in options_of(made):
        assert one.given.option in text
        assert one.given.meaning, f"{one.given.option} says nothing"
        assert " ".join(one.given.meaning.split()) in text
        if one.given.required:
            after = text.replace(" / --", "/--").split(f" {one.given.option}", 1)[1]
            assert "[required]" in after.split(" --", 1)[0]
    if "place" in fields and fields["place"].is_required():
        assert "[one of these three is required]" in text


@EVERY_KIND
def test_schema(kind: str, model: type[Event], world: World) -> None:
    """The JSON Schema says of every field what it means, also of those within others."""
    world.gestand("schema", kind)
    schema = json.loads(world.output)
    inside = [(f"{name}.{key}", one) for name, part in schema["$defs"].items()
              for key, one in part["properties"].items()]  # fmt: skip
    own = [(name, one) for name, one in schema["properties"].items() if name != "kind"]
    fields = {field.alias or name for name, field in model.model_fields.items()}
    assert {name for name, _ in own} >= fields
    assert [name for name, one in (*own, *inside) if not one.get("description")] == []


def arguments_of(made: click.Command, stored: dict[str, Any]) -> list[str]:
    """The command line that says the same as a stored record."""
    arguments: list[str] = []
    for one in options_of(made):
        value: Any = stored
        for name in one.given.path:
            value = value.get(name) if isinstance(value, dict) else None
        if value is None:
            continue
        for item in value if isinstance(value, list) else [value]:
            arguments += _argument(one, item)
    return arguments


def _argument(one: FieldOption, item: Any) -> list[str]:
    if isinstance(item, bool):
        return [one.given.option if item else f"--no-{one.given.option[2:]}"]
    return [one.given.option, json.dumps(item) if isinstance(item, dict) else str(item)]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_round_trip(path: Path) -> None:
    """Every stored sample can be recorded by the options of its kind, and is the same record."""
    stored = json.loads(path.read_bytes())
    made = command(stored["kind"], kinds()[stored["kind"]])
    found, expected = recorded(made, arguments_of(made, stored)), draft_of(stored)
    assert (found.event, found.envelope) == (expected.event, expected.envelope)
    assert found.id == stored["id"]


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t-[{'\"="),
    min_size=1,
).filter(lambda text: first_hidden(text, "\n\t") is None)


@given(texts, texts)
def test_a_text_is_taken_as_it_is(text: str, reason: str) -> None:
    """No text is read as anything else, whatever brackets, dashes or quotes it has."""
    made = command("decision.advice", kinds()["decision.advice"])
    fixed = shlex.split("--decision d --by ncg --followed no --on 2020 --source x")
    event = recorded(made, [*fixed, "--text", text, "--reasons", reason]).event
    assert (event.model_dump()["text"], event.model_dump()["reasons"]) == (text, (reason,))


def example(made: click.Command) -> list[str]:
    """The arguments of the example in the help of a command."""
    on_one_line = (made.epilog or "").replace("\\\n", "")
    return shlex.split(on_one_line.partition("Example: gestand ")[2])


def stage(condition: str) -> list[dict[str, Any]]:
    """A ledger with everything that the examples speak of. condition: the type of the plan's."""
    place = {"place": {"area": "village"}}
    agency = {"kind": "party.registered", "party": "agency", "name": "Agency", "type": "other"}
    plan = {"kind": "promise.made", "by": "ministry", "to": "residents", "text": "A plan."} | place
    rule = {"kind": "rule.enacted", "rule": "norm", "title": "Norm", "topic": "t", "value": "v"}
    in_force = {"by": "agency", "effect": "immediate", "direction": "neutral"}
    trial = {"kind": "rule.excepted", "rule": "norm", "exception": "pilot", "value": "w"}
    dwelling = {"kind": "case.opened", "case": "dwelling-12", "area": "village", "title": "A house"}
    decision = {"kind": "decision.taken", "decision": "order-of-works", "process": True}
    round_table = {"kind": "table.opened", "table": "round-table", "name": "T", "parties": "agency"}
    school = {"kind": "input.received", "input": "school", "type": "wish", "from": "residents"}
    start = {"effective": "2020-01-01"}
    return [
        *founding("open"),
        agency,
        {"kind": "party.key_added", "party": "agency", "key": KEY},
        {"kind": "area.registered", "area": "municipality", "name": "M", "type": "municipality"},
        {"kind": "cohort.registered", "cohort": "batch-12", "name": "Batch 12"},
        dwelling | {"level": "dwelling"},
        {"kind": "cohort.joined", "cohort": "batch-12", "case": "dwelling-12"},
        plan | {"promise": "plan", "condition": {"text": "if", "type": condition}},
        plan | {"promise": "new-plan", "text": "Another plan."},
        {"kind": "promise.suspended", "promise": "plan", "by": "ministry"},
        {"kind": "promise.blocked", "promise": "plan", "by": "agency", "reason": "no money"},
        rule | in_force | place | start,
        {"kind": "rule.suspended", "rule": "norm"} | start,
        trial | {"ground": "pilot", "direction": "neutral", "by": "agency"} | place | start,
        {"kind": "mandate.granted", "mandate": "lead", "holder": "agency", "power": "lead"}
        | place | {"from": "2020", "basis": "factual"},
        {"kind": "duty.assigned", "duty": "repairs", "holder": "agency", "act_text": "t"}
        | place | {"from": "2020"},
        decision | {"by": "agency", "text": "t"} | place,
        round_table | place,
        {"kind": "coverage.declared", "coverage": "all-promises", "about": "promise"}
        | place | {"from": "2018", "by": "ministry"},
        {"kind": "charter.declared", "charter": "advice", "by": "agency", "start": "2020"}
        | place | {"conditions": {"key": "informed"}},
        school | {"text": "t"} | place,
        {"kind": "lesson.recorded", "lesson": "one-desk", "text": "t"},
        {"kind": "update.sent", "by": "agency", "content": "news", "id": "an-id"} | place,
        {"kind": "record.disputed", "record": "an-id", "by": "agency", "reason": "r",
         "id": "a-dispute"},
    ]  # fmt: skip


ONCE = ("ledger.declared", "coverage.declared", "rule.excepted", "party.key_added")
"""What the examples could not record if the stage had it already."""


@EVERY_KIND
def test_examples(kind: str, model: type[Event], world: World) -> None:
    """The example in the help of a kind can be copied and run, and records one event."""
    world.gestand("init")
    before = stage("proviso" if kind == "promise.proviso_occurred" else "precondition")
    world.record(*(one for one in before if one["kind"] != kind or kind not in ONCE))
    assert world.exit_code == 0, world.message
    world.gestand(*example(command(kind, model)))
    assert (world.exit_code, world.message) == (0, "")
    assert world.output == "1 record recorded, 0 were there before.\n"


def test_the_list_of_kinds() -> None:
    """The help of `record` lists every kind with the first line of what it is, and an example."""
    text = help_of(record)
    kind = "promise.condition_met"
    assert record.epilog == command(kind, kinds()[kind]).epilog
    for kind, model in kinds().items():
        assert f"{kind} {' '.join((model.__doc__ or '').splitlines()[0].split())}" in text
