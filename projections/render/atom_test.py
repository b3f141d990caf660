"""What is written as a feed is read back by another program, whatever stands in it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import example, given
from hypothesis import strategies as st

from domain.text import first_hidden
from projections.render.atom import HISTORY, NAMESPACE, AtomEntry, FeedHead, feed

ATOM = f"{{{NAMESPACE}}}"
MOMENT = "2021-06-30T12:00:00.000000Z"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def read(*entries: AtomEntry, **head: object) -> ET.Element:
    """The feed as a reader program has it."""
    known = {"id": "urn:x", "title": "t", "author": "a", "updated": MOMENT, "links": {}}
    written = "".join(feed(FeedHead(**known | head), entries))  # type: ignore[arg-type]
    return ET.fromstring(written.encode())


@given(TEXTS, TEXTS)
@example("<script>alert(1)</script> ]]> &amp; &", "a\x00b\ufffe\u202e\x1b[2J")
def test_texts_are_data(title: str, text: str) -> None:
    """Markup, quotes and characters that XML cannot hold neither break it nor say anything."""
    root = read(AtomEntry("urn:y", MOMENT, title, text, "due"), title=title)
    assert [child.tag for child in root] == [
        ATOM + name for name in ("id", "title", "updated", "author", "entry")
    ]
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    for found, said in (
        (root.findtext(f"{ATOM}title"), title),
        (entry.findtext(f"{ATOM}title"), title),
        (entry.findtext(f"{ATOM}content"), text),
    ):
        assert first_hidden(found or "", "\n") is None
        if said.isascii() and said.isprintable():
            assert (found or "") == said


@given(TEXTS)
@example("javascript:alert(1)")
@example("HTTPS://example.org/a?b=1&c=2")
@example("http://example.org/\u202e")
@example("https://example.org/ onclick=x")
def test_links_lead_to_the_web(address: str) -> None:
    """What is no address on the web is left out, and the others are as they were."""
    entry = read(AtomEntry("urn:y", MOMENT, "t", "x", "due", (address,))).find(f"{ATOM}entry")
    assert entry is not None
    found = [link.get("href") for link in entry.findall(f"{ATOM}link")]
    if found:
        assert found == [address]
        assert address.lower().startswith(("http://", "https://"))
        assert not any(character.isspace() for character in address)
    else:
        assert not address.isascii() or not address.lower().startswith("https://example.org/a")


def test_archives_say_so() -> None:
    """An archive is marked, and leads to what came before it."""
    root = read(links={"prev-archive": "f-1.atom", "current": "f.atom"}, archive=True)
    assert root.find(f"{{{HISTORY}}}archive") is not None
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"prev-archive": "f-1.atom", "current": "f.atom"}
