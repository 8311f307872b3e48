"""Numbers, codes, addresses, phones and amounts, however they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.contacts import normal_email, normal_phone
from shop.errors import BadInput
from shop.masking import masked_code, masked_email, masked_phone
from shop.numbers import canonical, canonical_code
from shop.records import Money
from shop.records.money import CurrencyMismatch


@pytest.mark.parametrize(
    "typed", ["BL-20418", "bl20418", " bl 20418 ", "#20418", "n. 20418", "BL-0020418", "20418", "BL–20418"]
)
def test_one_order_has_one_number(typed: str) -> None:
    assert canonical(typed) == "20418"


def test_a_letter_behind_the_number_counts() -> None:
    assert canonical("BL-20418-A") == "20418A" != canonical("BL-20418")


@pytest.mark.parametrize("typed", ["", "BL-", "ordine", "—", "9" * 33, "٢٠٤١٨"])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(BadInput):
        canonical(typed)


@given(st.text(max_size=300))
def test_a_canonical_number_is_its_own(typed: str) -> None:
    try:
        key = canonical(typed)
    except BadInput:
        return
    assert canonical(key) == key
    assert key.isascii()
    assert key.isalnum()


def test_codes() -> None:
    assert canonical_code(" lume-7q2m 4kxa ") == "LUME7Q2M4KXA"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" Giulia.Ferri@Posta.Example ", "giulia.ferri@posta.example"),
        ("<giulia@posta.it>", "giulia@posta.it"),
        ("giulia+ordini@posta.it", "giulia+ordini@posta.it"),
        ("giulia", None),
        ("giulia@posta", None),
        ("a@b.it, c@d.it", None),
        ("x" * 250 + "@posta.it", None),
    ],
)
def test_addresses(typed: str, address: str | None) -> None:
    assert normal_email(typed) == address


@pytest.mark.parametrize(
    "typed",
    ["320 555 0101", "+39 320 5550101", "0039 320 555 01 01", "320-555-0101", "whatsapp:+393205550101"],
)
def test_one_phone_has_one_number(typed: str) -> None:
    assert normal_phone(typed) == "+393205550101"


@pytest.mark.parametrize("typed", ["", "ciao", "20418", "BL-20418", "12"])
def test_what_is_no_phone(typed: str) -> None:
    assert normal_phone(typed) is None


def test_a_foreign_phone_needs_its_prefix() -> None:
    assert normal_phone("+4915155501055") == "+4915155501055"
    assert normal_phone("015155501055", "DE") == "+4915155501055"


@given(st.text(max_size=400))
def test_anything_may_be_offered_as_proof(typed: str) -> None:
    for normal in (normal_email(typed), normal_phone(typed)):
        assert normal is None or normal


def test_masks_tell_the_owner_and_nobody_else() -> None:
    assert masked_email("giulia.ferri@posta.it") == "g•••@•••.it"
    assert masked_phone("+393205550101") == "••• 01"
    assert masked_code("LUME7Q2M4KXA9T3D") == "•••• 9T3D"


@pytest.mark.parametrize("masked", [masked_phone("12"), masked_code("ABCD")])
def test_what_is_short_is_hidden_altogether(masked: str) -> None:
    assert set(masked) == {"•"}


AMOUNTS = st.decimals(Decimal(-9999), Decimal(9999), places=2).map(Money)


@given(AMOUNTS, AMOUNTS)
def test_money_adds_up(one: Money, other: Money) -> None:
    assert one + other - other == one
    assert Money.sum([one, other]) == one + other
    assert (one < other) == (one.amount < other.amount)


def test_money_is_exact_and_of_one_currency() -> None:
    assert Money.of("0.10") + Money.of("0.20") == Money.of("0.30")
    assert Money.of("19.90").share(Decimal(15)) == Money.of("2.99")
    with pytest.raises(CurrencyMismatch):
        Money.of(1) + Money.of(1, "CHF")
    with pytest.raises(TypeError):
        Money(0.1)  # type: ignore[arg-type]
