"""Every text has its Dutch: in the catalogue that people edit, and in the one that is read."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message

from commands.help_texts import STANDS_FOR
from docs import messages

ROOM = 1.3
"""So many times the length of the English a Dutch text may be."""

ALWAYS = 20
"""So many characters more it may be in any case, a quarter of a line of a screen."""

HEADING = 4
"""The same of the longest line of a heading of a column, which stands above figures."""

LOCALES = [*messages.translated()]


@pytest.fixture(scope="module", params=LOCALES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return messages.read(request.param)


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return messages.template()


def test_complete(catalogue: Catalog, gathered: Catalog) -> None:
    """It has every text that is marked and no other, as `make messages` writes it."""
    had, marked = ({(one.id, one.context) for one in each} for each in (catalogue, gathered))
    assert sorted(map(str, marked - had)) == []
    assert sorted(map(str, had - marked)) == []
    path = messages.path_of(str(catalogue.locale))
    same = messages.written(messages.updated(catalogue, gathered)) == path.read_bytes()
    assert same, "make messages"


def test_compiled(catalogue: Catalog) -> None:
    """What the program reads is what people edited."""
    path = messages.path_of(str(catalogue.locale)).with_suffix(".mo")
    same = messages.compiled(messages.updated(catalogue, catalogue)) == path.read_bytes()
    assert same, "make messages"


def test_translated(catalogue: Catalog) -> None:
    """Nothing is empty, nor a guess, which the compiler leaves out; nor are all by the header."""
    assert not catalogue.fuzzy
    assert [one.id for one in catalogue if one.fuzzy] == []
    assert [one.id for one, _, told in _texts(catalogue) if not told.strip()] == []


def test_fields(catalogue: Catalog) -> None:
    """Each text has the fields of its English, written in the same form, and no other."""
    assert [
        (told, _fields(told))
        for _, text, told in _texts(catalogue)
        if _fields(text) != _fields(told)
    ] == []


def test_typed(catalogue: Catalog) -> None:
    """What is typed as it stands is the same in both, but for the words that stand for a value."""
    assert [
        (text, told)
        for _, text, told in _texts(catalogue)
        if sorted(_with_values(catalogue, one) for one in re.findall("`[^`]*`", text))
        != sorted(re.findall("`[^`]*`", told))
    ] == []


def test_values(catalogue: Catalog) -> None:
    """A sentence names what stands for a value as the usage line and the options do."""
    words = {str(one.id): str(one.string) for one in catalogue if one.context == STANDS_FOR}
    foreign = {*words} - {*words.values()}
    wrong = []
    for one, text, told in _texts(catalogue):
        wanted = {words[word] for word in _values(text) if word in words}
        found = {*_values(told)}
        if one.context != STANDS_FOR and (wanted - found or found & foreign):
            wrong.append((text, told))
    assert wrong == []


_WORD_FOR_VALUE = re.compile(r"(?<![\w-])[A-Z]+(?:-[A-Z]+)*(?![\w-])")


def _values(text: str) -> list[str]:
    """The words in capitals of a text."""
    return _WORD_FOR_VALUE.findall(text)


def _with_values(catalogue: Catalog, text: str) -> str:
    """A text with the words that stand for values as the catalogue has them."""

    def told(word: re.Match[str]) -> str:
        found = catalogue.get(word[0], STANDS_FOR)
        return str(found.string) if found else word[0]

    return _WORD_FOR_VALUE.sub(told, text)


OF_SCRIPTS = "projections/pages/checking.py"
"""Texts that a script on the page fills in."""

NO_COUNTS = {
    "commands/progress.py": {"left", "rest"},
    "commands/writing.py": {"retracted"},
    "domain/streams/promise.py": {"answered", "needed", "size"},
    "ledger/store/database.py": {"left"},
    "ledger/witnessing/client.py": {"seen"},
    "projections/geography/tree.py": {"wider"},
    "projections/render/screens/changes.py": {"kept", "size"},
    "projections/render/screens/contact.py": {"inputs", "updates"},
    "projections/render/screens/exchange.py": {"had"},
    "projections/render/screens/headline.py": {"shown"},
    "projections/render/screens/reasons.py": {"disputed", "ended", "here"},
    "projections/render/screens/say.py": {"unclear"},
    "projections/render/screens/summary.py": {"broken", "unresolved"},
    "projections/render/screens/trust.py": {"years"},
    "projections/render/screens/verify.py": {"signed"},
}
"""Fields that are counts elsewhere, and in texts of these files are words, a number that is typed
again, or a size as a record says it."""


def test_thousands(gathered: Catalog) -> None:
    """A count of a thousand or more is written as 1,089; a number that is typed again is not.

    A field is a count whose name is written so in half of the texts that have it, or in more.
    """
    ours = [*_forms(gathered)]
    so = Counter(name for *_, name, form in ours if "," in form)
    otherwise = Counter(name for *_, name, form in ours if "," not in form)
    bare = {
        (file, name, text)
        for file, text, name, form in ours
        if "," not in form and so[name] >= otherwise[name]
    }
    assert [one for one in sorted(bare) if one[1] not in NO_COUNTS.get(one[0], ())] == []
    needed = {(file, name) for file, name, _ in bare}
    said = {(file, name) for file, names in NO_COUNTS.items() for name in names}
    assert said - needed == set(), "no text needs these"


def _forms(gathered: Catalog) -> Iterator[tuple[str, str, str, str]]:
    """Each field of each text of ours: the first file that has the text, its name and its form."""
    for one in gathered:
        files = [file for file, _ in one.locations if not file.startswith("click/")]
        if one.id and files and OF_SCRIPTS not in files:
            for text in [one.id] if isinstance(one.id, str) else one.id:
                yield from ((files[0], text, name, form) for name, form, _ in _fields(str(text)))


def test_room(catalogue: Catalog) -> None:
    """A text has room where its English has; so has the longest line of a heading."""
    long = []
    for one, text, told in _texts(catalogue):
        more = HEADING if "\n" in text or one.context == "column" else ALWAYS
        line, said = (max(map(len, each.split("\n"))) for each in (text, told))
        if said > max(ROOM * line, line + more):
            long.append((line, said, told))
    assert long == []


def test_edges(catalogue: Catalog) -> None:
    """A piece of a sentence begins and ends with a space where its English does."""
    assert [
        told
        for _, text, told in _texts(catalogue)
        if (text[:1].isspace(), text[-1:].isspace()) != (told[:1].isspace(), told[-1:].isspace())
    ] == []


def _texts(catalogue: Catalog) -> Iterator[tuple[Message, str, str]]:
    """Every text with its translation; of plurals each form."""
    for one in catalogue:
        forms, told = (
            [each] if isinstance(each, str) else each or () for each in (one.id, one.string)
        )
        if one.id:
            yield from ((one, str(form), str(said)) for form, said in zip(forms, told, strict=True))


def _fields(text: str) -> list[tuple[str, str, str]]:
    """The fields of a text; of one with other braces, these."""
    try:
        parts = [*string.Formatter().parse(text)]
    except ValueError:
        return [(brace, "", "") for brace in re.findall("[{}]", text)]
    found = [(name, form or "", how or "") for _, name, form, how in parts if name is not None]
    return sorted({*found, *((one, "", "") for one in re.findall(r"%\(\w+\)s|%s", text))})
