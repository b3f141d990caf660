"""Every command: its group, the module that it is in, and what the help of gestand says of it."""

from __future__ import annotations

from keyword import iskeyword

GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "Begin": {
        "demo": ("demo", "Make the Groningen ledger and show what it answers."),
        "init": ("recording", "Make a new, empty ledger."),
    },
    "Ask about a place": {
        "conditions": ("conditions", "Did the conditions for participation stay the same?"),
        "trust": ("views", "How far the record supports trust that promises are kept."),
        "stability": ("regime", "The rules then and now, and what changed."),
        "control": ("control", "Who has control, since when and on what basis."),
        "participation": ("participation", "What say was promised and what was given."),
        "contact": ("lists", "What residents were told and asked, and the silences."),
        "levels": ("participation", "How dwelling, area and governance go together."),
        "unequal": ("regime", "How differently the members of a group are treated."),
    },
    "Look things up": {
        "promises": ("views", "Promises, and what became of each."),
        "rules": ("regime", "Rules: for whom, since when, and whether they are valid."),
        "decisions": ("participation", "Decisions, and who had what say in each."),
        "tables": ("participation", "Tables: who sat there, who left and who came back."),
        "lessons": ("participation", "What was learned, and what was done with it."),
        "charters": ("conditions", "Yardsticks: the conditions that were agreed upon."),
        "parties": ("lists", "Bodies, offices and groups."),
        "areas": ("lists", "Areas, and what each lies within."),
        "cases": ("lists", "Cases, and the phase each is in."),
        "figures": ("lists", "Statistics and surveys that were published."),
        "show": ("records", "Every record of one promise, rule, area or the like."),
        "log": ("records", "All records, in the order in which they were recorded."),
        "check": ("lists", "Deadlines that passed, contested records and the like."),
    },
    "Record": {
        "record": ("recording", "Record one event."),
        "import": ("recording", "Record journals: YAML, JSON, JSON Lines or CSV."),
        "correct": ("recording", "Retract a record and record it anew, corrected."),
        "charter": ("charter", "Write a yardstick for a place, to edit and import."),
        "schema": ("giving", "How records are written, as JSON Schema."),
        "export": ("giving", "Print the ledger as a journal that can be imported."),
    },
    "Sign and prove": {
        "key": ("signing", "Make or show the key that checkpoints are signed with."),
        "checkpoint": ("checkpoint", "Sign how far the ledger is, and have it cosigned."),
        "timestamp": ("timestamp", "Have a time authority say when a checkpoint existed."),
        "prove": ("signing", "Prove that a record is in the ledger."),
        "bundle": ("bundling", "Write a file with all it takes to check the ledger."),
        "publish-log": ("copies", "Write what was signed as static files for a web server."),
    },
    "Verify what others keep": {
        "verify": ("verifying", "Check that nothing was changed, removed or reordered."),
        "diff": ("continuity", "What was recorded since a checkpoint that you kept."),
        "clone": ("copies", "Make a copy of a ledger that answers every question."),
        "pull": ("copies", "Extend a copy with what was recorded since."),
        "policy": ("policy", "Whose signatures are enough for a checkpoint."),
        "witness": ("witness", "Attest that the ledgers of others only grow."),
    },
}
"""The commands under the headings of the help: the module of each, and what it is for.

What it is for fits on a line of 80 columns. A command is loaded when it is called, and the help
loads none of them.
"""


def _where(name: str, module: str) -> tuple[str, str]:
    """The module of a command and its function there, which has its name as far as Python can."""
    function = name.replace("-", "_")
    return f"commands.{module}", f"{function}_" if iskeyword(name) else function


COMMANDS = {
    name: _where(name, module)
    for commands in GROUPS.values()
    for name, (module, _) in commands.items()
}
"""Every command, in the order of the help, and where it is."""
