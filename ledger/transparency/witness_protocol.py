"""The conversation with a witness, without the wire (c2sp.org/tlog-witness, as of July 2026).

A log sends a checkpoint and the proof that it extends the one that the witness saw last:

    old <size>
    <base64 of a hash>      the consistency proof, at most 63
    …
    <blank line>
    <the signed checkpoint>

The witness answers with its cosignature, which says: of this log I have seen no other history.

Whoever runs a witness must look up the state, decide, and store the new state in one transaction,
and answer only after it is on disk. Otherwise of two requests at once the older may win, and the
witness cosigns a shrunken log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint, Signature
from ledger.transparency.encoding import (
    InvalidInput,
    NotProven,
    hash_from_base64,
    join_head,
    number,
    split_head,
    to_base64,
)
from ledger.transparency.keys import SigningKey, VerifierKey, cosigned_at
from ledger.transparency.merkle_tree import EMPTY_ROOT
from ledger.transparency.proofs import MOST_HASHES, verify_consistency

SIZE_TYPE = "text/x.tlog.size"
"""Content type of the size that a witness saw last."""

TEXT_TYPE = "text/plain; charset=utf-8"

_OLD = "old "
_OTHER_ROOT = "another root was cosigned for this size"
_NO_ROOT = "an empty log has the root of an empty tree"


@dataclass(frozen=True, slots=True)
class Request:
    """What a log asks: to cosign a checkpoint that extends the log of `old_size` entries."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def __bytes__(self) -> bytes:
        hashes = [to_base64(node) for node in self.proof]
        return join_head([f"{_OLD}{self.old_size}", *hashes], self.checkpoint)


@dataclass(frozen=True, slots=True)
class Known:
    """What a witness keeps of a log: whose signatures it trusts, and what it cosigned last."""

    keys: tuple[VerifierKey, ...]
    size: int = 0
    root: bytes = EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class Answer:
    """What the witness answers; `accepted` must be on disk before it is sent."""

    status: HTTPStatus
    body: bytes
    content_type: str = TEXT_TYPE
    accepted: Checkpoint | None = None


def parse(body: bytes) -> Request:
    """Read a request; bytes(parse(b)) == b. The checkpoint in it is not looked at yet."""
    (old, *hashes), signed = split_head(body)
    if not old.startswith(_OLD):
        raise InvalidInput("a request starts with the old size")
    if len(hashes) > MOST_HASHES:
        raise InvalidInput(f"a request has at most {MOST_HASHES} hashes, not {len(hashes)}")
    proof = tuple(hash_from_base64(line) for line in hashes)
    return Request(number(old.removeprefix(_OLD)), proof, signed)


def decide(body: bytes, logs: Mapping[str, Known], key: SigningKey, time: int) -> Answer:
    """What a witness answers to a request.

    logs: what it knows of each log, by origin. time: seconds since 1970, for the cosignature.

    200 and the cosignature; 400 what cannot be read, or an old size above the new one; 404 a log
    that is not known; 403 no valid signature of that log; 409 another size than the witness saw
    last, always with that size; 422 a proof that proves nothing, another root of the same size,
    and of an empty log any but the root of an empty tree.
    """
    try:
        request = parse(body)
        text, _ = checkpoint.split(request.checkpoint)
        new = checkpoint.parse_claim(text)
    except InvalidInput as problem:
        return _refusal(HTTPStatus.BAD_REQUEST, problem)
    known = logs.get(new.origin)
    if known is None:
        return _refusal(HTTPStatus.NOT_FOUND, "this log is not known here")
    objection = _objection(request, new, known)
    if objection is not None:
        return objection
    cosignature = checkpoint.cosign(text, key, time)
    return Answer(HTTPStatus.OK, cosignature.line.encode(), accepted=new)


def cosigned(signed: bytes, answer: bytes, keys: Iterable[VerifierKey]) -> bytes:
    """The checkpoint with the cosignatures of known witnesses out of an answer of status 200.

    Of each witness the newest cosignature stays, so that an old one, sent again, takes nothing
    away. InvalidInput when the answer has no signatures; NotProven when none is of a known
    witness, or one of them is wrong.
    """
    opened = checkpoint.parse_note(signed)
    try:
        offered = checkpoint.parse_signatures(answer.decode())
    except UnicodeDecodeError:
        raise InvalidInput("a witness answers in UTF-8") from None
    added = checkpoint.verified(checkpoint.Note(opened.text, tuple(offered)), keys)
    held = {(line.name, line.key_id): line for line in opened.signatures}
    newest = {
        (key.name, key.id): _newer(key, opened.text, held.get((key.name, key.id)), signature)
        for key, signature in added.items()
    }
    kept = [line for line in opened.signatures if (line.name, line.key_id) not in newest]
    return checkpoint.write(opened.text, [*kept, *newest.values()])


def _newer(key: VerifierKey, text: str, held: Signature | None, offered: Signature) -> Signature:
    if held is None or not key.verifies(text, held.value):
        return offered
    return max(held, offered, key=lambda line: cosigned_at(line.value))


def _objection(request: Request, new: Checkpoint, known: Known) -> Answer | None:
    """Why a checkpoint of a known log is not cosigned, if it is not."""
    try:
        checkpoint.verified(checkpoint.parse_note(request.checkpoint), known.keys)
    except (InvalidInput, NotProven) as problem:
        # Of signatures that cannot be read none verifies either.
        return _refusal(HTTPStatus.FORBIDDEN, problem)
    if request.old_size > new.size:
        return _refusal(HTTPStatus.BAD_REQUEST, "the old size is above the new one")
    if request.old_size != known.size:
        return Answer(HTTPStatus.CONFLICT, f"{known.size}\n".encode(), SIZE_TYPE)
    if known.size == new.size and known.root != new.root:
        return _refusal(HTTPStatus.UNPROCESSABLE_ENTITY, _OTHER_ROOT if new.size else _NO_ROOT)
    try:
        _check_extends(known, new, request)
    except NotProven as problem:
        return _refusal(HTTPStatus.UNPROCESSABLE_ENTITY, problem)
    return None


def _check_extends(known: Known, new: Checkpoint, request: Request) -> None:
    if known.size > 0:
        verify_consistency(known.size, new.size, request.proof, known.root, new.root)
    elif request.proof:
        raise NotProven("from size 0 there is nothing to prove")


def _refusal(status: HTTPStatus, reason: object) -> Answer:
    return Answer(status, f"{reason}\n".encode())
