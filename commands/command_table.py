"""Every command by its name, made when it is called."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from functools import cached_property
from keyword import iskeyword
from typing import Any

import click

from commands.help_texts import spoken
from languages import N_

# -- table -------------------------------------------------------------------------------------
# Every command: its group, the module that it is in, and what the help of gestand says of it.

GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    N_("Begin"): {
        "demo": ("recording", N_("Make the Groningen ledger and show what it answers.")),
        "init": ("recording", N_("Make a new, empty ledger.")),
    },
    N_("Ask about a place"): {
        "summary": ("participation", N_("What matters first, on one screen; also: gestand PLACE.")),
        "conditions": ("participation", N_("Did the conditions for participation stay the same?")),
        "trust": ("views", N_("How far the record supports trust that promises are kept.")),
        "stability": ("views", N_("The rules then and now, and what changed.")),
        "control": ("views", N_("Who has control, since when and on what basis.")),
        "participation": ("participation", N_("What say was promised and what was given.")),
        "contact": ("register", N_("What residents were told and asked, and the silences.")),
        "levels": ("participation", N_("How dwelling, area and governance go together.")),
        "unequal": ("views", N_("How differently the members of a group are treated.")),
    },
    N_("Look things up"): {
        "promises": ("views", N_("Promises, and what became of each.")),
        "rules": ("views", N_("Rules: for whom, since when, and whether they are valid.")),
        "decisions": ("participation", N_("Decisions, and who had what say in each.")),
        "tables": ("participation", N_("Tables: who sat there, who left and who came back.")),
        "lessons": ("participation", N_("What was learned, and what was done with it.")),
        "charters": ("participation", N_("Yardsticks: the conditions that were agreed upon.")),
        "parties": ("register", N_("Bodies, offices and groups.")),
        "areas": ("register", N_("Areas, and what each lies within.")),
        "cases": ("register", N_("Cases, and the phase each is in.")),
        "figures": ("register", N_("Statistics and surveys that were published.")),
        "show": ("register", N_("Every record of one promise, rule, area or the like.")),
        "log": ("register", N_("All records, in the order in which they were recorded.")),
        "check": ("register", N_("Deadlines that passed, contested records and the like.")),
        "book": ("book", N_("What is kept so that answers come at once.")),
    },
    N_("Make pages"): {
        "report": ("pages", N_("One place on one page: to read, to print, to check.")),
        "site": ("pages", N_("The whole ledger as a site: a page for each place and record.")),
    },
    N_("Record"): {
        "record": ("recording", N_("Record one event.")),
        "import": ("recording", N_("Record journals, or tables with --map: xlsx, ods, csv.")),
        "map": ("tables", N_("Write a first mapping of a table, to edit and import with.")),
        "correct": ("correcting", N_("Retract a record and record it anew, corrected.")),
        "retract": ("correcting", N_("Take back a whole import in one step.")),
        "charter": ("participation", N_("Write a yardstick for a place, to edit and import.")),
        "schema": ("register", N_("How records are written, as JSON Schema.")),
        "export": ("exports", N_("Give it back: as a journal, or as tables to calculate with.")),
        "backup": ("exchange", N_("Copy the ledger while others record; or restore it.")),
    },
    N_("Sign and prove"): {
        "key": ("keys", N_("Make or show the key that checkpoints are signed with.")),
        "checkpoint": ("checkpoint", N_("Sign how far the ledger is, and have it cosigned.")),
        "timestamp": ("proofs", N_("Have a time authority say when a checkpoint existed.")),
        "prove": ("keys", N_("Prove that a record is in the ledger.")),
        "bundle": ("exchange", N_("Write a file with all it takes to check the ledger.")),
        "publish-log": ("exchange", N_("Write what was signed as static files for a web server.")),
    },
    N_("Verify what others keep"): {
        "verify": ("verify", N_("Check that nothing was changed, removed or reordered.")),
        "keep": ("verify", N_("Keep what was signed, without a key of your own.")),
        "diff": ("register", N_("What was recorded since a checkpoint that you kept.")),
        "feed": ("feed", N_("The same as an Atom feed, for reader programs.")),
        "clone": ("exchange", N_("Make a copy of a ledger that answers every question.")),
        "pull": ("exchange", N_("Extend a copy with what was recorded since.")),
        "policy": ("policy", N_("Whose signatures are enough for a checkpoint.")),
        "witness": ("witness", N_("Attest that the ledgers of others only grow.")),
    },
}
"""The commands under the headings of the help: the module of each, and what it is for.

What it is for fits on a line of 80 columns. A command is loaded when it is called, and the help
loads none of them.
"""


def _where(name: str, module: str) -> tuple[str, str]:
    """The module of a command and its function there, which has its name as far as Python can."""
    function = name.replace("-", "_")
    taken = iskeyword(name) or hasattr(builtins, name)
    return f"commands.{module}", f"{function}_" if taken else function


COMMANDS = {
    name: _where(name, module)
    for commands in GROUPS.values()
    for name, (module, _) in commands.items()
}
"""Every command, in the order of the help, and where it is."""


# -- made when called --------------------------------------------------------------------------
# A group of commands that makes each of them when it is asked for.

Makers = Mapping[str, Callable[[], click.Command]]


class LazyGroup(click.Group):
    """Commands by name, each made when it is called, so that a cold start feels instant.

    named: gives how to make each command, in the order of the help; called when it is needed.
    groups: what each command is for, by the headings under which the help lists them; then the
    help makes none of them. Without it the help is that of click.
    otherwise: what a word means that is no command: the name of the command that is asked about it,
    and which words are known to that one.
    """

    def __init__(
        self,
        *arguments: Any,
        named: Callable[[], Makers],
        groups: Mapping[str, Mapping[str, str]] | None = None,
        otherwise: tuple[str, Callable[[click.Context], Collection[str]]] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self._load = named
        self._groups = groups
        self._otherwise = otherwise

    @cached_property
    def _named(self) -> Makers:
        return self._load()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands."""
        return list(self._named)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Make a command."""
        return spoken(self._named[cmd_name]()) if cmd_name in self._named else None

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
        """Find the command that is called, or that is meant; or say which one may be."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            asked, known = self._otherwise or ("", lambda _: ())
            words = known(ctx)
            if error.command_name in words:
                return asked, self.get_command(ctx, asked), args
            closest = get_close_matches(error.command_name, [*self._named, *words], n=1)
            hint = N_(" Did you mean {closest}?").format(closest=closest[0]) if closest else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from error
