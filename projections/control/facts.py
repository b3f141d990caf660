"""The facts of one mandate: who got what, where, on what basis, until when, and what it is now."""

from __future__ import annotations

from collections.abc import Iterable

from domain.dates import Instant
from domain.step_function import NO
from domain.value import value_class
from languages import language
from projections.control.figures import under
from projections.control.mandate import LegalBasis
from projections.control.powers import Powers
from projections.geography.geography import Geography
from projections.report import Question
from projections.rows.subjects import name_in
from projections.rows.tenure import Ending, MandateRow


@value_class
class Succession:
    """A holder that was succeeded: by which parties, and on which day, as written."""

    before: str
    when: str
    after: tuple[str, ...]


@value_class
class MandateFacts:
    """One mandate as it stood at a moment.

    endings: those that had been decided by then.
    taken_under: how many decisions on record name it. state: YES, NO or UNKNOWN, whether it is in
    force at the moment. basis: on what it rests; None where it is not in force or never counted.
    names, places: what the parties and the streams of places in it are called.
    """

    at: Instant
    mandate: MandateRow
    endings: tuple[Ending, ...]
    successions: tuple[Succession, ...]
    taken_under: int
    state: str
    basis: LegalBasis | None
    names: dict[str, str]
    places: dict[str, str]


def facts_of(question: Question, stream: str) -> list[MandateFacts]:
    """The facts of a mandate (`mandate/x`) at the moment asked for; empty where there is none."""
    mandates = question.book.at(MandateRow, question.as_of, question.known, subjects=[stream])
    powers = Powers.of(Geography(question))
    return [_facts(powers, mandate) for mandate in mandates]


def _facts(powers: Powers, mandate: MandateRow) -> MandateFacts:
    question = powers.geography.question
    at = question.as_of
    position = powers.position(mandate.scope, at)
    state = mandate.lasts(position, mandate.level, at)
    in_force = state != NO and mandate.counted
    basis = powers.legal_basis(mandate, position, mandate.level, at) if in_force else None
    successions = tuple(
        Succession(before, when, tuple(after))
        for party in mandate.holders
        for before, when, after in powers.bodies.successions(party, at)
    )
    endings = tuple(
        ending
        for ending in mandate.endings
        if ending.last or min(ending.decided, ending.without.earliest) <= at
    )
    scopes = {mandate.scope, *mandate.excepted, *(ending.scope for ending in endings)}
    return MandateFacts(
        at=at,
        mandate=mandate,
        endings=endings,
        successions=successions,
        taken_under=len(under(question, mandate.mandate)),
        state=state,
        basis=basis,
        names=_names(powers, _parties(mandate, successions, basis)),
        places={scope: powers.geography.name(scope, at) for scope in scopes if scope},
    )


def _parties(
    mandate: MandateRow, successions: Iterable[Succession], basis: LegalBasis | None
) -> set[str | None]:
    """Every party that the facts name."""
    links = basis.links if basis else ()
    return {
        *mandate.holders,
        *mandate.joint_with,
        mandate.granted_by,
        mandate.word,
        *(dispute.by for dispute in mandate.disputes),
        *(party for passed in successions for party in (passed.before, *passed.after)),
        *(link.granted_by for link in links),
        basis.answerable if basis else None,
    }


def _names(powers: Powers, parties: Iterable[str | None]) -> dict[str, str]:
    at = powers.geography.question.as_of
    rows = {party: powers.bodies.row(party, at) for party in parties if party}
    spoken = language()
    return {party: name_in(row, spoken) if row else party for party, row in rows.items()}
