"""The days of the demo shop, counted back from now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shop.demo.rules import POLICIES
from shop.workdays import local_date, subtract_working_days

ZONE = ZoneInfo(POLICIES.time_zone)


@dataclass(frozen=True, slots=True)
class Days:
    """Working days before a moment.

    Attributes:
        now: Aware; nothing is told to have happened after it.
    """

    now: datetime

    @property
    def today(self) -> date:
        """The day in the shop's zone."""
        return local_date(self.now, POLICIES.time_zone)

    def ago(self, working_days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A time of a working day so long ago; 0 is today, whatever day it is."""
        day = self.today if working_days == 0 else subtract_working_days(self.today, working_days)
        moment = datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)
        return min(moment, self.now.astimezone(UTC))

    def in_days(self, days: int) -> date:
        """So many calendar days after today."""
        return self.today + timedelta(days=days)
