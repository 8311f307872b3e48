"""What waits to be told, in order, each change once: whoever is told reads it as it is by then."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Hashable, Iterator, Mapping

from handoff import signals
from handoff.signals import Signal

_SUBJECTS: Mapping[str, tuple[str, str]] = {
    signals.MESSAGE_ADDED: ("message", "message_id"),
    signals.MESSAGE_CHANGED: ("message", "message_id"),
    signals.CASE_CHANGED: ("case", "case_id"),
}


class Lane:
    """A queue in which a change that waits already is not put a second time."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[Hashable, Signal] = OrderedDict()
        self._some = asyncio.Event()

    def put(self, signal: Signal) -> None:
        """Adds a signal, unless one of the same change waits: that one will tell of this as well."""
        self._waiting.setdefault(_subject(signal), signal)
        self._some.set()

    def __len__(self) -> int:
        return len(self._waiting)

    async def get(self) -> Signal:
        """Waits for the next signal."""
        while not self._waiting:
            self._some.clear()
            await self._some.wait()
        return self._waiting.popitem(last=False)[1]


class Lanes:
    """Several lanes: one conversation's changes stay in one, so that they are told in order."""

    def __init__(self, count: int) -> None:
        self._lanes = [Lane() for _ in range(count)]

    def __iter__(self) -> Iterator[Lane]:
        return iter(self._lanes)

    def put(self, signal: Signal) -> None:
        """Adds a signal to its conversation's lane."""
        self._lanes[hash(signal.conversation_id) % len(self._lanes)].put(signal)


def _subject(signal: Signal) -> Hashable:
    """What a signal is about; where it is read anew when told, several are as good as one."""
    if signal.kind == signals.CONVERSATION_CHANGED:
        return "conversation", signal.conversation_id
    kind, name = _SUBJECTS.get(signal.kind, ("", ""))
    return (kind, str(signal.data[name])) if kind else object()
