"""A proof of one record, checked by its file alone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from commands.signing import DEFAULT_KEY
from domain.errors import Tampered, Unreadable, UsageProblem
from ledger.recognising import starts_with

if TYPE_CHECKING:
    from ledger.log.keys import VerifierKey
    from ledger.log.policy import Policy
    from projections.report import Fields

_PROOF = b"c2sp.org/tlog-proof"


def is_proof(path: Path) -> bool:
    """Whether a file is to be a proof."""
    return starts_with(path, _PROOF)


def checked(
    path: Path, keys: list[VerifierKey], policy: Policy | None, record: Path | None
) -> Fields:
    """Check a proof; Unreadable or Tampered when it is none or proves nothing."""
    from commands.files import content
    from ledger.log.failures import InvalidInput, NotProven
    from ledger.log.proof_file import parse

    asked = f"verify the proof {path}"
    trust = _trust(keys, policy)
    try:
        found = parse(content(path, "the proof"))
        entry = content(record, "the record") if record else found.extra
        if not entry:
            raise UsageProblem(asked, "it does not hold the record", "Name it with --record")
        checkpoint = found.verify(entry, trust)
    except InvalidInput as problem:
        raise Unreadable(asked, str(problem), "Ask for the proof again") from problem
    except NotProven as problem:
        raise Tampered(
            asked,
            str(problem),
            "Either this is not the record, or the key is not that of the log",
        ) from problem
    try:
        fields = json.loads(entry)
    except ValueError:
        fields = {}
    return {
        "view": "proof",
        "proof": str(path),
        "verdict": "intact",
        "position": found.index,
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "witnessed": trust.quorum != "none",
        "record": fields if isinstance(fields, dict) else {},
    }


def _trust(keys: list[VerifierKey], policy: Policy | None) -> Policy:
    from ledger.key_file import verifier
    from ledger.log.policy import Policy

    if policy is not None:
        return policy
    own = Path(os.environ.get("GESTAND_KEY", DEFAULT_KEY))
    if not keys and own.is_file():
        keys = [verifier(own)]
    if not keys:
        raise UsageProblem(
            "verify a proof",
            "it takes the verifier key of the log",
            "Give it with --key, as the operator published it",
        )
    return Policy(keys)
