"""Every command about everything that the example ledger has: an answer that can be read, always.

Format and date of each question are drawn with a fixed seed, so that every command meets every
format and date; `make test` asks one question in ten, `make test-long` all of them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import cycle, islice, product
from pathlib import Path
from random import Random

import pytest

from commands.asking import FORMATS
from commands.command_table import COMMANDS
from commands.program import run
from docs.fields import fields_of
from domain.vocabulary import LEVELS
from ledger.store.reader import Reader
from projections.checks.registry import CHECKS
from projections.control.mandate import POWERS

DATES = ("2012-06-30", "2016", "2018-05-28", "2020-12-31", "2023-03", "2026-10-01")
MANNERS: tuple[tuple[str, ...], ...] = (
    (), (), (), ("--explain",), ("--known-at", "700"), ("--public-at", "2019-12-31"),
)  # fmt: skip
"""Ways to ask besides: most questions are asked without any."""

Names = dict[str, list[str]]
"""What the ledger has: the names of its streams by their kind, its topics, and all streams."""

PLACES = ("area", "cohort", "case")
SUBJECTS: dict[str, tuple[str, ...]] = {
    "summary {}": PLACES,
    "conditions {}": PLACES,
    "conditions --charter {}": ("charter",),
    "trust {}": ("area",),
    "trust {} --list due": ("area",),
    "trust {} --list made": ("area",),
    "trust {} --list sources": ("area",),
    "stability {}": PLACES,
    "stability {} --at 2019": PLACES,
    "stability {} --list changed": PLACES,
    "stability {} --list parts": ("area",),
    "stability {} --list in-force": PLACES,
    "control {}": PLACES,
    "control {} --from 2010": PLACES,
    "control --topic {}": ("topic",),
    "participation {}": ("area",),
    "participation {} --list groups": ("area",),
    "contact {}": ("area",),
    "contact {} --list inputs": ("area",),
    "levels {}": ("area",),
    "levels {} --list still": ("area",),
    "levels {} --from 2014 --to 2023": ("area",),
    "unequal {}": PLACES,
    "unequal groningen-earthquake-area --topic {}": ("topic",),
    "promises --area {}": ("area",),
    "promises --promisor {}": ("party",),
    "promises --found-by {}": ("party",),
    "promises --topic {} --made 2012..2020": ("topic",),
    "rules --area {}": ("area",),
    "rules --topic {}": ("topic",),
    "decisions --area {}": ("area",),
    "decisions --by {}": ("party",),
    "decisions --topic {}": ("topic",),
    "tables {}": ("area",),
    "tables {} --list left": ("area",),
    "lessons {}": ("area",),
    "figures {}": ("area",),
    "log --area {}": ("area",),
    "show {}": ("stream",),
    "check {}": ("check",),
    "control --power {}": ("power",),
    "control --level {}": ("level",),
}
"""Commands with the kinds of what stands in them in place of the braces."""
ALONE = (
    "conditions", "trust", "trust --by promisor", "trust --by topic",
    "trust --from 2010 --every year", "stability", "control",
    "control --duties", "control --decisions", "participation", "participation --by group",
    "participation --from 2015 --to 2020 --every year", "levels", "promises", "promises --overdue",
    "promises --status kept", "rules", "rules --in-force", "decisions", "tables", "lessons",
    "charters", "parties", "areas", "cases", "figures", "log", "log --kind promise.made", "check",
)  # fmt: skip
"""Commands about everything."""
QUESTIONS = (*ALONE, *SUBJECTS)
ELSEWHERE = {
    "demo", "init", "record", "import", "map", "correct", "retract", "charter", "schema", "export",
    "keep", "key", "checkpoint", "timestamp", "prove", "bundle", "publish-log", "verify", "diff",
    "feed", "report", "site", "clone", "pull", "policy", "witness", "book", "backup",
}  # fmt: skip
"""Commands that are no views of what was recorded."""


@pytest.fixture(scope="module")
def names(example: Path) -> Names:
    """What the example ledger has, by kind."""
    with closing(Reader(example)) as reader:
        streams, topics = reader.names(), reader.topics(reader.head().size)
    found: Names = {"topic": sorted(topics), "stream": streams, "check": list(CHECKS)}
    found |= {"power": list(POWERS), "level": list(LEVELS)}
    for stream in streams:
        kind, _, name = stream.partition("/")
        found.setdefault(kind, []).append(name)
    return found


def asked(line: str, names: Names, share: int) -> Iterator[list[str]]:
    """The questions of one line: every subject at least once, every format at every date as well.

    share: one in so many of them, in an order that is drawn.
    """
    subjects = [name for kind in SUBJECTS.get(line, ()) for name in names.get(kind, ())] or [""]
    draw = Random(line)
    ways = list(product(FORMATS, DATES))
    draw.shuffle(ways)
    count = max(len(subjects), len(ways))
    drawn = list(islice(zip(cycle(subjects), cycle(ways), strict=False), count))
    draw.shuffle(drawn)
    for subject, (form, date) in drawn[::share]:
        manner = draw.choice(MANNERS)
        words = [word.replace("{}", subject) for word in line.split()]
        yield [*words, "--format", form, "--as-of", date, *manner]


def no_constant(text: str) -> float:
    """NaN and Infinity are no JSON."""
    raise ValueError(f"{text} is no JSON")


def is_json(text: str) -> None:
    """One object with rows, of which docs/fields.md knows every field, inner ones too."""
    answer = json.loads(text, parse_constant=no_constant)
    assert isinstance(answer["rows"], list)
    known = {name for name, _, _ in fields_of(answer["view"])} | {"as_of"}
    assert not set().union(*(unknown(row, known) for row in answer["rows"]))


def unknown(value: object, known: set[str], path: str = "") -> set[str]:
    """The fields of a value that are not known; of objects whose names are data, none is."""
    if isinstance(value, list):
        return set().union(*(unknown(part, known, f"{path}[]") for part in value))
    if not isinstance(value, dict):
        return set()
    inner = {f"{path}.{name}" if path else name: part for name, part in value.items()}
    if path and not inner.keys() & known:
        return set()
    deeper = (unknown(part, known, name) for name, part in inner.items())
    return (inner.keys() - known).union(*deeper)


def is_ndjson(text: str) -> None:
    """An object a line."""
    assert all(
        isinstance(json.loads(line, parse_constant=no_constant), dict) for line in text.splitlines()
    )


def is_csv(text: str) -> None:
    """A header, with more than the moment, and as many cells in every row."""
    header, *rows = csv.reader(io.StringIO(text), strict=True)
    assert header[0] == "as_of"
    assert len(header) > 1
    assert all(header)
    assert {len(row) for row in rows} <= {len(header)}


def is_markdown(text: str) -> None:
    """No head of a table without a row below it."""
    lines = text.splitlines()
    heads = [number for number, line in enumerate(lines) if re.fullmatch(r"\|( -+:? \|)+", line)]
    assert all(lines[number + 1 : number + 2] not in ([], [""]) for number in heads)


def is_screen(text: str) -> None:
    """No trace of how Python writes its values."""
    assert not re.search(r"\bnan\b|\binf\b|<[\w.]+ object|\{'", text)


READABLE: dict[str, Callable[[str], None]] = {
    "json": is_json,
    "ndjson": is_ndjson,
    "csv": is_csv,
    "markdown": is_markdown,
    "table": is_screen,
}


def fault(ledger: Path, question: Sequence[str], capsys: pytest.CaptureFixture[str]) -> str | None:
    """What is wrong with the answer to a question; None where all is well.

    Not to be there at that moment, or not to have been known then, is an answer too.
    """
    try:
        code = run(["--ledger", str(ledger), *question])
        told = capsys.readouterr()
        if code == 4:
            earlier = {"--known-at", "--public-at"} & {*question}
            assert earlier or "at that moment" in told.err, told.err
            return None
        assert code in ({0, 1} if question[0] == "check" else {0}), told.err
        assert not told.err
        READABLE[question[question.index("--format") + 1]](told.out)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return f"gestand {' '.join(question)}: {type(error).__name__}: {error}"
    return None


@pytest.mark.parametrize("line", QUESTIONS)
@pytest.mark.parametrize(
    "share", [pytest.param(10, id="some"), pytest.param(1, id="all", marks=pytest.mark.long)]
)
def test_every_answer(
    example: Path, names: Names, line: str, share: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every question has an answer that can be read, and no command ends with a traceback."""
    faults = [fault(example, question, capsys) for question in asked(line, names, share)]
    assert faults
    assert [one for one in faults if one] == []


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_recorded(tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger without records answers as well, a table with its header."""
    empty = tmp_path / "empty.db"
    assert run(["--ledger", str(empty), "init"]) == 0
    capsys.readouterr()
    told = [
        fault(empty, [*line.split(), "--format", form, "--as-of", "2020"], capsys) for line in ALONE
    ]
    assert [one for one in told if one] == []


def test_every_command() -> None:
    """Every command that is a view is asked, about every kind of thing that it takes."""
    assert {line.split()[0] for line in QUESTIONS} == COMMANDS.keys() - ELSEWHERE


@pytest.mark.parametrize("line", QUESTIONS)
def test_every_format_and_date(names: Names, line: str) -> None:
    """The questions of one line meet every format at every date, and every subject."""
    questions = list(asked(line, names, 1))
    met = {(one[one.index("--format") + 1], one[one.index("--as-of") + 1]) for one in questions}
    assert met == set(product(FORMATS, DATES))
    place = line.split().index("{}") if "{}" in line else None
    if place is not None:
        expected = {name for kind in SUBJECTS[line] for name in names.get(kind, ())}
        assert {one[place] for one in questions} == expected
