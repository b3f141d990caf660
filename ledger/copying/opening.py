"""Which source an address means.

A database server would be a further scheme in the table, such as postgresql://.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from domain.errors import NotFound, UsageProblem
from ledger.copying.source import Source
from ledger.copying.static_log import Folder, StaticLog
from ledger.recognising import is_bundle

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


def opened(address: str) -> Source:
    """The source at an address: a ledger file, a bundle, a published folder, http(s)://.

    UsageProblem, NotFound or Unavailable says why there is none.
    """
    scheme = scheme_of(address)
    if scheme is None:
        return _on_this_computer(address)
    if scheme not in SCHEMES:
        raise UsageProblem(
            f"read {address}",
            f"a copy cannot be taken from {scheme}:// yet",
            "Name a ledger file, a bundle, a published folder, or its address with https://",
        )
    return SCHEMES[scheme](address)


def scheme_of(address: str) -> str | None:
    """The scheme of an address, in small letters; None for a path."""
    found = _SCHEME.match(address)
    return found[1].lower() if found else None


def _on_this_computer(address: str) -> Source:
    path = Path(address).resolve()
    if is_bundle(path) and path.exists():
        from ledger.bundling.opening import opened as files_of
        from ledger.copying.bundle_source import BundleSource

        files, _ = files_of(path)
        return BundleSource(str(path), files)
    if path.is_dir():
        return StaticLog(str(path), Folder(path))
    if not path.exists():
        raise NotFound(
            f"read {address}", "there is no such file or folder", "Check its name and its folder"
        )
    from ledger.copying.ledger_source import LedgerSource

    return LedgerSource(path)


def _on_the_web(address: str) -> Source:
    from ledger.web import Website

    return StaticLog(address.rstrip("/"), Website(address))


SCHEMES: dict[str, Callable[[str], Source]] = {"http": _on_the_web, "https": _on_the_web}
"""How the addresses of each scheme are opened."""
