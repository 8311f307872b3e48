"""Rows to records and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from handoff.messages import Address, Attachment, AttachmentKind, Button, TemplateUse
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

PROMISED = (
    "unanswered_since",
    "first_answered_at",
    "first_response_due",
    "next_response_due",
    "reopened_of",
    "told_at",
    "promised_from",
    "promised_until",
    "window_nudged_for",
)
"""Columns of a case that are kept as they are."""


def conversation_from(row: RowMapping) -> ConversationRecord:
    """A row of ``conversations``."""
    return ConversationRecord(
        id=row["id"],
        address=Address(row["channel"], row["contact"], row["contact_name"]),
        created_at=row["created_at"],
        owner=Owner(row["owner"]),
        epoch=row["epoch"],
        agent=_agent(row),
        language=row["language"],
        language_fixed=row["language_fixed"],
        last_sequence=row["last_sequence"],
        offered=_buttons(row["offered"]),
        last_shopper_at=row["last_shopper_at"],
        last_message_at=row["last_message_at"],
        blocked=row["blocked"],
    )


def conversation_values(conversation: ConversationRecord) -> dict[str, Any]:
    """What ``save_conversation`` stores."""
    return {
        "owner": conversation.owner.value,
        "epoch": conversation.epoch,
        "agent_id": conversation.agent.id if conversation.agent else None,
        "agent_name": conversation.agent.name if conversation.agent else None,
        "language": conversation.language,
        "language_fixed": conversation.language_fixed,
        "last_sequence": conversation.last_sequence,
        "offered": [asdict(button) for button in conversation.offered],
        "last_shopper_at": conversation.last_shopper_at,
        "last_message_at": conversation.last_message_at,
        "blocked": conversation.blocked,
    }


def message_from(row: RowMapping) -> MessageRecord:
    """A row of ``messages``."""
    return MessageRecord(
        id=row["id"],
        conversation_id=row["conversation_id"],
        sequence=row["sequence"],
        author=Author(row["author"]),
        state=MessageState(row["state"]),
        at=row["at"],
        epoch=row["epoch"],
        text=row["text"],
        author_name=row["author_name"],
        agent_id=row["agent_id"],
        payload=row["payload"],
        buttons=_buttons(row["buttons"]),
        image=row["image"],
        attachments=tuple(_attachment(item) for item in row["attachments"]),
        provider_id=row["provider_id"],
        client_id=row["client_id"],
        reply_to=row["reply_to"],
        reading=reading_from(row["reading"]),
        attempts=row["attempts"],
        error_code=row["error_code"],
        error_text=row["error_text"],
        edited_at=row["edited_at"],
        sent_at=row["sent_at"],
        template=TemplateUse(**row["template"]) if row["template"] else None,
    )


def message_values(message: MessageRecord, channel: str) -> dict[str, Any]:
    """A new row of ``messages``."""
    return {
        "id": message.id,
        "conversation_id": message.conversation_id,
        "sequence": message.sequence,
        "channel": channel,
        "outgoing": message.author is not Author.SHOPPER,
        "author": message.author.value,
        "author_name": message.author_name,
        "agent_id": message.agent_id,
        "state": message.state.value,
        "epoch": message.epoch,
        "text": message.text,
        "payload": message.payload,
        "buttons": [asdict(button) for button in message.buttons],
        "image": message.image,
        "attachments": [{**asdict(item), "kind": item.kind.value} for item in message.attachments],
        "template": asdict(message.template) if message.template else None,
        "provider_id": message.provider_id,
        "client_id": message.client_id,
        "reply_to": message.reply_to,
        **reading_columns(message.reading),
        "at": message.at,
        "attempts": message.attempts,
        "not_before": message.at,
    }


def case_from(row: RowMapping) -> CaseRecord:
    """A row of ``cases``."""
    return CaseRecord(
        id=row["id"],
        conversation_id=row["conversation_id"],
        reason=HandoverReason(row["reason"]),
        priority=row["priority"],
        state=CaseState(row["state"]),
        opened_at=row["opened_at"],
        readings=tuple(IntentScore(**item) for item in row["readings"]),
        entities=tuple(row["entities"]),
        tried=tuple(row["tried"]),
        language=row["language"],
        agent=_agent(row),
        taken_at=row["taken_at"],
        closed_at=row["closed_at"],
        next_notice_at=row["next_notice_at"],
        notices=row["notices"],
        team_id=row["team_id"],
        queued_at=row["queued_at"],
        rank_at=row["rank_at"],
        safety=bool(row["safety"]),
        vip=bool(row["vip"]),
        frustrated=bool(row["frustrated"]),
        returned=bool(row["returned"]),
        bounces=row["bounces"] or 0,
        assigned_by=row["assigned_by"],
        first_taken_at=row["first_taken_at"],
        preferred_agent_id=row["preferred_agent_id"],
        avoided_agent_id=row["avoided_agent_id"],
        warned_at=row["warned_at"],
        agreed=row["agreed"],
        **{name: row[name] for name in PROMISED},
    )


def case_values(case: CaseRecord) -> dict[str, Any]:
    """Everything of a case."""
    return {
        "id": case.id,
        "conversation_id": case.conversation_id,
        "reason": case.reason.value,
        "priority": case.priority,
        "state": case.state.value,
        "opened_at": case.opened_at,
        "readings": [asdict(score) for score in case.readings],
        "entities": list(case.entities),
        "tried": list(case.tried),
        "language": case.language,
        "agent_id": case.agent.id if case.agent else None,
        "agent_name": case.agent.name if case.agent else None,
        "taken_at": case.taken_at,
        "closed_at": case.closed_at,
        "next_notice_at": case.next_notice_at,
        "notices": case.notices,
        "team_id": case.team_id,
        "queued_at": case.waits_since,
        "rank_at": case.served_at,
        "safety": case.safety,
        "vip": case.vip,
        "frustrated": case.frustrated,
        "returned": case.returned,
        "bounces": case.bounces,
        "assigned_by": case.assigned_by,
        "first_taken_at": case.first_taken_at,
        "preferred_agent_id": case.preferred_agent_id,
        "avoided_agent_id": case.avoided_agent_id,
        "warned_at": case.warned_at,
        "agreed": case.agreed,
        **{name: getattr(case, name) for name in PROMISED},
    }


def reading_columns(reading: Reading | None) -> dict[str, Any]:
    """A message's reading, and what reports ask of many readings at once."""
    return {
        "reading": reading_values(reading),
        "intent": reading.intent[:128] if reading else None,
        "tone": reading.tone[:16] if reading and reading.tone else None,
    }


def reading_values(reading: Reading | None) -> dict[str, Any] | None:
    """A reading as JSON."""
    return asdict(reading) if reading else None


def reading_from(value: Mapping[str, Any] | None) -> Reading | None:
    """A reading out of JSON."""
    if value is None:
        return None
    ranking = tuple(IntentScore(**item) for item in value["ranking"])
    return Reading(**{**value, "ranking": ranking, "entities": tuple(value["entities"])})


def _agent(row: RowMapping) -> Agent | None:
    return Agent(row["agent_id"], row["agent_name"] or "") if row["agent_id"] else None


def _buttons(value: list[dict[str, str]]) -> tuple[Button, ...]:
    return tuple(Button(**item) for item in value)


def _attachment(value: Mapping[str, Any]) -> Attachment:
    return Attachment(**{**value, "kind": AttachmentKind(value["kind"])})
