"""`gestand record KIND`: a command for every kind of event, made from its model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from commands.examples import example, needs_place
from commands.fields import PLACES, Given, envelope, payload
from commands.lazy import Makers
from commands.writing import Recording, records, structured
from domain.catalogue import kinds
from domain.event import Event


class FieldOption(click.Option):
    """An option that gives a field of a record.

    given: the field. heading: of the section of the help that it stands in.
    """

    def __init__(self, given: Given, heading: str) -> None:
        form, notes = given.form, [given.meaning]
        if given.default:
            notes.append(f"Default: {given.default}.")
        if form.many:
            notes.append("May be repeated.")
        switch = f"{given.option}/--no-{given.option[2:]}" if form.yes_no else given.option
        super().__init__(
            [switch, given.parameter],
            type=click.Choice(form.choices) if form.choices else None,
            metavar=None if form.choices or form.yes_no else form.word,
            multiple=form.many,
            required=given.required,
            default=None,
            help=" ".join(notes),
        )
        self.given = given
        self.heading = heading

    def written(self, value: Any) -> Any:
        """What was given, as a journal would hold it."""
        return [self._one(one) for one in value] if self.given.form.many else self._one(value)

    def _one(self, value: Any) -> Any:
        in_parts = self.given.form.parts and value.startswith("{")
        return structured(value, self.given.option) if in_parts else value


class KindCommand(click.Command):
    """The command of one kind."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the fields of the kind, those of every record and the other options apart."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for one in self.get_params(ctx):
            line = one.get_help_record(ctx)
            if line is not None:
                sections.setdefault(getattr(one, "heading", "Options"), []).append(line)
        for heading, lines in sections.items():
            with formatter.section(heading):
                formatter.write_dl(lines)


def command(kind: str, model: type[Event]) -> click.Command:
    """The command that records one kind of event."""
    options = [
        *(FieldOption(one, f"Fields of {kind}") for one in payload(model)),
        *(FieldOption(one, "Fields of every record") for one in envelope()),
    ]

    @records
    def record_one(recording: Recording, /, **given: Any) -> None:
        from ledger.journal.shape import journal

        fields = {"kind": kind} | fields_of(options, given)
        if needs_place(model) and not set(PLACES) & fields.get("place", {}).keys():
            context = click.get_current_context()
            raise click.UsageError(f"Missing option {_one_of(PLACES)}.", context)
        recording.write(journal([fields], partial(_option, options)))

    summary = (model.__doc__ or "").splitlines()[0]
    made = click.command(
        kind,
        cls=KindCommand,
        params=[*options],
        help=model.__doc__,
        short_help=summary,
        epilog=example(kind, model),
    )
    return made(record_one)


def fields_of(options: Sequence[FieldOption], given: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record, as a journal would hold them, from what its options were given."""
    fields: dict[str, Any] = {}
    for one in options:
        value = given[str(one.name)]
        if value is None or value == ():
            continue
        inside = fields
        for name in one.given.path[:-1]:
            inside = inside.setdefault(name, {})
        inside[one.given.path[-1]] = one.written(value)
    return fields


def _option(options: Sequence[FieldOption], path: tuple[str | int, ...]) -> str:
    """The option that gave the value at a path, for a message."""
    names = path[1:]
    for one in options:
        if names[: len(one.given.path)] == one.given.path:
            return one.given.option
    return ""


def _one_of(names: Sequence[str]) -> str:
    options = [f"'--{name}'" for name in names]
    return f"{', '.join(options[:-1])} or {options[-1]}"


def commands() -> Makers:
    """How to make the command of each kind."""
    return {kind: partial(command, kind, model) for kind, model in kinds().items()}
