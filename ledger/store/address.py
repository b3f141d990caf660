"""Where a ledger is kept: in a file, or in a database on a server, named by its address."""

from __future__ import annotations

import re
from dataclasses import field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import SplitResult, urlsplit

from domain.errors import UsageProblem
from domain.value import value_class
from languages import N_

SCHEMES = frozenset({"postgresql", "postgres"})
"""As libpq, the library of PostgreSQL, takes them."""

_ADDRESS = re.compile(r"([a-z]+)://", re.IGNORECASE)


@value_class
class Address:
    """The address of a database on a PostgreSQL server, shown without its password.

    conninfo: all of it, as libpq takes it; never printed. shown: what may be.
    """

    conninfo: str = field(repr=False, compare=False)
    shown: str

    def __str__(self) -> str:
        return self.shown

    @property
    def database(self) -> str:
        """The name of the database, as what is written beside it is called."""
        return urlsplit(self.shown).path.strip("/").replace("/", "_") or "ledger"


Location: TypeAlias = Path | Address
"""Where a ledger is kept."""


def is_address(text: str) -> bool:
    """Whether a text is to be the address of a database, and not the name of a file."""
    scheme = _ADDRESS.match(text)
    return scheme is not None and scheme[1].lower() in SCHEMES


def location(text: str) -> Location:
    """Where a ledger is kept, as somebody names it; UsageProblem for an address that is none."""
    if not is_address(text):
        return Path(text)
    shown = without_password(text)
    asked = N_("use the ledger {shown}").format(shown=shown)
    if "@" in urlsplit(text).netloc.rpartition("@")[0]:
        raise UsageProblem(
            asked, N_("its user or password holds an @"), N_("Write %40 for that sign")
        )
    return Address(text, shown)


def without_password(text: str) -> str:
    """An address without what nobody else may see; any other text as it is.

    Settings after the question mark may hold a password too, so none of them is shown.
    """
    if not is_address(text):
        return text
    parts: SplitResult = urlsplit(text)
    named, at, host = parts.netloc.rpartition("@")
    user = named.partition(":")[0]
    return f"{parts.scheme}://{user}{at}{host}{parts.path}"
