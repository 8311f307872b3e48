"""What a shopper is told as people come into it: at the handover, while they wait, when nobody is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handoff import cases, expectations, owing, transitions
from handoff.messages import Outbound
from handoff.outlook import Outlook
from handoff.ports import Gateway, Transaction, Words
from handoff.queue import entry
from handoff.queue.ports import Spending
from handoff.records import BrainReply, ConversationRecord
from handoff.signals import CONVERSATION_CHANGED, Signal
from handoff.work import Turn

TELLABLE = "faq/"
"""Topics that are answered by telling: nothing is looked up, asked for or changed."""
FRESH_AFTER = timedelta(hours=12)
"""After so long a silence, whoever writes is told again that nobody can answer in real time."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be said, and what people can promise.

    Attributes:
        reply: The brain's.
        outlook: What can be promised; without staff where nobody is called.
        spent: What the shopper has spent; None where nobody could say.
    """

    reply: BrainReply
    outlook: Outlook
    spent: float | None = None


class Entering:
    """Brings conversations to people.

    Args:
        gateway: The channels.
        words: What the desk itself says.
        spending: Knows what shoppers have spent; None where nobody does.
    """

    def __init__(self, gateway: Gateway, words: Words, spending: Spending | None = None) -> None:
        self._gateway = gateway
        self._words = words
        self._spending = spending

    async def spent(self, conversation: ConversationRecord) -> float | None:
        """What the shopper has spent; None where nobody could say."""
        return await self._spending.of(conversation) if self._spending else None

    async def enter(
        self, transaction: Transaction, conversation: ConversationRecord, decided: Decided, now: datetime
    ) -> tuple[ConversationRecord, Outbound]:
        """Opens a case in the queue; returns what the shopper is told of it."""
        reply, outlook, channel = decided.reply, decided.outlook, conversation.address.channel
        if reply.handover is None:
            raise ValueError("There is no handover to carry out.")
        conversation = transitions.hand_over(conversation)
        case = cases.new_case(conversation, reply.handover, reply.reading, now)
        case = await entry.entered(transaction, conversation, case, self._gateway, decided.spent, now)
        case = owing.owed_first(await owing.goes_on(transaction, case), channel, outlook)
        expected = expectations.expected(outlook, case, channel, await transaction.place_in_line(case), now)
        case = expectations.told(case, expected, now)
        await transaction.add_case(case)
        await transaction.release_to_people(conversation.id)
        await transaction.move_pending_to_epoch(conversation.id, conversation.epoch)
        transaction.signal(cases.changed(case))
        transaction.signal(Signal(CONVERSATION_CHANGED, conversation.id))
        notice = expectations.message(expected, self._words, conversation.language, now, again=False)
        return conversation, notice

    async def absence(
        self,
        transaction: Transaction,
        conversation: ConversationRecord,
        turn: Turn,
        decided: Decided,
        now: datetime,
    ) -> list[Outbound]:
        """With a first answer outside hours: that no person can answer now, and when one can."""
        outlook, channel = decided.outlook, conversation.address.channel
        if not outlook.hours.follows_staffing(channel):
            return []
        opens_at = outlook.hours.schedule(channel=channel).opens_at(now)
        if opens_at == now:
            return []
        if not await self._is_first(transaction, turn, now):
            return []
        text = absence_words(self._words, conversation.language, outlook, opens_at, now)
        return [Outbound(text=text, author="system")]

    async def _is_first(self, transaction: Transaction, turn: Turn, now: datetime) -> bool:
        before = await transaction.last_word_before(turn.conversation.id, turn.message.sequence)
        return before is None or before <= now - FRESH_AFTER


def absence_words(
    words: Words, language: str | None, outlook: Outlook, opens_at: datetime | None, now: datetime
) -> str:
    """That no person can answer in real time, and when one can."""
    if opens_at is None:
        return words.say("staffing-nobody", language)
    when = expectations.opening_words(words, language, opens_at, now, outlook.hours.zone)
    return words.say("staffing-closed", language, when=when)


def meanwhile(reply: BrainReply, words: Words, language: str | None) -> list[Outbound]:
    """What of a reply is told to a shopper who waits for a person: a plain answer, or nothing.

    Only what answers a question by telling: no handover, no choice to make, no topic that looks something up
    or changes it. The brain answers such a question only when it is sure of its reading.
    """
    tells = reply.reading.intent.startswith(TELLABLE) and reply.handover is None
    said = [part for part in reply.replies if part.text or part.image]
    if not tells or not said or any(part.author != "bot" for part in said):
        return []
    lead = words.say("meanwhile", language or reply.language)
    first = replace(said[0], text=f"{lead}\n{said[0].text}" if said[0].text else lead)
    return [replace(part, buttons=()) for part in (first, *said[1:])]
