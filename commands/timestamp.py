"""The commands for timestamps: when a checkpoint existed, by the word of a time authority."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from domain.errors import UsageProblem

ROOTS_HELP = "The root certificates that you trust, in PEM; those in between may stand there too."


class _AskByDefault(click.Group):
    """A group whose first command needs no name: `gestand timestamp FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "--help"}:
            args = ["ask", *args]
        return super().parse_args(ctx, args)


def _file(
    *names: str, text: str, required: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option(*names, type=kind, metavar="FILE", required=required, help=text)


@click.group(
    cls=_AskByDefault,
    epilog="Example: gestand timestamp checkpoint.txt --query checkpoint.tsq",
)
def timestamp() -> None:
    """Have a time authority say when a checkpoint existed, and verify it offline (RFC 3161).

    `gestand timestamp FILE` asks about the checkpoint in FILE; `gestand timestamp verify FILE`
    verifies. It needs the extra: pip install 'gestand[timestamps]'.
    """


@timestamp.command(
    epilog="Example: gestand timestamp checkpoint.txt --authority https://tsa.example.org/"
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--authority", metavar="URL", help="The authority to ask.")
@_file("--query", text="Write the question there, to be sent by hand.")
@_file("--reply", text="Take the answer from there, as it came.")
@_file("-o", "--output", text="Where the timestamp is kept; default: FILE.tsr.")
def ask(
    file: Path,
    authority: str | None,
    query: Path | None,
    reply: Path | None,
    output: Path | None,
) -> None:
    """Get a timestamp on the checkpoint in FILE and keep it beside it.

    The authority sees the hash of the checkpoint and nothing else. Without a way to the network,
    write the question with --query, send it, and give back the answer with --reply.
    """
    from commands.files import content, keep
    from ledger import timestamping
    from projections.render.words import timestamp as words

    if sum(one is not None for one in (authority, query, reply)) != 1:
        raise UsageProblem(
            "get a timestamp",
            "it takes one way to ask",
            "Name --authority with its address, or --query and later --reply with a file",
        )
    signed = content(file, "the checkpoint")
    if query is not None:
        keep(query, "the question", timestamping.query(signed))
        click.echo(words.ASKED.format(path=query, checkpoint=file))
        return
    if reply is not None:
        answer = timestamping.taken(content(reply, "the timestamp"), signed)
    else:
        assert authority is not None, "one of the three was given"
        answer = timestamping.ask(authority, signed)
    path = output or beside(file)
    keep(path, "the timestamp", answer)
    click.echo(words.KEPT.format(path=path, checkpoint=file))


@timestamp.command(epilog="Example: gestand timestamp verify checkpoint.txt --roots tsa-root.pem")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_file("--roots", text=ROOTS_HELP, required=True)
@_file("--reply", text="Where the timestamp is kept; default: FILE.tsr.")
def verify(file: Path, roots: Path, reply: Path | None) -> None:
    """Verify, offline, the timestamp on the checkpoint in FILE.

    Ends with 0 when the authority that you trust vouches for it, and with 8 when it does not.
    """
    from commands.files import content
    from ledger import timestamping
    from projections.render.blocks import Sentence, terminal
    from projections.render.dates import spoken
    from projections.render.words import timestamp as words

    signed, trusted = content(file, "the checkpoint"), content(roots, "the roots")
    found = timestamping.verify(content(reply or beside(file), "the timestamp"), signed, trusted)
    told = words.PROVEN.format(
        size=found.checkpoint.size,
        origin=found.checkpoint.origin,
        root=found.checkpoint.root.hex()[:8],
        moment=spoken(found.moment),
        authority=found.authority,
        within="" if found.within_s is None else words.WITHIN.format(seconds=found.within_s),
    )
    click.echo(terminal([Sentence(told)]), nl=False)


def beside(checkpoint: Path) -> Path:
    """Where the timestamp on a checkpoint is kept when nothing else is said."""
    from ledger.timestamping import SUFFIX

    return checkpoint.with_name(f"{checkpoint.name}{SUFFIX}")
