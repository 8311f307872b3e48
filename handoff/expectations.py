"""What a waiting shopper is told: their place and a range, or when somebody will be there (I7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from handoff.messages import Outbound
from handoff.outlook import Outlook
from handoff.ports import Words
from handoff.records import CaseRecord
from handoff.waits import Told, estimate, rounded

LATER_BY = timedelta(minutes=5)
"""A promise is called broken when the wait will be over this much after it; less is not worth a message."""
SOONER_BY = 0.5
"""What is left of the wait is called much shorter when it is this share of what was said, or less."""
SHORTEST_BETWEEN = timedelta(minutes=5)
"""Nobody is told twice within this time, whatever changes."""
LONGEST_BETWEEN = timedelta(minutes=30)
"""Nobody waits for longer in silence while somebody should be there."""
LOOKED_AT_EVERY = timedelta(minutes=1)
"""How often what was told is compared with what is."""


class Prospect(StrEnum):
    """What can be said."""

    CLOSED = "closed"
    NOBODY = "nobody"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a shopper may expect.

    Attributes:
        prospect: Which kind.
        place: Theirs in line, from 1.
        told: The wait; for ``QUEUE``.
        opens_at: When somebody will be there; for ``CLOSED``, and None there where nobody knows.
        zone: The shop's, in which it is told.
    """

    prospect: Prospect
    place: int
    told: Told | None
    opens_at: datetime | None
    zone: ZoneInfo

    def bounds(self, now: datetime) -> tuple[datetime | None, datetime | None]:
        """The earliest and the latest moment of what is told."""
        if self.prospect is Prospect.CLOSED:
            return self.opens_at, None
        if self.told is None or (self.told.least == 0 and self.told.most is None):
            return None, None
        most = self.told.most
        latest = None if most is None else now + timedelta(minutes=most)
        return now + timedelta(minutes=self.told.least), latest


def expected(outlook: Outlook, case: CaseRecord, channel: str, place: int, now: datetime) -> Expectation:
    """What the shopper of a waiting case may expect."""
    schedule = outlook.hours.schedule(case.team_id, channel)
    opens_at = schedule.opens_at(now)
    if opens_at != now:
        return Expectation(Prospect.CLOSED, place, None, opens_at, outlook.hours.zone)
    crew = outlook.crew(case.team_id)
    wait = estimate(place, crew.free, crew.slots, outlook.handling)
    if wait is None:
        return Expectation(Prospect.NOBODY, place, None, None, outlook.hours.zone)
    return Expectation(Prospect.QUEUE, place, rounded(wait), None, outlook.hours.zone)


def differs_much(case: CaseRecord, expectation: Expectation, now: datetime) -> bool:
    """Whether what a shopper was told is no longer true enough, or was told too long ago.

    They are told again that the wait will be over ``LATER_BY`` or more after the latest moment that was said;
    that what is left is at most half of what was said; that the shop has opened or closed, or that nobody is
    there; and, after half an hour of silence in which somebody is there, whatever there is to say. Never
    twice in five minutes.
    """
    if case.told_at is None:
        return True
    silence = now - case.told_at
    if silence < SHORTEST_BETWEEN:
        return False
    if expectation.prospect is Prospect.CLOSED:
        return expectation.opens_at != case.promised_from
    if expectation.prospect is Prospect.NOBODY:
        return case.promised_from is not None
    return silence >= LONGEST_BETWEEN or _has_moved(case, expectation, now)


def _has_moved(case: CaseRecord, expectation: Expectation, now: datetime) -> bool:
    earliest, latest = expectation.bounds(now)
    if case.promised_until is None:
        # They were told no end; now there is one, which is worth saying.
        return latest is not None
    if earliest is not None and earliest >= case.promised_until + LATER_BY:
        return True
    return latest is not None and latest - now <= (case.promised_until - now) * SOONER_BY


def told(case: CaseRecord, expectation: Expectation, now: datetime) -> CaseRecord:
    """The case once its shopper was told."""
    earliest, latest = expectation.bounds(now)
    return replace(
        case,
        told_at=now,
        promised_from=earliest,
        promised_until=latest,
        notices=case.notices + (case.told_at is not None),
        next_notice_at=next_look(expectation, now),
    )


def next_look(expectation: Expectation, now: datetime) -> datetime | None:
    """When what was told is compared again: soon, or once somebody is there."""
    if expectation.prospect is Prospect.CLOSED and expectation.opens_at is not None:
        return max(expectation.opens_at, now) + LOOKED_AT_EVERY
    return now + LOOKED_AT_EVERY


def message(
    expectation: Expectation, words: Words, language: str | None, now: datetime, *, again: bool
) -> Outbound:
    """The words of it.

    Args:
        expectation: What is told.
        words: The catalogue.
        language: The shopper's.
        now: The current time: "tomorrow" depends on it.
        again: They have been told before, and still wait.
    """
    return Outbound(text=_text(expectation, words, language, now, again=again), author="system")


def _text(expectation: Expectation, words: Words, language: str | None, now: datetime, *, again: bool) -> str:
    if expectation.prospect is Prospect.QUEUE:
        key = "handover-still-waiting" if again else "handover-waiting"
        place = words.say(key, language, place=expectation.place)
        wait = wait_words(words, language, expectation.told)
        return f"{place} {wait}" if wait else place
    if expectation.opens_at is None:
        return words.say("handover-nobody", language)
    when = opening_words(words, language, expectation.opens_at, now, expectation.zone)
    return words.say("handover-closed", language, when=when)


def wait_words(words: Words, language: str | None, told: Told | None) -> str:
    """A range as it is said; empty where nothing can be said honestly."""
    if told is None or (told.least == 0 and told.most is None):
        return ""
    if told.most is None:
        return words.say("wait-over", language, least=told.least)
    if told.least == 0:
        return words.say("wait-under", language, most=told.most)
    return words.say("wait-between", language, least=told.least, most=told.most)


def opening_words(
    words: Words, language: str | None, opens_at: datetime, now: datetime, zone: ZoneInfo
) -> str:
    """As people say it, by the shop's clock: "domani dalle 9", "lunedì 24 dalle 9"."""
    local = opens_at.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    past = f":{local.minute:02}" if local.minute or not local.hour else ""
    time = words.say("opens-time", language, hour=local.hour, past=past)
    if days <= 0:
        return words.say("opens-today", language, time=time)
    if days == 1:
        return words.say("opens-tomorrow", language, time=time)
    weekday = words.say("weekday", language, number=local.weekday())
    if days < 7:
        return words.say("opens-weekday", language, weekday=weekday, day=local.day, time=time)
    month = words.say("month", language, number=local.month)
    return words.say("opens-date", language, weekday=weekday, day=local.day, month=month, time=time)
