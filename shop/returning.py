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


def begin(request: ReturnRequest, policies: Policies, now: datetime, country: str = "IT") -> Return:
    """The return as it will be recorded, once it has a number.

    Args:
        request: As it was checked.
        policies: Days and fees.
        now: Aware.
        country: Where it comes from, ISO 3166-1 alpha-2.

    Raises:
        NotAllowed: ``home_collection``: nobody fetches there.
    """
    today = local_date(now, policies.time_zone)
    return Return(
        number="",
        order_number=request.order_number,
        kind=request.kind,
        state=ReturnState.REQUESTED if request.kind is ReturnKind.FAULT else ReturnState.APPROVED,
        lines=request.lines,
        hand_in=_hand_in(request, policies, country),
        fee=fee(request, policies, country),
        opened_at=now,
        send_back_by=today + timedelta(days=policies.send_back_days),
    )


def numbered(begun: Return, number: str) -> Return:
    """The return with its number, and with the code that is shown where it is handed in."""
    code = number.replace("-", "") if begun.hand_in is HandIn.DROP_OFF else ""
    refund = replace(begun.refund, return_number=number) if begun.refund is not None else None
    return replace(begun, number=number, hand_in_code=code, refund=refund)


def fee(request: ReturnRequest, policies: Policies, country: str = "IT") -> Money:
    """What the shop takes for the way back: nothing where it is the shop's fault.

    Args:
        request: How it travels, and why.
        policies: What that costs.
        country: Where it comes from, ISO 3166-1 alpha-2.

    Raises:
        NotAllowed: ``home_collection``: nobody fetches there.
    """
    label, fetched = _prices(policies, country)
    if request.hand_in is not HandIn.HOME_COLLECTION:
        price = label
    elif fetched is None:
        raise NotAllowed("home_collection", "Nobody fetches returns there.")
    else:
        price = fetched
    return Money.zero() if price is None or _is_ours(request) else price


def _hand_in(request: ReturnRequest, policies: Policies, country: str) -> HandIn:
    label, _ = _prices(policies, country)
    pays_postage = label is None and not _is_ours(request)
    return HandIn.OWN_POSTAGE if pays_postage else request.hand_in


def _prices(policies: Policies, country: str) -> tuple[Money | None, Money | None]:
    """Of the shop's label, and of fetching; None for what there is not."""
    if country.upper() == policies.home_country:
        return policies.drop_off_fee, policies.home_collection_fee
    abroad = next((one for one in policies.return_fees_abroad if country.upper() in one.countries), None)
    return (abroad.label if abroad else None), None


def _is_ours(request: ReturnRequest) -> bool:
    return request.kind is ReturnKind.FAULT or all(line.reason in _OUR_FAULT for line in request.lines)
