"""An order that is known to be the shopper's without asking: by their channel's phone, or proven before."""

from __future__ import annotations

from collections.abc import Callable

from actions.identify import ORDER, number_in
from actions.visit import Visit
from shop.errors import BadInput, ProofError, Unsupported
from shop.records import Order


async def own_order(visit: Visit, wanted: Callable[[Order], bool]) -> Order | None:
    """The order that is named or was talked about, if it is theirs; else their newest that is wanted.

    Nothing is asked and nothing is refused: whoever has proven nothing is simply told less.

    Args:
        visit: This turn.
        wanted: Which orders it can be about, where the shopper has named none.
    """
    number = number_in(visit) or visit.get(ORDER)
    if number is not None:
        return await proven(visit, number)
    try:
        known = await visit.services.identity.orders(visit.claimant)
    except Unsupported:
        known = []
    return next((order for order in known if wanted(order)), None)


async def proven(visit: Visit, number: str) -> Order | None:
    """The order, if it is known to be theirs by now."""
    try:
        return await visit.services.identity.order(visit.claimant, number)
    except (ProofError, BadInput):
        return None
