"""Parts of a shop that its API does not tell: from the rules, from our own tables, or not at all."""

from __future__ import annotations

from typing import cast

from shop.errors import Unsupported
from shop.lacking import Lacking
from shop.memory.fixed import MemoryPickupPoints, MemoryShipping, MemoryTerms
from shop.ports import Ability, PickupPoints, Shipping
from shop.records import LineVerdict, Order, OrderState, ReturnKind
from shop.remote.rules import Rules
from shop.sql.returns import SqlReturns


class OwnReturns(SqlReturns):
    """Returns in our own tables, for orders of which a vendor does not always know when they arrived."""

    async def _verdicts(self, order: Order, kind: ReturnKind) -> list[LineVerdict]:
        if order.state is OrderState.DELIVERED and order.delivered_at is None:
            # Whether its days are over can't be told: a person looks.
            raise Unsupported(Ability.RETURNS)
        return await super()._verdicts(order, kind)


class RuledTerms(MemoryTerms):
    """Rules, ways to pay and hours as the rules say."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules.policies, rules.payment_methods, rules.opening_hours)


def ruled_points(rules: Rules) -> PickupPoints:
    """The points of the rules."""
    if rules.pickup_points:
        return MemoryPickupPoints(rules.pickup_points)
    return cast("PickupPoints", Lacking(Ability.PICKUP_POINTS))


def ruled_shipping(rules: Rules) -> Shipping:
    """The rates of the rules."""
    return MemoryShipping(rules.rates) if rules.rates else cast("Shipping", Lacking(Ability.SHIPPING_RATES))
