"""Who is given a waiting case; never more than they have room for, whoever looks at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from handoff import writing
from handoff.errors import AlreadyTaken
from handoff.messages import Outbound
from handoff.queue import assignment
from handoff.queue.assignment import Rota
from handoff.queue.records import TELLING, AssignedBy, PresenceState, Team, TeamMode
from handoff.queue.routing import team_for
from handoff.records import Agent, CaseState, Owner
from handoff.signals import MESSAGE_CHANGED, Signal
from tests.handoff.queue.counter import CHANNEL, GIULIA, MARCO, SARA, Counter
from tests.handoff.world import Running


async def test_nobody_is_given_anything_who_is_not_there(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 2), (MARCO, 2))
    await counter.come(MARCO)
    await counter.attendance().choose(MARCO, PresenceState.AWAY)
    await counter.arrive("anna")
    assert await counter.rota.settle() == 0
    assert await counter.waiting() == ["anna"]


async def test_cases_of_teams_that_pull_wait_to_be_taken(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 2), mode=TeamMode.PULLED)
    await counter.come(GIULIA)
    await counter.arrive("anna")
    assert await counter.rota.settle() == 0


async def test_the_least_loaded_is_given_the_next(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 4), (MARCO, 2))
    await counter.come(GIULIA, MARCO)
    for contact in ("a", "b", "c", "d", "e", "f", "g"):
        counter.later(seconds=1)
        await counter.arrive(contact)
    assert await counter.rota.settle() == 6
    staff = await counter.staff()
    assert (staff["Giulia"].load, staff["Marco"].load) == (4, 2)
    assert await counter.waiting() == ["g"], "the last to come waits"
    case = await counter.case("a")
    assert (case.state, case.assigned_by) == (CaseState.TAKEN, AssignedBy.ROTA.value)


async def test_room_that_becomes_free_is_given_to_who_is_first(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 1))
    await counter.come(GIULIA)
    await counter.arrive("anna")
    await counter.rota.settle()
    await counter.arrive("bruno")
    await counter.arrive("carla", tone="frustrated")
    assert await counter.rota.settle() == 0
    await counter.ownership.resolve((await counter.conversation("anna")).id, GIULIA)
    assert await counter.rota.settle() == 1
    assert await counter.agent_of("carla") == "Giulia"


async def test_an_agent_may_take_more_by_hand_than_they_are_given(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 1))
    await counter.come(GIULIA)
    await counter.arrive("anna")
    await counter.rota.settle()
    await counter.arrive("bruno")
    await counter.ownership.take((await counter.conversation("bruno")).id, GIULIA)
    assert (await counter.case("bruno")).assigned_by == AssignedBy.AGENT.value
    await counter.arrive("carla")
    assert await counter.rota.settle() == 0


async def test_only_who_speaks_the_language_is_given_it(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 5), (MARCO, 5))
    await counter.teams.set_languages(GIULIA.id, ["it"])
    await counter.teams.set_languages(MARCO.id, ["en", "it"])
    await counter.come(GIULIA, MARCO)
    for contact in ("ann", "bob"):
        await counter.arrive(contact, language="en")
    assert await counter.rota.settle() == 2
    assert {await counter.agent_of("ann"), await counter.agent_of("bob")} == {"Marco"}
    await counter.attendance().choose(MARCO, PresenceState.AWAY)
    await counter.arrive("carol", language="en")
    assert await counter.rota.settle() == 0


async def test_who_comes_back_has_the_agent_they_had(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 5), (MARCO, 5))
    await counter.come(MARCO)
    await counter.arrive("anna")
    await counter.rota.settle()
    await counter.ownership.resolve((await counter.conversation("anna")).id, MARCO)
    await counter.come(GIULIA)
    await counter.arrive("bruno")
    await counter.ownership.take((await counter.conversation("bruno")).id, MARCO)
    counter.later(hours=23)
    await counter.come(GIULIA, MARCO)
    await counter.arrive("anna")
    await counter.rota.settle()
    assert await counter.agent_of("anna") == "Marco", "though Giulia has nothing to do"


async def test_after_a_day_anybody_may_have_them(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 5), (MARCO, 5))
    await counter.come(MARCO)
    await counter.arrive("anna")
    await counter.rota.settle()
    await counter.ownership.resolve((await counter.conversation("anna")).id, MARCO)
    counter.later(hours=25)
    await counter.come(GIULIA, MARCO)
    await counter.arrive("anna")
    assert (await counter.case("anna")).preferred_agent_id is None


async def test_who_had_them_and_has_no_room_does_not_hold_them_up(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 1), (MARCO, 1))
    await counter.come(MARCO)
    await counter.arrive("anna")
    await counter.rota.settle()
    await counter.ownership.resolve((await counter.conversation("anna")).id, MARCO)
    await counter.arrive("bruno")
    await counter.rota.settle()
    await counter.come(GIULIA)
    await counter.arrive("anna")
    await counter.rota.settle()
    assert await counter.agent_of("anna") == "Giulia"


async def test_what_the_shopper_is_being_told_leaves_before_somebody_is_given_them(counter: Counter) -> None:
    """The rota is quick: the word that a person was called must not be cancelled by the person."""
    await counter.team("Tutti", (GIULIA, 1))
    await counter.come(GIULIA)
    await counter.arrive("anna")
    async with counter.storage.write() as transaction:
        conversation = await transaction.conversation((await counter.conversation("anna")).id)
        said = [Outbound("Ti passo a una persona.", author="system")]
        conversation, rows = writing.compose(conversation, said, counter.gateway, counter.clock.now())
        await writing.post(transaction, conversation, rows)
    assert await counter.rota.settle() == 0
    counter.clock.advance(TELLING + timedelta(seconds=1))
    await counter.come(GIULIA)
    assert await counter.rota.settle() == 1, "a vendor that is down holds nobody up for long"


async def test_the_rota_looks_again_when_those_words_have_left_and_not_for_others(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There are many messages, and most change nothing about who can be given to whom."""
    monkeypatch.setattr(assignment, "LOOK_EVERY", 60.0)
    looks, looked, settled = 0, counter.queue.being_told, asyncio.Event()

    async def counted(now: datetime) -> set[str]:
        nonlocal looks
        looks += 1
        return await looked(now)

    async def settling(rota: Rota, settle: Callable[[Rota], Awaitable[int]] = Rota.settle) -> int:
        given = await settle(rota)
        settled.set()
        return given

    monkeypatch.setattr(counter.queue, "being_told", counted)
    monkeypatch.setattr(Rota, "settle", settling)
    await counter.team("Tutti", (GIULIA, 1))
    await counter.come(GIULIA)
    await counter.write("bruno")
    await counter.arrive("anna")
    anna, bruno = [(await counter.conversation(contact)).id for contact in ("anna", "bruno")]
    async with counter.storage.write() as transaction:
        said = [Outbound("Ti passo a una persona.", author="system")]
        conversation = await transaction.conversation(anna)
        await writing.tell(transaction, conversation, said, counter.gateway, counter.clock.now())
    delivery = await counter.storage.claim_delivery("w", counter.clock.now(), anna)
    assert delivery is not None
    async with asyncio.timeout(15), Running(counter.rota.run):
        await settled.wait()
        settled.clear()
        await counter.signals.publish([Signal(MESSAGE_CHANGED, bruno, {"message_id": "m"})] * 20)
        for _ in range(10):
            await asyncio.sleep(0)
        assert looks == 1
        await counter.storage.record_sent(delivery, "p1", counter.clock.now())
        await settled.wait()
    assert await counter.agent_of("anna") == "Giulia"


async def test_a_removed_team_leaves_its_cases_to_everybody(counter: Counter) -> None:
    team = await counter.team("Tutti", (GIULIA, 1))
    await counter.arrive("anna")
    assert (await counter.case("anna")).team_id == team.id
    await counter.teams.remove(team.id)
    assert (await counter.case("anna")).team_id is None
    assert await counter.waiting() == ["anna"]


async def test_two_replicas_never_give_an_agent_more_than_they_have_room_for(counter: Counter) -> None:
    agents = [Agent(f"{number:032d}", f"A{number}") for number in range(3)]
    await counter.team("Tutti", *((agent, 2) for agent in agents))
    await counter.come(*agents)
    for number in range(12):
        await counter.arrive(f"c{number:02d}")
    rotas = [Rota(counter.storage, counter.queue, counter.signals, counter.clock) for _ in range(4)]
    given = await asyncio.gather(*(rota.settle() for rota in rotas))
    assert sum(given) == 6
    assert {one.load for one in (await counter.staff()).values()} == {2}
    assert len(await counter.waiting()) == 6


async def test_taking_by_hand_at_the_same_moment_never_makes_two_owners(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 5))
    await counter.come(GIULIA)
    for number in range(5):
        await counter.arrive(f"c{number}")
    ids = [(await counter.conversation(f"c{number}")).id for number in range(5)]

    async def take(conversation_id: str) -> str:
        try:
            await counter.ownership.take(conversation_id, MARCO)
        except AlreadyTaken:
            return "Giulia"
        return "Marco"

    owners, given = await asyncio.gather(asyncio.gather(*map(take, ids)), counter.rota.settle())
    assert [await counter.agent_of(f"c{number}") for number in range(5)] == list(owners)
    assert given == owners.count("Giulia")
    assert all([(await counter.conversation(f"c{number}")).owner is Owner.AGENT for number in range(5)])


async def test_taking_while_being_given_does_not_overfill(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 3))
    await counter.come(GIULIA)
    for number in range(6):
        await counter.arrive(f"c{number}")
    by_hand = (await counter.conversation("c5")).id
    await asyncio.gather(
        counter.ownership.take(by_hand, GIULIA), counter.rota.settle(), counter.rota.settle()
    )
    load = (await counter.staff())["Giulia"].load
    automatic = [await counter.case(f"c{number}") for number in range(6)]
    given = sum(case.assigned_by == AssignedBy.ROTA.value for case in automatic)
    assert load == given + 1 <= 4
    # Whichever came first: the rota never gave while three were there.
    assert given <= 3


def a_team(name: str, **more: tuple[str, ...]) -> Team:
    return Team(name, name, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("topic", "language", "channel", "expected"),
    [
        ("faq/returns", "it", CHANNEL, "returns"),
        ("faq/returns/late", "it", CHANNEL, "returns"),
        ("faq/returned", "it", CHANNEL, "faq"),
        ("faq/x", "en", CHANNEL, "faq"),
        ("greet", "en", CHANNEL, "english"),
        ("greet", None, CHANNEL, "english"),
        ("greet", "it", "whatsapp", "whatsapp"),
        ("", "fr", CHANNEL, "all"),
    ],
)
def test_a_case_goes_to_the_most_particular_team(
    topic: str, language: str | None, channel: str, expected: str
) -> None:
    teams = [
        a_team("all"),
        a_team("whatsapp", channels=("whatsapp",)),
        a_team("english", languages=("en",)),
        a_team("faq", topics=("faq/",)),
        a_team("returns", topics=("faq/returns",)),
    ]
    found = team_for(teams, topic, language, channel)
    assert found is not None
    assert found.name == expected


def test_what_no_team_serves_is_anybodys() -> None:
    assert team_for([a_team("english", languages=("en",))], "x", "it", CHANNEL) is None


async def test_a_member_of_no_team_is_given_nothing(counter: Counter) -> None:
    await counter.team("Tutti", (GIULIA, 0))
    await counter.come(GIULIA, SARA)
    await counter.arrive("anna")
    assert await counter.rota.settle() == 0
