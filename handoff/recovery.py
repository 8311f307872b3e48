"""After a crash: what the dead were holding is freed, and messages of unknown fate are asked after (I6)."""

from __future__ import annotations

import asyncio

from handoff.outbox import ASK_AFTER_FOR, outbound_of
from handoff.ports import Clock, Gateway, Storage
from handoff.work import Delivery

LOOK_EVERY = 2.0
"""Seconds between looks for workers that died."""
ASK_EVERY = 15
"""Looks between questions to vendors: every half minute."""


class Recovery:
    """Looks after what workers left behind when they died."""

    def __init__(self, storage: Storage, gateway: Gateway, clock: Clock, worker: str) -> None:
        self._storage = storage
        self._gateway = gateway
        self._clock = clock
        self._worker = worker

    async def run(self) -> None:
        """Looks until cancelled."""
        look = 0
        while True:
            await self.free()
            if look % ASK_EVERY == 0:
                await self.ask_vendors()
            look += 1
            await asyncio.sleep(LOOK_EVERY)

    async def free(self) -> int:
        """Frees turns and messages of workers that died; returns how many messages it touched."""
        return await self._storage.recover(
            self._worker, self._gateway.idempotent_channels(), self._clock.now()
        )

    async def ask_vendors(self) -> None:
        """Asks each vendor that can tell what became of messages of unknown fate."""
        since = self._clock.now() - ASK_AFTER_FOR
        for delivery in await self._storage.uncertain(since, limit=50):
            await self._ask(delivery)

    async def _ask(self, delivery: Delivery) -> None:
        message = delivery.message
        receipt = await self._gateway.find_sent(
            delivery.conversation.address, outbound_of(delivery), message.at
        )
        if receipt is not None:
            await self._storage.record_sent(delivery, receipt.provider_id, self._clock.now())
