"""One action on many: each conversation by its own guarded change, each failure told in words."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.desk.harness import Desk

NOWHERE = "0" * 32


async def do(browser: httpx.AsyncClient, action: str, ids: list[str], **more: Any) -> dict[str, Any]:
    answer = await browser.post("/api/bulk", json={"action": action, "conversations": ids, **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"action": "take", "conversations": []},
        {"action": "take", "conversations": ["a"] * 101},
        {"action": "delete", "conversations": ["a"]},
        {"action": "tag", "conversations": ["a"]},
        {"action": "untag", "conversations": ["a"]},
        {"action": "transfer", "conversations": ["a"]},
        {"action": "transfer", "conversations": ["a"], "to_agent": "b", "to_team": "c"},
        {"action": "take", "conversations": ["../x"]},
    ],
)
async def test_bad_orders_are_refused(desk: Desk, body: dict[str, object]) -> None:
    async with desk.signed_in() as agent:
        assert (await agent.post("/api/bulk", json=body)).status_code == 422


async def test_what_fails_for_one_changes_nothing_for_the_others(any_desk: Desk) -> None:
    one, two, three = [await any_desk.conversation(f"ciao {n}", contact=f"+3933300000{n}") for n in range(3)]
    async with any_desk.signed_in("Giulia") as giulia, any_desk.signed_in("Marco") as marco:
        await marco.post(f"/api/conversations/{two}/take")
        giulia.headers["Accept-Language"] = "en"
        taken = await do(giulia, "take", [one, two, NOWHERE, three, one])
        assert taken["done"] == [one, three]
        assert taken["failed"] == [
            {"id": two, "code": "already_taken", "message": "Marco already has this conversation."},
            {"id": NOWHERE, "code": "conversation_not_found", "message": "There is no such conversation."},
        ]
        giulia.headers["Accept-Language"] = "it"
        resolved = await do(giulia, "resolve", [one, two])
        assert resolved["done"] == [one]
        assert [(it["code"], it["message"]) for it in resolved["failed"]] == [
            ("not_owner", "Può farlo solo chi ha preso in carico la conversazione.")
        ]
        acts = [(entry.act, entry.subject) for entry in await any_desk.services.accounts.audit_log()]
        assert acts[:3] == [("resolve", one), ("take", three), ("take", one)]


async def test_tags_go_on_and_off_many(any_desk: Desk) -> None:
    one, two = [await any_desk.conversation(f"ciao {n}", contact=f"+3933300000{n}") for n in range(2)]
    async with any_desk.signed_in("Giulia", "supervisor") as agent:
        tag = (await agent.post("/api/tags", json={"name": "Reso", "color": "#ff0000"})).json()["id"]
        missing = await do(agent, "tag", [one], tag=NOWHERE)
        assert [it["code"] for it in missing["failed"]] == ["not_found"]
        for _ in range(2):
            assert (await do(agent, "tag", [one, two, NOWHERE], tag=tag))["done"] == [one, two]
        found = (await agent.get("/api/search", params={"tag": tag})).json()["items"]
        assert {it["conversation_id"] for it in found} == {one, two}
        assert (await do(agent, "untag", [one, two], tag=tag))["done"] == [one, two]
        assert (await agent.get("/api/search", params={"tag": tag})).json()["items"] == []


async def test_what_cannot_be_passed_on_is_told(any_desk: Desk) -> None:
    one = await any_desk.conversation("ciao")
    marco = await any_desk.add_agent("Marco")
    async with any_desk.signed_in("Giulia") as giulia:
        stranger = await do(giulia, "transfer", [one], to_agent=marco.id)
        assert [it["code"] for it in stranger["failed"]] == ["not_owner"]
        await giulia.post(f"/api/conversations/{one}/take")
        away = await do(giulia, "transfer", [one], to_agent=marco.id, note="per te")
        assert [it["code"] for it in away["failed"]] == ["agent_unavailable"]
        nowhere = await do(giulia, "transfer", [one], to_team=NOWHERE)
        assert [it["code"] for it in nowhere["failed"]] == ["team_not_found"]
