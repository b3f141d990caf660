"""Pages of the example ledger in the browser that the system has: Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from commands.pages import BROWSERS
from commands.program import run
from ledger.signing.key_file import verifier

DAY = "2026-10-01"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each of them opens a window of its own."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.exit("No Chromium is installed. Install the package chromium.", returncode=1)
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=sandbox)
        yield found
        found.close()


@dataclass(frozen=True)
class Example:
    """A signed ledger, the key that it is signed with, and the report of a place in it."""

    folder: Path
    key: str

    @property
    def report(self) -> Path:
        """The page of Overschild."""
        return self.folder / "overschild.html"

    @property
    def in_dutch(self) -> Path:
        """The page of Overschild in Dutch, whose words are longer."""
        return self.folder / "overschild-nl.html"

    @property
    def site(self) -> Path:
        """The site of the ledger in English, beside that in Dutch."""
        return self.folder / "site" / "en"

    @property
    def site_in_dutch(self) -> Path:
        """The same in Dutch."""
        return self.folder / "site" / "nl"

    @property
    def printed(self) -> Path:
        """The same as PDF."""
        return self.folder / "overschild.pdf"

    @property
    def printed_in_dutch(self) -> Path:
        """The page in Dutch as PDF; the words of records in it are English."""
        return self.folder / "overschild-nl.pdf"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """The example ledger, signed, and its pages, which are only read."""
    folder = tmp_path_factory.mktemp("pages")
    journal = Path(__file__).parent.parent / "journals" / "groningen"
    key = ["--key", str(folder / "key")]
    made = Example(folder, "")
    for words in (
        ["init"],
        ["import", str(journal)],
        ["key", "new", "--name", "example.org/groningen", *key],
        ["checkpoint", *key],
        ["report", "overschild", "-o", str(made.report), "--as-of", DAY],
        ["report", "overschild", "-o", str(made.printed), "--as-of", DAY],
        ["site", str(folder / "site"), "--lang", "nl", "--lang", "en", "--as-of", DAY],
    ):
        assert run(["--ledger", str(folder / "ledger.db"), *words]) == 0, words
    # The language belongs to a process.
    asked = ["--lang", "nl", "--ledger", str(folder / "ledger.db"), "report", "overschild"]
    for page in (made.in_dutch, made.printed_in_dutch):
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "cli", *asked, "-o", str(page), "--as-of", DAY],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return Example(folder, str(verifier(folder / "key", own=True)))


@dataclass
class Window:
    """A window of the browser, and what it asked of anybody and complained of."""

    page: Page
    asked: list[str]
    complaints: list[str]

    def open(self, path: Path) -> None:
        """Open a file."""
        self.page.goto(path.as_uri())


def window(
    browser: Browser, width: int = 1280, *, script: bool = True, dark: bool = False
) -> Window:
    """A new window of so many pixels."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        java_script_enabled=script,
        color_scheme="dark" if dark else "light",
    )
    opened = Window(context.new_page(), [], [])
    opened.page.on("request", lambda request: opened.asked.append(request.url))
    opened.page.on("console", lambda message: opened.complaints.append(message.text))
    opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    return opened
