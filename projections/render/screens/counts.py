"""What the counts that can be listed are called, and how a screen says that they can be.

Apart from the screens of the lists, as the help of a command needs no more than this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from languages import N_, pgettext
from projections.render import phrases as shared

LIST = N_("`gestand {command} --list NAME` lists what is behind a count: {names}.")
PART = N_("{name}[:{part}]")

TRUST = {
    "due": N_("fell due"),
    "known": N_("established what became of them"),
    "kept": N_("kept in time"),
    "late": N_("kept late"),
    "partly": N_("kept in part"),
    "broken": N_("not kept"),
    "unresolved": N_("not established"),
    "not-due": N_("not yet due"),
    "undated": N_("without a date"),
    "excluded": N_("lapsed, excused or let off"),
    "not-scored": N_("no pledge or target of a body, never scored"),
    "with-another": N_("counted with another, not by itself"),
    "claimed-only": N_("kept according to the promisor only"),
    "contested": N_("contested, and counted nonetheless"),
    "made": N_("made"),
    "sources": N_("cited sources"),
}
"""The counts, by the names by which the promises behind them are listed."""

TRUST_APART = {
    "undated": pgettext("stands for what is typed", "STATE"),
    "made": pgettext("stands for what is typed", "YEAR"),
    "sources": pgettext("stands for what is typed", "TYPE"),
}
"""By what some of them are told apart."""

CONTACT = {
    "updates": N_("updates to residents"),
    "without-news": N_("updates that say that there is no news"),
    "channels": N_("updates to residents, by channel"),
    "inputs": N_("wishes, objections, advices and other input"),
    "types": N_("wishes, objections, advices and other input, by type"),
    "acknowledged": N_("input that was acknowledged"),
    "answered": N_("input that was answered"),
    "adopted": N_("input that was adopted"),
    "adopted-in-part": N_("input that was adopted in part"),
    "rejected": N_("input that was rejected"),
    "unanswered": N_("input without an answer on record"),
    "repeated": N_("input that asks again what was asked before"),
    "testimonies": N_("stories that people told"),
    "testimonies-acknowledged": N_("stories that were acknowledged"),
}
CONTACT_APART = {
    "channels": pgettext("stands for what is typed", "CHANNEL"),
    "types": pgettext("stands for what is typed", "TYPE"),
}

SEATS = {
    "sitting": N_("seats that are taken"),
    "left": N_("seats given up"),
    "returned": N_("seats taken up again"),
}

SAY = {
    "decisions": N_("decisions"),
    "perhaps": N_("decisions with a date too vague to tell whether they belong here"),
    "unrecorded": N_("decisions with no say of anybody on record"),
    "groups": N_("say of groups in decisions"),
    "promised": N_("promises of a form of say"),
    "known": N_("say of which it is known whether it is what was promised"),
    "kept": N_("say of at least what was promised"),
    "less": N_("say of less than was promised"),
    "drops": N_("say of two rungs less than was promised, or more"),
    "unclear": N_("say of which it is not clear whether it is what was promised"),
    "forms-promised": N_("say, by the form promised"),
    "forms-given": N_("say, by the form given"),
    "after": N_("say given only after the decision"),
    "could-choose": N_("decisions with more than one option"),
    "no-choice": N_("decisions with one option"),
    "choice-unknown": N_("decisions of which the options are not on record"),
    "initiated": N_("say, by who began it"),
    "invited": N_("say of groups that were invited"),
    "protest": N_("say of groups that came in protest"),
    "mode-unknown": N_("say of which neither is on record"),
    "advice-residents": N_("advice of residents and municipalities, by whether it was followed"),
    "advice-advisers": N_(
        "advice of technical, legal, financial advisers, by whether it was followed"
    ),
    "advice-others": N_("advice of other bodies, by whether it was followed"),
    "reversed": N_("decisions that were reversed"),
    "disputed": N_("decisions with a disputed record"),
    "tables": N_("tables"),
    **SEATS,
}
SAY_APART = {
    "forms-promised": pgettext("stands for what is typed", "FORM"),
    "forms-given": pgettext("stands for what is typed", "FORM"),
    "initiated": pgettext("stands for what is typed", "WHO"),
    "advice-residents": pgettext("stands for what is typed", "FOLLOWED"),
    "advice-advisers": pgettext("stands for what is typed", "FOLLOWED"),
    "advice-others": pgettext("stands for what is typed", "FOLLOWED"),
}

LEVELS = {
    "promises": N_("promises, by level"),
    "decisions": N_("decisions, by level"),
    "updates": N_("updates to residents, by level"),
    "quarters": N_("quarters, by level"),
    "still": N_("quarters in which a level stood still, by level"),
    "moving": N_("quarters in which a level surely did not stand still, by level"),
    "unknown": N_("quarters of which nobody knows whether a level stood still, by level"),
    "cases": N_("cases under a rule that was paused, by level"),
    "cases-entered": N_("cases that entered another phase meanwhile, by level"),
    "known-still": N_("quarters in which another level stood still, the next being known"),
    "after-still": N_("quarters after which a level stood still as another had"),
    "known-moving": N_("quarters in which another level did not stand still, the next being known"),
    "after-not": N_("quarters after which a level stood still and another had not"),
}
_LEVEL = pgettext("stands for what is typed", "LEVEL")
LEVELS_APART = dict.fromkeys(LEVELS, _LEVEL) | dict.fromkeys(
    ("known-still", "after-still", "known-moving", "after-not"), f"{_LEVEL}-after-{_LEVEL}"
)


def listing(command: Iterable[str | None], names: Iterable[str], apart: Mapping[str, str]) -> str:
    """That everything behind the counts of a screen can be listed, and by which names.

    command: its words as they are typed, None for what was left out. apart: of counts that are
    told apart, by what.
    """
    keys = (PART.format(name=name, part=apart[name]) if name in apart else name for name in names)
    typed = " ".join(filter(None, command))
    return LIST.format(command=typed, names=shared.LIST_OF.join(keys))
