"""The report of a place as people have it: on a telephone, in the dark, printed, by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from browser.conftest import Example, window

NARROW, WIDE = 320, 1280
A4_POINTS = (595, 842)
MOST_PAGES, SHORT_PAGES = 6, 2
LEAST_QUOTED = 20
TELEPHONE = (360, 740)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_axe_finds_nothing(browser: Browser, example: Example, width: int, *, dark: bool) -> None:
    opened = window(browser, width, dark=dark)
    opened.open(example.report)
    found = Axe().run(opened.page).response
    assert found["violations"] == []
    # Of texts in drawings axe never tells: these are judged below.
    open_ = [node["html"] for one in found["incomplete"] for node in one["nodes"]]
    assert {one["id"] for one in found["incomplete"]} <= {"color-contrast"}
    assert all(html.startswith("<text") for html in open_)


DRAWINGS = {"index.html": 1, "place/groningen-earthquake-area.html": 5, "place/appingedam.html": 5}
"""How many drawings pages of the site have."""

DRAWN = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[0-9.]+/g).slice(0, 3).map((one) => one / 255)
      .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll("svg.lane")].map((drawing) => ({
    width: drawing.getBoundingClientRect().width,
    texts: [...drawing.querySelectorAll("text")]
      .filter((text) => getComputedStyle(text).display !== "none")
      .map((text) => {
        const box = text.getBBox();
        const ink = light(getComputedStyle(text).fill);
        const [low, high] = [ink, paper].sort((one, other) => one - other);
        return { words: text.textContent, x: box.x, y: box.y, right: box.x + box.width,
          bottom: box.y + box.height, size: parseFloat(getComputedStyle(text).fontSize),
          contrast: (high + 0.05) / (low + 0.05) };
      }),
    behind: [...drawing.querySelectorAll("rect, use")].map((one) => one.getBBox())
      .map(({ x, y, width, height }) => ({ x, y, right: x + width, bottom: y + height })),
  }));
}"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_texts_in_drawings(browser: Browser, example: Example, width: int, *, dark: bool) -> None:
    """In both languages, for words of one may be longer, and of several places."""
    opened = window(browser, width, dark=dark)
    for site in (example.site, example.site_in_dutch):
        for name, count in DRAWINGS.items():
            opened.open(site / name)
            judge_drawings(opened.page, count)
    for page in (example.report, example.in_dutch):
        opened.open(page)
        judge_drawings(opened.page, 5)


def judge_drawings(page: Page, count: int) -> None:
    """Each text can be read: large and dark enough, inside the drawing, over no other, no bar."""
    drawings = page.evaluate(DRAWN)
    assert len(drawings) == count
    for drawing in drawings:
        texts = drawing["texts"]
        assert texts
        for number, text in enumerate(texts):
            assert text["contrast"] >= 4.5, text
            assert text["size"] >= 12, text
            assert text["x"] >= -1, text  # a T begins left of its place
            assert text["right"] <= drawing["width"] + 0.5, text
            others = [*texts[:number], *drawing["behind"]]
            assert not [other for other in others if _over(text, other)], text


def _over(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two boxes have more than an edge in common."""
    return (
        min(one["right"], other["right"]) - max(one["x"], other["x"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["y"], other["y"]) > 1
    )


def test_nothing_is_asked_of_anybody(browser: Browser, example: Example) -> None:
    opened = window(browser)
    opened.open(example.report)
    assert opened.asked == [example.report.as_uri()]
    assert opened.complaints == []


def test_nothing_runs_out_of_a_narrow_screen(browser: Browser, example: Example) -> None:
    opened = window(browser, NARROW)
    opened.open(example.report)
    assert opened.page.evaluate("document.documentElement.scrollWidth") == NARROW


def test_without_a_script_all_is_there_but_the_check(browser: Browser, example: Example) -> None:
    plain, full = window(browser, script=False), window(browser)
    for opened in (plain, full):
        opened.open(example.report)
    assert not plain.page.locator("#verification").is_visible()
    assert full.page.locator("#verification").is_visible()
    without = plain.page.locator("main").inner_text()
    assert full.page.locator("main").inner_text().startswith(without)


def test_with_the_keyboard_alone(browser: Browser, example: Example) -> None:
    opened = window(browser)
    opened.open(example.report)
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    for _ in range(page.locator("a").count()):
        if page.evaluate("document.activeElement.id") == "key":
            break
        page.keyboard.press("Tab")
    page.keyboard.type(example.key)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result[data-done]", state="attached")
    assert page.locator("#result .holds").count() == 3


def test_the_first_screen_of_a_telephone_says_what_broke(
    browser: Browser, example: Example
) -> None:
    """What broke first, when, on whose word, and on what that rests, without scrolling."""
    width, height = TELEPHONE
    opened = window(browser, width)
    opened.page.set_viewport_size({"width": width, "height": height})
    opened.open(example.report)
    first = opened.page.locator("dl.first").first
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < height
    told = first.locator("dt").all_inner_texts()
    assert told == ["What broke first", "When", "On whose word", "Rests on"]
    assert first.locator("dd a[href^=http]").count() == 1


# -- print -------------------------------------------------------------------------------------


def _tags(node: object) -> list[DictionaryObject]:
    """The elements of the structure of a PDF, from one down."""
    if isinstance(node, IndirectObject):
        return _tags(node.get_object())
    if isinstance(node, ArrayObject):
        return [tag for one in node for tag in _tags(one)]
    if not isinstance(node, DictionaryObject):
        return []
    return [node, *_tags(node.get("/K"))]


def _printed(browser: Browser, page: Path, into: Path) -> PdfReader:
    opened = window(browser)
    opened.open(page)
    opened.page.pdf(path=into, prefer_css_page_size=True)
    return PdfReader(into)


def test_from_the_browser_its_short_form_is_printed(
    browser: Browser, example: Example, tmp_path: Path
) -> None:
    read = _printed(browser, example.report, tmp_path / "short.pdf")
    assert len(read.pages) <= SHORT_PAGES
    text = "".join(page.extract_text() for page in read.pages)
    assert "Rests on" in text
    assert "short form on" in text
    whole = "".join(page.extract_text() for page in PdfReader(example.printed).pages)
    assert "short form on" not in whole
    assert "Sources" in whole


def test_in_dutch_the_short_form_takes_no_more_paper(
    browser: Browser, example: Example, tmp_path: Path
) -> None:
    read = _printed(browser, example.in_dutch, tmp_path / "short.pdf")
    assert len(read.pages) <= SHORT_PAGES
    assert "korte vorm" in "".join(page.extract_text() for page in read.pages)


def test_what_broke_and_each_change_of_a_rule_lead_to_their_records(
    browser: Browser, example: Example
) -> None:
    opened = window(browser)
    rule = "order-of-strengthening.html#record-"
    for site in (example.site, example.site_in_dutch):
        opened.open(site / "place" / "overschild.html")
        ways = opened.page.locator("dl.first").locator(f"a[href*='{rule}']")
        changed = opened.page.locator("section:has(#changes)").locator(f"a[href*='{rule}']")
        assert (ways.count(), changed.count()) == (1, 2)
        ways.click()
        assert "/rule/order-of-strengthening.html#record-" in opened.page.url


def test_each_sheet_has_its_number_and_what_it_is_of(
    browser: Browser, example: Example, tmp_path: Path
) -> None:
    short = _printed(browser, example.in_dutch, tmp_path / "short.pdf")
    for read, title in (
        (PdfReader(example.printed), "did the conditions for participation stay the same?"),
        (short, "bleven de voorwaarden voor participatie gelijk?"),
    ):
        for number, page in enumerate(read.pages, 1):
            text = page.extract_text()
            assert title in text
            assert f"{number} / {len(read.pages)}" in text


def test_it_prints_to_a_few_pages_of_a4_with_tags_and_outline(example: Example) -> None:
    printed = PdfReader(example.printed)
    root = printed.trailer["/Root"].get_object()
    assert len(printed.pages) <= MOST_PAGES
    assert tuple(round(one) for one in printed.pages[0].mediabox[2:]) == A4_POINTS
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    tags = _tags(root["/StructTreeRoot"])
    kinds = [str(tag.get("/S")) for tag in tags]
    assert kinds.count("/H1") == 1
    assert {"/H2", "/H3", "/Table", "/TH", "/TD", "/L"} <= {*kinds}
    figures = [tag for tag in tags if tag.get("/S") == "/Figure"]
    assert len([figure for figure in figures if figure.get("/Alt")]) == 5
    titles = [str(one["/Title"]) for one in printed.outline[0:1] if isinstance(one, dict)]
    assert titles == [printed.metadata.title if printed.metadata else ""]


def test_on_paper_quotations_are_in_the_language_of_their_record(example: Example) -> None:
    """As the tags of the PDF say: those of the blocks that are marked in the page."""
    printed = PdfReader(example.printed_in_dutch)
    root = printed.trailer["/Root"].get_object()
    assert root["/Lang"] == "nl"
    languages = [str(tag["/Lang"]) for tag in _tags(root["/StructTreeRoot"]) if "/Lang" in tag]
    assert languages.count("en") >= LEAST_QUOTED
    page = example.in_dutch.read_text("utf-8")
    quoted = re.findall(r"<(?:div|span) data-record=[^>]*>", page)
    assert [tag for tag in quoted if 'lang="en"' not in tag] == []
