"""Records of the core as the API shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.accounts.records import AgentAccount, Session
from desk.http import schemas
from desk.http.errors import failure
from desk.services import Services
from desk.titles import Titles
from handoff import windows
from handoff.messages import Attachment, AttachmentKind
from handoff.records import (
    Agent,
    CaseRecord,
    CaseSummary,
    ConversationRecord,
    IntentScore,
    MessageRecord,
    Reading,
)

CONSOLE_NAMESPACE = "/console"
SOCKET_PATH = "/socket.io"
NO_BYTES = frozenset({AttachmentKind.LOCATION, AttachmentKind.CONTACT})


@dataclass(frozen=True, slots=True)
class Views:
    """Shows records to one reader.

    Attributes:
        services: For channels' reply windows and the catalogue.
        titles: Intents in people's words.
        language: The reader's.
    """

    services: Services
    titles: Titles
    language: str

    def message(self, record: MessageRecord) -> schemas.MessageOut:
        """One message of a transcript."""
        return schemas.MessageOut(
            id=record.id,
            conversation_id=record.conversation_id,
            sequence=record.sequence,
            author=record.author,
            author_name=record.author_name,
            text=record.text or self._pressed(record),
            buttons=[schemas.ButtonOut(title=button.title) for button in record.buttons],
            image=record.image,
            attachments=[_attachment(record.id, place, it) for place, it in enumerate(record.attachments)],
            state=record.state,
            error=self._error(record),
            at=record.at,
            edited_at=record.edited_at,
            reading=self._reading(record.reading) if record.reading else None,
            client_id=record.client_id,
            template=record.template.name if record.template else None,
        )

    def messages(self, records: Iterable[MessageRecord]) -> list[schemas.MessageOut]:
        """Messages, in order."""
        return [self.message(record) for record in records]

    def case(self, summary: CaseSummary) -> schemas.CaseOut:
        """A case as a list shows it."""
        return schemas.CaseOut(**_case_fields(summary))

    def case_detail(self, summary: CaseSummary) -> schemas.CaseDetailOut:
        """A case with why it came to a person."""
        case = summary.case
        return schemas.CaseDetailOut(
            **_case_fields(summary),
            readings=[self._intent(score) for score in case.readings],
            entities=_entities(case.entities),
            tried=[self._step(step) for step in case.tried],
        )

    def _step(self, step: str) -> str:
        """One thing that the assistant tried (``answer: faq/returns``), with intents by their titles."""
        act, separator, intents = step.partition(": ")
        if not separator:
            return step
        titles = [self.titles.of(intent.strip(), self.language) for intent in intents.split("|")]
        return f"{act}: {' | '.join(titles)}"

    def summary(
        self, conversation: ConversationRecord, case: CaseSummary | None
    ) -> schemas.ConversationSummaryOut:
        """A conversation without its messages."""
        return schemas.ConversationSummaryOut(**self._conversation_fields(conversation, case))

    def conversation(
        self, conversation: ConversationRecord, case: CaseSummary | None, messages: Iterable[MessageRecord]
    ) -> schemas.ConversationOut:
        """A conversation with its newest messages."""
        return schemas.ConversationOut(
            **self._conversation_fields(conversation, case), messages=self.messages(messages)
        )

    async def case_of(self, conversation_id: str) -> CaseSummary | None:
        """The open case of a conversation, or its last one."""
        case = await self.services.transcripts.case_of(conversation_id)
        return await self.services.transcripts.case(case.id) if case else None

    def _conversation_fields(
        self, conversation: ConversationRecord, case: CaseSummary | None
    ) -> dict[str, Any]:
        return {
            "id": conversation.id,
            "channel": conversation.address.channel,
            "contact": schemas.ContactOut(
                name=conversation.address.name, address_masked=mask(conversation.address.contact)
            ),
            "owner": conversation.owner,
            "epoch": conversation.epoch,
            "agent": _agent(conversation.agent),
            "language": conversation.language,
            "last_shopper_at": conversation.last_shopper_at,
            "window_closes_at": self.window_closes_at(conversation),
            "blocked": conversation.blocked,
            "case": self.case_detail(case) if case else None,
        }

    def window_closes_at(self, conversation: ConversationRecord) -> datetime | None:
        """When the channel stops letting us write; None for never."""
        channel = self.services.channels.get(conversation.address.channel)
        return windows.closes_after(conversation, channel.capabilities.window_hours if channel else None)

    def _pressed(self, record: MessageRecord) -> str:
        """What a pressed button said, where the channel gave only its payload."""
        return self.titles.of_payload(record.payload, self.language) if record.payload else ""

    def _error(self, record: MessageRecord) -> schemas.MessageErrorOut | None:
        if record.error_code is None:
            return None
        known = failure(record.error_code, self.services.words, self.language)
        return schemas.MessageErrorOut(code=record.error_code, message=known)

    def _intent(self, score: IntentScore) -> schemas.IntentOut:
        title = self.titles.of(score.intent, self.language)
        return schemas.IntentOut(intent=score.intent, title=title, confidence=score.confidence)

    def _reading(self, reading: Reading) -> schemas.ReadingOut:
        return schemas.ReadingOut(
            intent=reading.intent,
            title=self.titles.of(reading.intent, self.language),
            confidence=reading.confidence,
            language=reading.language,
            tone=reading.tone,
            ranking=[self._intent(score) for score in reading.ranking],
            entities=_entities(reading.entities),
        )


def account(record: AgentAccount, *, totp: bool = False) -> schemas.AgentOut:
    """An agent's account, and whether a second factor guards it."""
    return schemas.AgentOut(
        id=record.id,
        name=record.name,
        email=record.email,
        role=record.role.value,
        disabled_at=record.disabled_at,
        totp=totp,
    )


def session(record: Session) -> schemas.SessionOut:
    """Who is signed in, and what their browser needs."""
    realtime = schemas.RealtimeOut(path=SOCKET_PATH, namespace=CONSOLE_NAMESPACE)
    return schemas.SessionOut(agent=account(record.account), csrf_token=record.csrf_token, realtime=realtime)


def mask(contact: str) -> str:
    """An address of which only the ends show: enough to recognise, too little to misuse."""
    if len(contact) <= 6:
        return "•" * len(contact)
    return f"{contact[:3]}{'•' * 4}{contact[-3:]}"


def _case_fields(summary: CaseSummary) -> dict[str, Any]:
    case: CaseRecord = summary.case
    conversation = summary.conversation
    return {
        "id": case.id,
        "conversation_id": case.conversation_id,
        "channel": conversation.address.channel,
        "contact_name": conversation.address.name,
        "reason": case.reason,
        "priority": case.priority,
        "state": case.state,
        "opened_at": case.opened_at,
        "taken_at": case.taken_at,
        "closed_at": case.closed_at,
        "agent": _agent(case.agent),
        "language": conversation.language or case.language,
        "last_text": summary.last_text,
        "last_at": conversation.last_message_at,
        "unread": summary.unread,
        "place": summary.place,
        "team": schemas.TeamRef(id=case.team_id, name=summary.team_name or "") if case.team_id else None,
        "queued_at": case.waits_since,
        "vip": case.vip,
        "safety": case.safety,
        "frustrated": case.frustrated,
        "returned": case.returned,
        "bounces": case.bounces,
        "needs_supervisor": case.needs_supervisor,
        "assigned_by": case.assigned_by,
        "agreed": case.agreed,
        "unanswered_since": case.unanswered_since,
        "first_response_due": case.first_response_due,
        "next_response_due": case.next_response_due,
        "reopened_of": case.reopened_of,
        "tags": [
            schemas.TagOut(id=tag.id, name=tag.name, color=tag.color, retired=tag.is_retired)
            for tag in summary.tags
        ],
    }


def _agent(agent: Agent | None) -> schemas.AgentRef | None:
    return schemas.AgentRef(id=agent.id, name=agent.name) if agent else None


def _attachment(message_id: str, place: int, attachment: Attachment) -> schemas.AttachmentOut:
    has_bytes = attachment.kind not in NO_BYTES and bool(attachment.reference)
    return schemas.AttachmentOut(
        kind=attachment.kind,
        media_type=attachment.media_type,
        name=attachment.name,
        size=attachment.size,
        url=f"/api/messages/{message_id}/attachments/{place}" if has_bytes else None,
        latitude=attachment.latitude,
        longitude=attachment.longitude,
    )


def _entities(entities: Iterable[dict[str, Any]]) -> list[schemas.EntityOut]:
    return [
        schemas.EntityOut(entity=str(found.get("entity", "")), value=str(found.get("value", "")))
        for found in entities
    ]
