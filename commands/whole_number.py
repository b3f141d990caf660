"""The type of an option that takes a whole number."""

from __future__ import annotations

import click

from languages import N_

BOTH, LEAST, MOST = N_("{least} to {most}"), N_("{least} or more"), N_("{most} or less")


class WholeNumber(click.IntRange):
    """A whole number, in a range if it has one, by a name in the language of the process."""

    name = N_("integer")

    def _describe_range(self) -> str:
        """The range in words, for the help and for who is outside it; empty where there is none.

        The numbers are as they are typed. click would say it in signs.
        """
        if self.min is None and self.max is None:
            return ""
        template = LEAST if self.max is None else MOST if self.min is None else BOTH
        return template.format(least=self.min, most=self.max)
