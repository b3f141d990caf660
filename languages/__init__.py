"""The language of the program: every text is marked here, and comes in the language of its process.

A process speaks one language, chosen before what says a word is loaded (`chosen`, `speak`). So to
mark a text is to translate it. In English nothing is loaded for that. Other languages have a
catalogue of GNU gettext in this folder, by their whole locale: `nl_NL`, as weeks and figures differ
between the places where a language is spoken.

What programs read is English in every process: names of fields, codes, JSON, tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ENGLISH, DUTCH = "en", "nl"
LOCALES = {ENGLISH: "en_GB", DUTCH: "nl_NL"}
"""The languages that the program speaks (BCP 47), each with the locale of its catalogue."""

NAMES = {ENGLISH: "English", DUTCH: "Nederlands"}
"""What each language calls itself."""

DOMAIN = "gestand"
"""The name of the catalogues, and the start of the variable that chooses one."""

FOLDER = Path(__file__).parent

OPTION, FORMAT = "--lang", "--format"
DATA = frozenset({"json", "ndjson", "csv"})
"""The formats of answers that programs read."""

VARIABLE = "GESTAND_LANG"
OF_SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables by which gettext chooses, of which the first that is set counts."""

_SWAPPED = str.maketrans(",.", ".,")
"""English figures as Dutch writes them: 1,234.5 as 1.234,5."""

_language = ENGLISH
_catalogue: Callable[[str, str], str] | None = None


# -- choosing ----------------------------------------------------------------------------------


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of a process: by its first --lang, its environment, or else English.

    Whatever answers in data speaks English: programs read it, and its errors. What is no language
    of the program is refused where the options are read.
    """
    if _given(arguments, FORMAT) in DATA:
        return ENGLISH
    given = _given(arguments, OPTION) or environment.get(VARIABLE)
    if given:
        return given if given in LOCALES else ENGLISH
    system = next(filter(None, (environment.get(name) for name in OF_SYSTEM)), "")
    wanted = (name[:2] for name in system.split(":") if name[2:3] in {"", "_", ".", "@"})
    return next((name for name in wanted if name in LOCALES), ENGLISH)


def _given(arguments: Sequence[str], option: str) -> str:
    """The first value of an option on a command line; empty without one."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if argument == "--":
            break
        if name == option:
            return value or next(iter(arguments[place + 1 :]), "")
    return ""


def speak(language: str) -> None:
    """Make it the language of this process, for all texts that are marked from now on."""
    if language == ENGLISH:
        return
    import gettext  # noqa: PLC0415 - nothing of this is loaded in English
    import os  # noqa: PLC0415 - the same

    locale = LOCALES[language]
    # The library of the command line asks gettext for its texts, which asks the environment.
    os.environ["LANGUAGE"] = locale
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    found = gettext.translation(DOMAIN, str(FOLDER), [locale])

    def translated(message: str, context: str) -> str:
        return found.pgettext(context, message) if context else found.gettext(message)

    use(language, translated)


def use(language: str, catalogue: Callable[[str, str], str]) -> None:
    """Take every text from a catalogue, which is handed the English one and its context or ''."""
    global _language, _catalogue
    _language, _catalogue = language, catalogue


def language() -> str:
    """The language of this process."""
    return _language


# -- texts -------------------------------------------------------------------------------------


class Text(str):
    """A text in another language than English, in which figures are written as in that language."""

    __slots__ = ()

    def format(self, *values: Any, **fields: Any) -> Text:
        """The text with what belongs in its fields."""
        return Text(
            super().format(
                *map(_figure, values), **{name: _figure(fields[name]) for name in fields}
            )
        )


class _Figure:
    """A number that is written into a text."""

    __slots__ = ("value",)

    def __init__(self, value: float) -> None:
        self.value = value

    def __format__(self, form: str) -> str:
        return figure(self.value, form)


def _figure(value: Any) -> Any:
    return _Figure(value) if isinstance(value, int | float) else value


def N_(message: str) -> str:  # noqa: N802 - a name by which gettext finds what to translate
    """A text in the language of this process, marked by this to be translated."""
    return message if _catalogue is None else Text(_catalogue(message, ""))


def pgettext(context: str, message: str) -> str:
    """The same of a text that means one thing here and another there; context: what it is here."""
    return message if _catalogue is None else Text(_catalogue(message, context))


def counted(count: int, one: str, several: str) -> str:
    """How many there are; several: the text for any number but one, with a field `count`."""
    return one if count == 1 else several.format(count=count)


# -- figures -----------------------------------------------------------------------------------


def figure(value: float, form: str = ",") -> str:
    """A number as people write it; form: as in a format specification, such as `,.2f`."""
    written = format(value, form)
    return written if _language == ENGLISH else written.translate(_SWAPPED)


def percentage(share: float | None) -> str:
    """A share as whole percents: the nearest, but 0% and 100% only where it is exactly that.

    Anything between that and the next percent is written `<1%` or `>99%`.
    """
    assert share is not None, "of a share that is not known no figure is shown"
    rounded = f"{share:.0%}"
    return {"0%": "<1%", "100%": ">99%"}.get(rounded, rounded) if 0 < share < 1 else rounded
