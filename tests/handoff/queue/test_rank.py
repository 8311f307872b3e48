"""Who is served first, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.memory.doubles import EPOCH
from handoff.queue.rank import HEAD_STARTS, WINDOW_MARGIN, RankReason, explain, rank_at
from handoff.records import CaseRecord, CaseState, HandoverReason
from tests.handoff.queue.counter import GIULIA, Counter

PLAIN = CaseRecord("c", "k", HandoverReason.REQUESTED, 0, CaseState.WAITING, EPOCH, queued_at=EPOCH)
MINUTES = st.integers(0, 60 * 24).map(lambda minutes: timedelta(minutes=minutes))
CASES = st.builds(
    lambda after, reason, safety, vip, frustrated, returned: replace(
        PLAIN,
        queued_at=EPOCH + after,
        reason=reason,
        safety=safety,
        vip=vip,
        frustrated=frustrated,
        returned=returned,
    ),
    MINUTES,
    st.sampled_from(HandoverReason),
    *[st.booleans()] * 4,
)


@pytest.mark.parametrize(
    ("change", "minutes"),
    [
        ({}, 0),
        ({"frustrated": True}, 10),
        ({"vip": True}, 20),
        ({"reason": HandoverReason.COMPLAINT}, 30),
        ({"safety": True}, 60),
        ({"returned": True}, 90),
        ({"safety": True, "vip": True, "frustrated": True, "reason": HandoverReason.COMPLAINT}, 60),
    ],
)
def test_the_largest_head_start_counts_alone(change: dict[str, object], minutes: int) -> None:
    case = replace(PLAIN, **change)  # type: ignore[arg-type]
    assert rank_at(case, None) == EPOCH - timedelta(minutes=minutes)


def test_a_window_that_closes_soon_hurries_and_one_that_does_not_changes_nothing() -> None:
    assert rank_at(PLAIN, EPOCH + timedelta(hours=24)) == EPOCH
    assert rank_at(PLAIN, EPOCH + timedelta(hours=1)) == EPOCH - timedelta(hours=1)


@given(CASES, st.none() | MINUTES, MINUTES)
def test_the_parts_are_the_whole(case: CaseRecord, window: timedelta | None, later: timedelta) -> None:
    closes_at = EPOCH + window if window is not None else None
    now = case.waits_since + later
    rank = explain(case, closes_at, now)
    assert rank.at == rank_at(case, closes_at)
    assert sum(part.minutes for part in rank.parts) == pytest.approx((now - rank.at) / timedelta(minutes=1))


@given(CASES, CASES)
def test_nobody_is_overtaken_by_who_comes_an_hour_and_a_half_later(
    one: CaseRecord, other: CaseRecord
) -> None:
    later = replace(
        other, queued_at=one.waits_since + HEAD_STARTS[RankReason.RETURNED] + timedelta(seconds=1)
    )
    assert rank_at(one, None) < rank_at(later, None)


@given(CASES, MINUTES)
def test_a_window_only_ever_hurries(case: CaseRecord, window: timedelta) -> None:
    assert rank_at(case, EPOCH + window) <= rank_at(case, None)
    assert rank_at(case, EPOCH + window) <= EPOCH + window - WINDOW_MARGIN


async def test_the_list_is_in_the_order_of_rank(counter: Counter) -> None:
    await counter.settings(vip_spend=500.0)
    await counter.arrive("plain")
    counter.later(minutes=5)
    await counter.arrive("frustrated", tone="frustrated")
    counter.later(minutes=5)
    await counter.arrive("vip", spent=500.0)
    counter.later(minutes=5)
    await counter.arrive("complaint", HandoverReason.COMPLAINT)
    counter.later(minutes=5)
    await counter.arrive("safety", topic="safety/fire")
    await counter.arrive("poor", spent=499.0)
    assert await counter.waiting() == ["safety", "complaint", "vip", "frustrated", "plain", "poor"]
    async with counter.storage.write() as transaction:
        places = [
            await transaction.place_in_queue(await counter.case(name)) for name in await counter.waiting()
        ]
    assert places == [1, 2, 3, 4, 5, 6]


async def test_who_has_waited_an_hour_is_before_any_newcomer(counter: Counter) -> None:
    await counter.arrive("plain")
    counter.later(minutes=61)
    await counter.arrive("safety", topic="safety/fire")
    assert await counter.waiting() == ["plain", "safety"]


async def test_nobody_is_dear_where_nobody_can_say_what_they_spent(counter: Counter) -> None:
    await counter.settings(vip_spend=0.0)
    assert not (await counter.arrive("unknown", spent=None)).vip


async def test_writing_again_opens_the_window_anew_and_takes_its_hurry_away(counter: Counter) -> None:
    counter.gateway.window = 24
    await counter.arrive("anna")
    await counter.ownership.take((await counter.conversation("anna")).id, GIULIA)
    counter.later(hours=23)
    team = await counter.team("Resi")
    await counter.transferring.to_team((await counter.conversation("anna")).id, GIULIA, team.id, "")
    hurried = await counter.case("anna")
    await counter.write("anna", "allora?")
    assert (await counter.case("anna")).served_at >= hurried.served_at
    counter.later(hours=1)
    assert explain(await counter.case("anna"), None, counter.clock.now()).parts[0].minutes == 24 * 60
