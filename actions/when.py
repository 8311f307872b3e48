"""Days as people say them."""

from __future__ import annotations

from datetime import date, timedelta

from actions.phrases import day, fragment
from shop.records import DateRange


def on_day(when: date, today: date, language: str | None) -> str:
    """``oggi``, ``domani``, ``giovedì 15 gennaio``; ``today``, ``on Thursday 15 January`` in English."""
    if when == today:
        return fragment("day-today", language)
    if when == today + timedelta(days=1):
        return fragment("day-tomorrow", language)
    return fragment("day-on", language, day=day(when, language))


def on_days(days: DateRange, today: date, language: str | None) -> str:
    """``domani``; ``tra giovedì 15 gennaio e lunedì 19 gennaio``."""
    if days.earliest == days.latest:
        return on_day(days.latest, today, language)
    first, last = (day(one, language) for one in (days.earliest, days.latest))
    return fragment("days-between", language, first=first, last=last)
