"""How long something took in opening hours, for thousands of cases at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from zoneinfo import ZoneInfo

from handoff.hours import Hours, Schedule, Span


class Stopwatch:
    """A clock that stands still while nobody is there, as the targets' does.

    Args:
        hours: When somebody is there.
        since: Nothing that is measured begins earlier.
        until: Nothing that is measured ends later.
    """

    def __init__(self, hours: Hours, since: datetime, until: datetime) -> None:
        self._hours = hours
        self._since = since
        self._until = until
        self._spans: dict[tuple[str | None, str], Spans | None] = {}

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return self._hours.zone

    def seconds(self, team: str | None, channel: str, start: datetime, end: datetime) -> float:
        """Opening time between two moments, for a team on a channel."""
        key = (team, channel)
        if key not in self._spans:
            self._spans[key] = self._lay_out(self._hours.schedule(team, channel))
        spans = self._spans[key]
        if spans is None:
            return max(0.0, (end - start).total_seconds())
        return max(0.0, spans.until(end) - spans.until(start))

    def _lay_out(self, schedule: Schedule) -> Spans | None:
        """Laid out once: looking for each case's own hours would cost more than everything else."""
        if schedule.is_always_open:
            return None
        return Spans(list(schedule.spans(self._since, self._until)))


class Spans:
    """Opening times in order, with how much of them lies before each."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._opens = [opens for opens, _ in spans]
        self._before = [0.0, *accumulate((closes - opens).total_seconds() for opens, closes in spans)]

    def until(self, moment: datetime) -> float:
        """Seconds of opening time before a moment."""
        place = bisect_right(self._opens, moment) - 1
        if place < 0:
            return 0.0
        opens, closes = self._spans[place]
        return self._before[place] + (min(moment, closes) - opens).total_seconds()
