"""When a checkpoint existed, by the word of a time authority (RFC 3161).

A time authority signs the hash of what it is shown together with the time. Shown is the text of a
checkpoint (origin, size and root) without the signatures under it, so that a timestamp also holds
for the same checkpoint with further cosignatures. It proves that nothing in those records is
younger: whoever forges an older past would need an older timestamp.

The reply of the authority is kept as it came (`application/timestamp-reply`), so that other
programs can check it too, such as `openssl ts -verify`. It is checked without a network, against
the root certificates that the reader trusts, at the time that the timestamp states.

The package `rfc3161-client` computes all of this; it is an extra and loaded when it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256, sha384, sha512
from http import HTTPStatus
from typing import TYPE_CHECKING

from domain.errors import Refused, Tampered, Unavailable, Unreadable
from domain.text import named, quoted
from languages import N_
from ledger.http_client import TIMEOUT_S, post
from ledger.said_by_others import MOST_QUOTED
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import InvalidInput

if TYPE_CHECKING:
    from types import ModuleType

    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

SUFFIX = ".tsr"
"""How the name of a file with a reply ends; it stands beside the checkpoint."""

_QUERY_TYPE, _REPLY_TYPE = "application/timestamp-query", "application/timestamp-reply"

_HASHES = {
    "2.16.840.1.101.3.4.2.1": sha256,
    "2.16.840.1.101.3.4.2.2": sha384,
    "2.16.840.1.101.3.4.2.3": sha512,
}
"""The hashes by which a text may have been shown; questions of ours use the first."""

_CAUSES = (re.compile(r'data: "Verify error: ([^"]+)"'), re.compile(r'reason: "([^"]+)"'))
"""What OpenSSL says in the middle of its account of a failure, the most telling first."""


@dataclass(frozen=True, slots=True)
class Timestamp:
    """What an authority vouches for: this checkpoint existed at this moment.

    moment: in UTC, to the second. within_s: it may be off by so many seconds, if the authority
    says that. authority: the subject of its certificate.
    """

    checkpoint: Checkpoint
    moment: str
    within_s: int | None
    authority: str


def query(signed: bytes) -> bytes:
    """The question to an authority about a signed checkpoint, to be sent by hand."""
    client = _client()
    builder = client.TimestampRequestBuilder(nonce=False).data(_text(signed))
    return bytes(builder.hash_algorithm(client.HashAlgorithm.SHA256).build().as_bytes())


def ask(url: str, signed: bytes, timeout_s: float = TIMEOUT_S) -> bytes:
    """The reply of the authority at an address about a signed checkpoint.

    It is granted, about this checkpoint, and the answer to this question; whether the authority
    is one to trust is for `verify`. Unavailable when no such reply comes.
    """
    client = _client()
    builder = client.TimestampRequestBuilder().data(_text(signed))
    request = builder.hash_algorithm(client.HashAlgorithm.SHA256).build()
    answer = post(url, request.as_bytes(), _QUERY_TYPE, timeout_s)
    content_type = answer.content_type.partition(";")[0].strip()
    if answer.status != HTTPStatus.OK or content_type != _REPLY_TYPE:
        raise Unavailable(
            N_("ask {url} for a timestamp").format(url=url),
            N_("it answers {status}, {content_type}").format(
                status=answer.status,
                content_type=named(content_type) if content_type else N_("of no type"),
            ),
            N_("Check the address: it must be that of a time authority (RFC 3161)"),
        )
    reply = taken(answer.body, signed)
    if _decoded(reply).tst_info.nonce != request.nonce:
        raise Unavailable(
            N_("ask {url} for a timestamp").format(url=url),
            N_("the reply is to another question"),
            N_("Ask again; somebody in between may have sent an older reply"),
        )
    return reply


def taken(reply: bytes, signed: bytes) -> bytes:
    """The reply itself, if it is granted and about this checkpoint; Refused otherwise."""
    asked = N_("keep the timestamp")
    response = _decoded(reply)
    if response.status != 0:
        reason = ", ".join(map(quoted, response.status_string)) or N_("without a reason")
        raise Refused(
            asked,
            N_("the authority did not grant it (status {status}, {reason})").format(
                status=response.status, reason=reason
            ),
            N_("Ask again, or ask another authority"),
        )
    imprint = response.tst_info.message_imprint
    if not _is_hash(imprint.hash_algorithm.dotted_string, imprint.message, _text(signed)):
        raise Refused(
            asked,
            N_("it is about something else than this checkpoint"),
            N_("Name the checkpoint that was shown to the authority"),
        )
    return reply


def verify(reply: bytes, signed: bytes, roots: bytes) -> Timestamp:
    """What a reply proves about a signed checkpoint, offline.

    roots: certificates in PEM, those that the reader trusts, and any between them and that of the
    authority. Unreadable when reply or roots are none; Tampered when the reply does not prove it.
    """
    client, shown = _client(), checkpoint.parse_checkpoint(_text(signed).decode())
    response = _decoded(reply)
    try:
        verifier = client.VerifierBuilder(roots=_certificates(roots)).build()
        verifier.verify_message(response, _text(signed))
    except (client.VerificationError, ValueError) as error:
        raise Tampered(
            N_("verify the timestamp on {size:,} records of {origin}").format(
                size=shown.size, origin=shown.origin
            ),
            N_("it does not prove that they existed: {cause}").format(cause=_cause(error)),
            N_("Check that it belongs to this checkpoint, and the roots to its authority"),
        ) from error
    info = response.tst_info
    moment = info.gen_time.replace(tzinfo=None).isoformat(timespec="seconds")
    accuracy = info.accuracy
    within_s = None if accuracy is None else accuracy.seconds
    return Timestamp(shown, moment, within_s, _signer(response))


def _client() -> ModuleType:
    try:
        import rfc3161_client
    except ImportError as error:
        raise Unavailable(
            N_("work with timestamps"),
            N_("the package rfc3161-client is not installed"),
            N_("Install gestand with its extra: pip install 'gestand[timestamps]'"),
        ) from error
    return rfc3161_client


def _text(signed: bytes) -> bytes:
    """What is shown to an authority: the text of the checkpoint."""
    try:
        text = checkpoint.parse_note(signed).text
        checkpoint.parse_checkpoint(text)
    except InvalidInput as error:
        raise Unreadable(
            N_("read the checkpoint"), str(error), N_("Name a file with a signed checkpoint")
        ) from error
    return text.encode()


def _decoded(reply: bytes) -> TimeStampResponse:
    try:
        response: TimeStampResponse = _client().decode_timestamp_response(_sorted(reply))
    except ValueError as error:
        raise _no_reply(error) from error
    if response.status == 0:
        try:
            response.tst_info  # noqa: B018 - it is read when it is asked for
        except ValueError as error:
            raise _no_reply(error) from error
    return response


# -- order of certificates ---------------------------------------------------------------------
# The set of certificates in a reply may be in any order (CMS, RFC 5652, section 5.1), and OpenSSL
# puts that of the authority first. The package reads a set in the order of DER alone. The set is
# signed by nobody, so that it can be put in that order before it is read; the reply is kept as it
# came.

_CERTIFICATES = 0xA0
_TO_CERTIFICATES = 3
"""Before them stand the version, the algorithms and what was signed."""


def _sorted(reply: bytes) -> bytes:
    """The reply with its certificates in the order of DER; as it is where it is no such reply."""
    try:
        start, end = _certificates_in(reply)
        certificates = [reply[begin:stop] for _, begin, _, stop in _elements(reply, start, end)]
    except (IndexError, ValueError):
        return reply
    longest = max(map(len, certificates), default=0)
    certificates.sort(key=lambda certificate: certificate.ljust(longest, b"\0"))
    return reply[:start] + b"".join(certificates) + reply[end:]


def _certificates_in(reply: bytes) -> tuple[int, int]:
    """Where the certificates begin and end; ValueError where there are none.

    TimeStampResp: status and token; the token: an identifier and, tagged, what was signed.
    """
    (_, _, start, end), *_ = _elements(reply, 0, len(reply))
    _, (_, _, start, end), *_ = _elements(reply, start, end)
    _, (_, _, start, end), *_ = _elements(reply, start, end)
    ((_, _, start, end),) = _elements(reply, start, end)
    signed = [*_elements(reply, start, end)]
    tag, _, start, end = signed[_TO_CERTIFICATES]
    if tag != _CERTIFICATES:
        raise ValueError(N_("the reply brings no certificates"))
    return start, end


def _elements(der: bytes, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """The elements of a stretch: tag, begin, and where the content begins and ends."""
    while start < end:
        tag, length, content = der[start], der[start + 1], start + 2
        if length >= _LONG:
            octets = length - _LONG
            length, content = (
                int.from_bytes(der[content : content + octets], "big"),
                content + octets,
            )
        stop = content + length
        if stop > end:
            raise ValueError(N_("an element ends behind what it is in"))
        yield tag, start, content, stop
        start = stop


_LONG = 0x80
"""From here on the first octet of a length says how many octets the length has."""


def _no_reply(error: Exception) -> Unreadable:
    return Unreadable(
        N_("read the timestamp"),
        N_("it is no reply of a time authority ({error})").format(
            error=quoted(str(error), MOST_QUOTED)
        ),
        N_("Name a file as the authority sent it, such as checkpoint.tsr"),
    )


def _certificates(pem: bytes) -> list[Certificate]:
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(pem)
    except ValueError as error:
        raise Unreadable(
            N_("read the roots"),
            N_("the file holds no certificates in PEM"),
            N_("Get the root certificates from the authority, and make sure that they are its own"),
        ) from error


def _is_hash(algorithm: str, hashed: bytes, text: bytes) -> bool:
    return algorithm in _HASHES and hashed == _HASHES[algorithm](text).digest()


def _signer(response: TimeStampResponse) -> str:
    """The subject of the certificate that signed; the verifier has made sure that it is there."""
    from cryptography.x509 import load_der_x509_certificate

    (signer,) = response.signed_data.signer_infos
    certificates = [
        load_der_x509_certificate(certificate) for certificate in response.signed_data.certificates
    ]
    subjects = (
        certificate.subject.rfc4514_string()
        for certificate in certificates
        if (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number)
    )
    return next(subjects, "")


def _cause(error: Exception) -> str:
    causes = (match[1] for cause in _CAUSES if (match := cause.search(str(error))))
    return quoted(next(causes, str(error)), MOST_QUOTED)
