"""The command `checkpoint`: how far a ledger is, signed by its operator, cosigned by others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from commands import policy as policies
from commands.keys import asked_for, key_option, policy_in
from commands.terminal import content, hand_out, keep, make_folder, show_screen, tell
from commands.whole_number import WholeNumber
from domain.errors import Problem, Problems, Refused, Unavailable, Unreadable, UsageProblem
from domain.value import value_class
from languages import N_
from ledger.signing import key_file
from ledger.signing.checkpoint_signing import sign
from ledger.store import log_tables
from ledger.store.address import Location
from ledger.transparency import checkpoint as log_checkpoint
from ledger.transparency.checkpoint import MOST_SIGNATURES
from ledger.transparency.encoding import InvalidInput, NotProven
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.policy import Policy
from ledger.witnessing.client import reason, refused, request
from ledger.witnessing.cosigning import (
    answered,
    collected,
    ending,
    gathered,
    proofs,
    request_file,
    sizes_cosigned,
    sizes_seen,
)
from projections.render.screens import witness

# -- checkpoint --------------------------------------------------------------------------------
# The command with which an operator signs how far the ledger is: checkpoint.


@click.command(
    epilog="Example: gestand checkpoint -o checkpoint.txt\n\n"
    "Example: gestand checkpoint --policy gestand.policy --requests requests"
)
@key_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to this file; with --policy together with its cosignatures.",
)
@click.option(
    "--policy",
    "policy_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Have the witnesses that this policy names cosign it.",
)
@click.option(
    "--requests",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Ask nobody, but write a request to each witness in this folder, to be sent by mail.",
)
@click.option(
    "--old",
    multiple=True,
    type=(str, WholeNumber(min=0)),
    metavar="WITNESS SIZE",
    help="So many records this witness says to have seen; its request starts from there.",
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Take in what a witness sent back by mail; may be repeated.",
)
@click.pass_obj
def checkpoint(
    path: Location,
    key_file: Path,
    output: Path | None,
    policy_file: Path | None,
    requests: Path | None,
    old: tuple[tuple[str, int], ...],
    answers: tuple[Path, ...],
) -> None:
    """Sign how far the ledger is, and print what everybody may keep.

    A ledger that does not extend what this key signed before is refused. With --policy the
    witnesses are heard first and asked to cosign afterwards: one that has seen more records than
    there are stops it. It ends with 8 when a witness has seen another history, and with 7 as long
    as cosignatures are missing for the policy; what was signed is kept all the same.
    """
    _check_options(policy_file, requests, old, answers)
    if policy_file is None:
        _sign(path, key_file, output)
        return

    cosigning = Cosigning.prepared(path, key_file, policy_file, output)
    if answers:
        cosigning.take(answers)
    elif requests is not None:
        cosigning.write_requests(requests, dict(old))
    else:
        cosigning.ask()


def _check_options(
    policy: Path | None, requests: Path | None, old: object, answers: object
) -> None:
    asked = N_("have a checkpoint cosigned")
    if policy is None and (requests or old or answers):
        raise UsageProblem(
            asked, N_("it takes a policy that names the witnesses"), N_("Add --policy")
        )
    if requests and answers:
        remedy = N_("Give --answer first, and --requests when it has been taken in")
        raise UsageProblem(asked, N_("requests and answers go one after the other"), remedy)
    if old and not requests:
        remedy = N_("Leave --old out: a witness that is asked says itself what it has seen")
        raise UsageProblem(asked, N_("only a request by mail starts from a given size"), remedy)


def _sign(path: Location, key: Path, output: Path | None) -> None:
    message = sign(path, key, key_file.read(key, Type.SIGNATURE, asked_for))
    if output is not None:
        keep(output, N_("the checkpoint"), message)
    hand_out(message.decode())


# -- cosigning ---------------------------------------------------------------------------------
# A checkpoint is cosigned: witnesses are asked, written to, or have answered by mail.


@value_class
class Cosigning:
    """The ledger, its key, the policy by which its checkpoints are to count, and the output."""

    ledger: Location
    key: Path
    policy: Policy
    output: Path | None

    @classmethod
    def prepared(
        cls, ledger: Location, key: Path, policy_file: Path, output: Path | None
    ) -> Cosigning:
        """Refused when by this policy no checkpoint of this key would ever count.

        A policy of witnesses alone is taken as one for this key.
        """
        policy, own = policy_in(policy_file), key_file.verifier(key, own=True)
        asked = N_("have checkpoints cosigned by the policy {policy_file}").format(
            policy_file=policy_file
        )
        if policy.logs and own not in policy.logs:
            obstacle = N_("it does not name the key {own}").format(own=own)
            raise Refused(asked, obstacle, N_("Add it as a log to the policy, or name another one"))
        if len(policy.witnesses) >= MOST_SIGNATURES:
            obstacle = N_("a checkpoint has at most {most_signatures:,} signatures").format(
                most_signatures=MOST_SIGNATURES
            )
            raise Refused(asked, obstacle, N_("Name fewer witnesses"))
        return cls(ledger, key, replace(policy, logs=policy.logs or [own]), output)

    def ask(self) -> None:
        """Hear what the witnesses have seen, sign, and have everybody who can be reached cosign."""
        key = key_file.read(self.key, Type.SIGNATURE, asked_for)
        names = {key: name for name, key in self.policy.witnesses.items()}
        urls = {key: self.policy.urls[key] for key in names if key in self.policy.urls}
        seen = sizes_seen(key, urls)
        signed = self._signed(key, {names[key]: size for key, size in seen.items()})
        size = _size(signed)
        old_sizes = sizes_cosigned(self._kept(), urls.keys() - seen.keys()) | seen
        cosigned, failures = collected(signed, urls, proofs(self.ledger, size), old_sizes)
        log_tables.keep(self.ledger, size, cosigned)
        problems = ending(failures, self._show(cosigned, self.output))
        if problems:
            raise Problems(problems)
        for failure in failures:
            tell(str(failure))

    def write_requests(self, folder: Path, old: Mapping[str, int]) -> None:
        """Sign, and write to every witness what it would be asked over the network.

        old: what witnesses, by their names in the policy, say to have seen.
        """
        witnesses = self.policy.witnesses
        if strangers := sorted(old.keys() - witnesses.keys()):
            raise UsageProblem(
                N_("write a request to {strangers}").format(strangers=", ".join(strangers)),
                N_("the policy names no such witness"),
                N_("Give --old a name out of `gestand policy show`"),
            )
        signed = self._signed(key_file.read(self.key, Type.SIGNATURE, asked_for), old)
        newest = log_checkpoint.parse_checkpoint(_text(signed))
        prove = proofs(self.ledger, newest.size)
        sizes = sizes_cosigned(self._kept(), witnesses.values())
        make_folder(folder)
        written = []
        for name, key in witnesses.items():
            size = old.get(name, sizes.get(key, 0))
            path = folder / request_file(name, key)
            keep(path, N_("the request"), bytes(request(signed, prove, size)))
            written.append(witness.Request(name, size, str(path)))
        if self.output is not None:
            keep(self.output, N_("the checkpoint"), signed)
        show_screen(witness.requests(newest.origin, newest.size, written))

    def take(self, files: Iterable[Path]) -> None:
        """Take in answers that came by mail, each to the checkpoint that it belongs to.

        Whether that is enough is said of the newest of these.
        """
        answers = {file: content(file, N_("the answer")) for file in files}
        kept, changed, problems = self._kept(), set[str](), list[Problem]()
        for file, answer in answers.items():
            try:
                cosigned = answered(kept, answer, list(self.policy.witnesses.values()))
            except (InvalidInput, NotProven) as error:
                problems.append(_no_answer(file, answer, error))
                continue
            log_tables.keep(self.ledger, _size(cosigned), cosigned)
            kept = [cosigned if _text(note) == _text(cosigned) else note for note in kept]
            changed.add(_text(cosigned))
        shown = [note for note in kept if _text(note) in changed]
        for number, note in enumerate(shown):
            missing = self._show(note, None if number else self.output)
            if missing and not number:
                problems.append(missing)
        if problems:
            raise Problems(problems)

    def _signed(self, key: SigningKey, seen: Mapping[str, int]) -> bytes:
        """The checkpoint of now, with the cosignatures that it has if it was signed before."""
        text = _text(sign(self.ledger, self.key, key, seen))
        return next(note for note in self._kept() if _text(note) == text)

    def _kept(self) -> list[bytes]:
        """The checkpoints of this log, the newest first."""
        return gathered(log_tables.kept(self.ledger), key_file.verifier(self.key, own=True).name)

    def _show(self, message: bytes, output: Path | None) -> Problem | None:
        """Show who cosigned, and write it; the problem that is left when that is not enough."""
        asked = N_("have {size:,} records of {ledger} witnessed").format(
            size=_size(message), ledger=self.ledger
        )
        policy = policies.wanted(self.policy)
        judgement = policies.judged(self.policy, message, asked)
        if output is not None:
            keep(output, N_("the checkpoint"), message)
        path = None if output is None else str(output)
        show_screen(witness.cosigned(policy, judgement, message.decode(), path))
        if judgement.seen:
            return None
        return Unavailable(
            asked,
            N_("not seen by {missing}, and {requirement}").format(
                missing=", ".join(judgement.missing), requirement=witness.requirement(policy)
            ),
            N_("What was signed is kept. Ask again later, or by mail with --requests"),
        )


def _text(message: bytes) -> str:
    return log_checkpoint.split(message)[0]


def _size(message: bytes) -> int:
    return log_checkpoint.parse_checkpoint(_text(message)).size


def _no_answer(file: Path, answer: bytes, error: Exception) -> Problem:
    """Why a file is no cosignature; one without signatures may say in words why there are none."""
    if (why := refused(answer)) is not None:
        return Refused(
            N_("take in the answer {file}").format(file=file),
            N_("the witness did not cosign. It says: {why}").format(why=why),
            N_("Mend that, and send it a new request"),
        )
    its_words = (
        N_(". It says: {reason}").format(reason=reason(answer))
        if isinstance(error, InvalidInput)
        else ""
    )
    return Unreadable(
        N_("take in the answer {file}").format(file=file),
        f"{error}{its_words}",
        N_("Ask the witness for the file anew; mail programs may change what is not attached"),
    )
