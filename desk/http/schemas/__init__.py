"""What the HTTP API takes and gives, an area a module: the one source of the console's own types."""

from __future__ import annotations

from desk.http.schemas.accounts import (
    AgentIn,
    AgentOut,
    AgentRef,
    AgentsOut,
    Credentials,
    RealtimeOut,
    Role,
    SessionOut,
)
from desk.http.schemas.base import STORABLE, Email, ErrorBody, ErrorOut, Name, Schema, Text
from desk.http.schemas.conversations import (
    CaseDetailOut,
    CaseOut,
    ContactOut,
    ConversationOut,
    ConversationSummaryOut,
    QueueOut,
)
from desk.http.schemas.health import HealthOut, PartOut, ReadinessOut
from desk.http.schemas.messages import (
    AnswerIn,
    AttachmentOut,
    ButtonOut,
    EntityOut,
    IntentOut,
    MessageErrorOut,
    MessageOut,
    MessagesOut,
    ReadingOut,
    TypingOut,
)

__all__ = [
    "STORABLE",
    "AgentIn",
    "AgentOut",
    "AgentRef",
    "AgentsOut",
    "AnswerIn",
    "AttachmentOut",
    "ButtonOut",
    "CaseDetailOut",
    "CaseOut",
    "ContactOut",
    "ConversationOut",
    "ConversationSummaryOut",
    "Credentials",
    "Email",
    "EntityOut",
    "ErrorBody",
    "ErrorOut",
    "HealthOut",
    "IntentOut",
    "MessageErrorOut",
    "MessageOut",
    "MessagesOut",
    "Name",
    "PartOut",
    "QueueOut",
    "ReadinessOut",
    "ReadingOut",
    "RealtimeOut",
    "Role",
    "Schema",
    "SessionOut",
    "Text",
    "TypingOut",
]
