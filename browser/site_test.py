"""The site of the example ledger as people go through it: without a server, from a folder."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser.conftest import Example, window
from browser.verify_test import result
from features.page import check_links

PAGES = ("index.html", "place/overschild.html", "place/overschild.lists.html",
         "promise/hundred-homes-a-week.html", "party/ncg.html", "rule/index.html",
         "source/index.html", "changes/index.html", "data/index.html", "methods.html",
         "words.html", "check.html")  # fmt: skip
MOST_BYTES = 150_000


def test_no_page_is_heavy(example: Example) -> None:
    sizes = {path.name: path.stat().st_size for path in example.site.rglob("*.html")}
    assert len(sizes) > 500
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, example: Example, name: str) -> None:
    """On a narrow screen, on every second page in the dark and in Dutch."""
    odd = PAGES.index(name) % 2 == 1
    opened = window(browser, 320, dark=odd)
    opened.open((example.site_in_dutch if odd else example.site) / name)
    found = Axe().run(opened.page).response
    assert found["violations"] == []
    # Of texts in drawings axe never tells; the tests of the report do.
    left = [node["html"] for one in found["incomplete"] for node in one["nodes"]]
    assert [html for html in left if not html.startswith("<text")] == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 320
    assert opened.complaints == []


def test_every_link_leads_somewhere(example: Example) -> None:
    for site in (example.site, example.site_in_dutch):
        pages = {
            path.relative_to(site).as_posix(): path.read_text("utf-8")
            for path in site.rglob("*.html")
        }
        check_links(site, pages)


def test_from_a_place_to_its_source_and_back_to_the_record(
    browser: Browser, example: Example
) -> None:
    opened = window(browser)
    opened.open(example.site / "place" / "overschild.html")
    page = opened.page
    page.get_by_role("link", name="all that rests on it").first.click()
    assert "/source/" in page.url
    page.locator("table a").first.click()
    assert "#record-" in page.url
    assert page.locator(":target").count() == 1


def test_from_the_first_page_to_the_proof_of_a_promise(browser: Browser, example: Example) -> None:
    opened = window(browser)
    opened.open(example.site / "index.html")
    page = opened.page
    page.fill("#filter", "overschild")
    assert page.locator("tbody tr:visible").count() < page.locator("tbody tr").count()
    page.get_by_role("link", name="Overschild", exact=True).click()
    page.get_by_role("link", name="a hundred strengthened homes").first.click()
    assert page.url.split("#")[0].endswith("promise/hundred-homes-a-week.html")
    assert result(page, example.key) == ["included", "sameWords", "signed"]
    assert {url.split(":")[0] for url in opened.asked} == {"file"}


def test_without_a_script_every_row_is_there_and_nothing_to_press(
    browser: Browser, example: Example
) -> None:
    opened = window(browser, script=False)
    opened.open(example.site / "index.html")
    assert opened.page.locator("tbody tr:visible").count() > 30
    assert not opened.page.locator("#filter").is_visible()


def test_from_a_page_to_the_same_in_the_other_language(browser: Browser, example: Example) -> None:
    opened = window(browser)
    page = opened.page
    opened.open(example.site.parent / "index.html")
    page.get_by_role("link", name="Nederlands").click()
    page.get_by_role("link", name="Overschild", exact=True).click()
    assert page.url == (example.site_in_dutch / "place" / "overschild.html").as_uri()
    page.get_by_role("link", name="English").click()
    assert page.url == (example.site / "place" / "overschild.html").as_uri()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_filter_by_keyboard(browser: Browser, example: Example) -> None:
    """Every word that is typed must be in a row, and how many rows are left is told."""
    opened = window(browser)
    opened.open(example.site / "index.html")
    page = opened.page
    for _ in range(page.locator("a").count()):
        if page.evaluate("document.activeElement.id") == "filter":
            break
        page.keyboard.press("Tab")
    every = page.locator("tbody tr").count()
    page.keyboard.type("OVERSCHILD")
    left = page.locator("tbody tr:visible")
    assert 0 < left.count() < every
    assert all("overschild" in row.lower() for row in left.all_inner_texts())
    assert page.locator("#shown").inner_text() == f"{left.count()} / {every}"
    page.keyboard.type(" nowhere")
    assert left.count() == 0
