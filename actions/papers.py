"""The errands about an order's invoice, its guarantee and its payment."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar

from actions.errand import Ended, Errand, PersonNeeded
from actions.handover import REQUESTED
from actions.identify import identify, number_in
from actions.own_order import own_order
from actions.phrases import fragment, long_day
from actions.places import folded
from actions.visit import Visit
from shop.records import NewRequest, Order, PaymentState, RequestKind
from shop.workdays import local_date, months_later

_OF_MINE = re.compile(
    r"\b(?:mi[ao]|miei|mie|non (?:ho|mi e|l'ho|trovo|arriva)|dov'?e|mandatemi|inviatemi"
    r"|mi (?:mandate|inviate|serve)|ho (?:comprato|preso|ordinato)|comprat[oaie]"
    r"|my|i (?:bought|ordered|need|want)|send me|haven't|where)\b"
)


class Invoice(Errand):
    """An order's invoice: its number, that it is being made, or a request for one."""

    name: ClassVar[str] = "invoice"
    slots: ClassVar[tuple[str, ...]] = ("invoice_asked",)

    async def next(self, visit: Visit) -> str | None:
        """The order, for an invoice of theirs; a general question is answered in general."""
        if visit.get("invoice_asked") is None:
            visit.set("invoice_asked", visit.text)
            if not _is_mine(visit):
                visit.say("utter_invoice")
                raise Ended
        return await identify(visit)

    async def do(self, visit: Visit) -> None:
        """Tells what there is; where there is none, asks the shop's people for it."""
        order = visit.known_order
        if order.invoice is None:
            await self._request(visit, order)
        elif order.invoice.number is None:
            visit.say("utter_invoice_coming", order=order.number)
        else:
            issued = long_day(order.invoice.issued_on, visit.language) if order.invoice.issued_on else ""
            visit.say("utter_invoice_there", order=order.number, invoice=order.invoice.number, issued=issued)

    async def _request(self, visit: Visit, order: Order) -> None:
        asked = NewRequest(
            key=str(visit.get("errand_key") or visit.message_id),
            kind=RequestKind.INVOICE,
            contact=visit.tracker.sender_id,
            order_number=order.number,
            text=str(visit.get("invoice_asked")),
        )
        request = await visit.services.shop.requests.open(asked)
        visit.say("utter_invoice_requested", order=order.number, request=request.number)
        raise PersonNeeded(REQUESTED)


class Warranty(Errand):
    """Until when the legal guarantee lasts, for an order that is theirs; in general for others."""

    name: ClassVar[str] = "warranty"
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """Nothing is asked."""
        return None

    async def do(self, visit: Visit) -> None:
        """Tells the day, or the rule."""
        order = await own_order(visit, _arrived) if _is_mine(visit) else None
        if order is None or order.delivered_at is None:
            visit.say("utter_warranty")
            return
        visit.order = order
        rules = await visit.services.shop.terms.policies()
        delivered = local_date(order.delivered_at, rules.time_zone)
        until = months_later(delivered, rules.guarantee_months)
        today = local_date(visit.services.clock.now(), rules.time_zone)
        self._tell(visit, order, delivered, until, over=today > until)

    def _tell(self, visit: Visit, order: Order, delivered: date, until: date, *, over: bool) -> None:
        visit.say(
            "utter_warranty_over" if over else "utter_warranty_until",
            order=order.number,
            delivered=long_day(delivered, visit.language),
            until=long_day(until, visit.language),
        )


class PaymentFailed(Errand):
    """What to do about a payment that failed; what the order says, where it is theirs."""

    name: ClassVar[str] = "payment_failed"
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """Nothing is asked."""
        return None

    async def do(self, visit: Visit) -> None:
        """Tells where the payment stands, or what usually helps."""
        order = await own_order(visit, _unpaid)
        if order is None:
            visit.say("utter_payment_failed")
            return
        visit.order = order
        payment = order.payment
        if payment.state is PaymentState.FAILED:
            reason = fragment(
                f"payment-{(payment.error_code or 'unknown').replace('_', '-')}", visit.language
            )
            visit.say("utter_payment_failed_order", order=order.number, reason=reason)
        elif payment.state is PaymentState.PENDING:
            due = long_day(payment.due_on, visit.language) if payment.due_on else ""
            visit.say(
                "utter_payment_awaited" if due else "utter_payment_pending", order=order.number, due=due
            )
        else:
            visit.say("utter_payment_there", order=order.number, method=payment.method_name)


def _is_mine(visit: Visit) -> bool:
    return number_in(visit) is not None or bool(_OF_MINE.search(folded(visit.text)))


def _arrived(order: Order) -> bool:
    return order.delivered_at is not None


def _unpaid(order: Order) -> bool:
    return order.payment.state in (PaymentState.FAILED, PaymentState.PENDING)
