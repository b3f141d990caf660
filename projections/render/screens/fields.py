"""The fields of records in words: what each is called on screen, and its value as people say it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from domain.dates import is_date
from domain.text import named
from languages import N_, pgettext
from projections.render import phrases as shared
from projections.render.phrases import spoken, stretch
from projections.render.screens.charters import called
from projections.render.screens.powers import AT_LEVEL, LEVEL, POWER
from projections.render.screens.reasons import NAME as CONDITION
from projections.render.screens.say import FORM
from projections.rows.frozen import Frozen, fields_of

# -- words -------------------------------------------------------------------------------------

LABEL = {
    "about": N_("about"),
    "according_to": N_("on the word of"),
    "act": N_("from the act"),
    "act_text": N_("what must be done"),
    "agreed_by": N_("agreed by"),
    "amends": N_("amends"),
    "amount": N_("amount"),
    "area": N_("area"),
    "areas": N_("areas"),
    "basis": N_("on what basis"),
    "burden": N_("who has to prove it"),
    "by": N_("by"),
    "case": N_("case"),
    "channel": N_("through"),
    "charter": N_("yardstick"),
    "cohort": N_("group"),
    "complete": N_("took over everything"),
    "condition": N_("condition"),
    "conditions": N_("conditions"),
    "confidence": N_("how sure"),
    "consent_by": N_("with the consent of"),
    "content": N_("content"),
    "corrects": N_("corrects"),
    "count": N_("how many"),
    "coverage": N_("declaration"),
    "criterion": N_("how one knows"),
    "currency": N_("currency"),
    "days": N_("days"),
    "decision": N_("decision"),
    "direction": N_("for residents"),
    "dispute": N_("dispute"),
    "done": N_("done"),
    "due": N_("due"),
    "duty": N_("duty"),
    "effect": N_("how it takes effect"),
    "effective": N_("in effect"),
    "except_areas": N_("except in"),
    "exception": N_("exception"),
    "expected": N_("expected"),
    "followed": N_("advice followed"),
    "form": N_("form"),
    "from": N_("from"),
    "given": N_("say given"),
    "granted_by": N_("granted by"),
    "ground": N_("ground"),
    "group": N_("group"),
    "head": N_("office at the head"),
    "hold": N_("to reach or to maintain"),
    "holder": N_("holder"),
    "id": N_("record"),
    "identifier": N_("reference"),
    "identifiers": N_("references"),
    "in_power_of": N_("in the power of"),
    "indicator": N_("what was counted"),
    "initiated_by": N_("on the initiative of"),
    "input": N_("input"),
    "instead": N_("what is so instead"),
    "joint_with": N_("together with"),
    "key": N_("key"),
    "kind": N_("kind"),
    "languages": N_("languages"),
    "lesson": N_("lesson"),
    "level": N_("level"),
    "limit": N_("limit"),
    "mandate": N_("mandate"),
    "met": N_("met"),
    "mode": N_("invited or in protest"),
    "name": N_("name"),
    "names": N_("names"),
    "n": N_("n"),
    "note": N_("note"),
    "of": N_("out of"),
    "on": N_("on"),
    "on_behalf_of": N_("on behalf of"),
    "options": N_("options left"),
    "origin": N_("how it was given"),
    "outcome": N_("outcome"),
    "parameters": N_("measured with"),
    "part_of": N_("part of"),
    "parties": N_("parties"),
    "party": N_("party"),
    "per": N_("per"),
    "period": N_("period"),
    "phase": N_("phase"),
    "place": N_("place"),
    "power": N_("power"),
    "powers": N_("powers"),
    "process": N_("about the process"),
    "promise": N_("promise"),
    "promised": N_("say promised"),
    "published": N_("published"),
    "rank": N_("rank"),
    "reason": N_("reason"),
    "reasons": N_("reasons"),
    "record": N_("about the record"),
    "recorded_at": N_("recorded at"),
    "recorded_by": N_("recorded by"),
    "relates": N_("relates to"),
    "repeats": N_("repeats"),
    "replaces": N_("replaces the record"),
    "rule": N_("rule"),
    "rung": N_("rung"),
    "sample": N_("sample"),
    "schema": N_("version of the kind"),
    "signature": N_("signature"),
    "size": N_("how many"),
    "source": N_("source"),
    "split": N_("split up"),
    "stage": N_("stage"),
    "start": N_("measures from"),
    "stream": N_("stands on"),
    "strength": N_("how firm"),
    "successor": N_("replaced by"),
    "supplements": N_("supplements"),
    "table": N_("table"),
    "terms": N_("on what terms"),
    "text": N_("text"),
    "title": N_("title"),
    "to": N_("to"),
    "topic": N_("topic"),
    "topics": N_("topics"),
    "total": N_("out of"),
    "type": N_("type"),
    "unit": N_("unit"),
    "until": N_("until"),
    "value": N_("what it says"),
    "version": N_("number on its stream"),
    "what": N_("what changed"),
    "when": N_("before or after the decision"),
    "within": N_("lies in"),
    "wording": N_("verbatim"),
}
"""What each field of a record, and of the values in it, is called on screen."""

FIGURE_VALUE = N_("value")
MONEY = N_("{value} {currency}")
MONEY_PER = N_("{value} {currency} per {per}")
POWER_ON = N_("{power} ({topic})")
IN_BRACKETS = N_("{text} ({details})")
FIELD = N_("{name} {value}")
INSTEAD = N_("{name}: {value}")


class Known(NamedTuple):
    """What parties are called by their names in the ledger, and places by their streams."""

    parties: Mapping[str, str]
    places: Mapping[str, str]


NOBODY = Known({}, {})
"""Where no ledger tells what parties and places are called."""

PARTIES = frozenset(
    {
        "by", "to", "from", "party", "parties", "group", "holder", "agreed_by", "consent_by",
        "granted_by", "joint_with", "initiated_by", "in_power_of", "on_behalf_of", "part_of",
        "according_to",
    }
)  # fmt: skip
"""The fields that name parties; a few of them name something else in some kinds of record."""

PLACES = {
    "area": "area", "areas": "area", "within": "area", "except_areas": "area", "cohort": "cohort",
    "case": "case",
}  # fmt: skip
"""The fields that name places, by the kind of these."""

DATES = frozenset({"due", "effective", "from", "until", "start", "on", "period", "published"})
"""The fields in which a date may stand."""

ENUMERATED = frozenset(
    {
        "about", "basis", "content", "direction", "effect", "ground", "origin", "rank", "topic",
        "topics", "type",
    }
)  # fmt: skip
"""The fields whose words are written with hyphens in a record."""


CLOSED = frozenset(
    {
        "basis", "burden", "confidence", "content", "direction", "effect", "followed", "ground",
        "hold", "met", "mode", "origin", "outcome", "rank", "stage", "strength", "terms", "type",
        "when",
    }
)  # fmt: skip
"""The fields whose words are from a closed list, which is in the catalogue under their names."""


RECORDS = {
    "promise": N_("promises"),
    "update": N_("updates"),
    "input": N_("input"),
    "rule": N_("rules"),
    "mandate": N_("mandates"),
    "decision": N_("decisions"),
    "duty": N_("duties"),
}
"""The records that somebody can vouch for."""

WORDS = {
    "about": RECORDS, "power": POWER, "level": LEVEL, "form": FORM, "given": FORM, "promised": FORM,
    "key": CONDITION,
}  # fmt: skip
"""The fields whose words have a catalogue of their own."""


def label(name: str, kind: str = "") -> str:
    """What a field is called; of a figure the value is what was counted, and no rule."""
    if name == "value" and kind.startswith("figure."):
        return FIGURE_VALUE
    if name == "key" and kind.startswith("condition."):
        return LABEL["condition"]
    return LABEL.get(name, name.replace("_", " "))


def strange_label(name: str, kind: str = "") -> str:
    """The same of a field of whatever record somebody wrote: one that is not ours is only named."""
    return label(name, kind) if name in LABEL else named(name)


def strange_in_words(value: object, name: str) -> str:
    """A value of whatever record somebody wrote, as data where it is not as ours are."""
    try:
        return in_words(value, name)
    except (LookupError, TypeError, ValueError, AttributeError):
        return json.dumps(value, ensure_ascii=False)


def in_words(value: object, name: str = "", known: Known = NOBODY) -> str:
    """A value of a record in words: parts of a list or an object one after another."""
    if isinstance(value, bool):
        return shared.YES if value else shared.NO
    if isinstance(value, dict):
        return instead(value, known) if name == "instead" else _object(value, name, known)
    if isinstance(value, list | tuple):
        nested = any(isinstance(item, dict) for item in value)
        between = shared.BETWEEN if nested else shared.LIST_OF
        return between.join(in_words(item, name, known) for item in value)
    return _text(str(value), name, known)


def _object(value: Mapping[str, Any], name: str, known: Known) -> str:
    """Money, a power on a topic, a condition or a place in a phrase; of others each field."""
    if "currency" in value:
        return (MONEY_PER if value.get("per") else MONEY).format(**value)
    if name == "powers":
        topic = in_words(value["topic"], "topic", known)
        return POWER_ON.format(power=POWER[value["power"]], topic=topic)
    if name == "place":
        places = [in_words(value[kind], kind, known) for kind in PLACES if value.get(kind)]
        level = value.get("level")
        at_level = [AT_LEVEL.format(level=LEVEL[level])] if level else []
        return shared.LIST_OF.join([*places, *at_level])
    if "key" in value:
        details = {field: said for field, said in value.items() if field != "key"}
        text = called(str(value["key"]))
        if not details:
            return text
        return IN_BRACKETS.format(text=text, details=_fields(details, known))
    return _fields(value, known)


def instead(value: Mapping[str, Any], known: Known) -> str:
    """What somebody says should stand in a record: each field, and what it says then."""
    return shared.LIST_OF.join(
        INSTEAD.format(name=label(field), value=in_words(said, field, known))
        for field, said in value.items()
    )


def _fields(value: Mapping[str, Any], known: Known) -> str:
    """Each field with its label; what a condition is measured with needs none."""
    return shared.LIST_OF.join(
        in_words(said, field, known)
        if field in {"parameters", "text"}
        else FIELD.format(name=label(field), value=in_words(said, field, known))
        for field, said in value.items()
    )


def _text(text: str, name: str, known: Known) -> str:
    if name in DATES and is_date(text):
        return stretch(text) if name == "period" else spoken(text)
    if name in PLACES:
        return known.places.get(f"{PLACES[name]}/{text}", text)
    if name in PARTIES:
        # An area is succeeded by areas.
        return known.parties.get(text) or known.places.get(f"area/{text}", text)
    if name in WORDS:
        return WORDS[name].get(text, text)
    said = pgettext(name, text) if name in CLOSED else text
    return said.replace("-", " ") if name in ENUMERATED and said == text else said


OF_STRANGERS = ("origin", "kind", "stream")
"""What whoever publishes a log may have written as they like."""


def told(answer: Frozen) -> Mapping[str, object]:
    """The fields of an answer; what others call something does not read as a sentence of ours."""
    fields = fields_of(answer)
    strange = {name: named(fields[name]) for name in OF_STRANGERS if fields.get(name)}
    return fields | strange
