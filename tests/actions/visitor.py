"""A shopper at the counter: the form's turns as Rasa takes them, without Rasa, in names of responses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import services as wired
from actions.errand_form import FORM, ActionDoErrand, ActionDropErrand, ActionOtherOrder, ValidateErrandForm
from actions.identify import OTHER_ORDER
from actions.ports import Contact
from actions.services import Services
from shop.demo.memory import demo_in_memory
from shop.errors import ShopUnavailable
from shop.identity import Identity
from shop.memory import FixedClock, MemoryAttempts, MemoryShop

GIULIA = "+393205550101"
MARCO = "+393205550102"


@dataclass
class Known:
    """Implements ``actions.ports.Contacts``: one person."""

    contact: Contact

    async def of(self, conversation_id: str) -> Contact:
        return self.contact


class Counter:
    """The demo shop of one fixed morning; may be closed."""

    def __init__(self) -> None:
        self.clock = FixedClock()
        self.shop: MemoryShop = demo_in_memory(self.clock)
        self.attempts = MemoryAttempts()
        self.is_open = True

    async def services(self, contact: Contact) -> Services:
        if not self.is_open:
            raise ShopUnavailable
        identity = Identity(self.shop.orders, self.shop.gift_cards, self.attempts, self.clock, floor=0.0)
        return Services(self.shop, identity, Known(contact), self.clock)

    def visitor(self, phone: str | None = None, conversation: str = "c") -> Visitor:
        return Visitor(self, Contact(phone=phone), conversation)


@dataclass
class Visitor:
    """One conversation.

    Attributes:
        slots: As Rasa would keep them.
        said: What the last turn said: response names, or ``handover: reason``.
        replies: The same, whole.
        rejected: Whether the form let others answer.
    """

    counter: Counter
    contact: Contact
    conversation: str
    slots: dict[str, Any] = field(default_factory=lambda: {"language": "it"})
    events: list[dict[str, Any]] = field(default_factory=list)
    active: bool = False
    rejected: bool = False
    replies: list[dict[str, Any]] = field(default_factory=list)
    latest: dict[str, Any] = field(default_factory=dict)

    async def say(self, text: str = "", intent: str = "nlu_fallback", **entities: str) -> list[str]:
        """One message, as it was understood; what it got."""
        found = [{"entity": name, "value": value} for name, value in entities.items()]
        self.latest = {"text": text, "intent": {"name": intent}, "entities": found}
        self.events.append({"event": "user", "message_id": f"m{len(self.events)}", **self.latest})
        self.replies, self.rejected = [], False
        if intent == "cancel":
            await self._stop()
            return self.said
        if intent == OTHER_ORDER and not self.active:
            await self._run(ActionOtherOrder())
        if not self.rejected:
            await self._form()
        return self.said

    async def press(self, title: str) -> list[str]:
        """Presses a button of the last turn."""
        buttons = [button for reply in self.replies for button in reply.get("buttons") or []]
        payload = next(one["payload"] for one in buttons if one["title"] == title)
        intent, _, values = payload.removeprefix("/").partition("{")
        pairs = [part.split(":", 1) for part in values.removesuffix("}").split(",") if part]
        return await self.say(payload, intent, **{k.strip('"'): v.strip('"') for k, v in pairs})

    async def _stop(self) -> None:
        """The form is asked first whether it is an answer."""
        if self.active:
            await self._run(ValidateErrandForm())
        if self.rejected or not self.active:
            await self._run(ActionDropErrand())

    @property
    def said(self) -> list[str]:
        return [_named(reply) for reply in self.replies]

    def titles(self) -> list[str]:
        """On the buttons of the last turn."""
        return [b["title"] for reply in self.replies for b in reply.get("buttons") or []]

    def blank(self, name: str) -> str:
        """What filled a blank of the last turn."""
        return str(next(reply[name] for reply in self.replies if name in reply))

    async def comes_back(self) -> list[str]:
        """What the form says once an ordinary rule has answered."""
        self.replies = []
        self.events.append({"event": "action", "name": "utter_faq"})
        await self._form()
        return self.said

    async def _form(self) -> None:
        await self._run(ValidateErrandForm())
        if not self.active and not self.rejected:
            follow = await self._run(ActionDoErrand())
            if follow:
                await self._form()

    async def _run(self, action: Any) -> bool:
        wired.use(lambda: self.counter.services(self.contact))
        loop = {"name": FORM} if self.active else {}
        events = [*self.events, {"event": "action", "name": FORM}]
        tracker = Tracker(self.conversation, dict(self.slots), self.latest, events, False, None, loop, None)
        dispatcher = CollectingDispatcher()
        happened = action.run(dispatcher, tracker, {})
        if not isinstance(happened, list):
            happened = await happened
        self.replies += dispatcher.messages
        self.events.append({"event": "action", "name": action.name().removeprefix("validate_")})
        self._apply(happened, is_form=isinstance(action, ValidateErrandForm))
        return any(event["event"] == "followup" for event in happened)

    def _apply(self, happened: list[dict[str, Any]], *, is_form: bool) -> None:
        self.rejected = any(event["event"] == "action_execution_rejected" for event in happened)
        for event in happened:
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
            elif event["event"] == "active_loop":
                self.active = event["name"] is not None
        if is_form and not self.rejected:
            self.active = self.slots.get("requested_slot") is not None


def _named(reply: dict[str, Any]) -> str:
    handover = (reply.get("custom") or {}).get("handover")
    return (
        f"handover: {handover['reason']}" if handover else str(reply.get("response")).removeprefix("utter_")
    )
