"""What is left of a site that was not made, where it cannot be removed at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.site_folder import replaced
from features.limits import ordinary_rights


def test_what_could_not_be_removed_is_removed_by_the_next_one(tmp_path: Path) -> None:
    """The mark, by which it is known, goes last."""
    out = tmp_path / "site"
    with ordinary_rights():
        with pytest.raises(KeyboardInterrupt):
            interrupted(out)
        (left,) = tmp_path.iterdir()
        (left / "place").chmod(0o700)
        with replaced(out) as folder:
            folder.write("place/x.html", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def interrupted(out: Path) -> None:
    """Begin a site with a folder that cannot be emptied, and stop."""
    with replaced(out) as folder:
        folder.write("place/x.html", b"x")
        folder.place("place/x.html").parent.chmod(0o500)
        raise KeyboardInterrupt
