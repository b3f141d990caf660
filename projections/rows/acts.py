"""Rows of what is judged only when somebody asks, with the dated acts that judging takes.

What a rule, a decision or a charter amounts to depends on who asks about what and when. So their
rows hold for all time and carry what happened, each act with its day, in the order of their days.
What is the same in every act: `on` is the day as written, `event` the position of the record,
`order` what counts among those of equal days, `disputed` whether the record is.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from domain.dates import Bounds
from projections.rows.frozen import Row, row_class
from projections.rows.span import Money

# -- rules ----------------------------------------------------------------------------------------


class RuleAct(NamedTuple):
    """One record of a rule: announced, enacted, changed, ended, or excepted somewhere.

    kind: of the record, such as `rule.enacted`. id: of the record. scope: where, as a stream; empty
    where no place is named. published, effective, until: as written. by: nobody where the record
    names nobody. exception: its name, of an exception and its end. Whatever a kind of record does
    not have is None; an exception has the title and topic of the rule as it began. act: the one act
    that several records are of.
    """

    kind: str
    id: str
    on: str
    published: str | None
    effective: str | None
    until: str | None
    scope: str
    level: str | None
    exception: str | None
    title: str | None
    topic: str | None
    value: str | None
    amount: Money | None
    by: tuple[str, ...]
    stage: str | None
    rank: str | None
    identifier: str | None
    effect: str | None
    direction: str | None
    reason: str | None
    ground: str | None
    act: str | None
    event: int
    order: int
    disputed: bool


class Comment(NamedTuple):
    """A right of reply: what a party says of a record, by the id of that record."""

    record: str
    on: str
    by: str
    text: str


@row_class
class RuleRow(Row):
    """A rule with everything that happened to it, and what parties say of that.

    scope: the place of the first record. disputed: whether any record of it is.
    """

    KIND: ClassVar[str] = "rule"

    rule: str
    acts: tuple[RuleAct, ...]
    comments: tuple[Comment, ...]
    disputed: bool


# -- decisions and tables -------------------------------------------------------------------------


class SayRecord(NamedTuple):
    """How much say one group was promised (None: nothing on record) and given in a decision.

    when: `before` or `after` the decision. mode: `invited` or `protest`, where that is known.
    initiated_by: on whose initiative it took part, where that is known.
    """

    on: str
    group: str
    promised: str | None
    given: str
    when: str
    mode: str | None
    initiated_by: str | None
    event: int
    disputed: bool


class Advice(NamedTuple):
    """What a body advised about a decision; followed: yes, partly or no, and for which reasons."""

    on: str
    by: str
    text: str
    followed: str
    reasons: tuple[str, ...]
    event: int
    disputed: bool


class Reversal(NamedTuple):
    """That a decision was taken back: by whom and why."""

    on: str
    by: tuple[str, ...]
    reason: str
    event: int
    disputed: bool


@row_class
class DecisionRow(Row):
    """A decision as it was taken, and all that happened around it.

    process: whether it is about pace, order or planning. options: how many there were to choose
    from, as written. mandate: under which it was taken. disputed: whether the record of the
    decision itself is.
    """

    KIND: ClassVar[str] = "decision"

    decision: str
    on: str
    by: tuple[str, ...]
    level: str | None
    topic: str | None
    text: str
    process: bool
    options: str | None
    mandate: str | None
    disputed: bool
    says: tuple[SayRecord, ...]
    advice: tuple[Advice, ...]
    reversals: tuple[Reversal, ...]


class TableAct(NamedTuple):
    """Who came to a table or left it; parties: nobody when the table was closed.

    kind: of the record, such as `table.joined`.
    """

    kind: str
    on: str
    parties: tuple[str, ...]
    reason: str | None
    event: int
    disputed: bool


@row_class
class TableRow(Row):
    """A table where bodies and residents meet; acts: its opening first, then who came and left."""

    KIND: ClassVar[str] = "table"

    table: str
    title: str
    level: str | None
    form: str | None
    acts: tuple[TableAct, ...]


# -- charters and attestations --------------------------------------------------------------------


class Parameters(NamedTuple):
    """What a condition measures by, as far as the charter says: days, a number, a rung."""

    days: int | None
    n: int | None
    rung: int | None


class ConditionTerms(NamedTuple):
    """One condition of a charter as a record has it."""

    key: str
    parameters: Parameters
    text: str | None


class ControlTopic(NamedTuple):
    """A power on a topic, of which a charter asks who has it."""

    power: str
    topic: str


class CharterAmendment(NamedTuple):
    """What was changed of a charter: a condition (None: none), topics or powers (empty: not)."""

    on: str
    condition: ConditionTerms | None
    topics: tuple[str, ...]
    powers: tuple[ControlTopic, ...]
    by: tuple[str, ...]
    agreed_by: tuple[str, ...]
    event: int


@row_class
class CharterRow(Row):
    """A charter as it was declared, with its amendments and the days on which it was given up.

    declared: the day, as written. began: since when it measures, as written. reason: why since
    then. disputed: whether any record of it is.
    """

    KIND: ClassVar[str] = "charter"

    charter: str
    level: str | None
    by: tuple[str, ...]
    agreed_by: tuple[str, ...]
    declared: str
    began: str
    reason: str | None
    topics: tuple[str, ...]
    powers: tuple[ControlTopic, ...]
    conditions: tuple[ConditionTerms, ...]
    amendments: tuple[CharterAmendment, ...]
    ends: tuple[Bounds, ...]
    disputed: bool


@row_class
class AttestationRow(Row):
    """What a party says of one condition at a place; met: yes, no or unknown.

    contradicts: the ids that the record itself sets against it.
    """

    KIND: ClassVar[str] = "attestation"

    on: str
    order: int
    level: str | None
    key: str
    met: str
    by: str
    contradicts: tuple[str, ...]
    disputed: bool


# -- looking back ---------------------------------------------------------------------------------


@row_class
class ReflectionRow(Row):
    """That parties looked back together. disputed: whether any record of it is."""

    KIND: ClassVar[str] = "reflection"

    on: str
    level: str | None
    parties: tuple[str, ...]
    text: str
    disputed: bool


class Adoption(NamedTuple):
    """That a body took up a lesson."""

    on: str
    by: str
    event: int
    disputed: bool


@row_class
class LessonRow(Row):
    """A lesson that somebody wrote down, and who took it up; disputed: the writing down is."""

    KIND: ClassVar[str] = "lesson"

    lesson: str
    on: str
    text: str
    disputed: bool
    adopted: tuple[Adoption, ...]
