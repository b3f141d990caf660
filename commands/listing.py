"""The option of views that list what one of their counts counts: `--list NAME`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from languages import N_

Command = Callable[..., Any]


class CountName(click.Choice[str]):
    """The name of a count; of one that is told apart also NAME:PART."""

    def __init__(self, names: Iterable[str], apart: Mapping[str, str]) -> None:
        super().__init__(list(names))
        self.apart = apart

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name as it was given; refused where there is no such count, or it has no parts."""
        name, colon, part = str(value).partition(":")
        super().convert(name, param, ctx)
        if colon and not (part and name in self.apart):
            known = ", ".join(f"{told}:{what}" for told, what in self.apart.items())
            remedy = (
                N_("told apart are {known}").format(known=known)
                if known
                else N_("use {name}").format(name=name)
            )
            self.fail(f"{value!r} is no part of a count; {remedy}", param, ctx)
        return value


def list_option(
    names: Iterable[str], apart: Mapping[str, str], text: str
) -> Callable[[Command], Command]:
    """The option `--list`, which a command gets as `count`.

    apart: of the counts that are told apart, by what. text: what the help says.
    """
    kind = CountName(names, apart)
    known = (f"{name}[:{apart[name]}]" if name in apart else name for name in kind.choices)
    return click.option("--list", "count", type=kind, metavar=f"[{'|'.join(known)}]", help=text)
