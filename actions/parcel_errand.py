"""*Where is my parcel*."""

from __future__ import annotations

from typing import ClassVar

from actions.errand import Errand
from actions.identify import identify
from actions.parcels import whereabouts
from actions.visit import Visit
from shop.records import Order, OrderState

_OVER = frozenset({OrderState.DELIVERED, OrderState.CANCELLED, OrderState.RETURNED})


def is_awaited(order: Order) -> bool:
    """Whether somebody may be waiting for it."""
    return order.state not in _OVER


class ParcelStatus(Errand):
    """Tells where an order is."""

    name: ClassVar[str] = "parcel_status"
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """Which order, and the proof that it is theirs."""
        return await identify(visit, is_awaited)

    async def do(self, visit: Visit) -> None:
        """Tells it, parcel by parcel."""
        services = visit.services
        policies = await services.shop.terms.policies()
        for telling in whereabouts(visit.known_order, policies, services.clock.now(), visit.language):
            visit.say(telling.response, telling.buttons, **telling.blanks)
