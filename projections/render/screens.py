"""The screens: each view's report in words and tables, natural frequencies first."""

from __future__ import annotations

from collections import Counter

from projections.render import words
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.report import Fields, Report


def head(report: Report, title: str) -> list[Block]:
    """What every screen begins with: what was asked, as of when, as known when."""
    moment = f"as of {report.as_of[:10]}, from the first {report.known:,} records of the ledger"
    return [Heading(title), Sentence(moment)]


def trust(report: Report) -> list[Block]:
    """The trust figures of one area in words, of several as a table."""
    blocks = [*head(report, "Promises and what became of them"), Sentence(words.TRUST)]
    if len(report.rows) == 1 and "promises" in report.rows[0]:
        blocks += _area(report.rows[0])
    elif report.rows:
        blocks.append(_areas(report.rows))
    return [*blocks, Sentence(f"{words.ROOTS} {words.BURDEN[report.burden]} {words.PRESS}")]


def series(report: Report) -> list[Block]:
    """The counts of areas from one moment to the next."""
    names = ("due", "kept", "late", "partly", "broken", "unresolved")
    headings = ("as of", "area", "due", "in time", "late", "in part", "not kept", "not est.")
    rows = [[row["as_of"], row["name"], *(str(row[name]) for name in names)] for row in report.rows]
    table = Table(headings, rows, frozenset(range(2, len(headings))))
    return [*head(report, "Promises and what became of them, over time"), table]


def compare(report: Report) -> list[Block]:
    """Whether an order can be stated, and why not."""
    (row,) = report.rows
    blocks = head(report, f"{row['first']} and {row['second']}")
    blocks.append(
        Sentence(
            f"Outcomes known: {row['first_outcomes']} for {row['first']}, "
            f"{row['second_outcomes']} for {row['second']}."
        )
    )
    if row["lower"]:
        text = f"By the record promises to {row['lower']} were kept less, however one weighs them"
        return [*blocks, Sentence(f"{text} (probability {row['probability']:.3f}).")]
    return [*blocks, Sentence("No order between the two can be defended by this record.")]


def _areas(rows: list[Fields]) -> Table:
    names = ("due", "kept", "late", "partly", "broken", "unresolved", "not_due", "undated")
    headings = (
        "area", "due", "in time", "late", "in part", "not kept", "not est.", "not due", "no date"
    )  # fmt: skip
    lines = [[_title(row), *(str(row[name]) for name in names)] for row in rows]
    return Table(headings, lines, frozenset(range(1, len(headings))))


def _title(row: Fields) -> str:
    return str(row.get("by") or row["name"])


def _area(row: Fields) -> list[Block]:
    blocks: list[Block] = [Heading(str(row["name"]), 2), Sentence(_frequencies(row))]
    blocks.append(Sentence(_certainty(row)))
    blocks += _due(row["promises"])
    wider = row["wider"]
    if row["wider_promises"]:
        blocks += [
            Heading("Promises to a wider area or group that covers or touches it", 2),
            Sentence(_frequencies(wider | {"not_due": None, "undated": None})),
            *_due(row["wider_promises"]),
        ]
    return blocks


def _frequencies(row: Fields) -> str:
    """The counts as a sentence: 12 of 20 in time, 3 late, 5 not; 4 not established."""
    if not row["due"]:
        text = "None that can be scored is due."
    else:
        text = (
            f"Of {row['due']} that fell due: {row['kept']} kept in time, {row['late']} late, "
            f"{row['partly']} in part, {row['broken']} not kept; of {row['unresolved']} "
            "it is not established what became."
        )
    if row.get("not_due") is not None:
        text += f" {row['not_due']} not yet due, {row['undated']} without a date."
    return text


def _certainty(row: Fields) -> str:
    tier = row["tier"]
    if tier == "list":
        return "Fewer than 8 outcomes are known: too few for a figure. See the list."
    if tier == "bounds":
        return (
            "More than a fifth is not established. Were all of that not kept, the score would be "
            f"{row['unresolved_low']:.2f}; were all of it kept, {row['unresolved_high']:.2f}."
        )
    interval = f"With 95% certainty between {row['low']:.2f} and {row['high']:.2f} (0 to 1)"
    return f"{interval}." if tier == "interval" else f"{interval}; score {row['score']:.2f}."


def _promises(lines: list[Fields]) -> Table:
    rows = [
        [
            line["due"] or "no date",
            _status(line),
            f"{line['text']} ({', '.join(line['by'])}; {line['promise']})",
        ]
        for line in lines
    ]
    return Table(("due", "what became of it", "promise (by whom; its name here)"), rows)


def _due(lines: list[Fields]) -> list[Block]:
    """The promises that fell due, and how many more there are to look up."""
    due = [line for line in lines if line["group"] in {"scored", "unresolved"}]
    due.sort(key=lambda line: str(line["due"]))
    blocks: list[Block] = [_promises(due)] if due else []
    counts = Counter(line["group"] for line in lines if line not in due)
    if counts:
        rest = ", ".join(
            f"{counts[group]} {text}" for group, text in words.GROUP.items() if counts[group]
        )
        blocks.append(Sentence(f"Not in this list: {rest}; see `gestand promises`."))
    return blocks


def promises(report: Report) -> list[Block]:
    """The list of promises, and how each is to be read."""
    blocks = head(report, "Promises")
    if not report.rows:
        return [*blocks, Sentence("None on record that fits the question.")]
    count = len(report.rows)
    blocks += [Sentence(f"{count} on record."), _promises(report.rows)]
    return [*blocks, Sentence(f"{words.BURDEN[report.burden]} {words.PRESS}")]


def parties(report: Report) -> list[Block]:
    """The parties by name."""
    rows = [
        [
            row["party"],
            row["name"],
            row["type"],
            ", ".join(row["succeeded_by"]),
            str(row["promises"]),
        ]
        for row in report.rows
    ]
    table = Table(("party", "name", "kind", "succeeded by", "promises"), rows, frozenset({4}))
    return [*head(report, "Parties"), table]


def areas(report: Report) -> list[Block]:
    """The areas by name, each with what it lies within."""
    rows = [
        [
            row["area"],
            row["type"],
            " > ".join(row["within"]),
            row["ended"] or "",
            str(row["promises"]),
        ]
        for row in report.rows
    ]
    table = Table(("area", "kind", "lies within", "ended", "promises"), rows, frozenset({4}))
    return [*head(report, "Areas"), table]


def cases(report: Report) -> list[Block]:
    """The cases and their phases."""
    if not report.rows:
        return [*head(report, "Cases"), Sentence("None on record.")]
    rows = [
        [row["case"], row["area"], row["opened"], row["phase"] or "", row["outcome"] or ""]
        for row in report.rows
    ]
    return [*head(report, "Cases"), Table(("case", "area", "opened", "phase", "outcome"), rows)]


def check(report: Report) -> list[Block]:
    """The findings of the checks."""
    rows = [[row["check"], row["subject"], row["finding"]] for row in report.rows]
    return [*head(report, "Findings"), Table(("check", "of", "finding"), rows)]


def contact(report: Report) -> list[Block]:
    """What was told and asked, in sentences."""
    (row,) = report.rows
    told = f"{row['updates']} updates on record, {row['without_news']} of them without news."
    if row["last_update"]:
        told += f" The last is of {row['last_update']}."
    if row["covered"] and row["silent_days"] is not None:
        silence = f"No update for {row['silent_days']} days."
    else:
        silence = (
            "Whether there were others, nobody vouches for: of the silences in between nothing "
            "can be said."
        )
    asked = (
        f"{row['inputs']} wishes, objections, advices and other input on record: "
        f"{row['acknowledged']} acknowledged, {row['answered']} answered, "
        f"{row['repeated']} asked before."
    )
    blocks = [*head(report, f"Contact with {row['name']}")]
    blocks += [Sentence(told), Sentence(silence), Sentence(asked)]
    if row["unanswered"]:
        lines = [
            [one["on"], one["type"], ", ".join(one["from"]), one["text"]]
            for one in row["unanswered"]
        ]
        blocks += [Heading("No answer on record", 2), Table(("on", "what", "from", "text"), lines)]
    return blocks


def log(report: Report) -> list[Block]:
    """The records in the order of recording."""
    blocks = head(report, "Records in the order in which they were recorded")
    if not report.rows:
        return [*blocks, Sentence("None on record that fits the question.")]
    rows = [
        [str(row["position"]), row["on"], row["kind"], row["stream"], row["status"]]
        for row in report.rows
    ]
    return [*blocks, Table(("no", "on", "what", "of", ""), rows, frozenset({0}))]


def show(report: Report) -> list[Block]:
    """Every record of one stream with what it says and its sources."""
    blocks = head(report, str(report.rows[0]["stream"]))
    for row in report.rows:
        status = f" ({row['status']})" if row["status"] else ""
        blocks.append(Heading(f"{row['on']}  {row['kind']}{status}", 2))
        says = [[name, _said(value)] for name, value in row["says"].items()]
        says += [["source", _source(source)] for source in row["sources"]]
        says += [["note", row["note"]]] if row["note"] else []
        says.append(["record", f"{row['id']}, number {row['position']}"])
        blocks.append(Table(("", ""), says))
    return blocks


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_said(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    return str(value)


def _source(source: Fields) -> str:
    parts = [source["title"], source.get("published"), source.get("type"), source.get("url")]
    return "; ".join(part for part in parts if part)


def _status(line: Fields) -> str:
    state = words.STATE[line["status"]]
    if line["group"] == "unresolved":
        return (
            f"{state}; whether in time is unclear" if "kept" in state else f"{state}; no more known"
        )
    return f"{state} (not scored)" if line["group"] == "listed" else state
