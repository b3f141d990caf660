"""Random histories of a village: few streams and few days, so that much falls on one day."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Fields = dict[str, Any]

SOURCE = [{"title": "a letter", "type": "official"}]
DAYS = ("2023-03-01", "2023-06-30", "2023-07-01", "2024-01-15")
ASSESSORS = (("residents", "beneficiary"), ("auditor", "independent"))
VALUES = ("1 euro", "2 euro", "3 euro")


def _at(on: str, **fields: Any) -> Fields:
    return {"on": on, "source": SOURCE} | fields


def founding() -> list[Fields]:
    """Who and what there is."""
    parties = {
        "council": "municipality", "ministry": "ministry", "residents": "residents",
        "auditor": "expert-body",
    }  # fmt: skip
    found = [
        _at("2010", kind="party.registered", party=name, name=f"The {name}", type=type_)
        for name, type_ in parties.items()
    ]
    area = {"kind": "area.registered"}
    found.append(_at("2010", **area, area="town", name="The town", type="municipality"))
    found.append(
        _at("2010", **area, area="village", name="The village", type="village", within="town")
    )
    by = {"by": ["council"], "to": ["residents"], "area": "village"}
    made = {"kind": "promise.made", "text": "A promise.", "criterion": "done"}
    found += [
        _at("2023-01-01", **made, **by, id=f"made-{name}", promise=name, due="2023-06-30")
        for name in ("roof", "road")
    ]
    found.append(
        _at(
            "2022-01-01", kind="rule.enacted", id="fare", rule="fare", title="The fare",
            topic="fare", value="1 euro", area="town", by=["council"], effective="2022-01-01",
            effect="immediate", direction="neutral",
        )
    )  # fmt: skip
    found.append(
        _at(
            "2022-01-01", kind="mandate.granted", id="granted", mandate="lead", holder="council",
            power="lead", area="village", **{"from": "2022-01-01"}, basis="attribution",
        )
    )  # fmt: skip
    keys = ("promises-kept", "rules-unchanged", "clear-lead", "informed", "heard")
    found.append(
        _at(
            "2022-06-01", kind="charter.declared", id="agreed", charter="agreed", area="village",
            by=["residents"], start="2022-06-01", conditions=[{"key": key} for key in keys],
        )
    )  # fmt: skip
    found.append(
        _at(
            "2024-12-31", kind="coverage.declared", coverage="all", by="auditor", area="town",
            about=["promise", "rule", "mandate", "update"], **{"from": "2022-01-01"},
        )
    )  # fmt: skip
    return found


days = st.sampled_from(DAYS)
promises = st.sampled_from(("roof", "road"))


@st.composite
def happening(draw: st.DrawFn, name: str) -> Fields:
    """One thing that happened, with an id."""
    own = {"id": name, "on": draw(days), "source": SOURCE, "note": "as read"}
    kind = draw(st.sampled_from(("assessed", "amended", "attested", "sent", "progressed")))
    match kind:
        case "assessed":
            by, basis = draw(
                st.sampled_from((("residents", "beneficiary"), ("auditor", "independent")))
            )
            outcome = draw(st.sampled_from(("kept", "partly", "broken")))
            fields = {"promise": draw(promises), "outcome": outcome, "by": by, "basis": basis}
            return own | fields | {"kind": "promise.assessed"}
        case "amended":
            fields = {"rule": "fare", "value": draw(st.sampled_from(VALUES)), "by": "council"}
            fields |= {"effective": draw(days), "direction": "unfavourable"}
            return own | fields | {"kind": "rule.amended"}
        case "attested":
            fields = {"area": "village", "key": "heard", "by": "residents"}
            fields |= {"met": draw(st.sampled_from(("yes", "no")))}
            return own | fields | {"kind": "condition.attested"}
        case "sent":
            fields = {"area": "village", "by": "council", "to": "residents", "text": "A letter."}
            fields |= {"content": draw(st.sampled_from(("news", "no-news")))}
            return own | fields | {"kind": "update.sent"}
        case _:
            fields = {"promise": draw(promises), "by": "council"} | {"text": "On the way."}
            return own | fields | {"kind": "promise.progressed"}


@st.composite
def dispute(draw: st.DrawFn, name: str, about: list[str]) -> Fields:
    """Somebody contests one of these records, or what one of its fields says."""
    fields = {
        "record": draw(st.sampled_from(about)),
        "by": draw(st.sampled_from(("residents", "council"))),
    }
    instead = draw(st.sampled_from(({}, {"text": "another"}, {"due": "2024-06-30"})))
    said = {"instead": instead} if instead else {}
    return _at(draw(days), kind="record.disputed", id=name, reason="it leaks", **fields, **said)


@st.composite
def histories(draw: st.DrawFn) -> list[Fields]:
    """What happened after the founding: two to six events, some disputes, and an end to some."""
    events = [draw(happening(f"e{number}")) for number in range(draw(st.integers(2, 6)))]
    about = [*(one["id"] for one in events), "made-roof", "granted", "fare"]
    disputes = [draw(dispute(f"d{number}", about)) for number in range(draw(st.integers(0, 3)))]
    settled = [
        _at(
            "2024-03-01",
            kind="record.dispute_settled",
            dispute=one["id"],
            by="auditor",
            outcome="x",
        )
        for one in disputes
        if draw(st.integers(0, 3)) == 0
    ]
    return [*draw(st.permutations([*events, *disputes])), *settled]


CHANGES = {
    "promise.assessed": ("outcome", ("kept", "partly", "broken")),
    "rule.amended": ("value", VALUES),
    "condition.attested": ("met", ("yes", "no")),
    "update.sent": ("content", ("news", "no-news")),
    "promise.progressed": ("text", ("On the way.", "Begun.")),
}
"""A field of each kind that may be corrected, and what it may say."""
