"""Whom somebody trusts, as it is said on the command line: verifier keys and a policy."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from commands.signing import DEFAULT_KEY
from domain.errors import Unreadable, UsageProblem

if TYPE_CHECKING:
    from ledger.log.keys import VerifierKey
    from ledger.log.policy import Policy
    from ledger.verifying.signatures import Trust

KEY_HELP = "The verifier key of the log, or a file with it; default: that of gestand.key, if there."

_NEITHER = "there is no such file, and it is no verifier key"


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
        # The name, the id and the key itself stand between two pluses; a file is rarely named so.
        looks_like_one = text.count("+") > 1
        obstacle = str(problem) if looks_like_one else _NEITHER
        raise UsageProblem(
            f"use the key {text[:60]}", obstacle, "Give a verifier key, or a file with one"
        ) from problem


def policy_in(path: Path) -> Policy:
    """The policy in a file; Unreadable says in which line it is none."""
    from commands.files import content
    from ledger.log.failures import InvalidInput
    from ledger.log.policy import parse

    try:
        return parse(content(path, "the policy"))
    except InvalidInput as problem:
        raise Unreadable(
            f"read the policy {path}",
            str(problem),
            "Mend it, or write one with `gestand policy new`",
        ) from problem


def own_key_file() -> Path:
    """Where the signing key of whoever works in this folder is, if there is one."""
    return Path(os.environ.get("GESTAND_KEY", DEFAULT_KEY))


def own_key() -> VerifierKey | None:
    """The public half of that key; None where there is none."""
    from ledger.key_file import verifier

    path = own_key_file()
    return verifier(path) if path.is_file() else None


def trust_in(origin: str, ledger: Path, keys: Sequence[str], policy: Path | None) -> Trust:
    """By whose signatures to check a checkpoint of a log: those that are given, if any are.

    Otherwise those of the copy that the ledger is, or the key in the working folder if it has the
    name of the log; of another log it says nothing.
    """
    from ledger.copying.copy_of import copy_of
    from ledger.verifying.signatures import Trust

    if keys or policy:
        given = [verifier_key(one) for one in keys]
        return Trust(given, policy_in(policy) if policy else None)
    if (row := copy_of(ledger)) and row.policy:
        return Trust(policy=row.checked_by)
    own = own_key()
    return Trust([own] if own and own.name == origin else [])
