"""How a return begins: what is checked, and what is then recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from shop.errors import AlreadyDone, BadInput, NotAllowed, NotFound, TooLate
from shop.records import (
    HandIn,
    LineVerdict,
    Money,
    Policies,
    Reason,
    Return,
    ReturnKind,
    ReturnLine,
    ReturnReason,
    ReturnRequest,
    ReturnState,
)
from shop.workdays import local_date

NOTE_LIMIT = 500
PHOTO_LIMIT = 10
_OUR_FAULT = {ReturnReason.DAMAGED, ReturnReason.FAULTY, ReturnReason.WRONG_ITEM}


def check(request: ReturnRequest, verdicts: Sequence[LineVerdict]) -> None:
    """Raises what ``Returns.open`` says, unless the return may begin."""
    if not request.lines or len({line.line_id for line in request.lines}) != len(request.lines):
        raise BadInput("lines", "Each line once, and at least one.")
    if len(request.note) > NOTE_LIMIT:
        raise BadInput("note", f"At most {NOTE_LIMIT} characters.")
    if len(request.photos) > PHOTO_LIMIT:
        raise BadInput("photos", f"At most {PHOTO_LIMIT}.")
    known = {verdict.line_id: verdict for verdict in verdicts}
    for line in request.lines:
        verdict = known.get(line.line_id)
        if verdict is None:
            raise NotFound("The order has no such line.")
        _check_line(line, verdict, request.kind)


def _check_line(line: ReturnLine, verdict: LineVerdict, kind: ReturnKind) -> None:
    if line.quantity < 1:
        raise BadInput("quantity", "At least one piece.")
    if (line.exchange_for is not None) != (kind is ReturnKind.EXCHANGE):
        raise BadInput("exchange_for", "An exchange needs what is wanted instead, and nothing else does.")
    if not verdict.allowed:
        raise _refusal(verdict.reason)
    if line.quantity > verdict.quantity:
        raise BadInput("quantity", f"At most {verdict.quantity}.")
    if verdict.only_sealed and not line.sealed:
        raise NotAllowed(Reason.HYGIENE)


def _refusal(reason: Reason) -> NotAllowed:
    match reason:
        case Reason.TOO_LATE:
            return TooLate(reason)
        case Reason.ALREADY_RETURNED:
            return AlreadyDone(reason)
        case _:
            return NotAllowed(reason)


def begin(request: ReturnRequest, policies: Policies, now: datetime) -> Return:
    """The return as it will be recorded, once it has a number."""
    today = local_date(now, policies.time_zone)
    return Return(
        number="",
        order_number=request.order_number,
        kind=request.kind,
        state=ReturnState.REQUESTED if request.kind is ReturnKind.FAULT else ReturnState.APPROVED,
        lines=request.lines,
        hand_in=request.hand_in,
        fee=fee(request, policies),
        opened_at=now,
        send_back_by=today + timedelta(days=policies.send_back_days),
    )


def numbered(begun: Return, number: str) -> Return:
    """The return with its number, and with the code that is shown where it is handed in."""
    code = number.replace("-", "") if begun.hand_in is HandIn.DROP_OFF else ""
    refund = replace(begun.refund, return_number=number) if begun.refund is not None else None
    return replace(begun, number=number, hand_in_code=code, refund=refund)


def fee(request: ReturnRequest, policies: Policies) -> Money:
    """What the customer pays for the way back: nothing where it is the shop's fault.

    Raises:
        NotAllowed: ``home_collection``: nobody fetches.
    """
    if request.hand_in is HandIn.DROP_OFF:
        price = policies.drop_off_fee
    elif policies.home_collection_fee is None:
        raise NotAllowed("home_collection", "Nobody fetches returns.")
    else:
        price = policies.home_collection_fee
    is_ours = request.kind is ReturnKind.FAULT or all(line.reason in _OUR_FAULT for line in request.lines)
    return Money.zero(price.currency) if is_ours else price
