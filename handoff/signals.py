"""What the core tells the rest of the desk after each change, so that nobody has to ask in a loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

TURN = "turn"
DELIVERY = "delivery"
CONVERSATION_CHANGED = "conversation.changed"
MESSAGE_ADDED = "message.added"
MESSAGE_CHANGED = "message.changed"
CASE_CHANGED = "case.changed"
PRESENCE_CHANGED = "presence.changed"
QUEUE_CHANGED = "queue.changed"
SUPERVISOR_NEEDED = "supervisor.needed"
"""A case was passed on too often; ``data`` has ``case_id`` and ``bounces``."""
BREACH = "breach"
WINDOW_CLOSING = "window.closing"
HOURS_CHANGED = "hours.changed"
VISITOR = "visitor"
TYPING = "typing"
RESUMED = "resumed"
"""This replica hears the others (again): what they said before that, it has missed."""

LOCAL_KINDS = frozenset({TURN, DELIVERY})
"""Work for this process first; other replicas find what is left over by looking."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Something changed.

    Attributes:
        kind: One of this module's constants.
        conversation_id: Where; empty for ``VISITOR``.
        data: ``message_id`` for messages; ``case_id`` for cases; ``agent_id`` for presence;
            ``author`` for typing; ``case_id``, ``promise``, ``due`` and ``state`` for breaches;
            ``case_id`` and ``closes_at`` for windows;
            ``contact``, ``event`` and ``body`` for visitors.
    """

    kind: str
    conversation_id: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


class Subscription:
    """One listener's signals, in the order in which they were published."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Signal] = asyncio.Queue()

    def put(self, signal: Signal) -> None:
        """Adds a signal; never blocks."""
        self._queue.put_nowait(signal)

    async def get(self) -> Signal:
        """Waits for the next signal."""
        return await self._queue.get()

    def is_empty(self) -> bool:
        """Whether there is none to be had now."""
        return self._queue.empty()

    async def __aiter__(self) -> AsyncIterator[Signal]:
        while True:
            yield await self._queue.get()


class Signals(Protocol):
    """Publishes to every listener, on every replica."""

    async def publish(self, signals: Iterable[Signal]) -> None:
        """Tells of changes that are already committed (or need no commit)."""

    def dispatch(self, signals: Iterable[Signal]) -> None:
        """Tells this process's listeners only."""

    def subscribe(self) -> Subscription:
        """Listens from now on; give it back with ``unsubscribe``."""

    def unsubscribe(self, subscription: Subscription) -> None:
        """Stops listening."""


class LocalSignals:
    """Signals within one process: all that the embedded database needs."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()

    async def publish(self, signals: Iterable[Signal]) -> None:
        """Tells every listener of this process."""
        self.dispatch(signals)

    def dispatch(self, signals: Iterable[Signal]) -> None:
        """Tells every listener of this process."""
        for signal in signals:
            for subscription in self._subscriptions:
                subscription.put(signal)

    def subscribe(self) -> Subscription:
        """Listens from now on."""
        subscription = Subscription()
        self._subscriptions.add(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        """Stops listening."""
        self._subscriptions.discard(subscription)


@asynccontextmanager
async def listening(signals: Signals) -> AsyncIterator[Subscription]:
    """Listens for the length of a block."""
    subscription = signals.subscribe()
    try:
        yield subscription
    finally:
        signals.unsubscribe(subscription)


def presence_changed(agent_id: str) -> Signal:
    """An agent came or went, or has another number of conversations."""
    return Signal(PRESENCE_CHANGED, data={"agent_id": agent_id})
