"""The shopper chooses the language."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

SET = "utter_language_set/"
CHOICES = ("language_name", "language")


class ActionSetLanguage(Action):
    """Fixes the language that was named, if the assistant speaks it; asks which one otherwise.

    A language is spoken if the response ``utter_language_set/<code>`` exists.
    """

    def name(self) -> str:
        """Its name in the domain."""
        return "action_set_language"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Called for the wish, with or without the language."""
        chosen = _chosen(tracker.latest_message.get("entities") or [])
        if chosen is None or f"{SET}{chosen}" not in (domain.get("responses") or {}):
            dispatcher.utter_message(response="utter_ask_language")
            return []
        dispatcher.utter_message(response=f"{SET}{chosen}")
        return [SlotSet("language", chosen), SlotSet("language_fixed", True)]


def _chosen(entities: list[dict[str, Any]]) -> str | None:
    # What a detector guessed from the words is no choice.
    stated = [e for e in entities if e.get("entity") in CHOICES and e.get("extractor") != "LanguageDetector"]
    return str(stated[0].get("value")) if stated else None
