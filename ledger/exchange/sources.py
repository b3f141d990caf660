"""Which source an address means, and what that source signed for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from domain.errors import NotFound, Refused, Tampered, UsageProblem
from domain.text import without_userinfo
from languages import N_
from ledger.exchange.published_log import Folder, LogSource, Offer, StaticLog
from ledger.files import is_bundle
from ledger.store import log_tables
from ledger.store.address import Location, location
from ledger.store.reader import Reader
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import InvalidInput, NotProven, NotWitnessed
from ledger.transparency.merkle_tree import SubtreeHashes
from ledger.transparency.policy import Policy
from ledger.transparency.proofs import prove_extends
from ledger.transparency.tiles import Tile

# -- addresses ---------------------------------------------------------------------------------
# Which source an address means.

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


def opened(address: str) -> LogSource:
    """The source at an address: a ledger, a bundle, a published folder, http(s)://.

    UsageProblem, NotFound or Unavailable says why there is none.
    """
    scheme = scheme_of(address)
    if scheme is None:
        return _on_this_computer(address)
    if scheme not in SCHEMES:
        raise UsageProblem(
            N_("read {address}").format(address=without_userinfo(address)),
            N_("a copy cannot be taken from {scheme}:// yet").format(scheme=scheme),
            N_("Name a ledger, a bundle, a published folder, or its address with https://"),
        )
    return SCHEMES[scheme](address)


def scheme_of(address: str) -> str | None:
    """The scheme of an address, in small letters; None for a path."""
    scheme = _SCHEME.match(address)
    return scheme[1].lower() if scheme else None


def _on_this_computer(address: str) -> LogSource:
    path = Path(address).resolve()
    if is_bundle(path) and path.exists():
        from ledger.exchange.bundle_files import opened as files_of
        from ledger.exchange.bundle_reader import BundleSource

        files, _ = files_of(path)
        return BundleSource(str(path), files)
    if path.is_dir():
        return StaticLog(str(path), Folder(path))
    if not path.exists():
        raise NotFound(
            N_("read {address}").format(address=address),
            N_("there is no such file or folder"),
            N_("Check its name and its folder"),
        )

    return LedgerSource(path)


def _on_the_web(address: str) -> LogSource:
    from ledger.http_client import Website

    return StaticLog(address.rstrip("/"), Website(address))


def _on_a_server(address: str) -> LogSource:
    return LedgerSource(location(address))


SCHEMES: dict[str, Callable[[str], LogSource]] = {
    "http": _on_the_web,
    "https": _on_the_web,
    "postgres": _on_a_server,
    "postgresql": _on_a_server,
}
"""How the addresses of each scheme are opened."""


# -- ledger ------------------------------------------------------------------------------------
# A ledger as a source. Records may come in meanwhile: what is read lies before them.


class LedgerSource:
    """A ledger; what was signed of it comes along."""

    def __init__(self, path: Location) -> None:
        self.name = str(path)
        self._path = path
        self._reader = Reader(path)
        self._tiles = self._reader.tiles()

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()

    def offer(self) -> Offer:
        """How far its head says that it is."""
        notes = tuple(message for _, message in log_tables.kept(self._path))
        head = self._reader.head()
        return Offer(head.size, head.root, notes)

    def tile(self, tile: Tile) -> bytes:
        """The hashes of a tile."""
        try:
            return self._tiles.read(tile)
        except InvalidInput as problem:
            raise Tampered(
                N_("read the tree of {name}").format(name=self.name),
                str(problem),
                N_("See `gestand verify` on it"),
            ) from problem

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The records of a stretch."""
        return self._reader.entries(start, stop)


# -- signed offers -----------------------------------------------------------------------------
# What a source signed for: looked at before anything is taken over.

Signed = tuple[Checkpoint, bytes]
"""A checkpoint and the note that it was read from."""


def signed_for(
    name: str, offer: Offer, hashes: SubtreeHashes, policy: Policy | None
) -> tuple[Signed, ...]:
    """The checkpoints of an offer, each of which the offered records extend, smallest first.

    policy: by whose signatures; those of others are left out, and without a policy none is
    checked. Tampered when a signature is wrong, or a checkpoint is of other records.
    """
    asked = N_("take over what {name} offers").format(name=name)
    known = sorted(_known(asked, offer, policy), key=lambda pair: pair[0].size)
    for signed, _ in known:
        try:
            prove_extends(hashes, signed.size, signed.root, offer.size, offer.root)
        except NotProven as problem:
            raise Tampered(
                asked,
                N_("it contradicts its own checkpoint of {size:,} records").format(
                    size=signed.size
                ),
                N_("Keep both as evidence, and ask the operator what happened"),
            ) from problem
    return tuple(known)


def accepted(name: str, signed: Sequence[Signed], policy: Policy) -> Checkpoint:
    """The largest checkpoint that counts by a policy; Refused when there is none.

    What comes after it could be anybody's: nobody answers for it.
    """
    asked = N_("take over what {name} offers").format(name=name)
    missing: NotWitnessed | None = None
    for candidate, message in reversed(signed):
        try:
            policy.verify(message)
        except NotWitnessed as problem:
            missing = missing or problem
            continue
        return candidate
    if missing is not None:
        remedy = N_("Wait until they have seen it, or ask with another policy")
        raise Refused(asked, str(missing), remedy)
    raise Refused(
        asked,
        N_("no checkpoint of it is signed with a key that you gave"),
        N_("Compare the key with the one that the operator published, or ask for a checkpoint"),
    )


def _known(asked: str, offer: Offer, policy: Policy | None) -> list[Signed]:
    """The checkpoints that can be read and that a known log signed."""
    known = []
    for message in offer.notes:
        try:
            opened = checkpoint.parse_note(message)
            signed = checkpoint.parse_checkpoint(opened.text)
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
                N_("its checkpoint of {size:,} records: {problem}").format(
                    size=signed.size, problem=problem
                ),
                N_("Keep it as evidence, and ask the operator what happened"),
            ) from problem
        known.append((signed, message))
    return known
