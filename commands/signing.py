"""The commands about the key of an operator, and proofs of what was signed: key, prove."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from commands.passphrase import VARIABLE, asked_for
from domain.errors import UsageProblem

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
    """Make a new Ed25519 key in a file that only you can read, and print its public half."""
    import secrets

    from ledger import key_file as files
    from ledger.log.failures import InvalidInput
    from ledger.log.keys import SigningKey, Type

    made = SigningKey(name, Type.SIGNATURE, secrets.token_bytes(32))
    try:
        public = made.verifier
    except InvalidInput as problem:
        raise UsageProblem(
            f"make a key named {name}", str(problem), "Choose a name such as example.org/ledger"
        ) from problem
    files.create(key_file, made, asked_for(confirm=True) if passphrase else "")
    click.echo(f"Made the key {key_file}. Keep it, and {key_file}.last beside it, to yourself.")
    click.echo("Give everybody the verifier key, in a way that is not the ledger's own:")
    click.echo(str(public))


@key.command(epilog="Example: gestand key show")
@key_option
def show(key_file: Path) -> None:
    """Print the verifier key, by which everybody can check what was signed."""
    from ledger.key_file import verifier

    click.echo(str(verifier(key_file)))


@click.command(epilog="Example: gestand prove promise/overschild-advice-2018 -o proofs")
@click.argument("what", metavar="EVENT|STREAM")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file of the proof; of a STREAM the folder of its proofs.",
)
@click.pass_obj
def prove(path: Path, what: str, output: Path | None) -> None:
    """Prove that a record is in the ledger, in a file that anybody can check offline.

    EVENT is the id of a record or its number; of a STREAM every record is proven, each in a file
    of its own. The file holds the record, the proof and the signed checkpoint.
    """
    from commands.files import keep, make_folder
    from commands.naming import named
    from ledger.log.proof_file import SUFFIX
    from ledger.proving import prove as proofs
    from ledger.reader import Reader

    with closing(Reader(path)) as reader:
        history, one = named(reader, f"prove {what}", what)
        positions = [record.position for record in (history if one is None else [one])]
        if len(positions) > 1 and output is None:
            raise UsageProblem(
                f"prove {what}", f"it has {len(positions)} records", "Name a folder with -o"
            )
        for found in proofs(reader, positions):
            if output is None:
                click.echo(bytes(found).decode(), nl=False)
                continue
            target = output / f"{found.index}{SUFFIX}" if one is None else output
            if one is None:
                make_folder(output)
            keep(target, "the proof", bytes(found))
            click.echo(f"{target}: record {found.index}")
