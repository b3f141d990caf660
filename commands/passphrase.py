"""The passphrase of a key file: from the environment, or typed where nobody sees it."""

from __future__ import annotations

import os

import click

VARIABLE = "GESTAND_PASSPHRASE"


def asked_for(*, confirm: bool = False) -> str:
    """The passphrase; with `confirm` it is typed twice, because a new key is locked with it."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return given
    typed: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    return typed
