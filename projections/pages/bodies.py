"""The ways from what a page tells to the pages of the bodies that it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from projections.pages.document import Told, Way
from projections.pages.paths import Addresses
from projections.render.head import Called


def with_ways(text: str, parties: Iterable[str], called: Called, site: Addresses) -> Told:
    """A text in which some parties are named, each name with the way to the page of that party.

    parties: by their names in the ledger; one that the ledger does not call anything has no page.
    What several of them are called leads nowhere: the text does not tell whose name it is.
    """
    pages: dict[str, set[str]] = defaultdict(set)
    for party in parties:
        if party in called:
            pages[called[party]].add(site.party(party))
    if not pages:
        return text
    # The longest name is meant, also where that is the name of a body without a way here.
    shortest = min(map(len, pages))
    others = (name for name in called.values() if len(name) > shortest and name in text)
    names = "|".join(map(re.escape, sorted({*pages, *others}, key=len, reverse=True)))
    pieces = re.split(rf"(?<!\w)({names})(?!\w)", text)
    told = [
        Way(one, *pages[one]) if number % 2 and len(pages[one]) == 1 else one
        for number, one in enumerate(pieces)
    ]
    return [one for one in told if one] if any(isinstance(one, Way) for one in told) else text
