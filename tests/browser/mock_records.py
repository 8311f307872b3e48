"""The records of a desk in memory, in the shapes of the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

Json = dict[str, Any]
COOKIE = "sportello_session"


class Refusal(Exception):
    """The desk says no."""

    def __init__(self, status: int, code: str, message: str = "", **details: Any) -> None:
        super().__init__(code)
        self.status = status
        self.body = {"error": {"code": code, "message": message, "details": details}}


def moment(minutes_ago: float = 0) -> str:
    """A time in UTC, so many minutes ago."""
    return (datetime.now(UTC) - timedelta(minutes=minutes_ago)).isoformat().replace("+00:00", "Z")


def change_owner(conversation: Json, agent: Json, deed: str) -> None:
    case = conversation["case"]
    ref = {"id": agent["id"], "name": agent["name"]}
    conversation["epoch"] += 1
    if deed == "take":
        conversation.update(owner="agent", agent=ref)
        case.update(state="taken", agent=ref, taken_at=moment(), place=None)
        return
    conversation.update(owner="bot", agent=None)
    state = "resolved" if deed == "resolve" else "handed_back"
    case.update(state=state, closed_at=moment(), place=None, unread=0)


def new_conversation(conversation_id: str, name: str) -> Json:
    return {
        "id": conversation_id,
        "channel": "webchat",
        "contact": {"name": name, "address_masked": "+39 ••• ••• 4412"},
        "owner": "queue",
        "epoch": 1,
        "agent": None,
        "language": "it",
        "last_shopper_at": moment(4),
        "window_closes_at": None,
        "blocked": False,
        "case": None,
    }


def new_case(conversation_id: str) -> Json:
    return {
        "id": str(uuid4()),
        "conversation_id": conversation_id,
        "channel": "webchat",
        "contact_name": "",
        "reason": "low_confidence",
        "priority": 0,
        "state": "waiting",
        "opened_at": moment(4),
        "taken_at": None,
        "closed_at": None,
        "agent": None,
        "language": "it",
        "last_text": "",
        "last_at": None,
        "unread": 0,
        "place": None,
        "tags": [],
        "team": None,
        "queued_at": None,
        "vip": False,
        "bounces": 0,
        "frustrated": False,
        "first_response_due": None,
        "next_response_due": None,
        "assigned_by": None,
        "readings": ranking(),
        "entities": [{"entity": "order_number", "value": "IT-20417"}],
        "tried": ["clarify: faq/parcel_status | faq/failed_delivery"],
    }


def ranking() -> list[Json]:
    return [
        {"intent": "faq/parcel_status", "title": "Dov’è il pacco", "confidence": 0.46},
        {"intent": "faq/failed_delivery", "title": "Consegna fallita", "confidence": 0.31},
        {"intent": "complaint", "title": "Reclamo", "confidence": 0.12},
    ]


def reading() -> Json:
    return {
        "intent": "faq/parcel_status",
        "title": "Dov’è il pacco",
        "confidence": 0.46,
        "language": "it",
        "ranking": ranking(),
        "entities": [],
    }


def new_message(conversation_id: str, sequence: int, author: str, text: str) -> Json:
    return {
        "id": str(uuid4()),
        "conversation_id": conversation_id,
        "sequence": sequence,
        "author": author,
        "author_name": None,
        "text": text,
        "buttons": [],
        "image": None,
        "attachments": [],
        "state": "received" if author == "shopper" else "sent",
        "error": None,
        "at": moment(),
        "edited_at": None,
        "reading": None,
        "client_id": None,
    }
