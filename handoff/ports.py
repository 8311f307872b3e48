"""What the core needs from outside; each has a shipped in-memory double in ``handoff.memory``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from handoff.messages import Address, Attachment, Edited, Inbound, Outbound, Receipt, StatusUpdate, Unknown
from handoff.moment import Shopper
from handoff.promising import PromiseUnit
from handoff.queue.ports import QueueUnit
from handoff.ratings import RatingUnit
from handoff.records import (
    Agent,
    BrainReply,
    CaseRecord,
    CaseState,
    CaseSummary,
    ConversationRecord,
    MessageRecord,
    MessageState,
    Question,
)
from handoff.signals import Signal
from handoff.work import Backlog, Delivery, Turn

Claimed_contra = TypeVar("Claimed_contra", contravariant=True)


class Clock(Protocol):
    """The time, so that tests can tell it."""

    def now(self) -> datetime:
        """The current time, aware, in UTC."""


class Brain(Protocol):
    """Whoever answers in the bot's name."""

    async def reply(self, question: Question) -> BrainReply:
        """Answers one message.

        Raises:
            BrainUnavailable: No answer in time, or nonsense.
        """


class Acquaintance(Protocol):
    """Knows something of whoever writes."""

    async def of(self, conversation: ConversationRecord) -> Shopper:
        """Their country and what kind of customer they are, soon, or what is known without asking."""


class Words(Protocol):
    """The catalogue of what the desk itself says to shoppers."""

    def say(self, key: str, language: str | None, **arguments: str | int) -> str:
        """One sentence in the language (the default one for None or an unknown code)."""


class Presence(Protocol):
    """Who is on duty."""

    async def on_duty(self) -> int:
        """How many agents have their console open."""


class Gateway(Protocol):
    """The channels, as the core sees them."""

    def render(self, channel: str, message: Outbound) -> list[Outbound]:
        """Splits and degrades a message into what the channel can show, one vendor call each."""

    async def send(self, to: Address, message: Outbound) -> Receipt:
        """Sends one rendered message (``Retryable``, ``Uncertain``, ``Rejected``, ``OutsideWindow``)."""

    async def find_sent(self, to: Address, message: Outbound, since: datetime) -> Receipt | None:
        """Asks the vendor whether it sent a message of unknown fate; None if it can't say."""

    async def show_typing(self, to: Address) -> None:
        """Shows that somebody writes; best effort."""

    def idempotent_channels(self) -> frozenset[str]:
        """The channels where sending the same message again has no second effect."""

    def window_hours(self, channel: str) -> int | None:
        """Hours after the shopper's last message in which we may write; None for no limit."""


class Carrier(Protocol[Claimed_contra]):
    """Goes on with what was claimed for it in somebody else's transaction."""

    @property
    def worker(self) -> str | None:
        """For whom to claim; None where it could not begin at once."""

    def carry(self, claimed: Claimed_contra, /) -> None:
        """Begins; the claim is stored."""

    def abandon(self, claimed: Claimed_contra, /) -> None:
        """Gives back; nobody knows whether the claim is stored."""


class Transaction(QueueUnit, PromiseUnit, RatingUnit, Protocol):
    """One unit of work: all of it is stored, or nothing. What it reads is locked until it ends."""

    async def conversation(self, conversation_id: str) -> ConversationRecord:
        """Reads and locks (``ConversationNotFound``)."""

    async def conversation_of(self, address: Address, now: datetime) -> ConversationRecord:
        """Reads and locks the conversation of an address, opening one for a new contact."""

    async def save_conversation(self, conversation: ConversationRecord) -> None:
        """Stores who owns it, its epoch, language, offered buttons and times."""

    async def add_inbound(self, message: MessageRecord, inbound: Inbound) -> bool:
        """Adds a shopper's message; False (and no effect) where this provider id is known."""

    async def add_outgoing(self, messages: Sequence[MessageRecord]) -> None:
        """Adds messages to the outbox (or, superseded, to the record)."""

    async def message(self, message_id: str) -> MessageRecord:
        """Reads one message (``ConversationNotFound`` where there is none)."""

    async def messages_of_client(self, conversation_id: str, client_id: str) -> list[MessageRecord]:
        """The rows that a console's ``client_id`` has made, in order."""

    async def edit(self, channel: str, edit: Edited, now: datetime) -> MessageRecord | None:
        """Puts a changed text in place of the old; None where the message is not known."""

    async def advance_status(self, channel: str, update: StatusUpdate, now: datetime) -> MessageRecord | None:
        """Moves an outgoing message forward; None where it is unknown or would move back."""

    async def set_blocked(self, address: Address, blocked: bool, now: datetime) -> ConversationRecord | None:
        """Records that a contact blocked us, or no longer does; None for an unknown contact."""

    async def keep_event(self, event: Unknown, now: datetime) -> bool:
        """Keeps an event as it came; False where it is kept already."""

    async def finish_inbound(self, message: MessageRecord) -> None:
        """Stores the state and the reading of a shopper's message."""

    async def release_to_people(self, conversation_id: str) -> None:
        """Marks every message still waiting for the bot as one for a person."""

    async def supersede_pending(self, conversation_id: str) -> list[MessageRecord]:
        """Cancels what the bot (or the system) has not sent yet; agents' messages stay."""

    async def move_pending_to_epoch(self, conversation_id: str, epoch: int) -> None:
        """Lets answers already owed to the shopper survive the handover to the queue."""

    async def retry_outgoing(self, message_id: str, now: datetime) -> MessageRecord | None:
        """Makes an agent's failed or uncertain message pending again; None where it is neither."""

    async def open_case(self, conversation_id: str) -> CaseRecord | None:
        """The case that is waiting or taken, if any."""

    async def add_case(self, case: CaseRecord) -> None:
        """Stores a new case."""

    async def save_case(self, case: CaseRecord) -> None:
        """Stores a case's state, agent and times."""

    async def place_in_queue(self, case: CaseRecord) -> int:
        """How many waiting cases are served before this one, plus one."""

    async def begin_turn(self, conversation: ConversationRecord, worker: str, now: datetime) -> Turn | None:
        """Claims the conversation's oldest unanswered message, if its turn is due and held by nobody.

        Stored with the conversation, so before it is saved.
        """

    async def claim_delivery(
        self, conversation: ConversationRecord, worker: str, now: datetime
    ) -> Delivery | None:
        """Claims the conversation's next due outgoing message, as ``Storage.claim_delivery`` does."""

    async def holds_turn(self, turn: Turn) -> bool:
        """Whether this claim of the turn still stands."""

    async def next_turn(self, turn: Turn, now: datetime) -> MessageRecord | None:
        """Goes on to the next message, or gives the turn free; stored with the conversation."""

    def end_turn(self, conversation_id: str) -> None:
        """Gives the conversation's turn free; stored with the conversation."""

    def signal(self, signal: Signal) -> None:
        """Tells the listeners, once the transaction is committed."""


class Storage(Protocol):
    """Where conversations are kept."""

    def write(self) -> AbstractAsyncContextManager[Transaction]:
        """Opens a unit of work; leaving the block commits, an exception rolls back."""

    async def conversations_to_answer(self, now: datetime, limit: int) -> list[str]:
        """Conversations of the bot's with a message whose turn is due and held by nobody."""

    async def claim_turn(self, worker: str, now: datetime, conversation_id: str) -> Turn | None:
        """Takes a conversation's next unanswered message, if its turn is due and held by nobody."""

    async def postpone_turn(self, turn: Turn, until: datetime) -> None:
        """Gives the turn back, not to be claimed before ``until``; counts the attempt."""

    async def claim_delivery(self, worker: str, now: datetime, conversation_id: str) -> Delivery | None:
        """Takes a conversation's next due outgoing message, in order, by one guarded UPDATE."""

    async def conversations_to_send(self, now: datetime, limit: int) -> list[str]:
        """Conversations with an outgoing message that is due."""

    async def record_sent(self, delivery: Delivery, provider_id: str, now: datetime) -> Delivery | None:
        """The vendor said yes; returns the conversation's next delivery, claimed, if one is due.

        A delivery without a worker was asked after: a provider id that another message has is no yes to it.
        """

    async def record_retry(self, delivery: Delivery, code: str, text: str, until: datetime) -> None:
        """The vendor could not take it now."""

    async def record_failure(self, delivery: Delivery, state: MessageState, code: str, text: str) -> None:
        """The vendor refused (``FAILED``) or never answered (``UNCERTAIN``)."""

    async def in_flight(self, conversation_id: str) -> int:
        """How many messages of the bot or the system are on their way right now."""

    async def recover(self, worker: str, idempotent_channels: frozenset[str], now: datetime) -> int:
        """Frees what workers that died were holding; returns how many messages it touched."""

    async def due_notices(self, now: datetime, limit: int) -> list[str]:
        """Conversations whose shopper waits for a person and is to be told again."""

    async def uncertain(self, since: datetime, limit: int) -> list[Delivery]:
        """Messages of unknown fate that may still be asked after."""


class Reader(Protocol):
    """The read side: what consoles and visitors are shown; takes no locks."""

    async def conversation(self, conversation_id: str) -> ConversationRecord:
        """One conversation (``ConversationNotFound``)."""

    async def find_conversation(self, address: Address) -> ConversationRecord | None:
        """The conversation of an address, if there is one."""

    async def messages(
        self, conversation_id: str, *, after: int = 0, before: int | None = None, limit: int = 100
    ) -> list[MessageRecord]:
        """Messages in order: the newest ``limit`` before ``before``, or the first ones after ``after``."""

    async def messages_changed(
        self, conversation_id: str, since: datetime, *, after: int = 0, limit: int = 100
    ) -> list[MessageRecord]:
        """Messages written or changed since a moment (``written_at``'s), in order; perhaps others, too."""

    async def message(self, message_id: str) -> MessageRecord:
        """One message (``ConversationNotFound`` where there is none)."""

    async def attachment(self, message_id: str, index: int) -> tuple[Address, Attachment]:
        """One attachment and where it came from (``ConversationNotFound``)."""

    async def case_of(self, conversation_id: str) -> CaseRecord | None:
        """The open case, or the last one."""

    async def case(self, case_id: str) -> CaseSummary | None:
        """One case as a list shows it."""

    async def cases(
        self, states: Sequence[CaseState], *, agent: Agent | None = None, limit: int = 200
    ) -> list[CaseSummary]:
        """Cases in the order in which they are served; closed ones newest first."""

    async def attention(self, since: datetime, limit: int = 50) -> list[MessageRecord]:
        """Outgoing messages that failed or are uncertain, newest first."""

    async def backlog(self, now: datetime) -> Backlog:
        """What is waiting."""
