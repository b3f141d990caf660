"""The commands for policies: whose signatures make a checkpoint count."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.keys import policy_in, verifier_key
from commands.terminal import content, hand_out, keep, say, show_screen
from commands.whole_number import WholeNumber
from domain.errors import Refused, Tampered, Unreadable, UsageProblem
from languages import N_
from projections.render.screens import witness as screens

if TYPE_CHECKING:
    from ledger.transparency.checkpoint import Note, Signature
    from ledger.transparency.keys import VerifierKey
    from ledger.transparency.policy import Group, Policy

EXAMPLE_KEY = "example.org/ledger+e5f2095f+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
"""A verifier key as one looks."""

policy_option = click.option(
    "--policy",
    "policy_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("gestand.policy"),
    show_default=True,
    help="The file with the policy.",
)


@click.group(epilog=f"Example: gestand policy new --log {EXAMPLE_KEY}")
def policy() -> None:
    """Say whose signatures are enough, and check whether a checkpoint has them.

    A policy is a text of a few lines (c2sp.org/tlog-policy). It counts organisations: whatever
    number of witnesses one of them runs, it counts once.
    """


@policy.command(
    epilog="Example: gestand policy new --log example.org/ledger+c7f2… "
    "--witness bond witness.bond.example+1a2b… --witness union union.example+3c4d… --needed 2 "
    "--at witness.bond.example https://witness.bond.example/ -o gestand.policy"
)
@click.option("--log", "logs", multiple=True, metavar="VKEY", help="The verifier key of the log.")
@click.option(
    "--witness",
    "witnesses",
    multiple=True,
    nargs=2,
    metavar="ORGANISATION VKEY",
    help="A witness and the organisation that runs it, a word; may be repeated.",
)
@click.option(
    "--needed",
    type=WholeNumber(),
    metavar="NUMBER",
    help="So many organisations must have seen it; default: more than half.",
)
@click.option(
    "--at", "urls", multiple=True, nargs=2, metavar="NAME URL", help="Where NAME can be reached."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the policy is written; default: printed.",
)
def new(
    logs: tuple[str, ...],
    witnesses: tuple[tuple[str, str], ...],
    needed: int | None,
    urls: tuple[tuple[str, str], ...],
    output: Path | None,
) -> None:
    """Write a policy from the keys of a log and of witnesses."""
    from ledger.transparency.encoding import InvalidInput
    from ledger.transparency.policy import written

    asked = N_("write a policy")
    if not logs:
        raise UsageProblem(asked, N_("it names no log"), N_("Add --log with its verifier key"))
    organisations: dict[str, list[VerifierKey]] = {}
    for organisation, key in witnesses:
        organisations.setdefault(organisation, []).append(verifier_key(key))
    try:
        text = written([verifier_key(log) for log in logs], organisations, needed, dict(urls))
    except InvalidInput as error:
        remedy = N_("See `gestand policy new --help` for an example")
        raise Refused(asked, str(error), remedy) from error
    if output is None:
        hand_out(text)
        return
    keep(output, N_("the policy"), text.encode())
    say(screens.POLICY_WROTE.format(path=output))


@policy.command(epilog="Example: gestand policy show gestand.policy")
@click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False), default=Path("gestand.policy")
)
def show(file: Path) -> None:
    """Say in plain words what the policy in FILE asks for."""
    show_screen(screens.policy(wanted(policy_in(file))))


@policy.command(epilog="Example: gestand policy check checkpoint.txt --policy gestand.policy")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@policy_option
@click.pass_context
def check(context: click.Context, file: Path, policy_file: Path) -> None:
    """Check the signatures under the checkpoint in FILE against a policy.

    Ends with 0 when the checkpoint counts, with 1 when signatures are missing, and with 8 when
    one of a known key is wrong: then the text under it was changed.
    """
    known = policy_in(policy_file)
    judgement = judged(
        known, content(file, N_("the checkpoint")), N_("check {file}").format(file=file)
    )
    show_screen(screens.check(wanted(known), judgement))
    if not (judgement.signed and judgement.seen):
        context.exit(1)


def wanted(known: Policy) -> screens.Wanted:
    """A policy as its screen takes it: what counts, from the quorum inwards."""
    from ledger.transparency.policy import NONE

    groups: list[screens.Group] = []
    witnesses: list[screens.Witness] = []
    waiting = [] if known.quorum == NONE else [known.quorum]
    while waiting:
        name = waiting.pop(0)
        if name in known.witnesses:
            witnesses.append(screens.Witness(name, known.urls.get(known.witnesses[name])))
            continue
        group = known.groups[name]
        groups.append(screens.Group(name, group.needed, group.members, _kind(known, group)))
        waiting += group.members
    quorum = None if known.quorum == NONE else known.quorum
    logs = tuple(key.name for key in known.logs)
    return screens.Wanted(logs, quorum, tuple(groups), tuple(witnesses), tuple(known.unable))


def _kind(known: Policy, group: Group) -> screens.Kind:
    kinds = {member in known.groups for member in group.members}
    if len(kinds) > 1:
        return "both"
    return "organisations" if True in kinds else "witnesses"


def judged(known: Policy, message: bytes, asked: str) -> screens.Judgement:
    """Who signed a checkpoint and whether that is enough, as its screen takes it.

    Unreadable when it is no checkpoint; Tampered when a signature of a known key is wrong.
    """
    from ledger.transparency import checkpoint
    from ledger.transparency.encoding import InvalidInput
    from ledger.transparency.policy import NONE

    try:
        opened = checkpoint.parse_note(message)
        shown = checkpoint.parse_checkpoint(opened.text)
    except InvalidInput as error:
        raise Unreadable(asked, str(error), N_("Name a file with a signed checkpoint")) from error
    signers = _signatures(known, opened, asked)
    names = known.witnessed(signers)
    quorum = known.groups.get(known.quorum)
    members = quorum.members if quorum else () if known.quorum == NONE else (known.quorum,)
    return screens.Judgement(
        origin=shown.origin,
        size=shown.size,
        root=shown.root.hex()[:8],
        signed=any(key in signers and key.name == shown.origin for key in known.logs),
        seen=known.quorum == NONE or known.quorum in names,
        missing=tuple(member for member in members if member not in names),
        signers=tuple(_signer(known, key, signature) for key, signature in signers.items()),
    )


def _signatures(known: Policy, opened: Note, asked: str) -> Mapping[VerifierKey, Signature]:
    """The signatures of those that a policy names; none is no mistake, and a wrong one is."""
    from ledger.transparency import checkpoint
    from ledger.transparency.encoding import NotProven

    keys = [*known.logs, *known.witnesses.values()]
    offered = {(signature.name, signature.key_id) for signature in opened.signatures}
    if not any((key.name, key.id) in offered for key in keys):
        return {}
    try:
        return checkpoint.verified(opened, keys)
    except NotProven as error:
        raise Tampered(
            asked,
            str(error),
            N_("Keep this file as evidence, and get the checkpoint anew where it was published"),
        ) from error


def _signer(known: Policy, key: VerifierKey, signature: Signature) -> screens.Signer:
    from domain.dates import local_time
    from ledger.clock import at
    from ledger.transparency.keys import cosigned_at

    name = next((name for name, witness in known.witnesses.items() if witness == key), None)
    if name is None:
        return screens.Signer(key.name, None, None)
    organisation = next(
        (group for group, held in known.groups.items() if name in held.members), None
    )
    return screens.Signer(key.name, organisation, local_time(at(cosigned_at(signature.value))))
