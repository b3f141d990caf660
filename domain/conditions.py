"""The conditions for participation that the ledger can judge, and their parameters.

`days` is how far back a condition looks or how old something may be, `n` how many there may be,
`rung` the least rung of the ladder of participation. Where a charter gives no parameter, the value
here holds. 365 days, one ministry and the rungs 5 and 4 are part of the method; 90 days without an
update (a quarter) and 56 without an answer (eight weeks, what the Awb 4:13 calls reasonable for a
decision) are choices of this project.
"""

from __future__ import annotations

CONDITIONS: dict[str, dict[str, int]] = {
    "promises-kept": {"days": 365},
    "rules-unchanged": {},
    "clear-lead": {},
    "same-lead": {},
    "one-ministry": {"n": 1},
    "residents-decide": {"rung": 5, "days": 365},
    "say-over-process": {"rung": 4, "days": 365},
    "informed": {"days": 90},
    "input-answered": {"days": 56},
}
"""Parameters by key, with their defaults. Any other key is attested, and takes no parameters."""
