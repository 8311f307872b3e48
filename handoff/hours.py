"""When somebody is there to answer: opening hours in the shop's zone, closures, holidays.

Times of day are the wall clock's, so that "from nine" stays nine when summer time begins or ends. Everything
else is a moment in UTC. An interval that closes at or before it opens goes on past midnight; it belongs to
the day on which it opens, and falls away with it where that day is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handoff.errors import BadHours

DEFAULT = "default"
TEAM, CHANNEL = "team:", "channel:"
USUAL_ZONE = "Europe/Rome"
USUAL_COUNTRY = "IT"
HORIZON = timedelta(days=400)
"""Whoever does not open within a year and a month does not open at all."""
_PAGE = timedelta(days=14)

Span = tuple[datetime, datetime]


class Holidays(Protocol):
    """Which days are public holidays."""

    async def prepare(self, country: str, province: str | None) -> None:
        """Loads what is needed, without holding anybody up; to be awaited before the first question."""

    def name_of(self, day: date, country: str, province: str | None) -> str | None:
        """The holiday on that day, or None."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of one weekday.

    Attributes:
        scope: ``default``, ``team:<id>`` or ``channel:<name>``.
        day: 0 for Monday to 6 for Sunday.
        opens: By the wall clock.
        closes: By the wall clock; at or before ``opens`` it is the next day's.
    """

    scope: str
    day: int
    opens: time
    closes: time

    def span_on(self, day: date, zone: ZoneInfo) -> Span:
        """From when to when, on a day."""
        ends = day if self.closes > self.opens else day + timedelta(days=1)
        # Of the hour that comes twice in October, whoever is open is open in both.
        closes = datetime.combine(ends, self.closes, zone).replace(fold=1)
        return datetime.combine(day, self.opens, zone).astimezone(UTC), closes.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Closure:
    """A day on which nobody is there.

    Attributes:
        day: By the wall clock.
        name: What agents see.
        scope: ``default`` for everybody, else as an interval's.
    """

    day: date
    name: str
    scope: str = DEFAULT


@dataclass(frozen=True, slots=True)
class HoursRules:
    """What administrators set.

    Attributes:
        zone: IANA name.
        weekly: Intervals; where there are none at all, somebody may always be there.
        closures: The shop's own.
        country: ISO 3166 code of whose holidays count.
        province: Its part with days of its own (a patron saint's), as the calendar knows it.
        holidays: Whether public holidays are closed.
        follow_staffing: Channels whose first answer says when nobody can answer in real time; None for all.
        window_note: Whether a shopper is told by the assistant, once, before a channel's window closes.
    """

    zone: str = USUAL_ZONE
    weekly: tuple[Interval, ...] = ()
    closures: tuple[Closure, ...] = ()
    country: str = USUAL_COUNTRY
    province: str | None = None
    holidays: bool = True
    follow_staffing: tuple[str, ...] | None = None
    window_note: bool = False

    @property
    def closes_on_holidays(self) -> bool:
        """Whether holidays matter: where nobody has set any hours, no day is closed for them."""
        return self.holidays and bool(self.weekly)

    def check(self) -> None:
        """Raises ``BadHours`` for what cannot be meant."""
        _zone(self.zone)
        for one in self.weekly:
            if not 0 <= one.day <= 6 or one.opens.tzinfo or one.closes.tzinfo:
                raise BadHours(f"{one.day} is no weekday.")
        scopes = {one.scope for one in self.weekly} | {one.scope for one in self.closures}
        for scope in scopes:
            _check_scope(scope)
            _check_overlaps([one for one in self.weekly if one.scope == scope])
        days = [(closure.scope, closure.day) for closure in self.closures]
        if len(set(days)) < len(days):
            raise BadHours("A day is closed once.")


@dataclass(frozen=True, slots=True)
class Schedule:
    """When somebody is there, for one team on one channel.

    Attributes:
        zone: The shop's.
        layers: Each has to be open; none at all means always.
        is_closed: Whether a day is a holiday or closed.
    """

    zone: ZoneInfo
    layers: tuple[tuple[Interval, ...], ...] = ()
    is_closed: Callable[[date], bool] = lambda _: False

    @property
    def is_always_open(self) -> bool:
        """Nobody has set any hours."""
        return not self.layers

    def is_open(self, at: datetime) -> bool:
        """Whether somebody should be there."""
        return self.opens_at(at) == at

    def opens_at(self, at: datetime) -> datetime | None:
        """When somebody should next be there: ``at`` itself while it is open; None for never."""
        if self.is_always_open:
            return at
        opens = next((start for start, end in self.spans(at, at + HORIZON) if end > at), None)
        return None if opens is None else max(opens, at)

    def after(self, start: datetime, patience: timedelta) -> datetime | None:
        """When so much opening time has passed since ``start``; the clock stands still outside hours.

        Returns:
            None where there is not so much opening time within the horizon.
        """
        if self.is_always_open:
            return start + patience
        left = patience
        for span, closes in self.spans(start, start + HORIZON):
            opens = max(span, start)
            if closes - opens >= left:
                return opens + left
            left -= closes - opens
        return None

    def open_time(self, start: datetime, end: datetime) -> timedelta:
        """How much opening time there is between two moments."""
        if self.is_always_open:
            return max(timedelta(), end - start)
        clipped = ((max(opens, start), min(closes, end)) for opens, closes in self.spans(start, end))
        return sum((closes - opens for opens, closes in clipped if closes > opens), timedelta())

    def spans(self, start: datetime, end: datetime) -> Iterator[Span]:
        """Opening times that overlap a stretch of time, in order, merged where they touch."""
        pending: Span | None = None
        while start < end:
            until = min(start + _PAGE, end)
            for span in self._page(start, until):
                if pending is not None and span[0] <= pending[1]:
                    pending = (pending[0], max(pending[1], span[1]))
                    continue
                if pending is not None:
                    yield pending
                pending = span
            start = until
        if pending is not None:
            yield pending

    def _page(self, start: datetime, end: datetime) -> list[Span]:
        days = _days(start.astimezone(self.zone).date() - timedelta(days=1), end.astimezone(self.zone).date())
        opened = [day for day in days if not self.is_closed(day)]
        each = [_spans(layer, opened, self.zone) for layer in self.layers]
        common = each[0] if each else []
        for other in each[1:]:
            common = _both(common, other)
        return [span for span in common if span[1] > start and span[0] < end]


@dataclass(frozen=True, slots=True)
class Hours:
    """Rules and a calendar: what the schedule of a team on a channel is made of."""

    rules: HoursRules
    calendar: Holidays

    @property
    def zone(self) -> ZoneInfo:
        """The shop's."""
        return _zone(self.rules.zone)

    def schedule(self, team_id: str | None = None, channel: str | None = None) -> Schedule:
        """When somebody is there.

        A team's own hours stand in place of the default ones, and so do a channel's own; where both have
        some, both have to be open.
        """
        scopes = [TEAM + team_id] if team_id else []
        scopes += [CHANNEL + channel] if channel else []
        own = [layer for layer in map(self._layer, scopes) if layer]
        default = self._layer(DEFAULT)
        layers = own or ([default] if default else [])
        return Schedule(self.zone, tuple(layers), self._closed({DEFAULT, *scopes}))

    def scope(self, scope: str) -> Schedule:
        """The schedule of a scope as it is written (``BadHours``)."""
        _check_scope(scope)
        if scope.startswith(TEAM):
            return self.schedule(team_id=scope.removeprefix(TEAM))
        return self.schedule(channel=scope.removeprefix(CHANNEL) if scope != DEFAULT else None)

    def follows_staffing(self, channel: str) -> bool:
        """Whether a first answer on this channel says that nobody can answer in real time."""
        chosen = self.rules.follow_staffing
        return bool(self.rules.weekly) if chosen is None else channel in chosen

    def _layer(self, scope: str) -> tuple[Interval, ...]:
        return tuple(one for one in self.rules.weekly if one.scope == scope)

    def closed_for(self, day: date, scope: str = DEFAULT) -> str | None:
        """The holiday or the closure on a day, for a scope as it is written."""
        return self._closed_for(day, {DEFAULT, scope})

    def _closed(self, scopes: set[str]) -> Callable[[date], bool]:
        return lambda day: self._closed_for(day, scopes) is not None

    def _closed_for(self, day: date, scopes: set[str]) -> str | None:
        rules = self.rules
        own = (one.name for one in rules.closures if one.day == day and one.scope in scopes)
        if (name := next(own, None)) is not None:
            return name
        if not rules.closes_on_holidays:
            return None
        return self.calendar.name_of(day, rules.country, rules.province)


@lru_cache(maxsize=32)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise BadHours(f"{name!r} is no time zone.") from exc


def _check_scope(scope: str) -> None:
    named = any(scope.startswith(kind) and len(scope) > len(kind) for kind in (TEAM, CHANNEL))
    if scope != DEFAULT and not named:
        raise BadHours(f"{scope!r} is neither {DEFAULT!r} nor a team nor a channel.")


def _check_overlaps(intervals: Sequence[Interval]) -> None:
    week = sorted(_of_week(one) for one in intervals)
    # The last one may run into the first of the week after.
    around = [*week, *((start + 7 * 1440, end + 7 * 1440) for start, end in week[:1])]
    for (_, end), (start, _) in pairwise(around):
        if start < end:
            raise BadHours("Two intervals of one day overlap.")


def _of_week(one: Interval) -> tuple[int, int]:
    start = one.day * 1440 + one.opens.hour * 60 + one.opens.minute
    length = (one.closes.hour - one.opens.hour) * 60 + one.closes.minute - one.opens.minute
    return start, start + (length if length > 0 else length + 1440)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _spans(layer: Sequence[Interval], days: Sequence[date], zone: ZoneInfo) -> list[Span]:
    spans = sorted(one.span_on(day, zone) for day in days for one in layer if one.day == day.weekday())
    # In the night in which an hour is missing, an interval may end before it begins.
    return [(opens, closes) for opens, closes in spans if closes > opens]


def _both(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return sorted((opens, closes) for opens, closes in pairs if closes > opens)
