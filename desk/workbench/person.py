"""Who is writing: the channels that are proven to be theirs, their orders, past cases and tone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from actions.services import Opener
from connectors.base import Channel
from handoff.ports import Reader
from handoff.records import Author, CaseRecord, ConversationRecord, Reading
from handoff.sql import rows
from handoff.sql.database import Database
from handoff.sql.tables import cases, conversations
from shop.contacts import normal_phone
from shop.errors import ShopError
from shop.identity import Claimant, Identity
from shop.records import Money, Order, OrderState

ORDERS_SHOWN = 10
CASES_SHOWN = 20
NEWEST = 30
"""So many messages back the shopper's last tone is looked for."""
PATIENCE = 3.0
"""Seconds that an agent waits for orders: the rest of the pane is there meanwhile, or it is not seen now."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes.

    Attributes:
        conversations: The one that was asked about, then the others of the same person, newest first.
        orders: Newest first; None where they could not be seen.
        past_cases: Closed ones of all those conversations, newest first.
        reading: How their last message was read whose tone was heard.
        is_proven: Whether it is proven who this is.
    """

    conversations: Sequence[ConversationRecord]
    orders: Sequence[Order] | None
    past_cases: Sequence[CaseRecord]
    reading: Reading | None
    is_proven: bool

    @property
    def spend(self) -> Money | None:
        """What their orders come to without cancelled ones; None without any in one currency."""
        counted = [order.total for order in self.orders or () if order.state is not OrderState.CANCELLED]
        return Money.sum(counted) if len({amount.currency for amount in counted}) == 1 else None


@dataclass(frozen=True, slots=True)
class _Proof:
    """What is known of somebody for certain."""

    phones: frozenset[str] = frozenset()
    claimants: frozenset[str] = frozenset()
    orders: Sequence[Order] | None = ()


@dataclass(frozen=True, slots=True)
class People:
    """Finds out who is writing. Only a proof joins channels: a name, or a number that was typed, is none.

    What proves is a phone number that a channel vouches for, and an order that was proven to be theirs
    (``shop.identity``), for as long as that proof counts.

    Attributes:
        channels: Say whether a contact's address is a proven phone number.
        shop: Gives the shop, opening it if it is not open yet.
        patience: Seconds that the shop is waited for.
    """

    database: Database
    transcripts: Reader
    channels: Mapping[str, Channel]
    shop: Opener
    patience: float = PATIENCE

    async def of(self, conversation_id: str) -> Person:
        """Whoever writes in a conversation (``ConversationNotFound``)."""
        conversation = await self.transcripts.conversation(conversation_id)
        proof = await self._proof(conversation)
        same = await self._same(conversation, proof)
        return Person(
            conversations=[conversation, *same],
            orders=proof.orders,
            past_cases=await self._past_cases([it.id for it in (conversation, *same)]),
            reading=await self._tone(conversation),
            is_proven=bool(proof.phones or proof.orders),
        )

    async def _proof(self, conversation: ConversationRecord) -> _Proof:
        phone = self._phone(conversation)
        own = frozenset({phone} if phone else ())
        try:
            async with asyncio.timeout(self.patience):
                identity = (await self.shop()).identity
                return await _asked(identity, Claimant(conversation.id, phone), own)
        except (ShopError, TimeoutError) as error:
            logger.warning("orders could not be seen", extra={"reason": type(error).__name__})
            return _Proof(phones=own, orders=None)

    def _phone(self, conversation: ConversationRecord) -> str | None:
        channel = self.channels.get(conversation.address.channel)
        vouches = channel is not None and channel.capabilities.contact_is_phone
        return normal_phone(conversation.address.contact) if vouches else None

    async def _same(self, conversation: ConversationRecord, proof: _Proof) -> list[ConversationRecord]:
        """The other conversations of somebody of whom the same is proven."""
        vouching = [name for name, it in self.channels.items() if it.capabilities.contact_is_phone]
        same = or_(
            conversations.c.channel.in_(vouching) & conversations.c.contact.in_(sorted(proof.phones)),
            conversations.c.id.in_(sorted(proof.claimants)),
        )
        query = select(conversations).where(same, conversations.c.id != conversation.id)
        query = query.order_by(conversations.c.last_message_at.desc()).limit(20)
        async with self.database.read() as connection:
            return [rows.conversation_from(row) for row in (await connection.execute(query)).mappings()]

    async def _past_cases(self, conversation_ids: Collection[str]) -> list[CaseRecord]:
        query = (
            select(cases)
            .where(cases.c.conversation_id.in_(conversation_ids), cases.c.closed_at.is_not(None))
            .order_by(cases.c.closed_at.desc())
            .limit(CASES_SHOWN)
        )
        async with self.database.read() as connection:
            return [rows.case_from(row) for row in (await connection.execute(query)).mappings()]

    async def _tone(self, conversation: ConversationRecord) -> Reading | None:
        newest = await self.transcripts.messages(
            conversation.id, before=conversation.last_sequence + 1, limit=NEWEST
        )
        heard = [
            message.reading
            for message in newest
            if message.author is Author.SHOPPER and message.reading and message.reading.tone
        ]
        return heard[-1] if heard else None


async def _asked(identity: Identity, claimant: Claimant, own: frozenset[str]) -> _Proof:
    """What the shop knows: orders, whose phones are on those that were proven, who else has proven them."""
    orders = await identity.proven_orders(claimant, limit=ORDERS_SHOWN)
    phones = {order.customer.phone for order in orders if order.customer.phone}
    return _Proof(own | phones, frozenset(await identity.claimants_of(orders)), orders)
