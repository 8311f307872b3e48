"""The errands about discount codes and gift cards: what a code is worth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from actions.errand import Ended, Errand, PersonNeeded, Question
from actions.handover import IDENTITY
from actions.phrases import day, fragment, money
from actions.sending import goods_in
from actions.visit import Visit
from shop.errors import ProofRefused, TooManyAttempts
from shop.records import Basket, DiscountCode, DiscountState, Money
from shop.workdays import local_date

DISCOUNT, CARD = "discount_code", "gift_card_code"
_DISCOUNT = re.compile(
    r"\b(?=[A-Z0-9]*[A-Z]{3})[A-Z0-9]{4,20}\b|\b(?=\w*\d)(?=\w*[A-Za-z]{3})[A-Za-z0-9]{4,20}\b"
)
_CARD = re.compile(r"\b(?i:[A-Z0-9]{3,6}(?:-[A-Z0-9]{4}){2,4})\b|\b[A-Z0-9]{3,6}(?: ?[A-Z0-9]{4}){2,4}\b")
_LONE = re.compile(r"\W*([A-Za-z0-9][A-Za-z0-9 -]{2,30}[A-Za-z0-9])\W*")
_TROUBLE = re.compile(
    r"non (?:mi )?(?:funziona|va|accetta|prende|applica|riesco)|verific|controll|scadut|valid|ancora buono"
    r"|rifiutat|n[o']t work|doesn.?t|invalid|expired|check|refused|rejected|still good|won.?t",
    re.IGNORECASE,
)
_BALANCE = re.compile(
    r"saldo|quanto (?:c'è|ce|resta|rimane|mi resta|ho)|residuo|valid|scad|verific|controll"
    r"|balance|how much|left|remain|expire|check",
    re.IGNORECASE,
)


class WhichDiscount(Question):
    """A discount code."""

    slot: ClassVar[str] = DISCOUNT

    def read(self, visit: Visit) -> Any:
        """Something that looks like a code; a single word is one here, too."""
        return discount_in(visit.text) or (_alone(visit.text) if " " not in visit.text.strip() else None)


class WhichCard(Question):
    """A gift card's code."""

    slot: ClassVar[str] = CARD

    def read(self, visit: Visit) -> Any:
        """Something that looks like a code, right or wrong."""
        found = _CARD.search(visit.text)
        return found.group() if found else _with_digits(_alone(visit.text))


class CheckDiscount(Errand):
    """Whether a discount code can be used, and if not, why."""

    name: ClassVar[str] = "discount_code"
    slots: ClassVar[tuple[str, ...]] = (DISCOUNT,)
    questions: ClassVar[Mapping[str, Question]] = {DISCOUNT: WhichDiscount()}
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """The code, if one is in trouble and was not named; a general question is answered in general."""
        if visit.get(DISCOUNT) is None:
            visit.set(DISCOUNT, discount_in(visit.text))
        if visit.get(DISCOUNT) is None and not _TROUBLE.search(visit.text) and visit.intent == self.name:
            visit.say("utter_discount_code")
            raise Ended
        return DISCOUNT if visit.get(DISCOUNT) is None else None

    async def do(self, visit: Visit) -> None:
        """Asks the shop."""
        goods = goods_in(visit.text)
        basket = Basket(goods) if goods else None
        code = await visit.services.shop.discounts.check(visit.get(DISCOUNT), basket)
        visit.say(f"utter_discount_{code.state}", (), **_blanks(code, visit.language))


class CheckGiftCard(Errand):
    """What is left on a gift card; guessing is counted by ``shop.identity``."""

    name: ClassVar[str] = "gift_card"
    slots: ClassVar[tuple[str, ...]] = (CARD,)
    questions: ClassVar[Mapping[str, Question]] = {CARD: WhichCard()}
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """The code, where somebody asks for the balance; a general question is answered in general."""
        found = _CARD.search(visit.text)
        if visit.get(CARD) is None and found:
            visit.set(CARD, found.group())
        if visit.get(CARD) is not None:
            return await self._look(visit)
        if visit.intent == self.name and not _BALANCE.search(visit.text):
            visit.say("utter_gift_card")
            raise Ended
        return CARD

    async def do(self, visit: Visit) -> None:
        """Nothing is left to do: it was told when the code was known."""

    async def _look(self, visit: Visit) -> str | None:
        try:
            card = await visit.services.identity.gift_card(visit.claimant, visit.take(CARD))
        except ProofRefused:
            visit.say("utter_gift_card_refused")
            visit.asked = True
            return CARD
        except TooManyAttempts:
            visit.say("utter_too_many_attempts")
            raise PersonNeeded(IDENTITY) from None
        until = ""
        rules = await visit.services.shop.terms.policies()
        today = local_date(visit.services.clock.now(), rules.time_zone)
        if card.expires_on is not None:
            until = f"{day(card.expires_on, visit.language)} {card.expires_on.year}"
        state = "blocked" if not card.is_active else "balance"
        if card.expires_on is not None and card.expires_on < today:
            state = "expired"
        balance = money(card.balance, visit.language)
        visit.say(f"utter_gift_card_{state}", code=card.last_four, balance=balance, until=until)
        raise Ended


def discount_in(text: str) -> str | None:
    """A discount code in capitals, or of letters and digits; an order's number is none."""
    found = [one for one in _DISCOUNT.findall(text) if not re.fullmatch(r"(?i)bl\d+|\d+(?:euro|eur|kg)", one)]
    return found[0] if found else None


def _alone(text: str) -> str | None:
    found = _LONE.fullmatch(text)
    return found[1] if found else None


def _with_digits(text: str | None) -> str | None:
    return text if text and any(sign.isdigit() for sign in text) else None


def _blanks(code: DiscountCode, language: str) -> dict[str, str]:
    return {
        "code": code.code,
        "worth": _worth(code, language),
        "minimum": money(code.minimum or Money.zero(), language),
        "starts": day(code.starts_on, language) if code.starts_on else "",
        "ends": day(code.ends_on, language) if code.ends_on else "",
        "more": " ".join(_terms(code, language)),
    }


def _worth(code: DiscountCode, language: str) -> str:
    if code.percent is not None:
        return f"{code.percent:g}%"
    return money(code.amount, language) if code.amount else fragment("discount-shipping", language)


def _terms(code: DiscountCode, language: str) -> list[str]:
    terms: list[str] = []
    if code.state is not DiscountState.VALID:
        return terms
    if code.minimum is not None:
        terms.append(fragment("discount-minimum", language, minimum=money(code.minimum, language)))
    if code.ends_on is not None:
        terms.append(fragment("discount-until", language, day=day(code.ends_on, language)))
    if code.excludes_sale:
        terms.append(fragment("discount-not-on-sale", language))
    return terms
