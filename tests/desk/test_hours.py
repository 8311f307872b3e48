"""Opening hours and targets over HTTP, what visitors see of them, and the calendar behind them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desk.accounts.records import Act
from desk.hours.calendar import Calendar, NoSuchCalendar, year_of
from desk.hours.staffing import StaffingNotes
from desk.words import Catalogue
from handoff.expectations import opening_words, wait_words
from handoff.hours import HoursRules, Interval
from handoff.memory import FixedClock, StaticPresence
from handoff.memory.promises import StaticOutlook
from handoff.waits import Told
from tests.desk.harness import Desk
from tests.handoff.test_hours import NINE, SIX

WORDS = Catalogue()
ROME = ZoneInfo("Europe/Rome")
WEEK = [{"scope": "default", "day": day, "from": "09:00", "to": "18:00"} for day in range(5)]
HOURS: dict[str, Any] = {
    "zone": "Europe/Rome",
    "country": "IT",
    "weekly": WEEK,
    "closures": [{"date": "2026-08-14", "name": "Ferie", "scope": "default"}],
    "holidays": True,
}
FRIDAY = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """The calendars of the world, which take longer to load than a browser waits on a busy machine."""
    year_of("IT", None, 2026)


# Over HTTP


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Mars/Olympus"},
        {"country": "XX"},
        {"country": "IT", "province": "ZZ"},
        {"weekly": [*WEEK, {"scope": "default", "day": 0, "from": "10:00", "to": "12:00"}]},
        {"weekly": [{"scope": "nobody", "day": 0, "from": "10:00", "to": "12:00"}]},
        {"weekly": [{"scope": "default", "day": 9, "from": "10:00", "to": "12:00"}]},
        {"weekly": [{"scope": "default", "day": 0, "from": "25:00", "to": "12:00"}]},
        {"closures": [{"date": "2026-02-30", "name": "x", "scope": "default"}]},
        {"closures": HOURS["closures"] * 2},
    ],
)
async def test_hours_that_cannot_be_meant_are_refused_and_change_nothing(desk: Desk, wrong: Any) -> None:
    async with desk.signed_in(role="admin") as admin:
        answer = await admin.put("/api/hours", json={**HOURS, **wrong})
        assert (answer.status_code, answer.json()["error"]["code"]) in {
            (422, "bad_hours"),
            (422, "invalid_request"),
        }
        assert (await admin.get("/api/hours")).json()["weekly"] == []


async def test_hours_are_for_administrators_to_set_and_for_agents_to_see(desk: Desk) -> None:
    async with desk.signed_in(role="admin") as admin, desk.signed_in("Marco") as agent:
        assert (await agent.put("/api/hours", json=HOURS)).status_code == 403
        kept = (await admin.put("/api/hours", json=HOURS)).json()
        assert {name: kept[name] for name in HOURS} == HOURS
        assert (await agent.get("/api/hours")).json() == kept
    acts = [entry.act for entry in await desk.services.accounts.audit_log()]
    assert acts.count(Act.HOURS_CHANGE) == 1


async def test_whether_it_is_open_now_and_when_it_opens(desk: Desk) -> None:
    async with desk.signed_in(role="admin") as admin:
        always = (await admin.get("/api/hours/now")).json()
        assert (always["open"], always["opens_at"]) == (True, None)
        await admin.put("/api/hours", json=HOURS)
        desk.clock.advance(datetime(2026, 12, 7, 19, 0, tzinfo=UTC) - desk.clock.now())
        async with desk.signed_in(role="admin") as later:
            now = (await later.get("/api/hours/now")).json()
            assert now == {"open": False, "opens_at": "2026-12-09T08:00:00Z", "holiday": None}
            assert (await later.get("/api/hours/now?scope=nobody")).status_code == 422
            desk.clock.advance(timedelta(hours=8))
            today = (await later.get("/api/hours/now?scope=channel:pigeon")).json()
            assert today["holiday"] == "Immacolata Concezione"


async def test_targets_are_for_supervisors(desk: Desk) -> None:
    wanted = {
        "team_id": None,
        "priority": "high",
        "first_response_minutes": 2.5,
        "next_response_minutes": 1,
    }
    async with desk.signed_in("Sara", "supervisor") as supervisor, desk.signed_in("Marco") as agent:
        assert (await agent.get("/api/targets")).status_code == 403
        usual = (await supervisor.get("/api/targets")).json()["items"]
        assert [one["priority"] for one in usual] == ["normal", "high"]
        for wrong in ([wanted, wanted], [{**wanted, "first_response_minutes": 0}]):
            assert (await supervisor.put("/api/targets", json={"items": wrong})).status_code == 422
        for items in ([wanted], []):
            assert (await supervisor.put("/api/targets", json={"items": items})).status_code == 200
            assert (await supervisor.get("/api/targets")).json()["items"] == items


# What visitors see


async def _note(rules: HoursRules, people: int, at: datetime, language: str = "it") -> dict[str, Any]:
    outlooks = StaticOutlook(StaticPresence(people))
    outlooks.hours = rules
    return await StaffingNotes(outlooks, WORDS, FixedClock(at)).of("webchat", language)


OFFICE = tuple(Interval("default", day, NINE, SIX) for day in range(5))


async def test_a_visitor_is_told_before_writing_that_nobody_can_answer_now() -> None:
    note = await _note(HoursRules(weekly=OFFICE), 1, FRIDAY)
    assert note == {
        "open": False,
        "opens_at": "2026-11-23T08:00:00+00:00",
        "text": "Ti risponde l'assistente automatico; se ti serve una persona, ci trovi lunedì 23 dalle 9.",
    }


async def test_open_hours_without_anybody_there_are_not_called_open() -> None:
    note = await _note(HoursRules(weekly=OFFICE), 0, FRIDAY - timedelta(hours=1), "en")
    assert note["open"] is False
    assert note["text"] == "The assistant is answering you; nobody of our team is online right now."


async def test_a_channel_that_does_not_follow_staffing_shows_no_sentence() -> None:
    for rules in (HoursRules(), HoursRules(weekly=OFFICE, follow_staffing=("telegram",))):
        assert (await _note(rules, 0, FRIDAY))["text"] == ""


# Words


@pytest.mark.parametrize(
    ("opens", "italian", "english"),
    [
        ((11, 20, 22, 30), "oggi dalle 22:30", "today from 22:30"),
        ((11, 21, 9, 0), "domani dalle 9", "tomorrow from 9"),
        ((11, 21, 1, 0), "domani dall'1", "tomorrow from 1"),
        ((11, 23, 9, 0), "lunedì 23 dalle 9", "on Monday 23 from 9"),
        ((12, 9, 0, 0), "mercoledì 9 dicembre dalle 0:00", "on Wednesday 9 December from 0:00"),
    ],
)
def test_days_and_hours_are_said_as_people_say_them(
    opens: tuple[int, int, int, int], italian: str, english: str
) -> None:
    at = datetime(2026, *opens, tzinfo=ROME)
    assert opening_words(WORDS, "it", at, FRIDAY, ROME) == italian
    assert opening_words(WORDS, "en", at, FRIDAY, ROME) == english


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Told(10, 15), "L'attesa prevista è di circa 10–15 minuti."),
        (Told(0, 5), "L'attesa prevista è di meno di 5 minuti."),
        (Told(60, None), "L'attesa prevista è di più di un'ora."),
        (Told(0, None), ""),
        (None, ""),
    ],
)
def test_waits_are_said_in_round_ranges(told: Told | None, said: str) -> None:
    assert wait_words(WORDS, "it", told) == said


# The calendar


async def test_italian_holidays_and_patron_saints_are_known() -> None:
    calendar = Calendar()
    assert calendar.name_of(date(2026, 4, 6), "IT", None) == "Lunedì dell'Angelo"
    assert calendar.name_of(date(2026, 12, 7), "IT", None) is None
    assert calendar.name_of(date(2026, 12, 7), "IT", "MI") == "Sant'Ambrogio"
    assert calendar.name_of(date(2026, 12, 25), "XX", None) is None
    await calendar.prepare("XX", None)
    with pytest.raises(NoSuchCalendar):
        await calendar.check("IT", "ZZ")


def test_the_calendar_is_not_loaded_at_the_start() -> None:
    loaded = "import sys, desk.wiring; print('holidays' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
