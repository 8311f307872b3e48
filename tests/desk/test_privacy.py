"""One person's data: who may not have it, where it is, and that nothing of it is left."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

import handoff.sql.hours_tables  # noqa: F401 - adds its tables to the metadata
from desk.accounts.records import Act
from desk.privacy.elsewhere import ShopKeeps
from desk.privacy.places import PLACES
from desk.uploads.tables import upload_chunks, uploads
from desk.workbench.tables import notes
from handoff.records import Agent, Reading
from handoff.sql import rows
from handoff.sql.satisfaction_tables import ratings
from handoff.sql.tables import cases, kept_events, messages, metadata
from handoff.sql.teams_tables import transfers
from shop.records import NewRequest, RequestKind
from tests.desk.harness import Desk, desk_settings, open_desk

CANARY = "Zanzibar"
PHONE = "+39333777888"
NAME = f"Anna {CANARY}"


@pytest.fixture
async def hooked(database_url: str) -> AsyncIterator[Desk]:
    """A desk on each database whose webhooks may go anywhere."""
    async with open_desk(desk_settings(database_url, webhooks_allow_private=True)) as opened:
        yield opened


async def person(desk: Desk) -> str:
    """Somebody who left traces everywhere; their conversation."""
    wanted = {"url": "http://127.0.0.1:1/", "events": ["message.received"], "include_text": True}
    async with desk.signed_in("Ada", "admin") as admin:
        await admin.post("/api/webhooks-out", json=wanted)
    conversation = await desk.conversation(f"Sono {CANARY}", PHONE, id="1", name=NAME)
    await desk.services.trust.dispatcher.fan_out()
    async with desk.signed_in() as agent:
        await agent.post(f"/api/conversations/{conversation}/take")
        said = {"text": f"Buongiorno {CANARY}", "client_id": "a1"}
        assert (await agent.post(f"/api/conversations/{conversation}/messages", json=said)).status_code == 201
    await leave_traces(desk, conversation)
    return conversation


async def leave_traces(desk: Desk, conversation: str) -> None:
    now, known = desk.clock.now(), {"conversation_id": conversation}
    async with desk.services.database.write() as connection:
        case = (await connection.execute(select(cases.c.id))).scalars().first()
        await connection.execute(cases.update().values(agreed=CANARY, entities=[{"value": CANARY}]))
        await connection.execute(
            messages.update().values(
                **rows.reading_columns(Reading("greet", 0.9, entities=({"value": CANARY},))),
                original_text=CANARY,
                payload=CANARY,
            )
        )
        await connection.execute(
            insert(notes).values(
                id="n",
                author_id="a",
                author_name="Giulia",
                text=CANARY,
                at=now,
                after_sequence=1,
                client_id="n",
                **known,
            )
        )  # fmt: skip
        await connection.execute(
            insert(transfers).values(
                id="t", case_id=case, by_id="a", by_name="Giulia", note=CANARY, at=now, **known
            )
        )
        await connection.execute(
            insert(ratings).values(
                id="r", case_id=case, asked_at=now, score=4, scored_at=now, comment=CANARY, **known
            )
        )
        await connection.execute(
            insert(uploads).values(
                id="u", agent_id="a", name=f"{CANARY}.png", media_type="image/png", size=8,
                created_at=now, complete=True, used_at=now, **known,
            )
        )  # fmt: skip
        await connection.execute(
            insert(upload_chunks).values(upload_id="u", place=0, content=CANARY.encode())
        )
        await connection.execute(
            insert(kept_events).values(
                id="k", channel="pigeon", event_id="k", kind="poll", received_at=now,
                body={"from": PHONE.lstrip("+"), "q": CANARY},
            )
        )  # fmt: skip


async def everything(desk: Desk) -> dict[str, str]:
    """Every table as text."""
    async with desk.services.database.read() as connection:
        return {
            table.name: str((await connection.execute(select(table))).all())
            for table in metadata.sorted_tables
        }


def test_every_table_has_its_place() -> None:
    assert set(metadata.tables) == set(PLACES), "say in desk/privacy/places.py what an erasure does to it"


async def test_nothing_of_the_person_is_left(hooked: Desk) -> None:
    desk = hooked
    conversation = await person(desk)
    before = await everything(desk)
    there = {name for name, rows in before.items() if CANARY in rows}
    assert there >= {"conversations", "messages", "cases", "notes", "transfers", "ratings", "uploads"}
    assert there >= {"upload_chunks", "kept_events", "webhook_deliveries"}
    async with desk.signed_in() as agent:
        await agent.post(f"/api/conversations/{conversation}/resolve")
    async with desk.signed_in("Ada", "admin") as admin:
        preview = (await admin.get(f"/api/conversations/{conversation}/erasure")).json()
        assert (preview["phrase"], preview["notes"], preview["cases"]) == (NAME, 1, 1)
        erased = await admin.post(f"/api/conversations/{conversation}/erase", json={"confirm": NAME.upper()})
        assert erased.status_code == 200, erased.text
        assert erased.json()["messages"] == preview["messages"]
        again = (await admin.get(f"/api/conversations/{conversation}/erasure")).json()
        assert again["messages"] == preview["messages"], "rows stay for the figures"
        assert (await admin.get(f"/api/search?q={CANARY}")).json()["items"] == []
        assert (await admin.get(f"/api/people?contact={PHONE[1:]}")).json()["items"] == []
    after = await everything(desk)
    assert {name: rows for name, rows in after.items() if CANARY in rows or PHONE[1:] in rows} == {}
    assert "greet" in after["messages"], "what was asked stays, without who asked it"
    assert desk.brain.forgotten == [conversation]
    newest = [entry for entry in await desk.services.accounts.audit_log() if entry.act is Act.PERSON_ERASE]
    assert [entry.subject for entry in newest] == [conversation]


async def test_erasing_needs_the_right_words_and_nobody_being_served(any_desk: Desk) -> None:
    conversation = await any_desk.conversation("ciao", PHONE, name=NAME)
    path = f"/api/conversations/{conversation}/erase"
    async with any_desk.signed_in("Ada", "admin") as admin:
        wrong = await admin.post(path, json={"confirm": "Anna"})
        assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "not_confirmed")
        await any_desk.services.ownership.take(conversation, Agent("a" * 32, "Giulia"))
        busy = await admin.post(path, json={"confirm": NAME})
        assert (busy.status_code, busy.json()["error"]["code"]) == (409, "still_open")
        assert (
            await admin.post(path.replace(conversation, "0" * 32), json={"confirm": "x"})
        ).status_code == 404
    [message] = await any_desk.services.transcripts.messages(conversation)
    assert message.text == "ciao"


async def test_half_an_erasure_is_none(any_desk: Desk) -> None:
    conversation = await any_desk.conversation("ciao", PHONE, name=NAME)
    any_desk.brain.ready = False
    path = f"/api/conversations/{conversation}/erase"
    async with any_desk.signed_in("Ada", "admin") as admin:
        assert (await admin.post(path, json={"confirm": NAME})).status_code == 503
        [message] = await any_desk.services.transcripts.messages(conversation)
        assert message.text == "ciao"
        any_desk.brain.ready = True
        assert (await admin.post(path, json={"confirm": NAME})).status_code == 200


async def test_whoever_writes_again_is_somebody_new(any_desk: Desk) -> None:
    first = await any_desk.conversation("ciao", PHONE, name=NAME)
    async with any_desk.signed_in("Ada", "admin") as admin:
        await admin.post(f"/api/conversations/{first}/erase", json={"confirm": NAME})
        await admin.post(f"/api/conversations/{first}/erase", json={"confirm": first[-6:]})
    second = await any_desk.conversation("ciao di nuovo", PHONE, id="due")
    assert second != first
    [message] = await any_desk.services.transcripts.messages(second)
    assert message.text == "ciao di nuovo"


async def test_the_bot_does_not_answer_what_was_erased(any_desk: Desk) -> None:
    conversation = await any_desk.conversation("ciao", PHONE, name=NAME)
    async with any_desk.signed_in("Ada", "admin") as admin:
        await admin.post(f"/api/conversations/{conversation}/erase", json={"confirm": NAME})
    [message] = await any_desk.services.transcripts.messages(conversation)
    assert message.state == "answered"


async def test_the_export_has_everything(hooked: Desk) -> None:
    conversation = await person(hooked)
    async with hooked.signed_in("Ada", "admin") as admin:
        answer = await admin.get(f"/api/conversations/{conversation}/export")
    assert answer.headers["content-type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    told = json.loads(archive.read("person.json"))
    [only] = told["conversations"]
    assert (only["contact"], only["contact_name"]) == (PHONE, NAME)
    assert [message["text"] for message in only["messages"]] == [f"Sono {CANARY}", f"Buongiorno {CANARY}"]
    for part in ("cases", "notes", "satisfaction", "transfers", "files", "other_events"):
        assert CANARY in json.dumps(only[part]), part
    assert archive.read(f"files/u-{CANARY}.png") == CANARY.encode()
    assert told["shop_requests"] == []
    [entry] = [it for it in await hooked.services.accounts.audit_log() if it.act is Act.PERSON_EXPORT]
    assert entry.subject == conversation


async def test_what_was_asked_of_the_shop_goes_along(desk: Desk) -> None:
    conversation = await desk.conversation("ciao", PHONE, name=NAME)
    shop = (await desk.services.shop()).shop
    await shop.requests.open(
        NewRequest(contact=conversation, key="k", kind=next(iter(RequestKind)), text=f"Sono {CANARY}")
    )
    keeps = ShopKeeps(desk.services.shop)
    assert CANARY in str(await keeps.export([conversation]))
    async with desk.signed_in("Ada", "admin") as admin:
        await admin.post(f"/api/conversations/{conversation}/erase", json={"confirm": NAME})
    assert await keeps.export([conversation]) == {"shop_requests": []}


async def test_people_are_found_by_part_of_a_name_or_number(any_desk: Desk) -> None:
    conversation = await any_desk.conversation("ciao", PHONE, name="Anna 100% _Rossi_")
    await any_desk.conversation("ciao", "+39333000999", id="due", name="Bruno")
    async with any_desk.signed_in("Ada", "admin") as admin:
        for words in ("anna", "100%", "_ross", "333 777 888", PHONE):
            found = (await admin.get("/api/people", params={"contact": words})).json()["items"]
            assert [it["conversation_id"] for it in found] == [conversation], words
        for words in ("%%%", "___", "nessuno"):
            assert (await admin.get("/api/people", params={"contact": words})).json()["items"] == [], words


async def test_what_is_old_goes_and_what_is_open_stays(any_desk: Desk) -> None:
    desk, privacy = any_desk, any_desk.services.privacy
    old = await desk.conversation("vecchio", PHONE, name=NAME)
    served = await desk.conversation("aperto", "+39333000001", id="due")
    await desk.services.ownership.take(served, Agent("a" * 32, "Giulia"))
    desk.clock.advance(timedelta(days=40))
    new = await desk.conversation("nuovo", "+39333000002", id="tre")
    assert await privacy.erase_expired() == 0, "for ever, unless somebody says otherwise"
    async with desk.signed_in("Ada", "admin") as admin:
        answer = await admin.put("/api/retention", json={"days": 30, "redact": True})
        assert answer.json()["days"] == 30
        assert (await admin.put("/api/retention", json={"days": 0, "redact": True})).status_code == 422
    assert await privacy.erase_expired() == 1
    assert await privacy.erase_expired() == 0
    texts = {it: (await desk.services.transcripts.messages(it))[0].text for it in (old, served, new)}
    assert texts == {old: "", served: "aperto", new: "nuovo"}
    acts = [(entry.act, entry.actor) for entry in await desk.services.accounts.audit_log(2)]
    assert acts == [(Act.RETENTION_ERASE, "retention"), (Act.RETENTION_CHANGE, acts[1][1])]
