"""The tables of `stability`: then and now, what changed, what lies ahead; their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from languages import N_, figure
from projections.geography.relation import MAYBE
from projections.render.blocks import Block, Heading, Table, in_lines, stacked
from projections.render.head import names, people
from projections.render.phrases import some_day, spoken
from projections.render.screens.rules import (
    CHANGE_TO_COME,
    DIRECTION,
    EFFECT,
    GROUND,
    LIES,
    RANK_HEADING,
    STAGE,
    by,
    in_cell,
    notice,
    quoted,
)

if TYPE_CHECKING:
    from projections.geography.relation import Relation
    from projections.regime.exceptions import ExceptionLine
    from projections.regime.figures import RulesInForce
    from projections.regime.lines import ChangeLine, TopicLine, Turned
    from projections.regime.parts import PartChange
    from projections.regime.pending import PendingLine

# -- tables: words -----------------------------------------------------------------------------
# The words for what was, what changed, what lies ahead, and how many rules there were.

COLUMNS = (N_("topic"), N_("at the start, and now"))
THEN_NOW = N_("{then}\nnow: {now}")
SAME = N_("{then}\nthe same ever since: vouched for by {parties} until {day}")
SAME_NOW = N_("{then}\nnow the same; nobody vouches for all of the time in between")
SAME_PERHAPS = N_("{then}\nnow the same; in between the dates on record are too vague to tell")
SAME_AGAIN = N_("{then}\nnow the same again")
NOT_ON_RECORD = N_("not on record")
NO_RULE = N_("no rule, vouched for by {parties}")
TOO_VAGUE = N_("the dates on record are too vague to tell")
ALIKE = {
    NOT_ON_RECORD: N_("not on record, neither then nor now"),
    TOO_VAGUE: N_("the dates on record are too vague to tell, of then and of now"),
}
CONFLICTING = N_("{value} (its groups or areas differ)")

CHANGES_TITLE = N_("What changed")
CAME_IN_TITLE = N_("What came in, and whether there was a rule before is not on record")
CHANGES_COLUMNS = (N_("on"), N_("from what to what, by whom"))
CHANGE = N_("from {before} to {now}")
PARTLY = N_("{change}, beside {kept}")
INTRODUCED = N_("{now} came in")
GONE = N_("{before} ended")
CHANGED = N_("{about}: {change}; {by}{details}")
DETAIL = N_("; {text}")
MOVED = N_("it came to lie elsewhere, or joined or left a group")
DISPUTED = N_("a record of it is disputed")
NONE_BEFORE = N_("that there was no rule before is vouched for by {parties}")
NOT_CODED = N_("whether better or worse for residents is not on record")

PARTS_TITLE = N_("For a part of it: {count:,}, in none of the figures above")
TOUCH_TITLE = N_("For groups that may touch it: {count:,}, which prove nothing here")
PARTS_COLUMNS = (N_("on"), N_("for whom, from what to what, by whom"))
FOR_PART = N_("{topic}, for {place}")
SIZED = N_("{place} (size {size})")
PART = {
    "suspended": N_("{before} was suspended"),
    "resumed": N_("{now} was in force again"),
    "repealed": N_("{before} was repealed"),
    "annulled": N_("{before} was struck down"),
    "expired": N_("{before} was past its last day"),
}
SIZE = {"~": N_("about {size}"), "<": N_("fewer than {size}"), ">": N_("more than {size}")}
SIZES = N_("{low} to {high}")

PENDING_TITLE = N_("Announced or decided, and not in force: {count:,}")
PENDING_COLUMNS = (N_("from"), N_("what, and by whom"))
PENDING = N_("{topic}: {value}{place} ({stage} {by}{direction})")
FOR_PLACE = N_(", for {place}{lies}")
NO_DAY = N_("no day")

EXCEPTIONS_TITLE = N_("Exceptions: {count:,}")
EXCEPTIONS_TOUCH = N_("Exceptions: {count:,}, and {perhaps:,} for groups that may touch it")
EXCEPTIONS_COLUMNS = (N_("from"), N_("what, for whom, who allowed it, and whether it held"))
EXCEPTION = N_("{value}{place} ({ground} {by}; {direction}; {held})")
HELD = {
    True: N_("held until its end"),
    False: N_("ended before"),
    None: N_("whether it holds to its end is open"),
}
ENDED = N_("ended {day}")
UNTIL = N_("until {day}")

COUNT_TITLE = N_("How many rules: acts in force, of which by rank, and exceptions")
COUNT_COLUMNS = (N_("on"), N_("acts"), N_("excep-\ntions"))

Called = Mapping[str, str]
"""What parties are called, by their names in the ledger."""


# -- then and now ------------------------------------------------------------------------------


def then_now(topics: Sequence[TopicLine], called: Called, last: str) -> list[Block]:
    """What held at the start and what holds now, by topic. last: the day asked about."""
    if not topics:
        return []
    return [Table(COLUMNS, [[topic.topic, _both(topic, called, last)] for topic in topics])]


def _both(topic: TopicLine, called: Called, last: str) -> str:
    """What held at the start and what holds now; who vouches that nothing else did in between."""
    parties = people(topic.vouched_by, called)
    if topic.at_start is not None and topic.at_start == topic.now:
        unknown = SAME_NOW if "coverage" in topic.missing else SAME_PERHAPS
        template = {True: SAME, False: SAME_AGAIN, None: unknown}[topic.stable]
        text = in_lines(template, then=quoted(topic.at_start), parties=parties, day=spoken(last))
    else:
        then = held(topic.at_start, parties, vague=topic.vague_at_start)
        now = held(topic.now, parties, vague=topic.vague_now)
        alike = ALIKE.get(then) if then == now else None
        text = stacked(alike) if alike else in_lines(THEN_NOW, then=then, now=now)
    return in_lines(CONFLICTING, value=text) if topic.conflicting else text


def held(values: Sequence[str] | None, parties: str, *, vague: bool) -> str:
    """What held; that nothing did is known on the word of those who vouch for it."""
    if values is not None:
        return quoted(values) if values else NO_RULE.format(parties=parties)
    return TOO_VAGUE if vague else NOT_ON_RECORD


# -- what changed ------------------------------------------------------------------------------


def changes(topics: Sequence[TopicLine], called: Called) -> list[Block]:
    """Every change on record by its day, those apart of which it is not sure that they are one."""
    found = [(change, topic.topic) for topic in topics for change in topic.changes]
    found.sort(key=lambda pair: (pair[0].earliest, pair[0].latest))
    blocks: list[Block] = []
    for title, proven in ((CHANGES_TITLE, True), (CAME_IN_TITLE, False)):
        rows = [
            [in_cell(change.on), changed(change, topic, called)]
            for change, topic in found
            if change.proven == proven
        ]
        blocks += [Heading(title, 2), Table(CHANGES_COLUMNS, rows)] if rows else []
    return blocks


def changed(change: ChangeLine, topic: str, called: Called) -> str:
    """A change in a sentence: from what to what, by whom, in whose favour, with what notice."""
    details = (DETAIL.format(text=text) for text in _details(change, called))
    return CHANGED.format(
        about=topic,
        change=_turned(change),
        by=who_changed(change, called),
        details="".join(details),
    )


def who_changed(change: ChangeLine, called: Called) -> str:
    """By whom; nobody where it is the place that came to lie elsewhere."""
    return by(change.by, called) if change.rules else MOVED


def _turned(line: Turned) -> str:
    """From what to what; what stayed beside it once."""
    before, now, kept = list(line.from_), list(line.to), []
    if not (line.from_amounts or line.to_amounts or set(before) == set(now)):
        kept = [value for value in before if value in now]
        before = [value for value in before if value not in kept]
        now = [value for value in now if value not in kept]
    template = CHANGE if before and now else INTRODUCED if now else GONE
    text = template.format(
        before=quoted(before, line.from_amounts), now=quoted(now, line.to_amounts)
    )
    return PARTLY.format(change=text, kept=quoted(kept)) if kept else text


def _details(change: ChangeLine, called: Called) -> Iterator[str]:
    yield _direction(change.direction)
    text = notice(change.notice_days)
    if text:
        yield text
    elif change.retroactive:
        yield EFFECT["retroactive"]
    if change.vouched_by:
        yield NONE_BEFORE.format(parties=people(change.vouched_by, called))
    if change.disputed:
        yield DISPUTED


def _direction(coded: str | None) -> str:
    """In whose favour, in words."""
    return DIRECTION[coded] if coded else NOT_CODED


# -- for parts ---------------------------------------------------------------------------------


def parts(lines: Sequence[PartChange], called: Called, *, perhaps: bool = False) -> list[Block]:
    """What changed for parts of a place; perhaps: for groups that may touch it."""
    if not lines:
        return []
    rows = [[in_cell(line.on), _for_part(line, called)] for line in lines]
    title = (TOUCH_TITLE if perhaps else PARTS_TITLE).format(count=len(rows))
    return [Heading(title, 2), Table(PARTS_COLUMNS, rows)]


def _for_part(line: PartChange, called: Called) -> str:
    template = PART.get(line.change)
    change = (
        template.format(
            before=quoted(line.from_, line.from_amounts), now=quoted(line.to, line.to_amounts)
        )
        if template
        else _turned(line)
    )
    texts = [_direction(line.direction)]
    texts += [DISPUTED] if line.disputed else []
    place = line.place_name
    if line.size:
        place = SIZED.format(place=place, size=_size(line.size))
    return CHANGED.format(
        about=FOR_PART.format(topic=line.topic, place=place),
        change=change,
        by=by(line.by, called),
        details="".join(DETAIL.format(text=text) for text in texts),
    )


def _size(written: str) -> str:
    """A size as written, in words."""
    low, between, high = written.partition("..")
    if between:
        return SIZES.format(low=_size(low), high=_size(high))
    if written[:1] in SIZE:
        return SIZE[written[0]].format(size=_size(written[1:]))
    return figure(int(written)) if written.isdecimal() else written


# -- what lies ahead ---------------------------------------------------------------------------


def pending(lines: Sequence[PendingLine], subject: str, called: Called) -> list[Block]:
    """What is announced or decided, with its day where any of it has one."""
    if not lines:
        return []
    dated = any(line.effective for line in lines)
    rows = [
        [
            *([in_cell(line.effective) if line.effective else NO_DAY] if dated else []),
            _pending(line, subject, called),
        ]
        for line in lines
    ]
    title = PENDING_TITLE.format(count=len(rows))
    return [Heading(title, 2), Table(PENDING_COLUMNS if dated else PENDING_COLUMNS[1:], rows)]


def _pending(line: PendingLine, subject: str, called: Called) -> str:
    return PENDING.format(
        topic=line.topic,
        value=line.value or CHANGE_TO_COME[line.kind],
        place=_for_place(line.place, line.place_name, line.relation, subject),
        stage=STAGE[line.stage],
        by=by(line.by, called),
        direction=DETAIL.format(text=DIRECTION[line.direction]) if line.direction else "",
    )


def _for_place(place: str | None, name: str | None, relation: Relation, subject: str) -> str:
    """For whom, unless that is the place asked about or all that it lies in."""
    if place in {None, subject} or relation not in LIES:
        return ""
    return FOR_PLACE.format(place=name, lies=LIES[relation])


# -- exceptions --------------------------------------------------------------------------------


def exceptions(lines: Sequence[ExceptionLine], subject: str, called: Called) -> list[Block]:
    """Every exception: for whom, who allowed it, and whether it held."""
    if not lines:
        return []
    rows = [[in_cell(line.effective), _exception(line, subject, called)] for line in lines]
    perhaps = sum(line.relation == MAYBE for line in lines)
    template = EXCEPTIONS_TOUCH if perhaps else EXCEPTIONS_TITLE
    title = template.format(count=len(rows) - perhaps, perhaps=perhaps)
    return [Heading(title, 2), Table(EXCEPTIONS_COLUMNS, rows)]


def _exception(line: ExceptionLine, subject: str, called: Called) -> str:
    end = []
    if line.until:
        end.append(UNTIL.format(day=some_day(line.until)))
    if line.ended:
        end.append(ENDED.format(day=spoken(line.ended)))
    own = line.place == subject
    lies = LIES[MAYBE] if line.relation == MAYBE else ""
    return EXCEPTION.format(
        value=quoted([line.value]),
        place="" if own else FOR_PLACE.format(place=line.place_name, lies=lies),
        ground=GROUND[line.ground],
        by=by(line.by, called),
        direction=_direction(line.direction),
        held=names([*end, HELD[line.held]]),
    )


# -- how many ----------------------------------------------------------------------------------


def counts(counted: Sequence[RulesInForce]) -> list[Block]:
    """How many rules there were over the years, by rank."""
    if not any(each.acts_in_force or each.exceptions_in_force for each in counted):
        return []
    ranks = [rank for rank in RANK_HEADING if any(each.acts_by_rank.get(rank) for each in counted)]
    on, acts, excepted = COUNT_COLUMNS
    rows = [
        [
            spoken(each.as_of),
            str(each.acts_in_force),
            *(str(each.acts_by_rank.get(rank, 0)) for rank in ranks),
            str(each.exceptions_in_force),
        ]
        for each in counted
    ]
    headings = (on, acts, *(RANK_HEADING[rank] for rank in ranks), excepted)
    return [Heading(COUNT_TITLE, 2), Table(headings, rows, frozenset(range(1, len(headings))))]
