"""Public holidays, from the ``holidays`` package; implements ``handoff.hours.Holidays``."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


class NoSuchCalendar(ValueError):
    """There is no calendar of this country, or of this part of it."""


class Calendar:
    """Looks holidays up, a year at a time.

    The package is loaded when the first holiday is asked for, not at the start: it takes as long as the rest
    of the desk. Its licence is MIT; what is closed by local custom is added as the shop's own closures.
    """

    def name_of(self, day: date, country: str, province: str | None) -> str | None:
        """The holiday on that day, or None; also None for a country without a calendar."""
        try:
            return year_of(country, province, day.year).get(day)
        except NoSuchCalendar:
            return None

    def check(self, country: str, province: str | None) -> None:
        """Raises ``NoSuchCalendar`` for a country or a province that is not known."""
        year_of(country, province, 2026)


@lru_cache(maxsize=64)
def year_of(country: str, province: str | None, year: int) -> dict[date, str]:
    """Every public holiday of a year, by date (``NoSuchCalendar``)."""
    import holidays  # noqa: PLC0415 - a quarter of a second that nobody should wait for at the start

    try:
        # In the country's own words, whatever the server's locale is.
        own = holidays.country_holidays(country).default_language
        found = holidays.country_holidays(country, subdiv=province, years=year, language=own)
    except (NotImplementedError, KeyError) as exc:
        raise NoSuchCalendar(f"There is no calendar of {country} {province or ''}.") from exc
    return {day: str(name) for day, name in found.items() if day.year == year}
