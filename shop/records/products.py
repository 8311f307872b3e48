"""What the shop sells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shop.records.money import Money
from shop.records.orders import Trait


@dataclass(frozen=True, slots=True)
class Attribute:
    """One fact about a product, to compare and choose by.

    Attributes:
        key: Stable: ``material``, ``fit``, ``care``, ``height``, ``room``, …
        label: The key in the language asked for.
        value: In the language asked for.
    """

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One size and colour of a product.

    Attributes:
        sku: Unique in the shop.
        price: Now.
        available: It can be ordered now.
        stock: Pieces; None where the shop does not count.
        size: As the shop writes it; None for one size.
        colour: In the language asked for; None for one colour.
        full_price: Before the sale; None where it is not on sale.
        back_on: When it is expected again; None where it is there, or nobody says.
        weight: Grams; None where unknown.
    """

    sku: str
    price: Money
    available: bool
    stock: int | None = None
    size: str | None = None
    colour: str | None = None
    full_price: Money | None = None
    back_on: date | None = None
    weight: int | None = None

    @property
    def on_sale(self) -> bool:
        """Whether it costs less than it used to."""
        return self.full_price is not None and self.price < self.full_price


@dataclass(frozen=True, slots=True)
class Product:
    """One product, in the language asked for.

    Attributes:
        id: Stable within the shop.
        name: As the shop calls it.
        category: Stable code: ``dresses``, ``shirts``, ``lamps``, …
        category_name: In the language asked for.
        description: One or two sentences.
        attributes: Facts to compare and choose by.
        variants: In the shop's order of sizes; at least one.
        url: Its page; None where there is none.
        image_url: One picture; None where there is none.
        traits: Exceptions to the return rules.
        size_guide: How it fits, one sentence; or empty.
        lead_days: Working days to make it, at the earliest and the latest; None where it is in stock.
        keywords: Other words that people look for it by; not shown.
    """

    id: str
    name: str
    category: str
    category_name: str
    description: str
    variants: tuple[Variant, ...]
    attributes: tuple[Attribute, ...] = ()
    url: str | None = None
    image_url: str | None = None
    traits: frozenset[Trait] = frozenset()
    size_guide: str = ""
    lead_days: tuple[int, int] | None = None
    keywords: str = ""

    @property
    def available(self) -> bool:
        """Whether any of its variants can be ordered."""
        return any(variant.available for variant in self.variants)

    @property
    def price_from(self) -> Money:
        """Of its cheapest variant."""
        return min(variant.price for variant in self.variants)

    def attribute(self, key: str) -> str | None:
        """The value of one attribute."""
        return next((one.value for one in self.attributes if one.key == key), None)
