"""The help of commands in the language of the process, and the option --lang after each of them."""

from __future__ import annotations

import inspect

import click

import languages
from languages import N_

LITERAL = "\b\n"
"""With this begins a paragraph whose lines stay as they are (click)."""

LABEL = "Example: "
"""With this begins a paragraph that is an example of a command."""

EXAMPLE = N_("Example: {command}")


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
    if isinstance(command, click.Group):
        for below in command.commands.values():
            spoken(below)
    return command


def _lang() -> click.Option:
    """The option that says the language, which was obeyed before the command was loaded."""
    choice = click.Choice(list(languages.LOCALES))
    return click.Option([languages.OPTION], type=choice, expose_value=False, hidden=True)


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
