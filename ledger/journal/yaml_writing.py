"""Writing YAML that people like to read, and that every reader reads back to the same texts.

Our own reader has texts and nothing else. Others follow YAML 1.1 or 1.2, to which `no` is false,
0363 is 243, 12:30 is 750 and a day is a date, and drop what they take for a key of their own. So
whatever either of the two reads as anything but text is put in quotes, names of fields too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

WIDTH = 96
_LONG = 72
"""A text longer than this is folded; a list or mapping shorter than this stands on one line."""

_NO_TEXT = re.compile(
    r"""(
    # nothing at all
    | ~ | null | true | false | yes | no | on | off | y | n  # in any case: some readers take all
    | << | =  # YAML 1.1: what is merged in, and the value of a mapping
    | [-+]? \.? (inf | nan)
    | [-+]? [.0-9] [-+.,:_e0-9]*  # numbers with any separators, base 60, days
    | [-+]? 0 [box] [_0-9a-f]*
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (t | [ \t]+) [0-9] [-+.:0-9z \t]*  # moments
    )\Z""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""What YAML 1.1 or 1.2 reads as something else than text, and what wider readers do (Psych takes
1,000 for a number). A few texts more are quoted than must be: that does no harm."""

_WORD = re.compile(r"[\w./-]+")
_STRANGE_BREAKS = re.compile("[\r\x85\u2028\u2029]")


def yaml_pieces(
    records: Iterable[Mapping[str, Any]], ledger: Mapping[str, Any] | None
) -> Iterator[str]:
    """The records as YAML, a piece for each, with an empty line between them."""
    if ledger is not None:
        yield _dump({"ledger": _plain(ledger)}) + "\n"
    between = "" if ledger is None else "records:\n\n"
    empty = "[]\n" if ledger is None else "records: []\n"
    for record in records:
        yield between + _dump([{name: _plain(value) for name, value in record.items()}])
        between, empty = "\n", ""
    yield empty


class _Inline(dict[str, Any]):
    """A short mapping, written on one line."""


class _InlineList(list[Any]):
    """A short list, written on one line."""


def _plain(value: Any) -> Any:
    """A value with every scalar a text, and what is short on one line."""
    if isinstance(value, Mapping):
        mapping = {name: _plain(one) for name, one in value.items()}
        return _Inline(mapping) if _short([*mapping, *mapping.values()]) else mapping
    if isinstance(value, list | tuple):
        items = [_plain(one) for one in value]
        return _InlineList(items) if _short(items) else items
    return value if isinstance(value, str) else str(value).lower()


def _short(parts: list[Any]) -> bool:
    words = all(isinstance(one, str) and _WORD.fullmatch(one) for one in parts)
    return words and sum(len(one) + 2 for one in parts) < _LONG


class _Dumper(yaml.SafeDumper):
    """Quotes what some reader would read as anything but the text that it is."""

    # Under None stands what is tried whatever a scalar begins with.
    yaml_implicit_resolvers = {None: [("no text", _NO_TEXT)]}  # noqa: RUF012 - PyYAML's name

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the signature is PyYAML's
        """Set the items of a list in, below the name of the list."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        """Write a value that occurs twice twice: our reader refuses anchors."""
        return True


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    style = None
    if _STRANGE_BREAKS.search(text) or ("\n" in text and text != text.strip()):
        style = '"'
    elif "\n" in text:
        style = "|"
    elif len(text) > _LONG and " " in text:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _inline_mapping(dumper: _Dumper, value: _Inline) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)


def _inline_list(dumper: _Dumper, value: _InlineList) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Inline, _inline_mapping)
_Dumper.add_representer(_InlineList, _inline_list)


def _dump(value: Any) -> str:
    return yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=WIDTH,
        default_flow_style=False,
    )
