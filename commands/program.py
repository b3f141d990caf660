"""The command line as a whole: parse, call, render, exit."""

from __future__ import annotations

import gc
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module

import click

import languages
from commands.command_table import COMMANDS, GROUPS, LazyGroup
from commands.help_texts import spoken
from commands.ledger_option import DEFAULT, LedgerLocation
from commands.terminal import tell
from domain import errors
from domain.text import harmless
from languages import N_, counted
from ledger import diagnostics
from ledger.store.address import Location, without_password, without_settings

VERSION = "0.1.0"
"""Of the program; pyproject.toml has it from here, as to ask the installation takes 17 ms."""

EXIT_CODES: dict[type[errors.Problem], int] = {
    errors.UsageProblem: 2,
    errors.Refused: 3,
    errors.NotFound: 4,
    errors.Conflict: 5,
    errors.Unreadable: 6,
    errors.Unavailable: 7,
    errors.Tampered: 8,
}
"""What the program ends with: 0 fine, 1 `check` or `verify --strict` found something, else why."""

MISTAKE = 70
"""A mistake of the program itself (EX_SOFTWARE of sysexits.h)."""

INTERRUPTED = 130
"""Stopped from the keyboard: 128 and the number of the signal, as shells count (SIGINT)."""

MOST_SHOWN = 100
"""So many problems are listed on a terminal: whoever has more mends these first."""

STOPPED = N_("Stopped. An import is recorded as a whole or not at all; see `gestand log`.")

ONE_MORE, MORE = N_("And 1 problem more."), N_("And {count:,} problems more.")

NO_READER = 141
"""Nobody reads the output any more, as after `| head -1`: the same of SIGPIPE."""


EXIT_CODES_TOLD = (
    "Exit codes: 0 fine, 1 check or verify --strict found something, 2 usage, 3 refused, "
    "4 not found, 5 conflict, 6 unreadable input, 7 unavailable, 8 tampered, 70 a mistake of the "
    "program, 130 interrupted, 141 nobody reads the output."
)


def load(module: str, name: str) -> click.Command:
    """The command of this name."""
    command = getattr(import_module(module), name)
    assert isinstance(command, click.Command), f"{module}.{name} is no command"
    return command


def places(context: click.Context) -> set[str]:
    """The names of all places of the ledger that is asked; none where it cannot be read."""
    from commands.naming import stored_places

    try:
        return stored_places(context.params["ledger"])
    except (errors.Problem, OSError):
        return set()


@click.group(
    cls=LazyGroup,
    named=lambda: {name: partial(load, *where) for name, where in COMMANDS.items()},
    groups={
        heading: {name: text for name, (*_, text) in commands.items()}
        for heading, commands in GROUPS.items()
    },
    otherwise=("summary", places),
    epilog=f"{EXIT_CODES_TOLD}\n\nExample: gestand demo",
)
@click.version_option(VERSION, prog_name="gestand")
@click.option(
    "--ledger",
    type=LedgerLocation(),
    envvar="GESTAND_LEDGER",
    default=DEFAULT,
    show_default=True,
    help="The ledger to use: a file, or a database at postgresql://USER@HOST/DATABASE.",
)
@click.option(
    languages.OPTION,
    type=click.Choice(list(languages.LOCALES)),
    envvar=languages.VARIABLE,
    expose_value=False,
    help="The language; without this that of the system, or else English. After a command too.",
)
@click.option(
    "--verbose",
    is_flag=True,
    envvar="GESTAND_VERBOSE",
    help="Tell on stderr what is opened, waited for, sent and kept, and how long it took.",
)
@click.pass_context
def gestand(context: click.Context, ledger: Location, *, verbose: bool) -> None:
    """Keep the record of promises made to residents, and see what became of them."""
    context.obj = ledger
    if verbose:
        context.with_resource(diagnostics.on_stderr())
        version = sys.version.split()[0]
        diagnostics.tell("gestand %s, Python %s, ledger %s", VERSION, version, ledger)


spoken(gestand)


SELDOM = 10_000_000
"""So many objects are made before they are looked through for circles that nobody needs, of which
nothing here makes many: the 700 of Python cost a long answer, whose rows are kept to its end, a
quarter of its time, and save none of the memory of whatever is long."""


def main() -> None:
    """Run the command line of this process and end with the exit code of the reason."""
    gc.set_threshold(SELDOM)
    if "_GESTAND_COMPLETE" in os.environ:
        gestand.main(prog_name="gestand")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _readable_by_all(stream)
    try:
        code = run(sys.argv[1:])
    except Exception:  # noqa: BLE001 - a mistake of ours is shown whole; it only must not end with 1
        import traceback

        tell(traceback.format_exc())
        tell(N_("This is a mistake in gestand; please report it with the lines above."))
        code = MISTAKE
    sys.exit(code)


def _readable_by_all(stream: io.TextIOWrapper) -> None:
    """Files and pipes get UTF-8, as a journal must be, and a terminal what it can show."""
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def run(arguments: list[str]) -> int:
    """Run the command line in this process and return its exit code."""
    try:
        _check_call(arguments)
        return _result(arguments)
    except (errors.Problem, errors.Problems, click.UsageError, OSError) as error:
        code, lines = _outcome(error)
    except (KeyboardInterrupt, click.Abort):
        code, lines = INTERRUPTED, [STOPPED]
    for line in lines:
        tell(without_settings(line))
    return code


def _outcome(error: Exception) -> tuple[int, list[str]]:
    """The exit code of what went wrong, and the lines that say so."""
    match error:
        case errors.Problem():
            return exit_code(error), [harmless(str(error))]
        case errors.Problems(problems=problems):
            most = MOST_SHOWN if sys.stderr.isatty() else len(problems)
            lines = [harmless(str(problem)) for problem in problems[:most]]
            if more := problems[most:]:
                lines.append(counted(len(more), ONE_MORE, MORE))
            return max(map(exit_code, problems)), lines
        case click.UsageError():
            return EXIT_CODES[errors.UsageProblem], [_usage(error)]
        case BrokenPipeError():
            _discard_output()
            return NO_READER, []
        case OSError():
            _discard_output()
            return EXIT_CODES[errors.Unavailable], [harmless(str(_unavailable(error)))]
    raise AssertionError("every error that is caught has an outcome") from error


def _check_call(arguments: list[str]) -> None:
    """Refuse what no command can make sense of."""
    asked = N_("run gestand {arguments}").format(
        arguments=shlex.join(map(_without_password, arguments))
    )
    readable = asked.encode(errors="backslashreplace").decode()
    if readable != asked:
        obstacle, remedy = (
            N_("an argument of it is not in UTF-8"),
            N_("Write it so, or rename the file"),
        )
        raise errors.UsageProblem(readable, obstacle, remedy)
    if "" in arguments:
        obstacle, remedy = N_("an argument of it is empty"), N_("Give it a value, or leave it out")
        raise errors.UsageProblem(asked, obstacle, remedy)
    if sys.stdout is None:
        raise errors.Unavailable(
            N_("print an answer"),
            N_("the output is closed"),
            N_("Open it, or send it to /dev/null"),
        )


_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://.*", re.IGNORECASE | re.DOTALL)
_ADDRESS_IN_WORDS = re.compile(r"[a-z][a-z0-9+.-]*://[^\s']*", re.IGNORECASE)


def _without_password(argument: str, address: re.Pattern[str] = _ADDRESS) -> str:
    """An argument, or what is told of some, without the passwords of the databases in it."""
    return without_settings(address.sub(lambda found: without_password(found[0]), argument))


def _result(arguments: list[str]) -> int:
    """Run a command to the end, with everything that it prints."""
    try:
        with gestand.make_context("gestand", arguments) as context, _lawful(context):
            code = gestand.invoke(context)
    except click.exceptions.Exit as error:
        code = error.exit_code
    sys.stdout.flush()
    return code or 0


@contextmanager
def _lawful(context: click.Context) -> Iterator[None]:
    """Say it of a ledger that was recorded against the rules when no answer can be made of it.

    A copy leaves such records out. A file that somebody handed over is read as it is, and held
    against the rules only here: recording obeyed them.
    """
    try:
        yield
    except Exception as error:
        told = (errors.Problem, errors.Problems, click.ClickException, click.exceptions.Exit)
        if isinstance(error, (*told, click.Abort, OSError)):
            raise
        from commands.lawful import problem_with

        problem = problem_with(context.params["ledger"])
        if problem is None:
            raise
        raise problem from error


def _usage(error: click.UsageError) -> str:
    """What is wrong with a command line, and what to do."""
    command = error.ctx.command_path if error.ctx else "gestand"
    message = _without_password(error.format_message(), _ADDRESS_IN_WORDS)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return message
    end = "" if message.endswith((".", "?")) else "."
    return N_("{command}: {message} See `{command} --help`.").format(
        command=command, message=f"{message[:1].lower()}{message[1:]}{end}"
    )


def _unavailable(error: OSError) -> errors.Unavailable:
    """What an error of the system means to the user."""
    from ledger.said_by_others import of_system

    asked = (
        N_("use {filename}").format(filename=error.filename)
        if error.filename
        else N_("print the answer")
    )
    obstacle = of_system(error)
    return errors.Unavailable(asked, obstacle, N_("Check the disk and your rights there"))


def _discard_output() -> None:
    """Send what is left of the output nowhere, so that it does not fail once more at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def exit_code(problem: errors.Problem) -> int:
    """The exit code of a problem: that of the group its class belongs to."""
    return next(code for group, code in EXIT_CODES.items() if isinstance(problem, group))
