"""What a rule amounts to in one chain of places after some of its acts, in the order they took.

The rule has a layer at each place of the chain where something was said of it. It is enacted
there, or changed there alone: a change at a place where the rule is not enacted itself starts
from what holds in the next wider place, and follows what happens to it later. A change that names
no place acts on every layer; a new enactment takes the place of what was changed or ended within
its place before. An exception is a layer of its own: it holds from its `effective` until its end,
whatever happens to the rule.

Of one rule the most specific layer counts. One that was suspended, repealed or annulled there
keeps the wider ones out; one whose last day passed does not.
"""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

from domain.value import value_class
from projections.geography.membership import Chain
from projections.regime.acts import ENACTED, EXCEPTED, EXPIRY, Act, RulePlace
from projections.rows.acts import RuleAct
from projections.rows.span import Money


@value_class
class RuleInForce:
    """A rule as it holds somewhere: its content, where, since when, and by which records.

    amount: value, currency and per what, or None. since: as written. events: every record that
    it rests on, that which made it what it is last.
    """

    rule: str
    topic: str
    value: str
    amount: Money | None
    by: tuple[str, ...]
    rank: str | None
    title: str
    identifier: str | None
    place: RulePlace
    since: str
    events: tuple[int, ...]

    @property
    def content(self) -> tuple[str, Money | None]:
        """What makes it the same or another rule for whom it concerns: its value and amount."""
        return self.value, self.amount


@value_class
class Layer:
    """A rule at one place.

    own: enacted there itself. stopped: suspended. ended: repealed or annulled.
    until: the record that says until when it holds, if any.
    """

    rule: RuleInForce
    own: bool
    until: int | None
    stopped: bool = False
    ended: bool = False


@value_class
class RuleLayers:
    """The layers of a rule in one chain, and the records whose last day has passed."""

    layers: tuple[tuple[RulePlace, Layer], ...] = ()
    expired: frozenset[int] = frozenset()


Found = tuple[int, frozenset[tuple[str, RuleInForce]]]
"""How far up the chain something was found, and what holds in which of the places there."""


@value_class
class Viewpoint:
    """The chain and the level from which a rule is looked at (empty: no records of a level)."""

    chain: Chain
    level: str

    def sees(self, act: Act) -> bool:
        """Whether an act concerns anybody in this chain at this level."""
        return act.place is None or (
            self._height(act.place) is not None and act.place.level in {"", self.level}
        )

    def _height(self, place: RulePlace) -> tuple[int, bool] | None:
        """How wide it is: of one scope, all levels are wider than one. None: not in here."""
        for index, group in enumerate(self.chain):
            if place.scope in group:
                return index, not place.level
        return None

    def after(self, state: RuleLayers, act: Act) -> RuleLayers:
        """The state after one more act."""
        if act.kind == EXPIRY:
            return RuleLayers(state.layers, state.expired | {act.event})
        layers = dict(state.layers)
        place = act.place
        if act.kind == EXCEPTED and place is not None:
            layers[place] = Layer(_rule_in_force(act, place), own=True, until=_until(act))
        elif act.kind == ENACTED and place is not None:
            for within in self._reached(layers, place, or_ended=True):
                del layers[within]
            layers[place] = Layer(_rule_in_force(act, place), own=True, until=_until(act))
        elif act.kind == "rule.exception_ended":
            layers |= {place: _changed(layers[place], act)} if place in layers else {}
        elif place is None:
            rule = [layer for layer in layers if not layer.exception]
            layers |= {at: _changed(layers[at], act) for at in rule}
        else:
            base = layers.get(place) or self._base(layers, place)
            if base is None:
                return state
            moved = replace(base.rule, place=place)
            own = place in layers and layers[place].own
            layers[place] = replace(base, rule=moved, own=own)
            reached = {place, *self._reached(layers, place)}
            layers |= {at: _changed(layers[at], act) for at in reached}
        in_order = tuple(sorted(layers.items(), key=itemgetter(0)))
        return RuleLayers(in_order, state.expired)

    def _base(self, layers: dict[RulePlace, Layer], place: RulePlace) -> Layer | None:
        """The layer that a place without one of its own lies in: the nearest wider one."""
        wider = [layer for layer in layers if not layer.exception and self._wider(layer, place)]
        nearest = min(wider, key=lambda at: (self._height(at), at), default=None)
        return layers[nearest] if nearest else None

    def _wider(self, outer: RulePlace, inner: RulePlace) -> bool:
        height, lower = self._height(outer), self._height(inner)
        assert height is not None, "a layer lies in the chain"
        assert lower is not None, "an act lies in the chain"
        return height > lower and (height[0] > lower[0] or outer.scope == inner.scope)

    def _reached(
        self, layers: dict[RulePlace, Layer], place: RulePlace, *, or_ended: bool = False
    ) -> list[RulePlace]:
        """The narrower layers that follow what happens at a place: no enactment keeps it out."""
        narrower = [layer for layer in layers if not layer.exception and self._wider(place, layer)]
        kept = [at for at in narrower if layers[at].own and not (or_ended and layers[at].ended)]
        return [
            at
            for at in narrower
            if at not in kept and not any(self._wider(own, at) for own in kept)
        ]

    def layer(self, state: RuleLayers, place: RulePlace) -> Layer | None:
        """The layer at a place, or that in which it lies; in force or not."""
        layers = dict(state.layers)
        return layers.get(place) or self._base(layers, place)

    def found(self, state: RuleLayers, topic: str | None = None) -> Found | None:
        """Where in the chain the rule, or an exception to it, says something (on a topic)."""
        layers, open_ = dict(state.layers), True
        scopes = {place.scope for place in layers}  # nothing is said anywhere else
        for index, group in enumerate(self.chain):
            here: set[tuple[str, RuleInForce]] = set()
            there = [scope for scope in group if scope in scopes]
            for scope in there:
                excepted = [
                    (scope, layer.rule)
                    for place, layer in state.layers
                    if place.scope == scope and place.exception and _holds(layer, state, topic)
                ]
                own = self._own(layers, scope, state) if open_ else None
                here.update(excepted)
                if own is not None and not excepted and _holds(own, state, topic):
                    here.add((scope, own.rule))
            if here:
                return index, frozenset(here)
            open_ = open_ and not any(self._own(layers, scope, state) for scope in there)
        return None

    def _own(self, layers: dict[RulePlace, Layer], scope: str, state: RuleLayers) -> Layer | None:
        """The layer of the rule itself that counts at a place, whether or not it is in force."""
        places = [RulePlace(scope, self.level), RulePlace(scope)]
        return next(
            (
                layers[place]
                for place in places
                if place in layers and not _over(layers[place], state)
            ),
            None,
        )


def _over(layer: Layer, state: RuleLayers) -> bool:
    """Whether the last day passed of what nothing else had stopped."""
    return layer.until in state.expired and not layer.stopped and not layer.ended


def _holds(layer: Layer, state: RuleLayers, topic: str | None) -> bool:
    in_force = not (layer.stopped or layer.ended or layer.until in state.expired)
    return in_force and topic in {None, layer.rule.topic}


def _until(act: Act) -> int | None:
    return act.event if act.record.until else None


def _rule_in_force(act: Act, place: RulePlace) -> RuleInForce:
    """What an enactment or an exception makes hold."""
    record = act.record
    assert record.topic is not None, "what makes something hold has a topic"
    assert record.title is not None, "what makes something hold has a title"
    assert record.value is not None, "what makes something hold says what"
    return RuleInForce(
        rule=act.rule,
        topic=record.topic,
        value=record.value,
        amount=record.amount,
        by=record.by,
        rank=record.rank,
        title=record.title,
        identifier=record.identifier,
        place=place,
        since=_since(record),
        events=(act.event,),
    )


def _since(record: RuleAct) -> str:
    assert record.effective is not None, "what changes a rule in force says from when on"
    return record.effective


def _changed(layer: Layer, act: Act) -> Layer:
    """A layer after a change of the rule, or the end of the exception."""
    record, held = act.record, layer.rule
    rule = replace(held, since=_since(record), events=(*held.events, act.event))
    layer = replace(layer, rule=rule)
    match act.kind:
        case "rule.suspended":
            return replace(layer, stopped=True)
        case "rule.resumed":
            return replace(layer, stopped=False)
        case "rule.annulled" if record.value:
            interim = replace(rule, value=record.value, by=record.by)
            return replace(layer, rule=interim, until=_until(act), stopped=False)
        case "rule.amended":  # what it leaves out stays as it was
            amended = replace(
                rule,
                title=record.title or rule.title,
                topic=record.topic or rule.topic,
                value=record.value or rule.value,
                rank=record.rank or rule.rank,
                identifier=record.identifier or rule.identifier,
                by=record.by or rule.by,
                amount=record.amount or rule.amount,
            )
            return replace(layer, rule=amended, until=_until(act) or layer.until)
        case _:
            return replace(layer, ended=True)
