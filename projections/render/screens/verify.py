"""The screens of verifying: one verdict in a sentence, where it differs, and the reasons."""

from __future__ import annotations

from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.records import said
from projections.render.words import verify as words
from projections.report import Fields

TAMPERED = ("truncated", "altered", "forked")
SIGNED_WRONGLY = {"unreadable", "unsigned", "other_key"}
"""What was found of checkpoints that are there, and are none of the log."""

LACKING = ("unwitnessed", "stale")


def verdict(answer: Fields) -> list[Block]:
    """The verdict on a ledger."""
    word = answer["verdict"]
    told = answer | {"by": _by(answer), "agreement": _agreement(answer)}
    blocks: list[Block] = [
        Heading(words.TITLE.format(**answer)),
        Sentence((words.OTHER_KEY if _other_key(answer) else words.VERDICT[word]).format(**told)),
    ]
    if answer["demanded"]:
        blocks.append(Sentence(words.DEMANDED))
    if word in TAMPERED:
        if not _other_key(answer):
            blocks.append(Sentence(_where(answer)))
        rows = [[words.FINDING[one["code"]].format(**one)] for one in answer["findings"]]
        blocks += [Heading(words.REASONS, 2), Table(("",), rows)]
    blocks += [*_signatures(answer), *_authorship(answer), *_remarks(answer)]
    blocks.append(Lines([words.ROOT.format(**answer)]))
    if _other_key(answer):
        blocks.append(Sentence(words.NEXT_OTHER_KEY))
    elif word in TAMPERED:
        blocks.append(Sentence(words.NEXT_TAMPERED))
    elif word in LACKING:
        unchecked = answer["checkpoints"] and not answer["signatures_checked"]
        blocks.append(Sentence(words.NEXT_KEY if unchecked else words.NEXT_WITNESS))
    return blocks


def _signatures(answer: Fields) -> list[Block]:
    """The checkpoints, and what their signatures are worth."""
    if not answer["checkpoints"]:
        told = {one["code"] for one in answer["findings"]} & SIGNED_WRONGLY
        return [] if told else [Sentence(words.NOTHING_SIGNED)]
    rows = _once([_checkpoint(one) for one in answer["checkpoints"]])
    blocks: list[Block] = [
        Heading(words.CHECKPOINTS, 2),
        Table(words.CHECKPOINT_COLUMNS, rows, frozenset({0})),
    ]
    if not answer["signatures_checked"]:
        blocks.append(Sentence(words.NOT_CHECKED))
    if answer["keys_brought"]:
        blocks += [Sentence(words.KEYS_BROUGHT), Lines(answer["keys_brought"])]
    if answer["copy_of"] and answer["verdict"] == "unwitnessed":
        blocks.append(Sentence(words.COPY_OF.format(**answer)))
    if answer["seen"]:
        seen = [words.SEEN_BY.format(**one, day=spoken(one["at"])) for one in answer["seen"]]
        blocks.append(Sentence(words.SEEN.format(**answer, witnesses=words.LIST_OF.join(seen))))
    if answer["other_memory"]:
        blocks.append(Sentence(words.OTHER_MEMORY.format(**answer)))
    return blocks


def _other_key(answer: Fields) -> bool:
    """Whether nothing is wrong but that no known key has signed."""
    return {one["code"] for one in answer["findings"]} == {"other_key"}


def _by(answer: Fields) -> str:
    """Who stands for what is verified unchanged."""
    counting = [one for one in answer["checkpoints"] if one["counts"] and one["agrees"]]
    newest = max(counting, key=lambda one: one["size"], default=None)
    if newest is None or newest["from"] != "kept":
        return words.BY_WITNESSES
    return words.BY_KEPT.format(**newest)


def _agreement(answer: Fields) -> str:
    """What else the records agree with."""
    if not answer["checkpoints"]:
        return words.AGREEMENT["unsigned"]
    return words.AGREEMENT["signed" if answer["signed"] else "unchecked"]


def _once(rows: list[list[str]]) -> list[list[str]]:
    """Rows that say the same are said once."""
    return [row for place, row in enumerate(rows) if row not in rows[:place]]


def _authorship(answer: Fields) -> list[Block]:
    """What each party signed, where any party has a key and the records are what they were."""
    parties = answer.get("authorship", [])
    if not parties:
        return []
    rows = [
        [one["party"] or words.NOBODY, *(str(one[name]) for name in words.SIGNED_COLUMNS)]
        for one in parties
    ]
    numbers = frozenset(range(1, len(words.SIGNED_COLUMNS) + 1))
    headings = (words.PARTY, *words.SIGNED_COLUMNS.values())
    blocks: list[Block] = [Heading(words.AUTHORSHIP, 2), Table(headings, rows, numbers)]
    if answer["wrongly_signed"]:
        records = words.LIST_OF.join(str(one) for one in answer["wrongly_signed"])
        blocks.append(Sentence(words.WRONGLY_SIGNED.format(records=records)))
    return blocks


def _remarks(answer: Fields) -> list[Block]:
    """What is odd about the tables and guards of the file."""
    if not answer["remarks"]:
        return []
    lines = [words.REMARK[one["code"]][one["part"]].format(**one) for one in answer["remarks"]]
    return [Heading(words.REMARKS, 2), Lines(lines), Sentence(words.REMARKS_PROVE_NOTHING)]


def _where(answer: Fields) -> str:
    if answer["first"] is None:
        return words.SOMEWHERE
    if answer["verdict"] == "truncated":
        return words.MISSING.format(**answer)
    exact = answer["first"] == answer["last"]
    return (words.FIRST if exact else words.BETWEEN).format(**answer)


def _checkpoint(one: Fields) -> list[str]:
    others = [name for name in one["signers"] if name != one["origin"]]
    signers = words.LIST_OF.join(others) if one["signers"] else words.BY_NOBODY_KNOWN
    signed = (words.SIGNED_BY if signers else words.SIGNED_ITSELF).format(
        **one | {"signers": signers}
    )
    return [
        str(one["size"]),
        signed if one["from"] != "kept" else words.KEPT_AS.format(**one, signed=signed),
        words.AGREES[one["agrees"]],
    ]


def proofs(answer: Fields) -> list[Block]:
    """The proofs in a folder, and whether they contradict each other."""
    rows = [
        [str(one["position"]), one["origin"], f"{one['size']:,}", one["proof"]]
        for one in answer["proofs"]
    ]
    blocks: list[Block] = [
        Heading(words.PROOFS_TITLE.format(**answer)),
        Sentence(words.PROOFS[answer["verdict"]]),
        Table(words.PROOFS_COLUMNS, rows, frozenset({0, 2})),
    ]
    if answer["forked"]:
        records = words.LIST_OF.join(str(one) for one in answer["forked"])
        blocks.append(Sentence(words.FORKED_RECORDS.format(records=records)))
    if not answer["witnessed"] and not answer["forked"]:
        blocks.append(Sentence(words.PROOF_OPERATOR))
    return blocks


def proof(answer: Fields) -> list[Block]:
    """A proof that holds, and the record that it proves."""
    blocks: list[Block] = [
        Heading(words.PROOF_TITLE.format(**answer)),
        Sentence(words.PROOF.format(**answer)),
    ]
    if not answer["witnessed"]:
        blocks.append(Sentence(words.PROOF_OPERATOR))
    blocks += [Sentence(words.PROOF_AGREES[one["agrees"]].format(**one)) for one in answer["kept"]]
    if not answer["record"]:
        return [*blocks, Sentence(words.NO_RECORD)]
    rows = [
        [name, spoken(value) if name == "on" else said(value)]
        for name, value in answer["record"].items()
    ]
    return [*blocks, Heading(words.RECORD, 2), Table(("", ""), rows)]


SCREENS = {"verify": verdict, "proof": proof, "proofs": proofs}
"""The screen of each answer."""
