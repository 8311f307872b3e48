"""Public holidays, from the ``holidays`` package; implements ``handoff.hours.Holidays``."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import lru_cache


class NoSuchCalendar(ValueError):
    """There is no calendar of this country, or of this part of it."""


class Calendar:
    """Looks holidays up, a year at a time.

    The package takes longer to load than the rest of the desk: that is done beside everything else, when the
    first hours are read that need it. Its licence is MIT; what is closed by local custom is added as the
    shop's own closures.
    """

    def __init__(self) -> None:
        self._prepared: set[tuple[str, str | None]] = set()

    async def prepare(self, country: str, province: str | None) -> None:
        """Loads the package and a calendar in a thread; one that is not known has no holidays."""
        if (country, province) not in self._prepared:
            with suppress(NoSuchCalendar):
                await self.check(country, province)
            self._prepared.add((country, province))

    def name_of(self, day: date, country: str, province: str | None) -> str | None:
        """The holiday on that day, or None; also None for a country without a calendar."""
        try:
            return year_of(country, province, day.year).get(day)
        except NoSuchCalendar:
            return None

    async def check(self, country: str, province: str | None) -> None:
        """Raises ``NoSuchCalendar`` for a country or a province that is not known."""
        await asyncio.to_thread(year_of, country, province, datetime.now(UTC).year)


@lru_cache(maxsize=64)
def year_of(country: str, province: str | None, year: int) -> dict[date, str]:
    """Every public holiday of a year, by date (``NoSuchCalendar``)."""
    import holidays  # noqa: PLC0415 - see Calendar

    try:
        # In the country's own words, whatever the server's locale is.
        own = holidays.country_holidays(country).default_language
        found = holidays.country_holidays(country, subdiv=province, years=year, language=own)
    except (NotImplementedError, KeyError) as exc:
        raise NoSuchCalendar(f"There is no calendar of {country} {province or ''}.") from exc
    return {day: str(name) for day, name in found.items() if day.year == year}
