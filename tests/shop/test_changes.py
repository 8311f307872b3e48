"""What may still be changed about an order, and requests that are begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from shop import service
from shop.changes import CHANGEABLE, check_address, check_address_change, check_cancel, owes_refund
from shop.errors import AlreadyDone, BadInput, NotAllowed, TooLate
from shop.records import NewRequest, OrderState, PaymentState, Policies, PostalAddress, RequestKind
from tests.shop.making import HOME, NOW, order

LATER = sorted(set(OrderState) - CHANGEABLE - {OrderState.CANCELLED})
ELSEWHERE = replace(HOME, street="Borgo Pinti 7", postcode="50121")


@pytest.mark.parametrize("state", sorted(CHANGEABLE))
def test_as_long_as_nobody_packs(state: OrderState) -> None:
    check_cancel(order(state))
    check_address_change(order(state), ELSEWHERE)


@pytest.mark.parametrize("state", LATER)
def test_later_it_is_too_late_and_the_state_is_told(state: OrderState) -> None:
    with pytest.raises(TooLate) as cancelling:
        check_cancel(order(state))
    with pytest.raises(TooLate) as moving:
        check_address_change(order(state), ELSEWHERE)
    assert cancelling.value.reason == moving.value.reason == state


def test_what_is_cancelled_is_not_cancelled_again() -> None:
    with pytest.raises(AlreadyDone):
        check_cancel(order(OrderState.CANCELLED))


def test_a_collection_has_no_address() -> None:
    with pytest.raises(NotAllowed) as refused:
        check_address_change(order(OrderState.RECEIVED, address=None), ELSEWHERE)
    assert refused.value.reason == "pickup"


def test_another_country_costs_something_else() -> None:
    with pytest.raises(NotAllowed) as refused:
        check_address_change(order(OrderState.RECEIVED), replace(ELSEWHERE, country="FR", postcode="75001"))
    assert refused.value.reason == "country"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("street", ""),
        ("street", "Via senza numero"),
        ("street", "x" * 121),
        ("postcode", "5012"),
        ("postcode", "5012A"),
        ("postcode", "٥٠١٢٣"),
        ("city", ""),
        ("city", "Firenze\x00"),
        ("extra", "piano\n2"),
    ],
)
def test_what_can_not_be_an_address(field: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_address(replace(HOME, **{field: value}))
    assert refused.value.field == field


@pytest.mark.parametrize(
    "street", ["Via Roma 1", "Piazza Dante 12/B", "Località Poggio snc", "Via XX Settembre s.n.c."]
)
def test_streets_that_are_addresses(street: str) -> None:
    check_address(replace(HOME, street=street))


def test_foreign_postcodes_are_left_to_those_who_know_them() -> None:
    check_address(PostalAddress("Anna", "Long Road 1", "SW1A 1AA", "London", "GB"))


@pytest.mark.parametrize(
    ("state", "owes"),
    [(PaymentState.PAID, True), (PaymentState.PENDING, False), (PaymentState.ON_DELIVERY, False),
     (PaymentState.FAILED, False), (PaymentState.REFUNDED, False)],
)  # fmt: skip
def test_only_what_was_paid_is_owed(state: PaymentState, owes: bool) -> None:
    one = order(OrderState.RECEIVED)
    assert owes_refund(replace(one, payment=replace(one.payment, state=state))) is owes


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (datetime(2026, 1, 14, 9, tzinfo=UTC), date(2026, 2, 16)),  # the 14th is a Saturday
        (datetime(2026, 1, 31, 9, tzinfo=UTC), date(2026, 3, 2)),  # the 28th is a Saturday
        (datetime(2026, 5, 2, 9, tzinfo=UTC), date(2026, 6, 3)),  # the 2nd is a holiday
        (datetime(2026, 3, 1, 23, 30, tzinfo=UTC), date(2026, 4, 2)),  # already the 2nd in Italy
    ],
)
def test_a_privacy_request_has_the_laws_day(asked: datetime, due: date) -> None:
    request = NewRequest("k", RequestKind.PRIVACY_ERASURE, "someone")
    assert service.begin(request, Policies(), asked).due_on == due


def test_other_requests_promise_no_day() -> None:
    request = NewRequest("k", RequestKind.DAMAGED_ITEM, "someone")
    assert service.begin(request, Policies(), NOW).due_on is None


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("text", {"text": "x" * 2001}),
        ("photos", {"photos": ("p",) * 11}),
        ("details", {"details": {"tax_id": "x" * 500}}),
    ],
)
def test_requests_have_limits(field: str, values: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        service.check(NewRequest("k", RequestKind.INVOICE, "someone", **values))  # type: ignore[arg-type]
    assert refused.value.field == field
