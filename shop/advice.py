"""Advice on choosing: two or three questions that narrow best, and a table of what differs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shop.records import Product

ENOUGH = 3
"""So many products may simply be shown."""
QUESTIONS_AT_MOST = 3
CHOICES_AT_MOST = 6
PRICE = "price"
ASKED_FIRST = ("use", "room", "capacity", "season", "length", "sleeve", "fit", "light", PRICE, "material")
"""What somebody in the shop would ask before anything else."""
NEVER_ASKED = frozenset({"care", "made_in", "bulb"})
"""Nobody begins to choose by these."""
USEFUL = 0.6
"""A natural question is preferred to a sharper one that narrows at most this much better."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that narrows what is left.

    Attributes:
        key: The attribute's, or ``price``.
        label: The attribute's label; empty for the price.
        values: Answers to offer, each of which leaves something; for the price, limits in whole units.
    """

    key: str
    label: str
    values: tuple[str, ...]


def narrow(products: Sequence[Product], answers: Mapping[str, str]) -> list[Product]:
    """The products that fit all answers, those that can be ordered first.

    An answer that would leave nothing is not held against anything: better near than none.

    Args:
        products: To choose among.
        answers: Values by attribute key; ``price`` is the most to pay, in whole units.
    """
    left = list(products)
    for key, value in answers.items():
        fitting = [product for product in left if _fits(product, key, value)]
        left = fitting or left
    return sorted(left, key=lambda product: (not product.available, product.price_from.amount, product.id))


def next_choice(products: Sequence[Product], answers: Mapping[str, str]) -> Choice | None:
    """The question that tells most about what is left; None where showing is better than asking.

    Args:
        products: To choose among.
        answers: What was answered so far, with the key of every question asked, so that none comes twice;
            an empty value for "I don't mind".
    """
    left = narrow(products, {key: value for key, value in answers.items() if value})
    if len(left) <= ENOUGH or len(answers) >= QUESTIONS_AT_MOST:
        return None
    telling = {choice: _telling(left, choice) for choice in _choices(left) if choice.key not in answers}
    useful = [choice for choice, much in telling.items() if much >= USEFUL * max(telling.values())]
    return min(useful, key=lambda choice: (_turn(choice), -telling[choice]), default=None)


def _turn(choice: Choice) -> int:
    return ASKED_FIRST.index(choice.key) if choice.key in ASKED_FIRST else len(ASKED_FIRST)


def _choices(products: Sequence[Product]) -> list[Choice]:
    facts = [one for product in products for one in product.attributes if one.key not in NEVER_ASKED]
    labels = {one.key: one.label for one in facts}
    made = [_attribute_choice(products, key, label) for key, label in labels.items()]
    limits = _price_limits(products)
    prices = Choice(PRICE, "", limits) if limits else None
    return [choice for choice in (*made, prices) if choice is not None]


def _attribute_choice(products: Sequence[Product], key: str, label: str) -> Choice | None:
    counts = Counter(value for product in products if (value := product.attribute(key)) is not None)
    # A fact that many products do not state would hide them behind its question.
    if not 2 <= len(counts) <= CHOICES_AT_MOST or counts.total() < len(products):
        return None
    return Choice(key, label, tuple(value for value, _ in counts.most_common()))


def _price_limits(products: Sequence[Product]) -> tuple[str, ...]:
    """Two limits that split the products into thirds, rounded up to ten."""
    prices = sorted(product.price_from.amount for product in products)
    thirds = {_next_ten(prices[len(prices) // 3]), _next_ten(prices[2 * len(prices) // 3])}
    useful = sorted(limit for limit in thirds if limit < prices[-1])
    return tuple(str(limit) for limit in useful)


def _next_ten(price: Decimal) -> int:
    return math.ceil(price / 10) * 10


def _telling(products: Sequence[Product], choice: Choice) -> float:
    """Shannon's entropy of the answers: how much one learns by asking."""
    if choice.key == PRICE:
        counts = Counter(
            next((limit for limit in choice.values if _fits(one, PRICE, limit)), "") for one in products
        )
    else:
        counts = Counter(str(product.attribute(choice.key)) for product in products)
    total = counts.total()
    return -sum(count / total * math.log2(count / total) for count in counts.values())


def _fits(product: Product, key: str, value: str) -> bool:
    if key == PRICE:
        return product.price_from.amount <= Decimal(value)
    return (product.attribute(key) or "").casefold() == value.casefold()


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a comparison.

    Attributes:
        key: The attribute's.
        label: To show.
        values: One for each product, in their order; None where the shop does not say.
    """

    key: str
    label: str
    values: tuple[str | None, ...]

    @property
    def differs(self) -> bool:
        """Whether it helps to choose."""
        return len(set(self.values)) > 1


def compare(products: Sequence[Product]) -> list[Difference]:
    """What the shop says of each product, side by side: what differs first; prices are in the products."""
    labels = {one.key: one.label for product in products for one in product.attributes}
    rows = [
        Difference(key, label, tuple(product.attribute(key) for product in products))
        for key, label in labels.items()
    ]
    return sorted(rows, key=lambda row: not row.differs)
