"""The command with which an operator signs how far the ledger is: checkpoint."""

from __future__ import annotations

from pathlib import Path

import click

from commands.passphrase import asked_for
from commands.signing import key_option
from domain.errors import UsageProblem


@click.command(
    epilog="Example: gestand checkpoint -o checkpoint.txt\n\n"
    "Example: gestand checkpoint --policy gestand.policy --requests requests"
)
@key_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to this file; with --policy together with its cosignatures.",
)
@click.option(
    "--policy",
    "policy_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Have the witnesses that this policy names cosign it.",
)
@click.option(
    "--requests",
    type=click.Path(path_type=Path, file_okay=False),
    help="Ask nobody, but write a request to each witness in this folder, to be sent by mail.",
)
@click.option(
    "--old",
    multiple=True,
    type=(str, click.IntRange(min=0)),
    metavar="WITNESS SIZE",
    help="So many records this witness says to have seen; its request starts from there.",
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take in what a witness sent back by mail; may be repeated.",
)
@click.pass_obj
def checkpoint(
    path: Path,
    key_file: Path,
    output: Path | None,
    policy_file: Path | None,
    requests: Path | None,
    old: tuple[tuple[str, int], ...],
    answers: tuple[Path, ...],
) -> None:
    """Sign how far the ledger is, and print what everybody may keep.

    A ledger that does not extend what this key signed before is refused. With --policy the
    witnesses are heard first and asked to cosign afterwards: one that has seen more records than
    there are stops it. It ends with 8 when a witness has seen another history, and with 7 as long
    as cosignatures are missing for the policy; what was signed is kept all the same.
    """
    _check_options(policy_file, requests, old, answers)
    if policy_file is None:
        _sign(path, key_file, output)
        return
    from commands.cosigning import Cosigning

    cosigning = Cosigning.prepared(path, key_file, policy_file, output)
    if answers:
        cosigning.take(answers)
    elif requests is not None:
        cosigning.write_requests(requests, dict(old))
    else:
        cosigning.ask()


def _check_options(
    policy: Path | None, requests: Path | None, old: object, answers: object
) -> None:
    asked = "have a checkpoint cosigned"
    if policy is None and (requests or old or answers):
        raise UsageProblem(asked, "it takes a policy that names the witnesses", "Add --policy")
    if requests and answers:
        remedy = "Give --answer first, and --requests when it has been taken in"
        raise UsageProblem(asked, "requests and answers go one after the other", remedy)
    if old and not requests:
        remedy = "Leave --old out: a witness that is asked says itself what it has seen"
        raise UsageProblem(asked, "only a request by mail starts from a given size", remedy)


def _sign(path: Path, key_file: Path, output: Path | None) -> None:
    from commands.files import keep
    from ledger.key_file import read
    from ledger.log.keys import Type
    from ledger.signing import sign

    message = sign(path, key_file, read(key_file, Type.SIGNATURE, asked_for))
    if output is not None:
        keep(output, "the checkpoint", message)
    click.echo(message.decode(), nl=False)
