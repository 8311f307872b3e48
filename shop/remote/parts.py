"""Parts of a shop that its API does not tell: from the rules, from our own tables, or not at all."""

from __future__ import annotations

from shop.errors import Unsupported
from shop.memory.fixed import MemoryPickupPoints, MemoryShipping, MemoryTerms
from shop.ports import Ability
from shop.records import (
    Basket,
    Destination,
    GiftCard,
    LineVerdict,
    Order,
    OrderState,
    PickupPoint,
    ReturnKind,
    ShippingQuote,
    ShippingRate,
)
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


class NoShipping:
    """Implements ``shop.ports.Shipping`` where nobody knows."""

    async def rates(self, country: str) -> list[ShippingRate]:
        """Nobody knows."""
        raise Unsupported(Ability.SHIPPING_RATES)

    async def quote(self, destination: Destination, basket: Basket) -> list[ShippingQuote]:
        """Nobody knows."""
        raise Unsupported(Ability.SHIPPING_RATES)


class NoPickupPoints:
    """Implements ``shop.ports.PickupPoints`` where nobody knows."""

    async def near(self, place: str, *, for_returns: bool = False, limit: int = 3) -> list[PickupPoint]:
        """Nobody knows."""
        raise Unsupported(Ability.PICKUP_POINTS)


class NoGiftCards:
    """Implements ``shop.ports.GiftCards`` where there are none."""

    async def balance(self, code: str) -> GiftCard:
        """There are none."""
        raise Unsupported(Ability.GIFT_CARDS)


def ruled_points(rules: Rules) -> MemoryPickupPoints | NoPickupPoints:
    """The points of the rules."""
    return MemoryPickupPoints(rules.pickup_points) if rules.pickup_points else NoPickupPoints()


def ruled_shipping(rules: Rules) -> MemoryShipping | NoShipping:
    """The rates of the rules."""
    return MemoryShipping(rules.rates) if rules.rates else NoShipping()
