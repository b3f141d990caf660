"""The steps about what others wrote, and every screen about a ledger that is full of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from pytest_bdd import given, parsers, scenarios, then, when

from commands.program import run
from domain.text import first_hidden
from domain.text_test import FINE
from features.world import World, as_it_came, founding
from ledger.codec import draft_of
from ledger.store.reader import Reader
from ledger.store.writer import Store
from projections.render.blocks import Block, Heading, Lines, Sentence, Table, markdown, terminal

scenarios("strangers.feature")

UNSEEN = {
    "the sign that turns letters around": "\u202e",
    "a space of no width": "\u200b",
    "a joiner between letters that are never joined": "\u200d",
    "a hyphen that is only seen at the end of a line": "\u00ad",
    "a letter without ink": "\u3164",
}
WRITTEN = dict(
    zip(
        (
            "Persian word with a break in a word",
            "sign of a firefighter",
            "flag of Scotland",
            "town in Japan with its own sign",
        ),
        (FINE[0], "👩\u200d🚒", FINE[3].split(" ")[2], FINE[4]),
        strict=True,
    )
)
ALL_HIDDEN = [
    character
    for character in map(
        chr, (*range(0x3200), *range(0xFE00, 0x10000), *range(0xE0000, 0xE0200, 31))
    )
    if first_hidden(character)
]

# -- a ledger full of it -----------------------------------------------------------------------

IN_WORDS = {
    "name", "title", "text", "note", "act", "topic", "topics", "reason", "criterion", "wording",
    "locator", "url", "according_to", "on_behalf_of", "act_text", "channel", "unit", "indicator",
    "phase", "nl", "en", "per",
}  # fmt: skip
"""Fields that hold words of whoever wrote the record."""
IN_WORDS_TOO = {"value", "outcome"}
"""Fields that hold words in some kinds of records, and a number or a code in others."""
STRANGE_NAMES = ("ncg", "overschild", "overschild-advice-2018", "strengthening-law")
"""Names of streams with such a character in them, as another program could have recorded them."""


class Spoiler:
    """Puts one character after another into what a record says, the same into the same text."""

    def __init__(self, characters: Iterator[str]) -> None:
        self._characters = characters
        self._spoilt: dict[str, str] = {}

    def text(self, text: str) -> str:
        """The text with a character in it that nobody sees."""
        if text not in self._spoilt:
            self._spoilt[text] = f"{text[:2]}{next(self._characters)}{text[2:]}"
        return self._spoilt[text]

    def value(self, value: Any, name: str = "") -> Any:
        """A value of a record, and all that is in it."""
        match value:
            case str() if value.rpartition("/")[2] in STRANGE_NAMES:
                return self.named(value)
            case str() if name in IN_WORDS or (name in IN_WORDS_TOO and " " in value):
                return self.text(value)
            case dict():
                return {key: self.value(part, key) for key, part in value.items()}
            case list():
                return [self.value(part, name) for part in value]
            case _:
                return value

    def named(self, value: str) -> str:
        """The name of a stream, with or without its kind before it."""
        kind, slash, name = value.rpartition("/")
        return f"{kind}{slash}{self.text(name)}"


def spoil(example: Path, ledger: Path, characters: Iterator[str]) -> Spoiler:
    """The example ledger with such a character in whatever can hold one."""
    spoiler = Spoiler(characters)
    with closing(Reader(example)) as reader:
        fields = [spoiler.value(dict(record.fields)) for record in reader.records()]
    with closing(Store.create(ledger)) as store, store.writing() as writing:
        as_it_came(writing, map(draft_of, fields), spoiler.text("the coders"))
    return spoiler


@pytest.fixture(scope="session")
def spoilt(example: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Spoiler]:
    """Once with every character, so that each of them stands in something that is shown."""
    ledger = tmp_path_factory.mktemp("spoilt") / "ledger.db"
    return ledger, spoil(example, ledger, cycle(ALL_HIDDEN))


PLAIN = (
    "trust", "trust --by promisor", "trust --by topic", "stability", "control",
    "control --duties", "control --decisions", "conditions", "participation",
    "participation --by group", "levels", "promises", "promises --overdue", "rules", "decisions",
    "tables", "lessons", "charters", "parties", "areas", "cases", "figures", "log", "check",
    "verify", "diff 500",
)  # fmt: skip
OF_A_PLACE = (
    "summary", "trust", "trust --list due", "trust --explain", "stability", "stability --at 2019",
    "stability --list changed", "control", "control --from 2010", "conditions",
    "conditions --explain", "participation", "contact", "levels", "unequal", "promises --area",
    "rules --area", "log --area", "lessons", "tables",
)  # fmt: skip
SHOWN = ("party", "area", "promise", "rule")
FORMS = ("table", "markdown", "csv", "json", "ndjson")


def of_a_place(spoiler: Spoiler) -> Iterator[list[str]]:
    """What is asked about one place, and of single promises, rules and parties."""
    forms = cycle(FORMS)
    place = spoiler.text("overschild")
    for line in OF_A_PLACE:
        yield [*line.split(), place]
    for line in OF_A_PLACE[::3]:
        yield [*line.split(), place, "--format", next(forms)]
    for kind, name in zip(SHOWN, STRANGE_NAMES, strict=True):
        yield ["show", f"{kind}/{spoiler.text(name)}"]


def questions(spoiler: Spoiler) -> Iterator[list[str]]:
    """The same, and what is asked about everything, in every form."""
    yield from of_a_place(spoiler)
    forms = cycle(FORMS)
    for line in PLAIN:
        words = line.split()
        yield words
        if words[0] not in {"verify", "diff"}:
            yield [*words, "--format", next(forms)]
    for line in OF_A_PLACE:
        yield [*line.split(), "groningen-earthquake-area", "--format", next(forms)]


def hidden(text: str) -> str | None:
    """The first character that nobody sees, with what stands around it; None: there is none."""
    found = first_hidden(text, "\n")
    return found and repr(text[max(found.place - 40, 0) : found.place + 20])


@given("a ledger whose records hold every character that nobody sees")
def full_of_it(world: World, spoilt: tuple[Path, Spoiler]) -> None:
    world.ledger.symlink_to(spoilt[0])


@when("somebody asks every question about a place, as a screen, as Markdown, in CSV and as data")
def every_question_of_a_place(world: World, spoilt: tuple[Path, Spoiler]) -> None:
    ask_all(world, of_a_place(spoilt[1]))


@when("somebody asks every question about everything")
def every_question(world: World, spoilt: tuple[Path, Spoiler]) -> None:
    ask_all(world, questions(spoilt[1]))


def ask_all(world: World, asked: Iterator[list[str]]) -> None:
    """Ask, and keep every answer and message; the export is asked for too."""
    answers = []
    for question in asked:
        world.gestand(*question)
        assert world.exit_code in {0, 1}, (question, world.message)
        answers.append((question, world.output, world.message))
    for form in ("yaml", "json", "jsonl"):
        world.gestand("export", "--format", form)
        answers.append((["export", form], world.output.replace("\t", ""), world.message))
    world.remembered["answers"] = answers


@then("no answer shows a character that cannot be seen")
def nothing_hidden(world: World) -> None:
    for question, output, _ in world.remembered["answers"]:
        assert hidden(output) is None, question


@then("no message does")
def no_message(world: World) -> None:
    for question, _, message in world.remembered["answers"]:
        assert hidden(message) is None, question


@then("the screen has escapes in the place of such characters")
def has_escapes(world: World) -> None:
    assert re.search(r"\\(x|u|U)[0-9a-f]{2,8}", world.output)


@when("somebody asks for the parties as data")
def parties_as_data(world: World) -> None:
    world.gestand("parties", "--format", "json")


@then("the data give the names as they were recorded")
def names_as_recorded(world: World, spoilt: tuple[Path, Spoiler]) -> None:
    given_names = {row["name"] for row in json.loads(world.output)["rows"]}
    with closing(Reader(spoilt[0])) as reader:
        recorded = {
            record.get("name") for record in reader.records() if record.kind == "party.registered"
        }
    assert given_names == recorded
    assert any(first_hidden(name) for name in recorded if name)


@when("somebody verifies the ledger")
def verifies(world: World) -> None:
    world.gestand("verify")


# -- blocks ------------------------------------------------------------------------------------

ANY = st.text(st.one_of(st.sampled_from(ALL_HIDDEN), st.characters()), max_size=30)
ROW = st.lists(ANY, min_size=2, max_size=2)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, ANY),
    st.builds(Sentence, ANY),
    st.builds(Lines, st.lists(ANY), st.booleans()),
    st.builds(Table, st.just(["a", "b"]), st.lists(ROW, min_size=1, max_size=3)),
)


@drawn(st.lists(BLOCKS, max_size=4), st.sampled_from([None, 40, 80, 200]))
def test_blocks(blocks: list[Block], columns: int | None) -> None:
    """Whatever the blocks of a screen say, it has no control character but the end of a line."""
    assert hidden(terminal(blocks, columns)) is None
    assert hidden(markdown(blocks)) is None


@drawn(ANY)
def test_a_sentence_is_one_line(text: str) -> None:
    """In a file, which is not wrapped between words, a line of a table or list stays one line."""
    lines = terminal([Lines([text, "the end"])]).splitlines()
    assert lines[-1] == "the end"
    assert len(lines) <= 2


@pytest.mark.long
@drawn(data=st.data())
def test_random_characters(
    example: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """The same of ledgers whose characters are drawn, some next to letters that they join."""
    joiners = "\u200d\u200c\ufe0f"
    several = data.draw(st.lists(st.sampled_from([*ALL_HIDDEN, *joiners]), min_size=1))
    ledger = tmp_path_factory.mktemp("drawn") / "ledger.db"
    spoiler = spoil(example, ledger, cycle(several))
    question = data.draw(st.sampled_from(list(questions(spoiler))))
    with redirect_stdout(StringIO()) as output, redirect_stderr(StringIO()) as message:
        assert run(["--ledger", str(ledger), *question]) in {0, 1}
    assert hidden(output.getvalue()) is None
    assert hidden(message.getvalue()) is None


# -- import ------------------------------------------------------------------------------------


@given("a ledger with a village")
def with_village(world: World) -> None:
    world.gestand("init")
    world.record(*founding("open"))
    assert world.exit_code == 0, world.message


@when(parsers.parse("somebody imports a village whose name has {what} as its fourth character"))
def imports_strange(world: World, what: str) -> None:
    lines = (
        "- kind: area.registered",
        "  area: strange",
        f"  name: Vil{UNSEEN[what]}lage",
        "  type: village",
        "  on: 2019",
        "  source: {title: a letter}",
    )
    world.gestand("import", str(world.file("strange.yaml", "\n".join(lines))))


@when(parsers.parse("somebody records the {what} as the name of a group"))
def records_group(world: World, what: str) -> None:
    world.record(
        {"kind": "party.registered", "party": "group", "type": "other", "name": WRITTEN[what]}
    )


@when("somebody asks for the parties")
def asks_for_parties(world: World) -> None:
    world.gestand("parties")


@then(parsers.parse("the screen shows the {what} as it was written"))
def shows_as_written(world: World, what: str) -> None:
    assert WRITTEN[what] in world.output


@when("somebody records under a label with a sign that turns letters around")
def records_under(world: World) -> None:
    world.gestand("import", str(world.journal(10)), "--actor", "the\u202e coders")


@given('the name of a party is "Ministry", an empty line, and "The conditions stayed the same."')
def paragraphs(world: World) -> None:
    name = "Ministry\n\nThe conditions stayed the same."
    world.record({"kind": "party.registered", "party": "other", "type": "other", "name": name})
    assert world.exit_code == 0, world.message


@when("somebody asks for a place with a sign that erases the screen in its name")
def erasing(world: World) -> None:
    world.gestand("trust", "vil\x1b[2Jlage")


def test_one_way_out() -> None:
    """Commands print through one file, which makes harmless whatever they print."""
    commands = Path(run.__code__.co_filename).parent
    printing = {
        path.name
        for path in commands.glob("*.py")
        if not path.name.endswith("_test.py")
        and re.search(r"click\.echo\(|\bprint\(", path.read_text(encoding="utf-8"))
    }
    assert printing == {"terminal.py", "pager.py"}
