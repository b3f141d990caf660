"""An answer about a log as a whole: its screen, or the same as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from projections.render.blocks import Block
    from projections.report import Fields

format_option = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)


def show(answer: Fields, screen: Callable[[Fields], list[Block]], form: str) -> None:
    """Print an answer in one of the forms of `format_option`."""
    from projections.render.blocks import terminal

    if form == "json":
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        click.echo(terminal(screen(answer)), nl=False)
