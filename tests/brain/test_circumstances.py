"""What a caller tells of the moment: whatever it is, a message is answered."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.circumstances import Circumstances, present, take_place
from bot.turn import Turn

GOOD = {"conversation": "c", "message": "m", "text": "ciao"}


@pytest.mark.parametrize("context", [None, 7, "now", [], {}, {"unknown": 1}, {"now": None}])
def test_without_circumstances_there_is_the_systems_clock(context: Any) -> None:
    turn = Turn.parse_obj({**GOOD, "context": context})
    assert turn.context.slots == {}
    assert abs(turn.context.time - datetime.now(timezone.utc)) < timedelta(minutes=1)


@pytest.mark.parametrize("now", ["", "noon", "2026-99-01T00:00:00", 3, {}, "2026-11-27T12:00:00+99:00"])
def test_a_broken_clock_is_the_systems(now: Any) -> None:
    context = Turn.parse_obj({**GOOD, "context": {"now": now}}).context
    assert context.now is None
    assert context.time.tzinfo is not None


def test_a_clock_without_a_zone_keeps_its_hands() -> None:
    context = Circumstances.told({"now": "2026-11-27T12:00:00"})
    assert context.time.tzinfo is not None
    assert (context.time.day, context.time.hour) == (27, 12)


@pytest.mark.parametrize("zone", ["Z", "+00:00"])
def test_greenwich_in_both_spellings(zone: str) -> None:
    told = Circumstances.told({"now": f"2026-11-27T12:00:00{zone}"})
    assert told.time == datetime(2026, 11, 27, 12, tzinfo=timezone.utc)


def test_what_is_none_of_the_values_was_not_told() -> None:
    told = {"opening": "lunch", "country": "<b>", "customer": 4, "now": "2026-11-27T12:00:00Z"}
    assert Circumstances.told(told).slots == {}


def test_what_was_told_is_asked_for_like_slots() -> None:
    told = {"opening": "closed", "country": "de", "customer": "vip"}
    assert Circumstances.told(told).slots == {"opening": "closed", "country": "DE", "customer": "vip"}


async def test_turns_at_the_same_time_do_not_mix() -> None:
    async def turn(country: str) -> str:
        take_place(Circumstances.told({"country": country}))
        await asyncio.sleep(0)
        return present().slots["country"]

    assert await asyncio.gather(*map(asyncio.ensure_future, map(turn, ["IT", "DE", "FR"]))) == [
        "IT",
        "DE",
        "FR",
    ]
    assert present().slots == {}
