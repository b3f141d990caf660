"""What all commands have in common that record something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.progress import progress
from commands.terminal import say
from commands.terminal import tell as warn
from commands.whole_number import WholeNumber
from domain.dates import is_date
from domain.errors import Problems, UsageProblem
from domain.text import first_hidden, quoted
from domain.value import value_class
from domain.vocabulary import unnamed
from languages import N_, counted
from ledger.store.address import Location

# -- signatures --------------------------------------------------------------------------------
# What all commands that record share when somebody signs: `--sign-with` and `--as`.

if TYPE_CHECKING:
    from ledger.signing.signatures import Signer

Command = Callable[..., Any]


@value_class
class Signing:
    """With which key, and as which party, what is recorded is signed; or not at all."""

    key: Path | None = None
    party: str | None = None

    def signer(self) -> Signer | None:
        """Who signs, once the passphrase of the key was asked; None where nobody does."""
        if self.key is None and self.party is None:
            return None
        if self.key is None or self.party is None:
            raise UsageProblem(
                N_("sign what is recorded"),
                N_("it takes a key and the party that has it"),
                N_("Name both: --sign-with FILE --as PARTY"),
            )
        from commands.keys import asked_for
        from ledger.clock import at, seconds
        from ledger.signing import key_file
        from ledger.signing.signatures import Signer
        from ledger.transparency.keys import Type

        key = key_file.read(self.key, Type.SIGNATURE, asked_for)
        return Signer(self.party, key, f"{at(seconds())[:19]}Z")


def signing_options(command: Command) -> Command:
    """Give a command the options to sign, and hand it one `Signing` in their place."""

    @click.option(
        "--sign-with",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Sign every record with the key in FILE.",
    )
    @click.option("--as", "as_", metavar="PARTY", help="The party that signs with that key.")
    @wraps(command)
    def signing(*arguments: Any, sign_with: Path | None, as_: str | None, **options: Any) -> Any:
        return command(*arguments, signing=Signing(sign_with, as_), **options)

    wrapped: Command = signing
    return wrapped


# -- writing -----------------------------------------------------------------------------------
# What all commands that record share: their options, and how they write.

if TYPE_CHECKING:
    from domain.streams.event import Draft, Event
    from ledger.recording.preparing import Written

TOLD_APART = frozenset({"charter.declared", "charter.amended", "mandate.granted"})
"""The kinds of new records about which something is told when they were recorded."""

DEADLINES = ("due", "until")
"""The fields of a promise that hold its deadline, or the last day to which it is put off."""

OPTIONS = (
    click.option("--dry-run", is_flag=True, help="Check everything and record nothing."),
    click.option(
        "--actor",
        envvar="GESTAND_ACTOR",
        metavar="LABEL",
        help="Who records, as a label of your choice; left out: nobody is named.",
    ),
    click.option(
        "--wait",
        type=WholeNumber(0, 86_400),
        envvar="GESTAND_WAIT",
        metavar="SECONDS",
        default=30,
        show_default=True,
        help="How long to wait at the most while another program writes.",
    ),
)

NAMES = ("dry_run", "actor", "wait", "signing")
"""What these options and those to sign give, the fields of `Recording` after its path."""


@value_class
class Recording:
    """One writing on the command line: to which ledger, by whom, and whether it is meant."""

    path: Location
    dry_run: bool
    actor: str | None
    wait: int
    signing: Signing

    def write(self, written: Written, tell: Callable[[int], None] = lambda _: None) -> None:
        """Record what was written as a whole, and say how much that was.

        tell: says before that what should be known of it, and gets the number of all records.
        """
        from commands.judged import lawful_throughout, remember_recorded
        from commands.proven import remembered
        from ledger.recording.planning import record
        from ledger.store.writer import Store

        if hidden := first_hidden(self.actor or ""):
            raise UsageProblem(
                N_("record as {actor}").format(actor=self.actor),
                N_("its character {place} is one that nobody sees").format(place=hidden.place),
                N_("Leave it out of --actor"),
            )
        lawful = None if self.dry_run else lawful_throughout(self.path)
        with (
            remembered(self.path) as known,
            closing(Store.open(self.path, wait_s=self.wait, remembered=known)) as store,
        ):
            planned = record(
                store,
                written,
                recorded_by=self.actor,
                signer=self.signing.signer,
                dry_run=self.dry_run,
                progress=progress,
                wanted=_is_told_apart,
            )
        remember_recorded(self.path, lawful, planned.count)
        tell(planned.count + planned.unchanged)
        say(
            DONE.format(
                recorded=counted(planned.count, *(WOULD_BE if self.dry_run else RECORDED)),
                before=counted(planned.unchanged, *BEFORE),
                retracted=retracted_before(planned.retracted),
            )
        )
        for sentence in undated(planned.drafts):
            warn(sentence)
        told = [draft.event for draft in planned.drafts if draft.kind in TOLD_APART]
        for power, topic in self._unnamed(told):
            warn(
                N_(
                    "No mandate on record is about {power} on {topic}, which a "
                    "yardstick asks about; spell the topic as the mandates have it."
                ).format(power=power, topic=topic)
            )

    def _unnamed(self, events: Sequence[Event]) -> list[tuple[str, str]]:
        """The powers that yardsticks among these events ask about and no mandate names."""
        from commands.proven import proven
        from domain.streams.charter import CharterAmended, CharterDeclared
        from domain.streams.mandate import MandateGranted

        yardsticks = (one for one in events if isinstance(one, CharterDeclared | CharterAmended))
        asked = {(one.power, one.topic) for yardstick in yardsticks for one in yardstick.powers}
        if not asked:
            return []
        granted = {(one.power, one.topic) for one in events if isinstance(one, MandateGranted)}
        with proven(self.path) as ledger:
            granted |= {
                (record.get("power"), record.get("topic"))
                for record in ledger.streams("mandate")
                if record.kind == MandateGranted.kind
            }
        return unnamed(sorted(asked), granted)


RECORDED = N_("1 record recorded"), N_("{count:,} records recorded")
WOULD_BE = N_("1 record would be recorded"), N_("{count:,} records would be recorded")
BEFORE = N_("1 was there before"), N_("{count:,} were there before")
DONE = N_("{recorded}, {before}{retracted}.")

MOST_NAMED = 3
"""How many ids a sentence names at the most."""


def _is_told_apart(draft: Draft) -> bool:
    """Whether something is told about a new record."""
    return draft.kind in TOLD_APART or in_words(draft) is not None


def in_words(draft: Draft) -> str | None:
    """The deadline of a promise that is no date; None where it has none, or a date."""
    if not draft.kind.startswith("promise."):
        return None
    given = (draft.get(name) for name in DEADLINES)
    return next((text for text in given if text is not None and not is_date(text)), None)


def undated(drafts: Sequence[Draft]) -> Iterator[str]:
    """That deadlines are no dates, and what that means; nothing where all are."""
    told = [(draft.stream, text) for draft in drafts if (text := in_words(draft)) is not None]
    if told:
        named = ", ".join(f"{stream} ({quoted(text)})" for stream, text in told[:MOST_NAMED])
        more = (
            N_(" and {count:,} more").format(count=len(told) - MOST_NAMED)
            if len(told) > MOST_NAMED
            else ""
        )
        yield (
            N_(
                "Deadlines that are no dates, so that these promises count as "
                "undated: {named}{more}. If a day is meant, write it as "
                "2021-06-30."
            ).format(named=named, more=more)
        )


def retracted_before(ids: Sequence[str]) -> str:
    """That some of what was there before stays retracted, as the end of a sentence."""
    if not ids:
        return ""
    more = (
        N_(" and {count:,} more").format(count=len(ids) - MOST_NAMED)
        if len(ids) > MOST_NAMED
        else ""
    )
    return N_(
        ", {count:,} of them retracted: {ids}{more}. Importing again "
        "does not bring them back; `gestand correct` with an id does"
    ).format(count=len(ids), ids=", ".join(ids[:MOST_NAMED]), more=more)


def structured(text: str, name: str) -> Any:
    """The value of a piece of YAML such as `[a, b]` that was given for a field."""
    from ledger.journal.yaml_format import plain_value

    try:
        return plain_value(text)
    except Problems as several:
        problem = several.problems[0]
        raise UsageProblem(
            N_("read {name} {text}").format(name=name, text=text), problem.obstacle, problem.remedy
        ) from several


def records(command: Command) -> Command:
    """Give a command the options of every recording, and hand it one `Recording` in their place."""

    @click.pass_obj
    @wraps(command)
    def recording(path: Location, /, *arguments: Any, **options: Any) -> Any:
        shared = {name: options.pop(name) for name in NAMES}
        return command(Recording(path, **shared), *arguments, **options)

    wrapped: Command = signing_options(recording)
    for option in reversed(OPTIONS):
        wrapped = option(wrapped)
    return wrapped
