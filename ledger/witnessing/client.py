"""A log asks a witness to cosign its checkpoint, and understands every answer.

`seen_last` is asked before anything is signed, `witnessed` is the whole conversation after it, and
`submit` is one request of either. A witness may be far away, slow
or malicious: what it answers is believed only as far as its signature goes, and a refusal is put
in words, because each of them asks the operator for something else.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from contextlib import closing
from http import HTTPStatus

from domain.errors import NotFound, Problem, Refused, Tampered, Unavailable
from domain.text import named, quoted
from languages import N_
from ledger.http_client import TIMEOUT_S, Post
from ledger.transparency import checkpoint, witness_protocol
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import InvalidInput, NotProven, number
from ledger.transparency.keys import SigningKey, VerifierKey
from ledger.transparency.merkle_tree import EMPTY_ROOT
from ledger.transparency.witness_protocol import SIZE_TYPE, TEXT_TYPE, Answer, Request

_LONGEST_REASON = 200
"""Characters of what a witness says that are shown."""

_LONGEST_LETTER = 1000
"""Characters of a refusal that came by mail that are shown; ours have about 300."""

_NOT_COSIGNED = "not cosigned: "
"""How a refusal begins that is sent by mail, so that it is not taken for a damaged cosignature."""

Prove = Callable[[int], Sequence[bytes]]
"""The consistency proof from an old size to that of the checkpoint."""


class Line:
    """A connection to the witness at an address, on which it is asked as often as needed.

    url: what the policy gives for the witness, without the `add-checkpoint` at its end. To be
    closed. UsageProblem when the address is none.
    """

    def __init__(self, url: str, timeout_s: float = TIMEOUT_S) -> None:
        self._address = Post(f"{url.rstrip('/')}/add-checkpoint", timeout_s)

    def close(self) -> None:
        """Hang up."""
        self._address.close()

    def submit(self, request: Request) -> Answer:
        """Send a request and return the answer, whatever its status.

        Nothing in the answer is verified: see `witnessed`, or `cosigned` in ledger/transparency.
        Unavailable when nobody answers there in time.
        """
        reply = self._address.send(bytes(request), TEXT_TYPE)
        try:
            status = HTTPStatus(reply.status)
        except ValueError:
            status = HTTPStatus.BAD_GATEWAY
        return Answer(status, reply.body, reply.content_type)


def submit(url: str, request: Request, timeout_s: float = TIMEOUT_S) -> Answer:
    """Send one request to the witness at an address; the problems are those of `Line`."""
    with closing(Line(url, timeout_s)) as line:
        return line.submit(request)


def seen_last(key: SigningKey, ask: Callable[[Request], Answer]) -> int | None:
    """How many records of the log with this key a witness says to have seen; None: it does not say.

    It is shown the checkpoint of an empty log, which is true of every log, so signing it can fork
    none: who has seen more answers with the size (tlog-witness, add-checkpoint: "a client MAY
    initially make a request with an old size of zero"), and who has seen nothing cosigns it.
    """
    nothing = checkpoint.signed(Checkpoint(key.name, 0, EMPTY_ROOT), [key])
    answer = ask(Request(0, (), nothing))
    return 0 if answer.status == HTTPStatus.OK else seen_size(answer)


def request(signed: bytes, prove: Prove, old_size: int) -> Request:
    """The request to cosign a checkpoint, from the size that the witness saw last."""
    return Request(old_size, tuple(prove(old_size)) if old_size else (), signed)


def witnessed(
    signed: bytes, key: VerifierKey, prove: Prove, old_size: int, ask: Callable[[Request], Answer]
) -> bytes:
    """The signed checkpoint with the cosignature of one witness, verified.

    key: of the witness. prove: makes the proof from a size. old_size: what the witness is thought
    to have seen last; when it says otherwise it is asked once more from there. ask: sends a
    request, such as `partial(submit, url)`.

    Raises the problem that `refusal` names, and Unavailable when the answer is no cosignature of
    this witness.
    """
    new = checkpoint.read(signed)
    answer = ask(request(signed, prove, old_size))
    seen = seen_size(answer)
    if seen is not None and seen <= new.size:
        old_size = seen
        answer = ask(request(signed, prove, old_size))
    if answer.status != HTTPStatus.OK:
        raise refusal(key.name, new, answer, same_size=old_size == new.size)
    try:
        return witness_protocol.cosigned(signed, answer.body, [key])
    except (InvalidInput, NotProven) as error:
        raise Unavailable(
            _asking(key.name, new),
            N_("its answer is no cosignature of this witness: {error}").format(error=error),
            N_("Check the address and the key in the policy, and tell those who run the witness"),
        ) from error


def seen_size(answer: Answer) -> int | None:
    """The size that the witness says to have seen last, when it says that it is another one."""
    content_type = answer.content_type.partition(";")[0].strip()
    if answer.status != HTTPStatus.CONFLICT or content_type != SIZE_TYPE:
        return None
    try:
        return number(answer.body.decode("ascii").removesuffix("\n"))
    except (InvalidInput, UnicodeDecodeError):
        return None


def refusal(name: str, new: Checkpoint, answer: Answer, *, same_size: bool = False) -> Problem:
    """Why the witness of that name did not cosign, and what to do about it.

    same_size: it was asked about the size that it saw last, so it is the root that it objects to.

    NotFound for 404, Refused for 400 and 403, Tampered for 409 and 422 (what was shown does not
    extend what the witness saw, or it says so: nothing proves that), Unavailable for the rest.
    """
    asked = _asking(name, new)
    seen = seen_size(answer)
    objects = {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY} if same_size else ()
    # Older witnesses answered 409 without a size where they had cosigned another root.
    without_size = answer.status == HTTPStatus.CONFLICT and seen is None
    if without_size or (answer.status in objects and seen in {None, new.size}):
        obstacle = N_("it has cosigned another history of the same {size:,} records").format(
            size=new.size
        )
        return Tampered(asked, obstacle, _KEEP)
    if seen is not None:
        return _other_size(asked, name, new, seen)
    if answer.status not in _REFUSALS:
        obstacle = N_("it answers {status}: {reason}").format(
            status=int(answer.status), reason=reason(answer.body)
        )
        return Unavailable(asked, obstacle, N_("Try again later, or check the address"))
    problem, obstacle, remedy = _REFUSALS[answer.status]
    return problem(asked, obstacle.format(reason=reason(answer.body)), remedy)


_KEEP = N_("Keep both ledger and checkpoint as they are, and find out which records were changed")

_REFUSALS: dict[HTTPStatus, tuple[type[Problem], str, str]] = {
    HTTPStatus.BAD_REQUEST: (
        Refused,
        N_("it cannot read the request: {reason}"),
        N_("Make the request anew, and send it as it is"),
    ),
    HTTPStatus.FORBIDDEN: (
        Refused,
        N_("it finds no signature by a key of this log that it knows"),
        N_("Give those who run it the verifier key of the log, or sign with the key they have"),
    ),
    HTTPStatus.NOT_FOUND: (
        NotFound,
        N_("it does not know this log"),
        N_("Ask those who run it for `gestand witness add` with the log and its verifier key"),
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: (
        Tampered,
        N_("it is not proven that this log extends what the witness saw before"),
        _KEEP,
    ),
}
"""What each status of tlog-witness means to the log: obstacle and remedy."""


def _asking(name: str, new: Checkpoint) -> str:
    return N_("have {name} witness the {size:,} records of {origin}").format(
        name=name, size=new.size, origin=named(new.origin)
    )


def _other_size(asked: str, name: str, new: Checkpoint, seen: int) -> Problem:
    if seen > new.size:
        return Tampered(
            asked,
            N_("it says that it has seen {seen:,} records of this log, and here are fewer").format(
                seen=seen
            ),
            N_(
                "Look for a ledger that has them all: an older backup may have "
                "been put in its place"
            ),
        )
    return Refused(
        asked,
        N_(
            "it has seen the first {seen:,} records, and the request starts from another size"
        ).format(seen=seen),
        N_(
            "Make the request anew: gestand checkpoint --policy FILE "
            "--requests FOLDER --old {name} {seen}"
        ).format(name=shlex.quote(name), seen=seen),
    )


def letter(problem: Problem) -> bytes:
    """A refusal as it is sent by mail in the place of a cosignature."""
    return f"{_NOT_COSIGNED}{problem}\n".encode()


def refused(answer: bytes) -> str | None:
    """What a witness gives as its reason, if an answer that came by mail is such a letter."""
    text = answer.decode("utf-8", "replace").strip()
    if not text.startswith(_NOT_COSIGNED):
        return None
    return quoted(text.removeprefix(_NOT_COSIGNED), _LONGEST_LETTER)


def reason(body: bytes, most: int = _LONGEST_REASON) -> str:
    """What a witness says, between quotes and no longer than so many characters."""
    text = body.decode("utf-8", "replace").strip()
    return quoted(text, most) if text else N_("it does not say why")
