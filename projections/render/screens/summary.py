"""The screen of `summary`: of a place what broke first, when, through whom, and what nobody knows.

One place fits a terminal of 80 columns and 24 lines; several have the essence of each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from textwrap import shorten

from languages import N_, counted, figure, pgettext
from projections.conditions.view import ToldBreak
from projections.geography.relation import MAYBE
from projections.render import phrases as shared
from projections.render.blocks import (
    Block,
    Fitted,
    Heading,
    Lines,
    Sentence,
    Solid,
    Table,
    terminal,
)
from projections.render.head import Called, briefly, mentioned, moment, names, people
from projections.render.phrases import some_day, spoken
from projections.render.screens import headline, powers, promises, reasons
from projections.render.screens.charters import ATTESTED as ASKED_OF_PEOPLE
from projections.render.screens.charters import called as condition_called
from projections.render.screens.fields import RECORDS
from projections.render.screens.rules import on_day
from projections.report import Report
from projections.summary import Leader, NotKept, PromiseTally, Summary

# -- words -------------------------------------------------------------------------------------

ANSWER = N_("{place}. {verdict}")
ANSWERS = N_("The conditions in {count:,} places: {verdicts}.")
OF_VERDICT = N_("{count:,} {verdict}")
ABOUT = {
    "moment": N_("Asked"),
    "reason": N_("Reason"),
    "promises": pgettext("summary", "Promises"),
    "lead": N_("Lead"),
    "rules": N_("Rules"),
    "unknown": N_("Unknown"),
    "sources": N_("Sources"),
    "next": N_("Next"),
}
TO_COME = N_(" (a day still to come)")

FIRST = N_("First: {broken}.")
NO_BREAK = N_("Nothing on record shows that a condition did not hold.")
OF_ITSELF = N_("Of the place itself: {broken}.")
NOTHING_OF_ITSELF = N_("Of the place itself nothing on record shows it.")
BROKEN = N_("{day}, {what}")
ATTESTED = N_("{day}, {condition} not met, attested by {parties}")
BY_WHOM = N_("{what} ({parties})")
ABOUT_WHAT = N_("{why}: “{about}”")
FOR_WIDER = N_("(By the yardstick for {place}.)")
OTHERS = N_("Other yardsticks here say of the conditions: {told}.")
OTHER = N_("{verdict} ({places})")

PROMISED = N_("{due:,} here fell due: {outcomes}.")
NOT_LOOKED = N_("Here {told}.")
WIDER = N_("Of wider places {due:,}: {outcomes}.")
WIDER_NOT_LOOKED = N_("Of wider places {told}.")
NONE_HERE = N_("None here that can be judged fell due.")
KEPT = {
    "kept": N_("{count:,} kept in time"),
    "late": N_("{count:,} late"),
    "partly": N_("{count:,} in part"),
    "broken": N_("{count:,} not kept"),
    "unresolved": N_("{count:,} not established"),
}
UNSEEN = N_("{count:,} not looked into")
SOME_UNSEEN = N_("{unresolved} ({unseen})")
NOT_KEPT = N_("Last found not kept: “{text}” ({by}), {found}.")
FOUND = N_("{on} by {who}")

LEADS = N_("{part}{holders}, {since}{handovers}.")
PART = N_("{part}: ")
NOBODY_NOW = N_("{part}nobody on record; the last, until {until}: {holders}.")
UNCLEAR = {"several": N_("more than one body: {holders}"), "unknown": N_("perhaps {holders}")}
HANDOVERS = N_("; {many} since {start}")
ONE_HANDOVER, SOME_HANDOVERS = N_("1 handover"), N_("{count:,} handovers")
OTHER_LEADS = N_("Also {others}.")
ONE_GROUP, SOME_GROUPS = N_("1 group"), N_("{count:,} groups")
ONE_PERHAPS, SOME_PERHAPS = (
    N_("1 group that may touch it"),
    N_("{count:,} groups that may touch it"),
)
NO_LEAD = N_("No mandate to lead is on record here or above.")

CHANGED = N_("Changed on {many} since {start}, for residents {directions}. {first}.")
IN_FAVOUR = {
    "unfavourable": N_("{many} worse"),
    "favourable": N_("{many} better"),
    "mixed": N_("{many} mixed"),
    "neutral": N_("{many} neither"),
    "not-coded": N_("{many} not coded"),
}
NONE_WORSE = N_("none worse")
ONE_DAY, DAYS = N_("1 day"), N_("{count:,} days")
SAME = N_("The same since {start}, on the word of those who vouch that all are on record.")
NO_CHANGE = N_("Since {start} no change is certain; {gaps}.")
GAP = {
    "rule": N_("for some topics no rule of the start is on record"),
    "coverage": N_("nobody vouches that all rules are on record"),
    "date": N_("some dates are too vague to tell"),
}
NO_START = N_("Nothing on record tells from when on to compare.")
FIRST_CHANGE = N_("First: {day}, {by}")
PERHAPS_FIRST = N_("Perhaps first: {day}, {by}")

OPEN = N_("{count:,} of {all:,} conditions. {could}.")
ALL_KNOWN = N_("Of every condition it is known whether it held.")
NO_YARDSTICK = N_("Whether conditions held: nobody declared a yardstick.")
COULD_ATTEST = N_("Residents or others independent could tell of {conditions}")
COULD_VOUCH = N_("of {count:,} whoever vouches for the record{nobody}")
COULD_VOUCH_ALONE = N_("Whoever vouches for the record{nobody} could tell")
NOBODY_VOUCHES = N_(" (nobody now)")
VOUCHED = N_("Vouched for now: {told}.")
VOUCHED_BY = N_("all {records} by {by}")
WITNESSED = frozenset({"condition.attested", "promise.assessed"})
"""What only people can tell who looked; of all else somebody can vouch that it is complete."""

OF_SOURCE = N_("{count:,} {source}")
SOURCE = shared.SOURCE | {"promisor": pgettext("summary", "by the promisor")}

NEXT = N_("gestand conditions {area} --explain; or trust, control, stability")
NEXT_OF_GROUP = N_("gestand conditions {area} --explain; or control, stability")
NEXT_ONE = N_("gestand {area}    one place, with what nobody knows and the sources")
NEXT_TITLE = N_("Where to look next:")

HEIGHT = 23
"""One place is told in so many lines: those of a small terminal, and one is left to go on.

No fact is left out for that: where it takes more in few words, it takes more, in any language.
"""

QUOTED = (100, 70, 50, 35, 25, 15)
"""Of the words of a record at most so many characters are shown: the first with which it fits."""

SHORT = 3
"""Of several places each quotation has the room of that number."""

QUOTATION = re.compile("“[^”]*”")


# -- summary -----------------------------------------------------------------------------------


def summary(report: Report[Summary]) -> list[Block]:
    """One place whole, or several in short."""
    called, burden = report.parties, report.question.burden
    if len(report.rows) == 1:
        (row,) = report.rows
        first = ["", ANSWER.format(place=row.name, verdict=_headline(called, row))]
        asked = [ABOUT["moment"], _asked(report)]
        (_, answer), *_ = mentioned([first], called)
        whole = [asked, *_whole(called, row, burden)]
        tellings = [mentioned([first, *whole], called)[1:], briefly(whole, called)]
        return [Sentence(answer), Fitted(lambda width: _fitting(answer, tellings, width))]
    blocks: list[Block] = [Sentence(of_places(report.rows)), Sentence(_asked(report))]
    essence = [line for row in report.rows for line in _essence(called, row, burden)]
    lines = shortened(mentioned(essence, called), QUOTED[SHORT])
    each = len(lines) // len(report.rows)
    for start in range(0, len(lines), each):
        (_, answer), *told = lines[start : start + each]
        blocks += [Heading(answer, 2), Table(("", ""), told)]
    area = report.rows[-1].area
    following = (text.format(area=area) for text in (NEXT_ONE, NEXT))
    return [*blocks, Lines([NEXT_TITLE, *following])]


def of_places(rows: Sequence[Summary]) -> str:
    """How many places have which verdict."""
    verdicts = Counter(row.verdict for row in rows)
    counts = [
        OF_VERDICT.format(count=count, verdict=reasons.SHORT[verdict])
        for verdict, count in verdicts.items()
    ]
    return ANSWERS.format(count=len(rows), verdicts=names(counts))


def told(report: Report[Summary]) -> list[list[str]]:
    """Of one place the verdict, and what matters beside its reason, each under what it is about.

    For pages: without the commands that a terminal goes on with.
    """
    (row,) = report.rows
    called = report.parties
    answer = ["", ANSWER.format(place=row.name, verdict=_headline(called, row))]
    lines = mentioned([answer, *_whole(called, row, report.question.burden)], called)
    return [line for line in lines if line[0] not in {ABOUT["next"], ABOUT["reason"]}]


def told_of(report: Report[Summary]) -> list[str]:
    """For pages, the parties that such lines name, by their names in the ledger."""
    (row,) = report.rows
    acted = [one.by for one in row.first_changes] + [one.holders for one in row.leads]
    if row.not_kept:
        acted += [row.not_kept.by, row.not_kept.found_by]
    return sorted({party for parties in acted for party in parties})


def broke(
    report: Report[Summary],
) -> Iterator[tuple[list[list[str]], tuple[int, ...], tuple[str, ...]]]:
    """For pages, what broke first, and what by a record of the place itself where that is another.

    Of each what, when and by whom, under what it is about; the records that it rests on; and whose
    doing it was, by their names in the ledger.
    """
    (row,) = report.rows
    called, first, own = report.parties, row.first_break, row.own_break
    if first:
        yield [*_broke(called, BROKE["first"], first)], _resting(first), first.actors
        if own and own.event != first.event:
            yield [*_broke(called, BROKE["own"], own)], _resting(own), own.actors


def beside(report: Report[Summary]) -> str:
    """For pages, whose yardstick it is, what came of others, and that nothing broke; or nothing."""
    (row,) = report.rows
    told = [] if row.first_break or row.yardstick is None else [NO_BREAK]
    return " ".join([*told, *_yardsticks(row)])


BROKE = {
    "first": N_("What broke first"),
    "own": N_("First at the place itself"),
    "when": N_("When"),
    "by": N_("By whom"),
    "word": N_("On whose word"),
}
ATTESTED_NOT_MET = N_("{condition}: not met")
ATTESTED_ASKS = N_("{condition}: not met. It asks: “{asked}”")


def _broke(called: Called, about: str, broken: ToldBreak) -> Iterator[list[str]]:
    """What was not met, when, and through whom or on whose word."""
    attested = broken.condition not in reasons.MEANING
    what = reasons.WHY.get(broken.why, broken.why)
    if attested:
        asked = ASKED_OF_PEOPLE.get(broken.condition)
        told = ATTESTED_ASKS if asked else ATTESTED_NOT_MET
        what = told.format(condition=condition_called(broken.condition), asked=asked)
    elif broken.about:
        what = ABOUT_WHAT.format(why=what, about=broken.about.rstrip("."))
    yield [about, what]
    yield [BROKE["when"], spoken(broken.on)]
    if broken.actors:
        yield [BROKE["word" if attested else "by"], people(broken.actors, called)]


def _resting(broken: ToldBreak) -> tuple[int, ...]:
    """The record that brought it about, or else all that it rests on."""
    return broken.events if broken.event is None else (broken.event,)


def _asked(report: Report[Summary]) -> str:
    """Of when it is, and whether that lies on a day that has not been."""
    return moment(report) + (TO_COME if report.question.to_come else "")


def _fitting(answer: str, tellings: Iterable[Sequence[Sequence[str]]], width: int) -> list[Solid]:
    """What stands below the answer, with as much of the words of records as there is room for.

    tellings: what is told, at length and in few words; the last one where even that has no room.
    """
    told: list[Solid] = []
    for lines, room in product(tellings, QUOTED):
        told = [Table(("", ""), shortened(lines, room))]
        if terminal([Sentence(answer), *told], width).count("\n") <= HEIGHT:
            break
    return told


def shortened(lines: Iterable[Sequence[str]], room: int) -> list[list[str]]:
    """The lines with at most so many characters of each quotation."""
    return [
        [about, QUOTATION.sub(lambda quoted: shorten(quoted[0], room, placeholder="…”"), text)]
        for about, text in lines
    ]


def _essence(called: Called, row: Summary, burden: str) -> Iterator[list[str]]:
    """What is told of each of several places: the verdict, its reason, promises, lead and rules."""
    yield ["", ANSWER.format(place=row.name, verdict=_headline(called, row))]
    broken = row.own_break or row.first_break
    yield [ABOUT["reason"], FIRST.format(broken=_broken(called, broken)) if broken else NO_BREAK]
    yield [ABOUT["promises"], [*_promised(row, burden)][0 if row.promises.due else -1]]
    yield [ABOUT["lead"], next(iter(_lead(called, row)))]
    yield [ABOUT["rules"], _rules(called, row)]


def _whole(called: Called, row: Summary, burden: str) -> Iterator[list[str]]:
    """What is told of one place beside the verdict, each under what it is about."""
    reason = [*_reason(called, row), *_yardsticks(row)]
    if reason:
        yield [ABOUT["reason"], " ".join(reason)]
    kept = [*_promised(row, burden)]
    kept += [_not_kept(called, row.not_kept)] if row.not_kept and _looked(row) else []
    yield [ABOUT["promises"], " ".join(kept)]
    yield [ABOUT["lead"], " ".join(_lead(called, row))]
    yield [ABOUT["rules"], _rules(called, row)]
    yield [ABOUT["unknown"], " ".join(_unknown(called, row))]
    cited = [
        OF_SOURCE.format(count=count, source=SOURCE[kind])
        for kind, count in sorted(row.sources.items(), key=lambda cited: -cited[1])
    ]
    yield [ABOUT["sources"], names(cited)]
    following = NEXT if row.scope.startswith("area/") else NEXT_OF_GROUP
    yield [ABOUT["next"], following.format(area=row.area)]


# -- the verdict -------------------------------------------------------------------------------


def _headline(called: Called, row: Summary) -> str:
    """The verdict, with whose word it is where it rests on that alone."""
    if row.yardstick is None:
        return reasons.NONE_DECLARED.format(name=row.name)
    return headline.verdict(row.yardstick, called)


def _reason(called: Called, row: Summary) -> Iterator[str]:
    """What broke first, and what by a record of the place itself."""
    first, own = row.first_break, row.own_break
    if first:
        yield FIRST.format(broken=_broken(called, first))
        if own and own.event != first.event:
            yield OF_ITSELF.format(broken=_broken(called, own))
        elif own is None:
            yield NOTHING_OF_ITSELF


def _yardsticks(row: Summary) -> Iterator[str]:
    """Whose yardstick it is where that is a wider place, and what came of the others."""
    if row.charter_place not in {None, row.name}:
        yield FOR_WIDER.format(place=row.charter_place)
    if row.others:
        by_verdict: dict[str, list[str]] = {}
        for other in row.others:
            by_verdict.setdefault(other.verdict, []).append(other.place_name)
        others = (
            OTHER.format(places=names(places), verdict=reasons.SHORT[verdict])
            for verdict, places in by_verdict.items()
        )
        yield OTHERS.format(told=shared.BETWEEN.join(others))


def _broken(called: Called, broken: ToldBreak) -> str:
    """From when on which condition was not met, by what, and through whom."""
    day, parties = spoken(broken.on), people(broken.actors, called)
    if broken.condition not in reasons.MEANING:
        condition = condition_called(broken.condition)
        return ATTESTED.format(day=day, condition=condition, parties=parties)
    what = reasons.WHY.get(broken.why, broken.why)
    if broken.about:
        what = ABOUT_WHAT.format(why=what, about=broken.about.rstrip("."))
    if broken.actors:
        what = BY_WHOM.format(what=what, parties=parties)
    return BROKEN.format(day=day, what=what)


# -- promises ----------------------------------------------------------------------------------


def _promised(row: Summary, burden: str) -> Iterator[str]:
    """What became of the promises to the place, and apart of those to wider places."""
    here, wider = row.promises, row.wider
    if row.nobody_looked:
        yield NOT_LOOKED.format(told=shared.nobody_looked(here.due, burden))
    elif here.due:
        yield PROMISED.format(due=here.due, outcomes=_outcomes(here))
    else:
        yield NONE_HERE
    if row.nobody_looked_wider:
        yield WIDER_NOT_LOOKED.format(told=shared.nobody_looked(wider.due, burden))
    elif wider.due:
        yield WIDER.format(due=wider.due, outcomes=_outcomes(wider))


def _looked(row: Summary) -> bool:
    """Whether somebody looked at what was found not kept last, here or of wider places."""
    here = row.not_kept is not None and row.not_kept.where == "here"
    return not (row.nobody_looked if here else row.nobody_looked_wider)


def _outcomes(counted: PromiseTally) -> str:
    """How many came to what; what nobody came to is left out, but for what was kept or not."""
    told = []
    for name, text in KEPT.items():
        count = getattr(counted, name)
        if count or name in {"kept", "broken"}:
            told.append(text.format(count=count))
    if counted.not_looked_into:
        unseen = UNSEEN.format(count=counted.not_looked_into)
        every = counted.not_looked_into == counted.unresolved
        told[-1] = unseen if every else SOME_UNSEEN.format(unresolved=told[-1], unseen=unseen)
    return names(told)


def _not_kept(called: Called, line: NotKept) -> str:
    """Which promise, by whom, and who found that it was not kept."""
    found = promises.BY_DATES
    if line.basis not in {None, "dates"}:
        by = people(line.found_by, called)
        who = (
            by if line.status in promises.ACTS else promises.finder(line.basis, by, line.found_from)
        )
        found = FOUND.format(on=spoken(line.found_on), who=who)
    return NOT_KEPT.format(text=line.text.rstrip("."), by=people(line.by, called), found=found)


# -- the lead ----------------------------------------------------------------------------------


def _lead(called: Called, row: Summary) -> Iterator[str]:
    """Who leads on the first topic of the yardstick since when, and what else is led apart."""
    topics = row.yardstick.topics if row.yardstick else ()
    order = {topic: number for number, topic in enumerate(topics)}
    held = [lead for lead in row.leads if lead.holders] or list(row.leads)
    if not held:
        yield NO_LEAD
        return
    held.sort(key=lambda lead: (_sureness(lead), order.get(lead.topic or "", len(order))))
    first, *others = held
    yield _leader(called, first, row.start)
    perhaps = {lead.group for lead in others if lead.group and lead.relation == MAYBE}
    groups = {lead.group for lead in others if lead.group} - perhaps
    apart = list(dict.fromkeys(_part(lead) for lead in others if not lead.group))
    apart += [counted(len(groups), ONE_GROUP, SOME_GROUPS)] if groups else []
    apart += [counted(len(perhaps), ONE_PERHAPS, SOME_PERHAPS)] if perhaps else []
    if apart:
        yield OTHER_LEADS.format(others=names(apart))


def _sureness(lead: Leader) -> int:
    """What holds for the whole place comes first, what only may hold for a group in it last."""
    return 0 if lead.group is None else 2 if lead.relation == MAYBE else 1


def _part(lead: Leader) -> str:
    """On what somebody leads, and for which group."""
    parts = [powers.topic(lead.topic)] if lead.topic else []
    parts += [powers.FOR_GROUP.format(group=powers.group(lead))] if lead.group else []
    return " ".join(parts) or powers.UNDIVIDED


def _leader(called: Called, lead: Leader, start: str | None) -> str:
    part = PART.format(part=_part(lead)) if lead.topic or lead.group else ""
    holders = people(lead.holders, called)
    if lead.before and not lead.holders:
        last = people(lead.before.holders or lead.before.possible, called)
        return NOBODY_NOW.format(part=part, until=some_day(lead.before.until), holders=last)
    if lead.state in UNCLEAR:
        holders = UNCLEAR[lead.state].format(holders=holders)
    since = powers.since(lead.since) if lead.since else powers.ALWAYS
    handovers = ""
    if lead.handovers is not None:
        some = SOME_HANDOVERS.format(count=lead.handovers)
        count = ONE_HANDOVER if lead.handovers == 1 else some
        handovers = HANDOVERS.format(many=count, start=spoken(start))
    return LEADS.format(part=part, holders=holders, since=since, handovers=handovers)


# -- rules -------------------------------------------------------------------------------------


def _rules(called: Called, row: Summary) -> str:
    """Whether they changed since the start, on how many days, in whose favour, and the first."""
    start = spoken(row.rules_start)
    if row.rules_start is None:
        return NO_START
    if row.stable:
        return SAME.format(start=start)
    if not row.changes:
        return NO_CHANGE.format(start=start, gaps=names([GAP[gap] for gap in row.rules_missing]))
    first, *others = row.first_changes
    change = PERHAPS_FIRST if others else FIRST_CHANGE
    return CHANGED.format(
        start=start,
        many=ONE_DAY if row.changes == 1 else DAYS.format(count=row.changes),
        directions=names(list(_directions(row))),
        first=change.format(day=on_day(first.on), by=people(first.by, called)),
    )


def _directions(row: Summary) -> Iterator[str]:
    """On how many days in whose favour; that none was to the disadvantage of residents is said."""
    for coding, count in row.directions.items():
        if count:
            yield IN_FAVOUR[coding].format(many=figure(count))
        elif coding == "unfavourable":
            yield NONE_WORSE


# -- what is not known -------------------------------------------------------------------------


def _unknown(called: Called, row: Summary) -> Iterator[str]:
    """Of how many conditions it is not known whether they held, who could tell, who vouches."""
    if row.yardstick is None:
        yield NO_YARDSTICK
    elif row.open_conditions:
        yield OPEN.format(
            count=len(row.open_conditions),
            all=len(row.yardstick.conditions),
            could=shared.BETWEEN.join(_could_tell(row)),
        )
    else:
        yield ALL_KNOWN
    if row.vouched:
        told = (
            VOUCHED_BY.format(records=_records(one.about), by=people([one.by], called))
            for one in row.vouched
        )
        yield VOUCHED.format(told=shared.BETWEEN.join(dict.fromkeys(told)))


def _could_tell(row: Summary) -> Iterator[str]:
    """Who could tell what is not known: whoever saw it, or whoever vouches for the record."""
    seen = [one for one in row.open_conditions if WITNESSED & {*one.missing}]
    vouched = [one for one in row.open_conditions if one not in seen]
    if seen:
        yield COULD_ATTEST.format(
            conditions=names([condition_called(one.condition) for one in seen])
        )
    if vouched:
        text = COULD_VOUCH if seen else COULD_VOUCH_ALONE
        yield text.format(count=len(vouched), nobody="" if row.vouched else NOBODY_VOUCHES)


def _records(kinds: Iterable[str]) -> str:
    """Kinds of record in words, each once."""
    return names(list(dict.fromkeys(RECORDS.get(kind, kind) for kind in kinds)))
