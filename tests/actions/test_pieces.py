"""Of several pieces of one thing some may come back; of a single one nobody is asked how many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.pieces import pieces_by_the_way, pieces_in
from shop.records import Reason, ReturnKind, ReturnLine, ReturnRequest
from tests.actions.visitor import Counter, Visitor

ANTONIO = "+393205550104"
THREE = "BL-20431"
"""Antonio's: three cushions, delivered a day ago."""


async def asked(counter: Counter, intent: str = "returns", text: str = "reso") -> Visitor:
    visitor = counter.visitor(ANTONIO)
    assert await visitor.say(text, intent, order_number=THREE) == ["ask/return_pieces"]
    assert visitor.blank("most") == "3"
    return visitor


async def to_the_end(visitor: Visitor) -> list[str]:
    if visitor.replies[-1]["response"] == "utter_ask/return_reason":
        await visitor.say("ho cambiato idea")
    await visitor.say("punto di ritiro")
    assert visitor.blank("item").endswith("di 3)")
    return await visitor.say("sì", "affirm")


@pytest.mark.parametrize(("answer", "pieces"), [("solo uno", 1), ("2", 2), ("tutti", 3)])
async def test_so_many_come_back_and_the_rest_still_can(counter: Counter, answer: str, pieces: int) -> None:
    visitor = await asked(counter)
    assert await visitor.say(answer) == ["ask/return_reason"]
    assert await to_the_end(visitor) == ["return/begun"]
    (begun,) = await counter.shop.returns.of_order(THREE)
    assert [line.quantity for line in begun.lines] == [pieces]
    (left,) = await counter.shop.returns.eligibility(THREE, ReturnKind.RETURN)
    assert left.quantity == 3 - pieces


async def test_a_button_says_how_many(counter: Counter) -> None:
    visitor = await asked(counter, "withdrawal", "recesso")
    assert visitor.titles() == ["Un pezzo", "2 pezzi", "3 pezzi"]
    assert await visitor.press("Un pezzo") == ["ask/hand_in"]
    assert await to_the_end(visitor) == ["return/withdrawn"]
    assert (await counter.shop.returns.of_order(THREE))[0].lines[0].quantity == 1


@pytest.mark.parametrize("answer", ["4", "zero", "boh", "0", "-"])
async def test_what_is_no_number_of_them_is_asked_again(counter: Counter, answer: str) -> None:
    visitor = await asked(counter)
    assert await visitor.say(answer) == ["ask_again/return_pieces"]
    assert await visitor.say("due") == ["ask/return_reason"]


async def test_in_english_too(counter: Counter) -> None:
    visitor = counter.visitor(ANTONIO)
    visitor.slots["language"] = "en"
    await visitor.say("I want to send something back", "returns", order_number=THREE)
    assert visitor.titles() == ["One piece", "2 pieces", "3 pieces"]
    assert await visitor.say("just one of them") == ["ask/return_reason"]
    assert visitor.blank("item").endswith("(1 of 3)")


async def test_said_at_once_it_is_not_asked(counter: Counter) -> None:
    visitor = counter.visitor(ANTONIO)
    said = await visitor.say("rendo due dei tre cuscini, non mi piacciono", "returns", order_number=THREE)
    assert said == ["ask/hand_in"]
    assert visitor.slots["return_pieces"] == "2"


async def test_the_last_piece_needs_no_number(counter: Counter) -> None:
    order = await counter.shop.orders.find(THREE)
    line = ReturnLine(order.lines[0].id, 2)
    await counter.shop.returns.open(ReturnRequest("before", THREE, ReturnKind.RETURN, (line,)))
    visitor = counter.visitor(ANTONIO)
    assert await visitor.say("reso", "returns", order_number=THREE) == ["ask/return_reason"]
    assert await to_the_end(visitor) == ["return/begun"]
    (left,) = await counter.shop.returns.eligibility(THREE, ReturnKind.RETURN)
    assert left.reason is Reason.ALREADY_RETURNED


async def test_pieces_that_are_gone_meanwhile_are_asked_about_anew(counter: Counter) -> None:
    visitor = await asked(counter)
    await visitor.say("tutti e tre")
    order = await counter.shop.orders.find(THREE)
    request = ReturnRequest("else", THREE, ReturnKind.RETURN, (ReturnLine(order.lines[0].id, 1),))
    await counter.shop.returns.open(replace(request))
    assert await visitor.say("ho cambiato idea") == ["ask/return_pieces"]
    assert visitor.blank("most") == "2"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("uno", 1),
        ("ne rimando due", 2),
        ("tutte e tre", 3),
        ("tutti e due", 2),
        ("entrambi", 2),
        ("tutto", 3),
        ("all of them", 3),
        ("both", 2),
        ("two please", 2),
        ("non saprei", None),
    ],
)
def test_answers_are_read(text: str, pieces: int | None) -> None:
    assert pieces_in(text, 3) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("rendo uno dei tre cuscini", 1),
        ("vorrei restituire solo due", 2),
        ("2 pezzi di quello verde", 2),
        ("only one please", 1),
        ("one of the three cushions", 1),
        ("li rendo tutti e tre", 3),
        ("un reso dell'ordine BL-20431", None),
        ("rendo la taglia 42 dell'ordine", None),
        ("ho preso un cuscino di lino", None),
        ("ne ho uno di troppo", None),
    ],
)
def test_by_the_way_only_what_counts_pieces_is_read(text: str, pieces: int | None) -> None:
    assert pieces_by_the_way(text, 3) == pieces
