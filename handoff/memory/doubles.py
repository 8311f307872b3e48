"""A clock that is told the time, a brain that says what it is told, channels that only write down."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from handoff.messages import Address, Outbound, Receipt
from handoff.records import BrainReply, IntentScore, Question, Reading

EPOCH = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""A Monday morning."""


class FixedClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = EPOCH) -> None:
        self._now = now

    def now(self) -> datetime:
        """The time it was told."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Moves on."""
        self._now += by


class ScriptedBrain:
    """Answers with an echo, or as its script says.

    Attributes:
        asked: Every question, in order.
        script: Decides the reply; may raise, or wait.
    """

    def __init__(self, script: Callable[[Question], Awaitable[BrainReply]] | None = None) -> None:
        self.asked: list[Question] = []
        self.script = script or echo

    async def reply(self, question: Question) -> BrainReply:
        """Writes the question down and follows the script."""
        self.asked.append(question)
        return await self.script(question)


async def echo(question: Question) -> BrainReply:
    """A brain that says back what it was told, in Italian, and is sure of it."""
    reading = Reading(intent="echo", confidence=1.0, ranking=(IntentScore("echo", 1.0),), language="it")
    return BrainReply((Outbound(text=f"echo: {question.text}"),), reading, language="it")


class PlainWords:
    """Says the key and its arguments, so that a test can tell what was meant."""

    def say(self, key: str, language: str | None, **arguments: str | int) -> str:
        """For example ``handover-waiting it place=1``."""
        return " ".join([key, language or "-", *(f"{name}={value}" for name, value in arguments.items())])


class StaticPresence:
    """As many agents on duty as it is told."""

    def __init__(self, count: int = 1) -> None:
        self.count = count

    async def on_duty(self) -> int:
        """How many."""
        return self.count


@dataclass(slots=True)
class RecordingGateway:
    """Channels that write down what they are given.

    Attributes:
        sent: ``(address, message)`` of each send that succeeded, in order.
        failures: Raised, one per send, before anything is written down.
        hold: While set to a cleared event, sends wait for it.
        idempotent: Channels where sending twice does no harm.
        window: Hours of the reply window; None for no limit.
        known: What a vendor knows to have sent, by our message id.
    """

    sent: list[tuple[Address, Outbound]] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    hold: asyncio.Event | None = None
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    idempotent: frozenset[str] = frozenset()
    window: int | None = None
    known: dict[str, Receipt] = field(default_factory=dict)
    text_limit: int = 4096
    typing: list[Address] = field(default_factory=list)

    def render(self, channel: str, message: Outbound) -> list[Outbound]:
        """Cuts long texts."""
        cuts = range(0, max(1, len(message.text)), self.text_limit)
        return [replace(message, text=message.text[at : at + self.text_limit]) for at in cuts]

    async def send(self, to: Address, message: Outbound) -> Receipt:
        """Writes down, after waiting or failing as told."""
        self.entered.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((to, message))
        return Receipt(f"provider-{message.id}")

    async def find_sent(self, to: Address, message: Outbound, since: datetime) -> Receipt | None:
        """What it was told the vendor knows."""
        return self.known.get(message.id)

    async def show_typing(self, to: Address) -> None:
        """Writes down."""
        self.typing.append(to)

    def idempotent_channels(self) -> frozenset[str]:
        """As told."""
        return self.idempotent

    def window_hours(self, channel: str) -> int | None:
        """As told."""
        return self.window
