"""Figures over HTTP: who may read them, in which shape, and what they refuse."""

from __future__ import annotations

import pytest

from desk.figures.records import FigureKey
from tests.desk.harness import Desk


async def test_a_report_has_every_figure_with_its_definition(any_desk: Desk) -> None:
    async with any_desk.signed_in("Sara", "supervisor") as browser:
        answer = await browser.get("/api/figures", headers={"Accept-Language": "it"})
        assert answer.status_code == 200, answer.text
        report = answer.json()
    assert [figure["key"] for figure in report["figures"]] == [key.value for key in FigureKey]
    assert all(len(figure["definition"]) > 40 and figure["title"] for figure in report["figures"])
    assert all(len(figure["series"]) == 7 for figure in report["figures"])


async def test_the_board_shows_who_waits_and_the_day_so_far(any_desk: Desk) -> None:
    async with any_desk.signed_in("Sara", "supervisor") as browser:
        await any_desk.conversation("ciao")
        answer = await browser.get("/api/board")
    assert answer.status_code == 200, answer.text
    assert (answer.json()["waiting"], answer.json()["today"]["volume"]) == (0, 1)


@pytest.mark.parametrize("path", ["/api/figures", "/api/board", "/api/figures.csv"])
async def test_figures_are_for_supervisors(desk: Desk, path: str) -> None:
    async with desk.signed_in("Marco") as browser:
        assert (await browser.get(path)).status_code == 403


@pytest.mark.parametrize(
    "query", ["from=2026-11-22&to=2026-11-21", "from=2020-01-01&to=2026-01-01", "from=ieri", "group=week"]
)
async def test_a_period_that_makes_no_sense_is_refused(desk: Desk, query: str) -> None:
    async with desk.signed_in("Sara", "supervisor") as browser:
        answer = await browser.get(f"/api/figures?{query}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_request")
