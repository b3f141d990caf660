"""What is on record in words: what happened by the kind of a record, and what streams are called.

Whatever a reader sees of kinds and streams is said here; codes are for data, and for whoever keeps
a journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten
from typing import Any

from domain.record import FOUNDING, StreamName
from languages import ENGLISH, N_, language
from projections.render import phrases as shared
from projections.render.screens.charters import called
from projections.render.screens.fields import IN_BRACKETS, Known, in_words
from projections.render.screens.powers import PLACE
from projections.report import LogLine

# -- kinds -------------------------------------------------------------------------------------

HAPPENED = {
    "ledger.declared": N_("it is told what this ledger is"),
    "coverage.declared": N_("somebody vouches that the record is complete"),
    "coverage.extended": N_("somebody vouches for longer that the record is complete"),
    "party.registered": N_("a body or organisation was put on record"),
    "party.changed": N_("a body or organisation changed"),
    "party.succeeded": N_("others took over from a body or organisation"),
    "party.key_added": N_("a body or organisation signs with a key"),
    "party.key_revoked": N_("a key to sign with counts no longer"),
    "area.registered": N_("an area was put on record"),
    "area.moved": N_("an area came to lie elsewhere"),
    "area.renamed": N_("an area got another name"),
    "area.succeeded": N_("others took the place of an area"),
    "area.ended": N_("an area came to an end"),
    "cohort.registered": N_("a group was put on record"),
    "cohort.joined": N_("a member joined a group"),
    "cohort.left": N_("a member left a group"),
    "case.opened": N_("a case began"),
    "case.phase_entered": N_("a case came into another phase"),
    "case.closed": N_("a case ended"),
    "promise.made": N_("a promise was made"),
    "promise.condition_met": N_("the condition of a promise was met"),
    "promise.proviso_occurred": N_("what a promise reserved came about"),
    "promise.progressed": N_("how far a promise is"),
    "promise.postponed": N_("a promise was put off"),
    "promise.suspended": N_("a promise was halted"),
    "promise.resumed": N_("a promise was taken up again"),
    "promise.redefined": N_("a promise was explained otherwise"),
    "promise.blocked": N_("another body stood in the way of a promise"),
    "promise.unblocked": N_("nobody stood in the way of a promise any more"),
    "promise.reported": N_("the promisor says what became of a promise"),
    "promise.assessed": N_("somebody found what became of a promise"),
    "promise.withdrawn": N_("a promise was withdrawn"),
    "promise.released": N_("the promisor was let off a promise"),
    "promise.superseded": N_("another promise took the place of one"),
    "promise.transferred": N_("another body took a promise over"),
    "rule.announced": N_("a rule was announced"),
    "rule.enacted": N_("a rule came into force"),
    "rule.amended": N_("a rule was changed"),
    "rule.suspended": N_("a rule was put out of force for a time"),
    "rule.resumed": N_("a rule came into force again"),
    "rule.repealed": N_("a rule was ended"),
    "rule.annulled": N_("a rule was struck down"),
    "rule.excepted": N_("an exception to a rule was made"),
    "rule.exception_ended": N_("an exception to a rule ended"),
    "mandate.granted": N_("a body got a power"),
    "mandate.ended": N_("a power of a body ended"),
    "duty.assigned": N_("a body got a duty"),
    "duty.ended": N_("a duty of a body ended"),
    "decision.taken": N_("a decision was taken"),
    "decision.reversed": N_("a decision was taken back"),
    "decision.participation": N_("how much say a group was given"),
    "decision.advice": N_("what was advised on a decision"),
    "table.opened": N_("a table began to meet"),
    "table.joined": N_("a party took a seat at a table"),
    "table.left": N_("a party gave up its seat at a table"),
    "table.closed": N_("a table met no more"),
    "charter.declared": N_("conditions were declared"),
    "charter.amended": N_("conditions were changed"),
    "charter.ended": N_("conditions were given up"),
    "condition.attested": N_("whether a condition was met, as somebody says"),
    "update.sent": N_("residents were told"),
    "input.received": N_("something was brought in"),
    "input.acknowledged": N_("receipt of what was brought in was confirmed"),
    "input.answered": N_("what was brought in was answered"),
    "figure.published": N_("a figure was published"),
    "reflection.held": N_("parties looked back together"),
    "lesson.recorded": N_("a lesson was learned"),
    "lesson.adopted": N_("a body took a lesson over"),
    "record.retracted": N_("a mistake in the record was taken back"),
    "record.disputed": N_("somebody contests a record"),
    "record.dispute_settled": N_("a dispute came to an end"),
    "record.commented": N_("somebody comments on a record"),
}
"""What a record of each kind tells, in a few words that also stand alone."""

ONE = {
    "area": N_("area"),
    "case": N_("case"),
    "charter": N_("yardstick"),
    "cohort": N_("group"),
    "condition": N_("what somebody attested"),
    "coverage": N_("declaration"),
    "decision": N_("decision"),
    "duty": N_("duty"),
    "figure": N_("published figure"),
    "input": N_("input"),
    "ledger": N_("ledger"),
    "lesson": N_("lesson"),
    "mandate": N_("mandate"),
    "party": N_("body or organisation"),
    "promise": N_("promise"),
    "reflection": N_("reflection"),
    "rule": N_("rule"),
    "table": N_("table"),
    "update": N_("news to residents"),
}
"""What a stream of a kind is."""

MANY = {
    "area": N_("Areas"),
    "case": N_("Cases"),
    "charter": N_("Charters and yardsticks"),
    "cohort": N_("Groups"),
    "condition": N_("What somebody attested"),
    "coverage": N_("Who vouches for what"),
    "decision": N_("Decisions"),
    "duty": N_("Duties"),
    "figure": N_("Published figures"),
    "input": N_("What residents brought in"),
    "ledger": N_("The ledger itself"),
    "lesson": N_("Lessons"),
    "mandate": N_("Who has which power"),
    "party": N_("Bodies and organisations"),
    "promise": N_("Promises"),
    "reflection": N_("Reflections"),
    "rule": N_("Rules"),
    "table": N_("Tables at which bodies and residents meet"),
    "update": N_("News to residents"),
}
"""What streams of a kind are called, many of them."""


# Ledgers of newer programs have kinds that this one does not know: these are told by their codes.


def told(kind: str) -> str:
    """What a record of a kind tells, within a sentence; a strange kind as it is."""
    return HAPPENED.get(kind, kind)


def happened(kind: str) -> str:
    """The same at the beginning of a line; a code is written small there too."""
    words = HAPPENED.get(kind)
    return kind if words is None else words[:1].upper() + words[1:]


def one(kind: str) -> str:
    """What a stream of a kind is; a strange kind as it is."""
    return ONE.get(kind, kind)


# -- streams -----------------------------------------------------------------------------------

PHRASE = {
    "charter": N_("Yardstick for {place}"),
    "mandate": N_("{holder}, to {power}"),
    "figure": N_("{indicator}, {value} by {by}"),
    "condition": N_("{key}, as {by} attested"),
}
"""What is told of streams whose first record has no title and no text, by their kind."""

NEEDED = {
    "charter": frozenset({"place"}),
    "mandate": frozenset({"holder", "power"}),
    "figure": frozenset({"indicator", "value", "by"}),
    "condition": frozenset({"key", "by"}),
}
"""The fields that these phrases are made of; of a stream that never began they may be lacking."""

SAID = ("text", "act_text", "wording")
"""The fields of a first record in which somebody says something, the best first."""

LONGEST = 70
"""So many characters of what people said tell what a stream is about."""


def about(stream: str, says: Mapping[str, Any], known: Known) -> str:
    """What a stream is about, in the words of its first record: a name, a title or what was said.

    Of a yardstick, a power and a figure in a phrase; else its name in the ledger.
    """
    kind, name = StreamName.parse(stream)
    if stream in known.places:
        return known.places[stream]
    if kind == "party":
        return known.parties.get(name, name)
    if kind in PHRASE and NEEDED[kind] <= says.keys():
        words = {field: in_words(value, field, known) for field, value in says.items()}
        if kind == "condition":
            words["key"] = called(says["key"])
        return PHRASE[kind].format(**words)
    told = (in_words(says[field], field, known) for field in ("title", "name") if field in says)
    if named := next(filter(None, told), None):
        return named
    words_said = (in_words(says[field], field, known) for field in SAID if field in says)
    said = next(filter(None, words_said), None)
    return quoted(said) if said else name


def own_name(says: Mapping[str, Any]) -> str | None:
    """The name in the language of this process, where a record tells names in several languages.

    In English none: programs read what the ledger calls something, and screens say the same.
    """
    return None if language() == ENGLISH else (says.get("names") or {}).get(language())


def quoted(said: str) -> str:
    """The beginning of what people said, as their words."""
    return shared.QUOTED.format(text=beginning(said, LONGEST))


def beginning(text: str, most: int) -> str:
    """As many words of a text as fit in so many characters, then … where these are not all.

    As `textwrap.shorten`, which looks through all of a text for where words may be broken.
    """
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    last = words.rfind(" ", 0, most)
    if last < 0 or "-" in words[: most + 1]:
        return shorten(words, most, placeholder="…")
    return f"{words[:last]}…"


# -- records -----------------------------------------------------------------------------------

OF_STREAM = N_("{happened} · {stream}")
OF_SUBJECT = N_("{happened}: {subject}")
BY = N_("by {parties}")


def of_stream(kind: str, stream: str) -> str:
    """What happened, and to which stream, by the name by which it can be asked for."""
    return OF_STREAM.format(happened=happened(kind), stream=stream)


def of_subject(kind: str, subject: str) -> str:
    """What happened, and to what in words."""
    return OF_SUBJECT.format(happened=happened(kind), subject=subject)


def told_by_phrase(row: LogLine) -> frozenset[str]:
    """The fields of a record that the phrase on its stream tells, where that is made of it."""
    kind, _ = StreamName.parse(row.stream)
    return NEEDED.get(kind, frozenset()) if row.kind in FOUNDING else frozenset()


def circumstances(row: LogLine, known: Known, *, by: bool = True) -> str:
    """Where it happened and by whom, as far as that is on record; by: whether to tell that."""
    told = []
    if row.place != row.stream and row.place in known.places:
        name = known.places[row.place]
        told.append(PLACE[StreamName.parse(row.place).kind].format(name=name))
    if by and row.says.get("by") and "by" not in told_by_phrase(row):
        told.append(BY.format(parties=in_words(row.says["by"], "by", known)))
    return shared.LIST_OF.join(told)


def with_circumstances(text: str, told: str) -> str:
    """A text with these in brackets, if there are any."""
    return IN_BRACKETS.format(text=text, details=told) if told else text
