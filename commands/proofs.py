"""Proofs of records and timestamps of checkpoints, made and checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.keys import own_key
from commands.terminal import content, keep, say, show_screen
from domain.errors import Refused, Tampered, Unreadable, UsageProblem
from domain.text import LONGEST_TOLD, quoted
from languages import N_
from ledger.files import starts_with
from ledger.transparency.encoding import InvalidInput, NotProven, NotWitnessed
from ledger.transparency.policy import NONE, Policy
from ledger.transparency.proof_file import SUFFIX, parse
from projections.render import answers

# -- proofs ------------------------------------------------------------------------------------
# Proofs of single records, checked by their files alone.

if TYPE_CHECKING:
    from ledger.transparency.checkpoint import Checkpoint
    from ledger.transparency.keys import VerifierKey

_PROOF = b"c2sp.org/tlog-proof"
_FILES = f"*{SUFFIX}"


def is_proof(path: Path) -> bool:
    """Whether a file is to be a proof."""
    return starts_with(path, _PROOF)


def is_folder_of_proofs(path: Path) -> bool:
    """Whether a folder holds proofs, and no published log."""
    return path.is_dir() and any(path.glob(_FILES)) and not (path / "checkpoint").exists()


def checked(
    path: Path,
    keys: list[VerifierKey],
    policy: Policy | None,
    record: Path | None,
    kept: Sequence[Path],
) -> answers.Proof:
    """What a proof proves, and whether the checkpoints that the reader kept agree with it.

    Unreadable or Tampered when it is no proof or proves nothing.
    """
    trust = _trust(keys, policy)
    stored = content(record, N_("the record")) if record else b""
    position, signed, entry = _proven(path, trust, stored)
    others = tuple(_agrees(note, signed, trust) for note in kept)
    held = all(note.agrees is not False for note in others)
    return answers.Proof(
        proof=str(path),
        position=position,
        origin=signed.origin,
        size=signed.size,
        root=signed.root.hex(),
        witnessed=trust.quorum != NONE,
        record=_fields(entry),
        verdict="proven" if held else "forked",
        kept=others,
    )


def all_checked(folder: Path, keys: list[VerifierKey], policy: Policy | None) -> answers.Proofs:
    """What the proofs in a folder prove together: two records with one number are a fork."""
    trust = _trust(keys, policy)
    rows: list[answers.ProvenRecord] = []
    entries: dict[tuple[str, int], set[bytes]] = {}
    for path in sorted(folder.glob(_FILES)):
        position, signed, entry = _proven(path, trust, b"")
        entries.setdefault((signed.origin, position), set()).add(entry)
        rows.append(answers.ProvenRecord(path.name, position, signed.origin, signed.size))
    forks = sorted({position for (_, position), contents in entries.items() if len(contents) > 1})
    return answers.Proofs(
        folder=str(folder),
        verdict="forked" if forks else "proven",
        proofs=tuple(rows),
        forked=tuple(forks),
        witnessed=trust.quorum != NONE,
    )


def _proven(path: Path, trust: Policy, record: bytes) -> tuple[int, Checkpoint, bytes]:
    """The place of a record in its log, the checkpoint that it is proven by, and its bytes."""
    asked = N_("verify the proof {path}").format(path=path)
    try:
        proof = parse(content(path, N_("the proof")))
        entry = record or proof.extra
        if not entry:
            raise UsageProblem(
                asked, N_("it does not hold the record"), N_("Name it with --record")
            )
        return proof.index, proof.verify(entry, trust), entry
    except InvalidInput as problem:
        raise Unreadable(asked, str(problem), N_("Ask for the proof again")) from problem
    except NotWitnessed as problem:
        remedy = N_("Ask for a proof to a checkpoint that they have seen, or leave --policy out")
        raise Refused(asked, str(problem), remedy) from problem
    except NotProven as problem:
        raise Tampered(
            asked,
            str(problem),
            N_("Either this is not the record, or the key is not that of the log"),
        ) from problem


def _fields(entry: bytes) -> dict[str, Any]:
    """What a record says; nothing if it is none of gestand's."""
    try:
        fields = json.loads(entry)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _agrees(path: Path, proven: Checkpoint, trust: Policy) -> answers.KeptCheckpoint:
    """Whether a checkpoint that was kept can be of the history that a proof is of.

    Of one log and one size there is one root; of other sizes a proof alone tells nothing.
    """
    asked = N_("hold the proof against the checkpoint {path}").format(path=path)
    try:
        kept = replace(trust, quorum=NONE).verify(content(path, N_("the checkpoint")))
    except InvalidInput as problem:
        raise Unreadable(asked, str(problem), N_("Name the file that you kept")) from problem
    except NotProven as problem:
        raise Tampered(asked, str(problem), N_("Compare the key with that of the log")) from problem
    agrees = None
    if (kept.origin, kept.size) == (proven.origin, proven.size):
        agrees = kept.root == proven.root
    return answers.KeptCheckpoint(str(path), kept.origin, kept.size, agrees)


def _trust(keys: list[VerifierKey], policy: Policy | None) -> Policy:
    if policy is not None:
        return policy
    if not keys and (own := own_key()):
        keys = [own]
    if not keys:
        raise UsageProblem(
            N_("verify a proof"),
            N_("it takes the verifier key of the log"),
            N_("Give it with --key, as the operator published it"),
        )
    return Policy(keys)


# -- timestamp ---------------------------------------------------------------------------------
# The commands for timestamps: when a checkpoint existed, by the word of a time authority.

ROOTS_HELP = "The root certificates that you trust, in PEM; those in between may stand there too."


class _AskByDefault(click.Group):
    """A group whose first command needs no name: `gestand timestamp FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "--help"}:
            args = ["ask", *args]
        return super().parse_args(ctx, args)


def _file(
    *names: str, text: str, required: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option(*names, type=kind, metavar="FILE", required=required, help=text)


@click.group(
    cls=_AskByDefault,
    epilog="Example: gestand timestamp checkpoint.txt --query checkpoint.tsq",
)
def timestamp() -> None:
    """Have a time authority say when a checkpoint existed, and verify it offline (RFC 3161).

    `gestand timestamp FILE` asks about the checkpoint in FILE; `gestand timestamp verify FILE`
    verifies. It needs the extra: pip install 'gestand[timestamps]'.
    """


@timestamp.command(
    epilog="Example: gestand timestamp checkpoint.txt --authority https://tsa.example.org/"
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--authority", metavar="URL", help="The authority to ask.")
@_file("--query", text="Write the question there, to be sent by hand.")
@_file("--reply", text="Take the answer from there, as it came.")
@_file("-o", "--output", text="Where the timestamp is kept; default: FILE.tsr.")
def ask(
    file: Path,
    authority: str | None,
    query: Path | None,
    reply: Path | None,
    output: Path | None,
) -> None:
    """Get a timestamp on the checkpoint in FILE and keep it beside it.

    The authority sees the hash of the checkpoint and nothing else. Without a way to the network,
    write the question with --query, send it, and give back the answer with --reply.
    """
    from ledger.signing import timestamp as timestamping
    from projections.render.screens import witness as words

    if sum(given is not None for given in (authority, query, reply)) != 1:
        raise UsageProblem(
            N_("get a timestamp"),
            N_("it takes one way to ask"),
            N_("Name --authority with its address, or --query and later --reply with a file"),
        )
    signed = content(file, N_("the checkpoint"))
    if query is not None:
        keep(query, N_("the question"), timestamping.query(signed))
        say(words.ASKED.format(path=query, checkpoint=file))
        return
    if reply is not None:
        answer = timestamping.taken(content(reply, N_("the timestamp")), signed)
    else:
        assert authority is not None, "one of the three was given"
        answer = timestamping.ask(authority, signed)
    path = output or beside(file)
    keep(path, N_("the timestamp"), answer)
    say(words.KEPT.format(path=path, checkpoint=file))


@timestamp.command(epilog="Example: gestand timestamp verify checkpoint.txt --roots tsa-root.pem")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_file("--roots", text=ROOTS_HELP, required=True)
@_file("--reply", text="Where the timestamp is kept; default: FILE.tsr.")
def verify(file: Path, roots: Path, reply: Path | None) -> None:
    """Verify, offline, the timestamp on the checkpoint in FILE.

    Ends with 0 when the authority that you trust vouches for it, and with 8 when it does not.
    """
    from ledger.signing import timestamp as timestamping
    from projections.render.blocks import Sentence
    from projections.render.phrases import spoken
    from projections.render.screens import witness as words

    signed, trusted = (
        content(file, N_("the checkpoint")),
        content(roots, N_("the roots"), links=True),
    )
    stamped = timestamping.verify(
        content(reply or beside(file), N_("the timestamp")), signed, trusted
    )
    sentence = words.PROVEN.format(
        size=stamped.checkpoint.size,
        origin=stamped.checkpoint.origin,
        root=stamped.checkpoint.root.hex()[:8],
        moment=spoken(stamped.moment),
        authority=quoted(stamped.authority, LONGEST_TOLD),
        within="" if stamped.within_s is None else words.WITHIN.format(seconds=stamped.within_s),
    )
    show_screen([Sentence(sentence)])


def beside(checkpoint: Path) -> Path:
    """Where the timestamp on a checkpoint is kept when nothing else is said."""
    from ledger.signing.timestamp import SUFFIX

    return checkpoint.with_name(f"{checkpoint.name}{SUFFIX}")
