"""Which order it is about, and whether it is theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from actions.errand import PersonNeeded, Question
from actions.handover import IDENTITY
from actions.phrases import short_day
from actions.pointing import order_chosen, order_named
from actions.visit import INFORM, Visit
from shop.contacts import normal_email, normal_phone
from shop.errors import BadInput, ProofNeeded, ProofRefused, TooManyAttempts, Unsupported
from shop.numbers import canonical
from shop.records import Order
from shop.workdays import local_date

NUMBER, PROOF, ORDER = "order_number", "proof", "order"
TRIED, NOT_THIS, OFFERED = "tried_number", "not_this_order", "offered_orders"
SETTLED, KEY = "order_settled", "errand_key"
ORDER_SLOTS = (NUMBER, PROOF, TRIED, NOT_THIS, OFFERED)
"""What is kept while an order is looked for; ``order`` itself is kept for what is asked next."""
MOST_OFFERED = 5
ZONE = "Europe/Rome"
OTHER_ORDER = "other_order"
_BARE_NUMBER = re.compile(r"\b(?:[A-Za-z]{1,4}[-_ ]?)?\d{4,12}\b")
_OTHER = re.compile(
    r"\b(?:l['’ ]?altro|un altro ordine|quell['’ ]altro|the other (?:one|order)|another order)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER_WORDS = {
    *("ordine", "order", "numero", "number", "num", "nr", "n", "bl"),
    *("il", "lo", "la", "l", "mio", "è", "e", "the", "my", "it", "is", "s"),
}
LONGEST_BARE = 4
"""Words of a message in which a number without a prefix is taken for an order's."""
_PHONE = re.compile(r"\+?[\d(][\d ()./-]{6,18}\d")

Wanted = Callable[[Order], bool]


def any_order(_order: Order) -> bool:
    """Every order will do."""
    return True


async def identify(visit: Visit, wanted: Wanted = any_order) -> str | None:
    """Finds the order and proves it, as far as can be; ``visit.order`` is then set.

    Args:
        visit: This turn.
        wanted: Which orders it can be about, where the shopper has named none.

    Returns:
        The slot to ask about; None once the order is known to be theirs.

    Raises:
        PersonNeeded: Too many wrong attempts.
        ShopUnavailable: The shop can't be seen.
    """
    said, kept = visit.get(NUMBER), visit.get(ORDER)
    if said is None and kept is not None:
        is_settled = visit.get(SETTLED) == visit.get(KEY)
        slot = await _prove(visit, kept)
        if slot is None and (is_settled or wanted(visit.known_order)):
            return None
        visit.order = None
        visit.forget(ORDER, NUMBER)
        said = None
    return await (_choose(visit, wanted) if said is None else _prove(visit, said))


async def _prove(visit: Visit, number: str) -> str | None:
    proof = visit.take(PROOF)
    try:
        order = await visit.services.identity.order(visit.claimant, number, proof)
    except ProofNeeded:
        visit.set(NUMBER, number)
        return PROOF
    except ProofRefused:
        visit.forget(NUMBER, ORDER)
        visit.set(TRIED, number)
        visit.say("utter_proof_refused")
        visit.asked = True
        return NUMBER
    except TooManyAttempts:
        visit.say("utter_too_many_attempts")
        raise PersonNeeded(IDENTITY) from None
    except BadInput as error:
        visit.repeats = True
        if error.field == PROOF:
            visit.set(NUMBER, number)
            return PROOF
        visit.forget(NUMBER, ORDER)
        return NUMBER
    _found(visit, order)
    return None


def _found(visit: Visit, order: Order) -> None:
    visit.order = order
    visit.forget(*ORDER_SLOTS)
    visit.set(ORDER, order.number)
    # Once agreed upon, it stays the order of this errand, whether likely or not.
    visit.set(SETTLED, visit.get(KEY))


async def _choose(visit: Visit, wanted: Wanted) -> str | None:
    """Among the orders of whom the channel vouches for; the only one is taken without asking."""
    try:
        known = await visit.services.identity.orders(visit.claimant)
    except Unsupported:
        known = []
    known = [order for order in known if order.number != visit.get(NOT_THIS)]
    likely = [order for order in known if wanted(order)] or known
    dated = [(order.number, local_date(order.placed_at, ZONE)) for order in likely]
    named = order_named(visit.text, dated, _today(visit))
    if len(likely) == 1 or named:
        _found(visit, next((order for order in likely if order.number == named), likely[0]))
        return None
    visit.choices = likely[:MOST_OFFERED]
    visit.set(OFFERED, [(number, day.isoformat()) for number, day in dated[:MOST_OFFERED]] or None)
    return NUMBER


def _today(visit: Visit) -> date:
    return local_date(visit.services.clock.now(), ZONE)


class WhichOrder(Question):
    """The order's number; whose phone is proven chooses among theirs."""

    slot: ClassVar[str] = NUMBER

    def read(self, visit: Visit) -> Any:
        """A number, or which of those that were offered; after a wrong proof, another proof will do."""
        absorb_proof(visit)
        if number := number_in(visit, alone=True):
            return number
        offered = [(number, date.fromisoformat(day)) for number, day in visit.get(OFFERED) or ()]
        if chosen := order_chosen(visit.text, offered, _today(visit)):
            return chosen
        return visit.get(TRIED) if visit.get(PROOF) else None

    async def ask(self, visit: Visit) -> None:
        """Offers the orders that are known to be theirs."""
        if visit.choices and not visit.asked:
            visit.say("utter_ask/which_order", [_offer(order, visit) for order in visit.choices])
        else:
            await super().ask(visit)


class Proof(Question):
    """The e-mail address or the phone on the order."""

    slot: ClassVar[str] = PROOF

    def read(self, visit: Visit) -> Any:
        """An address or a phone number; whose form is right, nobody knows yet whose."""
        return proof_in(visit)


def _offer(order: Order, visit: Visit) -> dict[str, str]:
    placed = short_day(local_date(order.placed_at, ZONE), visit.language)
    return {"title": f"{order.number} · {placed}", "payload": f'/{INFORM}{{"order_number":"{order.number}"}}'}


def absorb(visit: Visit) -> None:
    """Takes up the order and the proof that a message names by the way."""
    absorb_proof(visit)
    if number := number_in(visit):
        visit.set(NUMBER, number)


def absorb_proof(visit: Visit) -> None:
    """Takes up a proof that a message names."""
    found = [*visit.entities("email"), *visit.entities("phone")]
    if found:
        visit.set(PROOF, found[0])


def number_in(visit: Visit, *, alone: bool = False) -> str | None:
    """The order number that a message names.

    Args:
        visit: This turn.
        alone: A number is expected, so any will do that is no phone number.
    """
    found = visit.entities(NUMBER)
    if not found and alone and not visit.entities("phone") and len(visit.text.split()) <= LONGEST_BARE:
        found = _BARE_NUMBER.findall(visit.text)
    return next((one for one in found if _is_number(one)), None)


def is_only_number(visit: Visit) -> bool:
    """Whether a message names an order and says nothing of it."""
    rest = visit.text
    for number in (found := visit.entities(NUMBER)):
        rest = rest.replace(number, " ")
    return (
        bool(found) and visit.intent != INFORM and not set(_LETTERS.findall(rest.casefold())) - _NUMBER_WORDS
    )


def _is_number(text: str) -> bool:
    try:
        return bool(canonical(text))
    except BadInput:
        return False


def proof_in(visit: Visit) -> str | None:
    """The e-mail address or phone number in a message."""
    for found in [*visit.entities("email"), *visit.entities("phone")]:
        return found
    for word in visit.text.split():
        if normal_email(word.strip(".,;:!?")):
            return word.strip(".,;:!?")
    phone = _PHONE.search(visit.text)
    return phone.group() if phone and normal_phone(phone.group()) else None


def corrected(visit: Visit, slots: tuple[str, ...]) -> bool:
    """Goes over to another order, if the message says so: what was said of the old one is forgotten.

    Args:
        visit: This turn.
        slots: What was said of the old one.
    """
    number, current = number_in(visit), visit.get(NUMBER) or visit.get(ORDER)
    is_other = number is not None and (current is None or canonical(number) != canonical(current))
    if not is_other and not wants_other(visit):
        return False
    visit.forget(*slots, *ORDER_SLOTS, ORDER)
    if is_other:
        absorb(visit)
    elif current is not None:
        visit.set(NOT_THIS, current)
    return True


def wants_other(visit: Visit) -> bool:
    """Whether they mean another order than the one that is talked about."""
    return visit.intent == OTHER_ORDER or bool(_OTHER.search(visit.text))
