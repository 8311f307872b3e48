"""Which messages were not understood: decided from what is stored of them, in one place."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desk.learning.records import Found, Kind
from desk.learning.stripping import strip
from handoff.records import HandoverReason, MessageState

FALLBACKS = frozenset({"", "nlu_fallback", "out_of_scope"})
"""Readings that answer nothing."""
SMALL_TALK = frozenset(
    {
        "greet",
        "goodbye",
        "thanks",
        "affirm",
        "deny",
        "cancel",
        "ask_person",
        "complaint",
        "set_language",
        "inform",
        "other_order",
        "photo_sent",
    }
)
"""Readings of messages that ask nothing by themselves."""
REFUSING = frozenset({"deny", "ask_person", "complaint", "cancel"})
PERSON = "ask_person"
MISUNDERSTOOD = frozenset(
    {HandoverReason.LOW_CONFIDENCE.value, HandoverReason.REPEATED_MISUNDERSTANDING.value}
)
GIVEN = frozenset({MessageState.ANSWERED.value, MessageState.FOR_PERSON.value})
GOES_ON_WITHIN = timedelta(hours=24)
"""What is written later is no answer to "did you mean…?"."""


@dataclass(frozen=True, slots=True)
class Line:
    """A shopper's message as it is stored, with what is known of who wrote it."""

    id: str
    conversation_id: str
    sequence: int
    at: datetime
    text: str
    payload: str | None
    state: str
    channel: str
    reading: Mapping[str, Any]
    contact_name: str | None
    language: str | None

    @property
    def intent(self) -> str:
        """What it was read as, however sure that was."""
        return str(self.reading.get("intent") or "")

    @property
    def doubt(self) -> str | None:
        """``ask`` or ``give_up`` where that was not enough."""
        found = self.reading.get("doubt")
        return str(found) if found else None

    @property
    def is_question(self) -> bool:
        """Whether somebody wrote it, in words, and the assistant read it."""
        return bool(self.payload is None and self.text.strip() and self.reading and self.state in GIVEN)

    @property
    def asks(self) -> bool:
        """Whether it is more than small talk."""
        return self.is_question and (self.intent not in SMALL_TALK or self.doubt is not None)

    def found(self) -> Found | None:
        """The message as it may be kept; None where nothing of it may, or is worth it."""
        text = strip(self.text, self.reading.get("entities") or (), [self.contact_name])
        if not text:
            return None
        return Found(
            id=self.id,
            conversation_id=self.conversation_id,
            text=text,
            language=self.reading.get("language") or self.language,
            channel=self.channel,
            intent=self.intent[:128] or None,
            confidence=float(self.reading.get("confidence") or 0.0),
            at=self.at,
        )


def is_fallback(line: Line) -> bool:
    """Whether the assistant had nothing to say to it: it asked back, gave up, or said that it can't help."""
    if not line.is_question or line.state != MessageState.ANSWERED.value:
        return False
    return line.doubt is not None or line.intent in FALLBACKS


def settled_as(asked: Line, reply: Line) -> str | None:
    """The topic that a shopper took of "did you mean…?"; None where they took none."""
    if asked.doubt != "ask" or not _goes_on(asked, reply):
        return None
    offered = [str(score.get("intent")) for score in asked.reading.get("ranking") or ()]
    if reply.payload is not None:
        taken = _named(reply.payload)
        return taken if taken in offered and taken != PERSON else None
    if reply.is_question and reply.intent == "affirm" and reply.doubt is None:
        return next((intent for intent in offered if intent not in SMALL_TALK | FALLBACKS), None)
    return None


def is_refused(asked: Line, reply: Line) -> bool:
    """Whether a shopper answered "did you mean…?" with no, with a person, or with more of the unknown."""
    if asked.doubt != "ask" or not _goes_on(asked, reply):
        return False
    if reply.payload is not None:
        return _named(reply.payload) == PERSON
    return reply.is_question and (reply.intent in REFUSING | FALLBACKS or reply.doubt is not None)


def question_in(lines: Sequence[Line]) -> Line | None:
    """What a shopper wanted, of their messages in order: the last that asked something."""
    return next((line for line in reversed(lines) if line.asks), None)


def kind_of_case(reason: str) -> Kind | None:
    """What a case says of the message before it; None where it says nothing of understanding."""
    if reason in MISUNDERSTOOD:
        return Kind.HANDOVER
    return Kind.AGENT_CORRECTION if reason == HandoverReason.AGENT_STEPPED_IN.value else None


def _goes_on(asked: Line, reply: Line) -> bool:
    return asked.sequence < reply.sequence and reply.at - asked.at <= GOES_ON_WITHIN


def _named(payload: str) -> str:
    """The intent of a button's payload."""
    name, _, rest = payload.removeprefix("/").partition("{")
    if rest:
        try:
            json.loads("{" + rest)
        except (ValueError, RecursionError):
            return ""
    return name
