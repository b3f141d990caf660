"""The type of an option that takes a whole number."""

from __future__ import annotations

import click

from languages import N_


class WholeNumber(click.IntRange):
    """A whole number, in a range if it has one, by a name in the language of the process."""

    name = N_("integer")
