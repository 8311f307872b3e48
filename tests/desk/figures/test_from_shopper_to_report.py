"""From the end of a case to the report: asked, answered by a typed number, counted once."""

from __future__ import annotations

from handoff.records import Author
from tests.desk.harness import Desk


async def test_a_typed_score_reaches_the_report(any_desk: Desk) -> None:
    conversation = await any_desk.conversation("vorrei una persona")
    async with any_desk.signed_in("Giulia") as agent:
        base = f"/api/conversations/{conversation}"
        assert (await agent.post(f"{base}/take")).status_code == 200
        said = {"text": "Eccomi", "client_id": "c1"}
        assert (await agent.post(f"{base}/messages", json=said)).status_code == 201
        assert (await agent.post(f"{base}/resolve")).status_code == 200
        asked = (await agent.get(f"{base}/messages")).json()["messages"][-1]
    assert asked["author"] == Author.SYSTEM
    assert "Giulia" in asked["text"]
    assert [button["title"] for button in asked["buttons"]][-1] == "Molto bene"
    await any_desk.receive("4")
    await any_desk.receive("4")
    async with any_desk.signed_in("Sara", "supervisor") as browser:
        report = (await browser.get("/api/figures")).json()
        found = (await browser.get("/api/figures/satisfaction/conversations")).json()["items"]
        board = (await browser.get("/api/board")).json()
    figures = {figure["key"]: figure for figure in report["figures"]}
    assert (figures["satisfaction"]["value"], figures["satisfaction"]["count"]) == (4.0, 1)
    assert (figures["volume"]["count"], figures["handed_over"]["count"]) == (1, 1)
    assert report["handed_over_by_reason"][0]["reason"] == "agent_stepped_in"
    assert [(item["conversation_id"], item["agent"]["name"]) for item in found] == [(conversation, "Giulia")]
    assert (board["today"]["satisfaction"], board["waiting"], board["taken"]) == (4.0, 0, 0)
