"""What can come back, for how long, and why not.

* The shop's own promise (return, exchange) counts calendar days from delivery.
* The right of withdrawal is the law's (Directive 2011/83/EU, articles 9 and 16): its days begin when the
  last piece of the order is there, a last day that is no working day moves to the next one, and it may be
  used before delivery. A sale is no exception to it; made-to-order is, and so is a broken hygiene seal.
* A fault is the seller's to mend for as long as the guarantee runs, whatever the item.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from shop.records import (
    LineVerdict,
    Order,
    OrderLine,
    OrderState,
    Policies,
    Reason,
    Return,
    ReturnKind,
    ReturnState,
    Trait,
)
from shop.workdays import add_working_days, local_date, months_later

FREE_AGAIN = frozenset({ReturnState.REJECTED, ReturnState.CANCELLED})
"""A return that ended so holds no piece: it may be asked for again."""
_NEVER_ARRIVED = {OrderState.CANCELLED, OrderState.RETURNED}
_BARRED: dict[ReturnKind, tuple[tuple[Trait, Reason], ...]] = {
    ReturnKind.RETURN: ((Trait.CUSTOM_MADE, Reason.CUSTOM_MADE), (Trait.FINAL_SALE, Reason.FINAL_SALE)),
    ReturnKind.EXCHANGE: ((Trait.CUSTOM_MADE, Reason.CUSTOM_MADE), (Trait.FINAL_SALE, Reason.FINAL_SALE)),
    ReturnKind.WITHDRAWAL: ((Trait.CUSTOM_MADE, Reason.CUSTOM_MADE),),
    ReturnKind.FAULT: (),
}


def verdicts(
    order: Order, returns: Iterable[Return], kind: ReturnKind, policies: Policies, now: datetime
) -> list[LineVerdict]:
    """One verdict for each line of an order, in its order.

    Args:
        order: Whose lines.
        returns: What was begun for it before.
        kind: What is asked for.
        policies: The days.
        now: Aware.
    """
    coming_back = _pieces_coming_back(returns)
    arrived = _arrival(order, policies)
    until = last_day(kind, arrived, policies) if arrived else None
    today = local_date(now, policies.time_zone)
    return [_verdict(order, line, kind, coming_back.get(line.id, 0), until, today) for line in order.lines]


def last_day(kind: ReturnKind, arrived: date, policies: Policies) -> date:
    """The last day on which this may be asked for, of what arrived on a day."""
    match kind:
        case ReturnKind.WITHDRAWAL:
            return add_working_days(arrived + timedelta(days=policies.withdrawal_days), 0)
        case ReturnKind.FAULT:
            return months_later(arrived, policies.guarantee_months)
        case _:
            return arrived + timedelta(days=policies.return_days)


def _verdict(
    order: Order, line: OrderLine, kind: ReturnKind, coming_back: int, until: date | None, today: date
) -> LineVerdict:
    left = line.quantity - line.cancelled - coming_back
    reason = _reason(order, line, kind, left, until, today)
    allowed = reason is Reason.OK
    sealed = allowed and Trait.HYGIENE in line.traits and kind is not ReturnKind.FAULT
    return LineVerdict(line.id, kind, allowed, reason, left if allowed else 0, until, sealed)


def _reason(
    order: Order, line: OrderLine, kind: ReturnKind, left: int, until: date | None, today: date
) -> Reason:
    if order.state in _NEVER_ARRIVED or line.cancelled >= line.quantity:
        return Reason.CANCELLED
    barred = next((why for trait, why in _BARRED[kind] if trait in line.traits), None)
    if barred is not None:
        return barred
    if left <= 0:
        return Reason.ALREADY_RETURNED
    if kind is not ReturnKind.WITHDRAWAL and not _is_delivered(order, line):
        return Reason.NOT_DELIVERED
    return Reason.TOO_LATE if until is not None and today > until else Reason.OK


def _is_delivered(order: Order, line: OrderLine) -> bool:
    """Any piece of it: what is there can go back while the rest is on its way."""
    if order.state is OrderState.DELIVERED:
        return True
    return any(
        parcel.delivered_at is not None and any(part.line_id == line.id for part in parcel.contents)
        for parcel in order.parcels
    )


def _arrival(order: Order, policies: Policies) -> date | None:
    """When all of it was there, which is when its days begin."""
    if order.state is not OrderState.DELIVERED or order.delivered_at is None:
        return None
    return local_date(order.delivered_at, policies.time_zone)


def _pieces_coming_back(returns: Iterable[Return]) -> dict[str, int]:
    pieces: dict[str, int] = {}
    for one in returns:
        if one.state in FREE_AGAIN:
            continue
        for line in one.lines:
            pieces[line.line_id] = pieces.get(line.line_id, 0) + line.quantity
    return pieces
