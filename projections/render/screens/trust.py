"""The screen of `trust`, and its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from languages import N_, counted, figure, percentage, pgettext
from projections.render import phrases as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.head import Called, opening, told_apart
from projections.render.screens import promises as promise_words
from projections.render.screens.counts import TRUST as LISTED
from projections.render.screens.promises import (
    deadline,
    promise_text,
    remarks,
    status,
)
from projections.report import Report
from projections.rows.frozen import fields_of

if TYPE_CHECKING:
    from projections.trust.compare import Comparison
    from projections.trust.score import Figures
    from projections.trust.view import AreaFigures, CountedPromise, PartFigures, PlainOutcomes

# -- trust: words ------------------------------------------------------------------------------
# The words for the figures of an area: counts in plain numbers first, then how sure they are.

LEDE = N_("What the record gives for trust that a promise is kept. It is not what residents feel.")
ROOTS_AND_MORE = N_("{roots} {burden} {press}")
ROOTS = N_(
    "Promises that are parts or repeats of one, or were made in one act with one text, count once."
)
NEXT = N_("Next: `gestand trust AREA`, for the promises and how sure it is. {list}")
ANY_AREA = pgettext("stands for what is typed", "AREA")
LIST = N_(
    "`gestand trust {areas} --list NAME` lists the promises behind a count: due, kept (in time), "
    "late, partly (in part), broken (not kept), unresolved (not established), known (all others "
    "that fell due), not-due, undated (no date), excluded (lapsed, excused or let off), not-scored "
    "(no pledge or target of a body), with-another (counted with another, not by itself), "
    "claimed-only (kept by the promisor's word alone), contested (and counted nonetheless), made "
    "(also made:YEAR), sources (also sources:TYPE)."
)
TOLD_APART = N_("{areas} --by {by}")
HERE = N_("Promised to {name} or a part of it")
WIDER = N_("Promised to a wider area or group that covers or touches it")
POSSIBLE = N_("Promised to a group that may touch it")
WHERE = {"here": HERE, "wider": WIDER, "possible": POSSIBLE}
PROVES_NOTHING = N_(
    "Whether anybody here belongs to these groups is not on record. What follows proves nothing "
    "about this area."
)
ONLY_HERE = N_(
    "Counted is only what was promised to that area or a part of it. Promises to a wider area or "
    "group are counted apart; name one area to see them: gestand trust AREA{options}."
)
OPTIONS = N_(" --from DATE --every year")
HOW_TO_READ = N_("How to read this")

FREQUENCIES = N_(
    "Of {due} to {place} that fell due, {kept:,} {were} kept in time, {late:,} late, {partly:,} in "
    "part and {broken:,} not; what became of {unresolved:,} is not established."
)
ONE_DUE, DUE = N_("1 promise"), N_("{count:,} promises")
WAS, WERE = N_("was"), N_("were")
STAND_FOR = N_("{due} ({promises:,} with those that count as one)")
SEVERAL_AREAS = N_("the {count:,} areas below")
WIDER_PLACE = N_("a wider area or group that covers or touches it")
POSSIBLE_PLACE = N_("a group that may touch it")
PROMISES_DUE = pgettext("column", "promises")
FEWER_THAN_PROMISES = N_(
    "promises: how many promises these stand for, as `gestand promises` lists them; those that "
    "belong together count once, and --explain names them."
)
COUNTED_IN_EACH = N_(
    "What belongs together counts once in each row, and a promise of several promisors counts for "
    "each: the rows can add up to more than the area has."
)
NOT_LOOKED = N_("Of the promises to {place} {told}.")
NONE_DUE = N_("No promise to {place} that can be scored has fallen due.")
TOO_FEW = N_("Outcomes that are known: {known:,}, fewer than 8: too few for a figure.")
BOUNDS = N_(
    "More than a fifth is not established, too much for one figure: between {low:.2f} if those "
    "came out as badly as they can have and {high:.2f} if as well (0: no promise is kept, 1: every "
    "one)."
)
INTERVAL = N_(
    "The next promise is kept with a chance between {low:.2f} and {high:.2f} (95% interval)."
)
SCORE = N_(
    "The next promise is kept with a chance between {low:.2f} and {high:.2f} (95% interval); "
    "score {score:.2f}."
)

OUTCOME_AND_COUNT = N_("{outcome}: {count:,}")
OUTCOME_AND_PROMISES = N_("{outcome}: {count:,}, together {promises:,} promises")
WITH_STATUS = N_("{text} — {status}")
TOGETHER = N_("({size:,} promises that count as one) {text}")
ALSO = N_("· {text}")
NOT_LISTED = N_("Not listed above: {counts}.")
COUNT_OF = N_("{count:,} {words} (--list {name})")

CLAIMED_ONLY = N_(
    "Of {count:,} of these only the promisor says that they were kept: saying so takes a promise "
    "out of the figures until somebody else establishes it. --basis claims counts them as kept."
)

CONTESTED = N_(
    "Of {count:,} of these the outcome is contested and counts nonetheless: a dispute by who owes "
    "the promise, or about its wording, and a finding against one of a higher rank move no figure."
)

BESIDE = N_("beside it")
DATED = N_("with a date and a criterion")
DATED_SHARE = N_("{share} of the promises")
IN_TIME = N_("kept in time, of what is known")
IN_TIME_SHARE = N_("{share} (between {low} and {high}, Wilson 95%)")
HALVES = N_("what half measures do to the score")
HALVES_DO = N_("{strict:.2f} if late and in part count as not kept, {lenient:.2f} if as kept")
WITHIN = N_("kept after being made")
WITHIN_YEARS = N_("{share} within {years:,} y")
WITHIN_METHOD = N_("{years} (Aalen-Johansen)")
NOT_YET_WITHIN = N_("not yet known within {years:,} y")
UNDATED = N_("without a date: what is known")
UNDATED_AS = N_("{count:,} {state}")
PER_YEAR = N_("made per year")
IN_YEAR = N_("{year}: {count:,}")
YEAR_UNKNOWN = N_("in a year not known")
SOURCES = N_("sources of these records")
OF_SOURCE = N_("{count:,} {source}")

COMPARED = N_("Promises to {first} and to {second} compared")
KNOWN = N_("Outcomes known: {first_outcomes:,} for {first}, {second_outcomes:,} for {second}.")
LOWER = N_(
    "By the record promises to {lower} were kept less, however one weighs them "
    "(probability {probability:.3f})."
)
NO_ORDER = N_("No order between the two can be defended by this record.")
ORDER = N_(
    "An order is stated only where it holds for all 108 ways to weigh late, partly kept, old and "
    "unresolved promises, with a probability of at least 0.95."
)

UNDATED_STATE = {"undated": N_("nothing established"), "mixed": N_("with parts that differ")}


# -- trust -------------------------------------------------------------------------------------
# The screen of `trust`: what was promised, what became of it, how sure, and what nobody knows.

SHORT = 12
"""Up to so many promises are all listed, also those that have not fallen due or do not count."""

OUTCOMES = ("kept", "late", "partly", "broken", "unresolved")
BESIDE_OUTCOMES = ("not-due", "undated", "excluded", "not-scored", "with-another")


def trust(report: Report[AreaFigures]) -> list[Block]:
    """One area in words, or several in a table."""
    rows = report.rows
    if len(rows) == 1:
        return _one(report, rows[0])
    if not rows:
        return _nothing(report)
    blocks = _opening(report)
    blocks += [_areas("name", [(row.name, row) for row in rows]), *_fewer(rows)]
    blocks += [Sentence(ONLY_HERE.format(options="")), Sentence(notes(report))]
    return [*blocks, _next(ANY_AREA)] if any(row.per_year for row in rows) else blocks


def apart(report: Report[PartFigures]) -> list[Block]:
    """The parts of each area in a table under its name."""
    rows = report.rows
    if not rows:
        return _nothing(report)
    blocks = _opening(report)
    for area, name in dict.fromkeys((row.area, row.name) for row in rows):
        parts = [(_part(report, row), row) for row in rows if row.area == area]
        blocks += [Heading(name, 2), _areas("by", parts)]
    blocks += [*_fewer(rows), Sentence(COUNTED_IN_EACH)]
    blocks += [Sentence(ONLY_HERE.format(options="")), Sentence(notes(report))]
    areas = " ".join(dict.fromkeys(row.area for row in rows))
    by = report.question.parameters["by"]
    return [*blocks, _next(TOLD_APART.format(areas=areas, by=by))]


def _next(areas: str) -> Sentence:
    """Where to look next; areas: how the command names those that it was asked about."""
    return Sentence(NEXT.format(list=LIST.format(areas=areas)))


def _part(report: Report[PartFigures], row: PartFigures) -> str:
    """By what the promises of a line are told apart, in words."""
    return told_apart(report.question.parameters["by"], row.by, report.parties)


def compare(report: Report[Comparison]) -> list[Block]:
    """Whether an order can be stated, and why not."""
    (row,) = report.rows
    first, second = (report.places[f"area/{area}"] for area in (row.first, row.second))
    known = KNOWN.format(
        first=first,
        second=second,
        first_outcomes=row.first_outcomes,
        second_outcomes=row.second_outcomes,
    )
    answer = NO_ORDER
    if row.lower:
        lower = report.places[f"area/{row.lower}"]
        answer = LOWER.format(lower=lower, probability=row.probability)
    title = COMPARED.format(first=first, second=second)
    return [*opening(report, answer, title), Sentence(known), Sentence(ORDER)]


def _opening(report: Report[AreaFigures] | Report[PartFigures]) -> list[Block]:
    """What became of the promises to all areas of a table together."""
    names = {row.area: row.name for row in report.rows}
    answer = _frequencies(report.total, named(names)) if names else shared.NONE
    if names and getattr(report.total, "nobody_looked", False) and _each_alone(report.total):
        answer = _not_looked(report, report.total, named(names))
    return [*opening(report, answer, shared.VIEW["trust"]), Sentence(LEDE)]


def _nothing(report: Report[Any]) -> list[Block]:
    return [*_opening(report), Sentence(notes(report))]


def notes(report: Report[Any]) -> str:
    """How promises that belong together count, and what bears on all of it."""
    burden = shared.BURDEN[report.question.burden]
    return ROOTS_AND_MORE.format(roots=ROOTS, burden=burden, press=shared.PRESS)


def _fewer(rows: Sequence[Figures]) -> list[Block]:
    """Why there are fewer outcomes than promises."""
    return [Sentence(FEWER_THAN_PROMISES)] if _stand_for_more(rows) else []


def _stand_for_more(rows: Sequence[Figures]) -> bool:
    return any(row.promise_counts.due > row.due for row in rows)


def _areas(first: str, lines: Sequence[tuple[str, Figures]]) -> Table:
    """The counts, each line under its name."""
    names = (first, "due", *OUTCOMES, "not_due", "undated")
    headings = [shared.COLUMN.get(name, name) for name in names]
    rows = [[name, *map(str, _counts(row))] for name, row in lines]
    if _stand_for_more([row for _, row in lines]):
        headings.append(PROMISES_DUE)
        rows = [
            [*cells, figure(row.promise_counts.due)]
            for cells, (_, row) in zip(rows, lines, strict=True)
        ]
    return Table(headings, rows, frozenset(range(1, len(headings))))


def _counts(row: Figures) -> tuple[int, ...]:
    outcomes = (row.kept, row.late, row.partly, row.broken, row.unresolved)
    return (row.due, *outcomes, row.not_due, row.undated)


def _one(report: Report[AreaFigures], row: AreaFigures) -> list[Block]:
    here = [
        Heading(HERE.format(name=row.name), 2),
        *_block(row.promises, report.parties, _sureness(row)),
        *_beside(row),
    ]
    answer, above = _frequencies(row, row.name), list[Block]()
    if row.nobody_looked and _each_alone(row):
        answer = _not_looked(report, row, row.name)
    # Where nothing that was promised here can be scored yet, the wider promises say more.
    known = row.due > row.unresolved
    if row.wider_promises:
        wider, above = _frequencies(row.wider, WIDER_PLACE), [Heading(WIDER, 2)]
        if row.nobody_looked_wider and _each_alone(row.wider):
            wider = _not_looked(report, row.wider, WIDER_PLACE)
        if known or not row.wider.due:
            above.append(Sentence(wider))
        else:
            answer = f"{answer} {wider}"
        above += _block(row.wider_promises, report.parties)
    blocks = [*opening(report, answer, row.title), Sentence(LEDE)]
    blocks += [*here, *above] if known else [*above, *here]
    if row.possible_promises:
        counts = _frequencies(row.wider_possible, POSSIBLE_PLACE)
        blocks += [Heading(POSSIBLE, 2), Sentence(PROVES_NOTHING), Sentence(counts)]
        blocks += _block(row.possible_promises, report.parties)
    blocks += [Heading(HOW_TO_READ, 2), Sentence(notes(report))]
    return [*blocks, Sentence(LIST.format(areas=row.area)), Sentence(promise_words.FOLLOW)]


def named(names: Mapping[str, str]) -> str:
    """An area, or how many areas there are; names: what each is called."""
    return SEVERAL_AREAS.format(count=len(names)) if len(names) > 1 else next(iter(names.values()))


def by_outcome(lines: Sequence[CountedPromise], called: Called) -> list[Block]:
    """Promises under what they are counted as."""
    blocks: list[Block] = []
    for count in (*OUTCOMES, *BESIDE_OUTCOMES):
        counted = [line for line in lines if line.count == count]
        blocks += [listed(LISTED[count], counted, called)] if counted else []
    return blocks


def _block(
    lines: Sequence[CountedPromise], called: Called, sureness: Sequence[Block] = ()
) -> list[Block]:
    """How sure the counts are, and every promise that fell due under what became of it."""
    if not lines:
        return [Sentence(shared.NONE)]
    blocks = [*sureness]
    short = len(lines) <= SHORT
    shown = (*OUTCOMES, *BESIDE_OUTCOMES) if short else OUTCOMES
    blocks += by_outcome([line for line in lines if line.count in shown], called)
    rest = [line for line in lines if line.count not in shown]
    if rest:
        counts = (
            COUNT_OF.format(count=_count(name, rest), words=LISTED[name], name=name)
            for name in BESIDE_OUTCOMES
            if _count(name, rest)
        )
        blocks.append(Sentence(NOT_LISTED.format(counts=shared.LIST_OF.join(counts))))
    return blocks


def _count(name: str, lines: Sequence[CountedPromise]) -> int:
    """How many there are of a count."""
    return len({_counted_once(line) for line in lines if line.count == name})


def _counted_once(line: CountedPromise) -> str:
    """What stands for all that count as one; what counts with others of another count is one."""
    return line.promise if line.count == "with-another" else line.root


def listed(title: str, lines: Sequence[CountedPromise], called: Called) -> Table:
    """Promises with one outcome; those that count as one stand under each other."""
    together: dict[str, list[CountedPromise]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: str(line.due)):
        together[_counted_once(line)].append(line)
    rows = [
        _line(line, called, len(some), first=line is some[0])
        for some in together.values()
        for line in some
    ]
    template = OUTCOME_AND_PROMISES if len(lines) > len(together) else OUTCOME_AND_COUNT
    heading = template.format(outcome=title, count=len(together), promises=len(lines))
    return Table((promise_words.COLUMNS[0], heading), rows)


def _line(line: CountedPromise, called: Called, size: int, *, first: bool) -> list[str]:
    text = promise_text(line, called)
    plain = promise_words.PLAIN.get(line.status) == line.count
    told = promise_words.REMARKED.join(remarks(line, called)) if plain else status(line, called)
    text = WITH_STATUS.format(text=text, status=told)
    if size > 1:
        text = (TOGETHER if first else ALSO).format(size=size, text=text)
    return [deadline(line), text]


def _frequencies(row: Figures | PlainOutcomes, place: str) -> str:
    """The counts as a sentence: 12 of 20 in time, 3 late, 5 not; 4 not established."""
    if not row.due:
        return NONE_DUE.format(place=place)
    due, promises = counted(row.due, ONE_DUE, DUE), row.promise_counts.due
    if promises > row.due:
        due = STAND_FOR.format(due=due, promises=promises)
    were = WAS if row.kept == 1 else WERE
    return FREQUENCIES.format(**fields_of(row) | {"due": due}, place=place, were=were)


def _each_alone(row: Figures | PlainOutcomes) -> bool:
    """Whether no promises count as one, so that there are as many deadlines as promises."""
    return row.promise_counts.due == row.due


def _not_looked(report: Report[Any], row: Figures | PlainOutcomes, place: str) -> str:
    told = shared.nobody_looked(row.due, report.question.burden)
    return NOT_LOOKED.format(place=place, told=told)


def _sureness(row: Figures) -> list[Block]:
    """How sure the counts are, and what in them rests on one word or is contested."""
    texts = [_certainty(row)] if row.due else []
    if row.claimed_only:
        texts.append(CLAIMED_ONLY.format(count=row.claimed_only))
    if row.contested_outcomes:
        texts.append(CONTESTED.format(count=row.contested_outcomes))
    return [Sentence(text) for text in texts]


def _certainty(row: Figures) -> str:
    match row.tier:
        case "list":
            return TOO_FEW.format(known=row.due - row.unresolved)
        case "bounds":
            return BOUNDS.format(low=row.unresolved_low, high=row.unresolved_high)
        case "interval":
            return INTERVAL.format(low=row.low, high=row.high)
        case "score":
            return SCORE.format(low=row.low, high=row.high, score=row.score)


def _beside(row: AreaFigures) -> list[Block]:
    """What stands beside every score, so that it cannot be read alone."""
    if not row.promises:
        return []
    rows = [[DATED, DATED_SHARE.format(share=percentage(row.dated_share))]]
    if row.tier != "list":
        rows += _outcomes_beside(row)
    if row.undated_outcomes:
        states = promise_words.STATE | UNDATED_STATE
        texts = (
            UNDATED_AS.format(count=count, state=states[state])
            for state, count in row.undated_outcomes.items()
        )
        rows.append([UNDATED, shared.LIST_OF.join(texts)])
    made = (
        IN_YEAR.format(year=YEAR_UNKNOWN if y == "unknown" else y, count=n)
        for y, n in row.per_year.items()
    )
    rows.append([PER_YEAR, shared.LIST_OF.join(made)])
    cited = (
        OF_SOURCE.format(count=count, source=shared.SOURCE[kind])
        for kind, count in row.sources.items()
    )
    rows.append([SOURCES, shared.LIST_OF.join(cited)])
    return [Table((BESIDE, ""), rows)]


def _outcomes_beside(row: Figures) -> Iterator[list[str]]:
    """What stands beside enough outcomes for a figure."""
    if row.in_time.share is not None:
        shares = fields_of(row.in_time)
        told = {name: percentage(shares[name]) for name in ("share", "low", "high")}
        yield [IN_TIME, IN_TIME_SHARE.format(**told)]
        yield [HALVES, HALVES_DO.format(strict=row.strict, lenient=row.lenient)]
    if row.kept_within_days:
        years = shared.LIST_OF.join(
            NOT_YET_WITHIN.format(years=int(days) // 365)
            if part is None
            else WITHIN_YEARS.format(share=percentage(part), years=int(days) // 365)
            for days, part in row.kept_within_days.items()
        )
        yield [WITHIN, WITHIN_METHOD.format(years=years)]
