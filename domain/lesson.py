"""Lessons: what was learned, and which bodies took it to heart."""

from __future__ import annotations

from domain.event import Event
from domain.founding import INITIAL, Plain, decide, evolve
from domain.values import Lesson, Party, Text

__all__ = ["INITIAL", "LessonAdopted", "LessonRecorded", "State", "decide", "evolve"]

State = Plain


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
