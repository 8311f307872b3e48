"""What an agent might answer: the FAQ's words for what the shopper seems to ask, then canned answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.titles import Titles
from desk.workbench.canned import CannedAnswers, fill, wording
from desk.workbench.records import CannedAnswer
from desk.workbench.topics import Topics
from handoff.ports import Reader
from handoff.records import Agent, Author, ConversationRecord, IntentScore, MessageRecord

MOST = 5
NEWEST = 30
"""So many messages back the shopper's last one is looked for."""
LEAST = 0.1
"""A reading less likely than this (0 to 1) suggests nothing."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that might be answered.

    Attributes:
        kind: ``faq`` or ``canned``.
        confidence: Of the reading that it answers, 0 to 1.
        topic: The intent that it answers.
        canned: The canned answer that it is.
    """

    kind: str
    title: str
    text: str
    confidence: float | None
    topic: str | None
    canned: CannedAnswer | None = None


class Suggestions:
    """Suggests, and never sends.

    Args:
        transcripts: What was said.
        canned: What is written already.
        topics: What the assistant says.
        default_language: Of conversations whose language is not known.
    """

    def __init__(
        self, transcripts: Reader, canned: CannedAnswers, topics: Topics, default_language: str
    ) -> None:
        self._transcripts = transcripts
        self._canned = canned
        self._topics = topics
        self._default_language = default_language

    async def of(self, conversation_id: str, agent: Agent, titles: Titles) -> list[Suggestion]:
        """At most five for a conversation's newest question (``ConversationNotFound``)."""
        conversation = await self._transcripts.conversation(conversation_id)
        readings = await self._readings(conversation)
        found = self._from_faq(conversation, readings, titles)
        for answer, score in _by_topic(await self._canned.all(), readings):
            text, _ = wording(answer, conversation.language, self._default_language)
            filled = fill(text, name=conversation.address.name, agent=agent.name)
            found.append(Suggestion("canned", answer.title, filled, score.confidence, score.intent, answer))
        return found[:MOST]

    async def _readings(self, conversation: ConversationRecord) -> Sequence[IntentScore]:
        """How the shopper's last message that was read was understood, likeliest first."""
        newest = await self._transcripts.messages(
            conversation.id, before=conversation.last_sequence + 1, limit=NEWEST
        )
        read = [message for message in newest if message.author is Author.SHOPPER and message.reading]
        if read:
            return _likely(read[-1])
        case = await self._transcripts.case_of(conversation.id)
        return [score for score in case.readings if score.confidence >= LEAST] if case else []

    def _from_faq(
        self, conversation: ConversationRecord, readings: Sequence[IntentScore], titles: Titles
    ) -> list[Suggestion]:
        language, channel = conversation.language or self._default_language, conversation.address.channel
        found = []
        for score in readings:
            if text := self._topics.answer(score.intent, language, channel):
                title = titles.of(score.intent, language)
                found.append(Suggestion("faq", title, text, score.confidence, score.intent))
        return found


def _likely(message: MessageRecord) -> list[IntentScore]:
    if message.reading is None:
        return []
    ranking = message.reading.ranking or (IntentScore(message.reading.intent, message.reading.confidence),)
    return [score for score in ranking if score.confidence >= LEAST]


def _by_topic(
    answers: Sequence[CannedAnswer], readings: Sequence[IntentScore]
) -> list[tuple[CannedAnswer, IntentScore]]:
    """The canned answers for what was read, the likeliest reading's first, then the most used."""
    found = []
    for answer in answers:
        scores = [score for score in readings if score.intent in answer.topics]
        if scores:
            found.append((answer, max(scores, key=lambda score: score.confidence)))
    return sorted(found, key=lambda it: (-it[1].confidence, -it[0].uses, it[0].shortcut))
