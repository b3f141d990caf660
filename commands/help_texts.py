"""The help of commands in the language of the process, and the option --lang after each of them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

import languages
from languages import N_, pgettext

LITERAL = "\b\n"
"""With this begins a paragraph whose lines stay as they are (click)."""

LABEL = "Example: "
"""With this begins a paragraph that is an example of a command."""

EXAMPLE = N_("Example: {command}")

STANDS_FOR = "stands for what is typed"
"""The context of the words that stand for what is typed, such as FILE, in the catalogues."""

_STANDS_FOR = re.compile(r"[A-Z]+(?:-[A-Z]+)*")


def spoken(command: click.Command) -> click.Command:
    """A command that says its help in the language of the process, and takes --lang."""
    if not any(languages.OPTION in parameter.opts for parameter in command.params):
        command.params.append(_lang())
    if languages.language() != languages.ENGLISH:
        command.help, command.epilog = _translated(command.help), _translated(command.epilog)
        command.short_help = _translated(command.short_help)
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                parameter.help = _translated(parameter.help)
        _name_values(command)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            spoken(below)
    return command


def _lang() -> click.Option:
    """The option that says the language, which was obeyed before the command was loaded."""
    choice = click.Choice(list(languages.LOCALES))
    return click.Option([languages.OPTION], type=choice, expose_value=False, hidden=True)


def placeholders(command: click.Command) -> Iterator[tuple[click.Parameter | None, str]]:
    """What stands for values in the usage line and the options: with its option or argument.

    None for what stands for all options, and for a command with its arguments.
    """
    context = click.Context(command)
    if command.options_metavar:
        yield None, command.options_metavar
    if isinstance(command, click.Group):
        yield None, command.subcommand_metavar
    for parameter in command.params:
        if not isinstance(parameter, click.Option) or not (parameter.is_flag or parameter.hidden):
            yield parameter, parameter.make_metavar(context)


def words_for_values(text: str) -> list[str]:
    """The words in a text that stand for what is typed, in the language of the sources."""
    return _STANDS_FOR.findall(text)


def _name_values(command: click.Command) -> None:
    """Say what stands for values in the language of the process."""
    for parameter, written in [*placeholders(command)]:
        told = _STANDS_FOR.sub(lambda word: pgettext(STANDS_FOR, word[0]), written)
        if parameter is not None:
            parameter.metavar = told if told != written else parameter.metavar
        elif written == command.options_metavar:
            command.options_metavar = told
        elif isinstance(command, click.Group):
            command.subcommand_metavar = told


def texts(help_text: str) -> list[str]:
    """What of a help text is translated: each of its paragraphs that is no example, on one line."""
    return [part for part in _paragraphs(help_text) if not _is_example(part)]


def _paragraphs(help_text: str) -> list[str]:
    return [
        part if part.startswith(LITERAL) else " ".join(part.split())
        for part in inspect.cleandoc(help_text).split("\n\n")
    ]


def _is_example(paragraph: str) -> bool:
    return paragraph.removeprefix(LITERAL).startswith(LABEL)


def _translated(help_text: str | None) -> str | None:
    return "\n\n".join(map(_paragraph, _paragraphs(help_text))) if help_text else help_text


def _paragraph(paragraph: str) -> str:
    if not _is_example(paragraph):
        return N_(paragraph)
    literal, _, command = paragraph.rpartition(LABEL)
    return literal + EXAMPLE.format(command=command)
