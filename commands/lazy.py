"""A group of commands that makes each of them when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import click

Makers = Mapping[str, Callable[[], click.Command]]


class LazyGroup(click.Group):
    """Commands by name, each made when it is called, so that a cold start feels instant.

    named: gives how to make each command, in the order of the help; called when it is needed.
    groups: what each command is for, by the headings under which the help lists them; then the
    help makes none of them. Without it the help is that of click.
    """

    def __init__(
        self,
        *arguments: Any,
        named: Callable[[], Makers],
        groups: Mapping[str, Mapping[str, str]] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self._load = named
        self._groups = groups

    @cached_property
    def _named(self) -> Makers:
        return self._load()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands."""
        return list(self._named)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Make a command."""
        return self._named[cmd_name]() if cmd_name in self._named else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in the help, under their headings if they have any."""
        if self._groups is None:
            super().format_commands(ctx, formatter)
            return
        longest = max(len(name) for commands in self._groups.values() for name in commands)
        for heading, commands in self._groups.items():
            with formatter.section(heading):
                # One column for all of them, as wide as the longest name.
                formatter.write_dl([(f"{name:{longest}}", text) for name, text in commands.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command; a usage error that does not know its command learns of it."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            name = ctx.invoked_subcommand
            if error.ctx is None and name is not None:
                error.ctx = click.Context(self._named[name](), parent=ctx, info_name=name)
            raise

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called, or say which one may be meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            near = get_close_matches(error.command_name, self._named, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from error
