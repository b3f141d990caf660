"""The commands of an organisation that witnesses the ledgers of others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.keys import asked_for, verifier_key
from commands.terminal import content, hand_out, keep, say, show_screen, tell
from domain.errors import Problem, Unreadable, UsageProblem
from domain.text import named, quoted
from languages import N_
from projections.render.screens import witness as words

if TYPE_CHECKING:
    from ledger.transparency.keys import SigningKey, VerifierKey
    from ledger.witnessing.state import Outcome
    from ledger.witnessing.state import WitnessStore as State

LARGEST_PORT = 65535

state_option = click.option(
    "--state",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    default=Path("witness"),
    show_default=True,
    help="The folder in which the witness keeps what it has seen.",
)


def key_options(command: Any) -> Any:
    """The key of the witness, which is made when it is not there and has a name."""
    key = click.option(
        "--key",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("witness.key"),
        show_default=True,
        help="The file with the key of the witness.",
    )
    name = click.option(
        "--name", help="Make the key under this name, such as witness.example.org, if need be."
    )
    return key(name(command))


@click.group(epilog="Example: gestand witness show")
def witness() -> None:
    """Attest that the ledgers of others only grow; one organisation needs this and a computer.

    A witness keeps the last checkpoint of every log that it knows and cosigns a new one only if
    it extends that one. Who trusts enough witnesses of different organisations need not trust
    the operator of the ledger.
    """


@witness.command(epilog="Example: gestand witness add example.org/ledger example.org/ledger+c7f2…")
@click.argument("origin")
@click.argument("key", metavar="VKEY")
@state_option
def add(origin: str, key: str, state: Path) -> None:
    """Witness the log ORIGIN, which signs with the key of VKEY.

    VKEY is the verifier key of that log. Get it from the operator in a way in which nobody can
    change it.
    """
    from ledger.witnessing.state import WitnessStore as State

    added = State(state).add(
        _verifier(N_("witness the log {origin}").format(origin=origin), origin, key)
    )
    say((words.ADDED if added else words.KNOWN).format(origin=origin))


@witness.command(epilog="Example: gestand witness remove example.org/ledger")
@click.argument("origin")
@click.argument("key", metavar="[VKEY]", required=False)
@state_option
def remove(origin: str, key: str | None, state: Path) -> None:
    """Witness the log ORIGIN no longer, or not by the key VKEY.

    With VKEY only that one of its keys is taken away. A witness does not forget: when the log is
    added again, it goes on from what it had cosigned.
    """
    from ledger.witnessing.state import WitnessStore as State

    gone = (
        None
        if key is None
        else _verifier(N_("remove a key of {origin}").format(origin=origin), origin, key)
    )
    left = State(state).remove(origin, gone)
    say((words.REMOVED_KEY if left else words.REMOVED).format(origin=origin))


@witness.command(epilog="Example: gestand witness cosign request.txt -o cosignature.txt")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the cosignature, or the refusal, is written; default: printed.",
)
@key_options
@state_option
def cosign(file: Path, output: Path | None, key: Path, name: str | None, state: Path) -> None:
    """Answer the request in FILE, as a log sends it by mail.

    The request is what a log sends over HTTP (c2sp.org/tlog-witness, add-checkpoint), and the
    answer is what a witness answers there, or in words why not. When the answer got lost, the
    same request is answered again.
    """
    from ledger.clock import seconds
    from ledger.witnessing.client import letter, refusal
    from ledger.witnessing.state import WitnessStore as State

    request = content(file, N_("the request"))
    signer = _key(key, name)
    outcome = _by_mail(State(state), request, signer, seconds())
    if outcome.answer.accepted is None:
        problem: Problem = Unreadable(
            N_("read the request {file}").format(file=file),
            outcome.answer.body.decode().strip(),
            N_("Ask the log for the file anew; mail programs may change what is not attached"),
        )
        if outcome.shown is not None:
            problem = refusal(signer.name, outcome.shown, outcome.answer, same_size=outcome.forked)
        if output is not None:
            keep(output, N_("the answer"), letter(problem))
        _tell(outcome, forks_only=True)
        raise problem
    if output is None:
        hand_out(outcome.answer.body.decode())
        return
    keep(output, N_("the answer"), outcome.answer.body)
    new = outcome.answer.accepted
    said = words.WITNESS_WROTE.format(
        name=signer.name, size=new.size, origin=new.origin, path=output
    )
    say(said)


def _by_mail(state: State, request: bytes, key: SigningKey, time: int) -> Outcome:
    """The answer to a request that came by mail; to one that was answered before, once more.

    Answers get lost. The checkpoint that was cosigned last extends itself, without a proof: that
    is what a log would ask next over the network, where it can hear what was seen.
    """
    from ledger.transparency import witness_protocol as protocol
    from ledger.witnessing.client import seen_size

    outcome = state.answer(request, key, time)
    if outcome.shown is None or seen_size(outcome.answer) != outcome.shown.size:
        return outcome
    same = protocol.Request(outcome.shown.size, (), protocol.parse(request).checkpoint)
    return state.answer(bytes(same), key, time)


@witness.command(epilog="Example: gestand witness serve --name witness.example.org")
@click.option(
    "--listen",
    metavar="HOST:PORT",
    default="127.0.0.1:8080",
    show_default=True,
    help="Where to listen; a web server with a certificate belongs in front. Port 0: any.",
)
@key_options
@state_option
def serve(listen: str, key: Path, name: str | None, state: Path) -> None:
    """Answer logs over HTTP (c2sp.org/tlog-witness) until stopped."""
    import signal
    from contextlib import suppress

    from ledger.witnessing.server import WitnessServer
    from ledger.witnessing.state import WitnessStore as State

    signer = _key(key, name)
    address = _address(listen)
    with WitnessServer(address, State(state), signer, _tell) as server:
        # Whoever stops it politely gets a clean end, as with Ctrl-C.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        say(words.LISTENS.format(name=signer.name, url=server.url))
        say(str(signer.verifier))
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    say(words.STOPPED)


@witness.command(epilog="Example: gestand witness show --state witness")
@state_option
def show(state: Path) -> None:
    """List the logs that are witnessed, and proofs of forks."""
    from domain.dates import local_time
    from ledger.clock import at
    from ledger.witnessing.state import WitnessStore as State

    logs = [
        words.WitnessedLog(
            log.origin,
            log.size,
            local_time(at(log.time)) if log.time is not None else None,
            tuple((cosigned.decode(), shown.decode()) for cosigned, shown in log.forks),
            log.removed,
        )
        for log in State(state).overview()
    ]
    show_screen(words.overview(logs))


def _key(path: Path, name: str | None) -> SigningKey:
    """The key of the witness; a new one, if there is none and it has a name."""
    import secrets

    from ledger.signing import key_file
    from ledger.transparency.encoding import InvalidInput
    from ledger.transparency.keys import SigningKey, Type

    if name is not None and not path.exists():
        made = SigningKey(name, Type.COSIGNATURE, secrets.token_bytes(32))
        try:
            verifier = made.verifier
        except InvalidInput as error:
            raise UsageProblem(
                N_("make a key under the name {name!r}").format(name=name),
                str(error),
                N_("Take a name without spaces and plus, such as witness.example.org"),
            ) from error
        key_file.create(path, made)
        tell(words.MADE_KEY.format(name=name, path=path))
        tell(str(verifier))
    key = key_file.read(path, Type.COSIGNATURE, asked_for)
    if name not in {None, key.name}:
        raise UsageProblem(
            N_("use the key {path} as {name}").format(path=path, name=name),
            N_("it is that of {name}").format(name=key.name),
            N_("Leave --name out, or name another file with --key"),
        )
    return key


def _verifier(asked: str, origin: str, text: str) -> VerifierKey:
    """The verifier key of a log, which signs under its own name."""
    log = verifier_key(text)
    if log.name != origin:
        raise UsageProblem(
            asked,
            N_("the key is that of {name}, and a log signs under its own name").format(
                name=log.name
            ),
            N_("Name {name}, or ask the operator for the key of {origin}").format(
                name=log.name, origin=origin
            ),
        )
    return log


def _address(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or int(port) > LARGEST_PORT:
        raise UsageProblem(
            N_("listen at {listen}").format(listen=listen),
            N_("that is no address"),
            N_("Write it as 127.0.0.1:8080"),
        )
    return host.removeprefix("[").removesuffix("]"), int(port)


def _tell(outcome: Outcome | Problem, *, forks_only: bool = False) -> None:
    """Tell those who run the witness what happened, a line each."""
    from domain.dates import local_time
    from ledger.clock import now
    from ledger.witnessing.client import seen_size

    moment = local_time(now()).replace("T", " ")
    if isinstance(outcome, Problem):
        tell(words.NOT_NOW.format(moment=moment, problem=outcome))
        return
    shown, answer = outcome.shown, outcome.answer
    origin = named(shown.origin) if shown else words.UNREADABLE
    size = shown.size if shown else 0  # not told where nothing could be read
    facts: dict[str, Any] = {"moment": moment, "origin": origin, "size": size}
    if outcome.forked:
        tell(words.FORK.format(**facts))
    if forks_only:
        return
    if answer.accepted is not None:
        say(words.COSIGNED.format(**facts))
    elif (seen := seen_size(answer)) is not None:
        say(words.ASKED_SIZE.format(**facts, seen=seen))
    else:
        reason = quoted(answer.body.decode().strip())
        refused = words.REFUSED.format(**facts, status=int(answer.status), reason=reason)
        say(refused)
