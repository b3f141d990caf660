"""How the holders of a power are told: by name, with their title, who answers, and any doubt."""

from __future__ import annotations

from collections.abc import Iterable

from domain.dates import bounds
from projections.render.dates import is_loose, spoken
from projections.render.words import control as words
from projections.report import Fields, Report


def name(report: Report, party: str) -> str:
    """A party as people know it."""
    return report.parties.get(party, party)


def names(report: Report, parties: Iterable[str]) -> str:
    """Parties as people know them, one after another."""
    return words.BETWEEN_HOLDERS.join(name(report, party) for party in parties)


def part(row: Fields) -> str:
    """Which part of a power it is."""
    said = [row["topic"]] if row["topic"] else []
    said += [words.AT_LEVEL.format(level=words.LEVEL[row["level"]])] if row["level"] else []
    said += [words.IN_PHASE.format(phase=row["phase"])] if row["phase"] else []
    said += [words.FOR_GROUP.format(group=row["group"])] if row.get("group") else []
    return words.BETWEEN_PARTS.join(said) or words.UNDIVIDED


def power(row: Fields) -> str:
    """Which power it is, and which part of it."""
    return words.POWER_OVER.format(power=words.POWER[row["power"]], part=part(row))


def since(text: str) -> str:
    """Since when, said as sure as the date is."""
    if bounds(text).exact:
        return words.SINCE.format(day=spoken(text))
    told = words.SINCE_BETWEEN if "/" in text else words.SINCE_IN
    told = words.SINCE_ABOUT if is_loose(text) else told
    return told.format(span=spoken(text))


def now(report: Report, row: Fields) -> str:
    """Who holds a power now, or why that is not known."""
    told = words.BETWEEN_HOLDERS.join(_holder(report, one) for one in row["holders"])
    start = since(row["since"]) if row["since"] else words.ALWAYS
    by = names(report, row["vouched_by"])
    return words.NOW[row["doubt"] or row["state"]].format(holders=told, since=start, by=by)


def and_before(report: Report, row: Fields) -> str:
    """Who holds a power now, and who had it before."""
    said = now(report, row)
    before = row["before"]
    if not before:
        return said
    holders, perhaps = (names(report, before[name]) for name in ("holders", "possible"))
    template = words.BEFORE if holders else words.BEFORE_PERHAPS
    told = template.format(
        now=said, until=spoken(before["until"]), holders=holders, possible=perhaps
    )
    return words.AND_PERHAPS.format(before=told, possible=perhaps) if holders and perhaps else told


def _holder(report: Report, one: Fields) -> str:
    granter = name(report, one["granted_by"]) if one["granted_by"] else words.UNNAMED
    said = words.HOLDER.format(
        holder=name(report, one["holder"]),
        since=since(one["since"]),
        basis=words.BASIS[one["basis"]].format(granter=granter),
        mandate=one["mandate"],
    )
    if not one["certain"]:
        said = words.UNSURE.format(holder=said)
    if one["basis"] == "mandate":
        said = _answering(report, one, said)
    if one["basis_doubt"]:
        said = words.BASIS_DOUBT[one["basis_doubt"]].format(holder=said)
    return words.CONTESTED.format(holder=said) if one["contested"] else said


def _answering(report: Report, one: Fields, said: str) -> str:
    if one["answerable"] is None:
        return words.NOBODY_KNOWN.format(holder=said)
    return words.ANSWERS.format(holder=said, answerable=name(report, one["answerable"]))
