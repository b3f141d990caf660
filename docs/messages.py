"""Gather what is to be translated, and bring the catalogues in `languages/` up to that.

`make messages` writes for each language `gestand.po`, which people edit, and `gestand.mo`, which
the program reads. What is new there is empty; what nothing says any more goes away.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import languages
from commands import record
from commands.help_texts import STANDS_FOR, placeholders, texts, words_for_values
from commands.program import gestand
from domain.streams.event import Envelope
from domain.streams.fields import Place, Value
from domain.streams.registry import kinds
from ledger.verify.finding import Word
from projections.render.screens.fields import CLOSED
from projections.tables.catalogue import TABLES

ROOT = Path(__file__).parent.parent
ROOMS = ("languages", "domain", "ledger", "projections", "commands")
OURS = {"N_": None, "pgettext": ((1, "c"), 2)}
OF_CLICK = {"_": None, "ngettext": (1, 2)}
CLICK = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
"""The modules of the library of the command line whose texts a reader meets."""
UNMARKED_OF_CLICK = ("required",)
"""What it asks gettext for by another name than its own."""

IN_SENTENCES = ("DATABASE", "PLACE", "USER")
"""The words that stand for what is typed in sentences alone."""

HELP = "help"
"""The place that is named for texts of the help, which are taken from the commands themselves."""

VALUES = "values"
"""The same of words of records that are from a closed list; their context is the field."""

UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""Of every catalogue: what changed when is for the history of the repository to tell."""


def template() -> Catalog:
    """All that is to be translated: what is marked, the help of every command, and click's own."""
    found = _empty()
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if not path.name.endswith("_test.py"):
                _gather(found, path, str(path.relative_to(ROOT)), OURS)
    for text in filter(None, (*_of_help(), *_of_tables())):
        found.add(text, locations=[(HELP, 0)])
    for word in values_named():
        found.add(word, locations=[(HELP, 0)], context=STANDS_FOR)
    for field, word in _of_values():
        found.add(word, locations=[(VALUES, 0)], context=field)
    for name in CLICK:
        path = Path(click.__file__).with_name(f"{name}.py")
        _gather(found, path, f"click/{path.name}", OF_CLICK)
    for text in UNMARKED_OF_CLICK:
        found.add(text, locations=[(HELP, 0)])
    return found


def _empty(locale: str | None = None) -> Catalog:
    return Catalog(
        locale,
        header_comment="# What gestand says. `make messages` adds what is new, empty.",
        project=languages.DOMAIN,
        version=" ",
        msgid_bugs_address=" ",
        creation_date=UNDATED,
        revision_date=UNDATED,
        last_translator=" ",
        language_team=" ",
        fuzzy=False,
    )


def _gather(found: Catalog, path: Path, name: str, keywords: Mapping[str, Any]) -> None:
    """Add what a file marks to a catalogue."""
    with path.open("rb") as file:
        for _, message, _, context in extract("python", file, keywords):
            if isinstance(message, tuple):
                message = tuple(filter(None, message))  # noqa: PLW2901 - as gettext counts them
            found.add(message, locations=[(name, 0)], context=context)


def _of_help() -> Iterator[str]:
    """The texts of the help, of every command and every option."""
    for command in _commands(gestand, click.Context(gestand)):
        for text in (command.help, command.epilog):
            yield from texts(text or "")
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not isinstance(
                parameter, record.FieldOption
            ):
                yield from texts(parameter.help or "")
    # What an option of a kind says is put together of what its field means and of notes.
    models: list[type[Value]] = [*kinds().values(), Envelope, Place]
    for model in models:
        yield from record.said(model).values()


def values_named() -> list[str]:
    """The words that stand for what is typed, such as FILE: in usage lines, options, sentences."""
    commands = _commands(gestand, click.Context(gestand))
    named = (text for one in commands for _, text in placeholders(one))
    return sorted({*IN_SENTENCES, *(word for text in named for word in words_for_values(text))})


def _of_tables() -> Iterator[str]:
    """What each table of the data is of."""
    return (one.table.meaning for one in TABLES)


def _of_values() -> Iterator[tuple[str, str]]:
    """The words of closed lists that a record may hold, with the fields in which they stand."""
    kinds()  # loads every model
    models = [Value]
    for model in models:
        models += model.__subclasses__()
        for name, field in model.model_fields.items():
            if name in CLOSED:
                yield from ((name, word) for word in record.choices(field))
    yield from (("verdict", word.word) for word in Word)
    yield "verdict", "proven"  # of a proof, which is that or forked


def _commands(command: click.Command, context: click.Context) -> Iterator[click.Command]:
    """A command and all those below it."""
    yield command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            made = command.get_command(context, name)
            assert made is not None, f"{name} is a command"
            yield from _commands(made, context)


def updated(catalogue: Catalog, gathered: Catalog) -> Catalog:
    """A catalogue of just what was gathered, with its translations as far as it has them."""
    found = _empty(catalogue.locale_identifier)
    for message in gathered:
        if message.id:
            had = catalogue.get(message.id, message.context)
            found.add(
                message.id,
                had.string if had else None,
                locations=message.locations,
                context=message.context,
            )
    return found


def path_of(locale: str) -> Path:
    """The catalogue of a locale, as people edit it."""
    return languages.FOLDER / locale / "LC_MESSAGES" / f"{languages.DOMAIN}.po"


def read(locale: str) -> Catalog:
    """The catalogue of a locale, as it stands in the repository."""
    path = path_of(locale)
    if not path.exists():
        return _empty(locale)
    with path.open("rb") as file:
        return read_po(file, locale)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as people edit it, ordered by where its texts stand."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as the program reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def translated() -> Iterable[str]:
    """The locales that have a catalogue: all but that of the sources."""
    return (name for code, name in languages.LOCALES.items() if code != languages.ENGLISH)


if __name__ == "__main__":
    for name in translated():
        catalogue = updated(read(name), template())
        path_of(name).parent.mkdir(parents=True, exist_ok=True)
        path_of(name).write_bytes(written(catalogue))
        path_of(name).with_suffix(".mo").write_bytes(compiled(catalogue))
        lacking = sum(not message.string for message in catalogue if message.id)
        print(f"{path_of(name).relative_to(ROOT)}: {len(catalogue)} texts, {lacking} to translate")
