"""Whose signatures are enough: trust policies, read and written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from languages import N_
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import (
    InvalidInput,
    NotProven,
    NotWitnessed,
    lines,
    named,
    number,
)
from ledger.transparency.keys import VerifierKey

# -- policy ------------------------------------------------------------------------------------
# Whose signatures are enough: trust policies (c2sp.org/tlog-policy).
#
# log <verifier key> [<url>]
# witness <name> <verifier key> [<url>]
# group <name> <k | any | all> <name>…
# quorum <name | none>
#
# A checkpoint is valid if one of the logs signed it, under its own name, and the quorum has
# witnessed it. A witness has witnessed what it cosigned, a group what k of its members have. Ten
# witnesses of one organisation are one group, and so count once: a quorum over groups counts
# organisations.

NONE = "none"
"""The quorum that asks for no cosignatures; no witness and no group has this name."""

_REFUSED_OCTET = re.compile(rb"[^\t\n\x20-\x7e\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Group:
    """So many of its members, witnesses or groups, must have witnessed for the group to have."""

    needed: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Known logs and witnesses, how these are grouped, and the name that must have witnessed.

    urls: where a log or a witness can be reached; nothing is decided by it.
    """

    logs: list[VerifierKey]
    witnesses: dict[str, VerifierKey] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = NONE
    urls: dict[VerifierKey, str] = field(default_factory=dict)

    def witnessed(self, cosigners: Collection[VerifierKey]) -> set[str]:
        """The witnesses and groups that have witnessed what these keys cosigned."""
        names = {name for name, key in self.witnesses.items() if key in cosigners}
        # A group is defined after its members, so one pass is enough.
        for name, group in self.groups.items():
            if sum(member in names for member in group.members) >= group.needed:
                names.add(name)
        return names

    @property
    def unable(self) -> list[str]:
        """The witnesses whose keys cannot be checked here: what they sign counts for nothing."""
        return [name for name, key in self.witnesses.items() if not key.checkable]

    def verify(self, message: bytes) -> Checkpoint:
        """The checkpoint in a signed note, if it is valid by this policy.

        InvalidInput when it is no signed checkpoint; NotProven when no known log signed it under
        its own name or a known signature is wrong, NotWitnessed when only the quorum is missing.
        """
        opened = checkpoint.parse_note(message)
        signers = checkpoint.verified(opened, [*self.logs, *self.witnesses.values()])
        counted = checkpoint.parse_checkpoint(opened.text)
        if not any(key in signers and key.name == counted.origin for key in self.logs):
            raise NotProven(
                N_("the log {origin} has not signed it, or is not known").format(
                    origin=named(counted.origin)
                )
            )
        if self.quorum != NONE and self.quorum not in self.witnessed(signers):
            raise NotWitnessed(
                N_("the quorum {quorum} has not witnessed this checkpoint").format(
                    quorum=self.quorum
                )
            )
        return counted


def parse(content: bytes) -> Policy:
    """Read a policy; InvalidInput names the line.

    Names are octets to the format: bytes that are no UTF-8 are kept as they are, and names that
    look alike stay different.
    """
    if _REFUSED_OCTET.search(content):
        raise InvalidInput(N_("a policy has no control characters but tabs and newlines"))
    reading = _Reading()
    for at, line in enumerate(lines(content.decode("utf-8", "surrogateescape")), 1):
        words = [word for word in re.split("[ \t]+", line) if word]
        if not words or words[0].startswith("#"):
            continue
        try:
            reading.take(words)
        except InvalidInput as problem:
            raise InvalidInput(
                N_("line {number}: {problem}").format(number=at, problem=problem)
            ) from None
    return reading.finished()


class _Reading:
    """A policy of which the last lines have not been read yet."""

    def __init__(self) -> None:
        self._policy = Policy([])
        self._members: set[str] = set()
        self._quorum: str | None = None

    def take(self, words: list[str]) -> None:
        match words:
            case ["log", key, *url] if len(url) <= 1:
                self._policy.logs.append(self._key(key, url, cosigns=False))
            case ["witness", name, key, *url] if len(url) <= 1:
                self._check_new(name)
                self._policy.witnesses[name] = self._key(key, url, cosigns=True)
            case ["group", name, needed, member, *others]:
                self._check_new(name)
                self._policy.groups[name] = self._group(needed, (member, *others))
            case ["quorum", name]:
                if self._quorum is not None:
                    raise InvalidInput(N_("a policy has one quorum"))
                if name != NONE:
                    self._check_known(name)
                self._quorum = name
            case [word, *_]:
                raise InvalidInput(
                    N_("this is no definition of a log, witness, group or quorum: {word}").format(
                        word=word
                    )
                )

    def finished(self) -> Policy:
        if self._quorum is None:
            raise InvalidInput(N_("a policy has a quorum; `quorum none` asks for no witnesses"))
        return replace(self._policy, quorum=self._quorum)

    def _key(self, text: str, url: list[str], *, cosigns: bool) -> VerifierKey:
        key = VerifierKey.parse(text)
        if key.type.cosigns != cosigns:
            whose = N_("a witness") if cosigns else N_("a log")
            raise InvalidInput(
                N_("a key of type {type:#04x} stands where that of {whose} should").format(
                    type=key.type, whose=whose
                )
            )
        same_kind = self._policy.witnesses.values() if cosigns else self._policy.logs
        if any(key.public == known.public for known in same_kind):
            raise InvalidInput(N_("this public key was given before"))
        for address in url:
            self._policy.urls[key] = address
        return key

    def _group(self, needed: str, members: tuple[str, ...]) -> Group:
        for name in members:
            self._check_known(name)
            if name in self._members:
                raise InvalidInput(N_("{name} is a member of a group already").format(name=name))
            self._members.add(name)
        count = {"any": 1, "all": len(members)}.get(needed) or number(needed)
        if not 1 <= count <= len(members):
            raise InvalidInput(
                N_("{count:,} of {members_count:,} members cannot be needed").format(
                    count=count, members_count=len(members)
                )
            )
        return Group(count, members)

    def _check_new(self, name: str) -> None:
        if name == NONE or name in self._policy.witnesses or name in self._policy.groups:
            raise InvalidInput(N_("the name {name} is taken").format(name=name))

    def _check_known(self, name: str) -> None:
        if name not in self._policy.witnesses and name not in self._policy.groups:
            raise InvalidInput(N_("the name {name} is not defined above").format(name=name))


# -- writing -----------------------------------------------------------------------------------
# Write a policy that counts organisations, whatever number of witnesses each of them runs.
#
# Every organisation is a group of which any witness is enough, and the quorum is a group of these
# groups: ten witnesses of one organisation count as one.

QUORUM = "organisations"
"""The name of the group of all organisations."""


def written(
    logs: Sequence[VerifierKey],
    organisations: Mapping[str, Sequence[VerifierKey]],
    needed: int | None = None,
    urls: Mapping[str, str] | None = None,
) -> str:
    """The policy as text; InvalidInput says what it cannot hold.

    organisations: the witnesses of each. needed: so many organisations must have seen a
    checkpoint; by default more than half. urls: where a log or a witness can be reached, by the
    name of its key.
    """
    reached = urls or {}
    known = {key.name for keys in (logs, *organisations.values()) for key in keys}
    if strangers := sorted(reached.keys() - known):
        raise InvalidInput(
            N_("no log and no witness is called {strangers}").format(strangers=", ".join(strangers))
        )
    lines = [_line("log", str(key), *_url(key, reached)) for key in logs]
    names: dict[VerifierKey, str] = {}
    for organisation, keys in organisations.items():
        lines.append("")
        for key in keys:
            # Two keys of one name, the old and the new one, are told apart by their ids.
            name = key.name if key.name not in names.values() else f"{key.name}+{key.id.hex()}"
            names[key] = name
            lines.append(_line("witness", name, str(key), *_url(key, reached)))
        lines.append(_line("group", organisation, "any", *(names[key] for key in keys)))
    lines.append("")
    if organisations:
        count = len(organisations) // 2 + 1 if needed is None else needed
        lines += [_line("group", QUORUM, str(count), *organisations), _line("quorum", QUORUM)]
    elif needed:
        raise InvalidInput(
            N_("{needed:,} organisations are needed, and none is named").format(needed=needed)
        )
    else:
        lines.append(_line("quorum", NONE))
    text = "".join(f"{line}\n" for line in lines)
    parse(text.encode("utf-8", "surrogateescape"))
    return text


def _url(key: VerifierKey, urls: Mapping[str, str]) -> list[str]:
    return [urls[key.name]] if key.name in urls else []


def _line(*words: str) -> str:
    for word in words:
        if not word or word.startswith("#") or any(character.isspace() for character in word):
            raise InvalidInput(
                N_("{word!r} cannot stand in a policy: no spaces, and not empty").format(word=word)
            )
    return " ".join(words)
