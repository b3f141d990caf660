"""The tables of `stability`: then and now, what changed, what lies ahead; their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from domain.dates import bounds
from domain.record import StreamName
from projections.render.blocks import Block, Heading, Table
from projections.render.head import names
from projections.render.phrases import N_, spoken
from projections.render.screens.rules import (
    DIRECTION,
    EFFECT,
    GROUND,
    RANK,
    STAGE,
    by,
    notice,
    quoted,
)

if TYPE_CHECKING:
    from projections.regime.exceptions import ExceptionLine
    from projections.regime.lines import ChangeLine, TopicLine
    from projections.regime.stability import Stability

# -- tables: words -----------------------------------------------------------------------------
# The words for what was, what changed, what lies ahead, and how many rules there were.

COLUMNS = (N_("topic"), N_("at the start, and now"))
THEN_NOW = N_("{then}\nnow: {now}")
SAME = N_("{then}\nnow the same")
NOT_ON_RECORD = N_("not on record")
TOO_VAGUE = N_("the dates on record are too vague to tell")
CONFLICTING = N_("{value} (its groups or areas differ)")

CHANGES_TITLE = N_("What changed: {count}")
CHANGES_COLUMNS = (N_("on"), N_("from what to what, by whom"))
CHANGE = N_("{topic}: from {before} to {now}; {by}{details}")
INTRODUCED = N_("{topic}: {now} came in; {by}{details}")
UNPROVEN = N_("{change}; whether there was a rule before is not on record")
DETAIL = N_("; {text}")
MOVED = N_("it came to lie elsewhere, or joined or left a group")
DISPUTED = N_("a record of it is disputed")

PENDING_TITLE = N_("Announced or decided, and not in force: {count}")
PENDING_COLUMNS = (N_("from"), N_("what, and by whom"))
PENDING = N_("{topic}: {value} ({stage} {by}; {rule})")
PENDING_CHANGE = {
    "rule.suspended": N_("suspension"),
    "rule.resumed": N_("resumption"),
    "rule.repealed": N_("end"),
    "rule.annulled": N_("annulment"),
    "rule.amended": N_("change"),
    "rule.exception_ended": N_("end of an exception"),
}
NO_DAY = N_("no day")

EXCEPTIONS_TITLE = N_("Exceptions: {count}")
EXCEPTIONS_COLUMNS = (N_("from"), N_("what, for whom, who allowed it, and whether it held"))
EXCEPTION = N_("{value}, for {place} ({ground} {by}; {held})")
HELD = {
    True: N_("held until its end"),
    False: N_("ended before"),
    None: N_("whether it holds to its end is open"),
}
ENDED = N_("ended {day}")
UNTIL = N_("until {day}")

COUNT_TITLE = N_("How many rules: acts in force, by rank")
COUNT_COLUMNS = (N_("on"), N_("acts"), N_("exceptions"), N_("of which"))
COUNTED = N_("{count} {rank}")


# -- tables ------------------------------------------------------------------------------------
# What stands below the answer, each table only where it has something to say.


def tables(row: Stability) -> list[Block]:
    """Then and now, what changed, what lies ahead, exceptions, and how many rules there were."""
    return [
        *_then_now(row),
        *_changes(row),
        *_pending(row),
        *_exceptions(row),
        *_counts(row),
    ]


def _then_now(row: Stability) -> list[Block]:
    if not row.topics:
        return []
    return [Table(COLUMNS, [[topic.topic, _both(topic)] for topic in row.topics])]


def _both(topic: TopicLine) -> str:
    """What held at the start and what holds now."""
    then = _held(topic.at_start, vague=topic.vague_at_start)
    now = _held(topic.now, vague=topic.vague_now)
    same = topic.at_start is not None and topic.at_start == topic.now
    text = (SAME if same else THEN_NOW).format(then=then, now=now)
    return CONFLICTING.format(value=text) if topic.conflicting else text


def _held(values: Sequence[str] | None, *, vague: bool) -> str:
    if values is not None:
        return quoted(values)
    return TOO_VAGUE if vague else NOT_ON_RECORD


def _changes(row: Stability) -> list[Block]:
    """Every change on record, by its day."""
    changes = [(change, topic.topic) for topic in row.topics for change in topic.changes]
    if not changes:
        return []
    changes.sort(key=lambda pair: bounds(pair[0].on).earliest)
    rows = [[spoken(change.on), _changed(change, topic)] for change, topic in changes]
    title = CHANGES_TITLE.format(count=len(rows))
    return [Heading(title, 2), Table(CHANGES_COLUMNS, rows)]


def _changed(change: ChangeLine, topic: str) -> str:
    """A change in a sentence: from what to what, by whom, in whose favour, with what notice."""
    details = (DETAIL.format(text=text) for text in _details(change))
    text = (INTRODUCED if change.introduced else CHANGE).format(
        topic=topic,
        before=quoted(change.from_, change.from_amounts),
        now=quoted(change.to, change.to_amounts),
        by=by(change.by) if change.rules else MOVED,
        details="".join(details),
    )
    return text if change.proven else UNPROVEN.format(change=text)


def _details(change: ChangeLine) -> Iterator[str]:
    if change.direction:
        yield DIRECTION[change.direction]
    text = notice(change.notice_days)
    if text:
        yield text
    elif change.retroactive:
        yield EFFECT["retroactive"]
    if change.disputed:
        yield DISPUTED


def _pending(row: Stability) -> list[Block]:
    if not row.pending:
        return []
    rows = [
        [
            spoken(act.effective) or NO_DAY,
            PENDING.format(
                topic=act.topic,
                value=act.value or PENDING_CHANGE[act.kind],
                stage=STAGE[act.stage],
                by=by(act.by),
                rule=act.rule,
            ),
        ]
        for act in row.pending
    ]
    title = PENDING_TITLE.format(count=len(rows))
    return [Heading(title, 2), Table(PENDING_COLUMNS, rows)]


def _exceptions(row: Stability) -> list[Block]:
    if not row.exceptions:
        return []
    rows = [[spoken(exception.effective), _exception(exception)] for exception in row.exceptions]
    title = EXCEPTIONS_TITLE.format(count=len(rows))
    return [Heading(title, 2), Table(EXCEPTIONS_COLUMNS, rows)]


def _exception(exception: ExceptionLine) -> str:
    end = []
    if exception.until:
        end.append(UNTIL.format(day=spoken(exception.until)))
    if exception.ended:
        end.append(ENDED.format(day=spoken(exception.ended)))
    return EXCEPTION.format(
        value=quoted([exception.value]),
        place=StreamName.parse(exception.place).name,
        ground=GROUND[exception.ground],
        by=by(exception.by),
        held=names([*end, HELD[exception.held]]),
    )


def _counts(row: Stability) -> list[Block]:
    """How many rules there were over the years."""
    counted = row.in_force_over_time
    if not any(counts.acts_in_force or counts.exceptions_in_force for counts in counted):
        return []
    rows = [
        [
            spoken(counts.as_of),
            str(counts.acts_in_force),
            str(counts.exceptions_in_force),
            names(
                [
                    COUNTED.format(count=count, rank=RANK[rank])
                    for rank, count in counts.acts_by_rank.items()
                ]
            ),
        ]
        for counts in counted
    ]
    table = Table(COUNT_COLUMNS, rows, frozenset({1, 2}))
    return [Heading(COUNT_TITLE, 2), table]
