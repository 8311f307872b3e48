"""The errand of choosing: two or three questions, then what fits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from actions.errand import Errand, Question
from actions.phrases import fragment, listed, money
from actions.places import folded
from actions.products import TITLE_LENGTH, may_name_item
from actions.stocked import SHOWN
from actions.visit import Visit, button
from shop.advice import PRICE, Choice, narrow, next_choice
from shop.records import Money, Product

CATEGORY, ANSWER, ADVICE = "advice_category", "advice_answer", "advice"
ANY = "any"
CATEGORIES_OFFERED = 10
_WHATEVER = re.compile(
    r"\b(?:indifferente|qualsiasi|qualunque|non so|non saprei|boh|non importa|uguale|tutt[ei]|fai tu"
    r"|any(?:thing)?|whatever|don.?t (?:mind|care|know)|no preference|not sure|either|all)\b"
)


class WhichCategory(Question):
    """What kind of thing is looked for."""

    slot: ClassVar[str] = CATEGORY

    def read(self, visit: Visit) -> Any:
        """A button, or words that the catalogue is searched with."""
        return visit.choice or (visit.text if may_name_item(visit) else None)

    async def buttons(self, visit: Visit) -> list[dict[str, str]]:
        """The shop's categories."""
        found = await visit.services.shop.catalogue.categories(language=visit.language)
        return [button(name[:TITLE_LENGTH], code) for code, name in list(found.items())[:CATEGORIES_OFFERED]]


class WhichValue(Question):
    """One thing that tells the products apart."""

    slot: ClassVar[str] = ANSWER

    def read(self, visit: Visit) -> Any:
        """One of the values that were offered; ``any`` for no preference."""
        values = (visit.get(ADVICE) or {}).get("values", [])
        words = folded(visit.choice or visit.text)
        if visit.choice == ANY or _WHATEVER.search(words):
            return ANY
        numbers = re.findall(r"\d+", words)
        limits = [one for one in values if one.isdigit() and numbers and int(one) >= int(numbers[0])]
        return next((one for one in values if folded(one) in words), None) or (limits[0] if limits else None)

    async def blanks(self, visit: Visit) -> dict[str, str]:
        """What it is about."""
        asked = visit.get(ADVICE)
        if asked["key"] == PRICE:
            return {"question": fragment("advice-price", visit.language)}
        return {"question": fragment("advice-which", visit.language, label=asked["label"].lower())}

    async def buttons(self, visit: Visit) -> list[dict[str, str]]:
        """The values, and no preference."""
        asked = visit.get(ADVICE)
        shown = [button(_shown(asked["key"], one, visit.language), one) for one in asked["values"]]
        return [*shown, button(fragment("advice-any", visit.language), ANY)]


class ProductAdvice(Errand):
    """Narrows down what the shop has until two or three things are left."""

    name: ClassVar[str] = "product_advice"
    slots: ClassVar[tuple[str, ...]] = (CATEGORY, ANSWER, ADVICE)
    questions: ClassVar[Mapping[str, Question]] = {CATEGORY: WhichCategory(), ANSWER: WhichValue()}
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """The category, then what tells most about what is left of it."""
        if visit.get(ADVICE) is None:
            category = await _category(visit, visit.get(CATEGORY) or visit.text)
            visit.set(CATEGORY, category)
            if category is None:
                return CATEGORY
            visit.set(ADVICE, {"answers": {}})
        advice = dict(visit.get(ADVICE))
        if visit.get(ANSWER) is not None:
            chosen = visit.take(ANSWER)
            advice["answers"] = {**advice["answers"], advice["key"]: "" if chosen == ANY else chosen}
        asked = next_choice(await _products(visit), advice["answers"])
        visit.set(ADVICE, {**advice, **_asked(asked)})
        return ANSWER if asked else None

    async def do(self, visit: Visit) -> None:
        """Shows what is left; each has a button that says whether it is there."""
        answers = {key: value for key, value in visit.get(ADVICE)["answers"].items() if value}
        left = narrow(await _products(visit), answers)[:SHOWN]
        shown = [f"{one.name} ({money(one.price_from, visit.language)})" for one in left]
        visit.say("utter_advice", [_look(one) for one in left], products=listed(shown, visit.language))


async def _category(visit: Visit, words: str) -> str | None:
    catalogue = visit.services.shop.catalogue
    known = await catalogue.categories(language=visit.language)
    if words in known:
        return words
    found = await catalogue.search(words, language=visit.language, limit=1)
    return found[0].category if found else None


async def _products(visit: Visit) -> list[Product]:
    return await visit.services.shop.catalogue.of_category(visit.get(CATEGORY), language=visit.language)


def _asked(choice: Choice | None) -> dict[str, Any]:
    return {"key": choice.key, "label": choice.label, "values": list(choice.values)} if choice else {}


def _shown(key: str, value: str, language: str) -> str:
    if key == PRICE:
        return fragment("advice-up-to", language, price=money(Money.of(value), language))
    return value[:TITLE_LENGTH]


def _look(product: Product) -> dict[str, str]:
    payload = f'/product_availability{{"choice":"{product.id}"}}'
    return {"title": product.name[:TITLE_LENGTH], "payload": payload}
