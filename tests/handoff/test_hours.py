"""Opening hours by the wall clock: summer time, nights, holidays, closures, and clocks that stop."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.errors import BadHours
from handoff.hours import Closure, Hours, HoursRules, Interval, Schedule
from handoff.memory.promises import StaticHolidays

ROME = ZoneInfo("Europe/Rome")
NINE, ONE, TWO, SIX = time(9), time(13), time(14), time(18)
WORKDAYS = tuple(Interval("default", day, *part) for day in range(5) for part in ((NINE, ONE), (TWO, SIX)))


def rome(month: int, day: int, hour: int, minute: int = 0, *, fold: int = 0) -> datetime:
    """A moment of 2026 by Rome's clocks."""
    return datetime(2026, month, day, hour, minute, tzinfo=ROME, fold=fold).astimezone(UTC)


def schedule(*weekly: Interval, closures: tuple[Closure, ...] = (), **holidays: str) -> Schedule:
    days = {
        date.fromisoformat(day.removeprefix("d").replace("_", "-")): name for day, name in holidays.items()
    }
    return Hours(HoursRules(weekly=weekly, closures=closures), StaticHolidays(days)).schedule()


@pytest.mark.parametrize(
    "rules",
    [
        HoursRules(zone="Atlantis/Poseidonis"),
        HoursRules(zone="../etc/passwd"),
        HoursRules(zone=""),
        HoursRules(weekly=(Interval("default", 7, NINE, SIX),)),
        HoursRules(weekly=(Interval("everybody", 0, NINE, SIX),)),
        HoursRules(weekly=(Interval("team:", 0, NINE, SIX),)),
        HoursRules(weekly=(Interval("default", 0, NINE, TWO), Interval("default", 0, ONE, SIX))),
        HoursRules(weekly=(Interval("default", 6, SIX, TWO), Interval("default", 0, ONE, SIX))),
        HoursRules(closures=(Closure(date(2026, 8, 14), "a"), Closure(date(2026, 8, 14), "b"))),
        HoursRules(closures=(Closure(date(2026, 8, 14), "a", "shop"),)),
    ],
)
def test_what_cannot_be_meant_is_refused(rules: HoursRules) -> None:
    with pytest.raises(BadHours):
        rules.check()


def test_what_is_usual_is_not() -> None:
    HoursRules(weekly=(*WORKDAYS, Interval("team:x", 0, SIX, NINE))).check()


def test_without_any_hours_somebody_may_always_be_there() -> None:
    always = schedule()
    assert always.is_open(rome(12, 25, 3))
    assert always.after(rome(12, 25, 3), timedelta(hours=1)) == rome(12, 25, 4)


def test_whoever_never_opens_says_so() -> None:
    closures = tuple(Closure(date(2026, 1, 1) + timedelta(days=n), "") for n in range(900))
    never = schedule(*WORKDAYS, closures=closures)
    assert never.opens_at(rome(3, 2, 10)) is None
    assert never.after(rome(3, 2, 10), timedelta(minutes=5)) is None


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (rome(11, 23, 8, 59), rome(11, 23, 9)),
        (rome(11, 23, 9), rome(11, 23, 9)),
        (rome(11, 23, 13), rome(11, 23, 14)),
        (rome(11, 27, 18), rome(11, 30, 9)),
        (rome(11, 28, 12), rome(11, 30, 9)),
    ],
    ids=["just before", "at nine", "at lunch", "on Friday evening", "on Saturday"],
)
def test_when_somebody_is_there_next(at: datetime, opens: datetime) -> None:
    assert schedule(*WORKDAYS).opens_at(at) == opens


@pytest.mark.parametrize(("day", "offset"), [(27, 1), (30, 2)])
def test_nine_is_nine_before_and_after_summer_time_begins(day: int, offset: int) -> None:
    opens = schedule(*WORKDAYS).opens_at(rome(3, day, 1))
    assert opens == datetime(2026, 3, day, 9 - offset, tzinfo=UTC)


def test_the_night_in_which_an_hour_is_missing_is_an_hour_shorter() -> None:
    nights = schedule(*(Interval("default", day, time(22), time(6)) for day in range(7)))
    long, short = (nights.open_time(rome(3, day, 21), rome(3, day + 1, 7)) for day in (27, 28))
    assert (long, short) == (timedelta(hours=8), timedelta(hours=7))


def test_an_hour_that_is_missing_is_no_trap() -> None:
    gap = schedule(*(Interval("default", day, time(2, 30), time(3)) for day in range(7)))
    assert gap.opens_at(rome(3, 29, 1)) is not None
    assert gap.open_time(rome(3, 29, 0), rome(3, 29, 6)) <= timedelta(minutes=30)


def test_whoever_is_open_in_the_hour_that_comes_twice_is_open_in_both() -> None:
    nights = schedule(*(Interval("default", day, time(1), time(3)) for day in range(7)))
    assert nights.is_open(rome(10, 25, 2, 30, fold=0))
    assert nights.is_open(rome(10, 25, 2, 30, fold=1))
    assert nights.open_time(rome(10, 25, 0), rome(10, 25, 6)) == timedelta(hours=3)


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    closed = (Closure(date(2026, 11, 24), "Inventario"),)
    nights = schedule(*(Interval("default", day, time(22), time(2)) for day in range(7)), closures=closed)
    assert nights.is_open(rome(11, 24, 1))
    assert not nights.is_open(rome(11, 24, 23))
    assert not nights.is_open(rome(11, 25, 1))


def test_midnight_to_midnight_is_the_whole_day() -> None:
    days = schedule(*(Interval("default", day, time(0), time(0)) for day in range(7)))
    (whole,) = list(days.spans(rome(11, 23, 5), rome(11, 26, 5)))
    assert whole[0] <= rome(11, 23, 5)
    assert whole[1] >= rome(11, 26, 5)


def test_holidays_and_closures_are_closed_unless_nobody_wants_them() -> None:
    closed = (Closure(date(2026, 12, 9), "Ponte"),)
    open_days = schedule(*WORKDAYS, closures=closed, d2026_12_08="Immacolata")
    assert open_days.opens_at(rome(12, 7, 19)) == rome(12, 10, 9)
    rules = HoursRules(weekly=WORKDAYS, holidays=False)
    hours = Hours(rules, StaticHolidays({date(2026, 12, 8): "Immacolata"}))
    assert hours.schedule().opens_at(rome(12, 7, 19)) == rome(12, 8, 9)
    assert hours.closed_for(date(2026, 12, 8)) is None


def test_a_teams_and_a_channels_own_hours_stand_in_place_of_the_default_ones() -> None:
    team, channel = Interval("team:x", 0, time(8), ONE), Interval("channel:pigeon", 0, time(12), time(20))
    rules = HoursRules(weekly=(*WORKDAYS, team, channel))
    hours = Hours(rules, StaticHolidays())
    sunday = rome(11, 22, 12)
    opens = [
        hours.schedule(*scope).opens_at(sunday)
        for scope in ((None, None), ("x", None), (None, "pigeon"), ("x", "pigeon"), ("y", "crow"))
    ]
    assert opens == [rome(11, 23, hour) for hour in (9, 8, 12, 12, 9)]
    assert hours.schedule("x", "pigeon").open_time(sunday, rome(11, 24, 0)) == timedelta(hours=1)
    assert hours.scope("team:x").opens_at(sunday) == rome(11, 23, 8)
    with pytest.raises(BadHours):
        hours.scope("x")


def test_a_teams_closure_is_only_its_own() -> None:
    rules = HoursRules(weekly=WORKDAYS, closures=(Closure(date(2026, 11, 23), "Corso", "team:x"),))
    hours = Hours(rules, StaticHolidays())
    assert hours.schedule("x").opens_at(rome(11, 23, 10)) == rome(11, 24, 9)
    assert hours.schedule("y").is_open(rome(11, 23, 10))


def test_clocks_stop_outside_hours() -> None:
    office = schedule(*WORKDAYS)
    assert office.after(rome(11, 27, 17, 50), timedelta(minutes=15)) == rome(11, 30, 9, 5)
    assert office.after(rome(11, 23, 12, 50), timedelta(minutes=15)) == rome(11, 23, 14, 5)
    assert office.after(rome(11, 28, 3), timedelta(hours=8)) == rome(11, 30, 18)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
WEEKLY = st.lists(st.builds(Interval, st.just("default"), st.integers(0, 6), TIMES, TIMES), max_size=5)


def _schedule(weekly: list[Interval]) -> Schedule | None:
    try:
        HoursRules(weekly=tuple(weekly)).check()
    except BadHours:
        return None
    return schedule(*weekly)


@given(weekly=WEEKLY, at=MOMENTS, minutes=st.integers(1, 5000))
def test_as_much_open_time_passes_as_was_asked_for(
    weekly: list[Interval], at: datetime, minutes: int
) -> None:
    patience = timedelta(minutes=minutes)
    if (hours := _schedule(weekly)) is None or (due := hours.after(at, patience)) is None:
        return
    assert hours.open_time(at, due) == patience
    assert due >= at + patience


@given(weekly=WEEKLY, at=MOMENTS)
def test_it_is_open_from_when_it_opens(weekly: list[Interval], at: datetime) -> None:
    if (hours := _schedule(weekly)) is None or (opens := hours.opens_at(at)) is None:
        return
    assert opens >= at
    assert hours.is_open(opens)
    assert hours.is_open(at) == (opens == at)
    assert hours.open_time(at, opens) == timedelta()
