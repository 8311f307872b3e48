"""Copies of Rasa's trackers and slots, made without living the conversation again.

Rasa copies a tracker by making an empty one, with a copy of every slot of the domain, and having all events
happen to it again; it does so before each action, and our store does for each message. With forty slots and
thirty events that was a quarter of the brain's processor time (``docs/performance.md``). Here a tracker's
state is copied as it stands, and slots are replaced, never changed, so that copies can share them.
"""

from __future__ import annotations

import copy
import dataclasses
from collections import deque
from typing import Any

from rasa.shared.constants import DEFAULT_SENDER_ID
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    Event,
    FollowupAction,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import AnySlotDict, DialogueStateTracker

_REVERTING = frozenset({ActionReverted, UserUtteranceReverted})
_rasas_copy = DialogueStateTracker.copy
_rasas_set_slot = DialogueStateTracker._set_slot  # noqa: SLF001 - there is no other way in


def copy_directly() -> None:
    """Has every tracker and slot be copied from now on as it stands; copies are the same as before."""
    Slot.__copy__ = _copied_slot
    DialogueStateTracker._set_slot = _set_slot  # noqa: SLF001
    DialogueStateTracker._reset_slots = _reset_slots  # noqa: SLF001
    DialogueStateTracker.copy = copied


def copied(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker to which the same has happened, and which goes its own way from here.

    As with Rasa's, what was done to the tracker other than by events is not copied: a next action that was
    taken back is there again, and nothing is known of the model.
    """
    if not _is_ordinary(tracker):
        return _rasas_copy(tracker)
    made = copy.copy(tracker)
    made.sender_id = tracker.sender_id or DEFAULT_SENDER_ID
    made.events = deque(tracker.events)
    made.slots = dict(tracker.slots)
    made.active_loop = dataclasses.replace(tracker.active_loop) if tracker.active_loop else None
    made.followup_action = _followup(tracker.events)
    made.sender_source = made.model_id = made.assistant_id = None
    return made


def _is_ordinary(tracker: DialogueStateTracker) -> bool:
    """Whether its state is what its events, each in its turn, have made of it."""
    complete = type(tracker) is DialogueStateTracker and tracker.events.maxlen is None
    slots_are_known = not isinstance(tracker.slots, AnySlotDict)
    return complete and slots_are_known and _REVERTING.isdisjoint(map(type, tracker.events))


def _followup(events: deque[Event]) -> str | None:
    """The next action that the events have settled."""
    followup: str | None = ACTION_LISTEN_NAME
    settling = (UserUttered, ActionExecuted, FollowupAction, Restarted, SessionStarted)
    last = next((event for event in reversed(events) if isinstance(event, settling)), None)
    if isinstance(last, (UserUttered, ActionExecuted)):
        followup = None
    elif isinstance(last, FollowupAction):
        followup = last.action_name
    elif isinstance(last, Restarted):
        followup = ACTION_SESSION_START_NAME
    return followup


def _set_slot(tracker: DialogueStateTracker, key: str, value: Any) -> None:
    # Another tracker may have the same slot.
    if key in tracker.slots:
        tracker.slots[key] = copy.copy(tracker.slots[key])
    _rasas_set_slot(tracker, key, value)


def _reset_slots(tracker: DialogueStateTracker) -> None:
    for name, slot in tracker.slots.items():
        if slot.has_been_set or slot.value is not slot.initial_value:
            fresh = tracker.slots[name] = copy.copy(slot)
            fresh.reset()


def _copied_slot(slot: Slot) -> Slot:
    made = object.__new__(type(slot))
    made.__dict__.update(slot.__dict__)
    return made
