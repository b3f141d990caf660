"""The view `stability`: which rules applied at the start, which apply now, and what changed."""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import Bounds, Instant, days_between, due_instant
from domain.spans import NO, UNKNOWN, YES
from projections.conditions.charter import charters
from projections.geography.geography import Geography
from projections.regime.acts import spot_of
from projections.regime.changes import Compared, compare, stable
from projections.regime.counting import counting, over_years
from projections.regime.exceptions import exceptions
from projections.regime.figures import figures
from projections.regime.pending import pending
from projections.regime.rows import missing, topic_row
from projections.regime.start import Start, start
from projections.regime.values import Rulebook, Subject
from projections.report import Fields, Question, Report, answer

TREND = ("stable", "changes", "unfavourable", "retroactive", "acts_in_force")


def stability(
    question: Question, scopes: Sequence[str] = (), asked: Bounds | None = None
) -> Report:
    """Report on areas, groups or cases, by their streams.

    Without any, on every area for which a charter or a rule was made. asked: the day to compare
    with, where somebody names one.
    """
    rulebook = Rulebook(Geography(question))
    rows = [_row(rulebook, scope, asked) for scope in scopes or concerned(rulebook)]
    rows.sort(key=lambda one: str(one["name"]))
    return answer(question, "stability", rows, trend=TREND)


def concerned(rulebook: Rulebook) -> list[str]:
    """The areas for which a charter or a rule was made."""
    spots = (spot_of(one) for rule in rulebook.rules.values() for one in rule.acts)
    places = {spot.scope for spot in spots if spot}
    places |= {charter.scope for charter in charters(rulebook.landscape.question)}
    return sorted(one for one in places if one.startswith("area/"))


def _row(rulebook: Rulebook, scope: str, asked: Bounds | None) -> Fields:
    """All that is known of the rules for one place since its start."""
    landscape = rulebook.landscape
    moment = landscape.question.as_of
    end = due_instant(moment)
    begun = start(rulebook, scope, asked)
    since = min(begun.since.latest, end) if begun else end
    subject = begun.subject if begun else Subject(scope, Bounds(end, end))
    compared = compare_topics(rulebook, begun, end) if begun else []
    same = stable(rulebook, begun, compared, end) if begun else UNKNOWN
    counted = figures(compared, since, end, stable={YES: True, NO: False}.get(same))
    places = landscape.parts(scope, moment) | landscape.around(scope, moment)
    name = landscape.called(scope)
    return {
        "subject": scope,
        "name": name["name"],
        "title": name["title"],
        "start": begun.since.latest[:10] if begun else None,
        "start_from": begun.why if begun else None,
        "charter": begun.charter if begun else None,
        "topics_from": "charter" if begun and begun.topics else "rules",
        "event": begun.event if begun else None,
        "days": days_between(since, end),
        **counted,
        "pending": pending(rulebook, places, moment),
        "exceptions": exceptions(rulebook, places, moment),
        "missing": _missing(compared) if counted["stable"] is None else [],
        **counting(rulebook, subject, moment),
        "in_force_over_time": over_years(rulebook, subject, since, moment) if begun else [],
        "topics": [topic_row(one) for one in compared],
    }


def _missing(compared: Sequence[Compared]) -> list[str]:
    """What would have to be on record to tell whether the rules stayed the same."""
    return sorted({kind for one in compared for kind in missing(one)}) or ["rule"]


def compare_topics(rulebook: Rulebook, begun: Start, end: Instant) -> list[Compared]:
    """The topics in question: those of the yardstick, else all that had a rule at any time."""
    names = begun.topics or tuple(rulebook.by_topic)
    compared = [compare(rulebook, begun, name, end) for name in names]
    return [one for one in compared if begun.topics or one.recorded]
