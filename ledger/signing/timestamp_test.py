"""What a timestamp proves, and everything that proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256, sha512

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from domain.errors import Problem, Refused, Tampered, Unavailable, Unreadable
from ledger.http_post_test import says, server
from ledger.signing import timestamp
from ledger.store.time_authority_test import (
    NOON,
    OCTETS,
    SEQUENCE,
    Authority,
    algorithm,
    der,
    integer,
    read,
)
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import SigningKey, Type

LOG = SigningKey("example.org/ledger", Type.SIGNATURE, bytes(32))
SHOWN = Checkpoint(LOG.name, 7, bytes(32))
SIGNED = checkpoint.signed(SHOWN, [LOG])
AUTHORITY = Authority()
QUERY = timestamp.query(SIGNED)
REPLY = AUTHORITY.reply(QUERY)


def test_what_is_shown() -> None:
    """The hash of the text of the checkpoint, and nothing that tells who asks."""
    ((_, fields),) = read(QUERY)
    (_, version), (_, imprint), *rest = read(fields)
    assert version == b"\x01"
    assert read(imprint)[1] == (OCTETS, sha256(SHOWN.text.encode()).digest())
    assert len(rest) <= 1


def test_proven() -> None:
    """Moment, accuracy, authority and checkpoint, as the authority said."""
    stamped = timestamp.verify(REPLY, SIGNED, AUTHORITY.pem)
    expected = timestamp.Timestamp(SHOWN, "2026-11-24T12:00:00", 1, "CN=Test authority")
    assert stamped == expected
    assert timestamp.taken(REPLY, SIGNED) == REPLY


@pytest.mark.parametrize("name", ["t", "T" * 60])
@pytest.mark.parametrize("unit_first", [True, False])
def test_any_order_of_certificates(name: str, *, unit_first: bool) -> None:
    """Whichever stands first, and whichever is longer: that set has no order (RFC 5652)."""
    authority = Authority(name=name, unit_first=unit_first)
    reply = authority.reply(QUERY)
    assert timestamp.taken(reply, SIGNED) == reply
    stamped = timestamp.verify(reply, SIGNED, authority.pem)
    assert stamped.authority == f"CN={name}"


@given(st.binary(max_size=40), st.integers(0, len(REPLY)))
def test_damaged_before_it_is_sorted(content: bytes, at: int) -> None:
    """What is no reply stays what it is, and is refused by what reads it."""
    with suppress(Problem):
        timestamp.verify(REPLY[:at] + content + REPLY[at:], SIGNED, AUTHORITY.pem)
    with suppress(Problem):
        timestamp.verify(content, SIGNED, AUTHORITY.pem)


def test_long_afterwards() -> None:
    """A certificate that has expired since does no harm: it was valid when it signed."""
    past = Authority(begins=NOON - timedelta(days=5000))
    reply = past.reply(QUERY, NOON - timedelta(days=4990))
    assert timestamp.verify(reply, SIGNED, past.pem).moment == "2013-03-27T12:00:00"


def test_another_hash() -> None:
    """A question that somebody made with another of the known hashes is as good."""
    imprint = der(
        SEQUENCE,
        algorithm("2.16.840.1.101.3.4.2.3"),
        der(OCTETS, sha512(SHOWN.text.encode()).digest()),
    )
    reply = AUTHORITY.reply(der(SEQUENCE, integer(1), imprint))
    assert timestamp.taken(reply, SIGNED) == reply
    assert timestamp.verify(reply, SIGNED, AUTHORITY.pem).checkpoint == SHOWN
    weak = der(SEQUENCE, algorithm("1.3.14.3.2.26"), der(OCTETS, bytes(20)))
    reply = AUTHORITY.reply(der(SEQUENCE, integer(1), weak))
    with pytest.raises(Refused):
        timestamp.taken(reply, SIGNED)
    with pytest.raises(Tampered):
        timestamp.verify(reply, SIGNED, AUTHORITY.pem)


MISBEHAVING: dict[str, Callable[[], Authority]] = {
    "for servers": lambda: Authority(usages=[ExtendedKeyUsageOID.SERVER_AUTH]),
    "for servers too": lambda: Authority(
        usages=[ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.SERVER_AUTH]
    ),
    "for anything": lambda: Authority(usages=[]),
    "not critical": lambda: Authority(critical=False),
    "expired": lambda: Authority(begins=NOON - timedelta(days=31)),
    "not yet valid": lambda: Authority(begins=NOON + timedelta(seconds=1)),
}


@pytest.mark.parametrize("why", MISBEHAVING)
def test_certificates_that_do_not_fit(why: str) -> None:
    """A certificate for something else, or not valid at that moment, vouches for nothing."""
    authority = MISBEHAVING[why]()
    with pytest.raises(Tampered, match="it does not prove that they existed"):
        timestamp.verify(authority.reply(QUERY), SIGNED, authority.pem)


def test_forgeries() -> None:
    """Another root of the same name, another time under the signature, another checkpoint."""
    with pytest.raises(Tampered):
        timestamp.verify(REPLY, SIGNED, Authority().pem)
    earlier = AUTHORITY.info(QUERY, NOON - timedelta(hours=5))
    token = AUTHORITY.token(AUTHORITY.info(QUERY, NOON), replacement=earlier)
    forged = der(SEQUENCE, der(SEQUENCE, integer(0)), token)
    with pytest.raises(Tampered, match="digest failure"):
        timestamp.verify(forged, SIGNED, AUTHORITY.pem)
    another = checkpoint.signed(Checkpoint(LOG.name, 8, bytes(32)), [LOG])
    with pytest.raises(Tampered, match="Mismatch between messages"):
        timestamp.verify(REPLY, another, AUTHORITY.pem)
    with pytest.raises(Refused, match="something else than this checkpoint"):
        timestamp.taken(REPLY, another)


@pytest.mark.parametrize("change", [0x01, 0x80])
def test_every_byte_counts(change: int) -> None:
    """With any byte changed it proves nothing else than it did, and most often nothing at all."""
    proven = timestamp.verify(REPLY, SIGNED, AUTHORITY.pem)
    still = 0
    for at in range(len(REPLY)):
        changed = REPLY[:at] + bytes([REPLY[at] ^ change]) + REPLY[at + 1 :]
        with suppress(Problem):
            assert timestamp.verify(changed, SIGNED, AUTHORITY.pem) == proven
            still += 1
    # What nobody signs: versions, and the parameters of algorithms.
    assert still < len(REPLY) / 50


@given(st.binary(max_size=300) | st.integers(0, len(REPLY) - 1).map(lambda end: REPLY[:end]))
def test_no_replies(reply: bytes) -> None:
    """What is no reply of an authority is said to be none."""
    with pytest.raises((Unreadable, Refused)):
        timestamp.taken(reply, SIGNED)
    with pytest.raises((Unreadable, Tampered)):
        timestamp.verify(reply, SIGNED, AUTHORITY.pem)


@pytest.mark.parametrize("roots", [b"", b"a letter", AUTHORITY.pem[:-60], b"\xff"])
def test_no_roots(roots: bytes) -> None:
    """Without certificates there is nobody to trust."""
    with pytest.raises(Unreadable, match="no certificates in PEM"):
        timestamp.verify(REPLY, SIGNED, roots)


def test_an_older_reply_in_between() -> None:
    """The answer that comes over the network is the one to this very question."""
    asked = TimestampRequestBuilder().data(SHOWN.text.encode())
    before = asked.hash_algorithm(HashAlgorithm.SHA256).build().as_bytes()
    head = b"HTTP/1.0 200 OK\r\nContent-Type: application/timestamp-reply\r\n\r\n"
    for reply in (REPLY, AUTHORITY.reply(before)):
        with (
            server(says(head + reply)) as url,
            pytest.raises(Unavailable, match="the reply is to another question"),
        ):
            timestamp.ask(url, SIGNED)
