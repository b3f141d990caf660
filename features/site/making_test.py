"""The steps of the scenarios on what happens while a site is made."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterable
from typing import Any
from zipfile import ZipFile

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.asking import Query
from commands.site_data import BUNDLE
from commands.site_folder import replaced
from commands.site_making import Making
from features.limits import process
from features.site.conftest import (
    DAY,
    contents,
    folder,
    make,
    meeting,
    pages,
    promised_in_between,
    sizes,
)
from features.world import World
from ledger.exchange.bundle_files import CHECKPOINT
from ledger.files import RECORDS

scenarios("site_making.feature")


@when("somebody makes the site, and meanwhile the council promises the league a meeting and signs")
def promised_meanwhile(world: World) -> None:
    def steps(items: Iterable[None], doing: str, _: int) -> Iterable[None]:
        """What shows how far the work is: at its beginning the site is planned, and not made."""
        if doing == "Places":
            meeting(world)
            world.gestand("checkpoint")
            assert world.exit_code == 0, world.message
        return items

    moment: dict[str, Any] = {"as_of": DAY, "known_at": None, "public_at": None, "signed": False}
    form: dict[str, Any] = {"form": "table", "explain": False, "no_pager": True}
    query = Query(world.ledger, start=None, end=None, every=None, **moment, **form)
    with replaced(folder(world)) as made:
        Making(query, made, steps, (), 1).write()


@when(
    "the council promised the league a meeting, and the system kills whoever makes the site again"
)
def killed(world: World) -> None:
    promised_in_between(world)
    child = os.fork()
    if child == 0:  # the system ends it with the first write that makes a file longer than that
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST_FILE, LONGEST_FILE))
        make(world)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


@when(parsers.parse("somebody makes it once more elsewhere, by {count} processes"))
def by_several(world: World, count: str) -> None:
    elsewhere = str(world.folder / "elsewhere")
    world.gestand("site", elsewhere, "--as-of", DAY, "--processes", count)
    assert world.exit_code == 0, world.message


@when("the council promised the league a meeting, and the system kills what helps to make the site")
def helper_killed(world: World) -> None:
    promised_in_between(world)
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST_FILE, LONGEST_FILE))
        make(world, "--processes", "2")
        os._exit(world.exit_code)
    _, status = os.waitpid(child, 0)
    world.exit_code = os.waitstatus_to_exitcode(status)


@when("somebody stops the program while 2 processes make the site")
def stopped(world: World) -> None:
    # The ledger is opened by whoever plans the site, and then by a process that helps.
    stop(world, os.killpg, 2, "--processes", "2")


@when("somebody stops the program alone while the site is made in Dutch and English")
def stopped_alone(world: World) -> None:
    stop(world, os.kill, 1, "--lang", "en", "--lang", "nl")


@when(
    "somebody stops the program with all that it starts while the site is made in Dutch and English"
)
def stopped_together(world: World) -> None:
    stop(world, os.killpg, 1, "--lang", "en", "--lang", "nl")


def stop(world: World, send: Callable[[int, int], None], opened: int, *options: str) -> None:
    """Make the site again, and interrupt that when the ledger was opened so many times."""
    promised_in_between(world)
    environment = os.environ | {"GESTAND_VERBOSE": "1"}
    making = ("site", str(folder(world)), "--as-of", DAY, *options)
    with process(world.ledger, *making, start_new_session=True, env=environment) as running:
        assert running.stderr is not None
        lines = (line for line in running.stderr if "opened the ledger" in line)
        for _ in range(opened):
            assert next(lines)
        send(running.pid, signal.SIGINT)
        _, world.message = running.communicate(timeout=60)
    world.exit_code = running.returncode
    world.remembered["group"] = running.pid


LONGEST_FILE = 40_000
"""Of the pages only the methods are longer, which are written after most others."""


@given("the ledger is signed")
def signed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)
    world.gestand("key", "new", "--name", "example.org/village")
    world.gestand("checkpoint", "-o", "signed")
    assert world.exit_code == 0, world.message


@then("both have the same files with the same bytes")
def same_bytes(world: World) -> None:
    other = world.folder / "elsewhere"
    alone = {path.removeprefix(str(folder(world))): text for path, text in contents(world).items()}
    several = {path.removeprefix(str(other)): text for path, text in contents(world, other).items()}
    assert several.keys() == alone.keys()
    assert [path for path in alone if several[path] != alone[path]] == []


@then("it is said once that it was stopped")
def said_once(world: World) -> None:
    assert world.message.count("Stopped.") == 1


@then("none of its processes goes on")
def none_goes_on(world: World) -> None:
    with pytest.raises(ProcessLookupError):
        os.killpg(world.remembered["group"], 0)


@then("an unfinished folder stands beside the site")
def unfinished(world: World) -> None:
    left = [path for path in world.folder.iterdir() if path.name.startswith(".site.")]
    assert len(left) == 1
    assert len([*left[0].rglob("*.html")]) > 10


@then("the bundle has the records that the site tells of, and what was signed of them")
def bundled(world: World) -> None:
    with ZipFile(folder(world) / BUNDLE) as bundle:
        assert bundle.read(CHECKPOINT) == (world.folder / "signed").read_bytes()
        assert [bundle.read(RECORDS).count(b"\n")] == sizes(world)
    assert "ledger.zip" in pages(world)["check.html"]


@then("no page tells of the meeting")
def no_meeting(world: World) -> None:
    assert not [path for path, text in pages(world).items() if "We will meet." in text]
