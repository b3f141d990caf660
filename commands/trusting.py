"""Whom somebody trusts, as it is said on the command line: verifier keys and a policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import Unreadable, UsageProblem

if TYPE_CHECKING:
    from ledger.log.keys import VerifierKey
    from ledger.log.policy import Policy

KEY_HELP = "The verifier key of the log, or a file with it; default: that of gestand.key, if there."


def verifier_key(text: str) -> VerifierKey:
    """The key that was given, or that in the file of this name; UsageProblem when it is none."""
    from ledger.key_file import verifier
    from ledger.log.failures import InvalidInput
    from ledger.log.keys import VerifierKey

    if Path(text).is_file():
        return verifier(Path(text))
    try:
        return VerifierKey.parse(text)
    except InvalidInput as problem:
        raise UsageProblem(
            f"use the key {text[:60]}", str(problem), "Give a verifier key, or a file with one"
        ) from problem


def policy_in(path: Path) -> Policy:
    """The policy in a file; Unreadable says in which line it is none."""
    from commands.files import content
    from ledger.log.failures import InvalidInput
    from ledger.log.policy import parse

    try:
        return parse(content(path, "the policy"))
    except InvalidInput as problem:
        raise Unreadable(f"read the policy {path}", str(problem), "Mend that line") from problem
