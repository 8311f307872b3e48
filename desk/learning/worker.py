"""The work beside the requests: collects, and groups what was collected, a little at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from desk.laboratory.laboratory import LIVE
from desk.learning.collecting import Collector
from desk.learning.grouping import Grouping
from desk.learning.pairs import Pairs
from desk.learning.proposals import Proposals
from desk.studio.errors import LaboratoryUnavailable
from desk.studio.trying import Bench

log = structlog.get_logger(__name__)

LOOK_EVERY = 60.0
"""Seconds between two looks: editors look now and then, and shoppers' messages come first."""
BREATH = 0.05
"""Seconds between two steps of one look, for whoever waits for an answer."""
NOT_READY_AFTER = 5.0
FIRST_LOOK_AFTER = 30.0


class Worker:
    """Takes the steps of all parts, one after the other.

    Args:
        collector: Finds messages.
        grouping: Groups them.
        pairs: Finds agents' answers.
        proposals: Compares them.
        bench: Says whether the laboratory knows what is live.
    """

    def __init__(
        self,
        collector: Collector,
        grouping: Grouping,
        pairs: Pairs,
        proposals: Proposals,
        bench: Bench,
    ) -> None:
        self._collector = collector
        self._grouping = grouping
        self._pairs = pairs
        self._proposals = proposals
        self._bench = bench

    async def run(self) -> None:
        """Goes on until cancelled; without the laboratory, messages are found and wait for their groups."""
        # The brain and everybody's first questions come before.
        await asyncio.sleep(FIRST_LOOK_AFTER)
        while True:
            await self.collect()
            try:
                waits = NOT_READY_AFTER if not await self.understand() else LOOK_EVERY
            except LaboratoryUnavailable as error:
                log.info("messages are not grouped yet", reason=str(error))
                waits = LOOK_EVERY
            await asyncio.sleep(waits)

    async def collect(self) -> None:
        """Finds everything that there is to be found."""
        for part in (self._collector, self._pairs):
            await _exhaust(part.step)

    async def understand(self) -> bool:
        """Groups and compares all that was found; False while what is live is being learned.

        Raises:
            LaboratoryUnavailable: Nobody can be asked now.
        """
        if not await self._is_wanted():
            return True
        if not await self._bench.is_ready(LIVE):
            return False
        for part in (self._grouping, self._proposals):
            await _exhaust(part.step)
        return True

    async def _is_wanted(self) -> bool:
        """Whether anything waits: the laboratory is not started for nothing."""
        return await self._grouping.has_work() or await self._proposals.has_work()


async def _exhaust(step: Callable[[], Awaitable[object]]) -> None:
    """Takes a part's steps until one finds nothing more."""
    more = await step()
    while more:
        await asyncio.sleep(BREATH)
        more = await step()
