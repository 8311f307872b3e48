"""17TRACK's API v2.2, as far as we call it, on loopback.

Shapes are those of https://asset.17track.net/api/document/v2.2_en/index.html.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from aiohttp import web

from shop.carriers.seventeentrack.errors import ALREADY_REGISTERED, NOT_REGISTERED
from shop.remote.testing import FakeApi, reply

KEY = "17-test-key"


class FakeSeventeenTrack(FakeApi):
    """17TRACK, for ``SPORTELLO_SHOP_SEVENTEENTRACK_URL``.

    Attributes:
        known: What it knows of each registered number; None for nothing yet.
    """

    def __init__(self, port: int = 0, key: str = KEY) -> None:
        super().__init__(port)
        self._key = key
        self.known: dict[str, dict[str, Any] | None] = {}

    async def answer(self, request: web.Request, body: Any) -> web.Response:
        """One of the two methods, for each number of the body."""
        if request.headers.get("17token") != self._key:
            return reply({"code": -18010002, "data": {"errors": []}}, 401)
        method = request.path.rpartition("/")[2]
        if request.method != "POST" or not request.path.startswith("/track/v2.2/"):
            return reply({}, 404)
        data: dict[str, list[Any]] = {"accepted": [], "rejected": []}
        for one in body:
            kind, entry = self._register(one) if method == "register" else self._info(one)
            data[kind].append(entry)
        return reply({"code": 0, "data": data})

    def _register(self, one: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        number = one["number"]
        if number in self.known:
            return "rejected", rejected(number, ALREADY_REGISTERED)
        self.known[number] = None
        return "accepted", {"origin": 1, "number": number, "carrier": 0}

    def _info(self, one: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        number = one["number"]
        if number not in self.known:
            return "rejected", rejected(number, NOT_REGISTERED)
        info = self.known[number] or track_info("NotFound", "NotFound_Other", ())
        return "accepted", {"number": number, "carrier": 0, "param": None, "tag": "", "track_info": info}


def rejected(number: str, code: int) -> dict[str, Any]:
    """A number that is not taken."""
    return {"number": number, "error": {"code": code, "message": "rejected"}}


def track_info(status: str, sub_status: str, events: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What is known of a parcel; events oldest first, as they are easier to write."""
    newest_first = list(reversed(events))
    return {
        "shipping_info": {"shipper_address": {"country": "IT"}, "recipient_address": {"country": "IT"}},
        "latest_status": {"status": status, "sub_status": sub_status, "sub_status_descr": None},
        "latest_event": newest_first[0] if newest_first else None,
        "time_metrics": {
            "days_after_order": 0,
            "estimated_delivery_date": {"source": None, "from": None, "to": None},
        },
        "milestone": [],
        "tracking": {
            "providers_hash": 0,
            "providers": [{"provider": {"key": 0, "name": "BRT"}, "events_hash": 0, "events": newest_first}],
        },
    }


def event(at: datetime, stage: str | None, sub_status: str, text: str, place: str) -> dict[str, Any]:
    """One thing that happened."""
    return {
        "time_iso": at.isoformat(),
        "time_utc": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "description": text,
        "location": place,
        "stage": stage,
        "sub_status": sub_status,
    }
