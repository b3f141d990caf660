"""The screen of charters, and the default yardstick to declare; their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from domain.record import StreamName
from domain.vocabulary import CONDITIONS
from languages import N_
from projections.render import phrases as shared
from projections.render.blocks import Block, Lines, Sentence, Table, stacked
from projections.render.head import head, names, opening, people, some
from projections.render.phrases import spoken
from projections.render.screens import reasons
from projections.render.screens.powers import POWER
from projections.report import Fields, Report

if TYPE_CHECKING:
    from projections.charter import CharterLine, PowerOnTopic, Yardstick
    from projections.conditions.view import JudgedYardstick

# -- yardsticks --------------------------------------------------------------------------------
# The screens that list the yardsticks: whose they are, what they ask, how they come out.

COUNT = N_("Yardsticks on record: {count:,}; of these agreed to by anybody: {agreed:,}.")


def every(report: Report[JudgedYardstick]) -> list[Block]:
    """One line for each yardstick on record, and how it comes out."""
    blocks = _listing(report, reasons.EVERY, outcomes(report.rows, report.parties))
    return [Sentence(of_all(report.rows)), *blocks] if report.rows else blocks


def charters(report: Report[CharterLine]) -> list[Block]:
    """The yardsticks with what they ask."""
    rows = [
        [reasons.CHARTER.format(charter=row.charter, name=row.name), _says(row, report.parties)]
        for row in report.rows
    ]
    agreed_to = sum(bool(row.agreed_by) for row in report.rows)
    answer = COUNT.format(count=len(rows), agreed=agreed_to) if rows else reasons.NO_YARDSTICK
    blocks = opening(report, answer, shared.VIEW["charters"])
    if not rows:
        return [*blocks, Lines([reasons.NEXT, reasons.NEXT_DECLARE_ANY])]
    table = Table(reasons.CHARTER_COLUMNS, rows)
    return [*blocks, table, Lines([reasons.NEXT, reasons.NEXT_ONE])]


def _listing(
    report: Report[JudgedYardstick] | Report[CharterLine], title: str, table: Table
) -> list[Block]:
    """A table of yardsticks, or that there is none, and where to go on."""
    blocks = head(report, title)
    if not report.rows:
        lines = Lines([reasons.NEXT, reasons.NEXT_DECLARE_ANY])
        return [*blocks, Sentence(reasons.NO_YARDSTICK), lines]
    return [*blocks, table, Lines([reasons.NEXT, reasons.NEXT_ONE])]


def _says(row: CharterLine, named: Mapping[str, str]) -> str:
    said = reasons.CHARTER_SAYS.format(
        by=people(row.by, named),
        agreed=agreed(people(row.agreed_by, named)),
        start=spoken(row.began),
        to=until(row),
        keys=names([called(key) for key in row.conditions]),
    )
    if not row.unnamed_powers:
        return said
    unnamed = reasons.UNNAMED_POWERS.format(powers=powers_of(row.unnamed_powers))
    return stacked(said, unnamed)


def called(key: str) -> str:
    """What a condition is called on a screen."""
    return reasons.NAME.get(key, key.replace("-", " "))


def powers_of(powers: Sequence[PowerOnTopic]) -> str:
    """Powers on topics, one after another."""
    told = [reasons.POWER_ON.format(power=POWER[one.power], topic=one.topic) for one in powers]
    return names(told)


def until(row: Yardstick) -> str:
    """Until when a yardstick measured; empty while it does."""
    return reasons.UNTIL.format(ended=spoken(row.ended)) if row.ended else ""


def outcomes(rows: Sequence[JudgedYardstick], named: Mapping[str, str]) -> Table:
    """How each yardstick comes out, in a line."""
    return Table(reasons.LIST_COLUMNS, [[_listed(row, named), _short(row)] for row in rows])


def _listed(row: JudgedYardstick, named: Mapping[str, str]) -> str:
    return reasons.LISTED.format(
        charter=row.charter,
        name=row.name,
        by=some(row.by, named),
        agreed=agreed(some(row.agreed_by, named)),
    )


def of_all(rows: Sequence[JudgedYardstick]) -> str:
    """How the yardsticks come out together."""
    found = Counter(row.verdict for row in rows)
    held, unknown = found["constant"], found["unknown"]
    return reasons.OF_ALL.format(
        count=len(rows), broken=len(rows) - held - unknown, held=held, unknown=unknown
    )


def _short(row: JudgedYardstick) -> str:
    verdict, broken = reasons.SHORT[row.verdict], row.first_break
    if broken is None:
        return verdict
    return reasons.LISTED_VERDICT.format(
        verdict=verdict, day=spoken(broken.on), condition=called(broken.condition)
    )


def agreed(parties: str) -> str:
    """By whom a yardstick or an amendment was agreed; without that it is of who declared it."""
    return reasons.AGREED.format(parties=parties) if parties else reasons.AGREED_BY_NOBODY


# -- charter -----------------------------------------------------------------------------------
# The words of the default yardstick: what its author must know, and what its conditions say.

HEAD = N_(
    "The default yardstick: the conditions for participation of the advice of 2021 on the "
    "reinforcement operation in Groningen. Edit what follows, and import it with `gestand import`. "
    "Whoever declares a yardstick says what is measured, not what comes out."
)
BY_NOBODY_YET = N_("your-organisation")
FIELD = {
    "charter": N_("Its name in this ledger: letters, digits and hyphens."),
    "place": N_("The area, case or cohort for which it is declared."),
    "by": N_("Who declares it: one or more parties of this ledger (see `gestand parties`)."),
    "agreed_by": N_("Who agreed to it; while this is empty, every answer says that nobody did."),
    "start": (
        N_(
            "Since when it measures, as a day: of a month or a year the last day counts. It may "
            "lie in "
            "the past, and then every answer says so."
        )
    ),
    "topics": (
        N_(
            "The topics that it is about, as promises, rules and mandates name them. Left empty, "
            "it is "
            "about all of them."
        )
    ),
    "powers": (
        N_(
            "Who is in control of what, for the conditions on the lead, such as {power: lead, "
            "topic: damage}. Left empty, it is about every lead on record there or above."
        )
    ),
    "conditions": N_(
        "What it asks. Leave out what it should not ask; change the numbers if you must."
    ),
    "on": N_("When it was declared."),
    "source": N_("Where these conditions come from."),
}
"""What a field of the record is for, above that field."""

AS_ATTESTED = N_(
    "The ledger cannot judge this: it is as residents or an independent party attest "
    "(condition.attested)."
)
ATTESTED = {
    "recognition": N_("People feel recognised and heard, before they are asked to take part."),
    "equal-goals": N_("The wishes and goals of the bodies and of residents are put level."),
    "certainty-about-house": N_(
        "Residents have certainty about their house and know how safe it is."
    ),
}
"""The conditions of the advice that only people can attest, in its words."""

SOURCE = {
    "title": (
        N_(
            "Kennisplatform Leefbaar en Kansrijk Groningen, advies over bewonersparticipatie in de "
            "versterkingsoperatie (2021)"
        )
    ),
    "published": "2021-12~",
    "type": "independent",
}
"""The advice that the default yardstick is taken from."""

WRITTEN = N_("Wrote the yardstick to {path}. Edit it, then: gestand import {path}")


# -- default -----------------------------------------------------------------------------------
# The default yardstick of the advice of 2021, as a record to edit and import.


def yardstick(scope: str, by: str | None, start: str, today: str) -> Fields:
    """A charter for a place (as a stream) with every condition and its parameters.

    by: the party that declares it; without one a name that no ledger knows, to be filled in.
    """
    kind, name = StreamName.parse(scope)
    judged = [
        {"key": key} | ({"parameters": parameters} if parameters else {})
        for key, parameters in CONDITIONS.items()
    ]
    attested = [{"key": key, "text": text} for key, text in ATTESTED.items()]
    return {
        "kind": "charter.declared",
        "charter": f"advice-of-2021-{name}",
        "place": {kind: name},
        "by": [by or BY_NOBODY_YET],
        "agreed_by": [],
        "start": start,
        "topics": [],
        "powers": [],
        "conditions": [*judged, *attested],
        "on": today,
        "source": [SOURCE],
    }
