"""Step 3 of the flow: conversations with unanswered messages get their turn, one at a time, in order."""

from __future__ import annotations

import asyncio

from handoff.ports import Clock, Storage
from handoff.signals import TURN, Signals, listening
from handoff.turns import Turns
from handoff.workers import KeyedWorkers

LOOK_EVERY = 0.5
"""Seconds between looks for turns that are due again, or that nobody was told of."""
LOOK_AT = 100
"""Conversations taken up in one look."""


class Router:
    """Brings each waiting message to its turn."""

    def __init__(
        self,
        storage: Storage,
        signals: Signals,
        turns: Turns,
        clock: Clock,
        worker: str,
        concurrency: int = 16,
    ) -> None:
        self._storage = storage
        self._signals = signals
        self._turns = turns
        self._clock = clock
        self._worker = worker
        self._workers = KeyedWorkers(self._serve, concurrency)

    async def run(self) -> None:
        """Serves until cancelled; what is under way is finished, or left for the next start."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._listen())
                tasks.create_task(self._look())
        finally:
            await self._workers.drain(timeout=5.0)

    async def _listen(self) -> None:
        async with listening(self._signals) as subscription:
            while True:
                signal = await subscription.get()
                if signal.kind == TURN:
                    self._workers.wake(signal.conversation_id)

    async def _look(self) -> None:
        while True:
            for conversation_id in await self._storage.conversations_to_answer(self._clock.now(), LOOK_AT):
                self._workers.offer(conversation_id)
            await asyncio.sleep(LOOK_EVERY)

    async def _serve(self, conversation_id: str) -> None:
        turn = await self._storage.claim_turn(self._worker, self._clock.now(), conversation_id)
        while turn is not None:
            turn = await self._turns.take(turn)
