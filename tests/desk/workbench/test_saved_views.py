"""Saved views: one's own, and those that are shared."""

from __future__ import annotations

import pytest

from tests.desk.harness import Desk

VIEW = {"name": "Resi", "shared": False, "filters": {"tag": "a1", "state": "waiting"}}


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"filters": {"a" * 41: "x"}},
        {"filters": {"q": "x" * 301}},
        {"filters": {"q": {"$ne": 1}}},
        {"filters": {f"a{letter}": "x" for letter in "abcdefghijklmnopqrstuvwxyzabcde"} | {"Q": "x"}},
        {"filters": None},
    ],
)
async def test_bad_views_are_refused(desk: Desk, changes: dict[str, object]) -> None:
    async with desk.signed_in() as agent:
        assert (await agent.post("/api/saved-views", json={**VIEW, **changes})).status_code == 422


async def test_a_view_is_ones_own_unless_it_is_shared(any_desk: Desk) -> None:
    async with (
        any_desk.signed_in("Giulia") as giulia,
        any_desk.signed_in("Marco") as marco,
        any_desk.signed_in("Sara", "supervisor") as sara,
    ):
        own = (await giulia.post("/api/saved-views", json=VIEW)).json()
        shared = (
            await giulia.post("/api/saved-views", json={**VIEW, "name": "a tutti", "shared": True})
        ).json()
        mine = (await giulia.get("/api/saved-views")).json()["items"]
        assert [(view["name"], view["mine"]) for view in mine] == [("a tutti", True), ("Resi", True)]
        assert mine[1] == own
        assert own["filters"] == VIEW["filters"]
        theirs = (await marco.get("/api/saved-views")).json()["items"]
        assert theirs == [{**shared, "mine": False}]
        assert (await marco.delete(f"/api/saved-views/{own['id']}")).status_code == 404
        assert (await sara.delete(f"/api/saved-views/{own['id']}")).status_code == 404
        assert (await marco.delete(f"/api/saved-views/{shared['id']}")).status_code == 403
        assert (await sara.delete(f"/api/saved-views/{shared['id']}")).status_code == 204
        assert (await giulia.delete(f"/api/saved-views/{own['id']}")).status_code == 204
        assert (await giulia.get("/api/saved-views")).json() == {"items": []}


async def test_an_agent_keeps_a_hundred(desk: Desk) -> None:
    giulia = await desk.add_agent("Giulia")
    for number in range(100):
        await desk.services.workbench.views.add(giulia.agent, str(number), {}, shared=False)
    async with desk.signed_in("Giulia") as agent:
        answer = await agent.post("/api/saved-views", json=VIEW)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "too_many_views")
