"""What is told of a process that helps to make a site, and does not come to its end."""

from __future__ import annotations

import os
from contextlib import nullcontext
from multiprocessing import Pipe
from struct import pack
from typing import TYPE_CHECKING, cast

import pytest

from commands.site_parts import Helped
from domain.errors import Unavailable

if TYPE_CHECKING:
    from commands.site_pages import Site

LENGTH = pack("!i", 1_000)
"""How a message of so many bytes begins."""


@pytest.mark.parametrize("sent", [b"", LENGTH[:2], LENGTH, LENGTH + b"a part that was"])
def test_a_process_that_ends_while_it_tells_something(sent: bytes) -> None:
    """Ended from outside before a message, or in the middle of one."""
    helped = Helped(lambda: nullcontext(cast("Site", None)), "write the site", 2)
    here, there = Pipe(duplex=False)
    os.write(there.fileno(), sent)
    there.close()
    with here, pytest.raises(Unavailable) as caught:
        helped._heard(here)
    assert "ended from outside" in str(caught.value)
