"""Working days in Italy: Monday to Friday, without public holidays."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

_ONE_DAY = timedelta(days=1)


@cache
def _calendar(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


def is_working_day(day: date, country: str = "IT") -> bool:
    """Whether parcels move and banks book on that day."""
    return day.weekday() < 5 and day not in _calendar(country)


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``; with 0, ``day`` itself or the next working day.

    Raises:
        ValueError: ``count`` is negative.
    """
    if count < 0:
        raise ValueError("Days are counted forward only.")
    if count == 0 and is_working_day(day):
        return day
    for _ in range(max(count, 1)):
        day = _next_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days come after ``start``, up to and with ``end``; 0 where ``end`` is not later."""
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=number)) for number in range(1, days + 1))


def subtract_working_days(day: date, count: int) -> date:
    """The ``count``-th working day before ``day``; with 0, ``day`` itself or the last working day."""
    while count > 0 or not is_working_day(day):
        day -= _ONE_DAY
        count -= is_working_day(day)
    return day


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def local_date(moment: datetime, time_zone: str) -> date:
    """The day on which it happened where the shop is."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def _next_working_day(day: date) -> date:
    day += _ONE_DAY
    while not is_working_day(day):
        day += _ONE_DAY
    return day
