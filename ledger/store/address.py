"""Where a ledger is kept: in a file, or in a database on a server, named by its address."""

from __future__ import annotations

import re
from dataclasses import field
from pathlib import Path
from typing import TypeAlias

from domain.errors import UsageProblem
from domain.text import without_userinfo
from domain.value import value_class
from languages import N_

SCHEMES = frozenset({"postgresql", "postgres"})
"""As libpq, the library of PostgreSQL, takes them."""

_ADDRESS = re.compile(r"([a-z]+)://(.*)", re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r"(?:([^:@/?#]*)(?::[^@/?#]*)?@)?([^@/?#]*)((?:/[^@?]*)?)(?:\?[^@]*)?")
"""Of an address after its scheme: the user, the hosts and the database; the rest is not shown."""
_HOST = re.compile(r"(?:\[[^\]]*\]|[^:\[\]]*)(?::[0-9]*)?")
"""One of the hosts, with its port."""
_WORDS = re.compile(r"postgres(ql)?:|.*\b(ssl)?password\s*=", re.IGNORECASE | re.DOTALL)
"""What somebody writes who means a database, and does not write an address."""
_PASSWORD = re.compile(
    r"(password\s*=\s*)(?:'(?:\\.|[^'\\])*'?|(?:\\+.|'(?=\S)|[^\s'\\])+)", re.IGNORECASE | re.DOTALL
)
"""The setting of a password, and what libpq reads as its value: quoted, or up to white space.

A quote within such a value is one more character; one at its end is of whoever quotes it.
"""

_NO_ADDRESS = N_("it is no address of a database")
_ESCAPED = N_(
    "Write postgresql://USER@HOST:PORT/DATABASE, and in a password %40 for @, %2F for /, %3F for ? "
    "and %23 for #"
)


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
        _, _, path = self.shown.partition("://")[2].partition("/")
        return path.replace("/", "_") or "ledger"


Location: TypeAlias = Path | Address
"""Where a ledger is kept."""


def is_address(text: str) -> bool:
    """Whether a text is to be the address of a database, and not the name of a file."""
    scheme = _ADDRESS.match(text)
    return scheme is not None and scheme[1].lower() in SCHEMES


def location(text: str) -> Location:
    """Where a ledger is kept, as somebody names it; UsageProblem for an address that is none.

    What of that was to be a password cannot be told, so then nothing of it is shown.
    """
    address = _ADDRESS.fullmatch(text)
    if address is None:
        if _WORDS.match(text):
            raise UsageProblem(N_("use a ledger"), _NO_ADDRESS, _ESCAPED)
        return Path(text)
    asked = N_("use a ledger at {scheme}://").format(scheme=address[1])
    if not is_address(text):
        remedy = N_("Name a file, or a database at postgresql://USER@HOST/DATABASE")
        raise UsageProblem(asked, N_("there are none"), remedy)
    shown = _shown(text)
    if shown is None:
        raise UsageProblem(asked, _NO_ADDRESS, _ESCAPED)
    return Address(text, shown)


def without_password(text: str) -> str:
    """An address without what nobody else may see; any other text as it is.

    Settings of a database after the question mark may hold a password too: none of them is shown.
    """
    if not is_address(text):
        return without_userinfo(text)
    return _shown(text) or f"{text.partition(':')[0]}://"


def without_settings(words: str) -> str:
    """Words in which a database may be named by its settings, without the passwords of these."""
    return _PASSWORD.sub(r"\1…", words)


def _shown(text: str) -> str | None:
    """What of an address may be shown; None where it is none."""
    address = _ADDRESS.fullmatch(text)
    parts = address and _PARTS.fullmatch(address[2])
    if not (address and parts and all(map(_HOST.fullmatch, parts[2].split(",")))):
        return None
    user = "" if parts[1] is None else f"{parts[1]}@"
    return f"{address[1]}://{user}{parts[2]}{parts[3]}"
