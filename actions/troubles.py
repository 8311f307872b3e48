"""The errands about what arrived damaged, wrong or incomplete: sorry, a photo, a request, a person.

To report needs no proof, because nothing is told: an order number that is not proven is kept as something
that was said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from actions.errand import Errand, PersonNeeded, Question
from actions.handover import COMPLAINT
from actions.identify import number_in
from actions.own_order import own_order, proven
from actions.places import folded
from actions.visit import Visit
from shop.errors import ShopUnavailable, Unsupported
from shop.records import NewRequest, Order, RequestKind

SAID, NUMBER, PHOTO = "trouble", "trouble_order", "photo"
PHOTO_SENT = "photo_sent"
NONE = "none"
_CAN_NOT = re.compile(
    r"\b(?:non (?:ce )?l'?ho|non (?:lo |la )?(?:so|trovo|ricordo|posso|riesco|ho)|niente|nessun[ao]?"
    r"|senza|dopo|(?:don't|do not|dont) (?:have|know|remember)|can't|cannot|cant"
    r"|no (?:photo|picture|number)|later|without)\b"
)


class WhichNumber(Question):
    """The order's number; or that they don't have it."""

    slot: ClassVar[str] = NUMBER

    def read(self, visit: Visit) -> Any:
        """A number, or ``none``."""
        return number_in(visit, alone=True) or _none(visit)


class Photo(Question):
    """A picture; or that there is none."""

    slot: ClassVar[str] = PHOTO

    def read(self, visit: Visit) -> Any:
        """The reference of the message that had it, or ``none``."""
        return visit.message_id if has_photo(visit) else _none(visit)


class Trouble(Errand):
    """What all of them have in common."""

    kind: ClassVar[RequestKind]
    slots: ClassVar[tuple[str, ...]] = (SAID, NUMBER, PHOTO)
    questions: ClassVar[Mapping[str, Question]] = {NUMBER: WhichNumber(), PHOTO: Photo()}

    async def next(self, visit: Visit) -> str | None:
        """The order, where nobody knows it; then a photo."""
        if visit.get(SAID) is None:
            await self._begin(visit)
        return next((slot for slot in (NUMBER, PHOTO) if visit.get(slot) is None), None)

    async def _begin(self, visit: Visit) -> None:
        visit.set(SAID, visit.text)
        if has_photo(visit):
            visit.set(PHOTO, visit.message_id)
        number = number_in(visit)
        order = await own_order(visit, _arrived) if number is None else None
        visit.set(NUMBER, number or (order.number if order else None))
        visit.say(f"utter_{self.name}")

    async def do(self, visit: Visit) -> None:
        """Records it, and calls a person, who sees it all."""
        try:
            order = await self._order(visit)
            request = await visit.services.shop.requests.open(self._request(visit, order))
        except (ShopUnavailable, Unsupported):
            visit.say("utter_trouble_unrecorded")
        else:
            visit.order = order
            visit.say("utter_trouble_recorded", request=request.number)
        raise PersonNeeded(COMPLAINT)

    async def _order(self, visit: Visit) -> Order | None:
        number = visit.get(NUMBER)
        return None if number == NONE else await proven(visit, number)

    def _request(self, visit: Visit, order: Order | None) -> NewRequest:
        said = visit.get(NUMBER)
        unproven = {} if order or said == NONE else {"order_said": str(said)}
        return NewRequest(
            key=str(visit.get("errand_key") or visit.message_id),
            kind=self.kind,
            contact=visit.tracker.sender_id,
            order_number=order.number if order else None,
            text=str(visit.get(SAID))[:TEXT_KEPT],
            photos=() if visit.get(PHOTO) == NONE else (str(visit.get(PHOTO)),),
            details=unproven,
        )


class DamagedItem(Trouble):
    """Something arrived broken."""

    name: ClassVar[str] = "damaged_item"
    kind = RequestKind.DAMAGED_ITEM


class WrongItem(Trouble):
    """Something else arrived."""

    name: ClassVar[str] = "wrong_item"
    kind = RequestKind.WRONG_ITEM


class MissingItem(Trouble):
    """Not everything arrived."""

    name: ClassVar[str] = "missing_item"
    kind = RequestKind.MISSING_ITEM


TEXT_KEPT = 2_000


def has_photo(visit: Visit) -> bool:
    """Whether a picture came with the newest message."""
    messages = [event for event in visit.tracker.events if event.get("event") == "user"]
    metadata = (messages[-1].get("metadata") or {}) if messages else {}
    return bool(metadata.get("photo")) or visit.intent == PHOTO_SENT


def _none(visit: Visit) -> str | None:
    says_no = visit.choice == NONE or visit.intent == "deny" or _CAN_NOT.search(folded(visit.text))
    return NONE if says_no else None


def _arrived(order: Order) -> bool:
    return order.delivered_at is not None
