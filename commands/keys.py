"""The commands about the keys of those who sign, their passphrases, and whom one trusts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.terminal import content, hand_out, keep, make_folder, say, tell
from domain.errors import Unreadable, UsageProblem
from languages import N_
from ledger.store.address import Location

# -- passphrase --------------------------------------------------------------------------------
# The passphrase of a key file: from the environment, or typed where nobody sees it.

VARIABLE = "GESTAND_PASSPHRASE"


def asked_for(*, confirm: bool = False) -> str:
    """The passphrase; with `confirm` it is typed twice, because a new key is locked with it."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return given
    typed: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    return typed


# -- key and prove -----------------------------------------------------------------------------
# The commands about the key of an operator, and proofs of what was signed: key, prove.

DEFAULT_KEY = Path("gestand.key")

key_option = click.option(
    "--key",
    "key_file",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="GESTAND_KEY",
    default=DEFAULT_KEY,
    show_default=True,
    help="The file with the signing key.",
)


@click.group(epilog="Example: gestand key new --name example.org/ledger")
def key() -> None:
    """Make or show the key that checkpoints are signed with."""


@key.command(epilog="Example: gestand key new --name example.org/ledger --passphrase")
@click.option(
    "--name",
    required=True,
    help="The name of the log for ever, such as example.org/ledger: no spaces and no plus.",
)
@click.option("--passphrase", is_flag=True, help=f"Encrypt it: asked for, or in {VARIABLE}.")
@key_option
def new(name: str, key_file: Path, *, passphrase: bool) -> None:
    """Make a new signing key (Ed25519) and print its public half.

    Only you can read the file in which it is kept.
    """
    import secrets

    from ledger.signing import key_file as files
    from ledger.transparency.encoding import InvalidInput
    from ledger.transparency.keys import SigningKey, Type

    made = SigningKey(name, Type.SIGNATURE, secrets.token_bytes(32))
    try:
        public = made.verifier
    except InvalidInput as problem:
        raise UsageProblem(
            N_("make a key named {name}").format(name=name),
            str(problem),
            N_("Choose a name such as example.org/ledger"),
        ) from problem
    files.create(key_file, made, asked_for(confirm=True) if passphrase else "")
    say(
        N_("Made the key {key_file}. Keep it, and {key_file}.last beside it, to yourself.").format(
            key_file=key_file
        )
    )
    say(N_("Give everybody the verifier key, in a way that is not the ledger's own:"))
    say(str(public))


@key.command(epilog="Example: gestand key show")
@key_option
def show(key_file: Path) -> None:
    """Print the verifier key: others check with it what was signed."""
    from ledger.signing.key_file import verifier

    say(str(verifier(key_file, own=True)))


_TOO_LONG = N_("is too long to stand in its proof, as other programs read it")


@click.command(epilog="Example: gestand prove promise/overschild-advice-2018 -o proofs")
@click.argument("what", metavar="RECORD|STREAM")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file of the proof; of a STREAM the folder of its proofs.",
)
@click.pass_obj
def prove(path: Location, what: str, output: Path | None) -> None:
    """Prove that a record is in the ledger, in a file that anybody can check offline.

    RECORD is the id of a record or its number; of a STREAM every record is proven, each in a file
    of its own. The file holds the record, the proof and the signed checkpoint.
    """
    from commands.naming import named
    from commands.proven import proven
    from ledger.signing.checkpoint_signing import prove as proofs
    from ledger.transparency.proof_file import SUFFIX

    with proven(path) as reader:
        history, chosen = named(reader, N_("prove {what}").format(what=what), what)
        positions = [record.position for record in (history if chosen is None else [chosen])]
        if len(positions) > 1 and output is None:
            raise UsageProblem(
                N_("prove {what}").format(what=what),
                N_("it has {count:,} records").format(count=len(positions)),
                N_("Name a folder with -o"),
            )
        for proof, record in proofs(reader, positions):
            if output is None:
                hand_out(bytes(proof).decode())
                if not proof.extra:
                    tell(
                        N_("Record {index} {too_long}: write it to a file with -o.").format(
                            index=proof.index, too_long=_TOO_LONG
                        )
                    )
                continue
            target = output / f"{proof.index}{SUFFIX}" if chosen is None else output
            if chosen is None:
                make_folder(output)
            keep(target, N_("the proof"), bytes(proof))
            say(N_("{target}: record {index}").format(target=target, index=proof.index))
            if not proof.extra:
                beside = target.with_name(f"{target.name}.json")
                keep(beside, N_("the record"), record)
                say(
                    N_("{beside}: the record, which {too_long}; give it with --record").format(
                        beside=beside, too_long=_TOO_LONG
                    )
                )


# -- trust -------------------------------------------------------------------------------------
# Whom somebody trusts, as it is said on the command line: verifier keys and a policy.

if TYPE_CHECKING:
    from ledger.transparency.keys import VerifierKey
    from ledger.transparency.policy import Policy
    from ledger.verify.signatures import Trust

KEY_HELP = "The verifier key of the log, or a file with it; default: that of gestand.key, if there."

_NEITHER = N_("there is no such file, and it is no verifier key")


def verifier_key(text: str) -> VerifierKey:
    """The key that was given, or that in the file of this name; UsageProblem when it is none."""
    from ledger.signing.key_file import verifier
    from ledger.transparency.encoding import InvalidInput
    from ledger.transparency.keys import VerifierKey

    if _is_there(Path(text)):
        return verifier(Path(text))
    try:
        return VerifierKey.parse(text)
    except InvalidInput as problem:
        # The name, the id and the key itself stand between two pluses; a file is rarely named so.
        looks_like_one = text.count("+") > 1
        obstacle = str(problem) if looks_like_one else _NEITHER
        raise UsageProblem(
            N_("use the key {text}").format(text=text[:60]),
            obstacle,
            N_("Give a verifier key, or a file with one"),
        ) from problem


def _is_there(path: Path) -> bool:
    """Whether there is anything of this name, a link that leads nowhere too; a key is too long."""
    try:
        path.lstat()
    except OSError:
        return False
    return True


def policy_in(path: Path) -> Policy:
    """The policy in a file; Unreadable says in which line it is none."""
    from ledger.transparency.encoding import InvalidInput
    from ledger.transparency.policy import parse

    try:
        return parse(content(path, N_("the policy")))
    except InvalidInput as problem:
        raise Unreadable(
            N_("read the policy {path}").format(path=path),
            str(problem),
            N_("Mend it, or write one with `gestand policy new`"),
        ) from problem


def own_key_file() -> Path:
    """Where the signing key of whoever works in this folder is, if there is one."""
    return Path(os.environ.get("GESTAND_KEY", DEFAULT_KEY))


def own_key() -> VerifierKey | None:
    """The public half of that key; None where there is none."""
    from ledger.signing.key_file import verifier

    path = own_key_file()
    return verifier(path, own=True) if path.is_file() else None


def trust_in(origin: str, ledger: Location, keys: Sequence[str], policy: Path | None) -> Trust:
    """By whose signatures to check a checkpoint of a log: those that are given, if any are.

    Otherwise those of the copy that the ledger is, or the key in the working folder if it has the
    name of the log; of another log it says nothing.
    """
    from ledger.store.log_tables import copy_of
    from ledger.verify.signatures import Trust

    if keys or policy:
        given = [verifier_key(text) for text in keys]
        return Trust(given, policy_in(policy) if policy else None)
    if (row := copy_of(ledger)) and row.policy:
        return Trust(policy=row.checked_by)
    own = own_key()
    return Trust([own] if own and own.name == origin else [])
