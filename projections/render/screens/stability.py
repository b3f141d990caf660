"""The screen of `stability`: the answer in words; the tables below it stand in `changes`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from languages import N_, figure, percentage
from projections.regime.stability import first_changes
from projections.render import phrases as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.head import names, opening, people
from projections.render.phrases import day, spoken
from projections.render.screens import changes as tables
from projections.render.screens.rules import on_day
from projections.report import Report

if TYPE_CHECKING:
    from projections.regime.stability import Stability

# -- stability: words --------------------------------------------------------------------------
# The words for the stability of rules: then and now, what changed, and how sure that is.

TITLE = N_("Rules for {title}, then and now")
EVERY = N_("Rules, then and now")

# -- the answer: words -------------------------------------------------------------------------

SAME = N_(
    "{name}: the rules stayed the same since {start}; that all are on record is vouched for by "
    "{parties} until {day}."
)
CHANGED = N_(
    "{name}: the rules did not stay the same since {start}: changes on {many}, {directions}; the "
    "first: {first}."
)
UNKNOWN = N_(
    "{name}: whether the rules stayed the same since {start} is not known: {none}, and {gaps}."
)
NO_CHANGE = N_("no change is on record")
NONE_CERTAIN = N_("no change is certain")
NO_START = N_(
    "{name}: whether the rules stayed the same cannot be said: nothing on record tells from when "
    "on to compare."
)
NOT_YET = N_("{name}: at this moment there is nothing to compare yet, with {start} as the start.")
ONE_DAY, DAYS = N_("1 day"), N_("{count:,} days")
IN_FAVOUR = {
    "unfavourable": N_("{many} worse for residents"),
    "favourable": N_("{many} better"),
    "mixed": N_("{many} better for some and worse for others"),
    "neutral": N_("{many} neither better nor worse"),
    "not-coded": N_("{many} not coded"),
}
NONE_WORSE = N_("none")
FIRST = N_("{day}, {by}")
OR_FIRST = N_(", or ")
MISSING = {
    "rule": N_("no rule is on record at the start on {topics}"),
    "coverage": N_("nobody vouches that all rules are on record on {topics}"),
    "date": N_("dates on record are too vague to tell on {topics}"),
}
MISSING_ALL = {
    "rule": N_("no rule is on record"),
    "coverage": N_("nobody vouches that all rules are on record"),
    "date": N_("dates on record are too vague to tell"),
}
AND = N_(", and ")

# -- beside the answer: words ------------------------------------------------------------------

SINCE = {
    "asked": N_("Compared with {start}, the day asked for."),
    "opened": N_("Compared with {start}, the day on which the case was opened."),
    "charter": N_("Compared with {start}, the start of the yardstick {charter}."),
    "coverage": (
        N_(
            "Compared with {start}: from then on somebody vouches that all rules are on record. "
            "For another day: --since DATE."
        )
    ),
    "rule": (
        N_(
            "Compared with {start}, the day of the first rule on record: no yardstick names a "
            "start. "
            "For another day: --since DATE."
        )
    ),
}
TOPICS_OF = N_("The topics are those of the yardstick {charter}.")
ITS_TOPICS = N_("The topics are those that it names.")
SAY_WHEN = N_("Say from when with --since DATE.")
VOUCHED = {
    True: N_("Until {day}, the last day vouched for (by {parties}), they stayed the same."),
    False: N_("So it was on {day} already, the last day vouched for (by {parties})."),
    None: N_("On {day}, the last day vouched for (by {parties}), that was not known either."),
}
TOPICS = N_(
    "Of {topics:,} topics {changed:,} changed and {same:,} certainly did not; of {unknown:,} that "
    "is not known."
)
AFTER = N_("The first change came after {days:,} days.")
FIRST_WORSE = N_("The first one worse for residents: {day}.")
RETROACTIVE = N_("Made known only after taking effect: {count:,}{how_late}.")
BY_DAYS = N_(", by {days:,} days at most")
RATE = N_(
    "Changes: {rate:.2f} a year (95% interval {low:.2f} to {high:.2f} if they come independently "
    "of each other)."
)
SHARE = N_("As at the start: {share} of the days.")
SHARE_BETWEEN = N_("As at the start: between {low} (proven) and {high} (possible) of the days.")
NOTICE = N_("Shortest notice: {days:,} days.")
HOW_TO_VOUCH = N_("Who can vouch for it records coverage.declared, about rule.")

NEXT = N_(
    "Next: `gestand stability {subject} --list changed` (also unchanged, unknown, exceptions, "
    "parts, may-touch, in-force) lists what is counted here, of any day with --as-of DATE; "
    "`--at DATE` the rules on one day with their sources; `--explain` every change with its source."
)

# -- every area: words -------------------------------------------------------------------------

ANSWER = N_(
    "Of {areas:,} areas the rules changed in {changed:,} and stayed the same in {same:,}; of "
    "{unknown:,} that is not known."
)
LIST_COLUMNS = (
    N_("area"),
    N_("since"),
    N_("the\nsame?"),
    N_("days with\na change"),
    N_("of these\nworse"),
    N_("better"),
)
LIST_NOTE = N_(
    "yes: only where somebody vouches for the whole record; ?: where that is open. worse, better: "
    "for residents, as it was coded."
)
NEXT_ONE = N_(
    "Next: `gestand stability AREA`, also for a case or a group; --list changed for the changes "
    "that are counted here."
)


# -- stability ---------------------------------------------------------------------------------
# The screen of `stability`: the rules at the start and now, what changed, and how sure that is.


def stability(report: Report[Stability]) -> list[Block]:
    """One place in words, or several in a table."""
    if len(report.rows) != 1:
        return every(report)
    (row,) = report.rows
    blocks = opening(report, _answer(report, row), TITLE.format(title=row.title))
    blocks.append(Sentence(" ".join(_since(row))))
    if row.start is None or not row.days:
        return blocks
    blocks += [
        Sentence(" ".join(part))
        for part in (list(_vouched(report, row)), list(_figures(row)))
        if part
    ]
    blocks += _tables(report, row)
    return [*blocks, Sentence(shared.PRESS), Sentence(NEXT.format(subject=row.subject))]


def _tables(report: Report[Stability], row: Stability) -> list[Block]:
    """Then and now, what changed, what lies ahead, exceptions, and how many rules there were."""
    called = report.parties
    return [
        *tables.then_now(row.topics, called, report.question.as_of[:10]),
        *tables.changes(row.topics, called),
        *tables.parts(row.for_part_of_it, called),
        *tables.parts(row.may_touch, called, perhaps=True),
        *tables.pending(row.pending, row.subject, called),
        *tables.exceptions(row.exceptions, row.subject, called),
        *tables.counts(row.in_force_over_time),
    ]


# -- the answer ---------------------------------------------------------------------------------


def _answer(report: Report[Stability], row: Stability) -> str:
    """Whether the rules stayed the same since when; what changed, in whose favour, the first."""
    if row.start is None:
        return NO_START.format(name=row.name)
    start = spoken(row.start)
    if not row.days:
        return NOT_YET.format(name=row.name, start=start)
    if row.stable:
        parties = people(row.vouched_by, report.parties)
        last = spoken(row.vouched_until)
        return SAME.format(name=row.name, start=start, parties=parties, day=last)
    if not row.changes:
        came_in = any(topic.changes for topic in row.topics)
        none = NONE_CERTAIN if came_in else NO_CHANGE
        return UNKNOWN.format(name=row.name, start=start, none=none, gaps=AND.join(_gaps(row)))
    return CHANGED.format(
        name=row.name,
        start=start,
        many=ONE_DAY if row.changes == 1 else DAYS.format(count=row.changes),
        directions=names(list(_directions(row))),
        first=OR_FIRST.join(_first(report, row)),
    )


def _directions(row: Stability) -> Iterator[str]:
    """In whose favour; that none was to the disadvantage of residents is said."""
    for coding, count in row.directions.items():
        if count or coding == "unfavourable":
            yield IN_FAVOUR[coding].format(many=figure(count) if count else NONE_WORSE)


def _first(report: Report[Stability], row: Stability) -> Iterator[str]:
    """The first change, when and by whom; with those that may lie before it."""
    texts = (
        FIRST.format(day=on_day(change.on), by=tables.who_changed(change, report.parties))
        for change in first_changes(row)
    )
    yield from dict.fromkeys(texts)


def _gaps(row: Stability) -> Iterator[str]:
    """What would have to be on record to know more."""
    for kind in row.missing:
        topics = [topic.topic for topic in row.topics if kind in topic.missing]
        whole = len(topics) == len(row.topics)
        yield (MISSING_ALL[kind] if whole else MISSING[kind]).format(topics=names(topics))


# -- beside the answer --------------------------------------------------------------------------


def _since(row: Stability) -> Iterator[str]:
    """Since when, and on what, the comparison is."""
    if row.start is None or row.start_from is None:
        yield SAY_WHEN
        return
    yield SINCE[row.start_from].format(start=day(row.start), charter=row.charter)
    if row.topics_from == "charter":
        same = row.start_from == "charter"
        yield ITS_TOPICS if same else TOPICS_OF.format(charter=row.charter)


def _vouched(report: Report[Stability], row: Stability) -> Iterator[str]:
    """What the answer was on the last day vouched for, and what is missing since."""
    last = report.question.as_of[:10]
    if row.vouched_until and row.vouched_until != last:
        parties = people(row.vouched_by, report.parties)
        template = VOUCHED[row.stable_vouched]
        yield template.format(day=spoken(row.vouched_until), parties=parties)
    if "coverage" in row.missing:
        yield HOW_TO_VOUCH


def _figures(row: Stability) -> Iterator[str]:
    """On how many topics, how often, for how long, with how much notice."""
    stayed = Counter(topic.stable for topic in row.topics)
    if len(row.topics) > 1:
        yield TOPICS.format(
            topics=len(row.topics),
            changed=stayed[False],
            same=stayed[True],
            unknown=stayed[None],
        )
    if not row.changes:
        return
    if row.days_to_first_change is not None:
        yield AFTER.format(days=row.days_to_first_change)
    if row.first_unfavourable not in {None, row.first_change}:
        yield FIRST_WORSE.format(day=on_day(row.first_unfavourable))
    yield RATE.format(rate=row.rate_per_year, low=row.rate_low, high=row.rate_high)
    if row.share_start_regime is not None:
        yield SHARE.format(share=percentage(row.share_start_regime))
    elif row.share_start_regime_low is not None:
        low, high = row.share_start_regime_low, row.share_start_regime_high
        yield SHARE_BETWEEN.format(low=percentage(low), high=percentage(high))
    days = row.min_notice_days
    if row.retroactive:
        late = BY_DAYS.format(days=-days) if days is not None and days < 0 else ""
        yield RETROACTIVE.format(count=row.retroactive, how_late=late)
    elif days is not None and days >= 0:
        yield NOTICE.format(days=days)


# -- every area ---------------------------------------------------------------------------------


def every(report: Report[Stability]) -> list[Block]:
    """A line for each place."""
    if not report.rows:
        return opening(report, shared.NONE, EVERY)
    stayed = Counter(row.stable for row in report.rows)
    answer = ANSWER.format(
        areas=len(report.rows), changed=stayed[False], same=stayed[True], unknown=stayed[None]
    )
    rows = [
        [
            row.name,
            spoken(row.start),
            _yes_no(row.stable),
            figure(row.changes),
            figure(row.unfavourable),
            figure(row.directions["favourable"]),
        ]
        for row in report.rows
    ]
    table = Table(LIST_COLUMNS, rows, frozenset({3, 4, 5}))
    notes = [Sentence(LIST_NOTE), Sentence(NEXT_ONE)]
    return [*opening(report, answer, EVERY), table, *notes]


def _yes_no(value: bool | None) -> str:  # noqa: FBT001 - the value of a field, not a switch
    return {True: shared.YES, False: shared.NO, None: shared.UNKNOWN}[value]
