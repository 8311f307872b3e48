"""Is it there in that size, and if not, what comes nearest?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shop.records import Product, Variant

_SPELLINGS = {
    **dict.fromkeys(("xs", "extra small", "extrasmall"), "XS"),
    **dict.fromkeys(("s", "small", "piccola", "piccolo"), "S"),
    **dict.fromkeys(("m", "medium", "media", "medio"), "M"),
    **dict.fromkeys(("l", "large", "grande"), "L"),
    **dict.fromkeys(("xl", "extra large", "extralarge"), "XL"),
    **dict.fromkeys(("xxl", "2xl"), "XXL"),
    **dict.fromkeys(("taglia unica", "unica", "one size", "tu"), "U"),
}


@dataclass(frozen=True, slots=True)
class Availability:
    """What can be had of what was wanted.

    Attributes:
        product: Of which product.
        size_known: The product comes in that size; True where none was asked for.
        colour_known: The product comes in that colour; True where none was asked for.
        wanted: The variants that are what was asked for, those that can be ordered first.
        other_colours: The wanted size in other colours, orderable.
        other_sizes: The wanted colour in other sizes, orderable, nearest sizes first.
    """

    product: Product
    size_known: bool
    colour_known: bool
    wanted: tuple[Variant, ...]
    other_colours: tuple[Variant, ...]
    other_sizes: tuple[Variant, ...]

    @property
    def available(self) -> bool:
        """Whether what was asked for can be ordered now."""
        return any(variant.available for variant in self.wanted)


def normal_size(size: str) -> str:
    """One spelling for a size: ``M`` for ``m``, ``Medium`` and ``taglia M``; unknown ones in capitals."""
    bare = re.sub(r"^(taglia|tg\.?|size|misura|n\.?|numero)\s+", "", size.strip().casefold())
    return _SPELLINGS.get(bare, re.sub(r"\s+", "", bare).upper())


def availability(product: Product, size: str | None = None, colour: str | None = None) -> Availability:
    """What can be had of a product in a size and a colour, either of which may be left open."""
    sizes, colours = _sizes(product), {_fold(variant.colour) for variant in product.variants}
    size_known = size is None or normal_size(size) in sizes
    colour_known = colour is None or _fold(colour) in colours
    fits = [
        (variant, size is None or _size(variant) == normal_size(size), _is_colour(variant, colour))
        for variant in product.variants
    ]
    wanted = [variant for variant, same_size, same_colour in fits if same_size and same_colour]
    other_colours = [one for one, same_size, same in fits if same_size and not same and one.available]
    other_sizes = [one for one, same_size, same in fits if same and not same_size and one.available]
    if size is not None and size_known:
        place = sizes.index(normal_size(size))
        other_sizes.sort(key=lambda one: abs(sizes.index(_size(one)) - place))
    return Availability(
        product=product,
        size_known=size_known,
        colour_known=colour_known,
        wanted=tuple(sorted(wanted, key=lambda one: not one.available)),
        other_colours=tuple(other_colours),
        other_sizes=tuple(other_sizes),
    )


def _sizes(product: Product) -> list[str]:
    """In the shop's order, each once."""
    return list(dict.fromkeys(_size(variant) for variant in product.variants))


def _size(variant: Variant) -> str:
    return normal_size(variant.size) if variant.size is not None else ""


def _fold(colour: str | None) -> str:
    return colour.strip().casefold() if colour else ""


def _is_colour(variant: Variant, colour: str | None) -> bool:
    return colour is None or _fold(variant.colour) == _fold(colour)
