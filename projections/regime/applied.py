"""The rules as they applied to one case, group or area on one day."""

from __future__ import annotations

from domain.dates import Bounds, Instant, due_instant
from domain.spans import YES
from projections.geography.geography import Geography
from projections.regime.rows import NO_RULE, holding_row
from projections.regime.start import start
from projections.regime.values import Rulebook, Subject
from projections.report import Fields, Question, Report, answer


def applied(question: Question, scope: str, moment: Instant, asked: Bounds | None) -> Report:
    """Report on every rule that applied to a place at a moment, one a row, by topic.

    A topic of the yardstick without a rule on record has a row of its own, with value None; it is
    `certain` that there was none only where somebody vouches for it.
    """
    landscape = Geography(question)
    rulebook = Rulebook(landscape)
    begun = start(rulebook, scope, asked)
    subject = begun.subject if begun else Subject(scope, Bounds(moment, moment))
    named = begun.topics if begun else ()
    rows: list[Fields] = []
    for topic in dict.fromkeys([*named, *rulebook.by_topic]):
        end = due_instant(moment)
        ruling = rulebook.values(subject, topic, moment, end).parts[0].value
        vouched = landscape.coverage.vouched(
            "rule", scope, moment, end, topics=(topic,), level=subject.level or None
        )
        common = {
            "subject": scope,
            "name": landscape.name(scope, landscape.question.as_of),
            "topic": topic,
            "certain": ruling.certain and (bool(ruling.holdings) or vouched.at(moment) == YES),
            "conflicting": ruling.conflicting,
        }
        rows += [common | holding_row(holding) for holding in ruling.holdings]
        if not ruling.holdings and topic in named:
            rows.append(common | NO_RULE)
    return answer(question, "applied", rows)
