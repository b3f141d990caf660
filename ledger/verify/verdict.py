"""The verdict on a ledger: one word, the first position that differs, and the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ledger.verify.evidence import Damaged, Evidence, StoredHead, StoredManifest
from ledger.verify.finding import Finding, Word, altered
from ledger.verify.records import Authorship, authorship
from ledger.verify.signatures import STORED, Checked, Presented, Trust, check
from ledger.verify.tree import Computed, compare_head, compare_manifest, compare_tiles


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of a ledger, and why.

    first, last: the positions between which the first difference lies, equal if it is known
    exactly, None if there is none or nothing tells. size, root: of the log as it follows from its
    contents. covered: how many records somebody other than the operator stands for.
    signed: how many records a known key of the log signed for. authorship: whose word the records
    are; empty where they may not be what they were. records: how many of the entries are records.
    """

    word: Word
    first: int | None
    last: int | None
    size: int
    root: bytes
    covered: int
    signed: int
    findings: Sequence[Finding]
    checkpoints: Sequence[Checked]
    records: int = 0
    authorship: Authorship = field(default_factory=Authorship)


def examine(evidence: Evidence, trust: Trust, kept: Sequence[Presented] = ()) -> Verdict:
    """Recompute everything and hold what was stored against it.

    kept: checkpoints that the ledger does not keep itself, of which the reader has a copy.
    """
    try:
        records = evidence.records()
        computed = Computed(records)
        findings = [*records.findings, *compare_tiles(computed, evidence.tiles())]
        match evidence.head():
            case StoredHead() as head:
                findings += compare_head(computed, records, head)
            case StoredManifest() as manifest:
                findings += compare_manifest(computed, manifest)
        stored = [
            Presented(note.note, STORED, str(number), note.size)
            for number, note in enumerate(evidence.checkpoints(), 1)
        ]
    except Damaged as problem:
        finding = altered(problem.code, None, why=str(problem))
        return Verdict(Word.ALTERED, None, None, 0, b"", 0, 0, [finding], [])
    signatures = check(computed, [*stored, *kept], trust)
    findings += signatures.findings
    agreeing = [note for note in signatures.checked if note.agrees]
    covered = max((note.checkpoint.size for note in agreeing if note.witnessed), default=0)
    signed = max((note.checkpoint.size for note in agreeing if note.signers), default=0)
    if not findings:
        findings += _lack(covered, computed.size)
    word = max((finding.word for finding in findings), default=Word.INTACT)
    first, last = _first(findings) if word.tampered else (None, None)
    root = computed.root(computed.size)
    authors = Authorship() if word.tampered else authorship(records.authors)
    return Verdict(
        word, first, last, computed.size, root, covered, signed, findings, signatures.checked,
        len(records.ids), authors,
    )  # fmt: skip


def _lack(covered: int, size: int) -> list[Finding]:
    """What nobody but the operator stands for."""
    if covered == 0:  # also of an empty log: everybody signs that nothing was recorded yet
        return [Finding(Word.UNWITNESSED, "no_witness")]
    if covered == size:
        return []
    return [Finding(Word.STALE, "not_covered", covered, size - 1)]


def _first(findings: Sequence[Finding]) -> tuple[int | None, int | None]:
    """Where the first difference lies: the most exact of the findings that begin first."""
    known = [
        (finding.last, -finding.first)
        for finding in findings
        if finding.first is not None and finding.last is not None
    ]
    if not known:
        return None, None
    last, first = min(known)
    return -first, last
