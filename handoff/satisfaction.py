"""How it went: asked once when a case ends, heard whoever has the conversation, never taken for a question.

Five buttons carry ``/satisfaction{"score":n}``; where a channel has no buttons they are a numbered list, and
a typed "4" means the fourth. After the score the shopper may say that they wish to add a few words; only then
is their next message a comment, so that a new question is never swallowed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handoff import windows, writing
from handoff.identifiers import new_id
from handoff.messages import Button, Inbound, Outbound
from handoff.ports import Gateway, Transaction, Words
from handoff.ratings import Rating
from handoff.records import CaseRecord, ConversationRecord, MessageRecord, MessageState, Owner
from handoff.signals import CASE_CHANGED, Signal

INTENT = "satisfaction"
PREFIX = f"/{INTENT}"
WANTS_TO_COMMENT = f'{PREFIX}{{"comment":true}}'
COMMENT = f'{PREFIX}{{"comment":"next"}}'
"""Offered, but never shown: while it is, the next words that are typed are the comment."""
SCORES = (1, 2, 3, 4, 5)
ASKED_AGAIN_AFTER = timedelta(hours=24)
"""A case that was opened again within a day is the same one to the shopper: they are not asked twice."""
STILL_THERE = timedelta(hours=24)
"""Whoever has been silent for longer is not written to for our sake."""
MAY_CORRECT = timedelta(hours=1)
"""A second press within this time puts the first one right; it is still one score."""
COMMENT_WITHIN = timedelta(hours=1)
COMMENT_LIMIT = 2000
POLITE = frozenset({"thanks", "goodbye", "greet"})
"""Readings of a message that changes no subject."""
UNASKED_TOPICS = frozenset({"privacy_data", "faq/privacy_data"})
"""Whoever asks what we keep of them, or to be forgotten, is not asked for more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a message says of how it went; with neither score nor comment, nothing that counts.

    Attributes:
        score: 1 to 5.
        wants_to_comment: They pressed the button for it.
        comment: Their words.
    """

    score: int | None = None
    wants_to_comment: bool = False
    comment: str | None = None


def answer_in(conversation: ConversationRecord, inbound: Inbound, now: datetime) -> Answer | None:
    """What an incoming message says of how it went; None for every other message."""
    if inbound.payload == WANTS_TO_COMMENT:
        return Answer(wants_to_comment=True)
    if _awaits_comment(conversation, now) and inbound.payload in {None, COMMENT} and inbound.text.strip():
        return Answer(comment=inbound.text.strip()[:COMMENT_LIMIT])
    if inbound.payload is None or not _is_ours(inbound.payload):
        return None
    return Answer(score=_score(inbound.payload))


def still_offered(conversation: ConversationRecord, intent: str) -> tuple[Button, ...]:
    """The scores, while the shopper has only been polite since: "thanks", then "5", is still a score."""
    asked = any(button.payload.startswith(f"{PREFIX}{{") for button in conversation.offered)
    return conversation.offered if asked and intent in POLITE else ()


def marked(message: MessageRecord, answer: Answer) -> MessageRecord:
    """The message as it is kept: nobody's to answer, and known for what it is."""
    payload = COMMENT if answer.comment is not None else message.payload
    return replace(message, state=MessageState.ANSWERED, payload=payload)


class Satisfaction:
    """Asks how it went, and keeps what is said.

    Args:
        gateway: Knows the channels and their reply windows.
        words: What is said.
    """

    def __init__(self, gateway: Gateway, words: Words) -> None:
        self._gateway = gateway
        self._words = words

    async def ask(
        self, transaction: Transaction, conversation: ConversationRecord, case: CaseRecord, now: datetime
    ) -> ConversationRecord:
        """Asks, at the end of a case, where that is right; returns the conversation as it then is."""
        if not self._is_within_window(conversation, now) or not is_fit_to_ask(conversation, case, now):
            return conversation
        last = await transaction.last_rating(conversation.id)
        if last and (last.case_id == case.id or now - last.asked_at < ASKED_AGAIN_AFTER):
            return conversation
        if not await transaction.was_answered(conversation.id, case.opened_at):
            return conversation
        await transaction.save_rating(_asked(case, now))
        question = self._question(conversation, case)
        return await self._say(transaction, conversation, question, question.buttons, now)

    async def hear(
        self,
        transaction: Transaction,
        conversation: ConversationRecord,
        answer: Answer,
        message: MessageRecord,
    ) -> ConversationRecord:
        """Keeps what a message says, once; thanks for it while no person is there to talk over."""
        rating = await transaction.last_rating(conversation.id)
        changed = _after(rating, answer, message.at) if rating else None
        if rating is None or changed is None:
            return conversation
        await transaction.save_rating(changed)
        if changed.case_id:
            transaction.signal(Signal(CASE_CHANGED, conversation.id, {"case_id": changed.case_id}))
        is_correction = rating.score is not None and answer.score is not None
        if conversation.owner is not Owner.BOT or is_correction:
            return conversation
        said = self._thanks(conversation, answer)
        offered = (Button(COMMENT, COMMENT),) if answer.wants_to_comment else said.buttons
        return await self._say(transaction, conversation, said, offered, message.at)

    def _is_within_window(self, conversation: ConversationRecord, now: datetime) -> bool:
        """A vendor that has closed the window would refuse the question, and we would look careless."""
        closes_at = windows.closes_at(conversation, self._gateway)
        return closes_at is None or now < closes_at

    def _question(self, conversation: ConversationRecord, case: CaseRecord) -> Outbound:
        language = conversation.language
        text = (
            self._words.say("satisfaction-ask", language, name=case.agent.name)
            if case.agent and case.agent.name
            else self._words.say("satisfaction-ask-plain", language)
        )
        buttons = tuple(
            Button(self._words.say(f"satisfaction-{score}", language), payload_of(score)) for score in SCORES
        )
        return Outbound(text=text, buttons=buttons, author="system")

    def _thanks(self, conversation: ConversationRecord, answer: Answer) -> Outbound:
        language = conversation.language
        if answer.comment is not None:
            return Outbound(text=self._words.say("satisfaction-comment-thanks", language), author="system")
        if answer.wants_to_comment:
            return Outbound(text=self._words.say("satisfaction-write", language), author="system")
        button = Button(self._words.say("satisfaction-comment", language), WANTS_TO_COMMENT)
        text = self._words.say("satisfaction-thanks", language)
        return Outbound(text=text, buttons=(button,), author="system")

    async def _say(
        self,
        transaction: Transaction,
        conversation: ConversationRecord,
        said: Outbound,
        offered: tuple[Button, ...],
        now: datetime,
    ) -> ConversationRecord:
        conversation = replace(conversation, offered=offered)
        return await writing.tell(transaction, conversation, [said], self._gateway, now)


def is_fit_to_ask(conversation: ConversationRecord, case: CaseRecord, now: datetime) -> bool:
    """Whether asking is no nuisance: a person looked after it, and the shopper is there to answer."""
    heard_at = conversation.last_shopper_at
    return (
        case.agent is not None
        and not conversation.blocked
        and heard_at is not None
        and now - heard_at < STILL_THERE
        and not UNASKED_TOPICS.intersection(score.intent for score in case.readings[:1])
    )


def payload_of(score: int) -> str:
    """What the button of a score carries; short enough for Telegram's 64 bytes."""
    return f'{PREFIX}{{"score":{score}}}'


def _asked(case: CaseRecord, now: datetime) -> Rating:
    topic = case.readings[0].intent[:128] if case.readings else None
    return Rating(new_id(), case.conversation_id, now, case.id, case.agent, topic)


def _after(rating: Rating, answer: Answer, now: datetime) -> Rating | None:
    """The rating once the answer is kept; None where it changes nothing."""
    if answer.score is not None:
        return _scored(rating, answer.score, now)
    if rating.score is None or rating.comment is not None:
        return None
    if answer.wants_to_comment:
        return replace(rating, comment_wanted_at=now)
    if answer.comment is not None and rating.comment_wanted_at is not None:
        return replace(rating, comment=answer.comment, commented_at=now)
    return None


def _scored(rating: Rating, score: int, now: datetime) -> Rating | None:
    too_late = rating.scored_at is not None and now - rating.scored_at > MAY_CORRECT
    if too_late or rating.score == score:
        return None
    return replace(rating, score=score, scored_at=rating.scored_at or now)


def _awaits_comment(conversation: ConversationRecord, now: datetime) -> bool:
    awaited = any(button.payload == COMMENT for button in conversation.offered)
    pressed_at = conversation.last_shopper_at
    return awaited and pressed_at is not None and now - pressed_at <= COMMENT_WITHIN


def _is_ours(payload: str) -> bool:
    return payload == PREFIX or payload.startswith(f"{PREFIX}{{")


def _score(payload: str) -> int | None:
    """The score in a payload; None for one that no button of ours carries."""
    return next((score for score in SCORES if payload == payload_of(score)), None) or _read(payload)


def _read(payload: str) -> int | None:
    """The same, spelt as another client may spell JSON."""
    try:
        score = json.loads(payload.removeprefix(PREFIX) or "{}").get("score")
    except (ValueError, AttributeError, RecursionError):
        return None
    return score if type(score) is int and score in SCORES else None
