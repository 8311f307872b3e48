"""Whether the assistant fails more since another version is live; if so, the one before comes back.

Only the first minutes count, and only with enough messages to tell a fault from bad luck: see
``docs/decisions/publications.md``.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

import structlog

from desk.studio.publications import Publications
from desk.studio.releasing import Releases
from desk.studio.versions import Versions
from handoff.errors import BrainUnavailable
from handoff.ports import Brain, Clock
from handoff.records import BrainReply, HandoverReason, Question

WATCHED_FOR = timedelta(minutes=10)
LOOK_EVERY = 5.0
REMEMBERED = 2000
BASELINE = 500
"""Messages before it went live that are compared with."""
LEAST_FAILURES = 5
LEAST_FAILED = 20
"""Messages after which failures are counted at all."""
FAILURES_RISE = 0.05
FAILURES_FACTOR = 3.0
LEAST_READ = 50
"""Messages before and after without which handovers say nothing."""
HANDOVERS_RISE = 0.2
SURE = 3.0
"""Standard errors that two shares have to be apart."""
NOT_UNDERSTOOD = frozenset({HandoverReason.LOW_CONFIDENCE, HandoverReason.REPEATED_MISUNDERSTANDING})

log = structlog.get_logger(__name__)


class Asked(Brain, Protocol):
    """A brain that can be asked whether it is there."""

    async def is_ready(self) -> bool:
        """Whether the assistant can answer now; never raises."""


class Outcome(Enum):
    """How a question to the brain ended."""

    ANSWERED = "answered"
    NOT_UNDERSTOOD = "not_understood"
    FAILED = "failed"


class WatchedBrain:
    """A brain as the core asks it: another brain, whose outcomes are remembered.

    Args:
        brain: Asked.
        clock: The time.
    """

    def __init__(self, brain: Asked, clock: Clock) -> None:
        self._brain = brain
        self._clock = clock
        self.outcomes: deque[tuple[datetime, Outcome]] = deque(maxlen=REMEMBERED)

    async def reply(self, question: Question) -> BrainReply:
        """Answers one message."""
        try:
            reply = await self._brain.reply(question)
        except BrainUnavailable:
            self.outcomes.append((self._clock.now(), Outcome.FAILED))
            raise
        reason = reply.handover.reason if reply.handover else None
        outcome = Outcome.NOT_UNDERSTOOD if reason in NOT_UNDERSTOOD else Outcome.ANSWERED
        self.outcomes.append((self._clock.now(), outcome))
        return reply

    async def is_ready(self) -> bool:
        """Whether the assistant can answer now."""
        return await self._brain.is_ready()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions ended how."""

    all: int = 0
    failed: int = 0
    not_understood: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Tally:
        """Counts."""
        found = list(outcomes)
        return cls(len(found), found.count(Outcome.FAILED), found.count(Outcome.NOT_UNDERSTOOD))

    @property
    def read(self) -> int:
        """Those that were answered or handed over."""
        return self.all - self.failed


def verdict(before: Tally, after: Tally) -> str | None:
    """Why a version is to be taken back: ``more_failures``, ``more_handovers``; None where it may stay."""
    if after.all >= LEAST_FAILED and after.failed >= LEAST_FAILURES:
        least = FAILURES_FACTOR * _share(before.failed, before.all) + FAILURES_RISE
        if _share(after.failed, after.all) > least:
            return "more_failures"
    if min(before.read, after.read) >= LEAST_READ:
        rise = _share(after.not_understood, after.read) - _share(before.not_understood, before.read)
        if rise > HANDOVERS_RISE and rise > SURE * _error(before, after):
            return "more_handovers"
    return None


class Watcher:
    """Looks after what went live; runs beside the requests.

    Args:
        brain: Remembers how questions ended.
        publications: Tell what was put back by hand: that stays.
        versions: Tell what is live since when.
        releases: Takes back.
        clock: The time.
        taken_back: Hears of each version that was taken back.
        pause: Seconds between two looks.
    """

    def __init__(
        self,
        brain: WatchedBrain,
        publications: Publications,
        versions: Versions,
        releases: Releases,
        clock: Clock,
        taken_back: Callable[[int, str], Awaitable[None]],
        pause: float = LOOK_EVERY,
    ) -> None:
        self._brain = brain
        self._publications = publications
        self._versions = versions
        self._releases = releases
        self._clock = clock
        self._taken_back = taken_back
        self._pause = pause

    async def run(self) -> None:
        """Watches until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(self._pause)

    async def look(self) -> str | None:
        """Looks once; why the live version was taken back, or None."""
        live = await self._versions.live()
        if live is None or self._clock.now() - live.at > WATCHED_FOR:
            return None
        reason = verdict(*self._tallies(live.at))
        if reason is None or not await self._publications.is_of_draft(live.number):
            return None
        log.warning("a version is taken back", number=live.number, reason=reason)
        if await self._releases.take_back(live.number, reason) is None:
            return None
        await self._taken_back(live.number, reason)
        return reason

    def _tallies(self, since: datetime) -> tuple[Tally, Tally]:
        known = list(self._brain.outcomes)
        before = [outcome for at, outcome in known if at <= since][-BASELINE:]
        return Tally.of(before), Tally.of(outcome for at, outcome in known if at > since)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _error(before: Tally, after: Tally) -> float:
    """The standard error of the difference of two shares."""
    together = _share(before.not_understood + after.not_understood, before.read + after.read)
    return math.sqrt(together * (1 - together) * (1 / before.read + 1 / after.read))
