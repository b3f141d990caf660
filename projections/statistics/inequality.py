"""How unequal a treatment is: pairs that differ, and how far amounts lie apart.

Nothing here says whether a difference is just; it says how large it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log


def pairs_apart(sizes: Sequence[int]) -> float | None:
    """Return the share of pairs whose two members are in different groups, for groups of `sizes`.

    D = 1 - sum n(n - 1) / (N(N - 1)) (Simpson 1949). None for fewer than two members. Raises
    ValueError for a negative size.
    """
    _require_sizes(sizes)
    whole = sum(sizes)
    if whole < 2:  # noqa: PLR2004 - a pair takes two
        return None
    return 1.0 - sum(size * (size - 1) for size in sizes) / (whole * (whole - 1))


def effective_number(sizes: Sequence[int]) -> float | None:
    """Return how many groups of one size would be as diverse: 1 / sum (n / N)^2 (Simpson 1949).

    None without members. Raises ValueError for a negative size.
    """
    _require_sizes(sizes)
    whole = sum(sizes)
    return whole * whole / sum(size * size for size in sizes) if whole else None


def _require_sizes(sizes: Sequence[int]) -> None:
    if any(size < 0 for size in sizes):
        message = f"A size cannot be negative: {list(sizes)}."
        raise ValueError(message)


def gini(amounts: Sequence[float]) -> float | None:
    """Return the Gini coefficient of amounts: half the mean difference over the mean, in [0, 1).

    G = sum_i (2i - n - 1) x_i / (n sum x) for x in rising order. None without a positive amount.
    Raises ValueError for a negative amount.
    """
    whole = _total(amounts)
    count = len(amounts)
    if not whole:
        return None
    ranked = enumerate(sorted(amounts), start=1)
    return sum((2 * rank - count - 1) * amount for rank, amount in ranked) / (count * whole)


def _total(amounts: Sequence[float]) -> float:
    if any(not amount >= 0.0 for amount in amounts):
        message = f"An amount cannot be negative: {list(amounts)}."
        raise ValueError(message)
    return float(sum(amounts))


@dataclass(frozen=True, slots=True)
class Theil:
    """Theil's T and its two parts: total == between + within, all from 0 on.

    between: what would remain if everybody had the mean of the own group. within: the rest.
    """

    total: float
    between: float
    within: float

    @property
    def between_share(self) -> float | None:
        """The share of it that the groups account for; None where all are equal."""
        return self.between / self.total if self.total > 0.0 else None


def theil(groups: Sequence[Sequence[float]]) -> Theil | None:
    """Return Theil's T of the amounts of several groups, between and within them (Theil 1967).

    T = mean of (x / mean) log(x / mean), where an amount of 0 adds nothing. None without a
    positive amount. Raises ValueError for a negative amount.
    """
    filled = [group for group in groups if group]
    everybody = [amount for group in filled for amount in group]
    whole = _total(everybody)
    if not whole:
        return None
    mean = whole / len(everybody)
    total = sum(_term(amount / mean) for amount in everybody) / len(everybody)
    between = sum(len(group) * _term(sum(group) / len(group) / mean) for group in filled)
    between /= len(everybody)
    # Rounding must not make a part negative that is none.
    return Theil(total, between, max(0.0, total - between))


def _term(ratio: float) -> float:
    return ratio * log(ratio) if ratio > 0.0 else 0.0
