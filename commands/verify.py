"""The command `verify`: what of a ledger, a bundle or a published log can be proven."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.keys import KEY_HELP, own_key, own_key_file, policy_in, verifier_key
from commands.proofs import all_checked, checked, is_folder_of_proofs, is_proof
from commands.terminal import (
    FOUND,
    TAMPERED,
    content,
    format_option,
    pager_option,
    show,
    show_screen,
)
from commands.terminal import keep as write_file
from domain.errors import Refused, Tampered, Unavailable, Unreadable
from domain.text import named as named_as
from languages import N_
from ledger.store.address import Address, Location, is_address, location
from projections.render import answers

if TYPE_CHECKING:
    from ledger.exchange.bundle_reader import Bundle
    from ledger.exchange.published_log import PublishedLog
    from ledger.recording.judging import Examined
    from ledger.store.log_tables import CopyOf
    from ledger.store.reader import Reader
    from ledger.transparency.checkpoint import Checkpoint
    from ledger.transparency.keys import VerifierKey
    from ledger.transparency.policy import Policy
    from ledger.verify.evidence import Evidence
    from ledger.verify.finding import Finding
    from ledger.verify.ledger_database import LedgerDatabase
    from ledger.verify.ledger_file import LedgerFile
    from ledger.verify.signatures import Checked, Presented, Trust
    from ledger.verify.verdict import Verdict

# -- evidence ----------------------------------------------------------------------------------
# What `verify` has before it: a ledger file, a bundle, a published log; and the key beside it.


def is_ledger_file(named: str) -> bool:
    """Whether it is to be a ledger file, and not a folder, an address or a bundle."""
    from ledger.exchange.sources import scheme_of
    from ledger.files import is_bundle

    path = Path(named)
    return scheme_of(named) is None and not path.is_dir() and not is_bundle(path)


def evidence_at(named: str | Address) -> LedgerFile | LedgerDatabase | Bundle | PublishedLog:
    """What there is to read, wherever it is kept; to be closed."""
    from ledger.exchange.bundle_reader import Bundle
    from ledger.exchange.published_log import PublishedLog, StaticLog
    from ledger.exchange.sources import opened, scheme_of
    from ledger.files import is_bundle
    from ledger.verify.ledger_database import evidence_of

    if isinstance(named, Address):
        return evidence_of(named)
    if is_ledger_file(named):
        return evidence_of(Path(named))
    if scheme_of(named) is None and is_bundle(Path(named)):
        return Bundle(Path(named))
    log = opened(named)
    assert isinstance(log, StaticLog), "what is no ledger file is published"
    return PublishedLog(log)


def own_signer(evidence: Evidence) -> tuple[list[VerifierKey], list[Presented]]:
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
    return [key], [Presented(content(last, N_("the checkpoint"), links=True), MEMORY, str(last))]


# -- verify ------------------------------------------------------------------------------------
# The command with which anybody checks that nothing was changed: verify.


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
@click.option(
    "--strict",
    is_flag=True,
    help="Also end with 8 when it is unwitnessed or stale, and else with 1 when records were "
    "recorded against the rules.",
)
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
    from projections.render.screens import proofs as proof_screens
    from projections.render.screens import verify as screens

    named, lawful = _named(file, context.obj), True
    path = Path(str(named))
    demanded = policy_in(policy) if policy else None
    given = [verifier_key(text) for text in keys]
    if is_proof(path):
        proof = checked(path, given, demanded, record, kept)
        held = proof.held
        show("proof", proof, proof_screens.proof, form, pager=not no_pager)
    elif is_folder_of_proofs(path):
        proofs = all_checked(path, given, demanded)
        held = proofs.held
        show("proofs", proofs, proof_screens.proofs, form, pager=not no_pager)
    else:
        verdict = _of_log(named, given, demanded, kept, strict=strict)
        held, lawful = verdict.held, not verdict.unlawful
        show("verify", verdict, screens.verdict, form, pager=not no_pager)
    if not held:
        context.exit(TAMPERED)
    if strict and not lawful:
        context.exit(FOUND)


@click.command(epilog="Example: gestand --ledger copy.db keep kept-in-2026.txt")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key", "keys", multiple=True, metavar="VKEY", help=KEY_HELP)
@click.option(
    "--policy", type=click.Path(path_type=Path), help="Which logs and witnesses are trusted."
)
@click.pass_obj
def keep(path: Location, file: Path, keys: tuple[str, ...], policy: Path | None) -> None:
    """Keep in FILE what the operator signed last of the ledger in use, or of a copy of it.

    It takes no key of your own. The records are held against it first. Kept where nobody else
    can change it, it shows later whether anything was rewritten: `gestand verify --checkpoint
    FILE`, and what is new since: `gestand diff FILE`.
    """
    from projections.render.blocks import Sentence
    from projections.render.screens import verify as words

    if file.exists() or file.is_symlink():
        raise Refused(
            N_("keep a checkpoint in {file}").format(file=file),
            N_("the file exists"),
            N_("Name another one"),
        )
    message, kept, checked = _signed_last(path, keys, policy)
    write_file(file, N_("the checkpoint"), message)
    facts = {"file": file, "origin": named_as(kept.origin), "size": kept.size}
    sentences = [words.KEPT_CHECKPOINT.format(**facts, root=kept.root.hex()[:8])]
    sentences += [] if checked else [words.KEPT_UNCHECKED]
    show_screen([*map(Sentence, sentences), Sentence(words.NEXT_KEPT.format(file=file))])


def _signed_last(
    path: Location, keys: Sequence[str], policy: Path | None
) -> tuple[bytes, Checkpoint, bool]:
    """The newest checkpoint of a ledger, which its records lead to; whether a key was checked."""
    from commands.keys import trust_in
    from ledger.store.log_tables import newest
    from ledger.store.reader import Reader
    from ledger.transparency import checkpoint, proofs
    from ledger.transparency.encoding import NotProven
    from ledger.verify.signatures import signatures_of

    asked = N_("keep the newest checkpoint of {path}").format(path=path)
    found = newest(path)
    if found is None:
        remedy = N_("Ask its operator to sign one (gestand checkpoint), and pull it")
        raise Refused(asked, N_("no checkpoint of it is signed"), remedy)
    message, kept = found
    trust = trust_in(kept.origin, path, keys, policy)
    try:
        with closing(Reader(path)) as reader:
            head = reader.head()
            hashes = reader.subtrees(head.size)
            proofs.prove_extends(hashes, kept.size, kept.root, head.size, head.root)
            _check_records(reader, kept)
        signers = signatures_of(checkpoint.parse_note(message), kept.origin, trust)
    except NotProven as problem:
        raise Tampered(
            asked, str(problem), N_("See `gestand verify` for what was found")
        ) from problem
    return message, kept, bool(signers)


def _check_records(reader: Reader, kept: Checkpoint) -> None:
    """NotProven unless the records are those that were signed, whatever hashes stand over them."""
    from ledger.transparency import merkle_tree
    from ledger.transparency.encoding import NotProven

    frontier: list[bytes] = []
    for position, entry in enumerate(reader.entries(0, kept.size)):
        merkle_tree.append(frontier, position, merkle_tree.leaf_hash(entry))
    if merkle_tree.root(frontier) != kept.root:
        what = N_("its first {size:,} records are not those that were signed")
        raise NotProven(what.format(size=kept.size))


def _named(file: str | None, ledger: Location) -> str | Address:
    """What is to be checked: FILE, or the ledger in use."""
    found = ledger if file is None else location(file) if is_address(file) else Path(file)
    return found if isinstance(found, Address) else file or str(found)


def _copied_from(named: str | Address) -> CopyOf | None:
    """Of what a ledger is a copy; None when it is none, or no ledger."""
    from ledger.store.log_tables import copy_of

    if isinstance(named, Address):
        return copy_of(named)
    return copy_of(Path(named)) if is_ledger_file(named) else None


def _of_log(
    named: str | Address,
    keys: Sequence[VerifierKey],
    policy: Policy | None,
    kept: Sequence[Path],
    *,
    strict: bool,
) -> answers.Verification:
    """The verdict on a log and all that is told beside it."""
    from domain.dates import local_time
    from ledger.clock import at
    from ledger.verify.finding import Word
    from ledger.verify.ledger_database import LedgerDatabase
    from ledger.verify.ledger_file import LedgerFile
    from ledger.verify.signatures import KEPT, Presented
    from ledger.verify.verdict import examine

    presented = [Presented(content(path, N_("the checkpoint")), KEPT, str(path)) for path in kept]
    for note in presented:
        _check_readable(note)
    row = _copied_from(named)
    with closing(evidence_at(named)) as evidence:
        trust, remembered, brought = _trusted(evidence, keys, policy, row)
        verdict = examine(evidence, trust, [*presented, *remembered])
        remarks = evidence.remarks() if isinstance(evidence, LedgerFile | LedgerDatabase) else []
        _check_ours(named, verdict)
        verdict, judged = _judged(named, evidence, verdict)
    renewed = _renewed(named, judged, verdict.size)
    demanded = strict or (policy is not None and verdict.word is Word.UNWITNESSED)
    newest = _seen_last(verdict)
    seen = [] if newest is None else sorted((time, name) for name, time in newest.seen.items())
    return answers.Verification(
        ledger=str(named),
        verdict=verdict.word.word,
        first=verdict.first,
        last=verdict.last,
        size=verdict.size,
        root=verdict.root.hex(),
        signed=verdict.signed,
        covered=verdict.covered,
        seen=tuple(answers.Sighting(name, local_time(at(time))) for time, name in seen),
        seen_size=0 if newest is None else newest.checkpoint.size,
        signatures_checked=bool(trust.known),
        checkpoints=tuple(map(_checkpoint, verdict.checkpoints)),
        findings=tuple(map(_finding, verdict.findings)),
        authorship=tuple(answers.Share(**asdict(share)) for share in verdict.authorship.shares),
        wrongly_signed=tuple(verdict.authorship.wrong),
        unlawful=tuple(answers.UnlawfulRecord(**asdict(each)) for each in judged.found),
        judged_anew=judged.wrong if judged.excused else (),
        renewed=renewed,
        book=None if verdict.word.tampered else _book(named),
        copy_of=None if row is None else row.source,
        demanded=demanded and verdict.word is not Word.INTACT,
        remarks=tuple(answers.Remark(**asdict(remark)) for remark in remarks),
        keys_brought=tuple(map(str, brought)),
        other_memory=remembered[0].name if _maybe_of_another_log(verdict) else None,
        unable=tuple(policy.unable) if policy else (),
    )


def _book(named: str | Address) -> tuple[str, ...] | None:
    """What the book of a ledger says otherwise; None without a book, or where it is no ledger."""
    from commands.book_cache import differing

    if isinstance(named, Address):
        return differing(named)
    return differing(Path(named)) if is_ledger_file(named) else None


def _judged(
    named: str | Address,
    evidence: LedgerFile | LedgerDatabase | Bundle | PublishedLog,
    verdict: Verdict,
) -> tuple[Verdict, Examined]:
    """What was recorded against the rules; of what was tampered with nobody can tell.

    The verdict is another where a file leaves out of its answers what counts, or the reverse,
    unless that is excused.
    """
    from dataclasses import replace

    from commands.judged import lawful_before, remember_lawful
    from ledger.recording.judging import Examined, judge_entries, judge_file
    from ledger.verify.finding import Word, altered
    from ledger.verify.ledger_database import LedgerDatabase
    from ledger.verify.ledger_file import LedgerFile

    if verdict.word.tampered:
        return verdict, Examined((), (), excused=False)
    if not isinstance(evidence, LedgerFile | LedgerDatabase):
        return verdict, Examined(judge_entries(evidence.contents()), (), excused=False)
    ledger = Path(named) if isinstance(named, str) else named
    judged = judge_file(ledger, verdict.size, lawful_before(ledger, verdict.size))
    if not judged.found:
        remember_lawful(ledger, verdict.size)
    if not judged.wrong or judged.excused:
        return verdict, judged
    findings = [altered("left_out", position) for position in judged.wrong[:MOST_WRONG]]
    first = judged.wrong[0]
    return replace(verdict, word=Word.ALTERED, first=first, last=first, findings=findings), judged


def _renewed(named: str | Address, judged: Examined, size: int) -> bool | None:
    """Whether a copy says now what was found of its records; None where nothing had to change."""
    from ledger.recording.judging import renew

    if not (judged.wrong and judged.excused):
        return None
    try:
        renew(Path(named) if isinstance(named, str) else named, judged, size)
    except Unavailable:
        return False
    return True


MOST_WRONG = 100
"""So many records of which a file says wrongly whether they count are named."""


def _check_ours(named: str | Address, verdict: Verdict) -> None:
    """Unreadable when a log is whole, and nothing in it is a record: it is somebody else's."""
    codes = {finding.code for finding in verdict.findings}
    signed = [note for note in verdict.checkpoints if note.agrees]
    if codes == {"content"} and signed and not verdict.records:
        raise Unreadable(
            N_("verify {named}").format(named=named),
            N_(
                "it is not a ledger of gestand: its {size:,} entries lead to "
                "what {named_as} signed, and none of them is a record"
            ).format(size=verdict.size, named_as=named_as(signed[0].checkpoint.origin)),
            N_("Ask those who publish it for a program that reads it"),
        )


def _trusted(
    evidence: Evidence, keys: Sequence[VerifierKey], policy: Policy | None, row: CopyOf | None
) -> tuple[Trust, Sequence[Presented], Sequence[VerifierKey]]:
    """By whose signatures to check; what the key beside it signed last; the keys that came along.

    Keys and a policy that were given are asked about alone. Otherwise those count that came with a
    bundle or are kept with a copy, and else the key in the working folder.
    """
    from ledger.exchange.bundle_reader import Bundle
    from ledger.verify.signatures import Trust

    asked = bool(keys or policy)
    if isinstance(evidence, Bundle):
        brought = [] if asked else evidence.keys()
        return Trust([*keys, *brought], policy), (), brought
    own, remembered = own_signer(evidence)
    if asked:
        # The key in the working folder may be another than that which is asked about.
        return Trust(keys, policy), remembered if set(own) <= set(keys) else (), ()
    if row is not None:
        return Trust(policy=row.checked_by), (), ()
    return Trust(own), remembered, ()


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


def _seen_last(verdict: Verdict) -> Checked | None:
    """The newest checkpoint that anybody cosigned."""
    return max(
        (note for note in verdict.checkpoints if note.agrees and note.seen),
        key=lambda note: (note.checkpoint.size, max(note.seen.values())),
        default=None,
    )


def _checkpoint(note: Checked) -> answers.CheckedCheckpoint:
    from ledger.clock import at

    return answers.CheckedCheckpoint(
        size=note.checkpoint.size,
        origin=note.checkpoint.origin,
        from_=note.presented.origin,
        name=note.presented.name,
        signers=tuple(key.name for key in note.signers),
        counts=note.witnessed,
        agrees=note.agrees,
        seen=tuple(answers.Sighting(name, at(time)) for name, time in note.seen.items()),
    )


def _finding(finding: Finding) -> answers.Finding:
    word = finding.word.word
    return answers.Finding(word, finding.code, finding.first, finding.last, finding.fields)


def _check_readable(presented: Presented) -> None:
    from ledger.transparency import checkpoint
    from ledger.transparency.encoding import InvalidInput

    try:
        checkpoint.read(presented.note)
    except InvalidInput as problem:
        raise Unreadable(
            N_("read the checkpoint {name}").format(name=presented.name),
            str(problem),
            N_("Name the file that you kept"),
        ) from problem
