"""The commands that carry a ledger elsewhere: publish-log, clone, pull, bundle and backup."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.book_cache import kept_for, remember_copy
from commands.book_files import forget
from commands.keys import KEY_HELP, own_key, policy_in, verifier_key
from commands.ledger_option import LedgerLocation
from commands.terminal import TAMPERED, content, format_option, show, show_screen
from languages import N_
from ledger.said_by_others import of_system
from ledger.store.address import Location
from projections.render import answers

if TYPE_CHECKING:
    from ledger.exchange.divergence import Divergence
    from ledger.exchange.pull import Fetched
    from ledger.transparency.keys import VerifierKey
    from projections.render.screens.fields import Known
    from projections.rows.correction import Corrected

# -- copies ------------------------------------------------------------------------------------
# The commands by which a ledger is carried to others: publish-log, clone, pull.

keys_option = click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="VKEY",
    help="The verifier key of the log, or a file with it, as its operator published it elsewhere.",
)
policy_option = click.option(
    "--policy",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Which logs and witnesses are trusted.",
)


@click.command("publish-log", epilog="Example: gestand publish-log public/log")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@format_option
@click.pass_obj
def publish_log(path: Location, folder: Path, form: str) -> None:
    """Write what was signed as static files in FOLDER, for a web server to carry.

    Tiles of hashes, bundles of records, and the checkpoint last (c2sp.org/tlog-tiles). What is
    added is held against the ledger and the end of what is there; when nothing is to be added, all
    is checked, and mended. A folder in which something else was published than the beginning of
    this ledger is left alone.
    """
    from commands.progress import progress
    from ledger.exchange.publish import publish
    from projections.render.screens import exchange as screens

    done = publish(path, folder, progress)
    answer = answers.Published(str(folder), done.origin, done.size, done.written, done.left)
    show("publish-log", answer, screens.published, form)


@click.command(epilog="Example: gestand clone gestand.db copy.db")
@click.argument("source")
@click.argument("copy", type=LedgerLocation())
@keys_option
@policy_option
@format_option
def clone(
    source: str, copy: Location, keys: tuple[str, ...], policy: Path | None, form: str
) -> None:
    """Make COPY, a copy of a ledger that answers every question and cannot be recorded in.

    SOURCE is a ledger file, a bundle, a folder that somebody published, or its address with
    https://. The records are hashed anew and must lead to what the operator signed; with --key the
    signature is checked, now and at every pull.
    """
    from commands.judged import remember_lawful
    from commands.progress import progress
    from ledger.exchange.pull import clone as cloned
    from ledger.exchange.sources import opened
    from projections.render.screens import exchange as screens

    trust = _trust(keys, policy)
    with closing(opened(source)) as log:
        done = cloned(log, copy, trust, progress)
    remember_copy(copy, new=True)
    if not done.judged.found:
        remember_lawful(copy, done.size)
    show("clone", _copied(copy, done, trust), screens.cloned, form)


@click.command(epilog="Example: gestand --ledger copy.db pull")
@click.argument("source", required=False)
@keys_option
@policy_option
@format_option
@click.pass_context
def pull(
    context: click.Context,
    source: str | None,
    keys: tuple[str, ...],
    policy: Path | None,
    form: str,
) -> None:
    """Extend a copy with what was recorded since, from where it was cloned or from SOURCE.

    What the copy has is kept whatever the source says. If the source does not extend it, the
    screen tells what differs, evidence is written beside the copy, and the exit code is 8.
    --key and --policy take the place of what was given before.
    """
    from dataclasses import replace
    from functools import partial

    from commands.progress import progress
    from ledger.exchange.pull import Fetched, required
    from ledger.exchange.pull import pull as pulled
    from ledger.exchange.sources import opened
    from projections.render.screens import exchange as screens
    from projections.render.screens.fields import NOBODY
    from projections.rows.frozen import fields_of

    copy: Location = context.obj
    row = required(copy)
    if keys or policy:
        row = replace(row, policy=_trust(keys, policy))
    with closing(opened(source or row.source)) as log:
        done = pulled(copy, log, row, progress)
    if isinstance(done, Fetched):
        if done.judged.changed and (place := kept_for(copy)):
            forget(place)
        remember_copy(copy, new=done.judged.changed)
        found, known = corrections_since(copy, done.had) if done.had else ((), NOBODY)
        copied = _copied(copy, done, row.policy)
        answer = answers.Pulled(**fields_of(copied), corrections=found)
        show("pull", answer, partial(screens.extended, known=known), form)
        return
    from projections.render.screens.parted import parted

    show("pull", _parted(copy, done), parted, form)
    context.exit(TAMPERED)


def _trust(keys: tuple[str, ...], policy: Path | None) -> bytes:
    """The policy that is kept with a copy; a few keys are one without witnesses."""
    from domain.errors import UsageProblem
    from ledger.transparency.encoding import InvalidInput
    from ledger.transparency.policy import written

    if policy is not None and keys:
        raise UsageProblem(
            N_("trust both --key and --policy"),
            N_("a policy names the keys of its logs itself"),
            N_("Leave --key out, or add a line `log VKEY` to the policy"),
        )
    if policy is not None:
        policy_in(policy)
        return content(policy, N_("the policy"))
    if not keys:
        return b""
    try:
        return written([verifier_key(text) for text in keys], {}).encode()
    except InvalidInput as problem:
        raise UsageProblem(
            N_("use these keys"), str(problem), N_("Give each key once")
        ) from problem


def _copied(copy: Location, done: Fetched, policy: bytes) -> answers.Copied:
    newest = done.signed[-1][0] if done.signed else None
    signed = newest.size if newest else 0
    return answers.Copied(
        copy=str(copy),
        source=done.source,
        had=done.had,
        new=done.size - done.had,
        size=done.size,
        root=done.root.hex(),
        signed=signed,
        rest=done.size - signed,
        left_out=done.left_out,
        origin=newest.origin if newest else None,
        signatures_checked=bool(policy),
        unlawful=tuple(answers.UnlawfulRecord(**asdict(each)) for each in done.judged.found),
    )


def corrections_since(ledger: Location, size: int) -> tuple[tuple[Corrected, ...], Known]:
    """What was corrected after the first records and what that moves; what parties are called."""
    from commands.proven import proven
    from commands.session import compared, question, told_about
    from domain.history import corrections
    from projections.corrections import with_moved
    from projections.register import corrected
    from projections.render.screens.fields import NOBODY, Known

    with proven(ledger) as reader:
        stop = reader.head().size
        told = told_about(reader, reader.mending(size, stop), stop)
    found = [each for each in corrections(told) if each.by.position >= size]
    if not found:
        return (), NOBODY
    with question(ledger, None, None, None) as asked, compared(asked, ledger) as compare:
        rows = tuple(with_moved(corrected(each), compare) for each in found)
        called = {party: row.name for party, row in asked.parties.items()}
        return rows, Known(called, {})


def _parted(copy: Location, done: Divergence) -> answers.Parted:
    """What parted, as data; the evidence is written here, and an obstacle to that told."""
    from ledger.exchange import divergence as evidence

    unwritten = None
    try:
        evidence.keep(done.folder, done.files)
    except OSError as error:
        unwritten = of_system(error)
    difference = done.difference
    record = json.loads(difference.here) if difference else {}
    return answers.Parted(
        verdict=done.word.word,
        proven=done.proven,
        copy=str(copy),
        source=done.source,
        here=done.here,
        there=done.there,
        origin=done.origin,
        position=difference.position if difference else done.there,
        kind=record.get("kind"),
        stream=record.get("stream"),
        fields=tuple(difference.fields()) if difference else (),
        folder=str(done.folder),
        evidence=tuple(sorted(done.files)),
        unwritten=unwritten,
    )


# -- bundle ------------------------------------------------------------------------------------
# The command that puts a ledger, and all it takes to check it, into one file: bundle.


@click.command(epilog="Example: gestand bundle ledger-2024.zip")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key", "given", multiple=True, metavar="VKEY", help=KEY_HELP)
@click.option(
    "--policy",
    type=click.Path(path_type=Path),
    help="Which logs and witnesses you trust; their keys come along.",
)
@click.pass_obj
def bundle(path: Location, file: Path, given: tuple[str, ...], policy: Path | None) -> None:
    """Write a zip FILE with all that it takes to check the ledger, with gestand or without.

    It holds the records up to the newest signed checkpoint, the tree over them, verifier keys, a
    text that explains it, and a program that checks it with Python alone.
    """
    from ledger.exchange.bundle_writer import write
    from ledger.store.reader import Reader
    from projections.render.screens.exchange import written

    keys = [verifier_key(text) for text in given] or _own(path)
    if policy is not None:
        trusted = policy_in(policy)
        keys += [*trusted.logs, *trusted.witnesses.values()]
    keys = list(dict.fromkeys(keys))
    with closing(Reader(path)) as reader:
        made = write(reader, file, keys, content(policy, N_("the policy")) if policy else b"")
    show_screen(
        written(str(file), made.origin, made.size, made.left_out, [str(key) for key in keys])
    )


def _own(ledger: Location) -> list[VerifierKey]:
    """The public half of the key in the working folder, if it is that of this log."""
    from ledger.store import log_tables as checkpoints

    newest, key = checkpoints.newest(ledger), own_key()
    return [key] if newest and key and key.name == newest[1].origin else []


# -- backup ------------------------------------------------------------------------------------
# The command that copies a ledger file as it is at one moment, and brings it back: backup.


@click.command(
    epilog="Example: gestand backup ledger-2024-06-30.db\n\n"
    "Example: gestand --ledger ledger-2024-06-30.db backup restored.db"
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@format_option
@click.pass_obj
def backup(path: Location, file: Path, form: str) -> None:
    """Write the ledger as it is now to FILE, a new one, while others go on recording.

    What was copied is hashed before it gets its name; of a ledger that is not what its hashes and
    checkpoints say there is no backup. FILE is a ledger like any other: to restore, move away what
    is left of the ledger (every file whose name begins with its name) and back FILE up in its
    place. Who restores an older state cannot sign over what was signed since.
    """
    from ledger.exchange.backup import back_up
    from projections.render.screens import exchange as screens

    done = back_up(path, file)
    answer = answers.BackedUp(str(path), str(file), done.size, done.root.hex())
    show("backup", answer, screens.backed_up, form)
