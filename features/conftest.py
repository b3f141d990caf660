"""The sentences that several features share, each once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when

from commands.program import run
from domain.text import first_hidden
from features.page import ADDRESS, HOSTILE
from features.server import Server
from features.village import HERE, build, record
from features.world import World, founding


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example ledger, which is only read."""
    ledger = tmp_path_factory.mktemp("example") / "groningen.db"
    journal = Path(__file__).parent.parent / "journals" / "groningen"
    assert run(["--ledger", str(ledger), "init"]) == 0
    assert run(["--ledger", str(ledger), "import", str(journal)]) == 0
    return ledger


ON_SERVER = frozenset(
    f"{feature}_test"
    for feature in (
        *("authorship", "checked", "contact", "copies", "cosigning", "coverage", "errors"),
        *("evidence", "exchange", "figures", "found", "lists", "places", "publishing"),
        *("reading", "rewriting", "verdict", "yardstick"),
    )
)
"""The features that are also run on a ledger in a database: between them they record, correct,
refuse, ask, sign and copy everything. The others ask the same of a book, or are about files."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every scenario of these on a file and on a server, unless it is about the file."""
    if metafunc.definition.get_closest_marker("file") is not None:
        return
    if metafunc.module.__name__.rpartition(".")[2] not in ON_SERVER:
        return
    if "_pytest_bdd_example" in metafunc.fixturenames:  # steps ask for fixtures as they run
        metafunc.fixturenames.append("world")
    if "world" in metafunc.fixturenames:
        kept = ["file", pytest.param("server", marks=pytest.mark.postgres)]
        metafunc.parametrize("world", kept, indirect=True)


@pytest.fixture
def world(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> World:
    """A scenario's own folder, and its own database where its ledger is on a server."""
    address = None
    if getattr(request, "param", "file") == "server":
        server: Server = request.getfixturevalue("server")
        address = server.database()
    return World(tmp_path, capsys, address)


@given(
    "a village in a region, with residents, a league of residents, a council, a ministry and an "
    "adviser"
)
def village(world: World) -> None:
    build(world)


@given("an empty ledger")
def empty(world: World) -> None:
    world.gestand("init")
    assert world.exit_code == 0, world.message


@given("a ledger in which a deadline without any later record counts as not looked into")
def open_burden(world: World) -> None:
    world.gestand("init")
    world.record(*founding("open"))
    assert world.exit_code == 0, world.message


@given(parsers.parse("the ministry promised the village to publish a plan by {due}"))
def promised(world: World, due: str) -> None:
    who = {"by": "ministry", "to": "residents", "place": {"area": "village"}}
    what = {"promise": "plan", "text": "The ministry will publish a plan.", "due": due}
    world.record({"kind": "promise.made"} | who | what)
    assert world.exit_code == 0, world.message


@given(parsers.parse("the ministry sent {to} of the village a {channel} on {on}"))
def sent(world: World, to: str, channel: str, on: str) -> None:
    update = {
        "kind": "update.sent",
        "by": "ministry",
        "to": to,
        "place": {"area": "village"},
        "on": on,
    }
    world.record(update | {"content": "news", "channel": channel})
    assert world.exit_code == 0, world.message


@given("a promise whose words and source try to become part of the page")
def hostile(world: World) -> None:
    source = [{"title": HOSTILE, "url": ADDRESS, "type": "press"}]
    what = {"promise": "plan", "text": HOSTILE, "due": "2020-06-30", "source": source}
    record(
        world, {"kind": "promise.made", "by": "ministry", "to": "residents", "place": HERE} | what
    )


@given("somebody asked for trust in the village")
def asked_before(world: World) -> None:
    world.trust()


@then(parsers.parse('the screen begins with "{text}"'))
def begins_with(world: World, text: str) -> None:
    assert " ".join(world.output.split()).startswith(text), world.output


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split())


@then(parsers.parse("the exit code is {code:d}"))
def exits(world: World, code: int) -> None:
    assert world.exit_code == code, world.message


@then(parsers.parse('the message says "{text}"'))
def message_says(world: World, text: str) -> None:
    assert text in world.message


@then("nothing was recorded")
def nothing(world: World) -> None:
    world.gestand("trust", "--format", "json")
    assert '"size": 0' in world.output


@when(parsers.parse("somebody asks for trust in the village as of {day}"))
def asks(world: World, day: str) -> None:
    world.remembered["day"] = day
    world.remembered["row"] = world.trust("--as-of", day)


@when(parsers.parse("somebody imports {count:d} records"))
def imports(world: World, count: int) -> None:
    world.gestand("import", str(world.journal(count)))


@then("there is no message")
def silent(world: World) -> None:
    assert world.message == ""


@then(parsers.parse("no line of the screen is longer than {width:d} characters"))
def narrow(world: World, width: int) -> None:
    assert max(len(line) for line in world.output.splitlines()) <= width


@then(parsers.parse('no line of the screen begins with "{text}"'))
def no_line_begins(world: World, text: str) -> None:
    assert not any(line.startswith(text) for line in world.output.splitlines()), world.output


@then("the answer shows no character that cannot be seen")
def answer_seen(world: World) -> None:
    assert first_hidden(world.output, "\n") is None


@then("the message shows no character that cannot be seen")
def message_seen(world: World) -> None:
    assert first_hidden(world.message, "\n") is None
