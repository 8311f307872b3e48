"""Which points are nearest, as far as postcodes and towns tell."""

from __future__ import annotations

from collections.abc import Iterable

from shop.records import PickupKind, PickupPoint

POSTCODE_LENGTH = 5
PROVINCE_DIGITS = 2
"""Italian postcodes that begin alike belong to one province, or to neighbours."""


def nearest(
    points: Iterable[PickupPoint], place: str, *, for_returns: bool = False, limit: int = 3
) -> list[PickupPoint]:
    """The points of a town or near a postcode, nearest first; empty where the place is unknown.

    Args:
        points: All there are.
        place: A postcode of five digits, a town, or a province's two letters.
        for_returns: Only where parcels can be handed in.
        limit: How many at most.
    """
    fitting = [point for point in points if point.takes_returns or not for_returns]
    wanted = place.strip().casefold()
    if len(wanted) == POSTCODE_LENGTH and wanted.isascii() and wanted.isdigit():
        near = [point for point in fitting if point.postcode[:PROVINCE_DIGITS] == wanted[:PROVINCE_DIGITS]]
        near.sort(key=lambda point: (abs(int(point.postcode) - int(wanted)), point.id))
        return near[:limit]
    there = [point for point in fitting if wanted in {point.city.casefold(), point.province.casefold()}]
    there.sort(key=lambda point: (point.kind is not PickupKind.SHOP, point.id))
    return there[:limit]
