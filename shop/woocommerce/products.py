"""Makes our product out of WooCommerce's and its variations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from shop.records import Attribute, Product, Variant
from shop.remote.reading import amount, plain, web_address
from shop.remote.rules import Rules
from shop.woocommerce.models import ProductAttribute, WooProduct
from shop.woocommerce.reading import COLOURS, SIZES

GRAMS = {"g": Decimal(1), "kg": Decimal(1000), "lbs": Decimal("453.59237"), "oz": Decimal("28.349523")}


@dataclass(frozen=True, slots=True)
class Measures:
    """The shop's.

    Attributes:
        currency: ISO 4217.
        weight_unit: ``kg``, ``g``, ``lbs`` or ``oz``.
    """

    currency: str
    weight_unit: str


def product_of(
    given: WooProduct, variations: Sequence[WooProduct], measures: Measures, rules: Rules
) -> Product | None:
    """Our product; None where nothing of it has a price, so that it can't be bought."""
    sold = variations if given.type == "variable" else [given]
    variants = tuple(v for one in sold if (v := _variant(one, measures)) is not None)
    if not variants:
        return None
    category = given.categories[0] if given.categories else None
    return Product(
        id=str(given.id),
        name=plain(given.name, 120),
        category=category.slug if category else "",
        category_name=plain(category.name, 60) if category else "",
        description=plain(given.short_description) or plain(given.description),
        variants=variants,
        attributes=tuple(_attribute(one) for one in given.attributes if one.visible and not one.variation),
        url=web_address(given.permalink),
        image_url=web_address(given.images[0].src) if given.images else None,
        traits=frozenset().union(*(rules.traits_of(variant.sku) for variant in variants)),
        keywords=" ".join(plain(one.name, 40) for one in (*given.categories[1:], *given.tags)),
    )


def _variant(given: WooProduct, measures: Measures) -> Variant | None:
    price = amount(given.price, measures.currency)
    if price is None:
        return None
    full = amount(given.regular_price, measures.currency)
    return Variant(
        sku=given.sku or str(given.id),
        price=price,
        available=given.purchasable and given.stock_status != "outofstock",
        stock=given.stock_quantity,
        size=_option(given.attributes, SIZES),
        colour=_option(given.attributes, COLOURS),
        full_price=full if full is not None and given.on_sale else None,
        weight=_grams(given.weight, measures.weight_unit),
    )


def _option(attributes: Sequence[ProductAttribute], names: frozenset[str]) -> str | None:
    """A variation has one option, a product without variations may have one of several."""
    for one in attributes:
        options = (one.option,) if one.option else one.options
        if {one.name.lower(), one.slug.lower()} & names and len(options) == 1:
            return plain(options[0], 40)
    return None


def _attribute(given: ProductAttribute) -> Attribute:
    key = (given.slug or given.name).lower().removeprefix("pa_").replace(" ", "_")
    return Attribute(key, plain(given.name, 60), plain(", ".join(given.options), 200))


def _grams(text: str, unit: str) -> int | None:
    factor = GRAMS.get(unit)
    try:
        return int(Decimal(text) * factor) if factor and text.strip() else None
    except (InvalidOperation, ValueError, OverflowError):
        return None
