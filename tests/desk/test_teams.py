"""Teams, presence, ranks, transfers and pages by HTTP; what goes wrong first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from desk.accounts.records import Act
from desk.accounts.tables import audit_log
from handoff import cases, transitions
from handoff.messages import Address
from handoff.queue.entry import entered
from handoff.records import HandoverReason, HandoverRequest, IntentScore, Reading
from handoff.signals import LocalSignals
from handoff.sql.liveness import FileLiveness
from handoff.sql.storage import SqlStorage
from tests.desk.harness import Desk

TEAM = {"name": "Resi", "languages": ["it"], "topics": ["faq/returns"], "channels": [], "mode": "automatic"}


@dataclass
class Waiting:
    """A conversation that waits for a person."""

    conversation_id: str
    case_id: str


async def waiting(desk: Desk, contact: str = "+39333000111", topic: str = "faq/returns") -> Waiting:
    """Somebody writes, and a person is called."""
    conversation_id = await desk.conversation("aiuto", contact, id=f"m-{contact}")
    database = desk.services.database
    storage = SqlStorage(database, LocalSignals(), FileLiveness(database.url.database or ""))
    reading = Reading(topic, 0.9, (IntentScore(topic, 0.9),), language="it")
    now = desk.clock.now()
    async with storage.write() as transaction:
        found = await transaction.conversation(conversation_id)
        conversation = transitions.hand_over(replace(found, language="it"))
        case = cases.new_case(conversation, HandoverRequest(HandoverReason.COMPLAINT), reading, now)
        case = await entered(transaction, conversation, case, Windowless(), None, now)
        await transaction.add_case(case)
        await transaction.release_to_people(conversation_id)
        await transaction.save_conversation(conversation)
    return Waiting(conversation_id, case.id)


async def acts(desk: Desk) -> list[str]:
    """What the audit log says was done."""
    async with desk.services.database.read() as connection:
        return list((await connection.execute(select(audit_log.c.act))).scalars())


class Windowless:
    """A gateway of channels that always let us write."""

    def window_hours(self, channel: str) -> int | None:
        return None

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} is not asked for")


@asynccontextmanager
async def two_agents(desk: Desk) -> AsyncIterator[tuple[httpx.AsyncClient, httpx.AsyncClient, str]]:
    """Giulia, and Marco with his id; both have a console open."""
    async with desk.signed_in("Giulia") as giulia, desk.signed_in("Marco") as marco:
        for account in await desk.services.accounts.list():
            await desk.services.presence.arrive(account.agent, f"socket-{account.name}")
        marco_id = (await marco.get("/api/session")).json()["agent"]["id"]
        yield giulia, marco, marco_id


async def test_teams_are_made_changed_and_removed_by_administrators_only(any_desk: Desk) -> None:
    async with any_desk.signed_in("Ada", "admin") as ada, any_desk.signed_in("Giulia") as giulia:
        assert (await giulia.post("/api/teams", json=TEAM)).status_code == 403
        made = await ada.post("/api/teams", json=TEAM)
        assert made.status_code == 201, made.text
        again = await ada.post("/api/teams", json={**TEAM, "name": "RESI"})
        assert (again.status_code, again.json()["error"]["code"]) == (409, "team_name_taken")
        team_id = made.json()["id"]
        agent_id = (await giulia.get("/api/session")).json()["agent"]["id"]
        members = [{"agent_id": agent_id, "capacity": 3}]
        changed = await ada.put(f"/api/teams/{team_id}", json={**TEAM, "members": members})
        assert changed.json()["members"] == members
        listed = (await giulia.get("/api/teams")).json()["items"]
        assert [(team["name"], team["members"]) for team in listed] == [("Resi", members)]
        available = {one["name"]: one for one in (await giulia.get("/api/agents/available")).json()["items"]}
        assert (available["Giulia"]["capacity"], available["Giulia"]["teams"]) == (3, [team_id])
        assert available["Giulia"]["presence"] == "offline"
        assert (await ada.delete(f"/api/teams/{team_id}")).status_code == 204
        assert (await ada.delete(f"/api/teams/{team_id}")).json()["error"]["code"] == "team_not_found"
    assert {Act.TEAM_ADD, Act.TEAM_CHANGE, Act.TEAM_REMOVE} <= {*await acts(any_desk)}


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"mode": "magic"},
        {"languages": ["italiano!"]},
        {"members": [{"agent_id": "a", "capacity": -1}]},
        {"members": [{"agent_id": "a", "capacity": 1}, {"agent_id": "a", "capacity": 2}]},
        {"colour": "red"},
    ],
)
async def test_nonsense_is_no_team(desk: Desk, change: dict[str, object]) -> None:
    async with desk.signed_in("Ada", "admin") as ada:
        answer = await ada.post("/api/teams", json={**TEAM, **change})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_request")


async def test_a_member_is_somebody_who_works_here(desk: Desk) -> None:
    async with desk.signed_in("Ada", "admin") as ada:
        members = [{"agent_id": "f" * 32, "capacity": 1}]
        answer = await ada.post("/api/teams", json={**TEAM, "members": members})
        assert answer.json()["error"]["code"] == "agent_not_found"


async def test_settings_of_the_queue_are_kept(any_desk: Desk) -> None:
    async with any_desk.signed_in("Ada", "admin") as ada:
        before = (await ada.get("/api/queue-settings")).json()
        assert before["grace_seconds"] == 60
        wanted = {**before, "vip_spend": 500.5, "grace_seconds": 30, "safety_topics": ["safety"]}
        assert (await ada.put("/api/queue-settings", json=wanted)).json() == wanted
        assert (await ada.get("/api/queue-settings")).json() == wanted
        wrong = {**before, "grace_seconds": -1}
        assert (await ada.put("/api/queue-settings", json=wrong)).status_code == 422


async def test_skills_are_kept(desk: Desk) -> None:
    async with desk.signed_in("Ada", "admin") as ada:
        agent_id = (await ada.get("/api/session")).json()["agent"]["id"]
        path = f"/api/agents/{agent_id}/skills"
        assert (await ada.get(path)).json() == {"languages": []}
        await ada.put(path, json={"languages": ["it", "en", "it"]})
        assert (await ada.get(path)).json() == {"languages": ["en", "it"]}


async def test_presence_is_mine_and_goes_with_the_session(desk: Desk) -> None:
    async with desk.signed_in("Giulia") as giulia:
        assert (await giulia.get("/api/presence")).json() == {"state": "offline"}
        (account,) = await desk.services.accounts.list()
        await desk.services.presence.arrive(account.agent, "socket")
        assert (await giulia.get("/api/presence")).json() == {"state": "online"}
        assert (await giulia.put("/api/presence", json={"state": "away"})).json() == {"state": "away"}
        assert (await giulia.put("/api/presence", json={"state": "gone"})).status_code == 422
        await giulia.put("/api/presence", json={"state": "online"})
        await giulia.delete("/api/session")
        assert await desk.services.presence.on_duty() == 0


async def test_why_a_case_is_where_it_is(any_desk: Desk) -> None:
    case = await waiting(any_desk)
    async with any_desk.signed_in("Giulia") as giulia:
        missing = await giulia.get(f"/api/cases/{'0' * 32}/rank")
        assert missing.status_code == 404
        answer = await giulia.get(f"/api/cases/{case.case_id}/rank", headers={"Accept-Language": "en"})
        rank = answer.json()
        assert rank["place"] == 1
        assert [(part["reason"], part["minutes"]) for part in rank["parts"]] == [
            ("waiting", 0),
            ("complaint", 30),
        ]
        assert rank["parts"][1]["text"].startswith("A complaint")


async def test_passing_on(any_desk: Desk) -> None:
    case = await waiting(any_desk)
    path = f"/api/conversations/{case.conversation_id}"
    async with two_agents(any_desk) as (giulia, marco, marco_id):
        refused = await giulia.post(f"{path}/transfer", json={"to_agent": marco_id, "note": ""})
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_owner")
        await giulia.post(f"{path}/take")
        both = {"to_agent": marco_id, "to_team": "x", "note": ""}
        assert (await giulia.post(f"{path}/transfer", json=both)).status_code == 422
        done = await giulia.post(f"{path}/transfer", json={"to_agent": marco_id, "note": "vuole un rimborso"})
        assert done.status_code == 204, done.text
        (transfer,) = (await marco.get(f"{path}/transfers")).json()["items"]
        assert (transfer["by"]["name"], transfer["note"]) == ("Giulia", "vuole un rimborso")
        shown = (await marco.get(path)).json()
        assert (shown["agent"]["name"], shown["case"]["bounces"]) == ("Marco", 1)
        back = await marco.post(f"{path}/hand-back", json={"note": "rimborso venerdì"})
        assert (back.json()["owner"], back.json()["case"]["agreed"]) == ("bot", "rimborso venerdì")
        assert any("rimborso venerdì" in message["text"] for message in back.json()["messages"])


async def test_a_supervisor_is_called_at_the_third_time(desk: Desk) -> None:
    case = await waiting(desk)
    path = f"/api/conversations/{case.conversation_id}"
    async with two_agents(desk) as (giulia, marco, marco_id):
        giulia_id = (await giulia.get("/api/session")).json()["agent"]["id"]
        await giulia.post(f"{path}/take")
        for browser, to in ((giulia, marco_id), (marco, giulia_id), (giulia, marco_id)):
            assert (await browser.post(f"{path}/transfer", json={"to_agent": to})).status_code == 204
        assert (await marco.get(path)).json()["case"]["needs_supervisor"] is True
    done = await acts(desk)
    assert (done.count(Act.TRANSFER), done.count(Act.SUPERVISOR_CALLED)) == (3, 1)


async def test_lists_come_in_pages(any_desk: Desk) -> None:
    found = [await waiting(any_desk, f"+3933300{number:04d}") for number in range(5)]
    async with any_desk.signed_in("Giulia") as giulia:
        seen: list[str] = []
        after: str | None = ""
        while after is not None:
            query: dict[str, str | int] = {"state": "waiting", "limit": 2}
            query |= {"after": after} if after else {}
            page = (await giulia.get("/api/queue", params=query)).json()
            seen += [case["id"] for case in page["items"]]
            assert page["total"] == 5
            after = page["next"]
        assert sorted(seen) == sorted(case.case_id for case in found)
        assert len(seen) == 5
        assert (await giulia.get("/api/queue", params={"state": "waiting", "after": "x"})).status_code == 422
        assert (await giulia.get("/api/queue", params={"state": "waiting", "limit": 0})).status_code == 422
        everything = (await giulia.get("/api/queue")).json()
        assert len(everything["waiting"]) == 5
        await giulia.post(f"/api/conversations/{found[0].conversation_id}/take")
        mine = (await giulia.get("/api/queue", params={"state": "mine"})).json()
        assert [case["id"] for case in mine["items"]] == [found[0].case_id]
        assert mine["items"][0]["assigned_by"] == "agent"
        assert (await giulia.get("/api/queue", params={"state": "others"})).json()["items"] == []


async def test_the_desk_itself_gives_cases_to_who_is_there(desk: Desk) -> None:
    async with desk.signed_in("Ada", "admin") as ada, two_agents(desk) as (_, _, marco_id):
        await ada.post("/api/teams", json={**TEAM, "members": [{"agent_id": marco_id, "capacity": 1}]})
        case = await waiting(desk)
        found = await desk.services.transcripts.find_conversation(Address("pigeon", "+39333000111"))
        assert found is not None
        rota = desk.services.staffing.work["rota"].__self__  # type: ignore[attr-defined]
        assert await rota.settle() == 1
        shown = (await ada.get(f"/api/conversations/{case.conversation_id}")).json()
        assert (shown["agent"]["name"], shown["case"]["assigned_by"]) == ("Marco", "rota")
        assert shown["case"]["team"]["name"] == "Resi"
