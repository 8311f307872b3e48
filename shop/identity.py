"""Who may see an order.

An order is told only to who proves that it is theirs: its number, and the e-mail address or the phone on
it. The phone that a channel vouches for (WhatsApp's) is proof of that phone. What does not exist and what
is somebody else's are answered alike, in words and in time, and wrong attempts are counted per contact and
per order before they are judged, so that guessing in parallel gains nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from shop.contacts import normal_email, normal_phone
from shop.errors import BadInput, NotFound, ProofNeeded, ProofRefused, TooManyAttempts, Unsupported
from shop.numbers import canonical, canonical_code
from shop.ports import Attempts, Clock, GiftCards, Orders
from shop.records import Customer, GiftCard, Order

LIMIT = 5
WINDOW = timedelta(hours=1)
"""So many wrong attempts in any stretch of so long, per contact and per order."""
GRANT = timedelta(hours=24)
"""What was proven counts for a day: so long an interrupted conversation may be taken up again."""
FLOOR = 0.4
"""Seconds that every "no" takes at least: looking in vain is quicker than finding somebody else's."""


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who asks, as far as the channel vouches for it.

    Attributes:
        contact: What stays the same for this person: the conversation's id. Attempts are counted by it.
        phone: A phone number that the channel has proven (E.164), or None.
        email: An e-mail address that the channel has proven, or None.
    """

    contact: str
    phone: str | None = None
    email: str | None = None


class Identity:
    """Lets see an order, or says no.

    Args:
        orders: The shop's.
        gift_cards: The shop's.
        attempts: Where wrong attempts and proofs are kept.
        clock: Tells the time.
        region: Country of phone numbers without a prefix.
        floor: Seconds that a "no" takes at least.
        pause: Waits so many seconds; asyncio's, unless a test counts them.
        elapsed: Seconds since any moment, monotonic.
    """

    def __init__(
        self,
        orders: Orders,
        gift_cards: GiftCards,
        attempts: Attempts,
        clock: Clock,
        *,
        region: str = "IT",
        floor: float = FLOOR,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._orders = orders
        self._gift_cards = gift_cards
        self._attempts = attempts
        self._clock = clock
        self._region = region
        self._floor = floor
        self._pause = pause
        self._elapsed = elapsed

    async def orders(self, claimant: Claimant, *, limit: int = 10) -> list[Order]:
        """The orders of the phone or address that the channel vouches for, newest first; empty for none.

        Raises:
            ShopUnavailable: The shop can't be seen.
            Unsupported: The back end can't look by contact; ask for a number.
        """
        phone, email = self._proven(claimant)
        if phone is None and email is None:
            return []
        return await self._orders.of_contact(phone=phone, email=email, limit=limit)

    async def proven_orders(self, claimant: Claimant, *, limit: int = 10) -> list[Order]:
        """Every order that is known to be the claimant's, newest first: for an agent who talks to them.

        Those of the phone or address that the channel vouches for, where the back end can look by contact,
        and those that they have proven lately.

        Raises:
            ShopUnavailable: The shop can't be seen.
        """
        try:
            found = {order.number: order for order in await self.orders(claimant, limit=limit)}
        except Unsupported:
            found = {}
        for key in await self._attempts.granted_to(claimant.contact, self._clock.now()):
            if order := await self._find(key):
                found.setdefault(order.number, order)
        return sorted(found.values(), key=lambda order: order.placed_at, reverse=True)[:limit]

    async def claimants_of(self, orders: Iterable[Order]) -> list[str]:
        """The contacts who have lately proven that one of these orders is theirs."""
        keys = [canonical(order.number) for order in orders]
        return await self._attempts.contacts_granted(keys, self._clock.now()) if keys else []

    async def forget(self, contact: str) -> None:
        """Deletes what a contact has proven: the person is to be forgotten."""
        await self._attempts.forget_contact(contact)

    async def order(self, claimant: Claimant, number: str, proof: str | None = None) -> Order:
        """One order, if it is the claimant's.

        Args:
            claimant: Who asks.
            number: As typed.
            proof: The e-mail address or phone they say is on the order; None if they have said none yet.

        Raises:
            BadInput: ``number`` can't be an order's, or ``proof`` is neither address nor phone; not counted.
            ProofNeeded: A proof is wanted; the same whether or not there is such an order.
            ProofRefused: No such order, or not theirs.
            TooManyAttempts: A person has to help.
            ShopUnavailable: The shop can't be seen; not counted.
        """
        started = self._elapsed()
        key = canonical(number)
        offered = self._read(proof)
        order = await self._find(key)
        is_known = await self._is_known(claimant, key, order)
        if order is not None and is_known:
            return order
        try:
            return await self._judge(claimant, key, order, offered)
        except (ProofNeeded, ProofRefused, TooManyAttempts):
            await self._wait_since(started)
            raise

    async def gift_card(self, claimant: Claimant, code: str) -> GiftCard:
        """What is left on a card; its code is the proof, and guessing is counted.

        Raises:
            ProofRefused: No such card.
            TooManyAttempts: A person has to help.
            ShopUnavailable: The shop can't be seen; not counted.
            Unsupported: The back end has none; not counted.
        """
        keys = (_contact_key(claimant),)
        left = await self._spend(keys)
        try:
            card = await self._gift_cards.balance(canonical_code(code))
        except NotFound:
            raise ProofRefused(left) from None
        except BaseException:
            await self._attempts.give_back(keys)
            raise
        await self._attempts.give_back(keys)
        return card

    async def _judge(
        self, claimant: Claimant, key: str, order: Order | None, offered: Offered | None
    ) -> Order:
        keys = (_contact_key(claimant), f"order:{key}")
        if offered is None:
            await self._refuse_locked(keys)
            raise ProofNeeded
        left = await self._spend(keys)
        customer = order.customer if order is not None else None
        if not offered.fits(customer) or order is None:
            raise ProofRefused(left)
        await self._attempts.give_back(keys)
        await self._attempts.grant(claimant.contact, key, self._clock.now() + GRANT)
        return order

    async def _find(self, key: str) -> Order | None:
        try:
            return await self._orders.find(key)
        except NotFound:
            return None

    async def _is_known(self, claimant: Claimant, key: str, order: Order | None) -> bool:
        """Asks the same for an order that is not there, so that it takes the same time."""
        phone, email = self._proven(claimant)
        fits = Offered(phone, email).fits(order.customer if order is not None else None)
        return await self._attempts.granted(claimant.contact, key, self._clock.now()) or fits

    async def _spend(self, keys: tuple[str, ...]) -> int:
        left = await self._attempts.spend(keys, self._clock.now())
        if left is None:
            await self._refuse_locked(keys)
            raise TooManyAttempts
        return left

    async def _refuse_locked(self, keys: tuple[str, ...]) -> None:
        until = await self._attempts.free_at(keys, self._clock.now())
        if until is not None:
            raise TooManyAttempts(until)

    async def _wait_since(self, started: float) -> None:
        rest = self._floor - (self._elapsed() - started)
        if rest > 0:
            await self._pause(rest)

    def _proven(self, claimant: Claimant) -> tuple[str | None, str | None]:
        phone = normal_phone(claimant.phone, self._region) if claimant.phone else None
        return phone, normal_email(claimant.email) if claimant.email else None

    def _read(self, proof: str | None) -> Offered | None:
        if proof is None:
            return None
        offered = Offered(normal_phone(proof, self._region), normal_email(proof))
        if offered == Offered(None, None):
            raise BadInput("proof", "That is neither an e-mail address nor a phone number.")
        return offered


@dataclass(frozen=True, slots=True)
class Offered:
    """A phone and an e-mail address, in one spelling, either of which may be a proof."""

    phone: str | None
    email: str | None

    def fits(self, customer: Customer | None) -> bool:
        """Whether either is the customer's; takes as long for nobody as for somebody."""
        phone = _equal(self.phone, customer.phone if customer else None)
        email = _equal(self.email, customer.email if customer else None)
        return phone or email


def _equal(given: str | None, wanted: str | None) -> bool:
    same = hmac.compare_digest(_digest(given), _digest(wanted))
    return same and bool(given)


def _digest(text: str | None) -> bytes:
    """Of one length, whatever goes in, so that comparing takes one time."""
    return hashlib.sha256((text or "").encode()).digest()


def _contact_key(claimant: Claimant) -> str:
    return f"contact:{hashlib.sha256(claimant.contact.encode()).hexdigest()}"
