"""The command `verify`: what of a ledger, a bundle or a published log can be proven."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.keys import KEY_HELP, own_key, own_key_file, policy_in, verifier_key
from commands.proofs import all_checked, checked, is_folder_of_proofs, is_proof
from commands.terminal import content, format_option, pager_option, show
from domain.errors import Unreadable

# -- evidence ----------------------------------------------------------------------------------
# What `verify` has before it: a ledger file, a bundle, a published log; and the key beside it.

if TYPE_CHECKING:
    from ledger.transparency.keys import VerifierKey
    from ledger.verify.signatures import Presented


def is_ledger_file(named: str) -> bool:
    """Whether it is to be a ledger file, and not a folder, an address or a bundle."""
    from ledger.exchange.sources import scheme_of
    from ledger.files import is_bundle

    path = Path(named)
    return scheme_of(named) is None and not path.is_dir() and not is_bundle(path)


def evidence_at(named: str) -> Any:
    """What there is to read, wherever it is kept; to be closed."""
    from ledger.exchange.bundle_reader import Bundle
    from ledger.exchange.published_log import PublishedLog, StaticLog
    from ledger.exchange.sources import opened, scheme_of
    from ledger.files import is_bundle
    from ledger.verify.ledger_file import LedgerFile

    if is_ledger_file(named):
        return LedgerFile(Path(named))
    if scheme_of(named) is None and is_bundle(Path(named)):
        return Bundle(Path(named))
    log = opened(named)
    assert isinstance(log, StaticLog), "what is no ledger file is published"
    return PublishedLog(log)


def own_signer(evidence: Any) -> tuple[list[VerifierKey], list[Presented]]:
    """The key in the working folder and its memory, if checkpoints of the ledger may be its own."""
    from ledger.signing.checkpoint_signing import memory
    from ledger.transparency import checkpoint
    from ledger.transparency.encoding import InvalidInput
    from ledger.verify.evidence import Damaged
    from ledger.verify.signatures import MEMORY, Presented

    key = own_key()
    if key is None:
        return [], []
    origins = set()
    try:
        for stored in evidence.checkpoints():
            origins.add(checkpoint.read(stored.note).origin)
    except (InvalidInput, Damaged, AttributeError):  # what is kept may be no note, nor any bytes
        origins.add(key.name)
    if origins and key.name not in origins:
        return [], []
    last = memory(own_key_file())
    if not last.is_file():
        return [key], []
    return [key], [Presented(last.read_bytes(), MEMORY, str(last))]


# -- verify ------------------------------------------------------------------------------------
# The command with which anybody checks that nothing was changed: verify.

if TYPE_CHECKING:
    from ledger.transparency.keys import VerifierKey
    from ledger.transparency.policy import Policy
    from ledger.verify.signatures import Presented, Trust
    from ledger.verify.verdict import Verdict
    from projections.report import Fields

TAMPERED = 8


@click.command(epilog="Example: gestand verify --key operator.pub --checkpoint kept-in-2024.txt")
@click.argument("file", required=False)
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="VKEY",
    help=KEY_HELP,
)
@click.option(
    "--policy", type=click.Path(path_type=Path), help="Which logs and witnesses are trusted."
)
@click.option(
    "--checkpoint",
    "kept",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A checkpoint that you kept.",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path),
    help="The record, for a proof that does not hold it.",
)
@click.option("--strict", is_flag=True, help="Also end with 8 when it is unwitnessed or stale.")
@format_option
@pager_option
@click.pass_context
def verify(
    context: click.Context,
    file: str | None,
    keys: tuple[str, ...],
    policy: Path | None,
    kept: tuple[Path, ...],
    record: Path | None,
    form: str,
    *,
    strict: bool,
    no_pager: bool,
) -> None:
    """Check that nothing was changed, removed, reordered or slipped in.

    FILE is a ledger, a bundle, a proof, a folder that somebody published or its address with
    https://; without it, the ledger in use. Ends with 0 if all holds and with 8 if not. Whether
    anybody but the operator stands for it, only --policy or --checkpoint can tell.
    """
    from projections.render.screens.verify import SCREENS

    named = file or str(context.obj)
    path = Path(named)
    demanded = policy_in(policy) if policy else None
    given = [verifier_key(text) for text in keys]
    if is_proof(path):
        answer, held = checked(path, given, demanded, record, kept)
    elif is_folder_of_proofs(path):
        answer, held = all_checked(path, given, demanded)
    else:
        answer, held = _of_log(named, given, demanded, kept, strict=strict)
    show(answer, SCREENS[answer["view"]], form, pager=not no_pager)
    if not held:
        context.exit(TAMPERED)


def _of_log(
    named: str,
    keys: Sequence[VerifierKey],
    policy: Policy | None,
    kept: Sequence[Path],
    *,
    strict: bool,
) -> tuple[Fields, bool]:
    from ledger.exchange.bundle_reader import Bundle
    from ledger.store.log_tables import copy_of
    from ledger.verify.finding import Word
    from ledger.verify.signatures import KEPT, Presented, Trust
    from ledger.verify.verdict import examine

    presented = [Presented(content(path, "the checkpoint"), KEPT, str(path)) for path in kept]
    for note in presented:
        _check_readable(note)
    asked, file = bool(keys or policy), is_ledger_file(named)
    row = copy_of(Path(named)) if file else None
    brought: Sequence[VerifierKey] = ()
    remembered: Sequence[Presented] = ()
    with closing(evidence_at(named)) as evidence:
        if isinstance(evidence, Bundle):
            keys = keys if asked else (brought := evidence.keys())
        else:
            own, remembered = own_signer(evidence)
            if not asked and row is None:
                keys = own
            elif not set(own) <= set(keys):
                remembered = ()  # the key in the working folder is not the one that is asked about
            if not asked and row is not None:
                policy = row.checked_by
        trust = Trust(keys, policy)
        verdict = examine(evidence, trust, [*presented, *remembered])
        remarks = [asdict(remark) for remark in evidence.remarks()] if file else []
    demanded = strict or (asked and policy is not None and verdict.word is Word.UNWITNESSED)
    held = verdict.word is Word.INTACT or not (verdict.word.tampered or demanded)
    beside = {
        "copy_of": row.source if row else None,
        "demanded": demanded and not held,
        "remarks": remarks,
        "keys_brought": [str(key) for key in brought],
        "other_memory": remembered[0].name if _maybe_of_another_log(verdict) else None,
    }
    return _as_fields(named, verdict, trust) | beside, held


def _maybe_of_another_log(verdict: Verdict) -> bool:
    """Whether the memory of the key beside a ledger without checkpoints contradicts it.

    Somebody removed them after rewriting the ledger, or it was never signed with this key and the
    folder holds two ledgers: only whoever keeps the key can tell.
    """
    from ledger.verify.signatures import MEMORY, STORED

    stored = any(note.presented.origin == STORED for note in verdict.checkpoints)
    return not stored and any(
        note.presented.origin == MEMORY and not note.agrees for note in verdict.checkpoints
    )


def _as_fields(named: str, verdict: Verdict, trust: Trust) -> Fields:
    """The verdict as data, the same for the screen and for programs."""
    from domain.dates import local_time
    from ledger.clock import at

    newest = max(
        (note for note in verdict.checkpoints if note.agrees and note.seen),
        key=lambda note: (note.checkpoint.size, max(note.seen.values())),
        default=None,
    )
    seen = (
        sorted(newest.seen.items(), key=lambda name_and_time: name_and_time[::-1]) if newest else []
    )
    checkpoints = [
        {
            "size": note.checkpoint.size,
            "origin": note.checkpoint.origin,
            "from": note.presented.origin,
            "name": note.presented.name,
            "signers": [key.name for key in note.signers],
            "counts": note.witnessed,
            "agrees": note.agrees,
            "seen": [{"by": name, "at": at(time)} for name, time in note.seen.items()],
        }
        for note in verdict.checkpoints
    ]
    return {
        "view": "verify",
        "ledger": named,
        "verdict": verdict.word.word,
        "first": verdict.first,
        "last": verdict.last,
        "size": verdict.size,
        "root": verdict.root.hex(),
        "signed": verdict.signed,
        "covered": verdict.covered,
        "seen": [{"by": name, "at": local_time(at(time))} for name, time in seen],
        "seen_size": newest.checkpoint.size if newest else 0,
        "signatures_checked": bool(trust.known),
        "checkpoints": checkpoints,
        "findings": [
            {
                "verdict": finding.word.word,
                "code": finding.code,
                "first": finding.first,
                "last": finding.last,
                **finding.fields,
            }
            for finding in verdict.findings
        ],
        "authorship": [asdict(share) for share in verdict.authorship.shares],
        "wrongly_signed": verdict.authorship.wrong,
    }


def _check_readable(presented: Presented) -> None:
    from ledger.transparency import checkpoint
    from ledger.transparency.encoding import InvalidInput

    try:
        checkpoint.read(presented.note)
    except InvalidInput as problem:
        raise Unreadable(
            f"read the checkpoint {presented.name}", str(problem), "Name the file that you kept"
        ) from problem
