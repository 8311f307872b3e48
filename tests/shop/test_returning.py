"""How a return begins: what it costs, how it travels, by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shop.demo.rules import POLICIES
from shop.errors import NotAllowed
from shop.records import (
    HandIn,
    Money,
    Policies,
    ReturnKind,
    ReturnLine,
    ReturnReason,
    ReturnRequest,
    ReturnState,
)
from shop.returning import begin, fee, numbered
from tests.shop.making import NOW

RETURN = ReturnRequest("k", "BL-1", ReturnKind.RETURN, (ReturnLine("1", 1, ReturnReason.TOO_SMALL),))
FAULT = replace(RETURN, kind=ReturnKind.FAULT, lines=(ReturnLine("1", 1, ReturnReason.FAULTY),))
FETCHED = replace(RETURN, hand_in=HandIn.HOME_COLLECTION)
WRONG = ReturnLine("1", 1, ReturnReason.WRONG_ITEM)


@pytest.mark.parametrize(
    ("request_", "country", "price", "hand_in"),
    [
        (RETURN, "IT", "0", HandIn.DROP_OFF),
        (FETCHED, "IT", "4.90", HandIn.HOME_COLLECTION),
        (RETURN, "SM", "0", HandIn.DROP_OFF),
        (RETURN, "DE", "9.90", HandIn.DROP_OFF),
        (RETURN, "CH", "0", HandIn.OWN_POSTAGE),
        (RETURN, "US", "0", HandIn.OWN_POSTAGE),
        (FAULT, "DE", "0", HandIn.DROP_OFF),
        (FAULT, "CH", "0", HandIn.DROP_OFF),
        (replace(FETCHED, kind=ReturnKind.FAULT), "IT", "0", HandIn.HOME_COLLECTION),
        (replace(RETURN, lines=(WRONG,)), "DE", "0", HandIn.DROP_OFF),
        (
            replace(RETURN, lines=(WRONG, replace(RETURN.lines[0], line_id="2"))),
            "DE",
            "9.90",
            HandIn.DROP_OFF,
        ),
    ],
)
def test_who_pays_the_way_back(request_: ReturnRequest, country: str, price: str, hand_in: HandIn) -> None:
    begun = begin(request_, POLICIES, NOW, country)
    assert (begun.fee, begun.hand_in) == (Money.of(price), hand_in)


@pytest.mark.parametrize(("country", "policies"), [("DE", POLICIES), ("CH", POLICIES), ("IT", Policies())])
def test_nobody_fetches_there(country: str, policies: Policies) -> None:
    with pytest.raises(NotAllowed) as refused:
        fee(FETCHED, policies, country)
    assert refused.value.reason == "home_collection"


def test_a_code_is_for_whoever_hands_in() -> None:
    assert numbered(begin(RETURN, POLICIES, NOW), "RS-3001").hand_in_code == "RS3001"
    assert not numbered(begin(FETCHED, POLICIES, NOW), "RS-3001").hand_in_code
    assert not numbered(begin(RETURN, POLICIES, NOW, "CH"), "RS-3001").hand_in_code


def test_the_goods_have_their_days() -> None:
    assert begin(RETURN, POLICIES, NOW).send_back_by == date(2026, 1, 28)


def test_a_fault_is_looked_at_first() -> None:
    assert begin(FAULT, POLICIES, NOW).state is ReturnState.REQUESTED
    assert begin(RETURN, POLICIES, NOW).state is ReturnState.APPROVED
