"""The search over messages and notes: finds the same on both databases, and takes no word for syntax."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, text, update

from handoff.messages import Address, Edited
from handoff.sql.tables import conversations, messages
from tests.desk.harness import Desk

INJECTIONS = [
    '"',
    "'",
    '""""',
    "a' OR '1'='1",
    "'); DROP TABLE messages; --",
    'pacco" OR "x',
    "pacco AND",
    "NOT pacco",
    "NEAR(pacco reso, 5)",
    "text:pacco",
    "^pacco",
    "pacco & reso | !x",
    "pacco:*",
    "pacco <-> reso",
    "(((",
    "\\",
    "%",
    "_",
    "*",
    "\x00pacco",
    "🙂",
    "a" * 300,
]


async def find(browser: httpx.AsyncClient, q: str, **filters: Any) -> list[dict[str, Any]]:
    answer = await browser.get("/api/search", params={"q": q, **filters})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def texts(browser: httpx.AsyncClient, q: str, **filters: Any) -> list[str]:
    found = await find(browser, q, **filters)
    return [it["snippet"].replace("<mark>", "").replace("</mark>", "") for it in found]


async def test_what_is_typed_is_never_syntax(any_desk: Desk) -> None:
    await any_desk.conversation("il pacco AND il reso NOT qui")
    async with any_desk.signed_in() as agent:
        for typed in INJECTIONS:
            answer = await agent.get("/api/search", params={"q": typed})
            assert answer.status_code == 200, (typed, answer.text)
        assert await texts(agent, "and not pacco") == ["il pacco AND il reso NOT qui"]
        assert await texts(agent, "pacco OR inesistente") == []


@pytest.mark.parametrize(
    "query", ["q=" + "x" * 301, "limit=0", "limit=101", "after=-1", "author=me", "from=ieri", "page=2"]
)
async def test_bad_questions_are_refused(desk: Desk, query: str) -> None:
    async with desk.signed_in() as agent:
        assert (await agent.get(f"/api/search?{query}")).status_code == 422


async def test_words_are_found_however_they_are_written(any_desk: Desk) -> None:
    for said in (
        "Perché il CAFFÈ non è arrivato?",
        "L'ordine BL-20418, grazie",
        "non va, è rotto <b>",
        "pacchetto",
    ):
        await any_desk.conversation(said)
    async with any_desk.signed_in() as agent:
        for typed in ("caffe ", "CAFFÈ perche ", "caff", '"caffe non e arrivato"', "caf* arrivato "):
            assert await texts(agent, typed) == ["Perché il CAFFÈ non è arrivato?"], typed
        for typed in ("bl-20418", "20418 ", "BL 20418 ", "l'ordine "):
            assert await texts(agent, typed) == ["L&#x27;ordine BL-20418, grazie"], typed
        for typed in ('"arrivato non"', "caff ", "arrivato rotto ", "20 "):
            assert await texts(agent, typed) == [], typed
        (hit,) = await find(agent, "rotto")
        assert hit["snippet"] == "non va, è <mark>rotto</mark> &lt;b&gt;"
        assert (hit["author"], hit["sequence"], hit["channel"]) == ("shopper", 3, "pigeon")


async def test_what_is_edited_is_found_anew_and_what_is_erased_no_more(any_desk: Desk) -> None:
    conversation = await any_desk.conversation("prima versione", id="m1")
    edited = Edited(Address("pigeon", "+39333000111"), "m1", "e1", "seconda stesura")
    await any_desk.services.inbox.accept("pigeon", [edited])
    async with any_desk.signed_in() as agent:
        await agent.post(
            f"/api/conversations/{conversation}/notes", json={"text": "nota segreta", "client_id": "1"}
        )
        assert await texts(agent, "prima") == []
        assert await texts(agent, "stesura") == ["seconda stesura"]
        assert await texts(agent, "segreta", author="note") == ["nota segreta"]
        async with any_desk.services.database.write() as connection:
            await connection.execute(update(messages).values(text=""))
        assert await texts(agent, "stesura") == []
        async with any_desk.services.database.write() as connection:
            await connection.execute(update(messages).values(text="terza"))
        assert await texts(agent, "terza") == ["terza"]
        async with any_desk.services.database.write() as connection:
            await connection.execute(delete(conversations))
        assert await find(agent, "") == []
        async with any_desk.services.database.read() as connection:
            assert (await connection.execute(text("SELECT count(*) FROM search_entries"))).scalar() == 0
            if any_desk.services.database.is_sqlite:
                matching = text("SELECT count(*) FROM search_words WHERE search_words MATCH :word")
                for word in ("stesura", "terza", "segreta", "prima"):
                    assert (await connection.execute(matching, {"word": word})).scalar() == 0


async def test_pages_go_on_where_the_last_one_ended(any_desk: Desk) -> None:
    for number in range(7):
        await any_desk.conversation(f"messaggio {number}", contact=f"+39333{number:06}")
    async with any_desk.signed_in() as agent:
        seen: list[str] = []
        after: str | None = None
        while True:
            page = await agent.get(
                "/api/search", params={"q": "messaggio", "limit": 3, **({"after": after} if after else {})}
            )
            seen += [it["message_id"] for it in page.json()["items"]]
            # What comes meanwhile is newer than any page: it moves none of them.
            await any_desk.conversation(f"messaggio nuovo {len(seen)}", contact=f"+39334{len(seen):06}")
            after = page.json()["next"]
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 7


async def test_filters_narrow(any_desk: Desk) -> None:
    anna = await any_desk.conversation("reso di Anna", contact="+39333000001", name="Anna")
    any_desk.clock.advance(timedelta(days=2))
    bruno = await any_desk.conversation("reso di Bruno", contact="+39333000002", name="Bruno")
    account = await any_desk.add_agent("Giulia", "supervisor")
    async with any_desk.signed_in("Giulia") as agent:
        tag = (await agent.post("/api/tags", json={"name": "Reso", "color": "#ff0000"})).json()["id"]
        await agent.put(f"/api/conversations/{anna}/tags", json={"tags": [tag]})
        await agent.post(f"/api/conversations/{bruno}/take")
        await agent.post(
            f"/api/conversations/{bruno}/messages", json={"text": "il reso è aperto", "client_id": "1"}
        )
        async with any_desk.services.database.write() as connection:
            query = update(conversations).where(conversations.c.id == anna)
            await connection.execute(query.values(language="en"))
            query_ = update(messages).where(messages.c.conversation_id == anna)
            await connection.execute(query_.values(intent="faq/sizes"))
        middle = (any_desk.clock.now() - timedelta(days=1)).isoformat()
        ours, everybody = ["reso di Anna"], ["il reso è aperto", "reso di Bruno", "reso di Anna"]
        assert await texts(agent, "reso") == everybody
        assert await texts(agent, "") == everybody
        for filters in ({"tag": tag}, {"language": "en"}, {"topic": "faq/sizes"}, {"to": middle}):
            assert await texts(agent, "reso", **filters) == ours, filters
            assert await texts(agent, "", **filters) == ours, filters
        for filters in ({"from": middle}, {"state": "taken"}):
            assert await texts(agent, "reso", **filters) == everybody[:2], filters
        for filters in ({"author": "agent"}, {"agent": account.id}):
            assert await texts(agent, "reso", **filters) == everybody[:1], filters
        for filters in ({"channel": "webchat"}, {"team": "0" * 32}, {"state": "waiting"}, {"author": "note"}):
            assert await texts(agent, "reso", **filters) == [], filters
        found = await find(agent, "reso", channel="pigeon", author="shopper")
        assert [it["contact_name"] for it in found] == ["Bruno", "Anna"]
