"""The screen of `stability`: the rules at the start and now, what changed, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from domain.dates import bounds
from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import day, spoken
from projections.render.screens.head import head, names, who
from projections.render.screens.rules import by, notice, quoted
from projections.render.words import rules as rule_words
from projections.render.words import stability as words
from projections.report import Fields, Report


def stability(report: Report) -> list[Block]:
    """One place in words, or several in a table."""
    if len(report.rows) != 1:
        return every(report)
    (row,) = report.rows
    blocks = head(report, words.TITLE.format(title=row["title"]))
    if row["start"] is None:
        return [*blocks, Sentence(words.NO_START)]
    blocks.append(Sentence(" ".join(_since(row))))
    if not row["days"]:
        return [*blocks, Sentence(words.NOT_YET)]
    blocks += [
        Sentence(" ".join(part)) for part in (_answer(row), _figures(row), _gaps(row)) if part
    ]
    for part in (_then_now, _changes, _pending, _exceptions, _counts):
        blocks += part(row)
    return [*blocks, Sentence(shared.PRESS), *who(report, _parties(row)), *_next(row)]


def every(report: Report) -> list[Block]:
    """A line for each place."""
    blocks = head(report, words.EVERY)
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
    blocks.append(Table(words.LIST_COLUMNS, rows, frozenset({3, 4, 5})))
    return [*blocks, Sentence(words.LIST_NOTE), Sentence(words.NEXT_ONE)]


def _yes_no(value: bool | None) -> str:  # noqa: FBT001 - the value of a field, not a switch
    return {True: shared.YES, False: shared.NO, None: shared.UNKNOWN}[value]


# -- the answer ---------------------------------------------------------------------------------


def _since(row: Fields) -> Iterator[str]:
    """Since when, and on what, the comparison is."""
    yield words.SINCE[row["start_from"]].format(start=day(row["start"]), charter=row["charter"])
    if row["topics_from"] == "charter":
        topics = names([one["topic"] for one in row["topics"]])
        yield words.TOPICS_OF.format(charter=row["charter"], topics=topics)


def _answer(row: Fields) -> list[str]:
    """The answer, and the first changes."""
    told = [words.STABLE[row["stable"]]]
    if not row["changes"]:
        return told if row["stable"] else [*told, words.NO_CHANGE.format(days=row["days"])]
    touched = sum(any(change["proven"] for change in one["changes"]) for one in row["topics"])
    changes, worse, late = row["changes"], row["unfavourable"], row["retroactive"]
    told.append(
        words.CHANGES.format(
            changes=words.ONE_CHANGE
            if changes == 1
            else words.SEVERAL_CHANGES.format(count=changes),
            touched=touched,
            topics=len(row["topics"]),
            worse=words.WORSE.get(worse) or words.SEVERAL_WORSE.format(count=worse),
            retroactive=words.RETROACTIVE.format(count=late) if late else "",
        )
    )
    days = row["days_to_first_change"]
    after = words.AFTER_DAYS.format(days=days) if days is not None else ""
    told.append(words.FIRST.format(day=spoken(row["first_change"]), after=after))
    worst = row["first_unfavourable"]
    if worst and worst != row["first_change"]:
        told.append(words.FIRST_WORSE.format(day=spoken(worst)))
    return told


def _figures(row: Fields) -> list[str]:
    """How often, for how long, with how much notice."""
    if not row["changes"]:
        return []
    low, high = row["rate_low"], row["rate_high"]
    told = [words.RATE.format(rate=row["rate_per_year"], low=low, high=high)]
    share, low, high = (row[f"share_start_regime{bound}"] for bound in ("", "_low", "_high"))
    if share is not None:
        told.append(words.SHARE.format(share=share))
    elif low is not None:
        told.append(words.SHARE_BETWEEN.format(low=low, high=high))
    days = row["min_notice_days"]
    if days is not None:
        template = words.NOTICE if days >= 0 else words.LATE_NOTICE
        told.append(template.format(days=abs(days)))
    return told


def _gaps(row: Fields) -> list[str]:
    """What would have to be on record to know more."""
    if not row["missing"]:
        return []
    told: list[str] = []
    for kind in row["missing"]:
        topics = [one["topic"] for one in row["topics"] if kind in one["missing"]]
        whole = len(topics) == len(row["topics"])
        template = words.MISSING_ALL[kind] if whole else words.MISSING[kind]
        told.append(template.format(topics=names(topics)))
    gaps = words.WHAT_IS_MISSING.format(gaps=shared.BETWEEN.join(told))
    return [gaps, words.HOW_TO_VOUCH] if "coverage" in row["missing"] else [gaps]


# -- the tables ---------------------------------------------------------------------------------


def _then_now(row: Fields) -> list[Block]:
    if not row["topics"]:
        return []
    return [Table(words.COLUMNS, [[one["topic"], _both(one)] for one in row["topics"]])]


def _both(one: Fields) -> str:
    """What held at the start and what holds now."""
    then = _held(one["at_start"], vague=one["vague_at_start"])
    now = _held(one["now"], vague=one["vague_now"])
    same = one["at_start"] is not None and one["at_start"] == one["now"]
    told = (words.SAME if same else words.THEN_NOW).format(then=then, now=now)
    return words.CONFLICTING.format(value=told) if one["conflicting"] else told


def _held(values: Sequence[str] | None, *, vague: bool) -> str:
    if values is not None:
        return quoted(values)
    return words.TOO_VAGUE if vague else words.NOT_ON_RECORD


def _changes(row: Fields) -> list[Block]:
    """Every change on record, by its day."""
    told = [(change, one["topic"]) for one in row["topics"] for change in one["changes"]]
    if not told:
        return []
    told.sort(key=lambda pair: bounds(pair[0]["on"]).earliest)
    rows = [[spoken(change["on"]), changed(change, topic)] for change, topic in told]
    title = words.CHANGES_TITLE.format(count=len(rows))
    return [Heading(title, 2), Table(words.CHANGES_COLUMNS, rows)]


def changed(change: Fields, topic: str) -> str:
    """A change in a sentence: from what to what, by whom, in whose favour, with what notice."""
    details = (words.DETAIL.format(text=text) for text in _details(change))
    text = (words.INTRODUCED if change["introduced"] else words.CHANGE).format(
        topic=topic,
        before=quoted(change["from"], change["from_amounts"]),
        now=quoted(change["to"], change["to_amounts"]),
        by=by(change["by"]) if change["rules"] else words.MOVED,
        details="".join(details),
    )
    return text if change["proven"] else words.UNPROVEN.format(change=text)


def _details(change: Fields) -> Iterator[str]:
    if change["direction"]:
        yield rule_words.DIRECTION[change["direction"]]
    told = notice(change["notice_days"])
    if told:
        yield told
    elif change["retroactive"]:
        yield rule_words.EFFECT["retroactive"]
    if change["disputed"]:
        yield words.DISPUTED


def _pending(row: Fields) -> list[Block]:
    if not row["pending"]:
        return []
    rows = [
        [
            spoken(one["effective"]) or words.NO_DAY,
            words.PENDING.format(
                topic=one["topic"],
                value=one["value"] or words.PENDING_CHANGE[one["kind"]],
                stage=rule_words.STAGE[one["stage"]],
                by=by(one["by"]),
                rule=one["rule"],
            ),
        ]
        for one in row["pending"]
    ]
    title = words.PENDING_TITLE.format(count=len(rows))
    return [Heading(title, 2), Table(words.PENDING_COLUMNS, rows)]


def _exceptions(row: Fields) -> list[Block]:
    if not row["exceptions"]:
        return []
    rows = [[spoken(one["effective"]), _exception(one)] for one in row["exceptions"]]
    title = words.EXCEPTIONS_TITLE.format(count=len(rows))
    return [Heading(title, 2), Table(words.EXCEPTIONS_COLUMNS, rows)]


def _exception(one: Fields) -> str:
    end = []
    if one["until"]:
        end.append(words.UNTIL.format(day=spoken(one["until"])))
    if one["ended"]:
        end.append(words.ENDED.format(day=spoken(one["ended"])))
    return words.EXCEPTION.format(
        value=quoted([one["value"]]),
        place=one["place"].partition("/")[2],
        ground=rule_words.GROUND[one["ground"]],
        by=by(one["by"]),
        held=names([*end, words.HELD[one["held"]]]),
    )


def _counts(row: Fields) -> list[Block]:
    """How many rules there were over the years."""
    counted = row["in_force_over_time"]
    if not any(one["acts_in_force"] or one["exceptions_in_force"] for one in counted):
        return []
    rows = [
        [
            spoken(one["as_of"]),
            str(one["acts_in_force"]),
            str(one["exceptions_in_force"]),
            names(
                [
                    words.COUNTED.format(count=count, rank=rule_words.RANK[rank])
                    for rank, count in one["acts_by_rank"].items()
                ]
            ),
        ]
        for one in counted
    ]
    table = Table(words.COUNT_COLUMNS, rows, frozenset({1, 2}))
    return [Heading(words.COUNT_TITLE, 2), table]


# -- the rules on one day -----------------------------------------------------------------------


def applied(report: Report) -> list[Block]:
    """The rules as they applied on one day, by topic, each with its source."""
    asked = report.question.parameters
    name = report.rows[0]["name"] if report.rows else asked["place"]
    blocks = head(report, words.APPLIED.format(name=name, day=spoken(asked["at"])))
    if not report.rows:
        return [*blocks, Sentence(words.NONE_THEN)]
    by_topic: dict[str, list[Fields]] = {}
    for row in report.rows:
        by_topic.setdefault(row["topic"], []).append(row)
    rows = [[topic, _rules(inside)] for topic, inside in by_topic.items()]
    parties = [party for row in report.rows for party in row["by"]]
    return [*blocks, Table(words.APPLIED_COLUMNS, rows), *who(report, parties)]


def _rules(rows: Sequence[Fields]) -> str:
    """What holds on one topic."""
    first = rows[0]
    if first["rule"] is None:
        return rule_words.NO_RULE if first["certain"] else words.NOT_ON_RECORD
    told = words.BETWEEN_RULES.join(_holds(row) for row in rows)
    if first["conflicting"]:
        return words.CONFLICTING.format(value=told)
    return told if first["certain"] else words.PERHAPS.format(value=told)


def _holds(row: Fields) -> str:
    template = words.HOLDS_RANKED if row["rank"] else words.HOLDS
    held = template.format(
        value=quoted([row["value"]], [row["amount"]]),
        since=spoken(row["since"]),
        rank=rule_words.RANK.get(row["rank"], row["rank"]),
        by=by(row["by"]),
        place=row["place"].partition("/")[2],
        rule=row["rule"],
    )
    if row["exception"]:
        held = words.EXCEPTED.format(exception=row["exception"], held=held)
    titles = words.BETWEEN_SOURCES.join(one["title"] for one in row["sources"])
    return words.CITED.format(held=held, sources=titles)


# -- where to go on -----------------------------------------------------------------------------


def _parties(row: Fields) -> Iterable[str]:
    for one in (*row["pending"], *row["exceptions"]):
        yield from one["by"]
    for topic in row["topics"]:
        for change in topic["changes"]:
            yield from change["by"]


def _next(row: Fields) -> list[Block]:
    told = [words.NEXT.format(subject=row["subject"])]
    rules = [rule for one in row["topics"] for change in one["changes"] for rule in change["rules"]]
    told += [words.NEXT_RULE.format(rule=rule) for rule in rules[:1]]
    return [Sentence(" ".join(told))]
