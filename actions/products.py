"""The errands about products: is it there, which of the two, and what would suit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from actions.errand import Ended, Errand, Question
from actions.stocked import SHOWN, differences, stock
from actions.visit import Visit, button
from actions.wanted import colour_in, named, size_in
from shop.records import Product

ITEM, OTHER_ITEM, ITEM_ASKED = "item", "other_item", "item_asked"
ABOUT_PRODUCTS = frozenset({
    "product_availability", "product_compare", "product_advice", "nlu_fallback", "inform", "out_of_scope", "",
})  # fmt: skip
TITLE_LENGTH = 24
BRIEF = 2
"""Words: a name alone may look like any topic (*Fiesole* like one about places), and hardly ever is one."""


def may_name_item(visit: Visit) -> bool:
    """Whether the message may be a product's name: it was not understood as another question, or is brief."""
    is_brief = len(visit.text.split()) <= BRIEF and not visit.text.startswith("/") and "?" not in visit.text
    return visit.intent in ABOUT_PRODUCTS or (visit.intent == "faq" and is_brief)


class WhichItem(Question):
    """A product, by its button or in words."""

    slot: ClassVar[str] = ITEM

    def read(self, visit: Visit) -> Any:
        """Whatever may be a product's name."""
        return visit.choice or (visit.text if may_name_item(visit) else None)


class WhichOther(WhichItem):
    """The second product of a comparison."""

    slot: ClassVar[str] = OTHER_ITEM


class ProductAvailability(Errand):
    """Whether a product can be had, in a size and a colour; what there is instead."""

    name: ClassVar[str] = "product_availability"
    slots: ClassVar[tuple[str, ...]] = (ITEM, ITEM_ASKED)
    questions: ClassVar[Mapping[str, Question]] = {ITEM: WhichItem()}
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """The product, if the message does not name one, or names several."""
        begins = visit.get(ITEM_ASKED) is None
        if begins:
            visit.set(ITEM_ASKED, visit.text)
            visit.set(ITEM, _pressed(visit) or visit.text)
        if visit.get(ITEM) is None:
            return ITEM
        found = await find(visit, visit.get(ITEM))
        if len(found) == 1:
            visit.set(ITEM, found[0].id)
            return None
        visit.forget(ITEM)
        return _which(visit, found, ITEM, begins=begins)

    async def do(self, visit: Visit) -> None:
        """Tells what there is."""
        product = await visit.services.shop.catalogue.product(visit.get(ITEM), language=visit.language)
        asked = f"{visit.get(ITEM_ASKED)} {visit.text}"
        telling = stock(product, size_in(asked, product), colour_in(asked, product), visit.language)
        visit.say(telling.response, telling.buttons, **telling.blanks)


class ProductCompare(Errand):
    """How two products differ."""

    name: ClassVar[str] = "product_compare"
    slots: ClassVar[tuple[str, ...]] = (ITEM, OTHER_ITEM, ITEM_ASKED)
    questions: ClassVar[Mapping[str, Question]] = {ITEM: WhichItem(), OTHER_ITEM: WhichOther()}
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """Whichever of the two is open."""
        begins = visit.get(ITEM_ASKED) is None
        if begins:
            visit.set(ITEM_ASKED, visit.text)
            both = named(await _search(visit, visit.text), visit.text)[:2]
            for slot, product in zip((ITEM, OTHER_ITEM), both, strict=False):
                visit.set(slot, product.id)
        for slot in (ITEM, OTHER_ITEM):
            if visit.get(slot) is None:
                return slot
            found = await find(visit, visit.get(slot))
            if len(found) != 1:
                visit.forget(slot)
                return _which(visit, found, slot, begins=begins)
            visit.set(slot, found[0].id)
        return None

    async def do(self, visit: Visit) -> None:
        """Puts them side by side."""
        catalogue = visit.services.shop.catalogue
        both = [
            await catalogue.product(visit.get(slot), language=visit.language) for slot in (ITEM, OTHER_ITEM)
        ]
        telling = differences(both, visit.language)
        visit.say(telling.response, telling.buttons, **telling.blanks)


async def find(visit: Visit, words: str) -> list[Product]:
    """The products that are meant: one if it is clear, several to choose from, or none."""
    found = await _search(visit, words)
    meant = named(found, words)
    return meant[:1] if len(meant) == 1 else found


def product_buttons(products: list[Product]) -> list[dict[str, str]]:
    """One for each, to choose by."""
    return [button(one.name[:TITLE_LENGTH], one.id) for one in products[:SHOWN]]


async def _search(visit: Visit, words: str) -> list[Product]:
    return await visit.services.shop.catalogue.search(words, language=visit.language)


def _which(visit: Visit, found: list[Product], slot: str, *, begins: bool) -> str:
    """Asks which of several; says so where there is none, and once only."""
    if not found and not begins:
        visit.say("utter_product_not_found")
        raise Ended
    if found:
        visit.say("utter_ask/which_item", product_buttons(found))
        visit.asked = True
    return slot


def _pressed(visit: Visit) -> str | None:
    pressed = visit.entities("choice")
    return pressed[0] if pressed else None
