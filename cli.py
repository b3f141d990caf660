"""The command `gestand`: parse, call, render, exit."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from domain import errors

COMMANDS = {
    "demo": ("commands.demo", "demo"),
    "init": ("commands.recording", "init"),
    "import": ("commands.recording", "import_"),
    "export": ("commands.recording", "export"),
    "record": ("commands.recording", "record"),
    "correct": ("commands.recording", "correct"),
    "schema": ("commands.recording", "schema"),
    "trust": ("commands.views", "trust"),
    "promises": ("commands.views", "promises"),
    "show": ("commands.records", "show"),
    "log": ("commands.records", "log"),
    "contact": ("commands.lists", "contact"),
    "parties": ("commands.lists", "parties"),
    "areas": ("commands.lists", "areas"),
    "cases": ("commands.lists", "cases"),
    "figures": ("commands.lists", "figures"),
    "check": ("commands.lists", "check"),
    "witness": ("commands.witness", "witness"),
    "policy": ("commands.policy", "policy"),
    "timestamp": ("commands.timestamp", "timestamp"),
}
"""Every command, in the order of the help, and where it is: loaded when it is called."""

EXIT_CODES: dict[type[errors.Problem], int] = {
    errors.UsageProblem: 2,
    errors.Refused: 3,
    errors.NotFound: 4,
    errors.Conflict: 5,
    errors.Unreadable: 6,
    errors.Unavailable: 7,
    errors.Tampered: 8,
}
"""What the program ends with: 0 fine, 1 a check found something, else the reason."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called, so that a cold start feels instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command), f"{module}.{name} is no command"
        return command


@click.group(cls=LazyGroup, epilog="Example: gestand demo")
@click.version_option(package_name="gestand")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=True),
    envvar="GESTAND_LEDGER",
    default=Path("gestand.db"),
    show_default=True,
    help="The ledger to use.",
)
@click.pass_context
def gestand(context: click.Context, ledger: Path) -> None:
    """Keep the record of promises made to residents, and see what became of them."""
    context.obj = ledger


def main() -> None:
    """Run the command line and end with the exit code of the reason."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line in this process and return its exit code."""
    try:
        code = gestand.main(arguments, prog_name="gestand", standalone_mode=False)
    except errors.Problems as several:
        for problem in several.problems:
            click.echo(str(problem), err=True)
        return max(exit_code(problem) for problem in several.problems)
    except errors.Problem as problem:
        click.echo(str(problem), err=True)
        return exit_code(problem)
    except click.exceptions.Abort:
        click.echo("Stopped; nothing was recorded.", err=True)
        return EXIT_CODES[errors.Unavailable]
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return code or 0


def exit_code(problem: errors.Problem) -> int:
    """The exit code of a problem: that of the group its class belongs to."""
    return next(code for group, code in EXIT_CODES.items() if isinstance(problem, group))


if __name__ == "__main__":
    main()
