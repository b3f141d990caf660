"""Made-up ledgers of bodies: offices, successions, transfers of each form, mandates to speak."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from domain.record import Record

BODIES = ("ministry", "office", "agency", "council", "residents", "street", "union", "auditor")
SOME = st.lists(st.sampled_from(BODIES), min_size=1, max_size=2, unique=True)
PARTY = st.sampled_from(BODIES)
DAYS = st.sampled_from(
    (
        *("2021-01-10", "2021-02-01", "2021-03-01", "2021-06-15", "2021-07-01", "2021-09-30"),
        *("2021-Q3", "2021-06", "2021", "2021-06-30~", "2021-02/2021-07"),
    )
)

Fields = dict[str, Any]


def _event(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    return st.fixed_dictionaries({"kind": st.just(kind), "on": DAYS} | fields)


def links() -> st.SearchStrategy[Fields]:
    """What links parties, and what lets one speak for another."""
    granted = {"power": st.just("decide"), "basis": st.just("mandate")}
    return st.one_of(
        _event("party.changed", party=PARTY, part_of=PARTY),
        _event(
            "party.succeeded", party=PARTY, by=SOME, complete=st.sampled_from((True, True, False))
        ),
        _event(
            "mandate.granted", mandate=st.just("voice"), holder=PARTY, granted_by=PARTY, **granted
        ),
        _event("mandate.ended", mandate=st.just("voice")),
    )


def registrations() -> st.SearchStrategy[list[Fields]]:
    """Every party, as only a registered one can be linked; some are part of another from then."""
    within = st.fixed_dictionaries({}, optional=dict.fromkeys(BODIES, PARTY))
    return within.map(
        lambda parents: [
            {"kind": "party.registered", "on": "2021-01-01", "party": party}
            | ({"part_of": parents[party]} if parents.get(party, party) != party else {})
            for party in BODIES
        ]
    )


def transfers() -> st.SearchStrategy[Fields]:
    """A promise that passes on, or that somebody acts on."""
    forms = st.sampled_from(("mandate", "delegation", "succession"))
    return _event("promise.transferred", to=SOME, form=forms)


def assessments() -> st.SearchStrategy[Fields]:
    """What somebody finds that became of a promise, on any basis."""
    basis = st.sampled_from(("independent", "beneficiary", "promisor"))
    outcome = st.sampled_from(("kept", "partly", "broken", "unknown"))
    published = st.sampled_from((None, "2021-07-01", "2022-01-01", "2021"))
    return _event("promise.assessed", by=PARTY, basis=basis, outcome=outcome, published=published)


def sayings() -> st.SearchStrategy[Fields]:
    """Everything that somebody may or may not say of a promise."""
    reported = st.sampled_from(("kept", "partly", "not-kept"))
    consent = st.lists(PARTY, max_size=2, unique=True)
    later = st.sampled_from(("2021-09-30", "2022-03-31"))
    return st.one_of(
        assessments(),
        assessments(),
        _event("promise.reported", by=PARTY, outcome=reported),
        _event("promise.progressed", by=PARTY, done=st.sampled_from(("0", "2", "4", "2..4"))),
        _event("promise.withdrawn", by=st.one_of(st.none(), PARTY)),
        _event("promise.postponed", by=PARTY, consent_by=consent, due=later),
        _event("promise.suspended", by=PARTY, consent_by=consent),
        _event("promise.redefined", by=PARTY, consent_by=consent, criterion=st.just("less")),
        _event("promise.released", by=PARTY),
        _event("promise.superseded", consent_by=consent, successor=st.just("next"))
        .map(lambda one: one | {"terms": "worse"}),
        _event("promise.proviso_occurred"),
        disputes(),
    )  # fmt: skip


def disputes() -> st.SearchStrategy[Fields]:
    """Somebody disputes the making, or what was recorded after it."""
    about = st.sampled_from(("r0", "r1", "r2"))
    instead = st.sampled_from(({}, {"text": "something else"}, {"due": "2030-01-01"}))
    return _event("record.disputed", by=PARTY, record=about, instead=instead)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Record], list[Record]]:
    """The history of one promise, and what is recorded of parties and mandates."""
    proviso = {"text": "if they agree", "type": "proviso", "in_power_of": draw(PARTY)}
    made: Fields = {"kind": "promise.made", "on": "2021-01-05", "by": draw(SOME), "to": draw(SOME)}
    made |= {"hold": "achievement", "due": "2021-06-30", "place": {"area": "village"}, "text": "A."}
    made |= draw(st.sampled_from(({}, {"size": "4"}, {"condition": proviso})))
    life = [made, *draw(st.lists(transfers(), max_size=2))]
    life += [draw(assessments()), *draw(st.lists(sayings(), max_size=2))]
    others = draw(registrations())
    # A mandate is granted once; a link of a party to itself cannot be recorded.
    granted = False
    for one in draw(st.lists(links(), min_size=1, max_size=4)):
        if one["kind"] == "mandate.granted" and granted:
            continue
        granted = granted or one["kind"] == "mandate.granted"
        others.append(one)
    others = [one for one in others if not _of_itself(one)]
    if not granted:
        others = [one for one in others if one["kind"] != "mandate.ended"]
    return _records(life, "promise/p", 0), _records(others, "", 100)


def _of_itself(one: Fields) -> bool:
    return one.get("party") is not None and one["party"] in (one.get("part_of"), *one.get("by", ()))


def _records(told: list[Fields], stream: str, start: int) -> list[Record]:
    return [
        Record(start + place, _complete(one, stream, start + place, place + 1))
        for place, one in enumerate(told)
    ]


def _complete(one: Fields, stream: str, position: int, version: int) -> Fields:
    own = f"party/{one['party']}" if "party" in one else "mandate/voice"
    fields = {name: value for name, value in one.items() if value is not None}
    extra = {"place": {"area": "village"}, "from": one["on"], "effective": one["on"]}
    fields = (extra if "mandate" in one else {}) | fields
    return fields | {
        "stream": stream or own,
        "promise": "p",
        "id": f"r{position}",
        "version": version,
        "recorded_at": "2023-01-01T00:00:00Z",
    }
