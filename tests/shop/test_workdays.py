"""Working days in Italy."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.workdays import (
    add_working_days,
    is_working_day,
    local_date,
    months_later,
    subtract_working_days,
    working_days_between,
)

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
COUNTS = st.integers(0, 30)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 1, 6),  # Epiphany
        date(2026, 4, 6),  # Easter Monday moves every year
        date(2026, 4, 25),
        date(2026, 6, 2),
        date(2026, 8, 15),
        date(2026, 12, 8),
        date(2026, 12, 26),
        date(2026, 1, 10),  # a Saturday
    ],
)
def test_holidays_and_weekends_do_not_count(day: date) -> None:
    assert not is_working_day(day)


def test_days_are_counted_over_christmas() -> None:
    # 24 December 2025 is a Wednesday; the 25th and 26th are holidays, then a weekend.
    assert add_working_days(date(2025, 12, 24), 1) == date(2025, 12, 29)


def test_no_days_after_a_holiday_is_the_next_working_day() -> None:
    assert add_working_days(date(2026, 1, 6), 0) == date(2026, 1, 7)
    assert add_working_days(date(2026, 1, 7), 0) == date(2026, 1, 7)


def test_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 1, 7), -1)


@given(DAYS, COUNTS)
def test_adding_gives_a_working_day_so_far_away(day: date, count: int) -> None:
    later = add_working_days(day, count)
    assert is_working_day(later)
    assert working_days_between(day, later) == count or (count == 0 and not is_working_day(day))


@given(DAYS, COUNTS)
def test_subtracting_undoes_adding(day: date, count: int) -> None:
    start = add_working_days(day, 0)
    assert subtract_working_days(add_working_days(start, count), count) == start


@given(DAYS, DAYS)
def test_nothing_lies_between_a_day_and_an_earlier_one(one: date, other: date) -> None:
    assert working_days_between(max(one, other), min(one, other)) == 0


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2025, 12, 5), 1, date(2026, 1, 5)),
        (date(2026, 5, 14), 24, date(2028, 5, 14)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_a_day_is_the_shops_not_utcs() -> None:
    just_after_midnight = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert local_date(just_after_midnight, "Europe/Rome") == date(2026, 7, 2)
    assert local_date(just_after_midnight + timedelta(hours=-1), "Europe/Rome") == date(2026, 7, 1)
