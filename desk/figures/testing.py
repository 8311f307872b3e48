"""History, written straight into the tables: for tests, and for screens that need something to show."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from handoff.messages import Address, Button
from handoff.ratings import Rating
from handoff.records import (
    Agent,
    Author,
    CaseRecord,
    CaseState,
    ConversationRecord,
    HandoverReason,
    IntentScore,
    MessageRecord,
    MessageState,
    Owner,
    Reading,
)
from handoff.sql import rows
from handoff.sql.database import Session
from handoff.sql.hours_tables import breaches
from handoff.sql.satisfaction_tables import ratings
from handoff.sql.tables import cases, conversations, messages
from handoff.targets import Promise

BATCH = 5000


@dataclass(slots=True)
class Story:
    """One conversation as it is told, message by message.

    Attributes:
        id: The conversation's.
        channel: Where.
        contact: Who.
        language: ISO 639-1 code.
    """

    id: str
    channel: str
    contact: str
    language: str | None = "it"
    name: str | None = None
    messages: list[MessageRecord] = field(default_factory=list)
    cases: list[CaseRecord] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    breaches: list[dict[str, Any]] = field(default_factory=list)

    def asks(
        self,
        at: datetime,
        intent: str,
        text: str = "",
        *,
        tone: str | None = "neutral",
        state: MessageState = MessageState.ANSWERED,
        confidence: float = 0.9,
        others: Sequence[str] = (),
        doubt: str | None = None,
    ) -> MessageRecord:
        """The shopper writes, and is read."""
        ranking = tuple(IntentScore(it, confidence / place) for place, it in enumerate((intent, *others), 1))
        reading = Reading(
            intent,
            confidence,
            ranking if intent else (),
            language=self.language,
            tone=tone,
            tone_confidence=0.9,
            doubt=doubt,
        )
        return self._add(Author.SHOPPER, at, text or intent, state, reading=reading)

    def presses(self, at: datetime, payload: str) -> MessageRecord:
        """The shopper presses a button."""
        intent = payload.removeprefix("/")
        reading = Reading(intent, 1.0, (IntentScore(intent, 1.0),), language=self.language)
        return self._add(Author.SHOPPER, at, "", MessageState.ANSWERED, reading=reading, payload=payload)

    def waits(self, at: datetime, text: str = "?") -> MessageRecord:
        """The shopper writes to a person; nobody reads it for its meaning."""
        return self._add(Author.SHOPPER, at, text, MessageState.FOR_PERSON)

    def says(self, at: datetime, text: str = "", *, buttons: Sequence[Button] = ()) -> MessageRecord:
        """The assistant writes."""
        return self._add(Author.BOT, at, text or "…", MessageState.READ, buttons=tuple(buttons))

    def answers(self, at: datetime, agent: Agent, text: str = "…") -> MessageRecord:
        """An agent writes."""
        return self._add(Author.AGENT, at, text, MessageState.READ, agent_id=agent.id, author_name=agent.name)

    def opens(
        self,
        at: datetime,
        reason: HandoverReason = HandoverReason.REQUESTED,
        *,
        team: str | None = None,
        priority: int = 0,
        due: datetime | None = None,
    ) -> CaseRecord:
        """A person is called."""
        heard = next((it.reading for it in reversed(self.messages) if it.reading and it.reading.intent), None)
        case = CaseRecord(
            id=identifier(self.id, "case", len(self.cases)),
            conversation_id=self.id,
            reason=reason,
            priority=priority,
            state=CaseState.WAITING,
            opened_at=at,
            readings=heard.ranking if heard else (),
            language=self.language,
            team_id=team,
            queued_at=at,
            rank_at=at,
            first_response_due=due,
        )
        self.cases.append(case)
        return case

    def taken(self, at: datetime, agent: Agent) -> None:
        """An agent takes the last case."""
        self._change(state=CaseState.TAKEN, agent=agent, taken_at=at, first_taken_at=at, assigned_by="agent")

    def misses(self, due: datetime, promise: Promise = Promise.NEXT) -> None:
        """Nobody has answered in the last case when it was due, and that is recorded."""
        self.breaches.append(
            {
                "id": identifier(self.id, "breach", len(self.breaches)),
                "case_id": self.cases[-1].id,
                "kind": promise.value,
                "due": due,
                "breached_at": due,
            }
        )

    def ends(self, at: datetime, state: CaseState = CaseState.RESOLVED) -> None:
        """The last case ends."""
        self._change(state=state, closed_at=at)

    def rates(
        self,
        at: datetime,
        score: int | None,
        comment: str | None = None,
        *,
        asked_at: datetime | None = None,
    ) -> None:
        """The shopper says how the last case went."""
        case = self.cases[-1] if self.cases else None
        self.ratings.append(
            Rating(
                id=identifier(self.id, "rating", len(self.ratings)),
                conversation_id=self.id,
                asked_at=asked_at or at - timedelta(minutes=1),
                case_id=case.id if case else None,
                agent=case.agent if case else None,
                score=score,
                scored_at=at if score else None,
                comment=comment,
                commented_at=at if comment else None,
            )
        )

    def _add(
        self, author: Author, at: datetime, text: str, state: MessageState, **more: Any
    ) -> MessageRecord:
        number = len(self.messages) + 1
        message = MessageRecord(
            id=identifier(self.id, "message", number),
            conversation_id=self.id,
            sequence=number,
            author=author,
            state=state,
            at=at,
            text=text,
            provider_id=f"{self.id}-{number}",
            **more,
        )
        self.messages.append(message)
        return message

    def _change(self, **changes: Any) -> None:
        self.cases[-1] = replace(self.cases[-1], **changes)


def identifier(*parts: object) -> str:
    """An identifier that is the same at every run."""
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:32]


async def write(session: Session, stories: Sequence[Story]) -> None:
    """Stores stories, in the order in which their rows depend on each other."""
    await _insert(session, conversations, [_conversation(story) for story in stories])
    told = [(story, message) for story in stories for message in story.messages]
    await _insert(session, messages, [_message(story, message) for story, message in told])
    await _insert(session, cases, [rows.case_values(case) for story in stories for case in story.cases])
    await _insert(session, breaches, [breach for story in stories for breach in story.breaches])
    await _insert(session, ratings, [_rating(rating) for story in stories for rating in story.ratings])


async def _insert(session: Session, table: Any, values: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(values), BATCH):
        await session.execute(insert(table), values[start : start + BATCH])


def _conversation(story: Story) -> dict[str, Any]:
    open_case = next((case for case in story.cases if case.closed_at is None), None)
    owner = Owner.BOT if open_case is None else Owner.AGENT if open_case.agent else Owner.QUEUE
    heard = [message.at for message in story.messages if message.author is Author.SHOPPER]
    record = ConversationRecord(
        id=story.id,
        address=Address(story.channel, story.contact, story.name),
        created_at=story.messages[0].at,
        owner=owner,
        agent=open_case.agent if open_case else None,
        language=story.language,
        last_sequence=len(story.messages),
        last_shopper_at=heard[-1] if heard else None,
        last_message_at=story.messages[-1].at,
    )
    return {
        **rows.conversation_values(record),
        "id": story.id,
        "channel": story.channel,
        "contact": story.contact,
        "contact_name": story.name,
        "created_at": record.created_at,
    }


def _message(story: Story, message: MessageRecord) -> dict[str, Any]:
    outgoing = message.author is not Author.SHOPPER
    return {**rows.message_values(message, story.channel), "sent_at": message.at if outgoing else None}


def _rating(rating: Rating) -> dict[str, Any]:
    return {
        "id": rating.id,
        "conversation_id": rating.conversation_id,
        "case_id": rating.case_id,
        "agent_id": rating.agent.id if rating.agent else None,
        "agent_name": rating.agent.name if rating.agent else None,
        "topic": rating.topic,
        "asked_at": rating.asked_at,
        "score": rating.score,
        "scored_at": rating.scored_at,
        "comment": rating.comment,
        "commented_at": rating.commented_at,
    }
