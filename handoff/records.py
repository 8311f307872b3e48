"""What is known of a conversation: the records that the core works on and that readers are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from handoff.messages import Address, Attachment, Button, Outbound, TemplateUse
from handoff.moment import Moment


class Owner(StrEnum):
    """Who answers the shopper now."""

    BOT = "bot"
    QUEUE = "queue"
    AGENT = "agent"


class Author(StrEnum):
    """Who wrote a message."""

    SHOPPER = "shopper"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"


class MessageState(StrEnum):
    """Where a message stands; the first three are for what came in, the rest for what goes out."""

    RECEIVED = "received"
    ANSWERED = "answered"
    FOR_PERSON = "for_person"
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SUPERSEDED = "superseded"


class HandoverReason(StrEnum):
    """Why a conversation came to a person."""

    REQUESTED = "requested"
    LOW_CONFIDENCE = "low_confidence"
    COMPLAINT = "complaint"
    REPEATED_MISUNDERSTANDING = "repeated_misunderstanding"
    IDENTITY_FAILED = "identity_failed"
    BOT_UNAVAILABLE = "bot_unavailable"
    AGENT_STEPPED_IN = "agent_stepped_in"


class CaseState(StrEnum):
    """Where a case stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    HANDED_BACK = "handed_back"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Agent:
    """The person who acts, as far as the core needs to know them."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class IntentScore:
    """One way of reading a message, and how sure the assistant is of it (0 to 1)."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """How the assistant understood one message.

    Attributes:
        intent: The best reading; empty where nothing was read.
        confidence: Of the best reading, 0 to 1.
        ranking: The best readings, most likely first.
        entities: What was found in the text, in Rasa's own shape.
        language: ISO 639-1 code of the message.
        language_confidence: 0 to 1.
        tone: ``neutral``, ``pleased`` or ``frustrated``, with its confidence; None where nobody listened.
        doubt: ``ask`` or ``give_up`` where it was not enough to answer; None where the reading stood.
    """

    intent: str = ""
    confidence: float = 0.0
    ranking: tuple[IntentScore, ...] = ()
    entities: tuple[dict[str, Any], ...] = ()
    language: str | None = None
    language_confidence: float = 0.0
    tone: str | None = None
    tone_confidence: float = 0.0
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class HandoverRequest:
    """The assistant asks for a person: why, and what it tried before."""

    reason: HandoverReason
    tried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What the brain is asked: one message of one conversation.

    Attributes:
        conversation_id: The brain keeps one dialogue per conversation.
        message_id: The same message asked twice gets the same answer.
        text: What was written.
        payload: What a pressed button carries, or None.
        language: The conversation's language so far, or None.
        language_fixed: The shopper chose the language; it is not to be guessed.
        channel: For answers worded for the channel.
        photo: A picture came with it, or is all of it: the brain can't look, but may have asked for one.
        tell_only: The shopper waits for a person: only what is sure and merely wants telling is to be
            answered, outside of the dialogue; silence is an answer.
        moment: When it is asked; None leaves the time to the brain.
    """

    conversation_id: str
    message_id: str
    text: str
    payload: str | None
    language: str | None
    language_fixed: bool
    channel: str
    photo: bool = False
    tell_only: bool = False
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class BrainReply:
    """The brain's answer to a question.

    Attributes:
        replies: What to say, in order.
        reading: How the message was understood.
        language: The conversation's language from now on, or None for no change.
        language_fixed: The shopper has chosen it.
        handover: Set where the assistant asks for a person.
        model: Which of the brain's models answered; None where it does not say.
    """

    replies: tuple[Outbound, ...] = ()
    reading: Reading = field(default_factory=Reading)
    language: str | None = None
    language_fixed: bool = False
    handover: HandoverRequest | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class ConversationRecord:
    """One person on one channel, and who answers them.

    Attributes:
        id: Ours.
        address: Where the shopper is reached.
        owner: Who answers now.
        epoch: Raised at every change of owner; what the bot wrote under an older one never leaves.
        agent: Who has it, while ``owner`` is ``AGENT``.
        language: ISO 639-1 code, or None while nothing was understood.
        language_fixed: The shopper chose the language.
        last_sequence: Place of the newest message.
        offered: Buttons offered last, so that a typed "2" is understood.
        created_at: First message.
        last_shopper_at: The shopper's last message: a vendor's reply window starts here.
        last_message_at: Anyone's last message.
        blocked: The shopper blocked us on this channel.
    """

    id: str
    address: Address
    created_at: datetime
    owner: Owner = Owner.BOT
    epoch: int = 0
    agent: Agent | None = None
    language: str | None = None
    language_fixed: bool = False
    last_sequence: int = 0
    offered: tuple[Button, ...] = ()
    last_shopper_at: datetime | None = None
    last_message_at: datetime | None = None
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """One message of a transcript; an outgoing one is also one call to the vendor.

    Attributes:
        id: Ours.
        conversation_id: Where it belongs.
        sequence: Its place in the conversation, from 1.
        author: Who wrote it.
        state: Where it stands.
        at: When it was stored.
        epoch: The conversation's epoch when it was written.
        text: Plain text.
        author_name: The agent's name, for an agent's message.
        agent_id: The agent, for an agent's message.
        payload: What a pressed button carried.
        buttons: Choices offered.
        image: Public URL.
        attachments: What was sent besides text.
        template: The approved template that the text is the wording of.
        provider_id: The vendor's identifier.
        client_id: The console's own identifier: the same one stored twice has one effect.
        reply_to: The shopper's message that this one answers.
        reading: How the assistant understood it.
        attempts: How often it was tried (turns for what came in, sends for what goes out).
        error_code: Stable code of the last failure.
        error_text: One sentence of it.
        edited_at: When the shopper last changed it.
        sent_at: When the vendor said yes.
    """

    id: str
    conversation_id: str
    sequence: int
    author: Author
    state: MessageState
    at: datetime
    epoch: int = 0
    text: str = ""
    author_name: str | None = None
    agent_id: str | None = None
    payload: str | None = None
    buttons: tuple[Button, ...] = ()
    image: str | None = None
    attachments: tuple[Attachment, ...] = ()
    provider_id: str | None = None
    client_id: str | None = None
    reply_to: str | None = None
    reading: Reading | None = None
    attempts: int = 0
    error_code: str | None = None
    error_text: str | None = None
    edited_at: datetime | None = None
    sent_at: datetime | None = None
    template: TemplateUse | None = None


MOST_BOUNCES = 2
"""Times that a case may be passed on before a supervisor is told."""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One stretch of a conversation that needs a person.

    Attributes:
        id: Ours.
        conversation_id: Where it belongs.
        reason: Why it came to a person.
        priority: How much it matters, for lists and targets; the order of service is ``rank_at``.
        state: Where it stands.
        opened_at: The moment of the handover.
        readings: What the last message could have meant, most likely first.
        entities: What was found in it.
        tried: What the assistant tried before.
        language: ISO 639-1 code.
        agent: Who took it.
        taken_at: When.
        closed_at: When it was handed back or resolved.
        next_notice_at: When the shopper, still waiting, is told again.
        notices: How often they were told.
        team_id: Whose it is; None where no team serves it: anybody's.
        queued_at: Since when the shopper waits (or waited, last); ``opened_at`` where None.
        rank_at: Its place in the order of service, the earliest first; ``queued_at`` where None.
        safety: Somebody could come to harm.
        vip: The shopper has spent much here.
        frustrated: They were fed up when a person was called.
        returned: It came back from an agent who went away.
        bounces: How often it was passed on.
        assigned_by: Who gave it to its agent: ``agent`` or ``rota``; None while nobody has it.
        first_taken_at: When an agent first had it.
        preferred_agent_id: Who served this shopper before, and is to be asked first.
        avoided_agent_id: Who passed it on, and is to be asked last.
        warned_at: When the shopper, who had gone silent, was told that the assistant will take over.
        agreed: What the agent who handed it back had agreed with the shopper.
        unanswered_since: Since when a person owes the shopper an answer; None while nobody does.
        first_answered_at: When a person first answered.
        first_response_due: When the first answer of a person is late; None once it was given.
        next_response_due: When the answer to the shopper's last words is late; None once it was given.
        reopened_of: The case that was closed less than a day before, which this one goes on with.
        told_at: When the shopper was last told what to expect.
        promised_from: The earliest moment they were told; None where they were told none.
        promised_until: The latest moment they were told; None where they were told none.
        window_nudged_for: The closing of the channel's window that agents were warned of.
    """

    id: str
    conversation_id: str
    reason: HandoverReason
    priority: int
    state: CaseState
    opened_at: datetime
    readings: tuple[IntentScore, ...] = ()
    entities: tuple[dict[str, Any], ...] = ()
    tried: tuple[str, ...] = ()
    language: str | None = None
    agent: Agent | None = None
    taken_at: datetime | None = None
    closed_at: datetime | None = None
    next_notice_at: datetime | None = None
    notices: int = 0
    team_id: str | None = None
    queued_at: datetime | None = None
    rank_at: datetime | None = None
    safety: bool = False
    vip: bool = False
    frustrated: bool = False
    returned: bool = False
    bounces: int = 0
    assigned_by: str | None = None
    first_taken_at: datetime | None = None
    preferred_agent_id: str | None = None
    avoided_agent_id: str | None = None
    warned_at: datetime | None = None
    agreed: str | None = None
    unanswered_since: datetime | None = None
    first_answered_at: datetime | None = None
    first_response_due: datetime | None = None
    next_response_due: datetime | None = None
    reopened_of: str | None = None
    told_at: datetime | None = None
    promised_from: datetime | None = None
    promised_until: datetime | None = None
    window_nudged_for: datetime | None = None

    @property
    def waits_since(self) -> datetime:
        """Since when the shopper waits, or waited last."""
        return self.queued_at or self.opened_at

    @property
    def served_at(self) -> datetime:
        """Its place in the order of service: the earliest first."""
        return self.rank_at or self.waits_since

    @property
    def needs_supervisor(self) -> bool:
        """Whether it was passed on so often that somebody has to look after it."""
        return self.bounces > MOST_BOUNCES


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that agents put on conversations.

    Attributes:
        color: ``#rrggbb``.
        is_retired: No longer offered; conversations that have it keep it.
    """

    id: str
    name: str
    color: str
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case as a list shows it.

    Attributes:
        case: The case.
        conversation: Its conversation.
        last_text: The shopper's last words: ours would tell an agent nothing.
        unread: Messages left to a person since a person last wrote.
        place: Place in the queue from 1, while it waits; None after.
        team_name: The name of the team whose it is.
        tags: Its conversation's, by name.
    """

    case: CaseRecord
    conversation: ConversationRecord
    last_text: str
    unread: int
    place: int | None
    team_name: str | None = None
    tags: tuple[Tag, ...] = ()
