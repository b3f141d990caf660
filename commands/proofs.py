"""Proofs of single records, checked by their files alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from commands.trusting import own_key
from domain.errors import Refused, Tampered, Unreadable, UsageProblem
from ledger.log.policy import NONE
from ledger.log.proof_file import SUFFIX
from ledger.recognising import starts_with

if TYPE_CHECKING:
    from ledger.log.checkpoint import Checkpoint
    from ledger.log.keys import VerifierKey
    from ledger.log.policy import Policy
    from projections.report import Fields

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
) -> tuple[Fields, bool]:
    """What a proof proves, and whether the checkpoints that the reader kept agree with it.

    Unreadable or Tampered when it is no proof or proves nothing.
    """
    from commands.files import content

    trust = _trust(keys, policy)
    answer, found, _ = _proven(path, trust, content(record, "the record") if record else b"")
    others = [_agrees(one, found, trust) for one in kept]
    held = all(one["agrees"] is not False for one in others)
    return answer | {"verdict": "proven" if held else "forked", "kept": others}, held


def all_checked(
    folder: Path, keys: list[VerifierKey], policy: Policy | None
) -> tuple[Fields, bool]:
    """What the proofs in a folder prove together: two records with one number are a fork."""
    trust = _trust(keys, policy)
    rows: list[Fields] = []
    entries: dict[tuple[str, int], set[bytes]] = {}
    for path in sorted(folder.glob(_FILES)):
        answer, found, entry = _proven(path, trust, b"")
        entries.setdefault((found.origin, answer["position"]), set()).add(entry)
        names = ("position", "origin", "size")
        rows.append({"proof": path.name} | {name: answer[name] for name in names})
    forks = sorted({position for (_, position), said in entries.items() if len(said) > 1})
    return {
        "view": "proofs",
        "folder": str(folder),
        "verdict": "forked" if forks else "proven",
        "proofs": rows,
        "forked": forks,
        "witnessed": trust.quorum != NONE,
    }, not forks


def _proven(path: Path, trust: Policy, record: bytes) -> tuple[Fields, Checkpoint, bytes]:
    from commands.files import content
    from ledger.log.failures import InvalidInput, NotProven, NotWitnessed
    from ledger.log.proof_file import parse

    asked = f"verify the proof {path}"
    try:
        found = parse(content(path, "the proof"))
        entry = record or found.extra
        if not entry:
            raise UsageProblem(asked, "it does not hold the record", "Name it with --record")
        checkpoint = found.verify(entry, trust)
    except InvalidInput as problem:
        raise Unreadable(asked, str(problem), "Ask for the proof again") from problem
    except NotWitnessed as problem:
        remedy = "Ask for a proof to a checkpoint that they have seen, or leave --policy out"
        raise Refused(asked, str(problem), remedy) from problem
    except NotProven as problem:
        raise Tampered(
            asked,
            str(problem),
            "Either this is not the record, or the key is not that of the log",
        ) from problem
    try:
        fields = json.loads(entry)
    except (ValueError, RecursionError):
        fields = {}
    return (
        {
            "view": "proof",
            "proof": str(path),
            "position": found.index,
            "origin": checkpoint.origin,
            "size": checkpoint.size,
            "root": checkpoint.root.hex(),
            "witnessed": trust.quorum != NONE,
            "record": fields if isinstance(fields, dict) else {},
        },
        checkpoint,
        entry,
    )


def _agrees(path: Path, found: Checkpoint, trust: Policy) -> Fields:
    """Whether a checkpoint that was kept can be of the history that a proof is of.

    Of one log and one size there is one root; of other sizes a proof alone tells nothing.
    """
    from commands.files import content
    from ledger.log.failures import InvalidInput, NotProven

    asked = f"hold the proof against the checkpoint {path}"
    try:
        other = replace(trust, quorum=NONE).verify(content(path, "the checkpoint"))
    except InvalidInput as problem:
        raise Unreadable(asked, str(problem), "Name the file that you kept") from problem
    except NotProven as problem:
        raise Tampered(asked, str(problem), "Compare the key with that of the log") from problem
    agrees = None
    if (other.origin, other.size) == (found.origin, found.size):
        agrees = other.root == found.root
    return {"name": str(path), "origin": other.origin, "size": other.size, "agrees": agrees}


def _trust(keys: list[VerifierKey], policy: Policy | None) -> Policy:
    from ledger.log.policy import Policy

    if policy is not None:
        return policy
    if not keys and (own := own_key()):
        keys = [own]
    if not keys:
        raise UsageProblem(
            "verify a proof",
            "it takes the verifier key of the log",
            "Give it with --key, as the operator published it",
        )
    return Policy(keys)
