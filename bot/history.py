"""What of a conversation counts, and what the rules look at: found without living it all again.

To predict an action, Rasa makes a tracker, has all events happen to it again, and describes the situation
before each action that was ever taken. A rule compares only the last few of these: here no others are
described, and only slots are kept that a description can name (``docs/performance.md``).
"""

from __future__ import annotations

from typing import Any

from rasa.shared.core import events as rasas
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, Event, Restarted, SessionStarted, UserUttered
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

_BEGINNINGS = frozenset({Restarted, SessionStarted})
_REACHING_BACK = frozenset(
    {rasas.ActionReverted, rasas.UserUtteranceReverted, rasas.ActiveLoop, rasas.LegacyForm}
)
_FORMING = frozenset({rasas.ActiveLoop, rasas.LegacyForm})
# A kind of event of anybody else's may derive from one of these.
_KNOWN = frozenset(kind for kind in all_subclasses(Event) if kind.__module__ == rasas.__name__)
_PLAIN = _KNOWN - _REACHING_BACK
_rasas_applied_events = DialogueStateTracker.applied_events


def look_back_directly() -> None:
    """Has the events that count be found this way from now on, for every tracker; they are the same."""
    DialogueStateTracker.applied_events = applied_events


def applied_events(tracker: DialogueStateTracker) -> list[Event]:
    """The events that count: those since the last beginning, without what was taken back."""
    kinds = set(map(type, tracker.events))
    if not kinds <= _PLAIN:
        found: list[Event] = _rasas_applied_events(tracker)
        return found
    events = list(tracker.events)
    if kinds.isdisjoint(_BEGINNINGS):
        return events
    begun = max(number for number, event in enumerate(events) if type(event) in _BEGINNINGS)
    return events[begun + 1 :]


class RecentPast:
    """A tracker as a policy's featurizer asks for it, with the last situations only.

    Args:
        tracker: A conversation.
        most: How many situations, at least 1.
    """

    def __init__(self, tracker: DialogueStateTracker, most: int) -> None:
        self._tracker = tracker
        self._most = most

    def past_states(self, domain: Domain, omit_unset_slots: bool = False, **_: Any) -> list[State]:
        """Called by Rasa: the last of the states that ``DialogueStateTracker.past_states`` gives."""
        events = self._tracker.applied_events()
        actions = [number for number, event in enumerate(events) if isinstance(event, ActionExecuted)]
        wanted = [*actions[max(0, len(actions) - self._most + 1) :], len(events)][-self._most :]
        walker = _Walker(self._tracker)
        states: list[State] = []
        for number in range(0 if walker.slots else _start(events, wanted[0]), len(events) + 1):
            if number in wanted:
                states.append(domain.get_active_state(walker, omit_unset_slots=omit_unset_slots))
            if number < len(events):
                events[number].apply_to(walker)
        return states


def _start(events: list[Event], first: int) -> int:
    """From where on events have to be lived again to describe the situation before the first one, and later.

    Where no slot can be named, that is from the message and the action that came last before it, whichever
    was earlier; but a form may have begun at any time.
    """
    if not _FORMING.isdisjoint(map(type, events)):
        return 0
    before = range(first - 1, -1, -1)
    message = next((number for number in before if isinstance(events[number], UserUttered)), 0)
    action = next((number for number in before if isinstance(events[number], ActionExecuted)), 0)
    return min(message, action)


class _Walker(DialogueStateTracker):
    """Lives a conversation again as far as a description of a situation can name it."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        told: list[Slot] = [slot for slot in tracker.slots.values() if slot.influence_conversation]
        super().__init__(tracker.sender_id, told, is_rule_tracker=tracker.is_rule_tracker)

    def _set_slot(self, key: str, value: Any) -> None:
        if key in self.slots:
            super()._set_slot(key, value)
