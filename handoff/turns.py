"""Steps 4 and 5 of the flow: one message, one question to the brain, one transaction for all that follows."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from handoff import transitions, writing
from handoff.backoff import TURN_ATTEMPTS, next_turn
from handoff.carrying import carried_by
from handoff.entering import Decided, Entering, meanwhile
from handoff.errors import BrainUnavailable
from handoff.messages import Address, AttachmentKind, Button, Outbound
from handoff.moment import Moment, Shopper
from handoff.outlook import Outlooks
from handoff.ports import Acquaintance, Brain, Carrier, Clock, Gateway, Storage, Transaction, Words
from handoff.queue.ports import Spending
from handoff.records import (
    BrainReply,
    ConversationRecord,
    HandoverReason,
    HandoverRequest,
    MessageRecord,
    MessageState,
    Owner,
    Question,
)
from handoff.satisfaction import still_offered
from handoff.signals import MESSAGE_CHANGED, Signal
from handoff.work import Delivery, Turn
from handoff.workers import persistently

ASK_PERSON = "/ask_person"
GIVE_BACK_ATTEMPTS = 120
"""After a minute the turn's lease is over anyway, and whoever looks may take it."""
TYPING_AFTER = 0.8
"""Seconds of thinking after which the shopper is shown that an answer is being written."""


@dataclass(frozen=True, slots=True)
class Shoppers:
    """Who knows something of shoppers.

    Attributes:
        spending: What they have spent.
        acquaintance: Where they are from, and what kind of customer they are.
    """

    spending: Spending | None = None
    acquaintance: Acquaintance | None = None


class Turns:
    """Takes a claimed turn from the shopper's message to what is said to it.

    Args:
        storage: Where conversations are.
        brain: Whom to ask.
        gateway: The channels.
        words: What the desk itself says.
        outlooks: What can be promised.
        clock: The time.
        outbox: Goes on with the answers that are written here; without one, a signal tells whoever listens.
        shoppers: What is known of them; without, everybody is served and answered alike.
    """

    def __init__(
        self,
        storage: Storage,
        brain: Brain,
        gateway: Gateway,
        words: Words,
        outlooks: Outlooks,
        clock: Clock,
        outbox: Carrier[Delivery] | None = None,
        shoppers: Shoppers = Shoppers(),
    ) -> None:
        self._storage = storage
        self._brain = brain
        self._gateway = gateway
        self._words = words
        self._outlooks = outlooks
        self._clock = clock
        self._outbox = outbox
        self._entering = Entering(gateway, words, shoppers.spending)
        self._acquaintance = shoppers.acquaintance

    async def take(self, turn: Turn) -> Turn | None:
        """Answers, hands over, or gives the turn back for one more try; never leaves it hanging (I8).

        Returns:
            The turn of the conversation's next message, if one is waiting.
        """
        try:
            return await self._complete(turn, await self._reply(turn))
        except BrainUnavailable:
            await self._postpone(turn)
        except Exception:
            await self._postpone(turn)
            raise
        return None

    async def _reply(self, turn: Turn) -> BrainReply:
        """The brain's reply, or the decision that a person is needed after it failed too often."""
        if turn.conversation.owner is Owner.QUEUE:
            return await self._ask_beside(turn)
        if turn.message.attempts >= TURN_ATTEMPTS:
            return self._unavailable(turn.conversation)
        try:
            return await self._ask(turn)
        except BrainUnavailable:
            if turn.message.attempts + 1 < TURN_ATTEMPTS:
                raise
            return self._unavailable(turn.conversation)

    async def _ask_beside(self, turn: Turn) -> BrainReply:
        """What can be told to a shopper who waits for a person: where the brain fails, the person answers."""
        if turn.message.attempts >= TURN_ATTEMPTS:
            return BrainReply()
        try:
            return await self._brain.reply(replace(await self._question(turn), tell_only=True))
        except BrainUnavailable:
            return BrainReply()

    def _unavailable(self, conversation: ConversationRecord) -> BrainReply:
        sorry = Outbound(text=self._words.say("bot-unavailable", conversation.language), author="system")
        return BrainReply(replies=(sorry,), handover=HandoverRequest(HandoverReason.BOT_UNAVAILABLE))

    async def _postpone(self, turn: Turn) -> None:
        """Gives the turn back; where the database is away, as soon as it is there again."""
        give_back = partial(self._give_back, turn)
        await persistently(give_back, "a turn could not be given back yet", GIVE_BACK_ATTEMPTS)

    async def _give_back(self, turn: Turn) -> None:
        await self._storage.postpone_turn(turn, next_turn(turn.message.attempts, self._clock.now()))

    async def _ask(self, turn: Turn) -> BrainReply:
        message, conversation = turn.message, turn.conversation
        if not message.text and message.payload is None and not _has_photo(message):
            return self._cannot_look(conversation)
        # Beside the question: a vendor that is slow to show it must not hold the answer back.
        typing = asyncio.ensure_future(self._show_typing(conversation.address))
        try:
            return await self._brain.reply(await self._question(turn))
        finally:
            typing.cancel()
            await asyncio.wait({typing})

    async def _question(self, turn: Turn) -> Question:
        return replace(_question(turn), moment=await self._moment(turn.conversation))

    async def _moment(self, conversation: ConversationRecord) -> Moment:
        """The time in the shop's zone, and what answers may depend on besides."""
        now, rules = self._clock.now(), await self._outlooks.rules()
        is_open = rules.hours.schedule(channel=conversation.address.channel).is_open(now)
        shopper = await self._acquaintance.of(conversation) if self._acquaintance else Shopper()
        return Moment(now.astimezone(rules.hours.zone), "open" if is_open else "closed", shopper)

    async def _show_typing(self, address: Address) -> None:
        await asyncio.sleep(TYPING_AFTER)
        await self._gateway.show_typing(address)

    def _cannot_look(self, conversation: ConversationRecord) -> BrainReply:
        language = conversation.language
        person = Button(self._words.say("button-person", language), ASK_PERSON)
        text = self._words.say("attachment-received", language)
        return BrainReply(replies=(Outbound(text=text, buttons=(person,), author="system"),))

    async def _complete(self, turn: Turn, reply: BrainReply) -> Turn | None:
        async with carried_by(self._outbox) as deliveries:
            return await self._finish(turn, reply, deliveries)

    async def _finish(self, turn: Turn, reply: BrainReply, deliveries: list[Delivery]) -> Turn | None:
        decided = await self._decided(turn, reply)
        async with self._storage.write() as transaction:
            conversation = await transaction.conversation(turn.conversation.id)
            if not await transaction.holds_turn(turn):
                return None
            if transitions.may_answer(conversation, turn.conversation.epoch):
                return await self._answer(transaction, conversation, turn, decided, deliveries)
            if transitions.may_tell(conversation, turn.conversation.epoch):
                return await self._tell(transaction, conversation, turn, reply, deliveries)
            await self._supersede(transaction, conversation, turn, reply)
        return None

    async def _decided(self, turn: Turn, reply: BrainReply) -> Decided:
        """Asks for what people can promise before the transaction, which has no time to wait for it."""
        if turn.conversation.owner is Owner.QUEUE or not reply.handover:
            return Decided(reply, await self._outlooks.rules())
        spent = await self._entering.spent(turn.conversation)
        return Decided(reply, await self._outlooks.outlook(), spent)

    async def _answer(
        self,
        transaction: Transaction,
        conversation: ConversationRecord,
        turn: Turn,
        decided: Decided,
        deliveries: list[Delivery],
    ) -> Turn | None:
        now, reply = self._clock.now(), decided.reply
        conversation = _understood(conversation, reply)
        said: Sequence[Outbound] = reply.replies
        await self._finish_message(transaction, turn, reply, MessageState.ANSWERED)
        if reply.handover:
            conversation, notice = await self._entering.enter(transaction, conversation, decided, now)
            said = (*said, notice)
        else:
            offered = writing.offered_by(said) or still_offered(conversation, reply.reading.intent)
            conversation = replace(conversation, offered=offered)
            said = (*said, *await self._entering.absence(transaction, conversation, turn, decided, now))
        return await self._go_on(transaction, conversation, turn, said, deliveries)

    async def _tell(
        self,
        transaction: Transaction,
        conversation: ConversationRecord,
        turn: Turn,
        reply: BrainReply,
        deliveries: list[Delivery],
    ) -> Turn | None:
        """A plain answer while a person is awaited, marked as the assistant's; all else is the person's."""
        said = meanwhile(reply, self._words, conversation.language)
        state = MessageState.ANSWERED if said else MessageState.FOR_PERSON
        await self._finish_message(transaction, turn, reply, state)
        return await self._go_on(transaction, conversation, turn, said, deliveries)

    async def _go_on(
        self,
        transaction: Transaction,
        conversation: ConversationRecord,
        turn: Turn,
        said: Sequence[Outbound],
        deliveries: list[Delivery],
    ) -> Turn | None:
        now = self._clock.now()
        following = await transaction.next_turn(turn, now)
        conversation, rows = writing.compose(conversation, said, self._gateway, now, reply_to=turn.message.id)
        deliveries += await writing.send(transaction, conversation, rows, self._outbox, now)
        return replace(turn, conversation=conversation, message=following) if following else None

    async def _supersede(
        self, transaction: Transaction, conversation: ConversationRecord, turn: Turn, reply: BrainReply
    ) -> None:
        conversation, rows = writing.compose(
            conversation,
            reply.replies,
            self._gateway,
            self._clock.now(),
            reply_to=turn.message.id,
            state=MessageState.SUPERSEDED,
        )
        await self._finish_message(transaction, turn, reply, MessageState.FOR_PERSON)
        transaction.end_turn(conversation.id)
        await writing.post(transaction, conversation, rows)

    async def _finish_message(
        self, transaction: Transaction, turn: Turn, reply: BrainReply, state: MessageState
    ) -> None:
        await transaction.finish_inbound(replace(turn.message, state=state, reading=reply.reading))
        transaction.signal(
            Signal(MESSAGE_CHANGED, turn.message.conversation_id, {"message_id": turn.message.id})
        )


def _question(turn: Turn) -> Question:
    return Question(
        conversation_id=turn.conversation.id,
        message_id=turn.message.id,
        text=turn.message.text,
        payload=turn.message.payload,
        language=turn.conversation.language,
        language_fixed=turn.conversation.language_fixed,
        channel=turn.conversation.address.channel,
        photo=_has_photo(turn.message),
    )


def _has_photo(message: MessageRecord) -> bool:
    return any(one.kind is AttachmentKind.IMAGE for one in message.attachments)


def _understood(conversation: ConversationRecord, reply: BrainReply) -> ConversationRecord:
    return replace(
        conversation,
        language=reply.language or conversation.language,
        language_fixed=conversation.language_fixed or reply.language_fixed,
    )
