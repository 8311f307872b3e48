"""A tracker store for a brain that need not remember: the hundredth turn costs what the first did.

Rasa's own stores serialise the whole history at every turn and read it all back at the next. The desk keeps
what was said; the brain needs only the last few turns and the slots.
"""

from __future__ import annotations

import copy
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.open_questions import OpenQuestions, has_asked, message_of
from bot.snapshots import Snapshots

MEMORY_VARIABLE = "SPORTELLO_BRAIN_MEMORY"


class BoundedTrackerStore(TrackerStore):
    """Keeps each conversation's last events, as they are, in memory; and its slots, whatever their age.

    The kept events begin where a message came in, so a rule never sees half a turn. What was forgotten
    lives on as the slots (and the form) it had set.

    Args:
        domain: The model's domain.
        event_broker: Gets every new event once, if there is one.
        max_events: A conversation longer than this is cut to about half of it.
        max_conversations: The one that has been silent longest is forgotten beyond this number.
        resume_hours: What was being asked is taken up again for so long; a conversation that has been silent
            for longer begins anew, and the caller says its language.
        memory: A file for what is being asked, which another brain goes on from (see
            ``bot.open_questions``); ``SPORTELLO_BRAIN_MEMORY`` goes before it. None for none.
        clock: Seconds since the epoch.
    """

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        max_events: int = 30,
        max_conversations: int = 20_000,
        resume_hours: float = 24.0,
        memory: str | None = None,
        clock: Callable[[], float] = time.time,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._max_events = max_events
        self._max_conversations = max_conversations
        self._resume_seconds = float(resume_hours) * 3600
        self._clock = clock
        self._kept: OrderedDict[str, list[Event]] = OrderedDict()
        self._snapshots = Snapshots()
        path = os.environ.get(MEMORY_VARIABLE) or memory
        self._open = OpenQuestions(Path(path), self._resume_seconds, clock) if path else None

    def shared(self) -> BoundedTrackerStore:
        """Another store on the same conversations, whose domain may differ: for a model that takes over."""
        return copy.copy(self)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps a conversation as it stands; one in which nothing has happened is forgotten."""
        events = list(tracker.events)
        before = self._kept.pop(tracker.sender_id, [])
        self._snapshots.forget(tracker.sender_id)
        if self.event_broker:
            await self._stream_new_events(self.event_broker, events[len(before) :], tracker.sender_id)
        if events:
            kept = self._kept[tracker.sender_id] = self._shortened(tracker.sender_id, events)
            if kept is events:
                self._snapshots.take(events, self.domain, tracker)
        if self._open:
            self._note(self._open, tracker, events)
        while len(self._kept) > self._max_conversations:
            self._snapshots.forget(self._kept.popitem(last=False)[0])

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """A tracker of its own for whoever asks: what fails halfway leaves no trace."""
        events = self._kept.get(sender_id)
        if events and self._clock() - events[-1].timestamp > self._resume_seconds:
            events = None
            del self._kept[sender_id]
            self._snapshots.forget(sender_id)
        if events is None:
            return None
        known = self._snapshots.find(sender_id, events, self.domain)
        return known or self._replayed(sender_id, events)

    def recall(self, sender_id: str, message: str) -> None:
        """Has a conversation that another brain was in the middle of go on where that one stopped.

        Args:
            sender_id: The conversation; one that is in memory is as it is there.
            message: The one that has just come. Where the other brain has read it already, and was stopped
                before anybody heard its answer, the conversation goes on from before it.
        """
        if self._open and sender_id not in self._kept and self._open.knows(sender_id):
            events = self._open.find(sender_id, message)
            if events:
                self._kept[sender_id] = events

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """Called by Rasa for an empty tracker; most of it is made once for a domain."""
        if self.max_event_history is not None:
            return super().init_tracker(sender_id)
        return self._snapshots.blank(sender_id, self.domain)

    async def exists(self, conversation_id: str) -> bool:
        """Whether the conversation is known."""
        return conversation_id in self._kept or bool(self._open and self._open.knows(conversation_id))

    async def keys(self) -> Iterable[str]:
        """The conversations that are known."""
        return list(self._kept)

    def _note(self, questions: OpenQuestions, tracker: DialogueStateTracker, events: list[Event]) -> None:
        if not events:
            questions.forget(tracker.sender_id)
            return
        cut = next((i for i in range(len(events) - 2, -1, -1) if _begins_turn(events, i)), 0)
        turn, open_ = events[cut:], None
        if tracker.active_loop_name or has_asked(turn):
            open_ = [*_summary(self._replayed(tracker.sender_id, events[:cut])), *turn]
        questions.note(tracker.sender_id, message_of(turn), open_)

    def _shortened(self, sender_id: str, events: list[Event]) -> list[Event]:
        if len(events) <= self._max_events:
            return events
        earliest = len(events) - self._max_events // 2
        cut = next((i for i in range(earliest, len(events)) if _begins_turn(events, i)), None)
        if cut is None:
            return events
        return [*_summary(self._replayed(sender_id, events[:cut])), *events[cut:]]

    def _replayed(self, sender_id: str, events: Iterable[Event]) -> DialogueStateTracker:
        tracker = self.init_tracker(sender_id)
        for event in events:
            tracker.update(event, self.domain)
        return tracker


def _begins_turn(events: list[Event], index: int) -> bool:
    # `action_listen` is what a rule expects before a message, so it stays with it.
    return index + 1 < len(events) and isinstance(events[index + 1], UserUttered)


def _summary(tracker: DialogueStateTracker) -> list[Event]:
    slots: list[Event] = [
        SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value != slot.initial_value
    ]
    loop = [ActiveLoop(tracker.active_loop_name)] if tracker.active_loop_name else []
    return [*slots, *loop]


def recall(store: Any, sender_id: str, message: str) -> None:
    """Has a store go on where another brain stopped, if it is one that can.

    Args:
        store: An agent's, wrapped by Rasa or not.
        sender_id: The conversation.
        message: The one that has just come.
    """
    inner = unwrapped(store)
    if isinstance(inner, BoundedTrackerStore):
        inner.recall(sender_id, message)


def unwrapped(store: Any) -> Any:
    """An agent's store without what Rasa puts around it."""
    return getattr(store, "_tracker_store", store)
