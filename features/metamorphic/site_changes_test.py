"""What a site tells between any two checkpoints is what the ledger of the later one answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from features.metamorphic.asking import Ledger
from features.metamorphic.histories import CHANGES, Fields, founding, histories
from features.page import read

few = settings(
    max_examples=max(3, settings().max_examples // 25),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

Lists = list[tuple[str, list[list[str]]]]
"""What came, in lists: the heading of each, and its rows."""


@pytest.fixture(scope="module")
def folders() -> Iterator[Iterator[Path]]:
    """A new folder for each ledger."""
    with TemporaryDirectory() as whole:
        yield (Path(whole) / str(number) for number in range(10_000_000))


@few
@given(history=histories(), data=st.data())
def test_any_two_checkpoints(
    history: list[Fields], data: st.DataObject, folders: Iterator[Path]
) -> None:
    """The page on them says what a copy of the ledger from then answers: each record alike."""
    ledger = Ledger(next(folders))
    site = ledger.folder / "site"
    copies: list[Ledger] = []
    about = [one for one in history if one["kind"].startswith("record.")]
    events = [one for one in history if one not in about]
    middle = data.draw(st.integers(1, len(events)))
    for commit in (founding(), events[:middle], [*events[middle:], *about], []):
        if commit:
            ledger.record(*commit)
        else:
            _correct(ledger, data)
        ledger.gestand("site", str(site))
        copies.append(_copy(ledger, ledger.folder / f"copy-{len(copies)}"))
    sizes = [one["size"] for one in json.loads((site / "data/checkpoints.json").read_text("utf-8"))]
    by_size = {len(copy.ids()): copy for copy in copies}
    assert sorted(by_size) == sizes
    for earlier, later in combinations(sizes, 2):
        page = (site / f"changes/{earlier}-{later}.html").read_text("utf-8")
        assert _on_page(page) == _answered(by_size[later], earlier), (earlier, later)


def _correct(ledger: Ledger, data: st.DataObject) -> None:
    """Correct a record that can be."""
    stands = [row for row in ledger.rows("log") if row["kind"] in CHANGES and not row["status"]]
    row = data.draw(st.sampled_from(stands)) if stands else ledger.rows("log")[0]
    if stands:
        field, values = CHANGES[row["kind"]]
        other = next(value for value in values if value != row["says"][field])
        ledger.correct(row["id"], **{field: other})
    else:
        ledger.correct(row["id"], note="read once more")


def _copy(ledger: Ledger, folder: Path) -> Ledger:
    """The ledger as it is now."""
    copy = Ledger(folder)
    copy.path = folder / "copy.db"
    ledger.gestand("backup", str(copy.path))
    return copy


def _on_page(page: str) -> Lists:
    """The lists of what came on a page."""
    found: Lists = []
    reader = read(page)
    wanted = False
    for (tag, attributes), text in zip(reader.elements, reader.texts, strict=True):
        if tag == "h2":
            wanted = (attributes.get("id") or "").startswith("list-")
            if wanted:
                found.append((text, []))
        elif wanted and tag == "tr":
            found[-1][1].append([])
        elif wanted and (tag == "td" or attributes.get("scope") == "row"):
            found[-1][1][-1].append(_spaced(text))
    return [(heading, [row for row in rows if row]) for heading, rows in found]


def _answered(copy: Ledger, earlier: int) -> Lists:
    """The same by the command that answers it."""
    found: Lists = []
    written = copy.gestand("diff", str(earlier), "--format", "markdown")
    for line in written.splitlines():
        if line.startswith(("## ", "### ")):
            found.append((line.lstrip("# "), []))
        elif re.match(r"\| *\d", line) and found:
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            found[-1][1].append([_spaced(cell) for cell in cells])
    return [(heading, rows) for heading, rows in found if rows]


def _spaced(text: str) -> str:
    return " ".join(text.replace("\\", "").split())
