"""Reports as a supervisor's browser gets them: drill-down, CSV, and what a contact costs."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from desk.figures.testing import Story, write
from handoff.identifiers import new_id
from handoff.records import Agent, HandoverReason
from tests.desk.harness import Desk

EVIL = '=HYPERLINK("http://evil")'


async def a_case(desk: Desk, topic: str = "faq/returns", name: str = "anna") -> Story:
    now = desk.clock.now()
    story = Story(new_id(), "pigeon", name, name=EVIL)
    story.asks(now - timedelta(minutes=30), topic)
    story.opens(now - timedelta(minutes=29), HandoverReason.COMPLAINT)
    story.taken(now - timedelta(minutes=25), Agent("a" * 32, "@Giulia"))
    story.answers(now - timedelta(minutes=24), Agent("a" * 32, "@Giulia"))
    story.ends(now - timedelta(minutes=10))
    story.rates(now - timedelta(minutes=5), 2, EVIL)
    async with desk.services.database.write() as session:
        await write(session, [story])
    return story


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


async def test_every_figure_opens_the_conversations_behind_it(any_desk: Desk) -> None:
    story = await a_case(any_desk)
    async with any_desk.signed_in("Sara", "supervisor") as browser:
        report = (await browser.get("/api/figures")).json()
        for figure in report["figures"]:
            found = (await browser.get(f"/api/figures/{figure['key']}/conversations")).json()
            assert found["total"] == len(found["items"]) == figure["count"], figure["key"]
        first = (await browser.get("/api/figures/satisfaction/conversations")).json()["items"][0]
    assert (first["conversation_id"], first["case_id"]) == (story.id, story.cases[0].id)
    assert (first["score"], first["comment"], first["topic"]) == (2, EVIL, "faq/returns")


async def test_pages_of_a_drill_down_miss_nothing(desk: Desk) -> None:
    made = {(await a_case(desk, name=f"c{number}")).id for number in range(5)}
    found: list[str] = []
    query: dict[str, Any] | None = {"limit": 2}
    async with desk.signed_in("Sara", "supervisor") as browser:
        while query is not None:
            page = (await browser.get("/api/figures/volume/conversations", params=query)).json()
            found += [item["conversation_id"] for item in page["items"]]
            query = {"limit": 2, "after": page["next"]} if page["next"] else None
    assert len(found) == 5
    assert set(found) == made


async def test_a_point_of_a_series_opens_its_own_conversations(desk: Desk) -> None:
    await a_case(desk, "faq/returns", "anna")
    await a_case(desk, "faq/invoice", "bruno")
    async with desk.signed_in("Sara", "supervisor") as browser:
        report = (await browser.get("/api/figures?group=topic")).json()
        points = {it["group"]: it["count"] for it in report["figures"][0]["series"]}
        asked = {"group": "topic", "name": "faq/invoice"}
        found = (await browser.get("/api/figures/volume/conversations", params=asked)).json()
    assert points == {"faq/invoice": 1, "faq/returns": 1}
    assert [item["topic"] for item in found["items"]] == ["faq/invoice"]


@pytest.mark.parametrize("bom", [True, False])
async def test_csv_is_utf_8_and_runs_no_formula(desk: Desk, bom: bool) -> None:
    await a_case(desk)
    asked = {"bom": str(bom).lower()}
    async with desk.signed_in("Sara", "supervisor") as browser:
        whole = await browser.get("/api/figures.csv", params=asked, headers={"Accept-Language": "it"})
        behind = await browser.get("/api/figures/satisfaction/conversations.csv", params=asked)
    for answer in (whole, behind):
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.content.startswith(b"\xef\xbb\xbf") is bom
        assert "attachment" in answer.headers["content-disposition"]
        rows = cells(answer.content.decode("utf-8-sig"))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "Contatti" in {row[0] for row in cells(whole.content.decode("utf-8-sig"))}
    line = cells(behind.content.decode("utf-8-sig"))[1]
    assert {"'@Giulia", f"'{EVIL}"} <= set(line)


async def test_costs_are_assumed_until_somebody_sets_them(any_desk: Desk) -> None:
    async with any_desk.signed_in("Ada", "admin") as browser:
        assumed = (await browser.get("/api/costs")).json()
        assert assumed["faq"] == pytest.approx(assumed["email"] / 10)
        assert assumed["faq"] == pytest.approx(assumed["call"] / 40)
        assert {"faq", "email", "call", "pigeon"} <= set(assumed["assumed"])
        assert set(assumed["per_contact"].values()) == {assumed["email"]}
        wanted = {"per_contact": {"pigeon": 3.2}, "faq": 0.2, "email": 4, "call": 9.99}
        changed = (await browser.put("/api/costs", json=wanted)).json()
        assert (await browser.get("/api/costs")).json() == changed
    assert (changed["per_contact"]["pigeon"], changed["faq"], changed["call"]) == (3.2, 0.2, 9.99)
    assert "pigeon" not in changed["assumed"]
    assert changed["per_contact"]["webchat"] == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"per_contact": {}, "faq": -1, "email": 1, "call": 1},
        {"per_contact": {"x": 10**9}, "faq": 1, "email": 1, "call": 1},
        {"per_contact": {"una frase": 1}, "faq": 1, "email": 1, "call": 1},
        {"per_contact": {}, "faq": 1},
    ],
)
async def test_costs_that_cannot_be_meant_are_refused(desk: Desk, wrong: dict[str, Any]) -> None:
    async with desk.signed_in("Ada", "admin") as browser:
        assert (await browser.put("/api/costs", json=wrong)).status_code == 422


async def test_costs_are_for_administrators(desk: Desk) -> None:
    async with desk.signed_in("Sara", "supervisor") as browser:
        assert (await browser.get("/api/costs")).status_code == 403


async def test_what_was_saved_follows_the_costs_that_were_set(desk: Desk) -> None:
    story = Story(new_id(), "pigeon", "anna")
    story.asks(desk.clock.now() - timedelta(hours=2), "faq/returns")
    story.asks(desk.clock.now() - timedelta(hours=1), "thanks")
    async with desk.services.database.write() as session:
        await write(session, [story])
    wanted = {"per_contact": {"pigeon": 3.2}, "faq": 0.2, "email": 4, "call": 9.99}
    async with desk.signed_in("Ada", "admin") as browser:
        await browser.put("/api/costs", json=wanted)
        report = (await browser.get("/api/figures")).json()
    saved = next(figure for figure in report["figures"] if figure["key"] == "cost_saved")
    assert saved["value"] == 3.0
    assert [part["value"] for part in saved["parts"]] == [3.0, 0.0]


async def test_estimates_come_with_their_error_and_targets_with_their_figure(desk: Desk) -> None:
    async with desk.signed_in("Sara", "supervisor") as browser:
        report = (await browser.get("/api/figures", headers={"Accept-Language": "en"})).json()
    figures = {figure["key"]: figure for figure in report["figures"]}
    assert "997" in figures["estimated_frustration"]["measured_error"]["text"]
    assert all(it["measured_error"] is None for key, it in figures.items() if key != "estimated_frustration")
    assert figures["first_response"]["target"] == 15 * 60
