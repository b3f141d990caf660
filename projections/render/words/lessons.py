"""The words for looking back: reflections, lessons, and who took them up."""

from __future__ import annotations

TITLE = "Looking back: what was learned, and who took it up"
COUNTS = (
    "Reflections on record: {reflections}. Lessons on record: {lessons}; taken up by somebody on "
    "record: {adopted}."
)
REFLECTIONS = "Parties that looked back together"
LESSONS = "Lessons, which name no place"
REFLECTION_COLUMNS = ("on", "what was said, by whom")
LESSON_COLUMNS = ("on", "the lesson (its name here), and who took it up")
REFLECTION = "{text} ({parties})"
LESSON = "{text} ({name}) — taken up by {parties}"
BY_NOBODY = "{text} ({name}) — taken up by nobody on record"
PERHAPS = "perhaps {date}"
DISPUTED = "{text}; disputed"
NEXT = "Next: `gestand show lesson/NAME` for one lesson and its sources."
