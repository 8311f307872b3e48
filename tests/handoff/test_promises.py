"""What shoppers are told, what people owe them, and what is recorded when that is late."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from handoff.hours import Closure, HoursRules, Interval
from handoff.promising import Breach, BreachState
from handoff.records import (
    BrainReply,
    CaseRecord,
    CaseState,
    HandoverReason,
    HandoverRequest,
    Question,
    Reading,
)
from handoff.signals import BREACH, WINDOW_CLOSING, listening
from handoff.targets import Promise, Target, Targets, Urgency
from tests.handoff.world import GIULIA, MARCO, World

MINUTE = timedelta(minutes=1)
OFFICE = tuple(Interval("default", day, time(9), time(18)) for day in range(5))
MONDAY_EVENING = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
TARGETS = Targets(
    (
        Target(None, Urgency.NORMAL, 20 * MINUTE, 10 * MINUTE),
        Target(None, Urgency.HIGH, 5 * MINUTE, 5 * MINUTE),
    )
)


async def _wants_person(question: Question) -> BrainReply:
    reason = HandoverReason.COMPLAINT if "vergogna" in question.text else HandoverReason.REQUESTED
    return BrainReply(reading=Reading(language="it"), language="it", handover=HandoverRequest(reason))


async def _queued(world: World, text: str = "operatore", contact: str = "anna") -> CaseRecord:
    world.brain.script = _wants_person
    world.outlooks.targets = TARGETS
    conversation = await world.write(text, contact=contact)
    await world.answer(contact)
    return await _case(world, conversation.id)


async def _case(world: World, conversation_id: str) -> CaseRecord:
    case = await world.reader.case_of(conversation_id)
    assert case is not None
    return case


async def _told(world: World, contact: str = "anna") -> list[str]:
    await world.send(contact)
    return world.texts_sent(contact)


# What shoppers are told


async def test_outside_hours_a_shopper_is_told_when_somebody_answers(world: World) -> None:
    world.outlooks.hours = HoursRules(weekly=OFFICE)
    world.clock.advance(MONDAY_EVENING - world.clock.now())
    await _queued(world)
    time_words = "opens-time it hour=9 past="
    assert await _told(world) == [f"handover-closed it when=opens-tomorrow it time={time_words}"]


async def test_a_closed_monday_is_told_by_its_day(world: World) -> None:
    closed = (Closure(date(2026, 1, 12), "Inventario"),)
    world.outlooks.hours = HoursRules(weekly=OFFICE, closures=closed)
    world.clock.advance(timedelta(days=5))
    await _queued(world)
    assert "opens-weekday it weekday=weekday it number=1 day=13" in (await _told(world))[0]


async def test_nobody_is_promised_minutes_while_nobody_is_there(world: World) -> None:
    world.presence.count = 0
    case = await _queued(world)
    assert await _told(world) == ["handover-nobody it"]
    assert (case.promised_from, case.promised_until) == (None, None)


async def test_place_and_wait_are_those_of_the_team(world: World) -> None:
    world.outlooks.handling = (600.0,) * 30
    first = await _queued(world)
    world.clock.advance(MINUTE)
    second = await _queued(world, contact="bruno")
    assert "place=2 wait-between" in (await _told(world, "bruno"))[0]
    async with world.storage.write() as transaction:
        await transaction.save_case(replace(second, team_id="x"))
        assert await transaction.place_in_line(replace(second, team_id="x")) == 1
        assert await transaction.place_in_line(second) == 2
        assert await transaction.place_in_line(first) == 1


async def test_a_wait_that_grew_much_is_told_again_and_never_twice_in_five_minutes(world: World) -> None:
    world.outlooks.handling = (300.0,) * 30
    case = await _queued(world)
    assert case.promised_until is not None
    world.outlooks.handling = (6000.0,) * 30
    world.clock.advance(4 * MINUTE)
    assert await world.reminders.tell() == 0
    world.clock.advance(case.promised_until + 6 * MINUTE - world.clock.now())
    for contact in ("bruno", "carla"):
        await _queued(world, "vergogna", contact)
    assert await world.reminders.tell() == 1
    assert (await _told(world))[-1].startswith("handover-still-waiting it place=3")
    assert await world.reminders.tell() == 0


async def test_closing_time_is_told_once_and_the_morning_after_the_place(world: World) -> None:
    world.outlooks.hours = HoursRules(weekly=OFFICE)
    world.clock.advance(timedelta(hours=7, minutes=55))
    await _queued(world)
    for _ in range(20):
        world.clock.advance(MINUTE)
        await world.reminders.tell()
    assert [text.split()[0] for text in await _told(world)] == ["handover-waiting", "handover-closed"]
    world.clock.advance(timedelta(hours=14, minutes=48))
    assert await world.reminders.tell() == 1
    assert (await _told(world))[-1].startswith("handover-still-waiting")


async def test_a_first_answer_outside_hours_says_that_no_person_can_answer_now(world: World) -> None:
    world.outlooks.hours = HoursRules(weekly=OFFICE)
    world.clock.advance(MONDAY_EVENING - world.clock.now())
    for text in ("ciao", "e poi?"):
        await world.write(text)
        await world.answer()
    told = await _told(world)
    assert [text.split()[0] for text in told] == ["echo:", "staffing-closed", "echo:"]
    world.clock.advance(timedelta(hours=13))
    await world.write("ancora io")
    await world.answer()
    assert [text.split()[0] for text in (await _told(world))[3:]] == ["echo:", "staffing-closed"]


@pytest.mark.parametrize("follow", [(), ("crow",)])
async def test_a_channel_that_does_not_follow_staffing_says_nothing(
    world: World, follow: tuple[str, ...]
) -> None:
    world.outlooks.hours = HoursRules(weekly=OFFICE, follow_staffing=follow)
    world.clock.advance(MONDAY_EVENING - world.clock.now())
    await world.write("ciao")
    await world.answer()
    assert await _told(world) == ["echo: ciao"]


# What people owe


async def test_a_clock_runs_from_the_handover_and_stands_still_outside_hours(world: World) -> None:
    world.outlooks.hours = HoursRules(weekly=OFFICE)
    world.clock.advance(timedelta(hours=7, minutes=50))
    case = await _queued(world)
    assert case.unanswered_since == case.opened_at
    assert case.first_response_due == datetime(2026, 1, 6, 8, 10, tzinfo=UTC)
    assert case.next_response_due is None


async def test_a_complaint_is_due_sooner(world: World) -> None:
    case = await _queued(world, "vergogna")
    assert case.first_response_due == case.opened_at + 5 * MINUTE


async def test_an_answer_ends_the_clock_and_the_shoppers_next_words_start_another(world: World) -> None:
    case = await _queued(world)
    conversation_id = case.conversation_id
    await world.ownership.take(conversation_id, GIULIA)
    assert (await _case(world, conversation_id)).first_response_due == case.first_response_due
    world.clock.advance(MINUTE)
    await world.answers.say(conversation_id, GIULIA, "eccomi", "c1")
    case = await _case(world, conversation_id)
    assert (case.first_answered_at, case.unanswered_since) == (world.clock.now(), None)
    assert (case.first_response_due, case.next_response_due) == (None, None)
    world.clock.advance(MINUTE)
    await world.write("grazie, e allora?")
    world.clock.advance(MINUTE)
    await world.write("ci siete?")
    case = await _case(world, conversation_id)
    assert case.next_response_due == world.clock.now() + 9 * MINUTE, "from the first words nobody answered"
    await world.ownership.resolve(conversation_id, GIULIA)
    case = await _case(world, conversation_id)
    assert (case.state, case.unanswered_since, case.next_response_due) == (CaseState.RESOLVED, None, None)


async def test_without_targets_nothing_is_ever_due(world: World) -> None:
    world.outlooks.targets = Targets(())
    world.brain.script = _wants_person
    conversation = await world.write("operatore")
    await world.answer()
    case = await _case(world, conversation.id)
    assert (case.first_response_due, case.unanswered_since) == (None, case.opened_at)
    world.clock.advance(timedelta(days=3))
    assert await world.keeper.mind_answers() == 0


# What is late


async def test_a_warning_comes_before_and_the_breach_is_recorded_once(world: World) -> None:
    case = await _queued(world)
    async with listening(world.signals) as subscription:
        assert await world.keeper.mind_answers() == 0
        world.clock.advance(15 * MINUTE)
        assert await world.keeper.mind_answers() == 1
        assert await world.keeper.mind_answers() == 0
        world.clock.advance(5 * MINUTE)
        counts = await asyncio.gather(*(world.keeper.mind_answers() for _ in range(4)))
        assert sum(counts) == 1, "however many replicas look"
        heard = [await subscription.get() for _ in range(2)]
    assert [signal.kind for signal in heard] == [BREACH, BREACH]
    assert [signal.data["state"] for signal in heard] == ["warning", "breached"]
    assert world.promise_reader is not None
    assert case.first_response_due is not None
    late = Breach(case.id, Promise.FIRST, case.first_response_due, BreachState.BREACHED)
    assert await world.promise_reader.breaches(case.opened_at, 10) == [late]


async def test_an_answer_that_came_late_is_recorded_though_nobody_had_looked(world: World) -> None:
    case = await _queued(world)
    await world.ownership.take(case.conversation_id, GIULIA)
    world.clock.advance(30 * MINUTE)
    await world.answers.say(case.conversation_id, GIULIA, "scusi", "c1")
    await world.answers.say(case.conversation_id, GIULIA, "scusi", "c1")
    assert world.promise_reader is not None
    (late,) = await world.promise_reader.breaches(case.opened_at, 10)
    assert (late.case_id, late.promise) == (case.id, Promise.FIRST)
    assert await world.keeper.mind_answers() == 0


async def test_an_answer_in_time_is_no_breach(world: World) -> None:
    case = await _queued(world)
    await world.ownership.take(case.conversation_id, GIULIA)
    await world.answers.say(case.conversation_id, GIULIA, "eccomi", "c1")
    world.clock.advance(timedelta(hours=3))
    assert await world.keeper.mind_answers() == 0
    assert world.promise_reader is not None
    assert await world.promise_reader.breaches(case.opened_at, 10) == []


async def test_what_the_vendor_took_from_another_agent_is_no_answer(world: World) -> None:
    case = await _queued(world)
    with pytest.raises(Exception, match="agent"):
        await world.answers.say(case.conversation_id, MARCO, "eccomi", "c1")
    assert (await _case(world, case.conversation_id)).first_response_due == case.first_response_due


# Windows


async def test_a_window_that_closes_on_unanswered_words_is_told_to_agents_once(world: World) -> None:
    world.gateway.window = 24
    case = await _queued(world)
    world.clock.advance(timedelta(hours=21, minutes=59))
    assert await world.keeper.mind_windows() == 0
    world.clock.advance(2 * MINUTE)
    before = len(await _told(world))
    async with listening(world.signals) as subscription:
        assert [await world.keeper.mind_windows() for _ in range(2)] == [1, 0]
        assert (await subscription.get()).kind == WINDOW_CLOSING
    assert len(await _told(world)) == before, "shoppers are not told unless somebody wants it"
    await world.write("allora?")
    world.clock.advance(timedelta(hours=22, minutes=1))
    assert await world.keeper.mind_windows() == 1, "their words opened another window"
    assert (await _case(world, case.conversation_id)).window_nudged_for is not None


async def test_an_answered_window_closes_in_peace(world: World) -> None:
    world.gateway.window = 24
    case = await _queued(world)
    await world.ownership.take(case.conversation_id, GIULIA)
    await world.answers.say(case.conversation_id, GIULIA, "eccomi", "c1")
    world.clock.advance(timedelta(hours=23))
    assert await world.keeper.mind_windows() == 0


async def test_a_window_that_has_closed_is_past_nudging(world: World) -> None:
    world.gateway.window = 24
    await _queued(world)
    world.clock.advance(timedelta(hours=25))
    assert await world.keeper.mind_windows() == 0


async def test_shoppers_are_told_of_a_closing_window_where_that_is_wanted(world: World) -> None:
    world.gateway.window = 24
    world.outlooks.hours = HoursRules(window_note=True)
    await _queued(world)
    world.clock.advance(timedelta(hours=23))
    assert [await world.keeper.mind_windows() for _ in range(2)] == [1, 0]
    assert (await _told(world))[-1] == "window-closing it"


# Re-opened


@pytest.mark.parametrize(("later", "goes_on"), [(timedelta(hours=23), True), (timedelta(hours=25), False)])
async def test_whoever_comes_back_within_a_day_goes_on_with_the_case_before(
    world: World, later: timedelta, goes_on: bool
) -> None:
    case = await _queued(world)
    await world.ownership.take(case.conversation_id, GIULIA)
    await world.ownership.resolve(case.conversation_id, GIULIA)
    world.clock.advance(later)
    again = await _queued(world, "non funziona ancora")
    assert again.id != case.id
    assert again.reopened_of == (case.id if goes_on else None)
    assert again.preferred_agent_id == (GIULIA.id if goes_on else None)


# What is kept


async def test_hours_and_targets_are_kept_as_they_were_set(world: World) -> None:
    reader = world.promise_reader
    assert reader is not None
    assert (await reader.hours(), await reader.targets()) == (HoursRules(), Targets())
    rules = HoursRules(
        zone="Europe/London",
        weekly=(*OFFICE, Interval("team:x", 6, time(22), time(2))),
        closures=(
            Closure(date(2026, 12, 24), "Vigilia"),
            Closure(date(2026, 12, 31), "S. Silvestro", "team:x"),
        ),
        country="GB",
        province="ENG",
        holidays=False,
        follow_staffing=("pigeon",),
        window_note=True,
    )
    for wanted in (rules, HoursRules(weekly=OFFICE), rules):
        async with world.storage.write() as transaction:
            await transaction.save_hours(wanted)
            await transaction.save_targets(TARGETS)
        assert await reader.hours() == wanted
    assert sorted((await reader.targets()).each, key=str) == sorted(TARGETS.each, key=str)
    async with world.storage.write() as transaction:
        await transaction.save_targets(Targets(()))
    assert await reader.targets() == Targets(())


async def test_handling_times_are_those_of_cases_that_people_held(world: World) -> None:
    for contact, minutes in (("anna", 4), ("bruno", 10), ("carla", 60 * 20)):
        case = await _queued(world, contact=contact)
        await world.ownership.take(case.conversation_id, GIULIA)
        world.clock.advance(minutes * MINUTE)
        await world.ownership.resolve(case.conversation_id, GIULIA)
    await _queued(world, contact="dario")
    assert world.promise_reader is not None
    assert sorted(await world.promise_reader.handling(timedelta(hours=8), 10)) == [240.0, 600.0]
