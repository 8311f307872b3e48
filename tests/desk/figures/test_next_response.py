"""How soon people answer after their first answer: a few cases counted by hand, on both databases."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk.figures.figures import Figures
from desk.figures.records import FigureKey, Filters, Group, Period
from desk.figures.report import Figure
from desk.figures.testing import Story, write
from handoff.hours import HoursRules, Interval
from handoff.memory import FixedClock, StaticPresence
from handoff.memory.promises import StaticOutlook
from handoff.records import Agent, HandoverReason
from handoff.sql.database import Database
from handoff.targets import Targets
from tests.desk.harness import Desk

ROME = ZoneInfo("Europe/Rome")
DAY = date(2026, 11, 17)
GIULIA, MARCO = Agent("a" * 32, "Giulia"), Agent("b" * 32, "Marco")
TEAM = "t" * 32
ALL = Filters()
NEXT, WITHIN = FigureKey.NEXT_RESPONSE, FigureKey.NEXT_RESPONSE_WITHIN


def at(clock: str, day: date = DAY) -> datetime:
    """A moment by the shop's wall clock."""
    return datetime.combine(day, time.fromisoformat(clock), ROME).astimezone(UTC)


def four_cases() -> list[Story]:
    """Waits of 240, 720 (late) and 60 seconds on the 17th, and a fourth that was late and never answered.

    The target is ten minutes. What is owed a first answer, or is written while an answer is owed already, or
    had to wait for less than ten minutes until its case ended, is no wait of this figure.
    """
    carla = Story("carla", "whatsapp", "+39333000001")
    carla.asks(at("11:00"), "faq/returns")
    carla.opens(at("11:01"), team=TEAM)
    carla.taken(at("11:06"), GIULIA)
    carla.waits(at("11:07"))
    carla.answers(at("11:08"), GIULIA)
    carla.waits(at("11:10"))
    carla.waits(at("11:11"))
    carla.answers(at("11:14"), GIULIA)
    carla.answers(at("11:15"), GIULIA)
    carla.waits(at("11:20"))
    carla.misses(at("11:30"))
    carla.answers(at("11:32"), MARCO)
    carla.ends(at("11:40"))
    carla.waits(at("11:50"))

    dario = Story("dario", "telegram", "dario", "en")
    dario.asks(at("11:55"), "complaint")
    dario.opens(at("12:00"), HandoverReason.AGENT_STEPPED_IN)
    dario.taken(at("12:00"), GIULIA)
    dario.waits(at("12:05"))
    dario.answers(at("12:06"), GIULIA)
    dario.waits(at("12:15"))
    dario.ends(at("12:20"))

    # Four days old, so that both its topic and what is owed in it lie before the period that is read.
    elena = Story("elena", "webchat", "elena")
    elena.asks(at("09:55", date(2026, 11, 13)), "faq/invoice")
    elena.opens(at("10:00", date(2026, 11, 13)))
    elena.taken(at("10:01", date(2026, 11, 13)), MARCO)
    elena.answers(at("10:01", date(2026, 11, 13)), MARCO)
    elena.waits(at("18:00", date(2026, 11, 14)))
    elena.misses(at("18:10", date(2026, 11, 14)))
    elena.waits(at("09:00"))
    elena.answers(at("09:30"), MARCO)
    elena.waits(at("13:00"))
    elena.misses(at("13:10"))

    gaia = Story("gaia", "webchat", "gaia")
    gaia.asks(at("23:00", date(2026, 11, 16)), "faq/sizes")
    gaia.opens(at("23:00", date(2026, 11, 16)))
    gaia.taken(at("23:01", date(2026, 11, 16)), MARCO)
    gaia.answers(at("23:02", date(2026, 11, 16)), MARCO)
    gaia.waits(at("23:58", date(2026, 11, 16)))
    gaia.answers(at("00:03"), MARCO)
    return [carla, dario, elena, gaia]


@pytest.fixture
async def outlooks() -> StaticOutlook:
    return StaticOutlook(StaticPresence())


@pytest.fixture
async def figures(database_url: str, outlooks: StaticOutlook) -> AsyncIterator[Figures]:
    database = Database(database_url)
    async with database.write() as session:
        await write(session, four_cases())
    yield Figures(database, FixedClock(at("12:00", DAY + timedelta(1))), outlooks)
    await database.close()


async def both(
    figures: Figures, group: Group = Group.DAY, filters: Filters = ALL, period: Period | None = None
) -> tuple[Figure, Figure]:
    report = await figures.report(period or Period(DAY, DAY), group, filters)
    found = {figure.key: figure for figure in report.figures}
    return found[NEXT], found[WITHIN]


async def test_the_day_by_hand_and_the_day_before(figures: Figures) -> None:
    took, kept = await both(figures)
    assert (took.value.value, took.value.count) == (240, 3)
    assert took.value.p90 == pytest.approx(240 + 0.8 * 480)
    assert (kept.value.value, kept.value.count, kept.value.of) == (0.5, 2, 4)
    # Gaia's wait belongs to the day on which she wrote.
    assert (took.previous.value, took.previous.count) == (300, 1)
    assert (kept.previous.value, kept.previous.of) == (1, 1)


async def test_words_that_waited_for_days_are_one_wait_from_the_first(figures: Figures) -> None:
    day = date(2026, 11, 14)
    took, kept = await both(figures, period=Period(day, day))
    assert took.value.value == timedelta(days=2, hours=15.5).total_seconds()
    assert (kept.value.value, kept.value.of) == (0, 1)


SERIES: dict[Group, tuple[dict[str, float], dict[str, float]]] = {
    Group.DAY: ({"2026-11-17": 240}, {"2026-11-17": 0.5}),
    Group.CHANNEL: ({"whatsapp": 480, "telegram": 60}, {"whatsapp": 0.5, "telegram": 1, "webchat": 0}),
    Group.TEAM: ({TEAM: 480, "": 60}, {TEAM: 0.5, "": 0.5}),
    Group.TOPIC: (
        {"faq/returns": 480, "complaint": 60},
        {"faq/returns": 0.5, "complaint": 1, "faq/invoice": 0},
    ),
    Group.LANGUAGE: ({"it": 480, "en": 60}, {"it": 1 / 3, "en": 1}),
}


async def test_series_and_what_is_behind_each_point(figures: Figures) -> None:
    for group, expected in SERIES.items():
        for figure, series in zip(await both(figures, group), expected, strict=True):
            assert {it.group: it.value.value for it in figure.series} == pytest.approx(series)
            for point in figure.series:
                behind = await figures.behind(figure.key, Period(DAY, DAY), ALL, group, point.group)
                assert len(behind) == point.value.count


async def test_filters(figures: Figures) -> None:
    for filters, count, of in (
        (Filters(channel="whatsapp"), 2, 2),
        (Filters(language="en"), 1, 1),
        (Filters(team=TEAM), 2, 2),
        (Filters(topic="faq/invoice"), 0, 1),
        (Filters(channel="pigeon"), 0, 0),
    ):
        took, kept = await both(figures, filters=filters)
        assert (took.value.count, kept.value.of) == (count, of), filters


async def test_what_is_behind_it_names_the_words_and_who_answered(figures: Figures) -> None:
    behind = await figures.behind(NEXT, Period(DAY, DAY), ALL)
    found = [(it.fact.conversation_id, it.fact.sequence, it.value) for it in behind]
    assert found == [("dario", 2, 60), ("carla", 8, 720), ("carla", 4, 240)]
    assert [it.fact.agent for it in behind] == [GIULIA, MARCO, GIULIA]  # type: ignore[attr-defined]


async def test_the_clock_stands_still_outside_opening_hours(
    figures: Figures, outlooks: StaticOutlook
) -> None:
    rules = HoursRules(weekly=(Interval("default", 1, time(11, 13), time(11, 25)),), holidays=False)
    outlooks.hours = rules
    took, kept = await both(figures)
    # One minute of Carla's four, five of her twelve, and none of Dario's.
    assert took.value.value == 60
    assert took.value.p90 == pytest.approx(60 + 0.8 * 240)
    # Whether the target was kept is what was recorded then, by the clock that held then.
    assert (kept.value.value, kept.value.of) == (0.5, 4)


async def test_who_was_promised_nothing_was_let_down_only_where_it_is_recorded(
    figures: Figures, outlooks: StaticOutlook
) -> None:
    outlooks.targets = Targets(())
    took, kept = await both(figures)
    assert took.value.count == 3
    assert (kept.value.value, kept.value.of) == (0, 2)


async def test_from_the_shoppers_words_to_the_report(any_desk: Desk) -> None:
    conversation = await any_desk.conversation("vorrei una persona")
    async with any_desk.signed_in("Giulia") as agent:
        base = f"/api/conversations/{conversation}"
        assert (await agent.post(f"{base}/take")).status_code == 200
        for number, minutes in enumerate((2, 11)):
            any_desk.clock.advance(timedelta(seconds=1))
            assert (await any_desk.receive(f"e adesso? {number}")).status_code == 200
            any_desk.clock.advance(timedelta(minutes=minutes))
            said = {"text": "Eccomi", "client_id": f"c{number}"}
            assert (await agent.post(f"{base}/messages", json=said)).status_code == 201
    async with any_desk.signed_in("Sara", "supervisor") as browser:
        report = (await browser.get("/api/figures", headers={"Accept-Language": "it"})).json()
        behind = (await browser.get(f"/api/figures/{NEXT}/conversations")).json()["items"]
        written = (await browser.get("/api/figures.csv", headers={"Accept-Language": "it"})).text
    figures = {figure["key"]: figure for figure in report["figures"]}
    assert (figures[NEXT]["value"], figures[NEXT]["target"]) == (6.5 * 60, 10 * 60)
    assert (figures[WITHIN]["value"], figures[WITHIN]["out_of"]) == (0.5, 2)
    assert [(it["conversation_id"], it["value"]) for it in behind] == [
        (conversation, 660),
        (conversation, 120),
    ]
    assert behind[0]["case_id"]
    assert behind[0]["agent"]["name"] == "Giulia"
    lines = {line[0]: line for line in csv.reader(io.StringIO(written)) if line[2] == ""}
    assert lines["Risposte successive"][3:6] == ["390.0", "606.0", "2"]
    assert lines["Risposte successive entro l'obiettivo"][3] == "0.5"
