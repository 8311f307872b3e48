"""What waits to be told is told once, in the order in which it came."""

from __future__ import annotations

import asyncio

from desk.realtime.lanes import Lane, Lanes
from handoff import signals
from handoff.signals import Signal


def message(number: int, kind: str = signals.MESSAGE_ADDED) -> Signal:
    return Signal(kind, "c", {"message_id": f"m{number}"})


async def drained(lane: Lane, count: int) -> list[Signal]:
    async with asyncio.timeout(60):
        return [await lane.get() for _ in range(count)]


async def test_a_change_that_waits_is_not_told_twice() -> None:
    lane = Lane()
    for signal in (message(1), message(2), message(1, signals.MESSAGE_CHANGED), message(1)):
        lane.put(signal)
    assert await drained(lane, 2) == [message(1), message(2)]
    lane.put(message(1, signals.MESSAGE_CHANGED))
    assert await drained(lane, 1) == [message(1, signals.MESSAGE_CHANGED)]


async def test_what_is_no_change_of_something_is_told_each_time() -> None:
    lane = Lane()
    said = [Signal(signals.VISITOR, data={"contact": "v", "event": "e", "body": {}}) for _ in range(3)]
    typing = [Signal(signals.TYPING, "c", {"author": "agent"}) for _ in range(2)]
    for signal in (*said, *typing):
        lane.put(signal)
    assert await drained(lane, 5) == [*said, *typing]


async def test_the_same_number_of_a_case_and_of_a_message_are_two_things() -> None:
    lane = Lane()
    both = [
        message(1),
        Signal(signals.CASE_CHANGED, "c", {"case_id": "m1"}),
        Signal(signals.CONVERSATION_CHANGED, "m1"),
    ]
    for signal in both:
        lane.put(signal)
    assert await drained(lane, 3) == both


async def test_who_waits_is_woken() -> None:
    lane = Lane()
    waiting = asyncio.ensure_future(lane.get())
    await asyncio.sleep(0)
    lane.put(message(1))
    assert await asyncio.wait_for(waiting, 5) == message(1)


async def test_a_conversation_keeps_its_lane_and_others_do_not_wait_for_it() -> None:
    lanes = Lanes(4)
    typing = [
        Signal(signals.TYPING, f"conversation {number}", {"author": "agent"})
        for number in range(40)
        for _ in range(2)
    ]
    for signal in typing:
        lanes.put(signal)
    told = [await drained(lane, len(lane)) for lane in lanes]
    assert sum(map(len, told)) == len(typing)
    assert sum(bool(one) for one in told) > 1
    for one in told:
        ids = [signal.conversation_id for signal in one]
        assert all(ids.count(it) == 2 for it in ids)
