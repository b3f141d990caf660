"""The screen of `stability`: the answer in words; the tables below it stand in `changes`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from projections.render import phrases as shared
from projections.render.blocks import Block, Sentence, Table
from projections.render.head import head, names, who
from projections.render.phrases import N_, day, spoken
from projections.render.screens.changes import tables
from projections.report import Report

if TYPE_CHECKING:
    from projections.regime.stability import Stability

# -- stability: words --------------------------------------------------------------------------
# The words for the stability of rules: then and now, what changed, and how sure that is.

TITLE = N_("Rules for {title}, then and now")
EVERY = N_("Rules, then and now")

# -- since when ---------------------------------------------------------------------------------

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
TOPICS_OF = N_("On the topics of the yardstick {charter}: {topics}.")
NO_START = N_(
    "Nothing on record tells from when on to compare: no yardstick, nobody who vouches for the "
    "rules, and no rule. Say from when with --since DATE."
)
NOT_YET = N_("At this moment there is nothing to compare yet.")

# -- the answer: words -------------------------------------------------------------------------

STABLE = {
    True: N_("The rules stayed the same: somebody vouches that all rules are on record."),
    False: N_("The rules did not stay the same."),
    None: N_("Whether the rules stayed the same is not known."),
}
NO_CHANGE = N_("No change is on record in {days:,} days.")
CHANGES = N_("On record: {changes}, on {touched} of {topics} topics; {worse}{retroactive}.")
ONE_CHANGE = N_("1 change")
SEVERAL_CHANGES = N_("changes on {count} days")
WORSE = {0: N_("none coded as worse for residents"), 1: N_("1 of them worse for residents")}
SEVERAL_WORSE = N_("{count} of them worse for residents")
RETROACTIVE = N_(", {count} known only after taking effect")
FIRST = N_("The first change: {day}{after}.")
AFTER_DAYS = N_(", after {days:,} days")
FIRST_WORSE = N_("The first one worse for residents: {day}.")
RATE = N_(
    "That is {rate:.2f} a year (95% interval {low:.2f} to {high:.2f} if changes come independently "
    "of each other)."
)
SHARE = N_("As at the start: {share:.0%} of the days.")
SHARE_BETWEEN = N_(
    "As at the start: between {low:.0%} (proven) and {high:.0%} (possible) of the days."
)
NOTICE = N_("Shortest notice: {days} days.")
LATE_NOTICE = N_("Shortest notice: none, {days} days after taking effect.")
MISSING = {
    "rule": N_("no rule is on record at the start on: {topics}"),
    "coverage": N_("nobody vouches that all rules are on record on: {topics}"),
    "date": N_("dates on record are too vague to tell on: {topics}"),
}
MISSING_ALL = {
    "rule": N_("no rule is on record"),
    "coverage": N_("nobody vouches that all rules are on record"),
    "date": N_("dates on record are too vague to tell"),
}
WHAT_IS_MISSING = N_("What is missing: {gaps}.")
HOW_TO_VOUCH = N_("Who can vouch for it records coverage.declared, about rule.")

# -- every area ---------------------------------------------------------------------------------

LIST_COLUMNS = (N_("area"), N_("since"), N_("the same?"), N_("changes"), N_("worse"), N_("topics"))
LIST_NOTE = N_(
    "the same: yes only where somebody vouches for the whole record; ? where that is open. "
    "changes: days with a change on record. topics: how many were compared."
)

NEXT = N_(
    "Next: `gestand stability {subject} --at DATE` for the rules on one day, with their sources; "
    "--explain for every change and its source."
)
NEXT_RULE = N_("`gestand show rule/{rule}` tells the history of a rule in plain words.")
NEXT_ONE = N_("Next: `gestand stability AREA`, also for a case or a group.")


# -- stability ---------------------------------------------------------------------------------
# The screen of `stability`: the rules at the start and now, what changed, and how sure that is.


def stability(report: Report[Stability]) -> list[Block]:
    """One place in words, or several in a table."""
    if len(report.rows) != 1:
        return every(report)
    (row,) = report.rows
    blocks = [*head(report, TITLE.format(title=row.title)), Sentence(" ".join(_since(row)))]
    if row.start is None:
        return blocks
    if not row.days:
        return [*blocks, Sentence(NOT_YET)]
    blocks += [
        Sentence(" ".join(part)) for part in (_answer(row), _figures(row), _gaps(row)) if part
    ]
    blocks += tables(row)
    return [*blocks, Sentence(shared.PRESS), *who(report, _parties(row)), *_next(row)]


def every(report: Report[Stability]) -> list[Block]:
    """A line for each place."""
    blocks = head(report, EVERY)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE)]
    rows = [
        [
            row.name,
            spoken(row.start),
            _yes_no(row.stable),
            str(row.changes),
            str(row.unfavourable),
            str(len(row.topics)),
        ]
        for row in report.rows
    ]
    blocks.append(Table(LIST_COLUMNS, rows, frozenset({3, 4, 5})))
    return [*blocks, Sentence(LIST_NOTE), Sentence(NEXT_ONE)]


def _yes_no(value: bool | None) -> str:  # noqa: FBT001 - the value of a field, not a switch
    return {True: shared.YES, False: shared.NO, None: shared.UNKNOWN}[value]


# -- the answer ---------------------------------------------------------------------------------


def _since(row: Stability) -> Iterator[str]:
    """Since when, and on what, the comparison is."""
    if row.start is None or row.start_from is None:
        yield NO_START
        return
    yield SINCE[row.start_from].format(start=day(row.start), charter=row.charter)
    if row.topics_from == "charter":
        topics = names([topic.topic for topic in row.topics])
        yield TOPICS_OF.format(charter=row.charter, topics=topics)


def _answer(row: Stability) -> list[str]:
    """The answer, and the first changes."""
    sentences = [STABLE[row.stable]]
    if not row.changes:
        return sentences if row.stable else [*sentences, NO_CHANGE.format(days=row.days)]
    touched = sum(any(change.proven for change in topic.changes) for topic in row.topics)
    changes, worse, late = row.changes, row.unfavourable, row.retroactive
    sentences.append(
        CHANGES.format(
            changes=ONE_CHANGE if changes == 1 else SEVERAL_CHANGES.format(count=changes),
            touched=touched,
            topics=len(row.topics),
            worse=WORSE.get(worse) or SEVERAL_WORSE.format(count=worse),
            retroactive=RETROACTIVE.format(count=late) if late else "",
        )
    )
    days = row.days_to_first_change
    after = AFTER_DAYS.format(days=days) if days is not None else ""
    sentences.append(FIRST.format(day=spoken(row.first_change), after=after))
    worst = row.first_unfavourable
    if worst and worst != row.first_change:
        sentences.append(FIRST_WORSE.format(day=spoken(worst)))
    return sentences


def _figures(row: Stability) -> list[str]:
    """How often, for how long, with how much notice."""
    if not row.changes:
        return []
    sentences = [RATE.format(rate=row.rate_per_year, low=row.rate_low, high=row.rate_high)]
    if row.share_start_regime is not None:
        sentences.append(SHARE.format(share=row.share_start_regime))
    elif row.share_start_regime_low is not None:
        low, high = row.share_start_regime_low, row.share_start_regime_high
        sentences.append(SHARE_BETWEEN.format(low=low, high=high))
    days = row.min_notice_days
    if days is not None:
        template = NOTICE if days >= 0 else LATE_NOTICE
        sentences.append(template.format(days=abs(days)))
    return sentences


def _gaps(row: Stability) -> list[str]:
    """What would have to be on record to know more."""
    if not row.missing:
        return []
    lacking: list[str] = []
    for kind in row.missing:
        topics = [topic.topic for topic in row.topics if kind in topic.missing]
        whole = len(topics) == len(row.topics)
        template = MISSING_ALL[kind] if whole else MISSING[kind]
        lacking.append(template.format(topics=names(topics)))
    gaps = WHAT_IS_MISSING.format(gaps=shared.BETWEEN.join(lacking))
    return [gaps, HOW_TO_VOUCH] if "coverage" in row.missing else [gaps]


# -- where to go on -----------------------------------------------------------------------------


def _parties(row: Stability) -> list[str]:
    """Everybody whom the tables name."""
    named = [act.by for act in row.pending]
    named += [exception.by for exception in row.exceptions]
    named += [change.by for topic in row.topics for change in topic.changes]
    return [party for parties in named for party in parties]


def _next(row: Stability) -> list[Block]:
    lines = [NEXT.format(subject=row.subject)]
    rules = [rule for topic in row.topics for change in topic.changes for rule in change.rules]
    lines += [NEXT_RULE.format(rule=rule) for rule in rules[:1]]
    return [Sentence(" ".join(lines))]
