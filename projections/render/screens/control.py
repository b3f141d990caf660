"""The screen of `control`: who has which power, since when, on what basis, and who had it."""

from __future__ import annotations

from collections.abc import Iterator

from domain.dates import bounds
from projections.control.cell import Claim, DisputedClaim, PendingChange
from projections.control.row import PowerOverTime, PowerRow, Stretch
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import head
from projections.render.phrases import day, spoken
from projections.render.screens import powers as power_words
from projections.render.screens.powers import and_before, name, names, now, part, power, since
from projections.report import Report


def control(report: Report[PowerRow]) -> list[Block]:
    """One place in words, or all places in a table."""
    if not report.rows:
        return [*head(report, shared.VIEW["control"]), Sentence(shared.NONE)]
    if "place" in report.question.parameters:
        return _one(report)
    return [
        *head(report, power_words.OVER),
        Sentence(power_words.LEDE),
        *_places(report),
        *_notes(report),
    ]


def _places(report: Report[PowerRow]) -> Iterator[Block]:
    """Each place with its powers in a table, and those that nobody is on record for below it."""
    places: dict[tuple[str, str, str | None], list[PowerRow]] = {}
    for row in report.rows:
        # An area, a group and a case may have one name.
        places.setdefault((row.name, row.title, row.case), []).append(row)
    for place, rows in places.items():
        yield Heading(place[0], 2)
        silent = [row for row in rows if row.doubt == "none-on-record"]
        lines = [[_power(row), now(report, row)] for row in rows if row not in silent]
        if lines:
            yield Table(power_words.PLACE_COLUMNS, lines)
        if silent:
            yield _none(silent)
        for row in rows:
            yield from _over_time(report, row)


def _power(row: PowerRow) -> str:
    return power(row.power, row.part, row.group)


def _none(rows: list[PowerRow]) -> Sentence:
    powers = power_words.BETWEEN_HOLDERS.join(_power(row) for row in rows)
    return Sentence(power_words.NONE_ON_RECORD.format(powers=powers))


def _one(report: Report[PowerRow]) -> list[Block]:
    """All that is asked about one place, power by power."""
    title = power_words.TITLE.format(place=report.rows[0].title)
    blocks = [*head(report, title), Sentence(power_words.LEDE)]
    silent = [row for row in report.rows if row.doubt == "none-on-record" and not row.before]
    for key, wording in power_words.POWER.items():
        rows = [row for row in report.rows if row.power == key and row not in silent]
        if rows:
            lines = [[part(row.part, row.group), and_before(report, row)] for row in rows]
            blocks += [
                Heading(power_words.HEADING.format(power=wording), 2),
                Table(power_words.COLUMNS, lines),
            ]
    if silent:
        blocks.append(_none(silent))
    for row in report.rows:
        blocks += _over_time(report, row)
    blocks += [*_claims(report), *_pending(report)]
    return [*blocks, *_later(report), *_narrower(report), *_notes(report)]


def _over_time(report: Report[PowerRow], row: PowerRow) -> Iterator[Block]:
    """Of a window: on how many days how many had a power, and who when."""
    if not isinstance(row, PowerOverTime):
        return
    line = row.timeline
    if not any(stretch.holders or stretch.possible for stretch in line):
        return
    start, end = spoken(line[0].from_), spoken(line[-1].until)
    yield Heading(power_words.OVER_TIME.format(power=_power(row), start=start, end=end), 2)
    yield Sentence(_clarity(row))
    lines = [
        [spoken(stretch.from_), spoken(stretch.until), _in_control(report, stretch)]
        for stretch in line
    ]
    yield Table(power_words.TIMELINE_COLUMNS, lines)


def _clarity(row: PowerOverTime) -> str:
    if row.clarity is None:
        return power_words.NOTHING_KNOWN.format(days=row.days)
    return power_words.CLARITY.format(
        days=row.days,
        known=row.days - row.unknown_days,
        clear=row.clear_days,
        gap=row.gap_days,
        overlap=row.overlap_days,
        handovers=row.handovers,
        parties=row.parties,
    )


def _in_control(report: Report[PowerRow], stretch: Stretch) -> str:
    if stretch.possible:
        perhaps = names(report, dict.fromkeys([*stretch.holders, *stretch.possible]))
        return power_words.PERHAPS.format(holders=perhaps)
    return power_words.TIMELINE[stretch.state].format(holders=names(report, stretch.holders))


def _claims(report: Report[PowerRow]) -> list[Block]:
    """What is claimed, each with whose word it is."""
    lines = dict.fromkeys(
        line for row in report.rows for claim in row.claims for line in _claim(report, row, claim)
    )
    if not lines:
        return []
    return [
        Heading(power_words.CLAIMS, 2),
        Table(power_words.CLAIM_COLUMNS, [list(line) for line in lines]),
    ]


def _claim(report: Report[PowerRow], row: PowerRow, claim: Claim) -> Iterator[tuple[str, str]]:
    """A claim and what contests it, side by side."""
    word = name(report, claim.word) if claim.word else shared.BETWEEN.join(claim.titles)
    text = power_words.IN_FACT if claim.kind == "factual" else power_words.HELD
    yield (
        word,
        text.format(
            holder=name(report, claim.holder),
            power=power_words.POWER[row.power],
            since=since(claim.since),
            mandate=claim.mandate,
        ),
    )
    if isinstance(claim, DisputedClaim):
        sentence = power_words.CONTESTS.format(mandate=claim.mandate, reason=claim.reason)
        if claim.instead:
            fields = (power_words.FIELD.format(name=k, value=v) for k, v in claim.instead.items())
            sentence = power_words.INSTEAD.format(
                contests=sentence, said=shared.LIST_OF.join(fields)
            )
        yield name(report, claim.by), sentence


def _pending(report: Report[PowerRow]) -> list[Block]:
    """What is on record to begin or end later."""
    changes = [(change, row) for row in report.rows for change in row.pending]
    changes.sort(key=lambda pair: bounds(pair[0].on).earliest)
    lines = dict.fromkeys(
        (spoken(change.on), _change(report, row, change)) for change, row in changes
    )
    if not lines:
        return []
    table = Table(power_words.PENDING_COLUMNS, [list(line) for line in lines])
    return [Heading(power_words.PENDING, 2), table]


def _change(report: Report[PowerRow], row: PowerRow, change: PendingChange) -> str:
    return power_words.CHANGE[change.change].format(
        holder=name(report, change.holder),
        power=power_words.POWER[row.power],
        mandate=change.mandate,
    )


def _later(report: Report[PowerRow]) -> list[Block]:
    """That the answer rests on what came out after the day asked for."""
    records = {record.event: record for row in report.rows for record in row.later}
    if not records:
        return []
    appeared = [records[event] for event in sorted(records)]
    text = power_words.LATER.format(
        day=day(report.question.as_of),
        appeared=spoken(max(record.appeared for record in appeared)),
        mandates=shared.LIST_OF.join(dict.fromkeys(record.mandate for record in appeared)),
        asked=report.question.as_of[:10],
    )
    return [Sentence(text)]


def _narrower(report: Report[PowerRow]) -> list[Block]:
    """Where in the place there are mandates that do not count for all of it."""
    places = sorted({place for row in report.rows for place in row.narrower})
    if not places:
        return []
    return [Sentence(power_words.NARROWER.format(places=shared.LIST_OF.join(places)))]


def _notes(report: Report[PowerRow]) -> list[Block]:
    """Whether the record is complete, what is not counted, and where to look next."""
    covered = all(row.covered for row in report.rows)
    text = power_words.COVERED if covered else power_words.UNCOVERED
    if "from" in report.question.parameters:
        text = power_words.ON_THE_DAY.format(day=day(report.question.as_of), covered=text)
    notes = [text, power_words.FACTUAL_NOTE]
    return [Sentence(power_words.SENTENCES.join(notes)), Sentence(power_words.NEXT)]
