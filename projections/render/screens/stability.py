"""The screen of `stability`, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from domain.dates import bounds
from domain.record import StreamName
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import head, names, who
from projections.render.phrases import N_, day, spoken
from projections.render.screens import rules as rule_words
from projections.render.screens.powers import since
from projections.render.screens.rules import by, notice, quoted
from projections.report import Fields, Report

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

# -- then and now -------------------------------------------------------------------------------

COLUMNS = (N_("topic"), N_("at the start, and now"))
THEN_NOW = N_("{then}\nnow: {now}")
SAME = N_("{then}\nnow the same")
NOT_ON_RECORD = N_("not on record")
TOO_VAGUE = N_("the dates on record are too vague to tell")
CONFLICTING = N_("{value} (its groups or areas differ)")
PERHAPS = N_("one or more of these, the dates on record are too vague to tell: {value}")

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

# -- the rules on one day: words ---------------------------------------------------------------

APPLIED = N_("Rules as they applied to {name} on {day}")
APPLIED_COLUMNS = (N_("topic"), N_("the rule, since when, by whom, and where that is written"))
HOLDS = N_("{value}, {since}; {by} ({place}; {rule})")
HOLDS_RANKED = N_("{value}, {since}; {rank} {by} ({place}; {rule})")
EXCEPTED = N_("exception {exception}: {held}")
CITED = N_("{held}. Source: {sources}")
BETWEEN_SOURCES = "; "
BETWEEN_RULES = "\n"
NONE_THEN = N_("No rule is on record for that day.")

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


def stability(report: Report[Any]) -> list[Block]:
    """One place in words, or several in a table."""
    if len(report.rows) != 1:
        return every(report)
    (row,) = report.rows
    blocks = head(report, TITLE.format(title=row["title"]))
    if row["start"] is None:
        return [*blocks, Sentence(NO_START)]
    blocks.append(Sentence(" ".join(_since(row))))
    if not row["days"]:
        return [*blocks, Sentence(NOT_YET)]
    blocks += [
        Sentence(" ".join(part)) for part in (_answer(row), _figures(row), _gaps(row)) if part
    ]
    for part in (_then_now, _changes, _pending, _exceptions, _counts):
        blocks += part(row)
    return [*blocks, Sentence(shared.PRESS), *who(report, _parties(row)), *_next(row)]


def every(report: Report[Any]) -> list[Block]:
    """A line for each place."""
    blocks = head(report, EVERY)
    if not report.rows:
        return [*blocks, Sentence(shared.NONE)]
    rows = [
        [
            row["name"],
            spoken(row["start"]),
            _yes_no(row["stable"]),
            str(row["changes"]),
            str(row["unfavourable"]),
            str(len(row["topics"])),
        ]
        for row in report.rows
    ]
    blocks.append(Table(LIST_COLUMNS, rows, frozenset({3, 4, 5})))
    return [*blocks, Sentence(LIST_NOTE), Sentence(NEXT_ONE)]


def _yes_no(value: bool | None) -> str:  # noqa: FBT001 - the value of a field, not a switch
    return {True: shared.YES, False: shared.NO, None: shared.UNKNOWN}[value]


# -- the answer ---------------------------------------------------------------------------------


def _since(row: Fields) -> Iterator[str]:
    """Since when, and on what, the comparison is."""
    yield SINCE[row["start_from"]].format(start=day(row["start"]), charter=row["charter"])
    if row["topics_from"] == "charter":
        topics = names([topic["topic"] for topic in row["topics"]])
        yield TOPICS_OF.format(charter=row["charter"], topics=topics)


def _answer(row: Fields) -> list[str]:
    """The answer, and the first changes."""
    sentences = [STABLE[row["stable"]]]
    if not row["changes"]:
        return sentences if row["stable"] else [*sentences, NO_CHANGE.format(days=row["days"])]
    touched = sum(any(change["proven"] for change in topic["changes"]) for topic in row["topics"])
    changes, worse, late = row["changes"], row["unfavourable"], row["retroactive"]
    sentences.append(
        CHANGES.format(
            changes=ONE_CHANGE if changes == 1 else SEVERAL_CHANGES.format(count=changes),
            touched=touched,
            topics=len(row["topics"]),
            worse=WORSE.get(worse) or SEVERAL_WORSE.format(count=worse),
            retroactive=RETROACTIVE.format(count=late) if late else "",
        )
    )
    days = row["days_to_first_change"]
    after = AFTER_DAYS.format(days=days) if days is not None else ""
    sentences.append(FIRST.format(day=spoken(row["first_change"]), after=after))
    worst = row["first_unfavourable"]
    if worst and worst != row["first_change"]:
        sentences.append(FIRST_WORSE.format(day=spoken(worst)))
    return sentences


def _figures(row: Fields) -> list[str]:
    """How often, for how long, with how much notice."""
    if not row["changes"]:
        return []
    low, high = row["rate_low"], row["rate_high"]
    sentences = [RATE.format(rate=row["rate_per_year"], low=low, high=high)]
    share, low, high = (row[f"share_start_regime{bound}"] for bound in ("", "_low", "_high"))
    if share is not None:
        sentences.append(SHARE.format(share=share))
    elif low is not None:
        sentences.append(SHARE_BETWEEN.format(low=low, high=high))
    days = row["min_notice_days"]
    if days is not None:
        template = NOTICE if days >= 0 else LATE_NOTICE
        sentences.append(template.format(days=abs(days)))
    return sentences


def _gaps(row: Fields) -> list[str]:
    """What would have to be on record to know more."""
    if not row["missing"]:
        return []
    lacking: list[str] = []
    for kind in row["missing"]:
        topics = [topic["topic"] for topic in row["topics"] if kind in topic["missing"]]
        whole = len(topics) == len(row["topics"])
        template = MISSING_ALL[kind] if whole else MISSING[kind]
        lacking.append(template.format(topics=names(topics)))
    gaps = WHAT_IS_MISSING.format(gaps=shared.BETWEEN.join(lacking))
    return [gaps, HOW_TO_VOUCH] if "coverage" in row["missing"] else [gaps]


# -- the tables ---------------------------------------------------------------------------------


def _then_now(row: Fields) -> list[Block]:
    if not row["topics"]:
        return []
    return [Table(COLUMNS, [[topic["topic"], _both(topic)] for topic in row["topics"]])]


def _both(topic: Fields) -> str:
    """What held at the start and what holds now."""
    then = _held(topic["at_start"], vague=topic["vague_at_start"])
    now = _held(topic["now"], vague=topic["vague_now"])
    same = topic["at_start"] is not None and topic["at_start"] == topic["now"]
    text = (SAME if same else THEN_NOW).format(then=then, now=now)
    return CONFLICTING.format(value=text) if topic["conflicting"] else text


def _held(values: Sequence[str] | None, *, vague: bool) -> str:
    if values is not None:
        return quoted(values)
    return TOO_VAGUE if vague else NOT_ON_RECORD


def _changes(row: Fields) -> list[Block]:
    """Every change on record, by its day."""
    changes = [(change, topic["topic"]) for topic in row["topics"] for change in topic["changes"]]
    if not changes:
        return []
    changes.sort(key=lambda pair: bounds(pair[0]["on"]).earliest)
    rows = [[spoken(change["on"]), changed(change, topic)] for change, topic in changes]
    title = CHANGES_TITLE.format(count=len(rows))
    return [Heading(title, 2), Table(CHANGES_COLUMNS, rows)]


def changed(change: Fields, topic: str) -> str:
    """A change in a sentence: from what to what, by whom, in whose favour, with what notice."""
    details = (DETAIL.format(text=text) for text in _details(change))
    text = (INTRODUCED if change["introduced"] else CHANGE).format(
        topic=topic,
        before=quoted(change["from"], change["from_amounts"]),
        now=quoted(change["to"], change["to_amounts"]),
        by=by(change["by"]) if change["rules"] else MOVED,
        details="".join(details),
    )
    return text if change["proven"] else UNPROVEN.format(change=text)


def _details(change: Fields) -> Iterator[str]:
    if change["direction"]:
        yield rule_words.DIRECTION[change["direction"]]
    text = notice(change["notice_days"])
    if text:
        yield text
    elif change["retroactive"]:
        yield rule_words.EFFECT["retroactive"]
    if change["disputed"]:
        yield DISPUTED


def _pending(row: Fields) -> list[Block]:
    if not row["pending"]:
        return []
    rows = [
        [
            spoken(act["effective"]) or NO_DAY,
            PENDING.format(
                topic=act["topic"],
                value=act["value"] or PENDING_CHANGE[act["kind"]],
                stage=rule_words.STAGE[act["stage"]],
                by=by(act["by"]),
                rule=act["rule"],
            ),
        ]
        for act in row["pending"]
    ]
    title = PENDING_TITLE.format(count=len(rows))
    return [Heading(title, 2), Table(PENDING_COLUMNS, rows)]


def _exceptions(row: Fields) -> list[Block]:
    if not row["exceptions"]:
        return []
    rows = [
        [spoken(exception["effective"]), _exception(exception)] for exception in row["exceptions"]
    ]
    title = EXCEPTIONS_TITLE.format(count=len(rows))
    return [Heading(title, 2), Table(EXCEPTIONS_COLUMNS, rows)]


def _exception(exception: Fields) -> str:
    end = []
    if exception["until"]:
        end.append(UNTIL.format(day=spoken(exception["until"])))
    if exception["ended"]:
        end.append(ENDED.format(day=spoken(exception["ended"])))
    return EXCEPTION.format(
        value=quoted([exception["value"]]),
        place=StreamName.parse(exception["place"]).name,
        ground=rule_words.GROUND[exception["ground"]],
        by=by(exception["by"]),
        held=names([*end, HELD[exception["held"]]]),
    )


def _counts(row: Fields) -> list[Block]:
    """How many rules there were over the years."""
    counted = row["in_force_over_time"]
    if not any(counts["acts_in_force"] or counts["exceptions_in_force"] for counts in counted):
        return []
    rows = [
        [
            spoken(counts["as_of"]),
            str(counts["acts_in_force"]),
            str(counts["exceptions_in_force"]),
            names(
                [
                    COUNTED.format(count=count, rank=rule_words.RANK[rank])
                    for rank, count in counts["acts_by_rank"].items()
                ]
            ),
        ]
        for counts in counted
    ]
    table = Table(COUNT_COLUMNS, rows, frozenset({1, 2}))
    return [Heading(COUNT_TITLE, 2), table]


# -- the rules on one day -----------------------------------------------------------------------


def applied(report: Report[Any]) -> list[Block]:
    """The rules as they applied on one day, by topic, each with its source."""
    asked = report.question.parameters
    name = report.rows[0]["name"] if report.rows else asked["place"]
    blocks = head(report, APPLIED.format(name=name, day=spoken(asked["at"])))
    if not report.rows:
        return [*blocks, Sentence(NONE_THEN)]
    by_topic: dict[str, list[Fields]] = {}
    for row in report.rows:
        by_topic.setdefault(row["topic"], []).append(row)
    rows = [[topic, _rules(inside)] for topic, inside in by_topic.items()]
    parties = [party for row in report.rows for party in row["by"]]
    return [*blocks, Table(APPLIED_COLUMNS, rows), *who(report, parties)]


def _rules(rows: Sequence[Fields]) -> str:
    """What holds on one topic."""
    first = rows[0]
    if first["rule"] is None:
        return rule_words.NO_RULE if first["certain"] else NOT_ON_RECORD
    rules = BETWEEN_RULES.join(_holds(row) for row in rows)
    if first["conflicting"]:
        return CONFLICTING.format(value=rules)
    return rules if first["certain"] else PERHAPS.format(value=rules)


def _holds(row: Fields) -> str:
    template = HOLDS_RANKED if row["rank"] else HOLDS
    held = template.format(
        value=quoted([row["value"]], [row["amount"]]),
        since=since(row["since"]),
        rank=rule_words.RANK.get(row["rank"], row["rank"]),
        by=by(row["by"]),
        place=StreamName.parse(row["place"]).name,
        rule=row["rule"],
    )
    if row["exception"]:
        held = EXCEPTED.format(exception=row["exception"], held=held)
    titles = BETWEEN_SOURCES.join(source["title"] for source in row["sources"])
    return CITED.format(held=held, sources=titles)


# -- where to go on -----------------------------------------------------------------------------


def _parties(row: Fields) -> Iterable[str]:
    for act in (*row["pending"], *row["exceptions"]):
        yield from act["by"]
    for topic in row["topics"]:
        for change in topic["changes"]:
            yield from change["by"]


def _next(row: Fields) -> list[Block]:
    lines = [NEXT.format(subject=row["subject"])]
    rules = [
        rule for topic in row["topics"] for change in topic["changes"] for rule in change["rules"]
    ]
    lines += [NEXT_RULE.format(rule=rule) for rule in rules[:1]]
    return [Sentence(" ".join(lines))]
