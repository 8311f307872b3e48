"""Steps 7 and 8 of the flow: what was written is sent, in order, once (I6), and its fate recorded."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

from handoff.backoff import SEND_ATTEMPTS, next_send
from handoff.errors import Rejected, Retryable, SendError, Uncertain
from handoff.messages import Outbound, Receipt
from handoff.ports import Clock, Gateway, Storage
from handoff.records import MessageState
from handoff.signals import DELIVERY, Signals
from handoff.work import Delivery
from handoff.workers import ConversationWork, persistently
from handoff.writing import check_window

GRACE = 10.0
"""Seconds that messages on their way have to arrive in, before they are left as of unknown fate."""
UNWRITTEN = "what the vendor said could not be written down yet"
"""Giving up on that would leave the row on its way for ever, and all that follows it waiting."""
ASK_AFTER_FOR = timedelta(hours=1)
"""How long a message of unknown fate is asked after, where the vendor can be asked."""


class Outbox:
    """Sends pending messages: conversations side by side, each conversation's messages in order."""

    def __init__(
        self,
        storage: Storage,
        signals: Signals,
        gateway: Gateway,
        clock: Clock,
        worker: str,
        concurrency: int = 64,
    ) -> None:
        self._storage = storage
        self._gateway = gateway
        self._clock = clock
        self._worker = worker
        self._work: ConversationWork[Delivery] = ConversationWork(
            DELIVERY, signals, self._find, self.empty, self._release, concurrency, GRACE
        )

    async def run(self) -> None:
        """Sends until cancelled; what is on its way is finished first."""
        await self._work.run()

    @property
    def worker(self) -> str | None:
        """For whom a delivery may be claimed right now; None while that could not begin at once."""
        return self._worker if self._work.ready else None

    def carry(self, delivery: Delivery) -> None:
        """Takes a delivery that was claimed for this outbox."""
        self._work.carry(delivery.message.conversation_id, delivery)

    def abandon(self, delivery: Delivery) -> None:
        """Gives back a delivery whose claim may not have been stored."""
        self._work.abandon(delivery)

    async def _release(self, delivery: Delivery) -> None:
        now = self._clock.now()
        await self._storage.record_retry(delivery, "not_begun", "The desk was stopping.", now)

    async def _find(self, limit: int) -> list[str]:
        return await self._storage.conversations_to_send(self._clock.now(), limit)

    async def empty(self, conversation_id: str) -> None:
        """Sends all that is due in one conversation."""
        delivery = self._work.carried(conversation_id)
        if delivery is None:
            now = self._clock.now()
            delivery = await self._storage.claim_delivery(self._worker, now, conversation_id)
        while delivery is not None:
            delivery = await self._send(delivery)

    async def _send(self, delivery: Delivery) -> Delivery | None:
        """Sends one message; returns the next one of its conversation, if one is due."""
        try:
            self._check_window(delivery)
            receipt = await self._gateway.send(delivery.conversation.address, outbound_of(delivery))
        except SendError as error:
            await persistently(partial(self._record_refusal, delivery, error), UNWRITTEN)
        except BaseException:
            # Cancelled, or a bug: nobody knows whether the vendor took it. Say so rather than guess.
            await asyncio.shield(self._unanswered(delivery, Uncertain()))
            raise
        else:
            return await persistently(partial(self._record_yes, delivery, receipt), UNWRITTEN)
        conversation_id = delivery.message.conversation_id
        return await self._storage.claim_delivery(self._worker, self._clock.now(), conversation_id)

    async def _record_yes(self, delivery: Delivery, receipt: Receipt) -> Delivery | None:
        return await self._storage.record_sent(delivery, receipt.provider_id, self._clock.now())

    async def _record_refusal(self, delivery: Delivery, error: SendError) -> None:
        match error:
            case Retryable():
                await self._retry(delivery, error)
            case Rejected():
                await self._storage.record_failure(delivery, MessageState.FAILED, error.reason, str(error))
            case _:
                await self._unanswered(delivery, error)

    def _check_window(self, delivery: Delivery) -> None:
        template = delivery.message.template
        check_window(delivery.conversation, template, self._gateway, self._clock.now())

    async def _retry(self, delivery: Delivery, error: Retryable) -> None:
        attempts = delivery.message.attempts
        if attempts >= SEND_ATTEMPTS:
            await self._storage.record_failure(delivery, MessageState.FAILED, error.code, str(error))
        else:
            until = next_send(attempts, self._clock.now(), error.retry_after)
            await self._storage.record_retry(delivery, error.code, str(error), until)

    async def _unanswered(self, delivery: Delivery, error: SendError) -> None:
        if delivery.conversation.address.channel in self._gateway.idempotent_channels():
            await self._retry(delivery, Retryable(str(error)))
        else:
            await self._storage.record_failure(delivery, MessageState.UNCERTAIN, error.code, str(error))


def outbound_of(delivery: Delivery) -> Outbound:
    """The row as its channel sends it."""
    message = delivery.message
    return Outbound(
        text=message.text,
        buttons=message.buttons,
        image=message.image,
        id=message.id,
        author=message.author.value,
        author_name=message.author_name,
        sequence=message.sequence,
        attachments=message.attachments,
        template=message.template,
    )
