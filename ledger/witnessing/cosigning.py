"""A log collects cosignatures: it asks every witness at once, and takes in what came by mail.

What has been signed is kept whatever the witnesses say, and no witness stands in the way of
another. A cosignature is kept with the checkpoint below which it stands, as one more row of the
ledger: see `ledger/store/log_tables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import TypeVar

from domain.errors import Problem, Tampered
from languages import N_
from ledger.http_client import TIMEOUT_S
from ledger.store.address import Location
from ledger.store.reader import Reader
from ledger.transparency import checkpoint, witness_protocol
from ledger.transparency.checkpoint import Note, Signature
from ledger.transparency.encoding import InvalidInput, NotProven
from ledger.transparency.keys import SigningKey, VerifierKey
from ledger.transparency.proofs import prove_consistency
from ledger.transparency.witness_protocol import Answer, Request
from ledger.witnessing.client import Line, Prove, seen_last, witnessed

FIRST_TIMEOUT_S = 10.0
"""How long a witness may take to say what it has seen: who does not is asked again later."""

T = TypeVar("T")

_LONGEST_NAME = 100
"""Characters of the name of a witness that the name of a file begins with."""

Urls = Mapping[VerifierKey, str]
"""Where witnesses are reached, by their keys."""


def sizes_seen(
    key: SigningKey, urls: Urls, timeout_s: float = FIRST_TIMEOUT_S
) -> dict[VerifierKey, int]:
    """How many records of the log with this key its witnesses say to have seen; see `seen_last`.

    Of those who cannot be reached, or do not say, there is nothing. It lasts as long as the slowest
    of them, at most the timeout.
    """

    def ask(verifier_key: VerifierKey) -> int | None:
        with _asking(verifier_key, urls[verifier_key], timeout_s) as submit:
            return seen_last(key, submit)

    return {key: size for key, size in _at_once(ask, urls).items() if isinstance(size, int)}


def collected(
    signed: bytes,
    urls: Urls,
    prove: Prove,
    old_sizes: Mapping[VerifierKey, int],
    timeout_s: float = TIMEOUT_S,
) -> tuple[bytes, list[Problem]]:
    """A checkpoint with the cosignatures of all who gave one, and why each of the others did not.

    prove: makes the proof from a size; called from several threads. old_sizes: what each witness
    is thought to have seen last, where that is known. Every cosignature is verified. It lasts as
    long as the slowest witness, at most twice the timeout.
    """

    def ask(verifier_key: VerifierKey) -> bytes:
        old_size = old_sizes.get(verifier_key, 0)
        with _asking(verifier_key, urls[verifier_key], timeout_s) as submit:
            return witnessed(signed, verifier_key, prove, old_size, submit)

    problems: list[Problem] = []
    for key, answer in _at_once(ask, urls).items():
        if isinstance(answer, Problem):
            problems.append(answer)
        else:
            _, below = checkpoint.split(answer)
            signed = witness_protocol.cosigned(signed, below.encode(), [key])
    return signed, problems


def proofs(ledger: Location, size: int) -> Prove:
    """Proves from any size that the first `size` records of a ledger extend it, from any thread."""

    def prove(old_size: int) -> Sequence[bytes]:
        with closing(Reader(ledger)) as reader:
            try:
                return prove_consistency(reader.subtrees(size), old_size, size)
            except InvalidInput as error:
                raise Tampered(
                    N_(
                        "prove that the ledger {ledger} extends its first {old_size:,} records"
                    ).format(ledger=ledger, old_size=old_size),
                    str(error),
                    N_("Find out with `gestand verify` what happened"),
                ) from error

    return prove


@contextmanager
def _asking(key: VerifierKey, url: str, timeout_s: float) -> Iterator[Callable[[Request], Answer]]:
    """Asks a witness over one connection; a problem says which it is, for an address may not."""

    def named(problem: Problem) -> Problem:
        asked = N_("ask the witness {name} at {url}").format(name=key.name, url=url)
        return type(problem)(asked, problem.obstacle, problem.remedy)

    try:
        line = Line(url, timeout_s)
    except Problem as problem:
        raise named(problem) from problem

    def submit(request: Request) -> Answer:
        try:
            return line.submit(request)
        except Problem as problem:
            raise named(problem) from problem

    with closing(line):
        yield submit


def _at_once(
    ask: Callable[[VerifierKey], T], witnesses: Iterable[VerifierKey]
) -> dict[VerifierKey, T | Problem]:
    """What each witness answers, or the problem with it; a slow one keeps no other waiting."""

    def answer(verifier_key: VerifierKey) -> T | Problem:
        try:
            return ask(verifier_key)
        except Problem as problem:
            return problem

    asked = list(witnesses)
    with ThreadPoolExecutor(max_workers=max(1, len(asked))) as threads:
        return dict(zip(asked, threads.map(answer, asked), strict=True))


def gathered(kept: Iterable[tuple[int, bytes]], origin: str) -> list[bytes]:
    """The checkpoints of a log out of all that are kept, each once and with all its signatures.

    kept: in the order in which they came. The largest is first; of two of one size, which a log
    signs only when it forks, the later. What cannot be read is left out.
    """
    signatures: dict[str, dict[tuple[str, bytes], Signature]] = {}
    order: dict[str, tuple[int, int]] = {}
    for number, (_, message) in enumerate(kept):
        try:
            opened = checkpoint.parse_note(message)
            read = checkpoint.parse_checkpoint(opened.text)
        except InvalidInput:
            continue
        if read.origin == origin:
            order[opened.text] = (read.size, number)
            below = signatures.setdefault(opened.text, {})
            below.update(
                {(signature.name, signature.key_id): signature for signature in opened.signatures}
            )
    texts = sorted(signatures, key=lambda text: order[text], reverse=True)
    return [checkpoint.write(text, list(signatures[text].values())) for text in texts]


def sizes_cosigned(
    checkpoints: Sequence[bytes], witnesses: Iterable[VerifierKey]
) -> dict[VerifierKey, int]:
    """The size of the largest checkpoint that each witness cosigned, of those that did.

    checkpoints: as `gathered` gives them. A line in the name of a witness that is not its signature
    counts for nothing.
    """
    opened = [checkpoint.parse_note(message) for message in checkpoints]
    sizes = ((key, _cosigned(opened, key)) for key in witnesses)
    return {key: size for key, size in sizes if size is not None}


def _cosigned(opened: Iterable[Note], key: VerifierKey) -> int | None:
    for note in opened:
        try:
            checkpoint.verified(note, [key])
        except NotProven:
            continue
        return checkpoint.parse_checkpoint(note.text).size
    return None


def answered(
    checkpoints: Iterable[bytes], answer: bytes, witnesses: Sequence[VerifierKey]
) -> bytes:
    """The checkpoint to which an answer belongs that came by mail, with the cosignature in it.

    checkpoints: as `gathered` gives them. InvalidInput when the answer has no signatures;
    NotProven when it belongs to none of them, or is of none of the witnesses.
    """
    for signed in checkpoints:
        try:
            return witness_protocol.cosigned(signed, answer, witnesses)
        except NotProven:
            continue
    raise NotProven(
        N_("it is no cosignature of a witness of the policy under a checkpoint kept here")
    )


def request_file(name: str, key: VerifierKey) -> str:
    """What to call the request to a witness: its name, if a file can have it on every system.

    Otherwise what is left of it, and the id of its key, so that no two are called the same.
    """
    plain = re.sub("[^a-z0-9._-]", "-", name.lower()).lstrip(".-")[:_LONGEST_NAME]
    return f"{plain if plain == name else f'{plain}-{key.id.hex()}'}.request"


def ending(failures: Sequence[Problem], missing: Problem | None) -> list[Problem]:
    """With which problems the collecting ends; with none of them it succeeded.

    failures: why witnesses did not cosign. missing: what the quorum still lacks, None when it is
    reached. That a witness says that it saw another history is never made good by a quorum.
    """
    if missing is not None:
        return [*failures, missing]
    return list(failures) if any(isinstance(failure, Tampered) for failure in failures) else []
