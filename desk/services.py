"""What the desk is made of: ``desk.wiring`` builds it, routes and sockets use it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from actions.services import Opener
from connectors.base import Channel
from desk.accounts.accounts import Accounts
from desk.accounts.leavers import Leavers
from desk.exchange.imports import Imports
from desk.faq.opening import Faq
from desk.figures.board import Board
from desk.figures.figures import Figures
from desk.hours.staffing import StaffingNotes
from desk.learning.opening import Learning
from desk.metrics import Metrics
from desk.privacy.privacy import Privacy
from desk.settings import Settings
from desk.staffing.opening import Staffing
from desk.studio.studio import Studio
from desk.templates import Templates
from desk.trust import Trust
from desk.uploads.uploads import Uploads
from desk.words import Catalogue
from desk.workbench.workbench import Workbench
from handoff.inbox import Accepted
from handoff.messages import Attachment, InboundEvent, Outbound
from handoff.outlook import Promises
from handoff.ports import Brain, Clock, Reader
from handoff.records import Agent, ConversationRecord, MessageRecord
from handoff.signals import Signals
from handoff.sql.database import Database

Step = Callable[[], Awaitable[None]]


class Inbox(Protocol):
    """Where channels' events go (``handoff.inbox.Inbox``)."""

    async def accept(self, channel: str, events: Sequence[InboundEvent]) -> Accepted:
        """Stores events of one channel, all or none."""


class Ownership(Protocol):
    """Moves a conversation between bot, queue and agents (``handoff.ownership.Ownership``)."""

    async def take(self, conversation_id: str, agent: Agent) -> ConversationRecord:
        """Gives the conversation to the agent (``AlreadyTaken``)."""

    async def hand_back(self, conversation_id: str, agent: Agent, note: str = "") -> ConversationRecord:
        """Gives it back to the bot (``NotOwner``)."""

    async def resolve(self, conversation_id: str, agent: Agent) -> ConversationRecord:
        """Ends the case (``NotOwner``)."""


class Answers(Protocol):
    """Agents' messages (``handoff.answers.Answers``)."""

    async def say(
        self,
        conversation_id: str,
        agent: Agent,
        text: str,
        client_id: str,
        attachments: Sequence[Attachment] = (),
    ) -> list[MessageRecord]:
        """Stores an answer and has it sent (``NotOwner``, ``OutsideWindow``)."""

    async def send(
        self, conversation_id: str, agent: Agent, said: Outbound, client_id: str
    ) -> list[MessageRecord]:
        """The same for what is more than words (``NotOwner``, ``OutsideWindow``)."""

    async def retry(self, message_id: str, agent: Agent) -> MessageRecord:
        """Sends a failed message again (``NotRetryable``)."""


class BrainHealth(Brain, Protocol):
    """A brain that can be asked whether it is there."""

    async def is_ready(self) -> bool:
        """Whether the assistant can answer now; never raises."""


class ConsolePresence(Protocol):
    """Who has a console open on this replica."""

    async def arrive(self, agent: Agent, socket: str) -> None:
        """A console connected."""

    async def leave(self, socket: str) -> None:
        """A console went away."""

    async def sign_out(self, agent: Agent) -> None:
        """An agent is offline at once."""

    async def on_duty(self) -> int:
        """How many agents are online, on any replica."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a running desk uses.

    Attributes:
        channels: Only those that are in use, by name.
        shop: Gives actions the shop, and opens it if it is not open yet.
        opening: Run once, in order, before the first request.
        workers: Each runs until it is cancelled.
        closing: Run in order when the desk stops, after the workers.
    """

    settings: Settings
    clock: Clock
    database: Database
    signals: Signals
    brain: BrainHealth
    words: Catalogue
    presence: ConsolePresence
    staffing: Staffing
    accounts: Accounts
    trust: Trust
    privacy: Privacy
    leavers: Leavers
    channels: Mapping[str, Channel]
    inbox: Inbox
    ownership: Ownership
    answers: Answers
    transcripts: Reader
    promises: Promises
    staffing_notes: StaffingNotes
    shop: Opener
    uploads: Uploads
    templates: Templates
    figures: Figures
    board: Board
    workbench: Workbench
    studio: Studio
    learning: Learning
    faq: Faq
    imports: Imports
    metrics: Metrics = field(default_factory=Metrics)
    opening: tuple[Step, ...] = ()
    workers: tuple[Step, ...] = ()
    closing: tuple[Step, ...] = ()
