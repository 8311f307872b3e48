"""Orders, returns, refunds and requests, in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from shop import eligibility, returning, service
from shop.changes import cancellation_refund, check_address_change, check_cancel, owes_refund
from shop.contacts import normal_email, normal_phone
from shop.errors import NotFound
from shop.memory.fixed import MemoryCatalogue, MemoryTerms
from shop.numbers import canonical
from shop.ports import Clock
from shop.records import (
    LineVerdict,
    NewRequest,
    Order,
    OrderState,
    PostalAddress,
    Refund,
    Return,
    ReturnKind,
    ReturnRequest,
    ServiceRequest,
)


class MemoryOrders:
    """Implements ``shop.ports.Orders``; also where tests put orders, and change them behind its back."""

    def __init__(self, terms: MemoryTerms, refunds: MemoryRefunds, clock: Clock) -> None:
        self._orders: dict[str, Order] = {}
        self._terms = terms
        self._refunds = refunds
        self._clock = clock

    def put(self, order: Order) -> None:
        """Adds an order, or writes over it: what the warehouse does."""
        self._orders[canonical(order.number)] = order

    async def find(self, number: str) -> Order:
        """One order by its number."""
        order = self._orders.get(canonical(number))
        if order is None:
            raise NotFound("There is no such order.")
        return order

    async def of_contact(
        self, *, phone: str | None = None, email: str | None = None, limit: int = 10
    ) -> list[Order]:
        """The orders of a phone or an e-mail address, newest first."""
        number = normal_phone(phone) if phone else None
        address = normal_email(email) if email else None
        mine = [
            order
            for order in self._orders.values()
            if (number and order.customer.phone == number) or (address and order.customer.email == address)
        ]
        return sorted(mine, key=lambda order: (order.placed_at, order.number), reverse=True)[:limit]

    async def cancel(self, number: str, *, reason: str = "customer") -> Order:
        """Cancels, and owes back what was paid."""
        order = await self.find(number)
        check_cancel(order)
        now = self._clock.now()
        if owes_refund(order):
            self._refunds.put(cancellation_refund(order, now, self._terms.rules))
        return self._changed(
            replace(order, state=OrderState.CANCELLED, cancelled_at=now, cancel_reason=reason)
        )

    async def change_address(self, number: str, address: PostalAddress) -> Order:
        """Sends it elsewhere."""
        order = await self.find(number)
        check_address_change(order, address)
        return self._changed(replace(order, address=address))

    def _changed(self, order: Order) -> Order:
        order = replace(order, version=order.version + 1)
        self.put(order)
        return order


class MemoryRefunds:
    """Implements ``shop.ports.Refunds``."""

    def __init__(self) -> None:
        self._refunds: list[Refund] = []

    def put(self, refund: Refund) -> None:
        """Adds a refund."""
        self._refunds.append(refund)

    async def of_order(self, order_number: str) -> list[Refund]:
        """An order's refunds, newest first."""
        key = canonical(order_number)
        mine = [refund for refund in self._refunds if canonical(refund.order_number) == key]
        return sorted(mine, key=lambda refund: refund.requested_at, reverse=True)


class MemoryReturns:
    """Implements ``shop.ports.Returns``."""

    def __init__(
        self, orders: MemoryOrders, catalogue: MemoryCatalogue, terms: MemoryTerms, clock: Clock
    ) -> None:
        self._begun: dict[tuple[str, str], Return] = {}
        self._orders = orders
        self._catalogue = catalogue
        self._terms = terms
        self._clock = clock

    def put(self, begun: Return) -> None:
        """Adds a return that was begun elsewhere."""
        number = begun.number or f"RS-{3001 + len(self._begun)}"
        key = (canonical(begun.order_number), number)
        self._begun[key] = returning.numbered(begun, number)

    async def eligibility(self, order_number: str, kind: ReturnKind) -> list[LineVerdict]:
        """Which lines can come back."""
        order = await self._orders.find(order_number)
        return eligibility.verdicts(order, self._of(order), kind, self._terms.rules, self._clock.now())

    async def of_order(self, order_number: str) -> list[Return]:
        """What was begun for an order, newest first."""
        key = canonical(order_number)
        mine = [begun for (number, _), begun in self._begun.items() if number == key]
        return sorted(mine, key=lambda begun: (begun.opened_at, begun.number), reverse=True)

    async def open(self, request: ReturnRequest) -> Return:
        """Begins a return, or gives the one that this key began."""
        order = await self._orders.find(request.order_number)
        key = (canonical(order.number), request.key)
        if key in self._begun:
            return self._begun[key]
        for line in request.lines:
            if line.exchange_for is not None:
                await self._catalogue.product(line.exchange_for)
        # From here on nothing waits: two of one moment come one after the other.
        now, rules = self._clock.now(), self._terms.rules
        verdicts = eligibility.verdicts(order, self._of(order), request.kind, rules, now)
        returning.check(request, verdicts)
        begun = returning.begin(replace(request, order_number=order.number), rules, now, order.country)
        self._begun[key] = returning.numbered(begun, f"RS-{3001 + len(self._begun)}")
        return self._begun[key]

    def _of(self, order: Order) -> Iterable[Return]:
        return [begun for (number, _), begun in self._begun.items() if number == canonical(order.number)]


class MemoryRequests:
    """Implements ``shop.ports.Requests``."""

    def __init__(self, terms: MemoryTerms, clock: Clock) -> None:
        self._requests: dict[tuple[str, str], ServiceRequest] = {}
        self._terms = terms
        self._clock = clock

    async def open(self, request: NewRequest) -> ServiceRequest:
        """Records a request, or gives the one that this key recorded."""
        key = (request.contact, request.key)
        if key not in self._requests:
            begun = service.begin(request, self._terms.rules, self._clock.now())
            self._requests[key] = replace(begun, number=f"RI-{4001 + len(self._requests)}")
        return self._requests[key]

    async def of_contact(self, contact: str) -> list[ServiceRequest]:
        """What a contact has asked for, newest first."""
        mine = [one for (owner, _), one in self._requests.items() if owner == contact]
        return sorted(mine, key=lambda one: (one.opened_at, one.number), reverse=True)

    async def forget(self, contact: str) -> None:
        """Deletes what a contact has asked for."""
        self._requests = {key: one for key, one in self._requests.items() if key[0] != contact}
