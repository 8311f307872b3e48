"""Calling a person: a reply without words, which whoever owns the conversation acts on."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue import tried

REQUESTED = "requested"
COMPLAINT = "complaint"
LOW_CONFIDENCE = "low_confidence"
MISUNDERSTOOD = "repeated_misunderstanding"
IDENTITY = "identity_failed"


def hand_over(dispatcher: CollectingDispatcher, tracker: Tracker, reason: str) -> None:
    """Adds the reply that means "a person, please".

    Args:
        dispatcher: Collects the replies.
        tracker: The dialogue, for what was tried.
        reason: One of this module's constants.
    """
    dispatcher.utter_message(json_message={"handover": {"reason": reason, "tried": tried(tracker.events)}})
