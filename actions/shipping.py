"""The errand about what shipping costs: a figure for what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from actions.errand import Errand, Question
from actions.places import place_in
from actions.sending import Wish, told, wish_in
from actions.visit import Visit

ASKED, COUNTRY = "shipping_asked", "shipping_place"


class WhichCountry(Question):
    """The country that something goes to."""

    slot: ClassVar[str] = COUNTRY

    def read(self, visit: Visit) -> Any:
        """Any place that we know."""
        return visit.text if place_in(visit.text, visit.language) else None


class ShippingCost(Errand):
    """Asks for the country where it goes abroad and nobody said where, and for nothing else."""

    name: ClassVar[str] = "shipping_cost"
    slots: ClassVar[tuple[str, ...]] = (ASKED, COUNTRY)
    questions: ClassVar[Mapping[str, Question]] = {COUNTRY: WhichCountry()}
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """The country, if that is open."""
        if visit.get(ASKED) is None:
            visit.set(ASKED, visit.text)
        return COUNTRY if _wish(visit).abroad else None

    async def do(self, visit: Visit) -> None:
        """Tells the price, or what there is instead."""
        for telling in await told(visit.services.shop.shipping, _wish(visit), visit.language):
            visit.say(telling.response, telling.buttons, **telling.blanks)


def _wish(visit: Visit) -> Wish:
    wish = wish_in(visit.get(ASKED) or "", visit.language)
    place = place_in(visit.get(COUNTRY) or "", visit.language)
    return replace(wish, place=place, abroad=False) if place else wish
