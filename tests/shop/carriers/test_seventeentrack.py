"""17TRACK: what it knows becomes a journey, and what it does not know stays unknown."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from pydantic import SecretStr

from shop.carriers.seventeentrack.errors import error_of
from shop.carriers.seventeentrack.settings import SeventeenTrackSettings
from shop.carriers.seventeentrack.states import STAGES, STATUSES, SUB_STATUSES, event_state, parcel_state
from shop.carriers.seventeentrack.testing import KEY, FakeSeventeenTrack, event, rejected, track_info
from shop.carriers.seventeentrack.tracking import KEPT, SeventeenTrack
from shop.errors import ShopUnavailable
from shop.records import DateRange, Parcel, ParcelState
from shop.remote.testing import Fault
from tests.shop.remote.support import Pauses

MAIN = ("NotFound InfoReceived InTransit Expired AvailableForPickup OutForDelivery DeliveryFailure Delivered "
        "Exception")  # fmt: skip
SUB = ("InfoReceived InTransit_PickedUp InTransit_Other InTransit_Departure InTransit_Arrival "
       "InTransit_CustomsProcessing InTransit_CustomsReleased InTransit_CustomsRequiringInformation "
       "Expired_Other AvailableForPickup_Other OutForDelivery_Other DeliveryFailure_Other "
       "DeliveryFailure_NoBody DeliveryFailure_Security DeliveryFailure_Rejected "
       "DeliveryFailure_InvalidAddress Delivered_Other Exception_Other Exception_Returning "
       "Exception_Returned Exception_NoBody Exception_Security Exception_Damage Exception_Rejected "
       "Exception_Delayed Exception_Lost Exception_Destroyed Exception_Cancel")  # fmt: skip
NUMBER = "123456789012"
PARCEL = Parcel("1", ParcelState.UNKNOWN, "brt", "BRT", NUMBER)


class Timer:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Scene:
    fake: FakeSeventeenTrack
    tracking: SeventeenTrack
    timer: Timer


@asynccontextmanager
async def scene(key: str = KEY, timeout: float = 5.0) -> AsyncIterator[Scene]:
    async with FakeSeventeenTrack() as fake:
        given = SeventeenTrackSettings(
            _env_file=None, seventeentrack_key=SecretStr(key), seventeentrack_url=fake.url
        )
        timer = Timer()
        tracking = SeventeenTrack(given, timeout, timer, Pauses())
        yield Scene(fake, tracking, timer)
        await tracking.close()


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 1, day, hour, tzinfo=UTC)


def test_every_documented_status_is_mapped() -> None:
    assert set(STATUSES) == set(MAIN.split())
    assert set(SUB_STATUSES) <= set(SUB.split())
    for sub in SUB.split():
        assert parcel_state(sub.partition("_")[0], sub) is not None
    assert {one for one in SUB.split() if one.startswith("Exception_")} == set(SUB_STATUSES)
    assert parcel_state("NotFound", "NotFound_Other") is None
    assert parcel_state("Teleported", None) is ParcelState.UNKNOWN
    assert {event_state(stage, None) for stage in STAGES} <= set(ParcelState)


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 429, 500, 503])
@pytest.mark.parametrize("code", [0, None, -18010001, -18010002, -18010003, -18019907, -1])
def test_every_error_is_ours(status: int, code: int | None) -> None:
    error = error_of(status, code)
    assert (error is None) == (status == 200 and code == 0)
    assert error is None or isinstance(error, ShopUnavailable)


async def test_a_journey() -> None:
    async with scene() as made:
        info = track_info(
            "DeliveryFailure",
            "DeliveryFailure_NoBody",
            [
                event(at(12), "PickedUp", "InTransit_PickedUp", "Ritirata", "PRATO"),
                event(at(13), "OutForDelivery", "OutForDelivery_Other", "In consegna", "FIRENZE"),
                event(at(13, 15), None, "DeliveryFailure_NoBody", "Destinatario <b>assente</b>", "FIRENZE"),
            ],
        )
        info["time_metrics"]["estimated_delivery_date"] = {"from": "2026-01-15T00:00:00Z", "to": None}
        made.fake.known[NUMBER] = info
        found = await made.tracking.follow(PARCEL)
    assert found.state is ParcelState.FAILED_ATTEMPT
    assert [one.state for one in found.journey] == [
        ParcelState.IN_TRANSIT,
        ParcelState.OUT_FOR_DELIVERY,
        ParcelState.FAILED_ATTEMPT,
    ]
    assert (found.attempts, found.shipped_at, found.delivered_at) == (1, at(12), None)
    assert found.expected == DateRange(date(2026, 1, 15), date(2026, 1, 15))
    assert found.journey[-1].text == "Destinatario assente"


async def test_a_number_that_is_new_is_registered_once_and_told_later() -> None:
    async with scene() as made:
        assert await made.tracking.follow(PARCEL) == PARCEL
        assert await made.tracking.follow(PARCEL) == PARCEL
        assert [call.path.rpartition("/")[2] for call in made.fake.calls] == ["gettrackinfo", "register"]
        made.fake.known[NUMBER] = track_info("InfoReceived", "InfoReceived", [])
        assert await made.tracking.follow(PARCEL) == PARCEL
        made.timer.now = KEPT + 1
        assert (await made.tracking.follow(PARCEL)).state is ParcelState.ANNOUNCED


@pytest.mark.parametrize("number", [None, "??", "1"])
async def test_what_can_not_be_a_number_is_not_asked_about(number: str | None) -> None:
    async with scene() as made:
        parcel = Parcel("1", ParcelState.UNKNOWN, tracking_number=number)
        assert await made.tracking.follow(parcel) == parcel
        assert made.fake.calls == []


async def test_a_number_of_nobodys_stays_unknown() -> None:
    async with scene() as made:
        made.fake.fail(
            Fault(200, {"code": 0, "data": {"accepted": [], "rejected": [rejected(NUMBER, -18019903)]}})
        )
        assert await made.tracking.follow(PARCEL) == PARCEL


@pytest.mark.parametrize(
    "fault",
    [
        Fault(200, {"code": -18010003}),
        Fault(200, {"code": 0, "data": {"accepted": [], "rejected": [rejected(NUMBER, -1)]}}),
        Fault(200, {"code": 0, "data": "odd"}),
        Fault(200, "no json"),
        Fault(503),
        Fault(429),
        Fault(drops=True),
    ],
)
async def test_trouble_is_not_remembered(fault: Fault) -> None:
    async with scene() as made:
        made.fake.known[NUMBER] = track_info("Delivered", "Delivered_Other", [])
        made.fake.fail_always(fault)
        with pytest.raises(ShopUnavailable):
            await made.tracking.follow(PARCEL)
        made.fake.fail_always(None)
        found = await made.tracking.follow(PARCEL)
        # Delivered, and nobody says when: the time is not made up.
        assert (found.state, found.delivered_at) == (ParcelState.DELIVERED, None)


async def test_the_key_is_shown_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with scene(key="17-wrong-key") as made:
        with pytest.raises(ShopUnavailable, match="SEVENTEENTRACK_KEY") as failed:
            await made.tracking.follow(PARCEL)
        assert "17-wrong-key" not in caplog.text + str(failed.value) + repr(vars(made.tracking)["_root"])
        assert all(NUMBER not in call.path for call in made.fake.calls)
