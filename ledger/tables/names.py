"""Which party or area a name in a table is, and what is recorded of those that are new."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from languages import N_
from ledger.tables.mapping import NamesOf

_LONGEST = 100
_NEAR_ENOUGH = 6
"""Names of fewer letters are not called nearly the same: Oost and Oust may both be there."""

_ARTICLES = frozenset({"de", "het", "the", "van", "of", "der", "den"})


def slug(text: str) -> str:
    """A text as a name in the ledger: lower case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " en ")).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST].strip("-")


@dataclass(slots=True)
class Registry:
    """The parties, or the areas, that a table speaks of.

    said: what the mapping says of them. known: those of the ledger by their names in small letters.
    taken: the names in the ledger.
    """

    subject: Literal["party", "area"]
    said: NamesOf
    known: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    met: dict[str, str] = field(default_factory=dict)
    _fresh: dict[str, str] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def named(self, name: str) -> str:
        """The name in the ledger of a name in the table; ValueError where nobody said which."""
        if name not in self.met:
            self.met[name] = self._found(name)
        return self.met[name]

    def _found(self, name: str) -> str:
        if name in self.said.names:
            chosen = self.said.names[name]
            if chosen not in self.taken and (self.said.new or name in self.said.details):
                self._fresh.setdefault(chosen, name)
            return chosen
        if (known := self.known.get(name.casefold())) is not None:
            return known
        chosen = slug(name)
        if not chosen:
            raise ValueError(
                N_("no name can be made of {name!r}; give it one in the mapping").format(name=name)
            )
        if chosen in self.taken:
            return chosen
        if self.said.new is None and name not in self.said.details:
            part = "parties" if self.subject == "party" else "areas"
            raise ValueError(
                N_(
                    "the ledger has no {subject} called {name!r}; name the one that "
                    "it is under `{part}: names:`, or say under `{part}: new:` what "
                    "to record"
                ).format(subject=self.subject, name=name, part=part)
            )
        before = self._fresh.setdefault(chosen, name)
        if before != name:
            raise ValueError(
                N_(
                    "{name!r} and {before!r} are written nearly the same; say in the "
                    "mapping whether they are one"
                ).format(name=name, before=before)
            )
        return chosen

    def fields(self, chosen: str, name: str) -> dict[str, Any]:
        """What the mapping says of a new one."""
        kind = f"{self.subject}.registered"
        own = self.said.details.get(name) or self.said.new or {}
        return {"kind": kind, self.subject: chosen, "name": name, **own}

    def take_fresh(self) -> dict[str, str]:
        """Those that are new since the last time: by their names in the ledger, those here."""
        fresh = {chosen: name for chosen, name in self._fresh.items() if chosen not in self._told}
        self._told |= fresh.keys()
        return fresh

    @property
    def confirmed(self) -> set[str]:
        """The names of which the mapping says itself what they are."""
        return {*self.said.names, *self.said.details}

    def near(self) -> list[tuple[str, str]]:
        """Pairs of names, of which one is new, that differ by a letter or a small word."""
        keys: dict[str, str] = {}
        pairs = []
        for name in (*self.known, *self._fresh.values()):
            new = name not in self.known
            for key in _keys(name):
                other = keys.setdefault(key, name)
                if new and other != name and (other, name) not in pairs:
                    pairs.append((other, name))
        return pairs


def _keys(name: str) -> set[str]:
    """What two names have in common that are the same but for a letter."""
    words = [word for word in slug(name).split("-") if word not in _ARTICLES]
    letters = "".join(words)
    digits = "".join(re.findall(r"\d", letters))
    if len(letters) < _NEAR_ENOUGH:
        return {letters}
    shorter = {letters[:n] + letters[n + 1 :] for n in range(len(letters))}
    return {f"{key}/{digits}" for key in {letters, *shorter} if digits in key or not digits}
