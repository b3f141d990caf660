"""The ladder of participation: how much say a group was promised, and how much it was given.

After the Scientific Council for Government Policy (WRR 2012), with citizen control added. Dutch:
geen, informeren, raadplegen, adviseren, coproduceren, meebeslissen, burgerregie. Rungs are
compared, never averaged: which form fits depends on the task.
"""

from __future__ import annotations

from typing import Literal, get_args

Form = Literal["none", "inform", "consult", "advise", "co-produce", "co-decide", "citizen-control"]

RUNGS: dict[str, int] = {form: rung for rung, form in enumerate(get_args(Form))}
"""The number of each rung, from 0 (none) to 6 (citizen control)."""
