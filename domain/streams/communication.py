"""What bodies and residents say to each other: updates, input, figures, reflections, lessons."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.streams.event import Event, Own
from domain.streams.fields import (
    Date,
    Input,
    KnownRecord,
    Lesson,
    Parties,
    Party,
    Place,
    Quantity,
    SomeParties,
    Text,
    Texts,
)
from domain.streams.lifecycle import Plain

# -- update ------------------------------------------------------------------------------------
# Updates: what a body told residents, also when it had no news to tell.

State = Plain


# -- events -------------------------------------------------------------------------------------


class UpdateSent(Own):
    """A body told residents something: news, that there is no news, an apology, a correction."""

    kind = "update.sent"
    place: Place
    """To whose residents."""
    by: Party
    """The party that told them."""
    to: Parties = ()
    """The groups that were told; left out: all residents there."""
    content: Literal["news", "no-news", "apology", "correction"]
    """What it amounted to."""
    channel: Text | None = None
    """How: a letter, a meeting, a website."""
    text: Text | None = None
    """What was told."""


# -- input -------------------------------------------------------------------------------------
# Input: what residents and others brought forward, and what was done with it.

# -- events -------------------------------------------------------------------------------------


class InputReceived(Event):
    """Somebody brought something forward: a wish, an objection, an advice, a testimony."""

    kind = "input.received"
    slug = "input"
    founding = True
    input: Input
    """A name for the input in this ledger."""
    type: Literal[
        "wish", "initiative", "objection", "appeal", "advice", "motion", "finding", "testimony"
    ]
    """What kind of input."""
    from_: Annotated[SomeParties, Field(alias="from")]
    """Who brought it forward."""
    to: Parties = ()
    """To whom."""
    place: Place
    """What place it is about."""
    text: Text
    """What was brought forward."""
    count: Quantity | None = None
    """How many people or households stand behind it."""
    repeats: Input | None = None
    """The input that says the same before."""


class InputAcknowledged(Event):
    """A body let know that it had received the input."""

    kind = "input.acknowledged"
    slug = "input"
    input: Input
    """The input."""
    by: Party
    """The party that received it."""


class InputAnswered(Event):
    """A body answered the input: adopted, adopted in part, or rejected."""

    kind = "input.answered"
    slug = "input"
    input: Input
    """The input."""
    by: Party
    """The party that answered."""
    outcome: Literal["adopted", "partly", "rejected"]
    """What was done with it."""
    reasons: Texts = ()
    """The reasons given."""


# -- figure ------------------------------------------------------------------------------------
# Figures: published statistics and surveys, shown beside the score and never mixed into it.

# -- events -------------------------------------------------------------------------------------


class FigurePublished(Own):
    """A body published a figure; a corrected one is a new publication that replaces it."""

    kind = "figure.published"
    indicator: Text
    """What was counted or measured."""
    place: Place
    """Where."""
    value: Quantity
    """The figure."""
    unit: Text
    """Of what the figure is a number, such as houses or percent."""
    of: Quantity | None = None
    """The whole that the figure is a part of."""
    period: Date
    """The day or the period that the figure is about."""
    by: Party
    """The party that published it."""
    sample: Quantity | None = None
    """How many were asked or inspected."""
    replaces: KnownRecord | None = None
    """The id of the published figure that this one corrects."""


# -- reflection --------------------------------------------------------------------------------
# Reflections: that bodies and residents took time to look back together, and what was said.

# -- events -------------------------------------------------------------------------------------


class ReflectionHeld(Own):
    """Parties looked back together."""

    kind = "reflection.held"
    place: Place
    """What the looking back was about."""
    parties: SomeParties
    """Who took part."""
    text: Text
    """What was said."""


# -- lesson ------------------------------------------------------------------------------------
# Lessons: what was learned, and which bodies took it to heart.

# -- events -------------------------------------------------------------------------------------


class LessonRecorded(Event):
    """Somebody wrote down what was learned."""

    kind = "lesson.recorded"
    slug = "lesson"
    founding = True
    lesson: Lesson
    """A name for the lesson in this ledger."""
    text: Text
    """What was learned."""


class LessonAdopted(Event):
    """A body adopted the lesson."""

    kind = "lesson.adopted"
    slug = "lesson"
    lesson: Lesson
    """The lesson."""
    by: Party
    """The party that adopted it."""
