"""Write a policy that counts organisations, whatever number of witnesses each of them runs.

Every organisation is a group of which any witness is enough, and the quorum is a group of these
groups: ten witnesses of one organisation count as one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ledger.log import policy
from ledger.log.failures import InvalidInput
from ledger.log.keys import VerifierKey

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
        raise InvalidInput(f"no log and no witness is called {', '.join(strangers)}")
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
        raise InvalidInput(f"{needed} organisations are needed, and none is named")
    else:
        lines.append(_line("quorum", policy.NONE))
    text = "".join(f"{line}\n" for line in lines)
    policy.parse(text.encode("utf-8", "surrogateescape"))
    return text


def _url(key: VerifierKey, urls: Mapping[str, str]) -> list[str]:
    return [urls[key.name]] if key.name in urls else []


def _line(*words: str) -> str:
    for word in words:
        if not word or word.startswith("#") or any(one.isspace() for one in word):
            raise InvalidInput(f"{word!r} cannot stand in a policy: no spaces, and not empty")
    return " ".join(words)
