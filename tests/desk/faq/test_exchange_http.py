"""Questions brought in over HTTP: looked at, chosen, put into the draft; and taken away as a file."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.desk.harness import Desk

TABLE = (
    "Domanda;Risposta;Lingua;Categoria\r\n"
    "Fate consegne in bicicletta?;Sì, a Firenze città.;it;Spedizioni e consegne\r\n"
    "fate il black friday?;A fine novembre.;it;\r\n"
    "Senza risposta?;;it;\r\n"
)


async def looked(client: httpx.AsyncClient, content: bytes, name: str = "faq.csv") -> dict[str, Any]:
    answer = await client.post("/api/content/imports", files={"file": (name, content)})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x00\x01\x02", "import_unreadable"),
        (b"PK\x03\x04rubbish", "import_unreadable"),
        (b"a;b\n1;2\n", "import_without_columns"),
        (b"<html><p>Ciao</p></html>", "import_without_questions"),
        (b"question;answer\n" + b"q;a\n" * 6000, "import_too_large"),
    ],
)
async def test_what_cannot_be_read_is_refused(desk: Desk, content: bytes, code: str) -> None:
    async with desk.signed_in("Marta", "editor") as client:
        answer = await client.post("/api/content/imports", files={"file": ("x", content)})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)


async def test_a_file_that_is_too_large_is_not_read(desk: Desk) -> None:
    async with desk.signed_in("Marta", "editor") as client:
        answer = await client.post("/api/content/imports", files={"file": ("x", b"x" * 6_000_000)})
        assert answer.status_code == 413


async def test_nobody_applies_what_another_brought(desk: Desk) -> None:
    async with desk.signed_in("Marta", "editor") as client:
        found = await looked(client, TABLE.encode("cp1252"))
    async with desk.signed_in("Ugo", "editor") as other:
        answer = await other.post(f"/api/content/imports/{found['id']}/apply", json={"rows": []})
        assert answer.status_code == 404


async def test_a_table_becomes_drafts(any_desk: Desk) -> None:
    async with any_desk.signed_in("Marta", "editor") as client:
        found = await looked(client, TABLE.encode("cp1252"))
        homes = [(it["row"], it["home"], it["topic"]) for it in found["items"]]
        assert homes == [(2, "new", None), (3, "merge", "faq/promotions"), (4, "refused", None)]
        assert found["items"][2]["reason"] == "Manca la risposta."
        chosen = [{"row": row, "home": home} for row, home, _ in homes]
        answer = await client.post(f"/api/content/imports/{found['id']}/apply", json={"rows": chosen})
        assert answer.status_code == 200, answer.text
        report = answer.json()
    assert (report["taken"], report["merged"], report["refused"]) == (1, 1, [])
    content = await any_desk.services.studio.drafts.content()
    new = content.topics[report["topics"][0]]
    assert (new.category, new.answers[0].text) == ("delivery", "Sì, a Firenze città.")
    assert new.examples == {"it": ("Fate consegne in bicicletta?",)}


async def test_an_editor_has_the_last_word(desk: Desk) -> None:
    async with desk.signed_in("Marta", "editor") as client:
        found = await looked(client, TABLE.encode())
        chosen = [
            {"row": 2, "home": "merge", "topic": "faq/delivery_time"},
            {"row": 3, "home": "refused"},
            {"row": 4, "home": "new"},
            {"row": 99, "home": "new"},
        ]
        answer = await client.post(f"/api/content/imports/{found['id']}/apply", json={"rows": chosen})
        report = answer.json()
    assert (report["taken"], report["merged"]) == (0, 1)
    assert [it["row"] for it in report["refused"]] == [4, 99]
    topic = (await desk.services.studio.drafts.content()).topics["faq/delivery_time"]
    assert "Fate consegne in bicicletta?" in topic.examples["it"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "rasa"])
async def test_what_is_taken_away_changes_nothing_when_it_is_brought_back(desk: Desk, kind: str) -> None:
    async with desk.signed_in("Marta", "editor") as client:
        file = await client.get("/api/content/export", params={"format": kind})
        assert "attachment" in file.headers["content-disposition"]
        found = await looked(client, file.content)
        assert found["format"] == kind
        assert {it["home"] for it in found["items"]} == {"merge"}
        chosen = [{"row": it["row"], "home": "merge"} for it in found["items"]]
        answer = await client.post(f"/api/content/imports/{found['id']}/apply", json={"rows": chosen})
        assert answer.json()["refused"] == []
    assert await desk.services.studio.drafts.changed() == []


async def test_the_shop_s_own_faq_page_is_known_already(desk: Desk) -> None:
    page = (await desk.http.get("/faq?lang=en")).text
    async with desk.signed_in("Marta", "editor") as client:
        answer = await client.post("/api/content/imports", json={"html": page})
        found = answer.json()
    assert (found["format"], found["languages"]) == ("jsonld", ["en"])
    assert {it["home"] for it in found["items"]} == {"merge"}
