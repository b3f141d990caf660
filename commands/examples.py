"""An example of every kind of record, as the help of its command ends with one."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from commands.fields import Form, Given, envelope, payload
from domain.event import Event

NAMES = {
    "area": "village",
    "case": "dwelling-12",
    "charter": "advice",
    "cohort": "batch-12",
    "decision": "order-of-works",
    "duty": "repairs",
    "input": "school",
    "lesson": "one-desk",
    "mandate": "lead",
    "party": "agency",
    "promise": "plan",
    "record": "an-id",
    "rule": "norm",
    "table": "round-table",
}
"""What a field says that names something, by what is named."""

OTHERS = {
    "area": "municipality",
    "party": "ministry",
    "promise": "new-plan",
    "record": "a-dispute",
}
"""The same of a field that is called otherwise: what an area lies within, who made a promise."""

SPEAKERS = {"promise.assessed": "auditor", "promise.released": "residents"}
"""By whom a record is, where the promisor may not say it."""

NEEDED_TOO = {
    "charter.amended": ("topics",),
    "cohort.joined": ("case",),
    "cohort.left": ("case",),
    "record.dispute_settled": ("dispute", "by"),
    "rule.amended": ("value",),
}
"""Fields of which a record needs one without needing this one."""

TEXTS = {
    "act_text": "Repairs what the earthquakes damaged.",
    "conditions": "{key: informed, parameters: {days: 90}}",
    "coverage": "all-promises",
    "criterion": "The plan is on the website.",
    "group": "residents",
    "exception": "pilot",
    "indicator": "houses strengthened",
    "key": "informed",
    "name": "The village",
    "outcome": "The date was right.",
    "phase": "inspection",
    "reason": "The letter names another date.",
    "text": "The plan will be on the website.",
    "title": "Who is helped first",
    "to": "residents",
    "topic": "strengthening",
    "topics": "strengthening",
    "unit": "houses",
    "value": "The oldest houses first",
    "what": "It got another name.",
    "when": "after",
}
"""What a field says, by its name, in an example of some life."""

WIDTH = 76
"""How long a line of an example may be: a screen has 80 columns, and help is set in by two."""


def example(kind: str, model: type[Event]) -> str:
    """A command that records this kind with what it needs, as the last paragraph of its help."""
    more = NEEDED_TOO.get(kind, ())
    needed = [
        one for one in payload(model) if one.required or _place(one, model) or one.path[-1] in more
    ]
    needed += [one for one in envelope() if one.required]
    parts = [shlex.join(_words(one, model)) for one in needed]
    return "\b\n" + _on_lines([f"Example: gestand record {kind}", *parts])


def _on_lines(parts: list[str]) -> str:
    """The parts of a command on lines that a shell reads as one."""
    lines = [parts[0]]
    for part in parts[1:]:
        if len(lines[-1]) + len(part) + len("  \\") > WIDTH:
            lines[-1] += " \\"
            lines.append(f"    {part}")
        else:
            lines[-1] += f" {part}"
    return "\n".join(lines)


def _place(given: Given, model: type[Event]) -> bool:
    """Whether this is the first part of a place that the model needs."""
    return given.path == ("place", "area") and needs_place(model)


def needs_place(model: type[Event]) -> bool:
    """Whether a record of this kind must say where."""
    field = model.model_fields.get("place")
    return field is not None and field.is_required()


def _words(given: Given, model: type[Event]) -> Iterator[str]:
    yield given.option
    if not given.form.yes_no:
        yield _value(given, model)


def _value(given: Given, model: type[Event]) -> str:
    name, form = given.path[-1], given.form
    if name == "by" and model.kind in SPEAKERS:
        return SPEAKERS[model.kind]
    if model.founding and name == model.slug:
        return f"new-{name}"
    if name in TEXTS and _fits(TEXTS[name], form):
        return TEXTS[name]
    if form.names in NAMES:
        named = NAMES[form.names]
        return named if name == form.names else OTHERS.get(form.names, named)
    return form.choices[0] if form.choices else form.example


def _fits(text: str, form: Form) -> bool:
    return text in form.choices or form.parts or form.word in {"TEXT", "NAME", "PARTY"}
