"""Trackers as they stood when they were stored, so that their events need not happen again to be read."""

from __future__ import annotations

from collections import OrderedDict

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT = 1000
"""Conversations; others are replayed when somebody writes in them again."""


class Snapshots:
    """The newest conversations' trackers, each valid for one list of events and one domain only.

    Worth it where copying a tracker does not replay its events either: see ``bot.copies``.

    Args:
        kept: How many; the oldest go first.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._blank: tuple[Domain, DialogueStateTracker] | None = None
        self._trackers: OrderedDict[str, tuple[list[Event], Domain, DialogueStateTracker]] = OrderedDict()

    def take(self, events: list[Event], domain: Domain, tracker: DialogueStateTracker) -> None:
        """Keeps a copy of a tracker to which these very events have happened."""
        self.forget(tracker.sender_id)
        if self._trackers and next(iter(self._trackers.values()))[1] is not domain:
            # Another model has taken over: nothing of the old one's domain is kept in memory.
            self._trackers.clear()
        if tracker.slots.keys() == {slot.name for slot in domain.slots}:
            self._trackers[tracker.sender_id] = events, domain, tracker.copy()
        while len(self._trackers) > self._kept:
            self._trackers.popitem(last=False)

    def blank(self, sender_id: str, domain: Domain) -> DialogueStateTracker:
        """A tracker to which nothing has happened."""
        if self._blank is None or self._blank[0] is not domain:
            self._blank = domain, DialogueStateTracker(sender_id, domain.slots)
        made = self._blank[1].copy()
        made.sender_id = sender_id
        # Entities may be added to a message even where there is none yet.
        made.latest_message = UserUttered.empty()
        return made

    def knows(self, sender_id: str) -> bool:
        """Whether anything is kept of a conversation."""
        return sender_id in self._trackers

    def forget(self, sender_id: str) -> None:
        """Lets go of a conversation, whether or not it was kept."""
        self._trackers.pop(sender_id, None)

    def find(self, sender_id: str, events: list[Event], domain: Domain) -> DialogueStateTracker | None:
        """A tracker of its own for whoever asks; None where none was kept for this list of events."""
        known = self._trackers.get(sender_id)
        same = known is not None and known[0] is events and known[1] is domain
        return known[2].copy() if known is not None and same else None
