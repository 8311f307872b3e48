"""Asks 17TRACK what happened to a parcel."""

from __future__ import annotations

import time
from collections.abc import Callable

from cachetools import TTLCache

from shop.carriers.registry import clean_number
from shop.carriers.seventeentrack.errors import NO_NEWS, NOT_REGISTERED, error_of
from shop.carriers.seventeentrack.models import Data, Envelope, Info
from shop.carriers.seventeentrack.reading import followed
from shop.carriers.seventeentrack.settings import SeventeenTrackSettings
from shop.errors import ShopUnavailable
from shop.records import Parcel
from shop.remote.reading import read
from shop.remote.wire import Pause, Wire

VENDOR = "17TRACK"
VERSION = "track/v2.2"
KEPT = 300.0
"""Seconds for which news is kept: carriers scan a parcel a few times a day."""
PARCELS = 2_000


class SeventeenTrack:
    """Implements ``shop.ports.Tracking``; numbers travel in bodies, the key in a header.

    Args:
        settings: Key and address.
        timeout: Seconds for one call.
        timer: Seconds since any moment, monotonic.
        pause: Waits; asyncio's, unless a test counts.
    """

    def __init__(
        self,
        settings: SeventeenTrackSettings,
        timeout: float,
        timer: Callable[[], float] = time.monotonic,
        pause: Pause | None = None,
    ) -> None:
        key = settings.seventeentrack_key
        headers = {"17token": key.get_secret_value() if key else "", "Content-Type": "application/json"}
        self._wire = Wire(VENDOR, headers, timeout, pause) if pause else Wire(VENDOR, headers, timeout)
        self._root = f"{settings.seventeentrack_url}/{VERSION}"
        self._news: TTLCache[str, Info] = TTLCache(PARCELS, KEPT, timer)

    async def follow(self, parcel: Parcel) -> Parcel:
        """The parcel with the journey that carriers tell; as it was where none does."""
        number = clean_number(parcel.tracking_number)
        if number is None:
            return parcel
        info = self._news.get(number)
        if info is None:
            info = self._news[number] = await self._ask(number)
        return followed(parcel, info)

    async def _ask(self, number: str) -> Info:
        """What is known; a number that 17TRACK has not met is given to it, to be known next time."""
        data = await self._call("gettrackinfo", number)
        found = next((one.track_info for one in data.accepted if one.track_info), None)
        if found is not None:
            return found
        code = data.rejected[0].error.code if data.rejected else 0
        if code == NOT_REGISTERED:
            await self._call("register", number)
        elif code and code not in NO_NEWS:
            raise ShopUnavailable(f"17TRACK rejects a number ({code}).")
        return Info()

    async def _call(self, path: str, number: str) -> Data:
        answer = await self._wire.call("POST", f"{self._root}/{path}", body=[{"number": number}])
        code = answer.body.get("code") if isinstance(answer.body, dict) else None
        error = error_of(answer.status, code if isinstance(code, int) else None)
        if error is not None:
            raise error
        return read(Envelope, answer.body, VENDOR).data

    async def close(self) -> None:
        """Closes the connections."""
        await self._wire.close()
