"""What 17TRACK's words mean.

https://asset.17track.net/api/document/v2.2_en/index.html names nine statuses, thirty sub-statuses, and
stages of a journey.
"""

from __future__ import annotations

from shop.records import ParcelState

STATUSES: dict[str, ParcelState | None] = {
    "NotFound": None,
    "InfoReceived": ParcelState.ANNOUNCED,
    "InTransit": ParcelState.IN_TRANSIT,
    "Expired": ParcelState.UNKNOWN,
    "AvailableForPickup": ParcelState.HELD,
    "OutForDelivery": ParcelState.OUT_FOR_DELIVERY,
    "DeliveryFailure": ParcelState.FAILED_ATTEMPT,
    "Delivered": ParcelState.DELIVERED,
    "Exception": ParcelState.UNKNOWN,
}
"""None: nobody knows the number (yet)."""
SUB_STATUSES: dict[str, ParcelState] = {
    "Exception_Returning": ParcelState.RETURNING,
    "Exception_Returned": ParcelState.RETURNED_TO_SENDER,
    "Exception_NoBody": ParcelState.FAILED_ATTEMPT,
    "Exception_Rejected": ParcelState.FAILED_ATTEMPT,
    "Exception_Delayed": ParcelState.IN_TRANSIT,
    "Exception_Lost": ParcelState.LOST,
    "Exception_Destroyed": ParcelState.LOST,
    "Exception_Damage": ParcelState.UNKNOWN,
    "Exception_Security": ParcelState.UNKNOWN,
    "Exception_Cancel": ParcelState.UNKNOWN,
    "Exception_Other": ParcelState.UNKNOWN,
}
"""Those that say more than their status; the others begin with its name."""
STAGES: dict[str, ParcelState] = {
    "InfoReceived": ParcelState.ANNOUNCED,
    "PickedUp": ParcelState.IN_TRANSIT,
    "Departure": ParcelState.IN_TRANSIT,
    "Arrival": ParcelState.IN_TRANSIT,
    "AvailableForPickup": ParcelState.HELD,
    "OutForDelivery": ParcelState.OUT_FOR_DELIVERY,
    "Delivered": ParcelState.DELIVERED,
    "Returning": ParcelState.RETURNING,
    "Returned": ParcelState.RETURNED_TO_SENDER,
}


def parcel_state(status: str | None, sub_status: str | None) -> ParcelState | None:
    """Where a parcel stands; None where nobody knows its number."""
    known = SUB_STATUSES.get(sub_status or "")
    if known is not None:
        return known
    return STATUSES.get(status or (sub_status or "").partition("_")[0], ParcelState.UNKNOWN)


def event_state(stage: str | None, sub_status: str | None) -> ParcelState:
    """What an event means."""
    if sub_status:
        return parcel_state(None, sub_status) or ParcelState.UNKNOWN
    return STAGES.get(stage or "", ParcelState.UNKNOWN)
