"""The studio over HTTP: what editors write stays a draft, and nobody's words are lost silently."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx

from connectors.registry import CHANNELS
from desk.studio.versions import BEFORE
from handoff.records import Agent
from tests.desk.harness import Desk

SIZES = "/api/content/topics/faq/sizes"


async def read(editor: httpx.AsyncClient, path: str = SIZES) -> dict[str, Any]:
    answer = await editor.get(path)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def with_title(found: dict[str, Any], title: str) -> dict[str, Any]:
    topic = {**found["topic"], "titles": {**found["topic"]["titles"], "it": title}}
    return {"revision": found["revision"], "topic": topic}


async def test_agents_have_no_business_here(studio_desk: Desk) -> None:
    async with studio_desk.signed_in() as agent:
        assert (await agent.get("/api/content/topics")).status_code == 403


async def test_a_topic_that_nobody_knows_is_not_found(studio_desk: Desk) -> None:
    async with studio_desk.signed_in(role="editor") as editor:
        for path in ("/api/content/topics/faq/nothing", "/api/content/phrases/utter_nothing"):
            assert (await editor.get(path)).status_code == 404
        assert (await editor.get("/api/content/topics/../x")).status_code == 404


async def test_who_comes_second_is_told_and_loses_nothing(studio_desk: Desk) -> None:
    async with (
        studio_desk.signed_in("Elena", "editor") as elena,
        studio_desk.signed_in("Bruno", "editor") as bruno,
    ):
        found = await read(elena)
        assert (await elena.put(SIZES, json=with_title(found, "Le taglie"))).status_code == 200
        answer = await bruno.put(SIZES, json=with_title(found, "Misure"))
        error = answer.json()["error"]
        assert (answer.status_code, error["code"]) == (409, "changed_meanwhile")
        assert error["details"]["by"] == "Elena"
        assert error["details"]["theirs"]["titles"]["it"] == "Le taglie"
        assert error["details"]["revision"] == 1
        assert (await read(bruno))["topic"]["titles"]["it"] == "Le taglie"


async def test_a_draft_is_seen_as_such_and_files_stay_as_they_are(
    studio_desk: Desk, content_root: Path
) -> None:
    before = (content_root / "data" / "faq" / "sizes.yml").read_bytes()
    async with studio_desk.signed_in("Elena", "editor") as editor:
        found = await read(editor)
        assert (found["state"], found["revision"], found["history"]) == ("live", 0, [])
        written = (await editor.put(SIZES, json=with_title(found, "Le taglie"))).json()
        assert (written["state"], written["revision"], written["edited_by"]) == ("changed", 1, "Elena")
        assert written["live"]["titles"] == found["topic"]["titles"]
        listed = await read(editor, "/api/content/topics")
        states = {row["name"]: row["state"] for row in listed["items"]}
        assert (states["faq/sizes"], listed["changes"]) == ("changed", 1)
        changes = (await read(editor, "/api/content/changes"))["items"]
        assert [(one["item"], one["by"]) for one in changes] == [("topic:faq/sizes", "Elena")]
        assert (await editor.post("/api/content/revert", json={"item": "topic:faq/sizes"})).status_code == 204
        assert (await read(editor))["state"] == "live"
    assert (content_root / "data" / "faq" / "sizes.yml").read_bytes() == before


async def test_a_new_topic_has_a_name_of_its_own(studio_desk: Desk) -> None:
    async with studio_desk.signed_in(role="editor") as editor:
        new = {"titles": {"it": "Perché sì?", "en": "Why yes?"}, "category": "shop"}
        made = [(await editor.post("/api/content/topics", json=new)).json() for _ in range(2)]
        assert [it["topic"]["name"] for it in made] == ["faq/perche_si", "faq/perche_si_2"]
        assert {it["state"] for it in made} == {"new"}
        path = f"/api/content/topics/{made[0]['topic']['name']}"
        assert (await editor.delete(path, params={"revision": 7})).status_code == 409
        assert (await editor.delete(path, params={"revision": 1})).status_code == 200
        assert (await editor.get(path)).status_code == 404


async def test_what_the_assistant_needs_stays(studio_desk: Desk) -> None:
    async with studio_desk.signed_in(role="editor") as editor:
        answer = await editor.delete("/api/content/topics/greet", params={"revision": 0})
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "topic_stays")


async def test_what_is_no_topic_is_refused(studio_desk: Desk) -> None:
    async with studio_desk.signed_in(role="editor") as editor:
        found = await read(editor)
        for wrong in ({"kind": "magic"}, {"answers": [{"text": "a"}]}, {"nothing": 1}):
            body = {"revision": 0, "topic": {**found["topic"], **wrong}}
            assert (await editor.put(SIZES, json=body)).status_code == 422


async def test_previews_show_every_channel_also_those_that_are_off(studio_desk: Desk) -> None:
    answer = {
        "text": "Sì. " * 500,
        "language": "it",
        "buttons": [{"title": "Resi", "payload": "/faq/returns"}],
    }
    async with studio_desk.signed_in(role="editor") as editor:
        body = {"answers": [answer, {"text": "Yes.", "language": "en"}], "language": "it"}
        shown = (await editor.post("/api/content/preview", json=body)).json()["channels"]
    assert [channel["title"] for channel in shown] == ["WhatsApp", "Telegram", "Web chat"]
    whatsapp, telegram, _ = (channel["messages"] for channel in shown)
    assert len(whatsapp) == 2
    assert whatsapp[0]["text_problem"]
    assert (whatsapp[-1]["buttons"][0]["shown"], telegram[-1]["buttons"][0]["shown"]) == (
        "numbered",
        "button",
    )
    assert telegram[0]["text_problem"] is None


async def test_words_for_a_channel_that_is_off_are_no_mistake(studio_desk: Desk) -> None:
    async with studio_desk.signed_in("Elena", "editor") as editor:
        assert set(CHANNELS) - set(studio_desk.services.channels)
        found = await read(editor)
        for name in CHANNELS:
            found["topic"]["answers"].append({**found["topic"]["answers"][0], "channel": name})
        answer = await editor.put(SIZES, json={"revision": 0, "topic": found["topic"]})
        assert "channel_unknown" not in {problem["code"] for problem in answer.json()["problems"]}
        found["topic"]["answers"][-1]["channel"] = "fax"
        answer = await editor.put(SIZES, json={"revision": 1, "topic": found["topic"]})
        assert "channel_unknown" in {problem["code"] for problem in answer.json()["problems"]}


async def test_files_that_were_broken_by_hand_are_named(studio_desk: Desk, content_root: Path) -> None:
    (content_root / "data" / "faq" / "sizes.yml").write_text("nlu: [")
    async with studio_desk.signed_in(role="editor") as editor:
        answer = await editor.get("/api/content/topics")
        error = answer.json()["error"]
        assert (answer.status_code, error["code"]) == (409, "content_broken")
        assert "sizes.yml" in error["message"]


async def test_versions_are_listed_also_what_was_there_before(studio_desk: Desk) -> None:
    versions = studio_desk.services.studio.versions
    value = {"titles": {"it": "A"}}
    difference = [{"item": "topic:faq/sizes", "before": None, "after": value}]
    for author, changed in ((BEFORE, []), (Agent("e" * 32, "Elena"), difference)):
        async with studio_desk.services.database.write() as connection:
            await versions.add(connection, author, "", changed, digest="d", model="m", content=b"zip")
    async with studio_desk.signed_in(role="editor") as editor:
        newest, first = (await read(editor, "/api/content/versions"))["items"]
        assert (newest["number"], newest["state"], newest["author"]) == (2, "live", "Elena")
        assert newest["changes"] == {"added": 1, "changed": 0, "removed": 0}
        assert (first["state"], first["author"]) == ("past", "Prima dello studio")
        path = f"/api/content/versions/{newest['id']}"
        (item,) = (await read(editor, f"{path}/difference"))["items"]
        assert (item["item"], item["after"]) == ("topic:faq/sizes", value)
        again = await editor.post(f"{path}/restore", json={})
        assert (again.status_code, again.json()["error"]["code"]) == (409, "nothing_to_publish")
        back = await editor.post(f"/api/content/versions/{first['id']}/restore", json={"note": "Torna"})
        assert (back.status_code, back.json()["restores"]) == (202, 1)
        twice = await editor.post("/api/content/publications", json={"note": "x"})
        assert twice.status_code == 409
