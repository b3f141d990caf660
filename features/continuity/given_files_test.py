"""The steps about files that a stranger gave: pipes, links, and files without end."""

from __future__ import annotations

import os
import re
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytest_bdd import given, parsers, scenarios, then, when

from features.continuity.copies.conftest import done, operator, run_by
from features.world import SOURCE, World
from ledger.store import log_tables
from ledger.transparency.checkpoint import parse_note
from ledger.transparency.encoding import to_base64

scenarios("given_files.feature")

WHERE = {
    "the published checkpoint": "public/checkpoint",
    "a proof": "one.tlog-proof",
    "a proof in a folder of proofs": "proofs/one.tlog-proof",
    "the verifier key": "given.pub",
    "the policy": "given.policy",
    "a checkpoint that was sent": "sent.txt",
    "a bundle": "bundle.zip",
    "a ledger to clone": "given.db",
    "a published tile of records": "public/tile/entries/000.p/20",
    "the folder of published tiles": "public/tile",
    "the records of an unpacked bundle": "unpacked/records.jsonl",
    "the tiles of an unpacked bundle": "unpacked/tile",
    "the signing key": "gestand.key",
}
CHECKED = {
    "the published checkpoint": ("verify", "public"),
    "a proof": ("verify", "one.tlog-proof", "--key", "operator.pub"),
    "a proof in a folder of proofs": ("verify", "proofs", "--key", "operator.pub"),
    "the verifier key": ("verify", "public", "--key", "given.pub"),
    "the policy": ("verify", "public", "--policy", "given.policy"),
    "a checkpoint that was sent": ("verify", "public", "--checkpoint", "sent.txt"),
    "a bundle": ("verify", "bundle.zip"),
    "a ledger to clone": ("clone", "given.db", "made.db"),
    "a published tile of records": ("clone", "public", "made.db"),
    "the folder of published tiles": ("clone", "public", "made.db"),
    "the records of an unpacked bundle": ("verify", "unpacked"),
    "the tiles of an unpacked bundle": ("verify", "unpacked"),
}
PATIENCE_S = 60

given(parsers.parse("an operator who signed and published a ledger of {count:d} records"))(operator)


@contextmanager
def in_time() -> Iterator[None]:
    """Whoever waits for a pipe in which nothing comes is interrupted, and the step fails."""

    def over(*_: object) -> None:
        raise AssertionError("it waits for what never comes")

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(PATIENCE_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def make(world: World) -> None:
    """Every kind of file that a stranger could give, each as it should be."""
    world.gestand("prove", "0", "-o", "one.tlog-proof")
    done(world)
    (world.folder / "proofs").mkdir()
    shutil.copy("one.tlog-proof", "proofs/one.tlog-proof")
    shutil.copy("one.tlog-proof", "proofs/two.tlog-proof")
    shutil.copy("operator.pub", "given.pub")
    shutil.copy("public/checkpoint", "sent.txt")
    shutil.copy("ledger.db", "given.db")
    key = Path("operator.pub").read_text().strip()
    world.gestand("policy", "new", "--log", key, "-o", "given.policy")
    done(world)
    world.gestand("bundle", "bundle.zip")
    done(world)
    shutil.unpack_archive("bundle.zip", "unpacked")


@given(parsers.parse("a pipe stands in the place of {file}"))
def pipe(world: World, file: str) -> None:
    make(world)
    path = Path(WHERE[file])
    path.unlink()
    os.mkfifo(path)


@given(parsers.parse("a link stands in the place of {file}"))
def link(world: World, file: str) -> None:
    make(world)
    path = Path(WHERE[file])
    elsewhere = world.folder / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


@when(parsers.parse("somebody checks {file}"))
def checks(world: World, file: str) -> None:
    with in_time():
        run_by(world, *CHECKED[file])
    world.remembered["file"] = WHERE[file]


@then("what was found names that file")
def names_it(world: World) -> None:
    name = world.remembered["file"].partition("/")[2].partition("/")[0]
    assert name in world.output + world.message


@when("the operator signs")
def signs(world: World) -> None:
    world.gestand("checkpoint")


@when("somebody imports what another program writes into a pipe")
def imports_pipe(world: World) -> None:
    os.mkfifo("journal.yaml")
    text = (
        "- {kind: party.registered, party: x, name: X, type: other, on: 2019, source: {title: a}}\n"
    )
    writer = threading.Thread(target=Path("journal.yaml").write_text, args=(text,))
    writer.start()
    with in_time():
        world.gestand("import", "journal.yaml")
    writer.join()


@given("a policy of two million bytes")
def long_policy(world: World) -> None:
    world.file("given.policy", "# " + "long " * 400_000 + "\n")


@given("a record with a text of 60,000 letters, signed")
def long_record(world: World) -> None:
    party = {"kind": "party.registered", "party": "long", "type": "other", "name": "Long"}
    world.record(party | {"note": "a" * 60_000, "source": SOURCE})
    done(world)
    world.gestand("checkpoint")
    done(world)


@given(
    "a checkpoint under which somebody wrote a signature in another spelling is kept in the ledger"
)
def strange_line(world: World) -> None:
    signed = Path("public/checkpoint").read_bytes()
    log_tables.keep(world.ledger, 20, signed + "— stranger.example AAAAAAB=\n".encode())


@when(parsers.parse("somebody proves that record in {name}"))
def proves(world: World, name: str) -> None:
    world.gestand("prove", "20" if name.startswith("long") else "0", "-o", name)


@then(parsers.parse("no line of {name} has more than 65,535 bytes"))
def lines_fit(name: str) -> None:
    assert max(map(len, Path(name).read_bytes().splitlines(keepends=True))) <= 65_535


@when(parsers.parse("somebody checks {name} with its record"))
def checks_with_record(world: World, name: str) -> None:
    run_by(world, "verify", name, "--key", "operator.pub", "--record", f"{name}.json")


@then(parsers.parse("every line of {name} is in the one spelling that it can have"))
def one_spelling(name: str) -> None:
    content = Path(name).read_bytes()
    opened = parse_note(content.split(b"\n\n", 1)[1])
    assert len(opened.signatures) == 1
    for signature in opened.signatures:
        assert signature.line.split()[-1] == to_base64(signature.key_id + signature.value)
    assert re.fullmatch(rb"[\x0a\x20-\x7e\x80-\xff]+", content)
