"""Into which shipping zone a destination falls, as WooCommerce decides it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from shop.records import Destination
from shop.woocommerce.models import ZoneLocation

Continents = Mapping[str, frozenset[str]]


def is_in(locations: Sequence[ZoneLocation], to: Destination, continents: Continents) -> bool:
    """Whether a zone's places hold a destination; a zone without places holds everything.

    Args:
        locations: The zone's.
        to: Where.
        continents: Countries by continent's code, as far as zones name them.
    """
    regions = [one for one in locations if one.type != "postcode"]
    postcodes = [one.code for one in locations if one.type == "postcode"]
    in_region = not regions or any(_is_region(one, to, continents) for one in regions)
    return in_region and (not postcodes or any(_is_postcode(code, to.postcode) for code in postcodes))


def _is_region(place: ZoneLocation, to: Destination, continents: Continents) -> bool:
    country = to.country.upper()
    match place.type:
        case "country":
            return place.code == country
        case "state":
            return place.code == f"{country}:{to.province.upper()}"
        case "continent":
            return country in continents.get(place.code, frozenset())
        case _:
            return False


def _is_postcode(code: str, postcode: str) -> bool:
    """``90210``, ``902*`` or ``90210...99000``."""
    asked = postcode.replace(" ", "").upper()
    wanted = code.replace(" ", "").upper()
    first, dots, last = wanted.partition("...")
    if dots:
        return (
            asked.isdigit() and first.isdigit() and last.isdigit() and int(first) <= int(asked) <= int(last)
        )
    return re.fullmatch(re.escape(wanted).replace(r"\*", ".*"), asked) is not None
