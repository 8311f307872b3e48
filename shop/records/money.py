"""An amount of money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering

CENT = Decimal("0.01")


class CurrencyMismatch(ValueError):
    """Amounts in different currencies can't be added or compared."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """So many units of a currency, rounded to the cent.

    Attributes:
        amount: In units of the currency, two decimals.
        currency: ISO 4217 code.
    """

    amount: Decimal
    currency: str = "EUR"

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError("Money is counted in Decimal: a float is not exact.")
        object.__setattr__(self, "amount", self.amount.quantize(CENT, rounding=ROUND_HALF_UP))

    @classmethod
    def of(cls, amount: str | int, currency: str = "EUR") -> Money:
        """From text or whole units: ``Money.of("59.90")``."""
        return cls(Decimal(amount), currency)

    @classmethod
    def zero(cls, currency: str = "EUR") -> Money:
        """Nothing."""
        return cls(Decimal(0), currency)

    @classmethod
    def sum(cls, amounts: Iterable[Money], currency: str = "EUR") -> Money:
        """All of them together; nothing of ``currency`` where there are none."""
        total: Money | None = None
        for amount in amounts:
            total = amount if total is None else total + amount
        return total if total is not None else cls.zero(currency)

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.amount * times, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def share(self, percent: Decimal) -> Money:
        """So many per cent of it, rounded half up to the cent."""
        return Money(self.amount * percent / 100, self.currency)

    def _same(self, other: Money) -> Decimal:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} can't be mixed.")
        return other.amount
