"""One turn of a shopper who has come for something: what they wrote, what is known, what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue import meant
from actions.ports import Contact
from actions.services import Services
from actions.telling import Telling
from shop.identity import Claimant
from shop.records import Order

REQUESTED = "requested_slot"
INFORM = "inform"
"""The intent of a button that answers a question."""
_NAME = re.compile(r"[^\W\d_][\w'’-]{1,19}")


@dataclass
class Visit:
    """What an errand works on, and what it leaves behind.

    Attributes:
        dispatcher: Collects what is said.
        tracker: The dialogue, as Rasa sent it.
        services: The shop, and who is writing.
        contact: Who is writing.
        order: The order that was proven in this turn; None before.
        repeats: The pending question is asked once more, so other words are used.
        asked: The question has been asked already, by what was said.
    """

    dispatcher: CollectingDispatcher
    tracker: Tracker
    services: Services
    contact: Contact
    order: Order | None = None
    repeats: bool = False
    asked: bool = False
    choices: Sequence[Order] = ()
    _changes: dict[str, Any] = field(default_factory=dict)

    def get(self, slot: str) -> Any:
        """A slot's value, as it is by now."""
        return self._changes.get(slot, self.tracker.slots.get(slot))

    def set(self, slot: str, value: Any) -> None:
        """Remembers a slot's value."""
        self._changes[slot] = value

    def take(self, slot: str) -> Any:
        """A slot's value, which is then forgotten."""
        value = self.get(slot)
        self.forget(slot)
        return value

    def forget(self, *slots: str) -> None:
        """Empties slots."""
        for slot in slots:
            if self.get(slot) is not None:
                self._changes[slot] = None

    def events(self) -> list[EventType]:
        """The changes, for Rasa."""
        return [SlotSet(name, value) for name, value in self._changes.items()]

    def say(self, response: str, buttons: Sequence[dict[str, str]] = (), **blanks: str) -> None:
        """Says a response of the domain, with its blanks filled; ``name`` always is."""
        Telling(response, {"name": self.comma_name, **blanks}, tuple(buttons)).by(self.dispatcher)

    @property
    def language(self) -> str:
        """The conversation's, ISO 639-1."""
        return str(self.get("language") or self.contact.language or "it")

    @cached_property
    def message(self) -> dict[str, Any]:
        """The newest message as it was understood; see ``actions.dialogue.meant``."""
        return meant(self.tracker.latest_message, self.tracker.events)

    @property
    def text(self) -> str:
        """The newest message, as written; after "did you mean…?" the one that was in doubt."""
        return str(self.message.get("text") or "")

    @property
    def intent(self) -> str:
        """The newest message's, without topic; ``nlu_fallback`` where it was not understood."""
        return str((self.tracker.latest_message.get("intent") or {}).get("name") or "")

    @property
    def choice(self) -> str | None:
        """What a pressed button of a question carries; None where none was pressed."""
        found = self.entities("choice") if self.intent == INFORM else []
        return found[0] if found else None

    def entities(self, name: str) -> list[str]:
        """The values that were found in the newest message."""
        found = self.message.get("entities") or []
        return [str(one.get("value")) for one in found if one.get("entity") == name]

    @property
    def known_order(self) -> Order:
        """The order that was proven in this turn.

        Raises:
            RuntimeError: None was: a mistake in an errand.
        """
        if self.order is None:
            raise RuntimeError("Identify the order first.")
        return self.order

    @property
    def claimant(self) -> Claimant:
        """Who asks, for ``shop.identity``."""
        return Claimant(self.tracker.sender_id, self.contact.phone)

    @property
    def comma_name(self) -> str:
        """``, Giulia``, to go after a first word; empty where no first name is known."""
        told = self.order.customer.first_name if self.order else (self.contact.name or "").partition(" ")[0]
        return f", {told}" if _NAME.fullmatch(told) else ""

    @property
    def message_id(self) -> str:
        """The newest message's."""
        messages = [event for event in self.tracker.events if event.get("event") == "user"]
        return str(messages[-1].get("message_id") or len(messages)) if messages else ""


def button(title: str, choice: str) -> dict[str, str]:
    """A button that answers a question."""
    return {"title": title, "payload": f'/{INFORM}{{"choice":"{choice}"}}'}
