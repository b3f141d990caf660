"""The checkpoints: who signed them, and whether the log still extends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.text import named
from languages import N_
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint, Note, Signature
from ledger.transparency.encoding import InvalidInput, NotProven
from ledger.transparency.keys import VerifierKey, cosigned_at
from ledger.transparency.policy import NONE, Policy
from ledger.verify.finding import Finding, Word, altered
from ledger.verify.tree import Computed

STORED, MEMORY, KEPT = "stored", "memory", "kept"


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose signatures are known, and by which policy a checkpoint counts as witnessed.

    keys: verifier keys of the log. policy: with it, its logs and witnesses are known as well.
    """

    keys: Sequence[VerifierKey] = ()
    policy: Policy | None = None

    @property
    def known(self) -> list[VerifierKey]:
        """Every key whose signature can be checked."""
        of_policy = [*self.policy.logs, *self.policy.witnesses.values()] if self.policy else []
        return [*self.keys, *of_policy]


@dataclass(frozen=True, slots=True)
class Presented:
    """A checkpoint to be held against the log.

    origin: stored with the ledger, in the memory of the signing key, or kept by the reader.
    name: which file or row. size: what stands beside it, if anything does.
    """

    note: Any
    origin: str
    name: str
    size: Any = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A checkpoint that could be read, and who signed it of those that are known.

    agrees: whether the log begins with the history that it tells of; None if the log is shorter.
    seen: when the witnesses among the signers say to have seen it, in seconds since 1970.
    """

    presented: Presented
    checkpoint: Checkpoint
    signers: Sequence[VerifierKey] = ()
    witnessed: bool = False
    agrees: bool | None = None
    seen: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Signatures:
    """What all checkpoints say together."""

    checked: list[Checked] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def check(computed: Computed, presented: Sequence[Presented], trust: Trust) -> Signatures:
    """Hold every checkpoint against the log."""
    signatures = Signatures()
    for note in presented:
        try:
            signatures.checked.append(_checked(computed, note, trust))
        except InvalidInput as problem:
            signatures.findings.append(
                altered("unreadable", None, name=note.name, why=str(problem))
            )
        except NotProven as problem:
            signatures.findings.append(_not_signed(note, trust, problem))
    signatures.findings += _against(computed, signatures.checked)
    return signatures


def _checked(computed: Computed, presented: Presented, trust: Trust) -> Checked:
    if not isinstance(presented.note, bytes):
        raise InvalidInput(N_("it is no note"))
    opened = checkpoint.parse_note(presented.note)
    read = checkpoint.parse_checkpoint(opened.text)
    if presented.size is not None and presented.size != read.size:
        raise InvalidInput(
            # What stands beside it may be no number at all.
            N_("the size {beside} stands beside it, and it says {read_size:,}").format(
                beside=presented.size, read_size=read.size
            )
        )
    signed = signatures_of(opened, read.origin, trust)
    seen = {
        key.name: cosigned_at(signature.value)
        for key, signature in signed.items()
        if key.type.cosigns and cosigned_at(signature.value)
    }
    agrees = computed.root(read.size) == read.root if read.size <= computed.size else None
    return Checked(presented, read, list(signed), _counts(presented, trust), agrees, seen)


def _not_signed(presented: Presented, trust: Trust, problem: NotProven) -> Finding:
    """A signature that is wrong, or those of others alone: then the reader may have another key."""
    lines = {
        f"{line.name}+{line.key_id.hex()}"
        for line in checkpoint.parse_note(presented.note).signatures
    }
    known = {f"{key.name}+{key.id.hex()}" for key in trust.known}
    if lines.isdisjoint(known):
        signed_with, given = (", ".join(sorted(keys)) for keys in (lines, known))
        return altered("other_key", None, name=presented.name, signed_with=signed_with, given=given)
    return altered("unsigned", None, name=presented.name, why=str(problem))


def signatures_of(opened: Note, origin: str, trust: Trust) -> Mapping[VerifierKey, Signature]:
    """Who of those that are known signed a checkpoint of this log; nobody when none is known.

    NotProven when a signature is wrong, or when those that are known have not signed it.
    """
    signed = checkpoint.verified(opened, trust.known) if trust.known else {}
    if signed and not any(key.name == origin for key in signed):
        raise NotProven(
            N_("the log {origin} has not signed it, or is not a known one").format(
                origin=named(origin)
            )
        )
    return signed


def _counts(presented: Presented, trust: Trust) -> bool:
    """Whether somebody other than the operator stands for a checkpoint.

    If a policy asks for witnesses, they must have cosigned it; else whoever kept the file stands
    for it. What only the log signed, only its operator stands for.
    """
    if trust.policy is None or trust.policy.quorum == NONE:
        return presented.origin == KEPT
    try:
        trust.policy.verify(presented.note)
    except NotProven:
        return False
    return True


def _against(computed: Computed, checked: Sequence[Checked]) -> list[Finding]:
    """What the checkpoints say against the log, and against each other."""
    findings = _shorter(computed, checked)
    agreeing = [note for note in checked if note.agrees]
    proven: dict[str, int] = {}
    for note in agreeing:
        if note.signers:
            origin, size = note.checkpoint.origin, note.checkpoint.size
            proven[origin] = max(proven.get(origin, 0), size)
    for note in checked:
        if note.agrees is not False:
            continue
        size = note.checkpoint.size
        sizes = (agreed.checkpoint.size for agreed in agreeing)
        start = max((proven_size for proven_size in sizes if proven_size < size), default=0)
        # Two logs may differ; that one log signed two histories is what proves a fork.
        forked = bool(note.signers) and proven.get(note.checkpoint.origin, 0) >= size
        word, code = (Word.FORKED, "two_histories") if forked else (Word.ALTERED, "root")
        fields = {"name": note.presented.name, "size": size}
        findings.append(Finding(word, code, start, size - 1, fields))
    return findings + _two_at_once(checked)


def _shorter(computed: Computed, checked: Sequence[Checked]) -> list[Finding]:
    """Checkpoints of a longer log than there is."""
    return [
        Finding(
            Word.TRUNCATED,
            "shorter",
            computed.size,
            computed.size,
            {"name": note.presented.name, "size": note.checkpoint.size, "count": computed.size},
        )
        for note in checked
        if note.agrees is None
    ]


def _two_at_once(checked: Sequence[Checked]) -> list[Finding]:
    """Two signed checkpoints of one size with different roots, whatever the log says."""
    first_of_size: dict[tuple[str, int], Checked] = {}
    findings = []
    for note in checked:
        earlier = first_of_size.setdefault((note.checkpoint.origin, note.checkpoint.size), note)
        both = note.signers and earlier.signers
        if both and earlier.checkpoint.root != note.checkpoint.root and note.agrees is None:
            fields = {"name": note.presented.name, "size": note.checkpoint.size}
            findings.append(
                Finding(Word.FORKED, "two_histories", None, note.checkpoint.size - 1, fields)
            )
    return findings
