"""From which day rules are compared, what changed since then, and whether they stayed the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal

from domain.dates import Bounds, Instant, bounds, day, days_between, is_date
from domain.step_function import NO, UNKNOWN, YES, Piece, StepFunction, sampled
from domain.value import remembering_class, value_class
from projections.charter import Charter, charters
from projections.geography.coverage import each_once
from projections.geography.geography import Geography
from projections.regime.acts import ENACTED, EXPIRY, Act
from projections.regime.rulebook import Rulebook, Ruling, Subject
from projections.report import Parties

# -- start -------------------------------------------------------------------------------------
# From when on the rules for a subject are compared, and on which topics: METHODS 3, `t0` and `C`.
#
# A case is compared with the rules of the day on which it was opened. An area or a group has no
# such day. It is compared from the start of the yardstick that covers it (of several the
# nearest); without one from the day from which on somebody vouches that all rules are on record;
# without that from the first rule on record. Whoever asks may name another day.

Why = Literal["asked", "opened", "charter", "coverage", "rule"]
"""Why the comparison begins where it does; asked: somebody named the day."""

Found = tuple[Bounds, Why, int | None]
"""A start, why it is that one, and the record that it rests on."""


@value_class
class Start:
    """A subject with the moment from which on it is compared.

    since: what is compared begins at its latest reading. charter: the name of the yardstick that
    covers the subject, whatever the start is from. topics: those of the yardstick; empty: all that
    have a rule for the subject. event: the record that the start rests on.
    """

    subject: Subject
    since: Bounds
    why: Why
    charter: str | None
    topics: tuple[str, ...]
    event: int | None

    def about(self, topics: tuple[str, ...]) -> Start:
        """The same start, asked about other topics."""
        return replace(self, topics=topics)


def start(rulebook: Rulebook, scope: str, asked: Bounds | None, level: str = "") -> Start | None:
    """Where the comparison for a place begins; None where nothing on record tells."""
    geography = rulebook.geography
    moment = geography.question.as_of
    charter = nearest_charter(geography, scope, moment)
    topics, name = (charter.topics, charter.name) if charter else ((), None)
    level = level or (charter and charter.level) or ""
    rows = geography.land.cases.get(scope, ())
    if rows:
        opened = bounds(rows[0].opened)
        subject = Subject(scope, opened, rows[0].level)
        if asked:
            return Start(subject, asked, "asked", name, topics, None)
        return Start(subject, opened, "opened", name, topics, rows[0].event)
    found: Found | None = (asked, "asked", None) if asked else None
    if found is None and charter:
        found = (Bounds(charter.start, charter.start), "charter", charter.event)
    found = found or _vouched(geography, scope, moment) or _first_rule(rulebook, scope, moment)
    if found is None:
        return None
    since, why, event = found
    # An area or a group is read as a case that was opened there at that day.
    return Start(Subject(scope, since, level), since, why, name, topics, event)


def nearest_charter(geography: Geography, scope: str, moment: Instant) -> Charter | None:
    """The one that covers a place: the nearest that measures by then, of several the earliest."""
    places = [place for group in geography.chain(scope, moment) for place in group]
    near = {place: number for number, place in enumerate(places)}
    found = [
        charter
        for charter in charters(geography.question)
        if charter.scope in near and charter.start <= moment and charter.ended is None
    ]
    return min(
        found, key=lambda charter: (near[charter.scope], charter.start, charter.name), default=None
    )


def _vouched(geography: Geography, scope: str, moment: Instant) -> Found | None:
    """The first day from which on somebody vouches for all rules there."""
    places = geography.enclosing(scope, moment)
    rows = [
        row
        for row in geography.coverage.rows
        if row.scope in places and "rule" in row.about and row.start <= moment
    ]
    first = min(rows, key=lambda row: row.start, default=None)
    return (Bounds(first.start, first.start), "coverage", first.event) if first else None


def _first_rule(rulebook: Rulebook, scope: str, moment: Instant) -> Found | None:
    """The day of the first rule on record there."""
    viewpoints = rulebook.viewpoints(Subject(scope, Bounds(moment, moment)), moment)
    enacted = [
        act
        for acts in rulebook.acts.values()
        for act in acts
        if act.kind == ENACTED
        and act.when.latest <= moment
        and any(viewpoint.sees(act) for viewpoint in viewpoints)
    ]
    first = min(enacted, key=lambda act: (act.when.latest, act.rank), default=None)
    return (Bounds(first.when.latest, first.when.latest), "rule", first.event) if first else None


# -- changes -----------------------------------------------------------------------------------
# What changed for a subject on one topic since its start, what brought it about, and how sure.
#
# Between two moments with different values there was a change, whatever is unknown in between.
# The first rule on a topic is a change only where somebody vouches that there was none before.


@value_class
class Change:
    """One change of what holds on a topic.

    after: the end of what held before for certain; moment: from when on the new holds for certain.
    They are equal where the day is known. introduced: the first rule on the topic. proven: False
    where it may be that nothing changed. vouched_by: of the first rule, who vouches that there was
    none before. acts: what brought it about; none where the subject came
    to lie elsewhere, which `events` then names.
    """

    topic: str
    after: Instant
    moment: Instant
    before: Ruling
    now: Ruling
    introduced: bool
    proven: bool
    vouched_by: Parties
    acts: tuple[Act, ...]
    events: tuple[int, ...]

    @property
    def on(self) -> str:
        """The day, as the records that brought it about have it where it is not known exactly.

        Of several days one of these (EDTF); the days between which it was where no record names it.
        """
        if self.after == self.moment:
            return day(self.moment)
        written = {act.record.effective for act in self.acts if act.kind != EXPIRY}
        days = sorted(filter(None, written), key=lambda text: bounds(text).earliest)
        one_of = days[0] if len(days) == 1 else f"[{','.join(days)}]"
        return one_of if is_date(one_of) else f"{self.after[:10]}/{self.moment[:10]}"

    @property
    def direction(self) -> str | None:
        """For residents: favourable, unfavourable, neutral or mixed; None where nobody coded it."""
        written = [act.record.direction for act in self.acts if act.kind != EXPIRY]
        coded = {direction for direction in written if direction}
        weighty = coded - {"neutral"} or coded
        return weighty.pop() if len(weighty) == 1 else "mixed" if weighty else None

    @property
    def notice_days(self) -> int | None:
        """The least notice: days from publication to effect, negative after the fact; or None."""
        return min((days for act in self.acts if (days := notice(act)) is not None), default=None)

    @property
    def retroactive(self) -> bool:
        """Whether it took effect before it was made known, by the words or by the dates."""
        return any(retroactive(act) for act in self.acts)


def notice(act: Act) -> int | None:
    """Days from the publication of an act to its effect; None unless both days are known."""
    published = act.record.published
    if not published or not act.when.exact or not bounds(published).exact:
        return None
    return days_between(bounds(published).earliest, act.when.earliest)


def retroactive(act: Act) -> bool:
    """Whether an act says of itself that it is retroactive, or certainly was published after."""
    published = act.record.published
    late = bool(published) and days_between(bounds(published).earliest, act.when.latest) < 0
    return act.kind != EXPIRY and (late or act.record.effect == "retroactive")


@remembering_class
class Compared:
    """One topic of a subject on [start, end).

    rulings: what holds, by the record. vouching: who vouches that all of it is on record.
    at_start: what held at the start; None where that is unknown. starts_vague: whether that is so
    because of the dates on record.
    """

    topic: str
    rulings: StepFunction[Ruling]
    vouching: StepFunction[Parties]
    at_start: Ruling | None
    starts_vague: bool
    changes: tuple[Change, ...]

    @cached_property
    def vouched(self) -> StepFunction[str]:
        """YES while somebody vouches that all is on record, else NO."""
        return is_vouched(self.vouching)

    @property
    def recorded(self) -> bool:
        """Whether a rule on the topic was in force at any time."""
        return any(part.value.rules for part in self.rulings.parts)

    @property
    def now(self) -> Ruling | None:
        """What holds at the end; None where that is unknown."""
        parts = self.rulings.parts
        return known(parts[-1].value, self.vouched.parts[-1].value) if parts else None

    @property
    def vague(self) -> bool:
        """Whether dates on record leave open what held at some time."""
        return any(not part.value.certain for part in self.rulings.parts)

    @property
    def stable(self) -> str:
        """NO from one proven change; YES where all of it is vouched for; else UNKNOWN."""
        if any(change.proven for change in self.changes):
            return NO
        sure = self.at_start is not None and not self.vague
        return YES if sure and all(part.value == YES for part in self.vouched.parts) else UNKNOWN

    def same(self) -> StepFunction[str]:
        """At every moment whether what holds by the record is what held at the start."""
        start = self.at_start

        def value(moment: Instant) -> str:
            now, vouched = self.rulings.at(moment), self.vouched.at(moment)
            assert now is not None, "the rulings have no hole"
            if start is None:
                return UNKNOWN
            # What held at the start and holds no longer is gone, whatever came in its place; that
            # nothing else came is known only where somebody vouches for it.
            if now.certainly_differs(start):
                return NO
            return YES if now.certain and vouched == YES else UNKNOWN

        parts = self.rulings.parts
        turns = {*self.rulings.turns(), *self.vouched.turns()}
        return sampled(turns, parts[0].start, parts[-1].end, value) if parts else StepFunction()


def is_vouched(vouching: StepFunction[Parties]) -> StepFunction[str]:
    """YES while anybody vouches, else NO."""
    return vouching.change(lambda parties: YES if parties else NO)


def known(ruling: Ruling, vouched: str | None) -> Ruling | None:
    """What certainly holds; None where that is unknown.

    That there is no rule is known only where somebody vouches for it (METHODS 0).
    """
    return ruling if ruling.certain and (ruling.rules or vouched == YES) else None


def vouching_for(
    rulebook: Rulebook, begun: Start, topic: str | None, end: Instant
) -> StepFunction[Parties]:
    """Who vouches for all rules for a subject on a topic (None: on all), from its start on."""
    subject = begun.subject
    return rulebook.geography.coverage.vouchers(
        "rule",
        subject.scope,
        begun.since.latest,
        end,
        topics=(topic,),
        level=subject.level or None,
    )


def compare(rulebook: Rulebook, begun: Start, topic: str, end: Instant) -> Compared:
    """Compare what holds on a topic with what held at the start, up to an end (not included)."""
    key = "compared", rulebook.without, begun.subject, begun.since, topic, end
    return rulebook.geography.once(key, lambda: _compared(rulebook, begun, topic, end))


def _compared(rulebook: Rulebook, begun: Start, topic: str, end: Instant) -> Compared:
    subject, first, since = begun.subject, begun.since.earliest, begun.since.latest
    found = rulebook.values(subject, topic, first, end)
    vouching = vouching_for(rulebook, begun, topic, end)
    opening = [part.value for part in found.parts if part.start <= since]
    rulings = found.within(since, end)
    changes = tuple(_changes(rulebook, begun, topic, rulings, vouching))
    if not rulings.parts:
        return Compared(topic, rulings, vouching, None, starts_vague=False, changes=changes)
    differ = len({ruling.content for ruling in opening}) > 1
    vague = differ or not all(ruling.certain for ruling in opening)
    vouched = YES if vouching.parts[0].value else NO
    at_start = None if vague else known(rulings.parts[0].value, vouched)
    return Compared(topic, rulings, vouching, at_start, vague, changes)


def compare_topics(rulebook: Rulebook, begun: Start, end: Instant) -> list[Compared]:
    """The topics in question: those of the yardstick, else all that had a rule at any time."""
    names = begun.topics or tuple(rulebook.by_topic)
    compared = [compare(rulebook, begun, name, end) for name in names]
    return [comparison for comparison in compared if begun.topics or comparison.recorded]


def _changes(
    rulebook: Rulebook,
    begun: Start,
    topic: str,
    rulings: StepFunction[Ruling],
    vouching: StepFunction[Parties],
) -> Iterator[Change]:
    """Every two certain rulings after each other that differ; what is unknown lies in between."""
    before: Piece[Ruling] | None = None
    none_before: Parties = ()
    for now in (part for part in rulings.parts if part.value.certain):
        if before is not None and before.value.content != now.value.content:
            yield _change(rulebook, begun, topic, before, now, none_before)
            none_before = ()
        # That there was none is known if somebody vouches for any day of it.
        if not now.value.rules:
            words = (part.value for part in vouching.within(now.start, now.end).parts)
            none_before = each_once([none_before, *words])
        before = now


def _change(
    rulebook: Rulebook,
    begun: Start,
    topic: str,
    before: Piece[Ruling],
    now: Piece[Ruling],
    none_before: Parties,
) -> Change:
    """The change between two rulings. none_before: who vouches that there was none."""
    acts = tuple(_acts(rulebook, begun, before, now))
    moved = rulebook.geography.moves(begun.subject.scope).get(now.start)
    in_order = sorted(acts, key=lambda act: act.rank)
    events = [act.event for act in in_order] or ([moved] if moved is not None else [])
    introduced = not before.value.rules
    return Change(
        topic=topic,
        after=before.end,
        moment=now.start,
        before=before.value,
        now=now.value,
        introduced=introduced,
        proven=bool(none_before) or not introduced,
        vouched_by=none_before if introduced else (),
        acts=acts,
        events=tuple(dict.fromkeys(events)),
    )


def _acts(
    rulebook: Rulebook, begun: Start, before: Piece[Ruling], now: Piece[Ruling]
) -> Iterator[Act]:
    """What happened in between to the rules that came, went or became others."""
    held = {(rule.rule, rule.place, rule.content) for rule in before.value.rules}
    holds = {(rule.rule, rule.place, rule.content) for rule in now.value.rules}
    viewpoints = rulebook.viewpoints(begun.subject, now.start)
    for rule in sorted({changed[0] for changed in held ^ holds}):
        for act in rulebook.acts[rule]:
            inside = act.when.earliest <= now.start and before.end <= act.when.latest
            skipped = act.respecting and act.when.earliest > begun.subject.opened.latest
            if inside and not skipped and any(viewpoint.sees(act) for viewpoint in viewpoints):
                yield act


def stable(rulebook: Rulebook, begun: Start, compared: Sequence[Compared], end: Instant) -> str:
    """Whether all topics stayed the same: one that did not is enough (METHODS 3).

    Where no topic ever had a rule they did, if somebody vouches that there was none.
    """
    found = {comparison.stable for comparison in compared}
    if not compared:
        vouching = vouching_for(rulebook, begun, None, end)
        found = {part.value for part in is_vouched(vouching).parts} or {NO}
        return YES if found == {YES} else UNKNOWN
    return NO if NO in found else UNKNOWN if UNKNOWN in found else YES
