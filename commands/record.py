"""A command for every kind of event, made from the models."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import click
from pydantic.fields import FieldInfo

from commands.command_table import Makers
from commands.writing import Recording, records, structured
from domain.streams.event import Envelope, Event
from domain.streams.fields import Names, Notation, Place, Source, Value
from domain.streams.meanings import meanings
from domain.streams.registry import STREAMS, kinds
from domain.value import value_class
from languages import N_

# -- fields ------------------------------------------------------------------------------------
# The options of a kind of record, made from the fields of its model.
#
# One option for each field. A list is given by repeating the option; the four parts of a place
# have an option each; any other value with parts is written as `{key: value}`.

PLACES = ("area", "cohort", "case")
"""A place is one of these, with or without a level."""


OTHER = Notation("TEXT", "text")
"""What has no notation of its own."""


@value_class
class Form:
    """How the value of a field is written: what its type amounts to on a command line.

    word: what stands for the value in the help. names: the kind of stream that it names, if any.
    many: whether the option may be repeated. parts: whether `{key: value}` is read as such.
    choices: all values, where they are few.
    """

    word: str
    example: str = ""
    names: str = ""
    many: bool = False
    parts: bool = False
    yes_no: bool = False
    choices: tuple[str, ...] = ()


@value_class
class Given:
    """One option: the path of its value in a record, how it is written and what it means."""

    path: tuple[str, ...]
    form: Form
    meaning: str
    required: bool
    default: str = ""

    @property
    def option(self) -> str:
        """The option as it is typed."""
        return f"--{self.path[-1].replace('_', '-')}"

    @property
    def parameter(self) -> str:
        """Its name among the parameters of the command."""
        return "_".join(("field", *self.path))


def payload(model: type[Event]) -> list[Given]:
    """The options for what a kind of record says."""
    return list(_given(model))


def envelope() -> list[Given]:
    """The options that every kind of record has; nobody types a signature."""
    return [field for field in _given(Envelope) if field.path != ("signature",)]


def _given(model: type[Value]) -> Iterator[Given]:
    means = said(model)
    for name, field in model.model_fields.items():
        shown = field.alias or name
        meaning = N_(means[name])
        if shown == "place":
            yield from _places(meaning, required=field.is_required())
        else:
            yield Given(
                (shown,),
                form(field.annotation, field.metadata),
                meaning,
                field.is_required(),
                _default(field),
            )


def _places(meaning: str, *, required: bool) -> Iterator[Given]:
    """The parts of a place; that one of the first three is given is checked as a whole."""
    one_of = N_("  [one of these three is required]") if required else ""
    means = said(Place)
    for name, field in Place.model_fields.items():
        own = N_(means[name])
        description = f"{meaning} {own}{one_of}" if name == PLACES[0] else own
        yield Given(
            ("place", name), form(field.annotation, field.metadata), description, required=False
        )


def said(model: type[Value]) -> dict[str, str]:
    """What each field of a model means, as the model says it, in one line."""
    means = meanings(model)
    return {name: " ".join(means.get(name, "").split()) for name in model.model_fields}


def choices(field: FieldInfo) -> tuple[str, ...]:
    """All words that a field of a model may hold; empty where they are not few."""
    return form(field.annotation, field.metadata).choices


def _default(field: FieldInfo) -> str:
    default = field.get_default()
    if field.is_required() or default is None or default == ():
        return ""
    return (N_("no"), N_("yes"))[default] if isinstance(default, bool) else str(default)


def form(annotation: Any, marks: Sequence[Any] = ()) -> Form:
    """What a type amounts to. marks: what it was annotated with."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return form(inside[0], [*inside[1:], *marks])
    if origin in {Union, UnionType}:
        return _either(
            [form(annotation, marks) for annotation in inside if annotation is not NoneType]
        )
    if origin is tuple:
        return replace(form(inside[0]), many=True)
    if origin is Literal:
        return Form("", inside[0], choices=inside)
    return _single(annotation, marks)


def _single(annotation: Any, marks: Sequence[Any]) -> Form:
    if annotation is bool:
        return Form("", yes_no=True)
    if get_origin(annotation) is dict:
        return Form("{KEY: VALUE}", "{key: value}", parts=True)
    if isinstance(annotation, type) and issubclass(annotation, Value):
        word = "TITLE|{...}" if annotation is Source else "{...}"
        return Form(word, _example(annotation), parts=True)
    return _text(marks)


def _either(forms: list[Form]) -> Form:
    """Of several types: the first one's example, everybody's word."""
    word = "|".join(candidate.word for candidate in forms)
    return replace(forms[0], word=word, parts=any(candidate.parts for candidate in forms))


def _example(model: type[Value]) -> str:
    """A value with what its model requires; of a source its title alone."""
    if model is Source:
        return "Letter to the council"
    parts = [
        f"{field.alias or name}: {form(field.annotation, field.metadata).example}"
        for name, field in model.model_fields.items()
        if field.is_required()
    ]
    return f"{{{', '.join(parts)}}}"


def _text(marks: Sequence[Any]) -> Form:
    """A text; the outermost notation counts, and a name is told by what it is the name of."""
    prefixes = [mark.prefix for mark in marks if isinstance(mark, Names)]
    prefix = prefixes[-1] if prefixes else ""
    notation = [OTHER, *(mark for mark in marks if isinstance(mark, Notation))][-1]
    word = prefix.upper() if prefix in STREAMS else notation.word
    return Form(word, notation.example, names=prefix)


# -- examples ----------------------------------------------------------------------------------
# An example of every kind of record, as the help of its command ends with one.

NAMES = {
    "area": "village",
    "case": "dwelling-12",
    "charter": "advice",
    "cohort": "batch-12",
    "decision": "order-of-works",
    "duty": "repairs",
    "input": "school",
    "lesson": "one-desk",
    "mandate": "lead",
    "party": "agency",
    "promise": "plan",
    "record": "an-id",
    "rule": "norm",
    "table": "round-table",
}
"""What a field says that names something, by what is named."""

OTHERS = {
    "area": "municipality",
    "party": "ministry",
    "promise": "new-plan",
    "record": "a-dispute",
}
"""The same of a field that is called otherwise: what an area lies within, who made a promise."""

SPEAKERS = {"promise.assessed": "auditor", "promise.released": "residents"}
"""By whom a record is, where the promisor may not say it."""

NEEDED_TOO = {
    "charter.amended": ("topics",),
    "cohort.joined": ("case",),
    "cohort.left": ("case",),
    "record.dispute_settled": ("dispute", "by"),
    "rule.amended": ("value",),
}
"""Fields of which a record needs one without needing this one."""

TEXTS = {
    "act_text": "Repairs what the earthquakes damaged.",
    "conditions": "{key: informed, parameters: {days: 90}}",
    "coverage": "all-promises",
    "criterion": "The plan is on the website.",
    "group": "residents",
    "exception": "pilot",
    "indicator": "houses strengthened",
    "key": "informed",
    "name": "The village",
    "outcome": "The date was right.",
    "phase": "inspection",
    "reason": "The letter names another date.",
    "text": "The plan will be on the website.",
    "title": "Who is helped first",
    "to": "residents",
    "topic": "strengthening",
    "topics": "strengthening",
    "unit": "houses",
    "value": "The oldest houses first",
    "what": "It got another name.",
    "when": "after",
}
"""What a field says, by its name, in an example of some life."""

WIDTH = 76
"""How long a line of an example may be: a screen has 80 columns, and help is set in by two."""


def example(kind: str, model: type[Event]) -> str:
    """A command that records this kind with what it needs, as the last paragraph of its help."""
    more = NEEDED_TOO.get(kind, ())
    needed = [
        field
        for field in payload(model)
        if field.required or _place(field, model) or field.path[-1] in more
    ]
    needed += [field for field in envelope() if field.required]
    parts = [shlex.join(_words(field, model)) for field in needed]
    return "\b\n" + _on_lines([f"Example: gestand record {kind}", *parts])


def _on_lines(parts: list[str]) -> str:
    """The parts of a command on lines that a shell reads as one."""
    lines = [parts[0]]
    for part in parts[1:]:
        if len(lines[-1]) + len(part) + len("  \\") > WIDTH:
            lines[-1] += " \\"
            lines.append(f"    {part}")
        else:
            lines[-1] += f" {part}"
    return "\n".join(lines)


def _place(given: Given, model: type[Event]) -> bool:
    """Whether this is the first part of a place that the model needs."""
    return given.path == ("place", "area") and needs_place(model)


def needs_place(model: type[Event]) -> bool:
    """Whether a record of this kind must say where."""
    field = model.model_fields.get("place")
    return field is not None and field.is_required()


def _words(given: Given, model: type[Event]) -> Iterator[str]:
    yield given.option
    if not given.form.yes_no:
        yield _value(given, model)


def _value(given: Given, model: type[Event]) -> str:
    name, form = given.path[-1], given.form
    if name == "by" and model.kind in SPEAKERS:
        return SPEAKERS[model.kind]
    if model.founding and name == model.slug:
        return f"new-{name}"
    if name in TEXTS and _fits(TEXTS[name], form):
        return TEXTS[name]
    if form.names in NAMES:
        named = NAMES[form.names]
        return named if name == form.names else OTHERS.get(form.names, named)
    return form.choices[0] if form.choices else form.example


def _fits(text: str, form: Form) -> bool:
    return text in form.choices or form.parts or form.word in {"TEXT", "NAME", "PARTY"}


# -- record ------------------------------------------------------------------------------------
# `gestand record KIND`: a command for every kind of event, made from its model.


class FieldOption(click.Option):
    """An option that gives a field of a record.

    given: the field. heading: of the section of the help that it stands in.
    """

    def __init__(self, given: Given, heading: str) -> None:
        form, notes = given.form, [given.meaning]
        if given.default:
            notes.append(N_("Default: {value}.").format(value=given.default))
        if form.many:
            notes.append(N_("May be repeated."))
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
        return [self._one(item) for item in value] if self.given.form.many else self._one(value)

    def _one(self, value: Any) -> Any:
        in_parts = self.given.form.parts and value.startswith("{")
        return structured(value, self.given.option) if in_parts else value


class KindCommand(click.Command):
    """The command of one kind."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the fields of the kind, those of every record and the other options apart."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            line = param.get_help_record(ctx)
            if line is not None:
                sections.setdefault(getattr(param, "heading", N_("Options")), []).append(line)
        for heading, lines in sections.items():
            with formatter.section(heading):
                formatter.write_dl(lines)


def command(kind: str, model: type[Event]) -> click.Command:
    """The command that records one kind of event."""
    options = [
        *(FieldOption(field, N_("Fields of {kind}").format(kind=kind)) for field in payload(model)),
        *(FieldOption(field, N_("Fields of every record")) for field in envelope()),
    ]

    @records
    def record_one(recording: Recording, /, **given: Any) -> None:
        from ledger.journal.shape import journal

        fields = {"kind": kind} | fields_of(options, given)
        if needs_place(model) and not set(PLACES) & fields.get("place", {}).keys():
            context = click.get_current_context()
            raise click.UsageError(
                N_("Missing option {one_of}.").format(one_of=_one_of(PLACES)), context
            )
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
    for option in options:
        value = given[str(option.name)]
        if value is None or value == ():
            continue
        inside = fields
        for name in option.given.path[:-1]:
            inside = inside.setdefault(name, {})
        inside[option.given.path[-1]] = option.written(value)
    return fields


def _option(options: Sequence[FieldOption], path: tuple[str | int, ...]) -> str:
    """The option that gave the value at a path, for a message."""
    names = path[1:]
    for option in options:
        if names[: len(option.given.path)] == option.given.path:
            return option.given.option
    return ""


def _one_of(names: Sequence[str]) -> str:
    options = [f"'--{name}'" for name in names]
    return N_("{first} or {last}").format(first=", ".join(options[:-1]), last=options[-1])


def commands() -> Makers:
    """How to make the command of each kind."""
    return {kind: partial(command, kind, model) for kind, model in kinds().items()}
