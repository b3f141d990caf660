"""What a source signed for: looked at before anything is taken over."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import Refused, Tampered
from ledger.copying.source import Offer
from ledger.log import checkpoint, note
from ledger.log.checkpoint import Checkpoint
from ledger.log.failures import InvalidInput, NotProven
from ledger.log.policy import NONE, Policy
from ledger.log.proofs import prove_consistency, verify_consistency
from ledger.log.tree import SubtreeHashes

Signed = tuple[Checkpoint, bytes]
"""A checkpoint and the note that it was read from."""


def checked(
    name: str, offer: Offer, hashes: SubtreeHashes, policy: Policy | None
) -> tuple[Signed, ...]:
    """The checkpoints of an offer, each of which the offered records extend, smallest first.

    policy: whose signatures count; without one they are not checked. Tampered when a signature is
    wrong, or a checkpoint is of other records; Refused when nobody signed whom the policy knows,
    or its quorum has not seen the newest.
    """
    asked = f"take over what {name} offers"
    found = sorted(_known(asked, offer, policy), key=lambda one: one[0].size)
    for one, _ in found:
        _check_own(asked, one, offer, hashes)
    if policy is not None:
        if not found:
            raise Refused(
                asked,
                "no checkpoint of it is signed with a key that you gave",
                "Compare the key with the one that the operator published, or ask for a checkpoint",
            )
        try:
            policy.verify(found[-1][1])
        except NotProven as problem:
            raise Refused(
                asked, str(problem), "Wait until they have, or ask with another policy"
            ) from problem
    return tuple(found)


def _known(asked: str, offer: Offer, policy: Policy | None) -> list[Signed]:
    """The checkpoints that can be read and that a known log signed."""
    found = []
    for message in offer.notes:
        try:
            opened = note.parse(message)
            one = checkpoint.parse(opened.text)
        except InvalidInput:
            continue  # others may keep what they like
        lines = {(line.name, line.key_id) for line in opened.signatures}
        if policy is not None and not any((key.name, key.id) in lines for key in policy.logs):
            continue
        try:
            if policy is not None:
                replace(policy, quorum=NONE).verify(message)
        except NotProven as problem:
            raise Tampered(
                asked,
                f"its checkpoint of {one.size:,} records: {problem}",
                "Keep it as evidence, and ask the operator what happened",
            ) from problem
        found.append((one, message))
    return found


def _check_own(asked: str, one: Checkpoint, offer: Offer, hashes: SubtreeHashes) -> None:
    """A checkpoint is of the records that are offered with it."""
    if one.size == 0:
        return
    try:
        proof = prove_consistency(hashes, one.size, offer.size)
        verify_consistency(one.size, offer.size, proof, one.root, offer.root)
    except (NotProven, InvalidInput) as problem:
        raise Tampered(
            asked,
            f"it contradicts its own checkpoint of {one.size:,} records",
            "Keep both as evidence, and ask the operator what happened",
        ) from problem
