"""The words for policies: whose signatures are enough, and whether a checkpoint has them."""

from __future__ import annotations

TITLE = "Whose word is enough"
WROTE = "Wrote the policy to {path}."

COUNTS = "For a checkpoint to count, the log must have signed it ({logs}), and {quorum}."
COUNTS_UNWITNESSED = (
    "For a checkpoint to count, the log must have signed it ({logs}). Nobody else needs to have "
    "seen it."
)
NO_LOG = "none: no checkpoint counts by this policy"
ONE_WITNESS = "{name} must have seen it"
SO_MANY = "{needed} of these {count} {kind} must have seen it: {members}"
ALL = "all {count} {kind} must have seen it: {members}"
ANY = "one of these {count} {kind} must have seen it: {members}"
THE_ONE = "{members} must have seen it"
KIND = {"organisations": "organisations", "witnesses": "witnesses", "both": "parties"}
"""What a group counts: groups, witnesses, or both."""

MEMBER_COLUMNS = ("who", "has seen a checkpoint when")
MEMBER = {
    "one": "its witness {members} has cosigned it",
    "any": "any of its {count} witnesses has cosigned it: {members}",
    "some": "{needed} of its {count} have: {members}",
}
WITNESS_COLUMNS = ("witness", "where it can be reached")
NOWHERE = "not said"
COUNTS_WITNESSES = (
    "This counts witnesses. Who runs them the policy does not say: if several are run by one "
    "organisation, it counts several times."
)

CHECKPOINT = "{origin}, {size:,} records, root {root}"
SIGNER_COLUMNS = ("who", "as", "on")
AS_LOG = "the log"
AS_WITNESS = "witness"
AS_WITNESS_OF = "witness of {organisation}"
VALID = "This checkpoint counts by the policy."
NOT_SIGNED = "This checkpoint does not count: no log of the policy signed it under its own name."
NOT_SEEN = "This checkpoint does not count yet: {quorum}."
MISSING = "Not seen by {names}."
"""What is missing for the quorum."""
