"""Numbers as people write them in tables: `1.500`, `12,75`, `€ 2,5 mln`, `ca. 400`, `100-200`.

A mark that may group thousands as well as stand before decimals is never guessed at.
"""

from __future__ import annotations

import re
from decimal import Decimal

_SCALES = {
    "": 0, "duizend": 3, "thousand": 3, "mln": 6, "miljoen": 6, "million": 6,
    "mld": 9, "miljard": 9, "billion": 9, "bn": 9,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<digits>\d[\d.,'’\s]*?)\s*(?P<scale>" + "|".join(filter(None, _SCALES)) + r")?\.?",  # noqa: RUF001 - an apostrophe as the Swiss write it
    re.IGNORECASE,
)
_SIGNS = {
    "ca": "~", "ca.": "~", "circa": "~", "ongeveer": "~", "about": "~", "around": "~", "±": "~",
    "meer dan": ">", "more than": ">", "over": ">", "minder dan": "<", "less than": "<",
    "fewer than": "<", "~": "~", ">": ">", "<": "<",
}  # fmt: skip
_SIGNED = re.compile(
    "(?:(?P<sign>"
    + "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True))
    + r")\s*)?"
    r"(?P<low>.+?)(?:\s*(?:-|–|\.\.|\btot\b|\bto\b)\s*(?P<high>\d.*))?",  # noqa: RUF001 - a dash as people write it
    re.IGNORECASE,
)
_MONEY = re.compile(r"^(?:€|eur|euro)\s*|\s*(?:€|eur|euro)$|(?<=\d),-+$", re.IGNORECASE)
_SINGLE = re.compile(r"\d{1,3}[.,]\d{3}")
_THREE_DECIMALS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def read_number(text: str, decimal: str | None, times: str = "1") -> str:
    """A number as the ledger writes it; ValueError where it is none, or has two readings."""
    match = _NUMBER.fullmatch(_MONEY.sub("", text.strip()).strip())
    if match is None:
        raise ValueError(f"{text!r} is no number; mend it, or read it as text")
    digits = re.sub(r"[\s'’]", "", match["digits"])  # noqa: RUF001 - an apostrophe as the Swiss write it
    value = Decimal(_plain(digits, decimal)) * Decimal(times)
    return written(value.scaleb(_SCALES[(match["scale"] or "").lower()]))


def read_quantity(text: str, decimal: str | None, times: str = "1") -> str:
    """The same of what may be about a number, or between two."""
    match = _SIGNED.fullmatch(text.strip())
    assert match is not None, "it takes any text that is not empty"
    low = read_number(match["low"], decimal, times)
    if match["high"]:
        return f"{low}..{read_number(match['high'], decimal, times)}"
    return _SIGNS[match["sign"].lower()] + low if match["sign"] else low


def written(value: Decimal) -> str:
    """A number in digits, which cannot be taken for thousands."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}0" if _THREE_DECIMALS.fullmatch(text) else text


def _plain(digits: str, decimal: str | None) -> str:
    """Digits with a point before decimals, and nothing between thousands."""
    if digits.isdecimal():
        return digits
    if decimal is None:
        decimal = _mark(digits)
    grouping = "." if decimal == "," else ","
    whole, _, rest = digits.partition(decimal)
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(grouping)}\d{{3}})+", whole)
    if not (whole.isdecimal() or grouped) or (rest and not rest.isdecimal()):
        raise ValueError(f"{digits!r} is no number with decimals after {decimal!r}; mend it")
    return whole.replace(grouping, "") + (f".{rest}" if rest else "")


def _mark(digits: str) -> str:
    """The mark before decimals, where the number itself tells."""
    marks = {mark for mark in ".," if mark in digits}
    if len(marks) > 1:
        return max(marks, key=digits.rindex)
    mark = marks.pop()
    if digits.count(mark) > 1:
        return "." if mark == "," else ","
    if _SINGLE.fullmatch(digits) and not digits.startswith("0"):
        whole, _, rest = digits.partition(mark)
        decimal = written(Decimal(f"{whole}.{rest}"))
        raise ValueError(
            f"{digits} may be {whole}{rest} or {decimal}; say in the mapping which mark "
            "stands before decimals: `decimal: ','` or `decimal: '.'`"
        )
    return mark
