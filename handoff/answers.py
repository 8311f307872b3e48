"""What agents say: stored once whatever the browser repeats, sent in order, tried again on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handoff import owing, transitions, writing
from handoff.carrying import carried_by
from handoff.errors import NotRetryable
from handoff.messages import Attachment, Outbound
from handoff.ports import Carrier, Clock, Gateway, Storage
from handoff.records import Agent, MessageRecord
from handoff.signals import DELIVERY, MESSAGE_CHANGED, Signal
from handoff.work import Delivery


class Answers:
    """Agents' messages.

    Args:
        storage: Where conversations are.
        gateway: The channels.
        clock: The time.
        outbox: Goes on with what is said; without one, a signal tells whoever listens.
    """

    def __init__(
        self, storage: Storage, gateway: Gateway, clock: Clock, outbox: Carrier[Delivery] | None = None
    ) -> None:
        self._storage = storage
        self._gateway = gateway
        self._clock = clock
        self._outbox = outbox

    async def say(
        self,
        conversation_id: str,
        agent: Agent,
        text: str,
        client_id: str,
        attachments: Sequence[Attachment] = (),
    ) -> list[MessageRecord]:
        """Stores an answer in free words and has it sent, as ``send``."""
        said = Outbound(text=text, attachments=tuple(attachments))
        return await self.send(conversation_id, agent, said, client_id)

    async def send(
        self, conversation_id: str, agent: Agent, said: Outbound, client_id: str
    ) -> list[MessageRecord]:
        """Stores an agent's message and has it sent; the same ``client_id`` again has no second effect.

        Raises:
            NotOwner: The conversation is not this agent's.
            OutsideWindow: The channel takes no free words any more; nothing is stored.
            ConversationNotFound: There is none.
        """
        async with carried_by(self._outbox) as deliveries, self._storage.write() as transaction:
            conversation = await transaction.conversation(conversation_id)
            known = await transaction.messages_of_client(conversation_id, client_id)
            if known:
                return known
            transitions.check_owner(conversation, agent)
            writing.check_window(conversation, said.template, self._gateway, self._clock.now())
            said = replace(said, author="agent", author_name=agent.name)
            now = self._clock.now()
            conversation, rows = writing.compose(
                conversation, [said], self._gateway, now, agent=agent, client_id=client_id
            )
            # What was said leaves at once, where the outbox can begin.
            deliveries.extend(await writing.send(transaction, conversation, rows, self._outbox, now))
            await owing.answered(transaction, conversation.id, now)
        return rows

    async def retry(self, message_id: str, agent: Agent) -> MessageRecord:
        """Sends an agent's failed or uncertain message again; the bot's never leave once a person is there.

        Raises:
            NotRetryable: It is not an agent's, or it neither failed nor is uncertain.
            OutsideWindow: The channel would refuse it: its window has closed meanwhile.
            NotOwner: The conversation is not this agent's.
            ConversationNotFound: There is no such message.
        """
        async with self._storage.write() as transaction:
            message = await transaction.message(message_id)
            conversation = await transaction.conversation(message.conversation_id)
            transitions.check_owner(conversation, agent)
            writing.check_window(conversation, message.template, self._gateway, self._clock.now())
            retried = await transaction.retry_outgoing(message_id, self._clock.now())
            if retried is None:
                raise NotRetryable
            transaction.signal(Signal(MESSAGE_CHANGED, message.conversation_id, {"message_id": message_id}))
            transaction.signal(Signal(DELIVERY, message.conversation_id))
        return retried
