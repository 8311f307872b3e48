"""Tags: one spelling for everybody, and what was said of a conversation stays true when a tag goes."""

from __future__ import annotations

import httpx
import pytest

from tests.desk.harness import Desk
from tests.desk.test_console_socket import console

NOWHERE = "0" * 32


async def make(agent: httpx.AsyncClient, name: str, color: str = "#ff0000") -> str:
    answer = await agent.post("/api/tags", json={"name": name, "color": color})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def names(agent: httpx.AsyncClient, query: str = "") -> list[str]:
    return [tag["name"] for tag in (await agent.get(f"/api/tags{query}")).json()["items"]]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": " "},
        {"name": "x" * 61},
        {"name": "a", "color": "red"},
        {"name": "a", "color": "#ff00"},
        {"name": "a", "color": "#ff0000; x"},
        {"name": "a", "id": "b"},
    ],
)
async def test_bad_tags_are_refused(desk: Desk, body: dict[str, object]) -> None:
    async with desk.signed_in(role="supervisor") as supervisor:
        assert (await supervisor.post("/api/tags", json=body)).status_code == 422


async def test_agents_use_tags_and_do_not_make_them(desk: Desk) -> None:
    async with desk.signed_in() as agent:
        tag = {"name": "Reso", "color": "#ff0000"}
        assert (await agent.post("/api/tags", json=tag)).status_code == 403
        assert (await agent.put(f"/api/tags/{NOWHERE}", json=tag)).status_code == 403
        assert (await agent.delete(f"/api/tags/{NOWHERE}")).status_code == 403


async def test_one_name_one_tag_however_it_is_written(any_desk: Desk) -> None:
    async with any_desk.signed_in(role="supervisor") as supervisor:
        await make(supervisor, "Reso")
        other = await make(supervisor, "Àncora")
        again = await supervisor.post("/api/tags", json={"name": " RESO ", "color": "#00ff00"})
        assert (again.status_code, again.json()["error"]["code"]) == (409, "tag_taken")
        renamed = await supervisor.put(f"/api/tags/{other}", json={"name": "reso", "color": "#00ff00"})
        assert (renamed.status_code, renamed.json()["error"]["code"]) == (409, "tag_taken")
        missing = await supervisor.put(f"/api/tags/{NOWHERE}", json={"name": "x", "color": "#00ff00"})
        assert missing.status_code == 404
        assert (await supervisor.delete(f"/api/tags/{NOWHERE}")).status_code == 404
        assert await names(supervisor) == ["Reso", "Àncora"]


async def test_a_conversation_has_exactly_the_tags_it_is_given(any_desk: Desk) -> None:
    conversation = await any_desk.conversation()
    async with any_desk.signed_in(role="supervisor") as agent, console(any_desk, agent) as hears:
        one, two = await make(agent, "Uno"), await make(agent, "Due")
        await agent.post(f"/api/conversations/{conversation}/take")
        path = f"/api/conversations/{conversation}/tags"
        missing = await agent.put(path, json={"tags": [one, NOWHERE]})
        assert (missing.status_code, missing.json()["error"]["code"]) == (404, "not_found")
        nowhere = await agent.put(f"/api/conversations/{NOWHERE}/tags", json={"tags": []})
        assert nowhere.status_code == 404
        for wanted, shown in (([one, two, one], ["Due", "Uno"]), ([two], ["Due"]), ([two], ["Due"])):
            answer = await agent.put(path, json={"tags": wanted})
            assert [tag["name"] for tag in answer.json()["items"]] == shown
        queue = (await agent.get("/api/queue")).json()
        assert [tag["name"] for tag in queue["mine"][0]["tags"]] == ["Due"]
        shown_case = (await agent.get(f"/api/conversations/{conversation}")).json()["case"]
        assert [tag["name"] for tag in shown_case["tags"]] == ["Due"]
        while True:
            case = await hears.until("case")
            if [tag["name"] for tag in case["tags"]] == ["Due"]:
                break


async def test_a_tag_that_goes_stays_where_it_was(any_desk: Desk) -> None:
    conversation = await any_desk.conversation()
    async with any_desk.signed_in(role="supervisor") as agent:
        used, unused = await make(agent, "Usata"), await make(agent, "Mai usata")
        path = f"/api/conversations/{conversation}/tags"
        await agent.put(path, json={"tags": [used]})
        for tag in (used, unused):
            assert (await agent.delete(f"/api/tags/{tag}")).status_code == 204
            assert (await agent.delete(f"/api/tags/{tag}")).status_code == 404
        assert await names(agent) == []
        assert await names(agent, "?retired=true") == ["Usata"]
        # It may stay on this conversation, and be put on no other.
        kept = (await agent.put(path, json={"tags": [used]})).json()["items"]
        assert [(tag["name"], tag["retired"]) for tag in kept] == [("Usata", True)]
        other = await any_desk.conversation("altro", contact="+39333000999")
        assert (await agent.put(f"/api/conversations/{other}/tags", json={"tags": [used]})).status_code == 404
        # The same name made again is the same tag.
        assert await make(agent, "usata", "#00ff00") == used
        assert await names(agent) == ["usata"]
        items = (await agent.put(path, json={"tags": [used]})).json()["items"]
        assert items == [{"id": used, "name": "usata", "color": "#00ff00", "retired": False}]
