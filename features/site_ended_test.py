"""The steps of the scenarios on a program that is ended while it makes sites."""

from __future__ import annotations

import os
import select
import signal
from contextlib import closing
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.site_folder import MARK
from features.limits import process
from features.world import World

scenarios("site_ended.feature")

SITE = ("--as-of", "2026-10-01", "--lang", "en", "--lang", "nl")

SOON_MS = 60_000
"""So long it may take on a machine that does much else: after it, somebody goes on."""


def contents(world: World) -> dict[Path, bytes]:
    """What is in every file of the site."""
    top = world.folder / "site"
    return {path: path.read_bytes() for path in top.rglob("*") if path.is_file()}


@given("a site in Dutch and English", target_fixture="before")
def made(world: World) -> dict[Path, bytes]:
    world.gestand("site", str(world.folder / "site"), *SITE)
    assert world.exit_code == 0, world.message
    return contents(world)


@when(parsers.parse("somebody sends {name} to the program alone while it makes the site again"))
def ended(world: World, name: str, request: pytest.FixtureRequest) -> None:
    # Whatever the program starts has the end of a pipe that is read, as its input.
    read, write = os.pipe()
    request.addfinalizer(lambda: os.close(write))
    environment = os.environ | {"GESTAND_VERBOSE": "1"}
    options = {"env": environment, "stdin": read}
    with process(world.ledger, "site", str(world.folder / "site"), *SITE, **options) as running:
        os.close(read)
        assert running.stderr is not None
        with closing(running.stderr):
            assert any("opened the ledger" in line for line in running.stderr)
            running.send_signal(signal.Signals[name])
            assert running.wait(timeout=60) == -signal.Signals[name]
    world.remembered["pipe"] = write


@then("nothing that it started goes on")
def none_goes_on(world: World) -> None:
    readers = select.poll()
    readers.register(world.remembered["pipe"], select.POLLERR)
    assert readers.poll(SOON_MS)  # nobody is left who could read it


@then("every file of the site is as it was")
def untouched(world: World, before: dict[Path, bytes]) -> None:
    assert contents(world) == before


@then("nothing is left of the new site but an empty folder")
def left(world: World) -> None:
    unfinished = [path for path in world.folder.iterdir() if path.name.startswith(".site.")]
    assert len(unfinished) == 1
    assert [path.name for path in unfinished[0].iterdir()] == [MARK]
