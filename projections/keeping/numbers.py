"""The numbers by which a book names streams, kinds of rows, and the shapes of what rows say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from projections.keeping.tables import NOTHING

Table = Literal["names", "kinds", "shapes"]

COLUMN = {"names": "name", "kinds": "name", "shapes": "text"}


class Texts(dict[int, str]):
    """Texts by their numbers, each read when somebody asks for it."""

    def __init__(self, read: Callable[[int], str]) -> None:
        super().__init__({NOTHING: ""})
        self._of = read

    def __missing__(self, number: int) -> str:
        text = self[number] = self._of(number)
        return text


class Numbers:
    """The texts of one table, each with its number, as far as somebody asked for them."""

    def __init__(self, connection: sqlite3.Connection, table: Table) -> None:
        self._connection = connection
        self._table, self._column = table, COLUMN[table]
        self._insert = f"INSERT OR IGNORE INTO {table} ({self._column}) VALUES (?)"  # noqa: S608 - names of ours
        self._select = f"SELECT number FROM {table} WHERE {self._column} = ?"  # noqa: S608 - names of ours
        self._several = (
            f"SELECT number, {self._column} FROM json_each(?) AS asked "  # noqa: S608 - names of ours
            f"CROSS JOIN {table} ON {self._column} = asked.value"
        )
        self._text = Texts(self._read)
        self._number = {"": NOTHING}

    @property
    def texts(self) -> Mapping[int, str]:
        """The text that has a number, by the number."""
        return self._text

    def remember(self, texts: Mapping[int, str]) -> None:
        """Know some texts by their numbers, and the other way, without asking for each."""
        self._text.update(texts)
        self._number.update((text, number) for number, text in texts.items())

    def _read(self, number: int) -> str:
        question = f"SELECT {self._column} FROM {self._table} WHERE number = ?"  # noqa: S608 - names of ours
        ((text,),) = self._connection.execute(question, (number,))
        return str(text)

    def number(self, text: str) -> int | None:
        """The number of a text; None when the book does not have it."""
        if text not in self._number:
            row = self._connection.execute(self._select, (text,)).fetchone()
            if row is None:
                return None
            self._number[text], self._text[row[0]] = row[0], text
        return self._number[text]

    def numbers(self, texts: Iterable[str]) -> list[int]:
        """The numbers of those texts that the book has, in order."""
        asked = [*texts]
        fresh = [text for text in asked if text not in self._number]
        if fresh:
            self.remember(dict(self._connection.execute(self._several, (json.dumps(fresh),))))
        return sorted({self._number[text] for text in asked if text in self._number})

    def given(self, text: str) -> int:
        """The number of a text, which it is given if it has none."""
        number = self._number.get(text)
        if number is None:
            number = self._number[text] = self.given_once(text)
        return number

    def given_once(self, text: str) -> int:
        """The same, of a text that will hardly be asked for again: it is not remembered."""
        cursor = self._connection.execute(self._insert, (text,))
        return int(cursor.lastrowid or NOTHING) if cursor.rowcount else self._known(text)

    def _known(self, text: str) -> int:
        ((number,),) = self._connection.execute(self._select, (text,))
        return int(number)
