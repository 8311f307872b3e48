"""Cancelling an order, changing it, sending it elsewhere: while that is still possible."""

from __future__ import annotations

from typing import Any, ClassVar

from actions.addresses import address_in, in_one_line
from actions.confirming import NO, YesOrNo
from actions.errand import Ended, Errand, Question
from actions.identify import identify
from actions.phrases import fragment, money
from actions.visit import Visit
from shop.changes import can_change, owes_refund
from shop.errors import AlreadyDone, BadInput, NotAllowed, TooLate
from shop.records import Order, OrderState, Policies, PostalAddress

NEW_ADDRESS, CONFIRM_CANCEL, CONFIRM_ADDRESS = "new_address", "confirm_cancel", "confirm_address"
_GONE = frozenset({OrderState.SHIPPED, OrderState.OUT_FOR_DELIVERY, OrderState.PARTLY_SHIPPED})
_HERE = frozenset({OrderState.PREPARING, OrderState.READY, OrderState.READY_FOR_PICKUP})


def bank_days(policies: Policies, language: str | None) -> str:
    """How long a bank takes after us."""
    least, most = policies.bank_days
    return fragment("refund-bank", language, least=least, most=most)


def shown_method(name: str, language: str | None) -> str:
    """How something was paid; a list of cards is simply a card."""
    return fragment("method-card", language) if "," in name else name


class ConfirmCancel(YesOrNo):
    """Whether to cancel; "annulla" alone could mean either, so it is asked again."""

    slot: ClassVar[str] = CONFIRM_CANCEL
    titles: ClassVar[str] = "cancel"
    keeps: ClassVar[frozenset[str]] = frozenset({"cancel"})

    def read(self, visit: Visit) -> Any:
        """Asking once more for the cancellation is a yes, too."""
        return "yes" if visit.intent == OrderCancel.name else super().read(visit)

    async def blanks(self, visit: Visit) -> dict[str, str]:
        """Which order."""
        order = visit.known_order
        return {"number": order.number, "total": money(order.total, visit.language)}


class OrderCancel(Errand):
    """Cancels an order that nobody has begun to pack."""

    name: ClassVar[str] = "order_cancel"
    slots: ClassVar[tuple[str, ...]] = (CONFIRM_CANCEL,)

    async def next(self, visit: Visit) -> str | None:
        """Which order, and whether they are sure."""
        if slot := await identify(visit, can_change):
            return slot
        order = visit.known_order
        if order.state is OrderState.CANCELLED:
            visit.say("utter_order/cancelled_before", number=order.number)
            raise Ended
        _refuse_late(visit, order)
        return CONFIRM_CANCEL if visit.get(CONFIRM_CANCEL) is None else None

    async def do(self, visit: Visit) -> None:
        """Cancels it, and tells where the money goes."""
        order, shop = visit.known_order, visit.services.shop
        if visit.get(CONFIRM_CANCEL) == NO:
            visit.say("utter_order/kept", number=order.number)
            return
        owed = owes_refund(order)
        try:
            await shop.orders.cancel(order.number)
        except AlreadyDone:
            visit.say("utter_order/cancelled_before", number=order.number)
            return
        except TooLate as late:
            _tell_late(visit, order, late.reason)
            return
        if not owed:
            visit.say("utter_order/cancelled", number=order.number)
            return
        visit.say(
            "utter_order/cancelled_refund",
            number=order.number,
            total=money(order.total, visit.language),
            method=shown_method(order.payment.method_name, visit.language),
            bank=bank_days(await shop.terms.policies(), visit.language),
        )


class NewAddress(Question):
    """Where to send it instead."""

    slot: ClassVar[str] = NEW_ADDRESS

    def read(self, visit: Visit) -> Any:
        """The line as typed, if there is an address in it."""
        current = PostalAddress("-", "-", "-", "-", str(visit.get("address_country") or "IT"))
        found = address_in(visit.text, current)
        return in_one_line(found) if found else None

    async def blanks(self, visit: Visit) -> dict[str, str]:
        """Which order."""
        return {"number": visit.known_order.number}


class ConfirmAddress(YesOrNo):
    """Whether that is the address that they mean."""

    slot: ClassVar[str] = CONFIRM_ADDRESS
    titles: ClassVar[str] = "address"

    async def blanks(self, visit: Visit) -> dict[str, str]:
        """Which order, and the address as it was understood."""
        return {"number": visit.known_order.number, "address": str(visit.get(NEW_ADDRESS))}


class AddressChange(Errand):
    """Sends an order elsewhere."""

    name: ClassVar[str] = "delivery_address_change"
    slots: ClassVar[tuple[str, ...]] = (NEW_ADDRESS, CONFIRM_ADDRESS, "address_country")

    async def next(self, visit: Visit) -> str | None:
        """Which order, where to, and whether that was understood."""
        if slot := await identify(visit, can_change):
            return slot
        order = visit.known_order
        if order.address is None:
            visit.say("utter_order/address_pickup", number=order.number)
            raise Ended
        if order.state in _GONE:
            visit.say("utter_order/address_gone", number=order.number)
            raise Ended
        _refuse_late(visit, order)
        visit.set("address_country", order.address.country)
        if visit.get(CONFIRM_ADDRESS) == NO:
            visit.forget(NEW_ADDRESS, CONFIRM_ADDRESS)
            visit.repeats = False
        wanted = (slot for slot in (NEW_ADDRESS, CONFIRM_ADDRESS) if visit.get(slot) is None)
        return next(wanted, None)

    async def do(self, visit: Visit) -> None:
        """Changes it."""
        order = visit.known_order
        address = address_in(str(visit.get(NEW_ADDRESS)), order.address) if order.address else None
        if address is None:
            visit.say("utter_unsupported")
            return
        try:
            await visit.services.shop.orders.change_address(order.number, address)
        except TooLate as late:
            _tell_late(visit, order, late.reason)
        except NotAllowed as refused:
            kind = "pickup" if refused.reason == "pickup" else "country"
            visit.say(f"utter_order/address_{kind}", number=order.number)
        except BadInput:
            visit.say("utter_unsupported")
        else:
            visit.say("utter_order/address_changed", number=order.number, address=in_one_line(address))


class OrderChange(Errand):
    """Tells what can still be changed about an order, and offers to do it."""

    name: ClassVar[str] = "order_change"
    only_tells: ClassVar[bool] = True

    async def next(self, visit: Visit) -> str | None:
        """Which order."""
        return await identify(visit, can_change)

    async def do(self, visit: Visit) -> None:
        """Tells it."""
        order = visit.known_order
        if can_change(order):
            visit.say("utter_order/changeable", number=order.number)
        else:
            _tell_late(visit, order, order.state)


def _refuse_late(visit: Visit, order: Order) -> None:
    if not can_change(order):
        _tell_late(visit, order, order.state)
        raise Ended


def _tell_late(visit: Visit, order: Order, state: str) -> None:
    if state in _HERE:
        kind = "too_late_preparing"
    else:
        kind = "too_late_gone" if state in _GONE else "too_late_arrived"
    if state == OrderState.CANCELLED:
        visit.say("utter_order/cancelled_before", number=order.number)
    else:
        visit.say(f"utter_order/{kind}", number=order.number)
