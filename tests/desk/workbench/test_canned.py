"""Canned answers: one shortcut each, placeholders that are filled, words in the shopper's language."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import update

from desk.workbench.canned import fill
from handoff.sql.tables import conversations
from tests.desk.harness import Desk

NOWHERE = "0" * 32
HELLO = {
    "shortcut": "ciao",
    "title": "Saluto",
    "text_it": "Ciao {name}, sono {agent}.",
    "text_en": "Hello {name}, this is {agent}.",
    "topics": ["greet"],
}


async def keep(agent: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await agent.post("/api/canned", json={**HELLO, **changes})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@pytest.mark.parametrize(
    "changes",
    [
        {"shortcut": ""},
        {"shortcut": "due parole"},
        {"shortcut": "x" * 41},
        {"title": ""},
        {"text_it": " ", "text_en": ""},
        {"text_it": "x" * 4001},
        {"topics": ["x" * 81]},
        {"uses": 7},
    ],
)
async def test_bad_answers_are_refused(desk: Desk, changes: dict[str, object]) -> None:
    async with desk.signed_in(role="supervisor") as supervisor:
        assert (await supervisor.post("/api/canned", json={**HELLO, **changes})).status_code == 422


@pytest.mark.parametrize("placeholder", ["{nome}", "{}", "{order_number}"])
async def test_a_placeholder_that_nobody_fills_is_refused_by_name(desk: Desk, placeholder: str) -> None:
    async with desk.signed_in(role="supervisor") as supervisor:
        answer = await supervisor.post("/api/canned", json={**HELLO, "text_en": f"Hi {placeholder}"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "unknown_placeholder")
        assert placeholder in answer.json()["error"]["message"]


async def test_agents_use_answers_and_do_not_write_them(desk: Desk) -> None:
    async with desk.signed_in() as agent:
        assert (await agent.post("/api/canned", json=HELLO)).status_code == 403
        assert (await agent.put(f"/api/canned/{NOWHERE}", json=HELLO)).status_code == 403
        assert (await agent.delete(f"/api/canned/{NOWHERE}")).status_code == 403


async def test_one_shortcut_one_answer(any_desk: Desk) -> None:
    async with any_desk.signed_in(role="supervisor") as supervisor:
        first = await keep(supervisor)
        second = await keep(supervisor, shortcut="/reso")
        assert second["shortcut"] == "reso"
        for answer in (
            await supervisor.post("/api/canned", json={**HELLO, "shortcut": "/CIAO"}),
            await supervisor.put(f"/api/canned/{second['id']}", json={**HELLO, "shortcut": "Ciao"}),
        ):
            assert (answer.status_code, answer.json()["error"]["code"]) == (409, "shortcut_taken")
        same = await supervisor.put(f"/api/canned/{first['id']}", json={**HELLO, "title": "Altro"})
        assert same.json()["title"] == "Altro"
        assert (await supervisor.put(f"/api/canned/{NOWHERE}", json=HELLO)).status_code in {404, 409}
        assert (await supervisor.delete(f"/api/canned/{first['id']}")).status_code == 204
        assert (await supervisor.delete(f"/api/canned/{first['id']}")).status_code == 404
        items = (await supervisor.get("/api/canned")).json()["items"]
        assert [(it["shortcut"], it["text"]) for it in items] == [("reso", None)]


async def test_an_answer_speaks_the_shoppers_language_and_counts(any_desk: Desk) -> None:
    conversation = await any_desk.conversation(name="Anna Rossi")
    async with any_desk.signed_in("Giulia", "supervisor") as agent:
        answer = await keep(agent)
        only_italian = await keep(agent, shortcut="solo", text_en="")
        listed = (await agent.get(f"/api/canned?conversation={conversation}")).json()["items"]
        assert [it["text"] for it in listed] == ["Ciao Anna, sono Giulia."] * 2
        async with any_desk.services.database.write() as connection:
            await connection.execute(update(conversations).values(language="en"))
        use = {"conversation_id": conversation}
        said = (await agent.post(f"/api/canned/{answer['id']}/use", json=use)).json()
        assert said == {"text": "Hello Anna, this is Giulia.", "language": "en"}
        said = (await agent.post(f"/api/canned/{only_italian['id']}/use", json=use)).json()
        assert said == {"text": "Ciao Anna, sono Giulia.", "language": "it"}
        assert (await agent.post(f"/api/canned/{NOWHERE}/use", json=use)).status_code == 404
        nowhere = await agent.post(f"/api/canned/{answer['id']}/use", json={"conversation_id": NOWHERE})
        assert nowhere.status_code == 404
        uses = {it["shortcut"]: it["uses"] for it in (await agent.get("/api/canned")).json()["items"]}
        assert uses == {"ciao": 1, "solo": 1}
        assert (await agent.get(f"/api/canned?conversation={NOWHERE}")).status_code == 404
        wordings = {"text_it": "{name}!", "text_en": "{name} {agent}"}
        shown = (await agent.post("/api/canned/preview", json=wordings)).json()
        assert shown == {"text_it": "Anna!", "text_en": "Anna Giulia"}


@pytest.mark.parametrize(
    ("text", "name", "filled"),
    [
        ("Ciao {name}, sono {agent}.", "Anna Rossi", "Ciao Anna, sono Giulia."),
        ("Ciao {name}, sono {agent}.", None, "Ciao, sono Giulia."),
        ("Ciao {name}!", "  ", "Ciao!"),
        ("{name}", "{agent}", "{agent}"),
        ("a { name } {x}", "Anna", "a { name } {x}"),
    ],
)
def test_names_are_put_in_once(text: str, name: str | None, filled: str) -> None:
    assert fill(text, name=name, agent="Giulia") == filled
