"""The screens of policies: in plain words, and whether a checkpoint is valid by one."""

from __future__ import annotations

from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import spoken
from projections.render.words import policy as words
from projections.report import Fields


def policy(told: Fields) -> list[Block]:
    """A policy in plain words.

    Fields: logs (names), quorum (a name or None), groups (those that count, outermost first: name,
    needed, members, kind) and witnesses (name, url).
    """
    blocks: list[Block] = [Heading(words.TITLE)]
    logs = shared.LIST_OF.join(told["logs"]) or words.NO_LOG
    if told["quorum"] is None:
        return [*blocks, Sentence(words.COUNTS_UNWITNESSED.format(logs=logs))]
    blocks.append(Sentence(words.COUNTS.format(logs=logs, quorum=requirement(told))))
    inner = [group for group in told["groups"] if group["name"] != told["quorum"]]
    if inner:
        rows = [[group["name"], _member(group)] for group in inner]
        blocks.append(Table(words.MEMBER_COLUMNS, rows))
    if any(group["kind"] != "organisations" and group["needed"] > 1 for group in told["groups"]):
        blocks.append(Sentence(words.COUNTS_WITNESSES))
    rows = [[one["name"], one["url"] or words.NOWHERE] for one in told["witnesses"]]
    return [*blocks, Table(words.WITNESS_COLUMNS, rows)]


def requirement(told: Fields) -> str:
    """Who must have seen a checkpoint, in words; the policy has a quorum."""
    group = next((one for one in told["groups"] if one["name"] == told["quorum"]), None)
    if group is None:
        return words.ONE_WITNESS.format(name=told["quorum"])
    needed, count = group["needed"], len(group["members"])
    template = words.SO_MANY
    if count == 1:
        template = words.THE_ONE
    elif needed == count:
        template = words.ALL
    elif needed == 1:
        template = words.ANY
    return template.format(
        needed=needed,
        count=count,
        kind=words.KIND[group["kind"]],
        members=shared.LIST_OF.join(group["members"]),
    )


def _member(group: Fields) -> str:
    count = len(group["members"])
    way = "some"
    if group["kind"] == "witnesses" and group["needed"] == 1:
        way = "one" if count == 1 else "any"
    members = shared.LIST_OF.join(group["members"])
    return words.MEMBER[way].format(needed=group["needed"], count=count, members=members)


def check(told: Fields, found: Fields) -> list[Block]:
    """Who signed a checkpoint, and whether that is enough.

    Fields found: origin, size, root, signed (by a log of the policy, under its own name), seen
    (by the quorum), missing (members of the quorum), signers (name, organisation or None, seen: a
    local moment, or None for a log).
    """
    blocks: list[Block] = [Heading(words.CHECKPOINT.format(**found))]
    rows = [[one["name"], _role(one), spoken(one["seen"])] for one in found["signers"]]
    if rows:
        blocks.append(Table(words.SIGNER_COLUMNS, rows))
    if not found["signed"]:
        return [*blocks, Sentence(words.NOT_SIGNED)]
    if found["seen"]:
        return [*blocks, Sentence(words.VALID)]
    blocks.append(Sentence(words.NOT_SEEN.format(quorum=requirement(told))))
    names = shared.LIST_OF.join(found["missing"])
    return [*blocks, Sentence(words.MISSING.format(names=names))]


def _role(signer: Fields) -> str:
    if signer["seen"] is None:
        return words.AS_LOG
    if signer["organisation"] is None:
        return words.AS_WITNESS
    return words.AS_WITNESS_OF.format(organisation=signer["organisation"])
