"""Work that is held: a turn while the brain is asked, a delivery while a vendor is called, and what waits."""

from __future__ import annotations

from dataclasses import dataclass

from handoff.records import ConversationRecord, MessageRecord


@dataclass(frozen=True, slots=True)
class Turn:
    """One message that a worker holds while the brain is asked.

    Attributes:
        conversation: As it stood when the turn was claimed; ``epoch`` is checked again at the end.
        message: The shopper's message.
        token: The claim: a worker that was thought dead cannot finish another's turn.
    """

    conversation: ConversationRecord
    message: MessageRecord
    token: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One outgoing message that a worker holds while the vendor is called."""

    message: MessageRecord
    conversation: ConversationRecord
    worker: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is waiting, for readiness and metrics.

    Attributes:
        waiting_turns: Shoppers' messages not answered yet by the bot.
        pending_deliveries: Outgoing messages not sent yet.
        failed_deliveries: Outgoing messages that failed, of the last 24 hours.
        uncertain_deliveries: Outgoing messages of unknown fate, of the last 24 hours.
        queue_length: Conversations waiting for a person.
        longest_wait_seconds: Of the case that has waited longest.
        oldest_pending_seconds: Age of the oldest outgoing message not sent yet.
    """

    waiting_turns: int = 0
    pending_deliveries: int = 0
    failed_deliveries: int = 0
    uncertain_deliveries: int = 0
    queue_length: int = 0
    longest_wait_seconds: float = 0.0
    oldest_pending_seconds: float = 0.0
