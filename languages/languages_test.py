"""Which language a process speaks, and how it writes texts and figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import languages
from languages import Text, chosen, counted, figure, percentage

AMSTERDAM = {"LANG": "nl_NL.UTF-8"}


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ("trust", {}, "en"),
        ("trust", AMSTERDAM, "nl"),
        ("trust", {"LANG": "nl_BE"}, "nl"),
        ("trust", {"LANG": "C.UTF-8"}, "en"),
        ("trust", {"LANG": "nla"}, "en"),
        ("trust", AMSTERDAM | {"LC_ALL": "C"}, "en"),
        ("trust", AMSTERDAM | {"LC_ALL": ""}, "nl"),
        ("trust", {"LANG": "en_GB", "LC_MESSAGES": "nl_NL"}, "nl"),
        ("trust", {"LANG": "en_GB", "LANGUAGE": "fy:nl:en"}, "nl"),
        ("trust", AMSTERDAM | {"GESTAND_LANG": "en"}, "en"),
        ("trust", AMSTERDAM | {"GESTAND_LANG": "fr"}, "en"),
        ("--lang nl trust", {}, "nl"),
        ("trust village --lang nl", {"GESTAND_LANG": "en"}, "nl"),
        ("trust --lang=nl", {}, "nl"),
        ("trust --lang en", AMSTERDAM, "en"),
        ("site out --lang nl --lang en", {}, "nl"),
        ("trust --lang", AMSTERDAM, "nl"),
        ("trust --lang fr", AMSTERDAM, "en"),
        ("trust -- --lang nl", {}, "en"),
        ("trust --format json", AMSTERDAM, "en"),
        ("trust --lang nl --format=csv", {}, "en"),
        ("trust --lang nl --format markdown", {}, "nl"),
    ],
)
def test_chosen(arguments: str, environment: dict[str, str], language: str) -> None:
    """The command line counts before the environment, and data is always English."""
    assert chosen(arguments.split(), environment) == language


@pytest.fixture
def _dutch() -> Iterator[None]:
    """A process in which every text is Dutch of which the English is in capitals."""
    languages.use("nl", lambda message, context: f"{context}{message.upper()}")
    yield
    languages._language, languages._catalogue = "en", None


@pytest.mark.usefixtures("_dutch")
def test_texts() -> None:
    """A text is asked of the catalogue with its context, but for the empty one."""
    assert languages.N_("a day") == "A DAY"
    assert languages.pgettext("of a week: ", "day") == "of a week: DAY"
    assert languages.N_("") == ""


@pytest.mark.usefixtures("_dutch")
def test_figures() -> None:
    """Numbers in a text are written as Dutch does; not years, nor numbers in words of others."""
    told = Text("{count:,} in {year}, {rate:.2f} of {share}: {name}")
    said = told.format(count=12345, year=2019, rate=1.5, share=2.5, name="EN 1,234.5")
    assert said == "12.345 in 2019, 1,50 of 2,5: EN 1,234.5"
    assert figure(1234567.25, ",.1f") == "1.234.567,2"
    assert counted(1000, "one", Text("{count:,} days")) == "1.000 days"
    assert counted(1, "one", Text("{count:,} days")) == "one"


def test_english_figures() -> None:
    """In English a text is a plain one."""
    assert type(languages.N_("a {count:,}")) is str
    assert figure(1234.5, ",.2f") == "1,234.50"


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_percentage(part: int, whole: int) -> None:
    """All and none are said only of all and none; else it is the nearest percent."""
    share = min(part, whole) / whole
    said = percentage(share)
    assert (said == "100%") == (part >= whole)
    assert (said == "0%") == (part == 0)
    if said[0] not in "<>":
        assert abs(float(said[:-1]) - 100 * share) <= 0.5


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.996, ">99%"), (0.994, "99%"), (0.004, "<1%"), (0.006, "1%"), (0.5, "50%"), (1.0, "100%")],
)
def test_nearly_all(share: float, said: str) -> None:
    """What would be rounded to none or all says so."""
    assert percentage(share) == said
