"""Answers about a log as a whole, in JSON and on screen.

verify, backup, publish-log, clone, pull, book: what is said of a ledger, a bundle or a published
log, and of proofs of single records.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from projections.rows.correction import Corrected
from projections.rows.frozen import Frozen, row_class

LogName = Annotated[str, "the name of the log"]
First = Annotated[int | None, "the first record that differs lies between this one"]
Last = Annotated[int | None, "and this one; null where nothing tells"]


# -- verify ------------------------------------------------------------------------------------
# Whether a ledger, a bundle or a published log is what it was.


@row_class
class Sighting(Frozen):
    """A witness who saw a checkpoint."""

    by: Annotated[str, "who saw it"]
    at: Annotated[str, "when"]


@row_class
class CheckedCheckpoint(Frozen):
    """A checkpoint that the log was held against."""

    size: Annotated[int, "over how many records it was signed"]
    origin: Annotated[str, "the log that it is of"]
    from_: Annotated[str, "stored with the log, memory of its key, or kept by a reader"]
    name: Annotated[str, "its file, or its number among those that are stored"]
    signers: Annotated[tuple[str, ...], "the known keys that signed it"]
    counts: Annotated[bool, "whether somebody other than the operator stands for it"]
    agrees: Annotated[bool | None, "whether the log begins with it; null if the log is shorter"]
    seen: Annotated[tuple[Sighting, ...], "the witnesses who cosigned it, and when (UTC)"]


@row_class
class Finding(Frozen):
    """Something that was found to be wrong."""

    verdict: Annotated[str, "how bad it is, in the words of the verdict"]
    code: Annotated[str, "what it is; the fields beside it depend on that"]
    first: First
    last: Last
    of_code: dict[str, Any]


@row_class
class UnlawfulRecord(Frozen):
    """A record that the rules of recording do not allow."""

    position: Annotated[int, "its place in the log"]
    kind: Annotated[str, "what it says that happened"]
    stream: Annotated[str, "the subject that it says it happened to"]
    code: Annotated[str, "the rule, such as unknown-kind, not-theirs or refused"]
    obstacle: Annotated[str, "the same in words"]
    counts: Annotated[bool, "whether it counts all the same, as only newer programs know that rule"]


Unlawful = Annotated[
    tuple[UnlawfulRecord, ...], "the records that were recorded against the rules, and why"
]


@row_class
class Share(Frozen):
    """What a party signed of the records."""

    party: Annotated[str, "the party; empty where nobody is named who has a key"]
    signed: Annotated[int, "records that it signed"]
    unsigned: Annotated[int, "records that were recorded in its name and are not signed"]
    wrong: Annotated[int, "records that say something else than what it signed"]
    revoked: Annotated[int, "records that are signed with a key that it revoked"]
    unknown: Annotated[int, "records that are signed with a key that it did not register"]


@row_class
class Remark(Frozen):
    """Something about a file that proves nothing and should be known."""

    code: Annotated[str, "missing, changed or extra"]
    part: Annotated[str, "of what kind it is: table, index, trigger or view"]
    name: Annotated[str, "how it is called in the file"]


@row_class
class Verification(Frozen):
    """The verdict on a ledger, and why."""

    ledger: Annotated[str, "what was checked: a file, a folder or an address"]
    verdict: Annotated[str, "intact, unwitnessed, stale, truncated, altered or forked"]
    first: First
    last: Last
    size: Annotated[int, "how many records there are"]
    root: Annotated[str, "the root of the Merkle tree over their contents, in hexadecimal"]
    signed: Annotated[int, "how many of them a known key of the log signed for"]
    covered: Annotated[int, "how many of them somebody other than the operator stands for"]
    seen: Annotated[
        tuple[Sighting, ...],
        "the witnesses of the newest checkpoint that anybody cosigned, and when by the clock of "
        "Amsterdam",
    ]
    seen_size: Annotated[int, "over how many records that checkpoint was signed"]
    signatures_checked: Annotated[
        bool, "whether any key was known by which signatures could be checked"
    ]
    checkpoints: Annotated[
        tuple[CheckedCheckpoint, ...], "the checkpoints that the log was held against"
    ]
    findings: Annotated[tuple[Finding, ...], "what was found, each with its word and its place"]
    authorship: Annotated[
        tuple[Share, ...], "the parties that have keys, and whose names stand under records"
    ]
    wrongly_signed: Annotated[
        tuple[int, ...], "records whose signature does not belong to them, by their places"
    ]
    unlawful: Unlawful
    judged_anew: Annotated[
        tuple[int, ...],
        "records of a copy, by their places, of which a program that knew other kinds said "
        "otherwise whether they count",
    ]
    renewed: Annotated[
        bool | None,
        "whether the copy says now what was found of these; false where it cannot be written to, "
        "null where there are none",
    ]
    book: Annotated[
        tuple[str, ...] | None,
        "the parts of the book that is kept of it for this user that are not what the records "
        "amount to, derived anew; null where none is kept that answers rest on",
    ]
    copy_of: Annotated[str | None, "of what the file says to be a copy; null for others"]
    demanded: Annotated[bool, "whether it ends with 8 only because more was demanded"]
    remarks: Annotated[
        tuple[Remark, ...], "what could have hidden a change, though nothing shows that it did"
    ]
    keys_brought: Annotated[
        tuple[str, ...], "the keys that came with a bundle; nothing vouches for them"
    ]
    other_memory: Annotated[
        str | None, "the memory of a key that contradicts a ledger without checkpoints, if any"
    ]
    unable: Annotated[
        tuple[str, ...], "witnesses of the policy whose signatures cannot be checked here"
    ]

    @property
    def tampered(self) -> bool:
        """Whether it is worse than a lack of witnesses."""
        return self.verdict in {"truncated", "altered", "forked"}

    @property
    def held(self) -> bool:
        """Whether all holds that was asked for."""
        return not self.tampered and not self.demanded and not self.book


# -- proofs ------------------------------------------------------------------------------------
# What proofs of single records prove, alone and together.

ProofVerdict = Annotated[
    Literal["proven", "forked"], "proven, or forked: one log signed two histories"
]
Position = Annotated[int, "the record, by its place in the log"]
SignedSize = Annotated[int, "how many records the log had when it was signed"]
Witnessed = Annotated[bool, "whether witnesses were asked for as well, by a policy"]


@row_class
class KeptCheckpoint(Frozen):
    """A checkpoint that the reader kept, held against a proof."""

    name: Annotated[str, "its file"]
    origin: LogName
    size: SignedSize
    agrees: Annotated[bool | None, "whether it has the same root; null of another log or size"]


@row_class
class Proof(Frozen):
    """A proof that holds, and the record that it proves."""

    proof: Annotated[str, "the file of the proof"]
    position: Position
    origin: LogName
    size: SignedSize
    root: Annotated[str, "the root of the Merkle tree over them, in hexadecimal"]
    witnessed: Witnessed
    record: Annotated[
        dict[str, Any], "the record, as it is stored; empty if it is none of gestand's"
    ]
    verdict: ProofVerdict
    kept: Annotated[tuple[KeptCheckpoint, ...], "the checkpoints that the reader gave"]

    @property
    def held(self) -> bool:
        """Whether no checkpoint contradicts it."""
        return self.verdict == "proven"


@row_class
class ProvenRecord(Frozen):
    """A proof in a folder."""

    proof: Annotated[str, "the name of its file"]
    position: Position
    origin: LogName
    size: SignedSize


@row_class
class Proofs(Frozen):
    """The proofs in a folder, and whether they contradict each other."""

    folder: Annotated[str, "the folder"]
    verdict: ProofVerdict
    proofs: Annotated[tuple[ProvenRecord, ...], "every proof in it"]
    forked: Annotated[tuple[int, ...], "the records of which the operator signed two"]
    witnessed: Witnessed

    @property
    def held(self) -> bool:
        """Whether none contradicts another."""
        return self.verdict == "proven"


# -- copies ------------------------------------------------------------------------------------
# What was published, taken over, or found to contradict a copy.

Copy = Annotated[str, "the file of the copy"]
Source = Annotated[str, "where it comes from: a ledger file, a folder or an address"]


@row_class
class Published(Frozen):
    """What stands in a folder for others."""

    folder: Annotated[str, "where the files were written"]
    origin: LogName
    size: Annotated[int, "how many records are published: those of the newest checkpoint"]
    written: Annotated[int, "files that were written"]
    left: Annotated[int, "files that were there already and did not change"]


@row_class
class BackedUp(Frozen):
    """A backup that was written."""

    ledger: Annotated[str, "the file that was copied"]
    file: Annotated[str, "the file that was written"]
    size: Annotated[int, "how many records are in it"]
    root: Annotated[str, "the root of the Merkle tree over them, in hexadecimal"]


@row_class
class Copied(Frozen):
    """A copy that was made or extended."""

    copy: Copy
    source: Source
    had: Annotated[int, "how many records the copy had"]
    new: Annotated[int, "how many came in"]
    size: Annotated[int, "how many it has now"]
    root: Annotated[str, "the root of the Merkle tree over them, in hexadecimal"]
    signed: Annotated[int, "over how many of them the newest checkpoint was signed; 0 without one"]
    rest: Annotated[int, "how many came after that checkpoint"]
    left_out: Annotated[int, "how many more the source has that nobody signed who counts"]
    origin: Annotated[str | None, "the name of the log that signed; null without a checkpoint"]
    signatures_checked: Annotated[
        bool, "whether that signature was checked, with a key that the reader gave"
    ]
    unlawful: Unlawful


@row_class
class Pulled(Copied):
    """A copy that was extended, and what was corrected in it since."""

    corrections: Annotated[
        tuple[Corrected, ...], "what was corrected in what came in, and what that moves"
    ]


@row_class
class Parted(Frozen):
    """A source that does not extend a copy: where, how badly, and what proves it."""

    verdict: Annotated[
        str, "where the source does not extend the copy: truncated, altered or forked"
    ]
    proven: Annotated[bool, "whether a checked signature stands for what the copy has there"]
    copy: Copy
    source: Source
    here: Annotated[int, "how many records the copy has, and keeps"]
    there: Annotated[int, "how many records the source has"]
    origin: Annotated[str, "the name of the log that signed; empty without a checkpoint"]
    position: Annotated[int, "the first record that differs or is missing, by its place in the log"]
    kind: Annotated[str | None, "what that record says that happened, in the copy"]
    stream: Annotated[str | None, "the subject that it happened to, in the copy"]
    fields: Annotated[
        tuple[tuple[str, Any, Any], ...],
        "what differs: the field, its value in the copy, its value at the source",
    ]
    folder: Annotated[str, "where the evidence is"]
    evidence: Annotated[
        tuple[str, ...], "the files of the evidence: records, checkpoints, proofs of both sides"
    ]
    unwritten: Annotated[str | None, "why the evidence could not be written; null if it was"]


# -- book --------------------------------------------------------------------------------------
# What is kept of a ledger so that answers come at once.


@row_class
class BookFile(Frozen):
    """The book of a ledger: where it lies, of what it was made, and whether nobody changed it."""

    ledger: Annotated[str, "the ledger that it is of"]
    file: Annotated[
        str | None, "where it lies; null where this user has no folder in which it could be kept"
    ]
    kept: Annotated[bool, "whether there is one"]
    size_bytes: Annotated[int, "how big it is; 0 without one"]
    bound: Annotated[
        bool,
        "whether it is the very file that gestand left there for this user; if not, it is not "
        "read, and the next question makes it anew",
    ]
    current: Annotated[
        bool, "whether this program made it; the next question makes that of another one anew"
    ]
    ledger_id: Annotated[str | None, "the id of the ledger that was read; null where nothing was"]
    size: Annotated[int, "how many records of it were read, to which it is held from then on"]
    root: Annotated[str | None, "the root of the Merkle tree over them, in hexadecimal"]
    format: Annotated[
        str | None, "of what made it: a number that follows from the sources of its rows"
    ]
    made_at: Annotated[str | None, "when it was made, or was made longer, in UTC"]
    forgotten: Annotated[bool, "whether it was removed just now, as was asked"]
    differs: Annotated[
        tuple[str, ...] | None,
        "the parts that are not what the records amount to, derived anew; null where that was not "
        "asked, or where no answer rests on it",
    ]


# -- tables ------------------------------------------------------------------------------------
# What an import would make of a table of others.


@row_class
class MadeRecord(Frozen):
    """A record that is made of a row of a table."""

    place: Annotated[str, "the row that it is made of"]
    kind: Annotated[str, "its kind"]
    name: Annotated[str, "its id, or what it is about"]
    said: Annotated[str, "what it says"]
    on: Annotated[str, "when it happened"]
    due: Annotated[str, "the deadline in it; empty without one"]


@row_class
class TableNote(Frozen):
    """Something that is told of how a table was read."""

    code: Annotated[str, "what it is"]
    about: Annotated[str, "the column, the field or the kind of name"]
    text: Annotated[str, "as it stands in the table"]
    read_as: Annotated[str, "as what it was read"]
    count: Annotated[int, "how often"]
    place: Annotated[str, "where first"]


@row_class
class TableImport(Frozen):
    """What an import makes of tables with a mapping."""

    shown: Annotated[tuple[MadeRecord, ...], "the first of the records"]
    more: Annotated[int, "how many records there are beside them"]
    notes: Annotated[tuple[TableNote, ...], "how the tables were read"]
