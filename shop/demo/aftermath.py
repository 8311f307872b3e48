"""Makes the returns and refunds that came after an order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from shop.changes import cancellation_refund
from shop.demo.days import Days
from shop.demo.rules import POLICIES
from shop.demo.stories import Aftermath, Story
from shop.demo.telling import WELCOME, Cast
from shop.records import (
    HandIn,
    Money,
    Order,
    Refund,
    RefundState,
    Return,
    ReturnKind,
    ReturnLine,
    ReturnReason,
    ReturnRequest,
    ReturnState,
)
from shop.returning import begin
from shop.workdays import local_date

_REASONS = {
    ReturnKind.RETURN: ReturnReason.NOT_AS_EXPECTED,
    ReturnKind.WITHDRAWAL: ReturnReason.CHANGED_MIND,
    ReturnKind.EXCHANGE: ReturnReason.TOO_SMALL,
    ReturnKind.FAULT: ReturnReason.FAULTY,
}
_STARTED = {ReturnState.REQUESTED, ReturnState.APPROVED}


@dataclass(frozen=True, slots=True)
class Tale:
    """One order, and what came after it."""

    order: Order
    returns: tuple[Return, ...] = ()
    refunds: tuple[Refund, ...] = ()


def tale(story: Story, order: Order, cast: Cast, days: Days, earlier: int) -> Tale:
    """The order with what came after it."""
    if story.cancelled and story.cancelled[1] is not None:
        return Tale(order, refunds=(_cancellation(order, story.cancelled[1], days, earlier),))
    if story.aftermath is None:
        return Tale(order)
    came_back = _return(order, cast, story.aftermath, days, earlier)
    return Tale(order, (came_back,), (came_back.refund,) if came_back.refund else ())


def _cancellation(order: Order, state: RefundState, days: Days, earlier: int) -> Refund:
    at = days.ago(1, 16) if order.cancel_reason == "returned_to_sender" else order.cancelled_at
    refund = replace(cancellation_refund(order, at or order.placed_at, POLICIES), state=state)
    return replace(refund, sent_at=days.ago(earlier + 2, 15)) if state is RefundState.SENT else refund


def _return(order: Order, cast: Cast, after: Aftermath, days: Days, earlier: int) -> Return:
    line = order.lines[0]
    request = ReturnRequest(
        key="seed",
        order_number=order.number,
        kind=after.kind,
        lines=(ReturnLine(line.id, 1, _REASONS[after.kind], _wanted(cast, after.kind)),),
        hand_in=HandIn.DROP_OFF,
    )
    begun = begin(request, POLICIES, days.ago(after.opened + earlier, 18), order.country)
    received = None if after.received is None else days.ago(after.received + earlier, 11)
    travels = after.state not in _STARTED
    return replace(
        begun,
        state=after.state,
        carrier="Poste Italiane" if travels else "",
        tracking_number=f"6R{order.number[-5:]}00417" if travels else None,
        received_at=received,
        refund=_refund(order, begun, after, received, days, earlier),
        note=after.note,
    )


def _wanted(cast: Cast, kind: ReturnKind) -> str | None:
    """Another variant of the same product."""
    if kind is not ReturnKind.EXCHANGE:
        return None
    ware = cast.wares[0]
    others = [one.sku for one in ware.product.variants if one.sku != ware.variant.sku and one.available]
    return others[0] if others else ware.variant.sku


def _refund(
    order: Order, begun: Return, after: Aftermath, received: datetime | None, days: Days, earlier: int
) -> Refund | None:
    if after.refund is None:
        return None
    requested = received or begun.opened_at
    sent = after.refund is not RefundState.PENDING
    return Refund(
        id=f"{order.number}-{after.kind}",
        order_number=order.number,
        amount=_amount(order, begun),
        state=after.refund,
        method_name=order.payment.method_name,
        reason=after.kind,
        requested_at=requested,
        sent_at=days.ago((after.received or 0) - 2 + earlier, 15) if sent else None,
        due_on=_due(requested),
    )


def _amount(order: Order, begun: Return) -> Money:
    """Of the pieces that come back, as paid; by law with standard shipping, where all of it does."""
    line = order.lines[0]
    piece = line.unit_price if not order.discount else line.unit_price - line.unit_price.share(WELCOME)
    whole = len(order.lines) == 1 and line.quantity == 1
    is_withdrawal = begun.kind is ReturnKind.WITHDRAWAL
    return piece + order.shipping if whole and is_withdrawal else piece - begun.fee


def _due(since: datetime) -> date:
    return local_date(since, POLICIES.time_zone) + timedelta(days=POLICIES.refund_days)
