"""One small day, written out and counted by hand: every figure, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from desk.faq.tables import faq_votes
from desk.figures.figures import Figures, bounds
from desk.figures.records import FigureKey, Filters, Group, Period
from desk.figures.report import Report
from desk.figures.testing import Story, write
from handoff.hours import HoursRules, Interval
from handoff.memory import FixedClock, StaticPresence
from handoff.memory.promises import StaticOutlook
from handoff.records import Agent, HandoverReason
from handoff.sql.database import Database

ROME = ZoneInfo("Europe/Rome")
DAY = date(2026, 11, 17)
VOTES = [
    {"topic": topic, "day": day, "language": language, "useful": useful, "not_useful": useless}
    for topic, day, language, useful, useless in [
        ("faq/sizes", DAY, "it", 2, 1),
        ("faq/invoice", DAY, "en", 1, 0),
        ("faq/sizes", DAY - timedelta(1), "it", 0, 1),
    ]
]
GIULIA = Agent("a" * 32, "Giulia")
TEAM = "t" * 32
ALL = Filters()


def at(clock: str, day: date = DAY) -> datetime:
    """A moment by the shop's wall clock."""
    return datetime.combine(day, time.fromisoformat(clock), ROME).astimezone(UTC)


def small_day() -> list[Story]:
    """Seven contacts on the 17th, one on the 16th that goes on into it."""
    anna = Story("anna", "webchat", "anna")
    anna.asks(at("09:00"), "faq/shipping_cost")
    anna.says(at("09:00:02"))
    anna.asks(at("09:02"), "thanks")

    bruno = Story("bruno", "telegram", "bruno", "en")
    bruno.asks(at("10:00"), "faq/returns")
    bruno.says(at("10:00:02"))

    carla = Story("carla", "whatsapp", "+39333000001")
    carla.asks(at("11:00"), "faq/returns")
    carla.asks(at("11:01"), "ask_person")
    carla.opens(at("11:01"), team=TEAM)
    carla.taken(at("11:06"), GIULIA)
    carla.answers(at("11:08"), GIULIA)
    carla.ends(at("11:31"))
    carla.rates(at("11:35"), 5)

    dario = Story("dario", "whatsapp", "+39333000002")
    dario.asks(at("12:00"), "complaint", tone="frustrated")
    dario.opens(at("12:00"), HandoverReason.COMPLAINT)
    dario.taken(at("12:01"), GIULIA)
    dario.answers(at("12:02"), GIULIA)
    dario.ends(at("12:11"))
    dario.rates(at("12:15"), 2, "=lenti")
    dario.asks(at("18:00"), "ask_person", tone="frustrated")
    dario.opens(at("18:00"))

    elena = Story("elena", "webchat", "elena")
    elena.asks(at("23:30"), "nlu_fallback")

    fabio = Story("fabio", "webchat", "fabio")
    fabio.asks(at("08:00"), "greet")
    fabio.asks(at("08:01"), "thanks")

    gaia = Story("gaia", "webchat", "gaia")
    gaia.asks(at("23:59", DAY - timedelta(1)), "faq/invoice")
    gaia.asks(at("08:30"), "faq/sizes")

    hugo = Story("hugo", "webchat", "hugo")
    hugo.asks(at("00:10"), "faq/invoice")
    hugo.asks(at("00:12"), "deny")
    return [anna, bruno, carla, dario, elena, fabio, gaia, hugo]


@pytest.fixture
async def outlooks() -> StaticOutlook:
    return StaticOutlook(StaticPresence())


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def figures(database: Database, outlooks: StaticOutlook) -> Figures:
    async with database.write() as session:
        await write(session, small_day())
        await session.execute(insert(faq_votes), VOTES)
    return Figures(database, FixedClock(at("12:00", DAY + timedelta(2))), outlooks)


async def report_of(
    figures: Figures, group: Group = Group.DAY, filters: Filters = ALL, day: date = DAY
) -> Report:
    return await figures.report(Period(day, day), group, filters)


EXPECTED = {
    # key: value, 90th percentile, how many
    FigureKey.VOLUME: (7, None, 7),
    FigureKey.RESOLVED_CONFIRMED: (1, None, 1),
    FigureKey.RESOLVED_ASSUMED: (1, None, 1),
    FigureKey.HANDED_OVER: (3, None, 3),
    FigureKey.FIRST_RESPONSE: ((120 + 420) / 2, 120 + 0.9 * 300, 2),
    FigureKey.NEXT_RESPONSE: (None, None, 0),
    FigureKey.NEXT_RESPONSE_WITHIN: (None, None, 0),
    FigureKey.WAIT: ((60 + 300) / 2, 60 + 0.9 * 240, 2),
    FigureKey.HANDLING: ((600 + 1500) / 2, 600 + 0.9 * 900, 2),
    FigureKey.SATISFACTION: (3.5, None, 2),
    FigureKey.ESTIMATED_FRUSTRATION: (2 / 12, None, 2),
    FigureKey.REOPENED: (1, None, 1),
    FigureKey.COST_SAVED: (9.0, None, 2),
    FigureKey.FAQ_USEFUL: (0.75, None, 3),
}


async def test_every_figure_of_a_small_day(figures: Figures) -> None:
    report = await report_of(figures)
    found = {it.key: (it.value.value, it.value.p90, it.value.count) for it in report.figures}
    assert found == {key: pytest.approx(value) for key, value in EXPECTED.items()}
    assert report.reasons == {HandoverReason.REQUESTED: 2, HandoverReason.COMPLAINT: 1}


async def test_the_period_before_is_as_many_days_right_before(figures: Figures) -> None:
    before = {it.key: it.previous.value for it in (await report_of(figures)).figures}
    assert before[FigureKey.VOLUME] == 1
    assert before[FigureKey.RESOLVED_ASSUMED] == 1
    assert before[FigureKey.HANDED_OVER] == 0
    assert before[FigureKey.FIRST_RESPONSE] is None


@pytest.mark.parametrize(
    ("group", "volume", "handed_over"),
    [
        (Group.DAY, {"2026-11-17": 7}, {"2026-11-17": 3}),
        (Group.CHANNEL, {"webchat": 4, "telegram": 1, "whatsapp": 2}, {"whatsapp": 3}),
        (Group.LANGUAGE, {"it": 6, "en": 1}, {"it": 3}),
        (Group.TEAM, {"": 6, TEAM: 1}, {"": 2, TEAM: 1}),
        (
            Group.TOPIC,
            {"faq/shipping_cost": 1, "faq/returns": 2, "complaint": 1, "faq/invoice": 1, "": 2},
            {"faq/returns": 1, "complaint": 2},
        ),
    ],
)
async def test_series(
    figures: Figures, group: Group, volume: dict[str, float], handed_over: dict[str, float]
) -> None:
    found = {
        it.key: {point.group: point.value.value for point in it.series}
        for it in (await report_of(figures, group)).figures
    }
    assert found[FigureKey.VOLUME] == volume
    assert found[FigureKey.HANDED_OVER] == handed_over


@pytest.mark.parametrize(
    ("filters", "volume", "handed_over"),
    [
        (Filters(channel="webchat"), 4, 0),
        (Filters(language="en"), 1, 0),
        (Filters(team=TEAM), 1, 1),
        (Filters(team=""), 6, 2),
        (Filters(topic="faq/returns"), 2, 1),
        (Filters(channel="whatsapp", topic="complaint"), 1, 2),
        (Filters(channel="pigeon"), 0, 0),
    ],
)
async def test_filters(figures: Figures, filters: Filters, volume: int, handed_over: int) -> None:
    found = {it.key: it.value.value for it in (await report_of(figures, filters=filters)).figures}
    assert (found[FigureKey.VOLUME], found[FigureKey.HANDED_OVER]) == (volume, handed_over)


@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("key", FigureKey)
async def test_what_is_behind_a_figure_is_what_it_counts(
    figures: Figures, key: FigureKey, group: Group
) -> None:
    period = Period(DAY, DAY)
    figure = next(it for it in (await report_of(figures, group)).figures if it.key is key)
    behind = await figures.behind(key, period, ALL)
    assert len(behind) == figure.value.count
    start, end = bounds(period, ROME)
    assert all(start <= each.fact.at < end for each in behind)
    for point in figure.series:
        of_point = await figures.behind(key, period, ALL, group, point.group)
        assert len(of_point) == point.value.count
    if figure.definition.unit in {"count", "euro"}:
        assert sum(each.value for each in behind) == pytest.approx(figure.value.value)


async def test_a_rating_shows_its_agent_topic_and_comment(figures: Figures) -> None:
    newest, _ = await figures.behind(FigureKey.SATISFACTION, Period(DAY, DAY), ALL)
    fact = newest.fact
    assert (fact.topic, fact.agent, fact.comment) == ("complaint", GIULIA, "=lenti")  # type: ignore[attr-defined]


async def test_silence_is_not_yet_a_resolution_on_the_same_day(
    database: Database, outlooks: StaticOutlook
) -> None:
    async with database.write() as session:
        await write(session, small_day())
    early = Figures(database, FixedClock(at("23:59")), outlooks)
    found = {it.key: it.value.value for it in (await report_of(early)).figures}
    assert found[FigureKey.RESOLVED_ASSUMED] == 0
    assert found[FigureKey.RESOLVED_CONFIRMED] == 1


async def test_waits_stand_still_while_nobody_is_there(figures: Figures, outlooks: StaticOutlook) -> None:
    # Open from 11:04 to 12:01:30: Carla waits for two of five minutes, Dario for his whole minute.
    rules = HoursRules(weekly=(Interval("default", 1, time(11, 4), time(12, 1, 30)),), holidays=False)
    outlooks.hours = rules
    found = {it.key: it.value for it in (await report_of(figures)).figures}
    assert found[FigureKey.WAIT].value == pytest.approx((60 + 120) / 2)
    assert found[FigureKey.FIRST_RESPONSE].value == pytest.approx((90 + 240) / 2)
    assert found[FigureKey.HANDLING].value == pytest.approx((600 + 1500) / 2)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 10, 25), 25), (date(2026, 3, 29), 23), (date(2026, 11, 17), 24)]
)
async def test_a_day_is_the_shops_day_when_the_clock_changes(
    database: Database, outlooks: StaticOutlook, day: date, hours: int
) -> None:
    start, end = bounds(Period(day, day), ROME)
    assert end - start == timedelta(hours=hours)
    moments = [start - timedelta(seconds=1), start, start + timedelta(hours=2, minutes=30), end]
    moments += [start + timedelta(hours=3, minutes=30), end - timedelta(seconds=1)]
    stories = [Story(f"c{number}", "webchat", f"c{number}") for number in range(len(moments))]
    for story, moment in zip(stories, moments, strict=True):
        story.asks(moment, "faq/returns")
    async with database.write() as session:
        await write(session, stories)
    figures = Figures(database, FixedClock(at("12:00", day)), outlooks)
    report = await figures.report(Period(day - timedelta(1), day + timedelta(1)), Group.DAY, ALL)
    volume = next(it for it in report.figures if it.key is FigureKey.VOLUME)
    assert [point.value.value for point in volume.series] == [1, 4, 1]
