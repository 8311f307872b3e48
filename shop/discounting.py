"""Whether a discount code can be used, from its own terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shop.records import Basket, DiscountCode, DiscountState


def unknown(code: str) -> DiscountCode:
    """What is said of a code that the shop does not know."""
    return DiscountCode(code, DiscountState.UNKNOWN)


def judged(code: DiscountCode, basket: Basket | None, today: date) -> DiscountCode:
    """The code with its state today; one that the shop has used up, or knows not, stays so.

    Args:
        code: As the shop has it.
        basket: What it would be used for; None where nobody said.
        today: In the shop's zone.
    """
    if code.state is not DiscountState.VALID:
        return code
    return replace(code, state=_state(code, basket, today))


def _state(code: DiscountCode, basket: Basket | None, today: date) -> DiscountState:
    if code.starts_on is not None and today < code.starts_on:
        return DiscountState.NOT_YET
    if code.ends_on is not None and today > code.ends_on:
        return DiscountState.EXPIRED
    if basket is not None and code.minimum is not None and basket.goods < code.minimum:
        return DiscountState.BELOW_MINIMUM
    return DiscountState.VALID
