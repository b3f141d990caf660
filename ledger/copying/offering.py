"""What a source signed for: looked at before anything is taken over."""

from __future__ import annotations

from collections.abc import Sequence

from domain.errors import Refused, Tampered
from ledger.copying.source import Offer
from ledger.log import checkpoint, note
from ledger.log.checkpoint import Checkpoint
from ledger.log.failures import InvalidInput, NotProven, NotWitnessed
from ledger.log.policy import Policy
from ledger.log.proofs import prove_extends
from ledger.log.tree import SubtreeHashes

Signed = tuple[Checkpoint, bytes]
"""A checkpoint and the note that it was read from."""


def signed_for(
    name: str, offer: Offer, hashes: SubtreeHashes, policy: Policy | None
) -> tuple[Signed, ...]:
    """The checkpoints of an offer, each of which the offered records extend, smallest first.

    policy: by whose signatures; those of others are left out, and without a policy none is
    checked. Tampered when a signature is wrong, or a checkpoint is of other records.
    """
    asked = f"take over what {name} offers"
    found = sorted(_known(asked, offer, policy), key=lambda one: one[0].size)
    for one, _ in found:
        try:
            prove_extends(hashes, one.size, one.root, offer.size, offer.root)
        except NotProven as problem:
            raise Tampered(
                asked,
                f"it contradicts its own checkpoint of {one.size:,} records",
                "Keep both as evidence, and ask the operator what happened",
            ) from problem
    return tuple(found)


def accepted(name: str, signed: Sequence[Signed], policy: Policy) -> Checkpoint:
    """The largest checkpoint that counts by a policy; Refused when there is none.

    What comes after it could be anybody's: nobody answers for it.
    """
    asked = f"take over what {name} offers"
    missing: NotWitnessed | None = None
    for one, message in reversed(signed):
        try:
            policy.verify(message)
        except NotWitnessed as problem:
            missing = missing or problem
            continue
        return one
    if missing is not None:
        remedy = "Wait until they have seen it, or ask with another policy"
        raise Refused(asked, str(missing), remedy)
    raise Refused(
        asked,
        "no checkpoint of it is signed with a key that you gave",
        "Compare the key with the one that the operator published, or ask for a checkpoint",
    )


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
                policy.verify(message)
        except NotWitnessed:
            pass  # its log signed it; whether that is enough is asked later
        except NotProven as problem:
            raise Tampered(
                asked,
                f"its checkpoint of {one.size:,} records: {problem}",
                "Keep it as evidence, and ask the operator what happened",
            ) from problem
        found.append((one, message))
    return found
