"""The screens of verifying: one verdict in a sentence, where it differs, and the reasons."""

from __future__ import annotations

from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.records import said
from projections.render.words import verify as words
from projections.report import Fields

TAMPERED = ("truncated", "altered", "forked")
LACKING = ("unwitnessed", "stale")


def verdict(answer: Fields) -> list[Block]:
    """The verdict on a ledger."""
    word = answer["verdict"]
    blocks: list[Block] = [
        Heading(words.TITLE.format(**answer)),
        Sentence(words.VERDICT[word].format(**answer)),
    ]
    if word in TAMPERED:
        blocks.append(Sentence(_where(answer)))
        lines = [words.FINDING[one["code"]].format(**one) for one in answer["findings"]]
        blocks += [Heading(words.REASONS, 2), Lines(lines)]
    if answer["checkpoints"]:
        rows = [_checkpoint(one) for one in answer["checkpoints"]]
        blocks.append(Heading(words.CHECKPOINTS, 2))
        blocks.append(Table(words.CHECKPOINT_COLUMNS, rows, frozenset({0})))
        if not answer["signatures_checked"]:
            blocks.append(Sentence(words.NOT_CHECKED))
        if answer["keys_brought"]:
            blocks += [Sentence(words.KEYS_BROUGHT), Lines(answer["keys_brought"])]
    else:
        blocks.append(Sentence(words.NOTHING_SIGNED))
    if answer["seen"]:
        seen = [words.SEEN_BY.format(**one, day=spoken(one["at"])) for one in answer["seen"]]
        blocks.append(Sentence(words.SEEN.format(**answer, witnesses=words.LIST_OF.join(seen))))
    if answer["other_memory"]:
        blocks.append(Sentence(words.OTHER_MEMORY.format(**answer)))
    blocks += [*_authorship(answer), *_remarks(answer)]
    blocks.append(Lines([words.ROOT.format(**answer)]))
    if word in TAMPERED:
        blocks.append(Sentence(words.NEXT_TAMPERED))
    elif word in LACKING:
        blocks.append(Sentence(words.NEXT_WITNESS))
    return blocks


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
    signers = words.LIST_OF.join(one["signers"]) or words.BY_NOBODY_KNOWN
    text = words.SIGNED_BY if one["from"] == "stored" else words.KEPT_AS
    return [
        str(one["size"]),
        text.format(**one | {"signers": signers}),
        words.AGREES[one["agrees"]],
    ]


def proof(answer: Fields) -> list[Block]:
    """A proof that holds, and the record that it proves."""
    blocks: list[Block] = [
        Heading(words.PROOF_TITLE.format(**answer)),
        Sentence(words.PROOF.format(**answer)),
    ]
    if not answer["witnessed"]:
        blocks.append(Sentence(words.PROOF_OPERATOR))
    if not answer["record"]:
        return [*blocks, Sentence(words.NO_RECORD)]
    rows = [
        [name, spoken(value) if name == "on" else said(value)]
        for name, value in answer["record"].items()
    ]
    return [*blocks, Heading(words.RECORD, 2), Table(("", ""), rows)]
