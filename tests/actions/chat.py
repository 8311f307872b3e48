"""Has an errand's conversation without Rasa: what the form would do, with the shop in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import services
from actions.errand_form import ERRAND, FORM, ActionDoErrand, ValidateErrandForm
from actions.errands import ERRANDS
from actions.ports import Contact
from actions.services import Services
from shop.demo.memory import demo_in_memory
from shop.errors import ShopUnavailable
from shop.identity import Identity
from shop.memory import FixedClock, MemoryAttempts, MemoryShop


@dataclass
class Known:
    """Implements ``actions.ports.Contacts``: everybody is the same."""

    contact: Contact = field(default_factory=Contact)

    async def of(self, conversation_id: str) -> Contact:
        return self.contact


class Chat:
    """One shopper before one shop.

    Args:
        language: Of the conversation.
        contact: Who writes.
    """

    def __init__(self, language: str = "it", contact: Contact | None = None) -> None:
        self.clock = FixedClock()
        self.shop: MemoryShop = demo_in_memory(self.clock)
        identity = Identity(self.shop.orders, self.shop.gift_cards, MemoryAttempts(), self.clock, floor=0.0)
        self._services = Services(self.shop, identity, Known(contact or Contact()), self.clock)
        self._slots: dict[str, Any] = {"language": language}
        self._events: list[dict[str, Any]] = []
        self._loop: str | None = None
        self.is_down = False
        services.use(self._open)

    async def _open(self) -> Services:
        if self.is_down:
            raise ShopUnavailable
        return self._services

    async def say(
        self,
        text: str,
        intent: str = "nlu_fallback",
        *,
        choice: str | None = None,
        order: str | None = None,
        photo: bool = False,
    ) -> list[dict[str, Any]]:
        """One message; what is said to it: ``response``, its blanks, ``buttons``, ``custom``."""
        entities = [{"entity": "choice", "value": choice}] if choice else []
        entities += [{"entity": "order_number", "value": order}] if order else []
        parse = {"text": text, "intent": {"name": intent, "confidence": 1.0}, "entities": entities}
        self._events.append(
            {"event": "user", "message_id": f"m{len(self._events)}", "metadata": {"photo": photo}}
        )
        dispatcher = CollectingDispatcher()
        events = await ValidateErrandForm().run(dispatcher, self._tracker(parse), {})
        self._take(events)
        rejected = any(event["event"] == "action_execution_rejected" for event in events)
        if not rejected and not self._slots.get("requested_slot"):
            self._take(await ActionDoErrand().run(dispatcher, self._tracker(parse), {}))
            self._loop = None
        elif not rejected:
            self._loop = FORM
        return [{"rejected": True}] if rejected else dispatcher.messages

    @property
    def asks(self) -> str | None:
        """The slot that is asked about; None where nothing is."""
        return self._slots.get("requested_slot")

    @property
    def is_over(self) -> bool:
        """Whether the errand has ended and left nothing behind."""
        kept = {slot for errand in ERRANDS.values() for slot in errand.slots} | {ERRAND}
        return self.asks is None and not any(self._slots.get(slot) for slot in kept)

    def _tracker(self, parse: dict[str, Any]) -> Tracker:
        loop = {"name": self._loop} if self._loop else {}
        return Tracker("someone", dict(self._slots), parse, list(self._events), False, None, loop, None)

    def _take(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            if event["event"] == "slot":
                self._slots[event["name"]] = event["value"]
