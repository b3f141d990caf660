"""What all commands that record share when somebody signs: `--sign-with` and `--as`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from domain.errors import UsageProblem

if TYPE_CHECKING:
    from ledger.signatures import Signer

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
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
                "sign what is recorded",
                "it takes a key and the party that has it",
                "Name both: --sign-with FILE --as PARTY",
            )
        from commands.passphrase import asked_for
        from ledger import key_file
        from ledger.clock import at, seconds
        from ledger.log.keys import Type
        from ledger.signatures import Signer

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
