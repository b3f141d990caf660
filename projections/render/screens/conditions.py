"""The screen of `conditions`: the answer in a sentence, then each condition, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from projections.conditions.view import (
    ConditionSpan,
    JudgedCondition,
    JudgedYardstick,
    PromisesCondition,
    ToldBreak,
    WithoutYardstick,
    attested_wider,
)
from projections.render import phrases as shared
from projections.render.blocks import (
    Block,
    Fitted,
    Heading,
    Lines,
    Sentence,
    Solid,
    Table,
    stacked,
)
from projections.render.charts import Timeline, timeline
from projections.render.head import Called, head, names, people, some
from projections.render.phrases import spoken
from projections.render.screens import headline, kinds, promises, reasons
from projections.render.screens.charters import agreed, called, outcomes, powers_of, until
from projections.render.screens.headline import attesters, on_the_word, what
from projections.render.screens.powers import topic
from projections.report import LogLine, Parties, Report
from projections.rows.frozen import fields_of

GAP = 2
"""The columns of a table stand so many characters apart."""

MANY = 6
"""So many records are named for a stretch of time; of more, how many there are."""


def conditions(report: Report[JudgedYardstick | WithoutYardstick]) -> list[Block]:
    """The yardsticks that are laid on one place, each in a block of its own."""
    laid = [row for row in report.rows if isinstance(row, JudgedYardstick)]
    own = [row for row in laid if row.relation != "within"]
    inside = [row for row in laid if row.relation == "within"]
    # Where a place has a yardstick of its own, a wider one would only say much of it again.
    wider = [row for row in own if row.relation == "covers"]
    if len(wider) < len(own):
        own = [row for row in own if row not in wider]
    else:
        wider = []
    title = inside[0].place_name if inside and not own else report.rows[0].title
    answer = headline.sentence(report, own, inside)
    blocks: list[Block] = [Sentence(answer), *head(report, reasons.TITLE.format(title=title))]
    if not laid:
        declare = reasons.NEXT_DECLARE.format(area=report.rows[0].area)
        return [*blocks, Lines([reasons.NEXT, declare])]
    for row in own:
        blocks += _block(report, row, heading=len(own) > 1)
    if any(row.conditions for row in own):
        blocks += [Sentence(reasons.CONSTANT), *_missing(own)]
    if wider:
        blocks += [Heading(reasons.WIDER_TITLE, 2), outcomes(wider, report.parties)]
    if inside:
        blocks += [Heading(reasons.IN_IT_TITLE, 2), outcomes(inside, report.parties)]
    burden = shared.BURDEN[report.question.burden]
    return [*blocks, Sentence(burden), Sentence(shared.PRESS), *_next(own)]


def _block(report: Report[Any], row: JudgedYardstick, *, heading: bool) -> list[Block]:
    """One yardstick: what broke, whose it is, the conditions over time, and with --explain why."""
    named = report.parties
    blocks: list[Block] = [Heading(row.charter, 2)] if heading else []
    whose = Sentence(" ".join(_whose(row, named)))
    if headline.unjudged(row):
        return [*blocks, whose, *_topics(row)]
    end = max(condition.spans[-1].to for condition in row.conditions if condition.spans)
    blocks += [*_vouched(row), *map(Sentence, _answer(row, named)), _each(row, named)]
    blocks += [*_parts(row), *_rests_on(row), whose]
    over_time = Fitted(lambda width: _over_time(row, end, width))
    blocks += [over_time, *_topics(row), *_beside(row, named)]
    return [*blocks, *_walk(report, row)] if report.records else blocks


def _topics(row: JudgedYardstick) -> list[Block]:
    """What the yardstick is about: a list of names, so it stands below the answer."""
    asked = names([topic(one) for one in row.topics])
    topics = reasons.TOPICS.format(topics=asked) if row.topics else reasons.ALL_TOPICS
    powers = reasons.POWERS.format(powers=powers_of(row.powers)) if row.powers else ""
    unnamed = (
        reasons.UNNAMED_POWERS.format(powers=powers_of(row.unnamed_powers))
        if row.unnamed_powers
        else ""
    )
    return [Sentence(text) for text in (topics, powers, unnamed) if text]


def _whose(row: JudgedYardstick, named: Called) -> Iterable[str]:
    """Whose yardstick it is, for where, since when, and what was changed of it."""
    yield reasons.YARDSTICK.format(
        charter=row.charter,
        by=people(row.by, named),
        agreed=agreed(people(row.agreed_by, named)),
        start=spoken(row.began),
        to=until(row),
    )
    if row.reason:
        yield reasons.SINCE_THEN.format(reason=row.reason)
    if row.afterwards:
        yield reasons.DECLARED_AFTER.format(declared=spoken(row.declared))
    if row.relation == "covers":
        yield reasons.FOR_WIDER.format(place=row.place_name, here=row.name)
    for amendment in row.amendments:
        yield reasons.AMENDED.format(
            on=spoken(amendment.on),
            by=people(amendment.by, named),
            agreed=agreed(people(amendment.agreed_by, named)),
            what=called(amendment.condition) if amendment.condition else reasons.AMENDED_TOPICS,
        )
    if row.disputed:
        yield reasons.DISPUTED


def _answer(row: JudgedYardstick, named: Called) -> Iterable[str]:
    """What may lie before the first break, the first bad change, and the three numbers."""
    broken, worse = row.first_break, row.first_unfavourable
    first = next((one for one in row.conditions if broken and one.key == broken.condition), None)
    own = headline.own_facts(named, row)
    if own and first and attested_wider(first) and not headline.attested_alone(row):
        yield own
    if broken and broken.perhaps_before:
        conditions = names([_perhaps(key, broken.perhaps_topics) for key in broken.perhaps_before])
        yield reasons.PERHAPS_BEFORE.format(conditions=conditions)
    if worse and (broken is None or worse.event != broken.event):
        yield _break_text(reasons.FIRST_UNFAVOURABLE, worse, named)
    yield reasons.TALLY.format(count=len(row.conditions), **fields_of(row.tally))


def _perhaps(key: str, topics: Sequence[str]) -> str:
    """A condition of which a break may have come before, of the rules with the topics."""
    if key != "rules-unchanged":
        return called(key)
    text = names([topic(one) for one in topics])
    return reasons.ON_TOPICS.format(condition=called(key), topics=text)


def _parts(row: JudgedYardstick) -> list[Block]:
    """How often rules changed for a part of the place, and for which parts."""
    changes = row.for_part_of_it
    if not changes:
        return []
    places = dict.fromkeys(change.place_name for change in changes)
    worse = sum(change.direction == "unfavourable" for change in changes)
    text = reasons.PARTS.format(count=len(changes), worse=worse, places=some([*places], {}))
    return [Sentence(text)]


def _rests_on(row: JudgedYardstick) -> list[Block]:
    """How many records the answer rests on, and from where these come."""
    if not row.documented:
        return []
    cited = [
        reasons.OF_SOURCE.format(count=count, source=shared.SOURCE[kind])
        for kind, count in row.sources.items()
    ]
    return [Sentence(reasons.RESTS_ON.format(count=row.documented, sources=names(cited)))]


def _vouched(row: JudgedYardstick) -> list[Block]:
    """What the verdict was on the last day that somebody vouches for, if that is over."""
    if row.verdict_vouched is None:
        return []
    verdict = reasons.SHORT[row.verdict_vouched]
    return [Sentence(reasons.VOUCHED_UNTIL.format(day=spoken(row.vouched_until), verdict=verdict))]


def _break_text(template: str, broken: ToldBreak, named: Called) -> str:
    return template.format(
        day=spoken(broken.on),
        what=what(named, broken),
        disputed=reasons.RECORD_DISPUTED if broken.disputed else "",
    ).strip()


# -- each condition in a line --------------------------------------------------------------------


def _each(row: JudgedYardstick, named: Called) -> Table:
    """Of each condition whether it held, by what that is known, and on whose word."""
    lines = [[called(condition.key), held(condition, named)] for condition in row.conditions]
    return Table(reasons.EACH_COLUMNS, lines)


def held(condition: JudgedCondition, named: Called) -> str:
    """Whether a condition held, by what, on whose word."""
    broken = condition.first_break
    if broken:
        again = {"yes": reasons.NOT_MET_THEN_MET, "unknown": reasons.NOT_MET_THEN_UNKNOWN}
        text = _break_text(again.get(condition.now, reasons.NOT_MET_SINCE), broken, named)
        return on_the_word(text, condition.vouched_by, named)
    if condition.constant:
        words = (*condition.vouched_by, *attesters(condition))
        return on_the_word(reasons.MET_THROUGHOUT, words, named)
    unknown = [span for span in condition.spans if span.met == "unknown"]
    why = _why((unknown or [*condition.spans])[-1], named) if condition.spans else ""
    return reasons.NOT_KNOWN.format(why=why) if why else reasons.SHORT["unknown"]


def _why(span: ConditionSpan, named: Called) -> str:
    """Why a condition was what it was."""
    return reasons.WHY.get(span.why, span.why).format(holders=some(span.held_by, named))


# -- the table of conditions over time ----------------------------------------------------------


def _columns(row: JudgedYardstick) -> tuple[str, ...]:
    return reasons.AT_END if row.ended else reasons.COLUMNS


def _over_time(row: JudgedYardstick, end: str, width: int) -> list[Solid]:
    """The conditions from the start to a day, as finely as a screen has room for."""
    line = timeline(row.start, end, width - _beside_timeline(row))
    legend = [text.format(scale=reasons.SCALE[line.scale]) for text in reasons.LEGEND]
    return [_table(row, line), Lines(legend)]


def _beside_timeline(row: JudgedYardstick) -> int:
    """How many columns the rest of the table takes."""
    first, *others = _columns(row)
    key = max(len(first), *(len(called(condition.key)) for condition in row.conditions))
    return sum(width + GAP for width in (key, *map(len, others)))


def _table(row: JudgedYardstick, line: Timeline) -> Table:
    constant = {True: shared.YES, False: shared.NO, None: shared.UNKNOWN}
    rows = [
        [
            called(condition.key),
            reasons.STATE[condition.at_start],
            reasons.STATE[condition.now],
            constant[condition.constant],
            line.signs(condition.spans, reasons.SIGN),
        ]
        for condition in row.conditions
    ]
    headings = (*_columns(row), line.heading)
    return Table(headings, rows, whole=frozenset({len(headings) - 1}))


def _beside(row: JudgedYardstick, named: Called) -> list[Block]:
    """What is no part of the answer and belongs to it: other promises, and on whose word it is."""
    blocks: list[Block] = []
    for condition in row.conditions:
        beside = condition.beside if isinstance(condition, PromisesCondition) else None
        if beside is None:
            continue
        counts = {
            name: value for name, value in fields_of(beside).items() if name != "wider_breaches"
        }
        if any(counts.values()):
            blocks.append(Sentence(reasons.BESIDE.format(**counts)))
        if beside.wider_breaches:
            texts = [
                shared.QUOTED.format(text=one.text.rstrip(".")) for one in beside.wider_breaches
            ]
            blocks.append(Sentence(reasons.WIDER.format(promises=reasons.BETWEEN.join(texts))))
    attested = [(condition.key, attesters(condition)) for condition in row.conditions]
    vouched = [(condition.key, condition.vouched_by) for condition in row.conditions]
    blocks += _told_by(reasons.AS_ATTESTED, attested, named)
    return [*blocks, *_told_by(reasons.AS_VOUCHED, vouched, named)]


def _told_by(template: str, told: Iterable[tuple[str, Parties]], named: Called) -> list[Block]:
    """Which conditions are as somebody says."""
    by_parties: dict[Parties, list[str]] = {}
    for key, parties in told:
        if parties:
            by_parties.setdefault(parties, []).append(key)
    parts = [
        reasons.OF_BY.format(
            keys=names([called(key) for key in keys]), parties=people(parties, named)
        )
        for parties, keys in by_parties.items()
    ]
    return [Sentence(template.format(told=reasons.BETWEEN.join(parts)))] if parts else []


def _missing(rows: Sequence[JudgedYardstick]) -> list[Block]:
    """What one would have to record, or who would have to vouch."""
    lines = missing(rows)
    if not lines:
        return []
    return [Heading(reasons.MISSING_TITLE, 2), Table(reasons.MISSING_COLUMNS, lines)]


def missing(rows: Sequence[JudgedYardstick]) -> list[list[str]]:
    """Of what is not known, for which conditions, what would have to be on record."""
    wanted: dict[str, dict[str, None]] = {}
    for judged in (condition for row in rows for condition in row.conditions):
        if judged.verdict == "unknown":
            for kind in judged.missing:
                wanted.setdefault(kind, {})[judged.key] = None
    return [
        [
            names([called(key) for key in keys]),
            reasons.MISSING.get(kind, reasons.MISSING_OTHER.format(kind=kind)),
        ]
        for kind, keys in wanted.items()
    ]


# -- the walk down ------------------------------------------------------------------------------


def _walk(report: Report[Any], row: JudgedYardstick) -> list[Block]:
    """Every condition from its verdict down to each change, in order of time, with its source."""
    lines = {line.position: line for line in report.records}
    blocks: list[Block] = []
    for condition in row.conditions:
        verdict = reasons.SHORT[condition.verdict]
        title = reasons.WALK_TITLE.format(condition=called(condition.key), verdict=verdict)
        asked = reasons.MEANING.get(condition.key, reasons.ATTESTED).format(**condition.parameters)
        steps = Table(reasons.WALK_COLUMNS, [*_steps(condition, lines, report.parties)])
        blocks += [Heading(title, 2), Sentence(condition.text or asked), steps]
    return blocks


def _steps(
    condition: JudgedCondition, lines: dict[int, LogLine], named: Called
) -> Iterator[list[str]]:
    """Each stretch of time with what it was, why, and the record that brought it about."""
    last = None
    breaches = condition.breaches if isinstance(condition, PromisesCondition) else ()
    for span in condition.spans:
        why = _why(span, named)
        text = reasons.WALK.format(
            met=reasons.MET[span.met],
            why=reasons.WALK_WHY.format(why=why) if why else "",
            vouched=(
                reasons.WALK_VOUCHED.format(parties=people(span.vouched_by, named))
                if span.vouched_by
                else ""
            ),
            records=_records(span.events),
        )
        event = span.events[-1] if span.events else None
        cited = [_source(lines[event])] if event is not None and event != last else []
        last = event
        begun = (breach for breach in breaches if span.from_ <= breach.from_ <= span.to)
        found = (promises.became(breach, named) for breach in begun)
        yield [spoken(span.from_), stacked(text, *cited, *found)]


def _source(line: LogLine) -> str:
    """The record that brought it about: its day, what it is, and its sources by their titles."""
    cited = reasons.BETWEEN.join(source["title"] for source in line.sources)
    return reasons.WALK_SOURCE.format(
        day=spoken(line.on), happened=kinds.told(line.kind), stream=line.stream, sources=cited
    )


def _records(events: Sequence[int]) -> str:
    if not events:
        return ""
    listed = shared.LIST_OF.join(str(event) for event in events[-MANY:])
    if len(events) > MANY:
        listed = reasons.WALK_MANY.format(records=listed, count=len(events) - MANY)
    return reasons.WALK_RECORDS.format(records=listed)


# -- where to go on -----------------------------------------------------------------------------


def _next(rows: Sequence[JudgedYardstick]) -> list[Block]:
    if not rows:
        return [Lines([reasons.NEXT, reasons.NEXT_ONE])]
    lines = [reasons.NEXT, reasons.NEXT_EXPLAIN.format(area=rows[0].area)]
    if rows[0].for_part_of_it:
        lines.append(reasons.NEXT_PARTS.format(area=rows[0].area))
    broken = rows[0].first_break
    if broken and broken.stream:
        lines.append(reasons.NEXT_RECORD.format(stream=broken.stream))
    return [Lines(lines)]
