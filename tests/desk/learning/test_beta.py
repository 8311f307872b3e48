"""The beta tester: asks cold, as if they were a shopper, and leaves no conversation."""

from __future__ import annotations

import asyncio
import re

from desk.laboratory.memory import MemoryLaboratory
from desk.learning.beta import MOST_QUESTIONS
from desk.learning.tables import beta_questions
from handoff.sql.tables import conversations
from tests.desk.harness import Desk
from tests.desk.learning.conftest import EDITOR

KNOWN = "che orari fate?"


async def begin(desk: Desk) -> tuple[str, str]:
    """A test's id and token."""
    test = await desk.services.learning.beta.add("Zia Pina", "it", EDITOR)
    return test.id, test.token


async def test_asks_and_is_answered_and_the_report_tells(school: Desk) -> None:
    async with school.signed_in("Edda", "editor") as editor:
        made = await editor.post("/api/content/beta", json={"name": "Zia Pina", "language": "it"})
        assert made.status_code == 201
        beta, token = made.json()["id"], made.json()["link"].rpartition("/")[2]
        asked = [KNOWN, "kykywyjy wjk", "sono Anna Rossi, 3331234567, che orari fate?"]
        decisions = []
        for text in asked:
            answer = await school.http.post(f"/api/beta/{token}/questions", json={"text": text})
            assert answer.status_code == 200, answer.text
            decisions.append(answer.json()["decision"])
        assert decisions[:2] == ["answer", "hand_over"]
        report = (await editor.get(f"/api/content/beta/{beta}")).json()
        assert [one["text"] for one in report["questions"]][:2] == asked[:2]
        assert "Anna" not in str(report)
        assert "333" not in str(report)
        first = report["questions"][0]
        assert (first["intent"], first["category"]) == ("faq/contacts_hours", "shop")
        url = f"/api/content/beta/{beta}/questions/{first['id']}"
        judged = (await editor.put(url, json={"verdict": "wrong"})).json()
        shop = next(one for one in judged["by_category"] if one["category"] == "shop")
        assert (shop["answered"], shop["wrong"]) == (1, 1)
        assert (await editor.put(url, json={"verdict": "so so"})).status_code == 422
        assert (
            await editor.put(url.replace(first["id"], "f" * 32), json={"verdict": None})
        ).status_code == 404
        (listed,) = (await editor.get("/api/content/beta")).json()["items"]
        assert (listed["questions"], listed["name"]) == (3, "Zia Pina")
    async with school.services.database.read() as connection:
        assert (await connection.execute(conversations.select())).all() == []


async def test_the_page_is_there_for_whoever_has_the_link_and_runs_nothing_of_others(school: Desk) -> None:
    _, token = await begin(school)
    page = await school.http.get(f"/beta/{token}")
    nonce = re.search(r"script-src 'nonce-([^']+)'", page.headers["Content-Security-Policy"])
    assert nonce
    assert f'<script nonce="{nonce[1]}"' in page.text
    assert "Che cosa chiederesti" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert (await school.http.get("/beta/nobody")).status_code == 404
    assert (await school.http.post("/api/beta/nobody/questions", json={"text": "?"})).status_code == 404


async def test_limits(school: Desk, laboratory: MemoryLaboratory) -> None:
    beta, token = await begin(school)
    url = f"/api/beta/{token}/questions"
    for bad in ({"text": ""}, {"text": "x" * 501}, {}, {"text": "?", "more": 1}):
        assert (await school.http.post(url, json=bad)).status_code == 422
    laboratory.down = True
    assert (await school.http.post(url, json={"text": KNOWN})).status_code == 503
    laboratory.down = False
    answers = [(await school.http.post(url, json={"text": KNOWN})).status_code for _ in range(12)]
    assert answers == [200] * 11 + [429]
    assert len(await school.services.learning.beta.questions(beta)) == 11


async def test_a_test_is_over_and_tabs_do_not_collide(school: Desk) -> None:
    beta, token = await begin(school)
    service = school.services.learning.beta
    await asyncio.gather(*(service.ask(token, KNOWN, f"10.0.0.{number}") for number in range(6)))
    assert len(await service.questions(beta)) == 6
    row = {
        "beta_id": beta,
        "text": "x",
        "at": school.clock.now(),
        "confidence": 0,
        "decision": "ask",
        "reply": "",
    }
    rows = [{**row, "id": f"{number:032x}", "number": number} for number in range(7, MOST_QUESTIONS + 1)]
    async with school.services.database.write() as connection:
        await connection.execute(beta_questions.insert(), rows)
    over = await school.http.post(f"/api/beta/{token}/questions", json={"text": KNOWN})
    assert (over.status_code, over.json()["error"]["code"]) == (409, "beta_over")
