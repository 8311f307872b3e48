"""Accounts that change: who may not, what ends with it, and what becomes of the conversations they had."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from desk.accounts.records import Act, Role
from desk.errors import DeskError, LastAdmin
from handoff.records import Owner
from tests.desk.harness import PASSWORD, Desk

ROLES = (Role.ADMIN, Role.AGENT)


async def account_id(desk: Desk, name: str) -> str:
    return next(it.id for it in await desk.services.accounts.list() if it.name == name)


@pytest.mark.parametrize(
    "wanted", [{"role": "agent", "disabled": True}, {"role": "editor", "disabled": False}]
)
async def test_what_a_leaver_had_goes_back_to_the_queue(any_desk: Desk, wanted: dict[str, object]) -> None:
    desk = any_desk
    conversation = await desk.conversation("Serve una persona")
    async with desk.signed_in() as agent, desk.signed_in("Ada", "admin") as admin:
        await agent.post(f"/api/conversations/{conversation}/take")
        giulia = await account_id(desk, "Giulia")
        changed = await admin.put(f"/api/agents/{giulia}", json={"name": "Giulia", **wanted})
        assert changed.status_code == 200, changed.text
        assert (await agent.get("/api/session")).status_code == 401
        waiting = (await admin.get("/api/queue")).json()["waiting"]
        assert [it["conversation_id"] for it in waiting] == [conversation]
        colleague = await admin.post(f"/api/conversations/{conversation}/take")
        assert colleague.json()["agent"]["name"] == "Ada"
    acts = [entry.act for entry in await desk.services.accounts.audit_log()]
    assert Act.AGENT_RELEASE in acts


async def test_whom_the_command_line_bars_is_found_too(any_desk: Desk) -> None:
    conversation = await any_desk.conversation()
    async with any_desk.signed_in() as agent:
        await agent.post(f"/api/conversations/{conversation}/take")
    await any_desk.services.accounts.disable("giulia@example.com")
    assert await any_desk.services.leavers.settle() == 1
    assert await any_desk.services.leavers.settle() == 0
    assert (await any_desk.services.transcripts.conversation(conversation)).owner is Owner.QUEUE


async def test_an_account_is_renamed_promoted_barred_and_let_in_again(any_desk: Desk) -> None:
    async with any_desk.signed_in("Ada", "admin") as admin, any_desk.signed_in() as agent:
        path = f"/api/agents/{await account_id(any_desk, 'Giulia')}"
        renamed = await admin.put(path, json={"name": "Giulia B.", "role": "agent"})
        assert renamed.json()["name"] == "Giulia B."
        assert (await agent.get("/api/session")).json()["agent"]["name"] == "Giulia B."
        await admin.put(path, json={"name": "Giulia B.", "role": "supervisor"})
        assert (await agent.get("/api/session")).status_code == 401, "another role means signing in again"
        barred = await admin.put(path, json={"name": "Giulia B.", "role": "supervisor", "disabled": True})
        assert barred.json()["disabled_at"]
        let_in = await admin.put(path, json={"name": "Giulia B.", "role": "supervisor"})
        assert let_in.json()["disabled_at"] is None
        log = (await admin.get(f"/api/audit?subject={path.rpartition('/')[2]}")).json()["items"]
    assert [(it["act"], it["detail"]) for it in log if it["act"] != "sign_in"][:4] == [
        ("agent_enable", ""),
        ("agent_disable", ""),
        ("agent_change", "agent → supervisor"),
        ("agent_change", "Giulia → Giulia B."),
    ]


async def test_somebody_stays_in_charge_whatever_happens_at_once(any_desk: Desk) -> None:
    accounts = any_desk.services.accounts
    ada = await any_desk.add_agent("Ada", "admin")
    with pytest.raises(LastAdmin):
        await accounts.change(ada.id, "Ada", Role.SUPERVISOR, disabled=False, by="cli", origin="cli")
    others = [await any_desk.add_agent(f"Altra{number}", "admin") for number in range(3)]
    everybody = [ada, *others]
    outcomes = await asyncio.gather(
        *(
            accounts.change(it.id, it.name, ROLES[place % 2], disabled=not place % 2, by="x", origin="x")
            for place, it in enumerate(everybody)
        ),
        return_exceptions=True,
    )
    assert [type(it) for it in outcomes if isinstance(it, BaseException)] == [LastAdmin]
    left = [it for it in await accounts.list() if it.role is Role.ADMIN and not it.disabled_at]
    assert len(left) == 1


async def test_accounts_that_are_not_there(desk: Desk) -> None:
    wanted = {"name": "X", "role": "agent"}
    async with desk.signed_in("Ada", "admin") as admin:
        assert (await admin.put(f"/api/agents/{'0' * 32}", json=wanted)).status_code == 404
        given = {"password": "un'altra password"}
        assert (await admin.put(f"/api/agents/{'0' * 32}/password", json=given)).status_code == 404
        assert (
            await admin.put(f"/api/agents/{'0' * 32}", json={**wanted, "role": "root"})
        ).status_code == 422


async def test_another_password_of_ones_own_ends_the_other_sessions(any_desk: Desk) -> None:
    new = {"old": PASSWORD, "new": "un'altra password"}
    async with any_desk.signed_in() as here, any_desk.signed_in() as there:
        wrong = await here.post("/api/security/password", json={**new, "old": "sbagliata!"})
        assert (wrong.status_code, wrong.json()["error"]["code"]) == (401, "bad_credentials")
        weak = await here.post("/api/security/password", json={**new, "new": "corta"})
        assert weak.status_code == 422
        assert (await there.get("/api/session")).status_code == 200
        assert (await here.post("/api/security/password", json=new)).status_code == 204
        assert (await here.get("/api/session")).status_code == 200
        assert (await there.get("/api/session")).status_code == 401
    body = {"email": "giulia@example.com", "password": PASSWORD}
    assert (await any_desk.http.post("/api/session", json=body)).status_code == 401


async def test_guessing_the_old_password_from_within_is_slowed_down(desk: Desk) -> None:
    async with desk.signed_in() as browser:
        body = {"old": "sbagliata!", "new": "un'altra password"}
        answers = [await browser.post("/api/security/password", json=body) for _ in range(11)]
    assert answers[-1].status_code == 429


async def test_sessions_are_shown_and_ended_by_their_owner_and_by_administrators(any_desk: Desk) -> None:
    desk = any_desk
    async with desk.signed_in() as here, desk.signed_in() as there, desk.signed_in("Ada", "admin") as admin:
        items = (await here.get("/api/sessions")).json()["items"]
        assert [it["current"] for it in items].count(True) == 1
        assert {it["address"] for it in items} == {"127.0.0.1"}
        assert all("httpx" in it["device"] for it in items)
        other = next(it["id"] for it in items if not it["current"])
        adas = (await admin.get("/api/sessions")).json()["items"][0]["id"]
        assert (await here.delete(f"/api/sessions/{adas}")).status_code == 404, "somebody else's"
        assert (await here.delete(f"/api/sessions/{other}")).status_code == 204
        assert (await here.delete(f"/api/sessions/{other}")).status_code == 404
        assert (await there.get("/api/session")).status_code == 401
        giulia = await account_id(desk, "Giulia")
        assert len((await admin.get(f"/api/agents/{giulia}/sessions")).json()["items"]) == 1
        assert (await admin.delete(f"/api/agents/{giulia}/sessions")).status_code == 204
        assert (await here.get("/api/session")).status_code == 401
        ends = (await admin.get("/api/audit?act=session_end")).json()["items"]
    assert [(it["actor"]["name"], it["subject_name"]) for it in ends] == [
        ("Ada", "Giulia"),
        ("Giulia", "Giulia"),
    ]


async def test_tokens_are_shown_once_expire_and_are_revoked(any_desk: Desk) -> None:
    desk = any_desk
    async with desk.signed_in("Ada", "admin") as admin:
        wanted = {"name": "Cruscotto", "scopes": ["conversations:read"], "expires_in_days": 1}
        made = (await admin.post("/api/tokens", json=wanted)).json()
        lasting = (await admin.post("/api/tokens", json={**wanted, "expires_in_days": None})).json()
        wrong: list[dict[str, object]] = [
            {"scopes": []},
            {"scopes": ["all"]},
            {"expires_in_days": 0},
            {"name": " "},
        ]
        for bad in wrong:
            assert (await admin.post("/api/tokens", json={**wanted, **bad})).status_code == 422
        headers = {"Authorization": f"Bearer {made['value']}"}
        assert (await desk.http.get("/api/queue", headers=headers)).status_code == 200
        listed = await admin.get("/api/tokens")
        assert made["value"] not in listed.text
        used = {it["id"]: it["last_used_at"] for it in listed.json()["items"]}
        assert used[made["id"]]
        assert not used[lasting["id"]]
        desk.clock.advance(timedelta(hours=11))
        await admin.get("/api/session")
        desk.clock.advance(timedelta(hours=11))
        await admin.get("/api/session")
        desk.clock.advance(timedelta(hours=3))
        assert (await desk.http.get("/api/queue", headers=headers)).status_code == 401, "expired"
        headers = {"Authorization": f"Bearer {lasting['value']}"}
        assert (await desk.http.get("/api/queue", headers=headers)).status_code == 200
        assert (await admin.delete(f"/api/tokens/{lasting['id']}")).status_code == 204
        assert (await desk.http.get("/api/queue", headers=headers)).status_code == 401, "revoked"
        assert (await admin.delete(f"/api/tokens/{'0' * 32}")).status_code == 404
        for spoiled in ("", "Bearer", "Basic YTpi", f"Bearer {made['value'][:-1]}", "Bearer à"):
            answer = await desk.http.get("/api/queue", headers={b"Authorization": spoiled.encode()})
            assert answer.status_code == 401, spoiled
        assert (await desk.http.get(f"/api/queue?token={lasting['value']}")).status_code == 401
        acts = {it["act"] for it in (await admin.get("/api/audit")).json()["items"]}
    assert {"token_add", "token_revoke"} <= acts


async def test_the_log_is_read_by_pages_and_filters(any_desk: Desk) -> None:
    async with any_desk.signed_in("Ada", "admin") as admin:
        for number in range(7):
            await any_desk.services.accounts.record("cli", Act.TAKE, f"c{number}", "cli")
        first = (await admin.get("/api/audit?act=take&limit=3")).json()
        assert [it["subject"] for it in first["items"]] == ["c6", "c5", "c4"]
        second = (await admin.get(f"/api/audit?act=take&limit=5&after={first['next']}")).json()
        assert [it["subject"] for it in second["items"]] == ["c3", "c2", "c1", "c0"]
        assert second["next"] is None
        assert (await admin.get("/api/audit?actor=nobody")).json()["items"] == []
        assert (await admin.get("/api/audit?act=nonsense")).status_code == 422


def test_every_error_has_its_own_code() -> None:
    codes = [error.code for error in DeskError.__subclasses__()]
    assert len(codes) == len(set(codes))
