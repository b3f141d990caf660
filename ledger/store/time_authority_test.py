"""A time authority (RFC 3161) for tests, in pure Python: it reads queries and signs replies.

It writes DER (X.690) and CMS (RFC 5652) by hand, so that a test can also make replies that no
honest authority would give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SEQUENCE, SET, INTEGER, OCTETS, OID, NULL, BOOLEAN, TIME = (
    0x30, 0x31, 0x02, 0x04, 0x06, 0x05, 0x01, 0x18,
)  # fmt: skip
SHA256 = "2.16.840.1.101.3.4.2.1"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
SIGNED_DATA = "1.2.840.113549.1.7.2"
TST_INFO = "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"
POLICY = "1.3.6.1.4.1.99999.1"

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def der(tag: int, *parts: bytes) -> bytes:
    """A value with its tag and length."""
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + body


def integer(value: int) -> bytes:
    """A whole number that is not negative."""
    return der(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    """An object identifier."""
    first, second, *rest = (int(part) for part in dotted.split("."))
    body = bytearray()
    for number in (40 * first + second, *rest):
        groups = [number & 0x7F]
        while number := number >> 7:
            groups.append(0x80 | number & 0x7F)
        body += bytes(reversed(groups))
    return der(OID, bytes(body))


def read(content: bytes) -> list[tuple[int, bytes]]:
    """The tags and contents of the values that stand one after the other."""
    parts: list[tuple[int, bytes]] = []
    while content:
        tag, length, start = content[0], content[1], 2
        if length & 0x80:
            start = 2 + (length & 0x7F)
            length = int.from_bytes(content[2:start], "big")
        parts.append((tag, content[start : start + length]))
        content = content[start + length :]
    return parts


def algorithm(dotted: str) -> bytes:
    """An algorithm without parameters."""
    return der(SEQUENCE, oid(dotted), der(NULL))


def attribute(dotted: str, value: bytes) -> bytes:
    """A signed attribute with one value."""
    return der(SEQUENCE, oid(dotted), der(SET, value))


@dataclass
class Authority:
    """A root that certified an authority for a time, and how the authority misbehaves, if so.

    usages, critical: what the certificate allows. days: how long it is valid from its beginning
    on. digest: what the signature is over, when not over the content. unit_first: whether the reply
    brings the root too, and behind or before the certificate of the authority.
    """

    begins: datetime = NOON - timedelta(days=1)
    days: int = 30
    usages: Sequence[x509.ObjectIdentifier] = (ExtendedKeyUsageOID.TIME_STAMPING,)
    critical: bool = True
    name: str = "Test authority"
    unit_first: bool | None = None
    root_key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def _certificate(
        self, subject: str, key: ec.EllipticCurvePrivateKey
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test root")]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
        )

    @cached_property
    def root(self) -> x509.Certificate:
        """The certificate that whoever verifies trusts."""
        builder = self._certificate("Test root", self.root_key)
        builder = builder.not_valid_before(NOON - timedelta(days=9999))
        builder = builder.not_valid_after(NOON + timedelta(days=9999))
        constraints = x509.BasicConstraints(ca=True, path_length=None)
        return builder.add_extension(constraints, critical=True).sign(
            self.root_key, hashes.SHA256()
        )

    @cached_property
    def certificate(self) -> x509.Certificate:
        """The certificate of the authority itself."""
        builder = self._certificate(self.name, self.key).not_valid_before(self.begins)
        builder = builder.not_valid_after(self.begins + timedelta(days=self.days))
        if self.usages:
            usage = x509.ExtendedKeyUsage(list(self.usages))
            builder = builder.add_extension(usage, critical=self.critical)
        return builder.sign(self.root_key, hashes.SHA256())

    def _brought(self, certificate: bytes) -> list[bytes]:
        """The certificates that a reply brings."""
        if self.unit_first is None:
            return [certificate]
        both = [certificate, self.root.public_bytes(Encoding.DER)]
        return both if self.unit_first else both[::-1]

    @property
    def pem(self) -> bytes:
        """The root as it is kept in a file."""
        return self.root.public_bytes(Encoding.PEM)

    def reply(self, query: bytes, moment: datetime = NOON, status: int = 0) -> bytes:
        """The answer to a query: the moment at which it came, signed."""
        if status:
            return der(SEQUENCE, der(SEQUENCE, integer(status)))
        token = self.token(self.info(query, moment))
        return der(SEQUENCE, der(SEQUENCE, integer(0)), token)

    def info(self, query: bytes, moment: datetime) -> bytes:
        """TSTInfo: what was hashed, and when."""
        ((_, fields),) = read(query)
        (_, _), (_, imprint), *rest = read(fields)
        nonce = [der(INTEGER, value) for tag, value in rest if tag == INTEGER]
        return der(
            SEQUENCE,
            integer(1),
            oid(POLICY),
            der(SEQUENCE, imprint),
            integer(4711),
            der(TIME, f"{moment:%Y%m%d%H%M%S}Z".encode()),
            der(SEQUENCE, integer(1)),
            *nonce,
        )

    def token(self, info: bytes, replacement: bytes | None = None) -> bytes:
        """TSTInfo, signed (CMS); `replacement` is put in its place after signing."""
        certificate = self.certificate.public_bytes(Encoding.DER)
        used = der(SEQUENCE, der(OCTETS, sha256(certificate).digest()))
        attributes = b"".join(
            sorted(
                [
                    attribute(CONTENT_TYPE, oid(TST_INFO)),
                    attribute(MESSAGE_DIGEST, der(OCTETS, sha256(info).digest())),
                    attribute(SIGNING_CERTIFICATE, der(SEQUENCE, der(SEQUENCE, used))),
                ]
            )
        )
        signature = self.key.sign(der(SET, attributes), ec.ECDSA(hashes.SHA256()))
        issuer = self.certificate.issuer.public_bytes()
        signer = der(
            SEQUENCE,
            integer(1),
            der(SEQUENCE, issuer, integer(self.certificate.serial_number)),
            algorithm(SHA256),
            der(0xA0, attributes),
            der(SEQUENCE, oid(ECDSA_SHA256)),
            der(OCTETS, signature),
        )
        content = der(SEQUENCE, oid(TST_INFO), der(0xA0, der(OCTETS, replacement or info)))
        signed = der(
            SEQUENCE,
            integer(3),
            der(SET, algorithm(SHA256)),
            content,
            der(0xA0, *self._brought(certificate)),
            der(SET, signer),
        )
        return der(SEQUENCE, oid(SIGNED_DATA), der(0xA0, signed))


def test_der() -> None:
    """The encoder writes what X.690 gives as examples, and reads what it wrote."""
    assert integer(0) == bytes.fromhex("020100")
    assert integer(128) == bytes.fromhex("02020080")
    assert oid("1.2.840.113549.1.7.2") == bytes.fromhex("06092a864886f70d010702")
    long = der(OCTETS, bytes(300))
    assert long[:4] == bytes.fromhex("0482012c")
    assert read(long + integer(5)) == [(OCTETS, bytes(300)), (INTEGER, b"\x05")]


def test_certificates() -> None:
    """The root certified the authority, which cryptography itself confirms."""
    authority = Authority()
    authority.certificate.verify_directly_issued_by(authority.root)
    assert b"BEGIN CERTIFICATE" in authority.pem
