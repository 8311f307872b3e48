"""*Where is my return, where is my refund*."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from actions.errand import Errand
from actions.identify import identify
from actions.order_errands import bank_days, shown_method
from actions.phrases import day, money
from actions.return_errands import way_back
from actions.telling import Telling
from actions.visit import Visit
from actions.when import on_day
from shop.records import Order, OrderState, Policies, Refund, RefundState, Return, ReturnKind, ReturnState
from shop.workdays import local_date

MOST_TOLD = 3


def may_have_come_back(order: Order) -> bool:
    """Whether there may be a return or a refund."""
    return order.state in {OrderState.DELIVERED, OrderState.CANCELLED, OrderState.RETURNED}


class ReturnStatus(Errand):
    """Tells what became of a return and of the money."""

    name: ClassVar[str] = "return_status"
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """Which order; one with a return or a refund, where there is one."""
        return await identify(visit, may_have_come_back)

    async def do(self, visit: Visit) -> None:
        """Tells it, the newest first."""
        order, shop = visit.known_order, visit.services.shop
        returns = await shop.returns.of_order(order.number)
        refunds = await shop.refunds.of_order(order.number)
        policies = await shop.terms.policies()
        today = local_date(visit.services.clock.now(), policies.time_zone)
        told = [return_told(one, policies, visit.language) for one in returns]
        told += [refund_told(one, policies, today, visit.language) for one in refunds]
        for telling in told[:MOST_TOLD]:
            visit.say(telling.response, telling.buttons, **telling.blanks)
        if not told:
            visit.say("utter_return_status/none", number=order.number)


def return_told(begun: Return, policies: Policies, language: str | None) -> Telling:
    """Where a return stands."""
    state: str = begun.state
    if begun.kind is ReturnKind.EXCHANGE and begun.state is ReturnState.IN_TRANSIT:
        state = "in_transit_exchange"
    blanks = {
        "return_number": begun.number,
        "number": begun.order_number,
        "until": day(begun.send_back_by, language),
        "days": str(policies.refund_days),
        "way": way_back(begun, language),
        "note": begun.note,
    }
    return Telling(f"utter_return_status/{state}", blanks)


def refund_told(refund: Refund, policies: Policies, today: date, language: str | None) -> Telling:
    """Where the money is; what is overdue is said so."""
    blanks = {
        "amount": money(refund.amount, language),
        "number": refund.order_number,
        "method": shown_method(refund.method_name, language),
        "bank": bank_days(policies, language),
    }
    if refund.state is RefundState.SENT and refund.sent_at is not None:
        sent = on_day(local_date(refund.sent_at, policies.time_zone), today, language)
        return Telling("utter_refund/sent", {**blanks, "sent": sent})
    if refund.state is RefundState.FAILED:
        return Telling("utter_refund/failed", blanks)
    if refund.due_on is None:
        return Telling("utter_refund/pending_undated", blanks)
    kind = "overdue" if refund.due_on < today else "pending"
    return Telling(f"utter_refund/{kind}", {**blanks, "until": day(refund.due_on, language)})
