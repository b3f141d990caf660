"""The screens of policies, cosigning and witnesses; their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from domain.text import shortened
from languages import N_, figure
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.phrases import spoken
from projections.rows.frozen import Frozen, row_class

# -- policy: words -----------------------------------------------------------------------------
# The words for policies: whose signatures are enough, and whether a checkpoint has them.

POLICY_TITLE = N_("Whose word is enough")
POLICY_WROTE = N_("Wrote the policy to {path}.")

COUNTS = N_("For a checkpoint to count, the log must have signed it ({logs}), and {quorum}.")
COUNTS_UNWITNESSED = N_(
    "For a checkpoint to count, the log must have signed it ({logs}). Nobody else needs to have "
    "seen it."
)
NO_LOG = N_("none: no checkpoint counts by this policy")
ONE_WITNESS = N_("{name} must have seen it")
SO_MANY = N_("{needed:,} of these {count:,} {kind} must have seen it: {members}")
ALL = N_("all {count:,} {kind} must have seen it: {members}")
ANY = N_("one of these {count:,} {kind} must have seen it: {members}")
THE_ONE = N_("{members} must have seen it")
KIND = {"organisations": N_("organisations"), "witnesses": N_("witnesses"), "both": N_("parties")}

MEMBER_COLUMNS = (N_("who"), N_("has seen a checkpoint when"))
MEMBER = {
    "one": N_("its witness {members} has cosigned it"),
    "any": N_("any of its {count:,} witnesses has cosigned it: {members}"),
    "some": N_("{needed:,} of its {count:,} have: {members}"),
}
WITNESS_COLUMNS = (N_("witness"), N_("where it can be reached"))
NOWHERE = N_("not said")
COUNTS_WITNESSES = N_(
    "This counts witnesses. Who runs them the policy does not say: if several are run by one "
    "organisation, it counts several times."
)

CHECKPOINT = N_("{origin}, {size:,} records, root {root}")
SIGNER_COLUMNS = (N_("who"), N_("as"), N_("on"))
AS_LOG = N_("the log")
AS_WITNESS = N_("witness")
AS_WITNESS_OF = N_("witness of {organisation}")
VALID = N_("This checkpoint counts by the policy.")
NOT_SIGNED = N_(
    "This checkpoint does not count: no log of the policy signed it under its own name."
)
NOT_SEEN = N_("This checkpoint does not count yet: {quorum}.")
MISSING = N_("Not seen by {names}.")
UNABLE = N_(
    "Signatures of {names} cannot be checked here, and count for nothing: the OpenSSL that is "
    "installed does not know ML-DSA-44. The others are counted as the policy says."
)
"""What is missing for the quorum."""


# -- policy ------------------------------------------------------------------------------------
# The screens of policies: in plain words, and whether a checkpoint is valid by one.


Kind = Literal["organisations", "witnesses", "both"]
"""What the members of a group are: other groups, witnesses, or both."""


@row_class
class Group(Frozen):
    """A group that counts: so many of its members must have seen a checkpoint."""

    name: str
    needed: int
    members: tuple[str, ...]
    kind: Kind


@row_class
class Witness(Frozen):
    """A witness that counts, and where it can be reached."""

    name: str
    url: str | None


@row_class
class Wanted(Frozen):
    """What a policy asks for.

    quorum: the name of a group or a witness; None where nobody but a log need sign. groups: those
    that count, the quorum first. unable: witnesses whose signatures cannot be checked here.
    """

    logs: tuple[str, ...]
    quorum: str | None
    groups: tuple[Group, ...]
    witnesses: tuple[Witness, ...]
    unable: tuple[str, ...] = ()


@row_class
class Signer(Frozen):
    """A log or a witness that signed a checkpoint.

    organisation: the group that a witness is in, if any. seen: when a witness saw it, a local
    moment; None for a log.
    """

    name: str
    organisation: str | None
    seen: str | None


@row_class
class Judgement(Frozen):
    """A checkpoint, who signed it, and whether that is enough.

    signed: by a log of the policy, under its own name. seen: by the quorum. missing: the members
    of the quorum that have not seen it.
    """

    origin: str
    size: int
    root: str
    signed: bool
    seen: bool
    missing: tuple[str, ...]
    signers: tuple[Signer, ...]


def policy(wanted: Wanted) -> list[Block]:
    """A policy in plain words."""
    blocks: list[Block] = [Heading(POLICY_TITLE)]
    logs = shared.LIST_OF.join(wanted.logs) or NO_LOG
    if wanted.quorum is None:
        return [*blocks, Sentence(COUNTS_UNWITNESSED.format(logs=logs))]
    blocks.append(Sentence(COUNTS.format(logs=logs, quorum=requirement(wanted))))
    rows = [[group.name, _member(group)] for group in wanted.groups[1:]]
    if rows:
        blocks.append(Table(MEMBER_COLUMNS, rows))
    if any(group.kind != "organisations" and group.needed > 1 for group in wanted.groups):
        blocks.append(Sentence(COUNTS_WITNESSES))
    rows = [[witness.name, witness.url or NOWHERE] for witness in wanted.witnesses]
    return [*blocks, Table(WITNESS_COLUMNS, rows), *cannot_check(wanted.unable)]


def cannot_check(unable: Sequence[str]) -> list[Block]:
    """That signatures of these witnesses count for nothing here, if there are any."""
    return [Sentence(UNABLE.format(names=shared.LIST_OF.join(unable)))] if unable else []


def requirement(wanted: Wanted) -> str:
    """Who must have seen a checkpoint, in words; the policy has a quorum."""
    if not wanted.groups:
        return ONE_WITNESS.format(name=wanted.quorum)
    quorum = wanted.groups[0]
    count = len(quorum.members)
    template = SO_MANY
    if count == 1:
        template = THE_ONE
    elif quorum.needed == count:
        template = ALL
    elif quorum.needed == 1:
        template = ANY
    return template.format(
        needed=quorum.needed,
        count=count,
        kind=KIND[quorum.kind],
        members=shared.LIST_OF.join(quorum.members),
    )


def _member(group: Group) -> str:
    count = len(group.members)
    way = "some"
    if group.kind == "witnesses" and group.needed == 1:
        way = "one" if count == 1 else "any"
    members = shared.LIST_OF.join(group.members)
    return MEMBER[way].format(needed=group.needed, count=count, members=members)


def check(wanted: Wanted, found: Judgement) -> list[Block]:
    """Who signed a checkpoint, and whether that is enough."""
    title = CHECKPOINT.format(origin=found.origin, size=found.size, root=found.root)
    blocks: list[Block] = [Heading(title)]
    rows = [[signer.name, _role(signer), spoken(signer.seen)] for signer in found.signers]
    if rows:
        blocks.append(Table(SIGNER_COLUMNS, rows))
    blocks += cannot_check(wanted.unable)
    if not found.signed:
        return [*blocks, Sentence(NOT_SIGNED)]
    if found.seen:
        return [*blocks, Sentence(VALID)]
    blocks.append(Sentence(NOT_SEEN.format(quorum=requirement(wanted))))
    names = shared.LIST_OF.join(found.missing)
    return [*blocks, Sentence(MISSING.format(names=names))]


def _role(signer: Signer) -> str:
    if signer.seen is None:
        return AS_LOG
    if signer.organisation is None:
        return AS_WITNESS
    return AS_WITNESS_OF.format(organisation=signer.organisation)


# -- witness: words ----------------------------------------------------------------------------
# The words of a witness: what it tells those who run it.

LISTENS = N_("The witness {name} listens at {url}. Stop it with Ctrl-C. Its verifier key is:")
STOPPED = N_("Stopped.")
MADE_KEY = N_("Made the key of the witness {name} in {path}. Keep it to yourself. Its public half:")

ADDED = N_("From now on this is a witness of {origin}.")
KNOWN = N_("This was a witness of {origin} before, with the same key.")
REMOVED = N_(
    "From now on this witness does not answer {origin}. What it has cosigned of it stays: it goes "
    "on from there when the log is added again."
)
REMOVED_KEY = N_("That key is taken away. This is still a witness of {origin}, with another key.")

COSIGNED = N_("{moment}  {origin}: cosigned, {size:,} records")
REFUSED = N_("{moment}  {origin}: not cosigned ({status}): {reason}")
ASKED_SIZE = N_(
    "{moment}  {origin}: told that {seen:,} records were seen; it started from another size"
)
NOT_NOW = N_("{moment}  not cosigned: {problem}")
UNREADABLE = N_("unreadable")
FORK = N_(
    "{moment}  {origin}: FORKED. The log has signed two histories of {size:,} records. Both are "
    "kept: gestand witness show"
)
WITNESS_WROTE = N_("Wrote the cosignature of {name} under {size:,} records of {origin} to {path}.")

WITNESS_TITLE = N_("Logs that this witness has seen grow")
WITNESS_STATE_COLUMNS = (N_("log"), N_("records"), N_("seen last"))
NO_LONGER = N_("{origin} (removed)")
NEVER = N_("not yet")
FORKS = N_("Two histories of {origin}, both signed by the log")
QUOTED_LINE = N_("> {line}")
LONGEST_LINE = 5_000
"""Characters of a line that a log signed that are shown; a signature has less."""
PROVES = N_(
    "These two checkpoints have one size and different roots. No log that only grows signs both: "
    "together they prove that records were changed."
)


# -- witness -----------------------------------------------------------------------------------
# The screen of a witness: the logs that it knows, and what it can prove against one.


@row_class
class WitnessedLog(Frozen):
    """A log as a witness knows it.

    seen: the local moment at which it was cosigned last, if it was. forks: pairs of checkpoints
    that contradict each other. removed: it is not answered any more.
    """

    origin: str
    size: int
    seen: str | None
    forks: tuple[tuple[str, str], ...]
    removed: bool


def overview(logs: Sequence[WitnessedLog]) -> list[Block]:
    """Every log with its size and when it was seen last; under that the proofs of forks."""
    title = Heading(WITNESS_TITLE)
    if not logs:
        return [title, Sentence(shared.NONE)]
    rows = [[_name(log), str(log.size), spoken(log.seen) or NEVER] for log in logs]
    blocks: list[Block] = [title, Table(WITNESS_STATE_COLUMNS, rows, frozenset({1}))]
    for log in logs:
        for pair in log.forks:
            blocks.append(Heading(FORKS.format(origin=log.origin), 2))
            blocks.append(Sentence(PROVES))
            blocks += [Lines(_as_evidence(note), verbatim=True) for note in pair]
    return blocks


def _as_evidence(note: str) -> list[str]:
    """What a log signed, each line marked as not ours: below its root it may say what it likes."""
    return [
        QUOTED_LINE.format(line=shortened(line, LONGEST_LINE)) for line in note.split("\n")[:-1]
    ]


def _name(log: WitnessedLog) -> str:
    return NO_LONGER.format(origin=log.origin) if log.removed else log.origin


# -- cosigning: words --------------------------------------------------------------------------
# The words for a checkpoint that witnesses are asked to cosign.

COSIGNING_WROTE = N_("Wrote the checkpoint with its cosignatures to {path}.")
REQUESTS = N_("Requests to the witnesses, for {size:,} records of {origin}")
COSIGNING_COLUMNS = (N_("witness"), N_("has seen"), N_("request"))
SEND = N_(
    "Send each witness its file, attached and unchanged. What it sends back is taken in with "
    "--answer in the place of --requests."
)


# -- cosigning ---------------------------------------------------------------------------------
# The screens of a checkpoint that witnesses are asked to cosign.


def cosigned(wanted: Wanted, found: Judgement, checkpoint: str, path: str | None) -> list[Block]:
    """Who cosigned, whether that is enough, and the checkpoint itself or the file it is in."""
    if path is None:
        return [*check(wanted, found), Lines(checkpoint.splitlines(), verbatim=True)]
    return [*check(wanted, found), Sentence(COSIGNING_WROTE.format(path=path))]


@row_class
class Request(Frozen):
    """A request that was written for a witness. old: what the witness has seen."""

    witness: str
    old: int
    path: str


def requests(origin: str, size: int, written: Sequence[Request]) -> list[Block]:
    """What to send to whom, for so many records of a log."""
    rows = [[request.witness, figure(request.old), request.path] for request in written]
    title = REQUESTS.format(origin=origin, size=size)
    table = Table(COSIGNING_COLUMNS, rows, frozenset({1}))
    return [Heading(title), table, Sentence(SEND)]


# -- timestamp ---------------------------------------------------------------------------------
# The words for timestamps.

KEPT = N_("Kept the timestamp in {path}. What it is worth: gestand timestamp verify {checkpoint}")
ASKED = N_(
    "Wrote the question to {path}. Send it to a time authority as application/timestamp-query, "
    "and give back its answer: gestand timestamp {checkpoint} --reply FILE"
)
PROVEN = N_(
    "These {size:,} records of {origin} existed, as they are, on {moment} UTC, says the time "
    "authority {authority}{within}. Root {root}."
)
WITHIN = N_(" (give or take {seconds} s)")
