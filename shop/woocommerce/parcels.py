"""Parcels, from what the common tracking plugins add to an order.

WooCommerce knows no parcels. Read are ``_wc_shipment_tracking_items`` (WooCommerce Shipment Tracking and
Advanced Shipment Tracking), ``_aftership_tracking_items`` and YITH's ``ywot_…``. None of them says where a
parcel is: its state is unknown until a carrier tells (see ``shop.carriers``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from shop.carriers.registry import carrier_of, clean_number
from shop.records import LineQuantity, OrderState, Parcel, ParcelState
from shop.remote.reading import moment, web_address
from shop.woocommerce.models import WooOrder

_ITEMS = ("_wc_shipment_tracking_items", "_aftership_tracking_items")
_PROVIDERS = ("tracking_provider", "custom_tracking_provider", "slug")
_LINKS = ("custom_tracking_link", "ast_tracking_link")
_WHOLE = {OrderState.SHIPPED, OrderState.DELIVERED}
MOST = 20


def parcels(order: WooOrder, state: OrderState) -> tuple[Parcel, ...]:
    """Its parcels; none where no plugin says any."""
    items = [one for one in (*_items(order), *_yith(order)) if _text(one, "tracking_number")]
    whole = _contents(order) if len(items) == 1 and state in _WHOLE else ()
    return tuple(_parcel(number, one, whole) for number, one in enumerate(items[:MOST], 1))


def _parcel(number: int, item: Mapping[str, Any], contents: tuple[LineQuantity, ...]) -> Parcel:
    tracking = clean_number(_text(item, "tracking_number"))
    name = next((text for key in _PROVIDERS if (text := _text(item, key))), "")
    carrier = carrier_of(name, tracking)
    given = next((link for key in _LINKS if (link := web_address(_text(item, key)))), None)
    return Parcel(
        id=str(number),
        state=ParcelState.UNKNOWN,
        carrier=carrier.code if carrier else "",
        carrier_name=carrier.name if carrier else name[:60],
        tracking_number=tracking,
        tracking_url=given or (carrier.link(tracking) if carrier and tracking else None),
        contents=contents,
        shipped_at=_shipped_at(_text(item, "date_shipped")),
    )


def _items(order: WooOrder) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for key in _ITEMS:
        value = order.meta(key)
        listed = list(value.values()) if isinstance(value, dict) else value
        if isinstance(listed, list):
            found += [one for one in listed if isinstance(one, dict)]
    return found


def _yith(order: WooOrder) -> list[Mapping[str, Any]]:
    number = order.meta("ywot_tracking_code")
    if not isinstance(number, str) or not number.strip():
        return []
    return [
        {
            "tracking_number": number,
            "tracking_provider": order.meta("ywot_carrier_name") or order.meta("ywot_carrier_id"),
            "custom_tracking_link": order.meta("ywot_carrier_url"),
            "date_shipped": order.meta("ywot_pick_up_date"),
        }
    ]


def _contents(order: WooOrder) -> tuple[LineQuantity, ...]:
    return tuple(LineQuantity(line.id, line.quantity) for line in order.line_items if line.quantity > 0)


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return str(value).strip() if isinstance(value, str | int) else ""


def _shipped_at(text: str) -> datetime | None:
    """Seconds since 1970, or a date."""
    if text.isascii() and text.isdigit() and len(text) <= 10:
        return datetime.fromtimestamp(int(text), UTC)
    return moment(text)
