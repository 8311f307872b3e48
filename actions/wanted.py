"""Which product, size and colour a message names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.places import folded
from shop.availability import normal_size
from shop.records import Product

_SIZE = re.compile(
    r"\b(?:taglia|taglie|tg\.?|size|misura|numero)\s+(?:una? )?([a-z]{1,5}|\d{2,3}(?:x\d{2,3})?)\b"
)
_LETTERS = re.compile(r"(?<![\w'’])(XXL|2XL|XL|XS|S|M|L)(?![\w'’])")
_NUMBER = re.compile(r"(?<![\w.,])(\d{2}(?:x\d{2,3})?)(?![\w,.]\d|\w| ?(?:€|euro|cm|kg))")
# fmt: off
_COLOURS = (
    "bianc", "ner", "ross", "blu", "verd", "giall", "rosa", "viola", "grigi", "marron", "arancio", "beige",
    "azzurr", "celest", "salvia", "terracotta", "natural", "senape", "cuoio", "ottone",
    "white", "black", "red", "blue", "green", "yellow", "pink", "purple", "grey", "gray", "brown", "orange",
    "sage", "mustard", "cognac", "brass",
)
# fmt: on
ENDINGS = 1
"""Letters at a word's end that change with gender and number."""


def named(products: Sequence[Product], text: str) -> list[Product]:
    """Those of the products that the text calls by a word of their name that no other has."""
    said = set(re.findall(r"[^\W_]+", folded(text)))
    found = [product for product in products if _own_words(product, products) & said]
    return found or (list(products) if len(products) == 1 else [])


def size_in(text: str, product: Product) -> str | None:
    """The size that is asked for; also one that the product does not come in, if it is called a size."""
    sizes = {normal_size(one.size) for one in product.variants if one.size is not None}
    stated = _SIZE.search(folded(text))
    if stated:
        return normal_size(stated[1])
    bare = [*_LETTERS.findall(text), *_NUMBER.findall(text.casefold())]
    if len(text.split()) <= 2:
        bare += text.split()
    return next((normal_size(one) for one in bare if normal_size(one) in sizes), None)


def colour_in(text: str, product: Product) -> str | None:
    """The colour that is asked for, in the shop's word where the product has it."""
    words = re.findall(r"[^\W_]+", folded(text))
    own = {one.colour for one in product.variants if one.colour}
    for colour in own:
        stem = folded(colour)[:-ENDINGS]
        if any(word.startswith(stem) for word in words) and not _is_name(stem, product):
            return colour
    return next((word for word in words if word.startswith(_COLOURS) and len(word) < 12), None)


def _is_name(stem: str, product: Product) -> bool:
    return any(word.startswith(stem) for word in folded(product.name).split())


def _own_words(product: Product, among: Iterable[Product]) -> set[str]:
    others = {word for other in among if other.id != product.id for word in _words(other)}
    return {word for word in _words(product) if len(word) > 2} - others


def _words(product: Product) -> set[str]:
    return set(re.findall(r"[^\W_]+", folded(f"{product.name} {product.id}")))
