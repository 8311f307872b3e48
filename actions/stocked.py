"""What is told of a product: whether it is there, what there is instead, and how two differ."""

from __future__ import annotations

from collections.abc import Sequence

from actions.phrases import day, fragment, listed, money
from actions.telling import Telling
from shop.advice import compare
from shop.availability import Availability, availability
from shop.records import Money, Product, Variant

FACTS_TOLD = 4
SHOWN = 3


def stock(product: Product, size: str | None, colour: str | None, language: str) -> Telling:
    """Whether it can be had in this size and colour, and what comes nearest where it can't."""
    found = availability(product, size, colour)
    wanted = " ".join(one for one in (_size(size, language), colour) if one)
    blanks = {
        "product": product.name,
        "wanted": f" ({wanted})" if wanted else "",
        "price": money(_price(found, product), language),
        "options": _options([one for one in product.variants if one.available], language),
    }
    if not found.size_known or not found.colour_known:
        return Telling("utter_product_not_made", blanks)
    if found.available:
        narrow = [one for one in found.wanted if one.available]
        return Telling(
            "utter_product_there", {**blanks, "options": _options(narrow, language)} if wanted else blanks
        )
    return Telling("utter_product_sold_out", {**blanks, "more": _instead(found, language)})


def differences(products: Sequence[Product], language: str) -> Telling:
    """Two products side by side: the prices, and what differs most."""
    rows = [row for row in compare(products) if row.differs and all(row.values)][:FACTS_TOLD]
    told = [
        listed(
            [money(one.price_from, language), *(f"{r.label.lower()} {r.values[at]}" for r in rows)], language
        )
        for at, one in enumerate(products)
    ]
    first, second = products
    return Telling(
        "utter_product_differences",
        {"first": first.name, "second": second.name, "of_first": told[0], "of_second": told[1]},
    )


def _price(found: Availability, product: Product) -> Money:
    wanted = [one.price for one in found.wanted]
    return min(wanted) if wanted else product.price_from


def _instead(found: Availability, language: str) -> str:
    """When it is back, and what there is meanwhile."""
    back = min((one.back_on for one in found.wanted if one.back_on), default=None)
    parts = [fragment("product-back", language, day=day(back, language))] if back else []
    other = _options(found.other_colours, language) or _options(found.other_sizes, language)
    if other:
        parts.append(fragment("product-instead", language, options=other))
    return " ".join(parts)


def _options(variants: Sequence[Variant], language: str) -> str:
    """``bianco: S e M; blu: L``; sizes alone where there is one colour, colours alone where one size."""
    by_colour: dict[str, list[str]] = {}
    for one in variants:
        by_colour.setdefault(one.colour or "", []).append(one.size or "")
    sizes = list(by_colour.values())
    if all(one == sizes[0] for one in sizes):
        parts = [
            listed(one, language)
            for one in ([s for s in (sizes or [[]])[0] if s], [c for c in by_colour if c])
        ]
        return (
            fragment("product-sizes-colours", language, sizes=parts[0], colours=parts[1])
            if all(parts)
            else "".join(parts)
        )
    return "; ".join(f"{colour}: {listed(found, language)}" for colour, found in by_colour.items())


def _size(size: str | None, language: str) -> str:
    return fragment("product-size", language, size=size) if size else ""
