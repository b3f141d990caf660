"""A first mapping of a table, written by looking at it, for somebody to read and to correct."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.streams.event import Envelope
from domain.streams.registry import kinds
from ledger.journal.yaml_writing import scalar
from ledger.tables.header import Header, with_header
from ledger.tables.names import slug
from ledger.tables.opening import TEXTS, opened_sheet
from ledger.tables.profile import NOTHING, Profile, profiles
from ledger.tables.roles import AREAS, TERMS, Language, meaning, roles_of, scale
from ledger.tables.sheet import Sheet

# -- words -------------------------------------------------------------------------------------
# A mapping is read by whoever knows the table, so its comments are in the language of the table.

_WORDS: dict[str, dict[Language, str]] = {
    "top": {
        "nl": "Een eerste opzet voor {file} (rijen: {rows}): verbeter wat niet klopt, en dan:",
        "en": "A first mapping of {file} (rows: {rows}): correct what is wrong, and then:",
    },
    "day": {"nl": "day: de dag van het bestand", "en": "day: the day of the file"},
    "id": {"nl": "ook volgende maand uniek", "en": "tells a row apart next month"},
    "unused": {"nl": "niet gebruikt", "en": "not used"},
    "since": {"nl": "on: sinds wanneer ze bestaan", "en": "on: since when they exist"},
    "office": {"nl": "nooit een persoon", "en": "never a person"},
    "guess": {"nl": "geraden: klopt dit?", "en": "guessed: is this so?"},
    "lines": {
        "nl": "wat de belover zelf meldt; van een ander: {assessed}",
        "en": "what the promisor says; of somebody else: {assessed}",
    },
    "gone": {"nl": "de eerste dag zonder", "en": "the first day without it"},
    "nobody": {
        "nl": "houdt termijnen uit elkaar; wordt nooit opgenomen",
        "en": "tells terms apart; never recorded",
    },
    "residents": {"nl": "Inwoners", "en": "Residents"},
    "values": {"nl": "bijvoorbeeld", "en": "such as"},
    "where": {"nl": "Het hele gebied", "en": "The whole area"},
}

_ASSESSED = "{kind: promise.assessed, outcome: kept, by: NAME, basis: independent}"
_MOST_STATUSES = 15
_LONGEST_EXAMPLE = 30


def first_mapping(path: Path, day: str, sheet: str | None = None) -> str:
    """The text of a first mapping of a table; Unreadable where there is none.

    day: that of the file, as its system tells.
    """
    table = opened_sheet(path, sheet)
    header, rest = with_header(table, None)
    columns, count = profiles(header, rest.rows)
    lines, roles, language = _about(columns)
    writing = _Writing(path, day, sheet, table, header, columns, roles, language)
    top = _WORDS["top"][language].format(file=path.name, rows=count)
    command = f"gestand import {path.name} --map {path.stem}.yaml --dry-run"
    return "\n".join([f"# {top}", f"#   {command}", *lines(writing)]) + "\n"


def _about(
    columns: Sequence[Profile],
) -> tuple[Callable[[_Writing], Iterator[str]], dict[str, Profile], Language]:
    """How a mapping of what a table is most likely about is written; its roles and its language."""
    own = next((each for each in columns if each.name == "kind"), None)
    if own is not None and not kinds().keys().isdisjoint(own.values):
        return _Writing.of_kinds, *roles_of(columns)
    for words, needed, lines in (
        (AREAS, {"code", "successor", "name", "start"}, _Writing.of_areas),
        (TERMS, {"post", "start", "end"}, _Writing.of_terms),
    ):
        roles, language = roles_of(columns, words)
        if roles.keys() >= needed:
            return lines, roles, language
    return _Writing.of_promises, *roles_of(columns)


@dataclass(frozen=True, slots=True)
class _Writing:
    """The lines of a mapping, from what was found in a table."""

    path: Path
    day: str
    sheet: str | None
    table: Sheet
    header: Header
    columns: Sequence[Profile]
    roles: dict[str, Profile]
    language: Language

    def of_promises(self) -> Iterator[str]:
        """A mapping that takes every row for a promise."""
        roles = self.roles
        yield f"table: {self._table()}  # {self._word('day')}"
        yield from self._identity()
        used = {profile.name for profile in roles.values()}
        unused = [profile.name for profile in self.columns if profile.name not in used]
        if unused:
            yield f"# {self._word('unused')}: {', '.join(unused)}"
            yield "ignore: []"
        yield "every:"
        yield f"  source: {self._source()}"
        yield "parties:"
        yield f"  new: {{type: executive-body, on: {self._year()}}}  # {self._word('since')}"
        if "to" not in roles:
            residents = f"{{type: residents, on: {self._year()}}}"
            yield f"  details: {{{self._word('residents')}: {residents}}}"
        yield "areas:"
        yield f"  new: {{type: neighbourhood, on: {self._year()}}}"
        yield "records:"
        yield "- kind: promise.made"
        yield from (f"  {line}" for line in self._promise())
        yield from self._status()

    def _word(self, name: str) -> str:
        return _WORDS[name][self.language]

    def _table(self) -> str:
        parts = []
        if self.sheet:
            parts.append(f"sheet: {scalar(self.sheet)}")
        if self.path.suffix.lower() in TEXTS:
            parts.append(f"encoding: {self.table.encoding}")
            parts.append(f"separator: {scalar(self.table.separator)}")
        parts.append(f"header: {self.header.number}")
        commas = sum(profile.commas for profile in self.columns)
        points = sum(profile.points for profile in self.columns)
        if commas != points:
            parts.append("decimal: ','" if commas > points else "decimal: '.'")
        day_first = sum(profile.day_first for profile in self.columns)
        month_first = sum(profile.month_first for profile in self.columns)
        if day_first > month_first or (self.language == "nl" and not month_first):
            parts.append("order: dmy")
        elif month_first:
            parts.append("order: mdy")
        if nothing := sorted(
            {v for profile in self.columns for v in profile.values if v in NOTHING}
        ):
            parts.append(f"empty: [{', '.join(map(scalar, nothing))}]")
        parts.append(f"day: {self.day}")
        return f"{{{', '.join(parts)}}}"

    def _identity(self) -> Iterator[str]:
        column = self.roles.get("id") or next((p for p in self.columns if p.unique), None)
        if column is not None:
            prefix = slug(self.path.stem)
            said = f"{{columns: [{scalar(column.name)}], prefix: {prefix}-}}"
            yield f"id: {said}  # {self._word('id')}"

    def _source(self) -> str:
        parts = []
        source = self.roles.get("source")
        title = f"{{column: {scalar(source.name)}}}" if source else scalar(self.path.stem)
        parts.append(f"title: {title}")
        for role in ("locator", "url"):
            profile = self.roles.get(role)
            parts += [f"{role}: {{column: {scalar(profile.name)}}}"] if profile else []
        return f"{{{', '.join([*parts, 'type: promisor'])}}}"

    def _year(self) -> str:
        """The first year in the table: by then its bodies and places were there."""
        column = self.roles.get("on") or self.roles.get("start")
        years = re.findall(r"\b(?:19|20)\d\d\b", " ".join(column.values)) if column else []
        return min(years, default=self.day[:4])

    def _promise(self) -> Iterator[str]:
        for role, read in (("by", "party"), ("to", "party"), ("area", "area"), ("topic", ""),
            ("text", ""), ("on", "date"), ("due", "deadline"), ("size", "number")):  # fmt: skip
            column = self.roles.get(role)
            if column is not None:
                comment = self._word("office") if role == "by" else self._examples(column)
                reads = f", read: {read}" if read else ""
                yield f"{role}: {{column: {scalar(column.name)}{reads}}}  # {comment}"
            elif role in {"by", "to"}:
                name = "College" if role == "by" else self._word("residents")
                yield f"{role}: {{text: {name}, read: party}}  # {self._word('guess')}"
            elif role == "area":
                yield f"area: {{text: {self._word('where')}, read: area}}  # {self._word('guess')}"
            elif role == "on":
                yield f"on: {self._year()}  # {self._word('guess')}"
        if amount := self.roles.get("amount"):
            times = scale(amount.name)
            more = f", times: {times}" if times != "1" else ""
            yield f"amount: {{column: {scalar(amount.name)}, read: money{more}}}"
        if note := self.roles.get("note"):
            yield f"note: {{column: {scalar(note.name)}}}"

    def _examples(self, column: Profile) -> str:
        texts = [" ".join(text.split()) for text, _ in column.values.most_common(3)]
        shown = ", ".join(text[:_LONGEST_EXAMPLE] for text in texts)
        return f"{self._word('values')} {shown}"

    def _status(self) -> Iterator[str]:
        column = self.roles.get("status")
        if column is None:
            return
        yield "status:"
        yield f"  column: {scalar(column.name)}"
        yield f"  values:  # {self._word('lines').format(assessed=_ASSESSED)}"
        for value, _ in column.values.most_common(_MOST_STATUSES):
            if value not in NOTHING:
                yield f"    {scalar(value)}: {meaning(value)}"

    # -- registers of other things -------------------------------------------------------------

    def of_areas(self) -> Iterator[str]:
        """A mapping of a register of areas, with their mergers and ends."""
        at = {role: scalar(profile.name) for role, profile in self.roles.items()}
        area = f"area: {{column: {at['code']}, read: name}}"
        ends = f"on: {{column: {at.get('end', at['start'])}, read: date}}"
        yield f"table: {self._table()}  # {self._word('day')}"
        yield f"every: {{source: {scalar(self.path.stem)}}}"
        yield "records:"
        yield "- kind: area.registered"
        yield f"  {area}"
        yield f"  name: {{column: {at['name']}}}"
        yield f"  type: municipality  # {self._word('guess')}"
        yield f"  on: {{column: {at['start']}, read: date}}"
        yield f"  identifiers: {{code: {{column: {at['code']}}}}}"
        yield "- kind: area.succeeded"
        yield f"  when: {{column: {at['successor']}, empty: false}}"
        yield f"  {area}"
        yield f"  by: {{column: {at['successor']}, read: name, separator: ','}}"
        yield f"  {ends}  # {self._word('gone')}"
        if "end" in at:
            empty = f"{{column: {at['successor']}, empty: true}}"
            yield "- kind: area.ended"
            yield f"  when: [{empty}, {{column: {at['end']}, empty: false}}]"
            yield f"  {area}"
            yield f"  {ends}"

    def of_terms(self) -> Iterator[str]:
        """A mapping of a list of terms of office."""
        at = {role: scalar(profile.name) for role, profile in self.roles.items()}
        yield f"table: {self._table()}  # {self._word('day')}"
        yield f"parties: {{new: {{type: executive-body, on: {self._year()}}}}}"
        yield f"areas: {{new: {{type: region, on: {self._year()}}}}}"
        yield f"every: {{source: {scalar(self.path.stem)}}}"
        yield "terms:"
        if "person" in at:
            yield f"  person: {at['person']}  # {self._word('nobody')}"
        yield f"  post: {{column: {at['post']}}}"
        if "body" in at:
            yield f"  body: {{column: {at['body']}, read: party}}"
        yield f"  start: {{column: {at['start']}, read: date}}"
        yield f"  until: {{column: {at['end']}, read: date}}"
        area = f"{{text: {self._word('where')}, read: area}}"
        yield f"  mandate: {{power: decide, basis: attribution, area: {area}}}"
        used = {profile.name for profile in self.roles.values()}
        if unused := [profile.name for profile in self.columns if profile.name not in used]:
            yield f"ignore: [{', '.join(map(scalar, unused))}]"

    # -- tables of our own kind ----------------------------------------------------------------

    def of_kinds(self) -> Iterator[str]:
        """A mapping of a table whose columns are fields already, written as others write tables."""
        yield f"table: {self._table()}  # {self._word('day')}"
        kind_column = next(profile for profile in self.columns if profile.name == "kind")
        if len(kind_column.values) == 1:
            yield "ignore: [kind]"
        yield "records:"
        for kind in kind_column.values:
            if kind in kinds():
                yield f"- kind: {kind}"
                if len(kind_column.values) > 1:
                    yield f"  when: {{column: kind, is: {kind}}}"
                yield from (f"  {line}" for line in self._fields(kind))

    def _fields(self, kind: str) -> Iterator[str]:
        for profile in self.columns:
            name = profile.name.removesuffix("[]")
            if name != "kind":
                read = _reader_of(kind, name)
                if profile.name.endswith("[]"):
                    read = ", read: list"
                yield f"{name}: {{column: {scalar(profile.name)}{read}}}"


def _reader_of(kind: str, name: str) -> str:
    """How a field of a kind is read."""
    models = (kinds()[kind], Envelope)
    field = next((m.model_fields[name] for m in models if name in m.model_fields), None)
    told = f"{field.annotation} {field.metadata}" if field is not None else ""
    return next((f", read: {read}" for word, read in _NOTATIONS.items() if word in told), "")


_NOTATIONS = {"'DATE|TEXT'": "deadline", "'DATE'": "date", "'NUMBER'": "number"}
"""How a field is read, by the word for how it is written."""
