"""How the command line names a ledger: a file, or a database on a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ledger.store.address import Location, location


class LedgerLocation(click.ParamType[Location]):
    """The name of a file, or an address with postgresql://."""

    name = "ledger"

    def convert(self, value: Any, _param: Any, _context: Any) -> Location:
        """Where the ledger is kept; UsageProblem for an address that is none."""
        return location(value) if isinstance(value, str) else value

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click names it
        """As --help has it."""
        return "PATH|ADDRESS" if param.param_type_name == "option" else "COPY"

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Files: nobody lists servers."""
        return [click.shell_completion.CompletionItem(incomplete, type="file")]


DEFAULT = Path("gestand.db")
"""The ledger in use, unless another is named."""
