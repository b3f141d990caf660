"""Run the program in a language of the tests, and print every word that nobody marked.

In that language whatever is marked is in Greek letters, and the texts of the records of its ledger
are in Cyrillic ones. So Latin letters are left to names, codes and commands, and to what no
catalogue has: `python -m features.unmarked JOURNAL LEDGER SHARE` makes the ledger of a journal in
JSON Lines, asks it one in so many of the questions and prints the words of the last sort, each with
its line.
"""

from __future__ import annotations

import gettext
import io
import json
import re
import shlex
import string
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

LATIN = string.ascii_letters
GREEK = str.maketrans(LATIN, "αβςδεφγηιξκλμνοπθρστυνωχψζΑΒΓΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΝΩΧΨΖ")
CYRILLIC = str.maketrans(LATIN, "абцдефгхийклмнопярстувжшызАБЦДЕФГХИЙКЛМНОПЯРСТУВЖШЫЗ")

NAMED = re.compile(
    r"(`[^`]*`|\{\{|\}\}|\{[^{}]*\}|(?<!\w)--?[a-z][a-z-]*|%\([a-z_]+\)s|\b\w+://\S+|~?/\S+"
    r"|\b[A-Z][A-Z0-9_-]+\b|\bgestand\b|[\w.-]+\.[a-z]{2,7}\b)"
)
"""The fields of a text, and what it names as it is typed: a command, an option, a value, a file."""

FREE = re.compile(r"[A-Z]{3}|[a-z0-9./~?%X\[\],:+_TZQW-]*")
"""A value of a record that is no text for people."""


def in_greek(text: str, context: str = "") -> str:
    """A text of the program in the language of the tests: its fields, and what it names, stay."""
    parts = enumerate(NAMED.split(text))
    return "".join(part if number % 2 else part.translate(GREEK) for number, part in parts)


def in_cyrillic(value: Any) -> Any:
    """A value of a record, with its texts in the letters of the tests."""
    if isinstance(value, dict):
        return {name: in_cyrillic(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [in_cyrillic(inside) for inside in value]
    if isinstance(value, str) and value.startswith("http"):
        return "https://example.org/"  # a long one would be broken into lines
    if isinstance(value, str) and not FREE.fullmatch(value):
        return value.translate(CYRILLIC)
    return value


PLACES = ("overschild", "groningen-earthquake-area")
OF_PLACES = (
    "trust", "control", "stability", "conditions", "participation", "contact", "levels", "summary",
    "unequal", "promises --area", "decisions --area", "rules --area", "tables", "figures",
    "lessons", "log --area",
)  # fmt: skip
QUESTIONS = """
log
check
check late
trust
trust --by topic
trust --by level
trust --by promisor
control
control --duties
control overschild --from 2015
control overschild --from 2015 --to 2020 --every year
control --decisions
participation --by level
participation
conditions
conditions --every year --from 2016 --to 2020
conditions overschild --explain
trust overschild --every year --from 2015
stability overschild --every year --from 2015
contact overschild --every quarter --from 2019 --to 2020
trust overschild krewerd --compare
trust overschild --list due
trust overschild --list made
trust overschild --list sources
contact overschild --list unanswered
contact overschild --list types
stability overschild --at 2019-06-01
stability overschild --list changed
participation overschild --list kept
unequal batch-1581 batch-1588
levels --from 2014 --to 2020
parties
areas
cases
charters
rules --in-force
promises --overdue
trust --signed
show promise/hundred-homes-a-week
show party/ncg
show area/overschild
diff 100
summary overschild --as-of 2030
trust overschild --public-at 2018-12-31
"""
OTHERS = """
verify
book
keep kept.txt
report overschild -o page.md
summary overschild krewerd
"""
MISTAKES = """
trust nowhere
trust overschild --as-of 2018-13
trust overschild --foo
foo
trust a b
trust overschild --known-at 99999999
show nothing
record promise.made --promise x
record nothing
check nothing
log --kind nothing
promises --status nothing
trust overschild --from 2015
trust overschild --every year
trust --from 2018 --to 2015 --every year
stability --at 2018
export --kind nothing
export --separator x
correct nothing due=2020
correct norm-mjp nothing
retract --import 99999
import nothing.yaml
verify nothing.zip
clone nothing copy.db
pull
bundle x.zip
checkpoint --key nothing.key
prove nothing
diff 9999999
policy check nothing
witness show
feed x.atom --url x
report overschild -o x
map nothing.csv
schema nothing
key show --key nothing.key
init
backup
record promise.made --promise x --by ncg --to y --area overschild --text z --on 2020-13 --source q
record promise.made --promise x --by nobody --to y --area overschild --text z --on 2020 --source q
record promise.kept --promise nothing --on 2020 --source q --outcome what
"""
"""Command lines that are refused, each for a reason of its own."""

AS_TYPED = re.compile(
    r"`[^`]*`|\w*…|[\w-]+\]|\.[a-z]+\b|\{[^{}]*\}|“[^”]*”|'[^']*'|\[[a-z0-9|-]+\]|\S+[/_=]\S+|\S+\.[a-z]{2}\S*"
    r"|(?<!\w)--?[a-z][\w-]*|\b[A-Z][A-Z0-9_|-]+\b|\b[0-9a-f]{7,}\b"
)
"""What a screen shows as it is typed: in quotes or brackets, a path, a file, an option, a hash."""

WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")


def main(journal: Path, ledger: Path, share: int) -> None:
    """Ask one in so many of the questions, and print what is not marked."""
    # The library of the command line gets its texts from here when it is loaded.
    gettext.gettext = _of_click
    gettext.ngettext = _counted_by_click
    import languages  # noqa: PLC0415 - after that

    languages.use("xx", in_greek)
    from commands.program import run  # noqa: PLC0415 - as each process loads it: in its language

    told = [in_cyrillic(json.loads(line)) for line in journal.read_text().splitlines()]
    copy = journal.with_name("cyrillic.jsonl")
    copy.write_text("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in told))
    known = _names(told)
    phrases = sorted((name.replace("-", " ") for name in known if "-" in name), key=len)
    topics = re.compile("|".join(map(re.escape, reversed(phrases))))
    questions = [f"{view} {place}" for view in OF_PLACES for place in PLACES]
    questions += QUESTIONS.strip().split("\n")
    # Markdown breaks no line, and so no name.
    asked = [f"{question} --format markdown" for question in questions]
    others = [*OTHERS.strip().split("\n"), *MISTAKES.strip().split("\n"), *_helps()]
    for command in ("init", f"import {copy}", *[*asked, *others][::share]):
        said = topics.sub("", AS_TYPED.sub(_blank, _said(run, ledger, command)))
        for line in said.splitlines():
            for word in WORD.findall(line):
                if word not in known and word not in command:
                    sys.stdout.write(f"{command}: {word}: {line.strip()}\n")


def _of_click(message: str) -> str:
    return in_greek(message)


def _counted_by_click(msgid1: str, msgid2: str, n: int) -> str:
    return in_greek(msgid1 if n == 1 else msgid2)


def _blank(typed: re.Match[str]) -> str:
    return "\n" * typed[0].count("\n")


def _said(run: Callable[[list[str]], int], ledger: Path, command: str) -> str:
    """All that a command says, and the page that it wrote; of a help, without its examples."""
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        run(["--ledger", str(ledger), *shlex.split(command)])
    label = in_greek("Example: ")
    said = re.sub(rf"{label}.*?(?:\n\n|\Z)", "", output.getvalue(), flags=re.DOTALL)
    page = Path("page.md")
    return said + page.read_text("utf-8") if command.endswith(page.name) else said


def _helps() -> Iterator[str]:
    """The help of every command."""
    import click  # noqa: PLC0415 - after its texts are replaced

    from commands.program import gestand  # noqa: PLC0415 - the same

    def below(command: click.Command, path: str) -> Iterator[str]:
        yield f"{path} --help".strip()
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                made = command.get_command(context, name)
                assert made is not None, f"{name} is a command"
                yield from below(made, f"{path} {name}".strip())

    return below(gestand, "")


def _names(records: list[dict[str, Any]]) -> set[str]:
    """What may stand on a screen in Latin letters: names of the ledger, codes and counts."""
    from projections.checks.registry import NAMES  # noqa: PLC0415 - the same
    from projections.render.screens import counts, promises  # noqa: PLC0415 - the same
    from projections.render.screens.fields import CLOSED  # noqa: PLC0415 - the same

    found: set[str] = set()

    def gather(value: Any, name: str) -> None:
        if isinstance(value, dict):
            for key, inside in value.items():
                gather(inside, key)
        elif isinstance(value, list):
            for inside in value:
                gather(inside, name)
        elif isinstance(value, str) and name not in CLOSED:
            found.update(WORD.findall(value))

    for record in records:
        gather(record, "")
    tables = (value for value in vars(counts).values() if isinstance(value, dict))
    found.update(name for table in tables for name in table)
    commands = {word for path in _helps() for word in path.split()}
    return found | {
        *commands,
        *NAMES,
        *promises.STATE,
        "tlog-tiles",
        "tiles",
        "gestand",
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
