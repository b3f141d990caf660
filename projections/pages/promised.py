"""The promises on a page, under what became of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from languages import N_
from projections.pages.cited import Cited
from projections.pages.document import Title, Told
from projections.pages.paging import Line, Long
from projections.promise_query import ListedPromise
from projections.render.head import Called, people
from projections.render.screens import promises

UNDATED = frozenset({"undated", "in-force"})
"""The states of promises that nobody can be held to by a day: none is late, and they are many."""

OUTCOMES: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("broken", N_("Not kept"), frozenset({"broken", "violated"})),
    ("replaced", N_("Replaced or withdrawn without consent"), frozenset({"replaced", "withdrawn"})),
    ("partly", N_("Partly kept"), frozenset({"partly"})),
    ("late", N_("Kept late"), frozenset({"kept-late"})),
    ("kept", N_("Kept"), frozenset({"kept", "held"})),
    ("open", N_("Deadline passed, outcome not established"), frozenset({"overdue"})),
    ("due", N_("Not yet due"), frozenset({"open", "conditional"})),
    ("undated", N_("Without a deadline"), UNDATED),
)
OTHERWISE = ("other", N_("Otherwise"))
OUTCOME_COUNT = N_("{outcome}: {count:,}")
PROMISE_COLUMNS = (
    N_("due"),
    N_("what was promised, and by whom"),
    N_("what became of it"),
    N_("source"),
)
BY = N_(" — {parties}")


def by_outcome(lines: Sequence[ListedPromise], called: Called) -> Iterator[Long]:
    """Promises in one list for each outcome; those without a deadline stand aside."""
    left = list(lines)
    for name, title, states in (*OUTCOMES, (*OTHERWISE, frozenset(line.status for line in left))):
        here, left = _split(left, states)
        if here:
            yield Long(
                Title(OUTCOME_COUNT.format(outcome=title, count=len(here)), 3, f"promises-{name}"),
                PROMISE_COLUMNS,
                [Line(partial(_promise, line, called), f"promise-{line.promise}") for line in here],
                aside=name == "undated",
                printed=name != "undated",
            )


def _split(
    lines: Sequence[ListedPromise], states: Collection[str]
) -> tuple[list[ListedPromise], list[ListedPromise]]:
    """The promises in some states, and the others."""
    here = [line for line in lines if line.status in states]
    return here, [line for line in lines if line.status not in states]


def _promise(line: ListedPromise, called: Called, cited: Cited) -> list[Told]:
    by = BY.format(parties=people(line.by, called))
    found = [line.found_in] if line.found_in is not None else []
    return [
        promises.deadline(line),
        [cited.words(line.text, line.events), *cited.named(by, line.by, called)],
        cited.named(promises.status(line, called), [*line.by, *line.found_by], called),
        cited.of([*line.events, *found]),
    ]
