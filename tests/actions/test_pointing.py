"""Of several orders one is pointed at: by its place, by its day, by being the last."""

from __future__ import annotations

from datetime import date

import pytest

from actions.pointing import order_chosen, order_named
from tests.actions.visitor import GIULIA, Counter

TODAY = date(2026, 1, 14)
"""A Wednesday."""
OFFERED = [(name, date(2026, 1, day)) for name, day in (("A", 13), ("B", 12), ("C", 2), ("D", 2))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("il primo", "A"),
        ("la seconda", "B"),
        ("il terzo che hai detto", "C"),
        ("l'ultimo", "A"),
        ("il penultimo", "B"),
        ("il più vecchio", "D"),
        ("quello di ieri", "A"),
        ("quello dell'altro ieri", "B"),
        ("di lunedì", "B"),
        ("quello del 12 gennaio", "B"),
        ("12/01", "B"),
        ("the first one", "A"),
        ("the second", "B"),
        ("the latest", "A"),
        ("yesterday's", "A"),
        ("the one of Monday", "B"),
        ("12 Jan", "B"),
        ("il quinto", None),
        ("quello del 2 gennaio", None),
        ("quello di oggi", None),
        ("quello di venerdì", None),
        ("31/02", None),
        ("99/99", None),
        ("boh", None),
        ("", None),
        ("prima di tutto vorrei sapere se è vero che siete chiusi", None),
    ],
)
def test_an_answer_points_at_one(text: str, number: str | None) -> None:
    assert order_chosen(text, OFFERED, TODAY) == number


def test_where_nothing_is_offered_nothing_is_pointed_at() -> None:
    assert order_chosen("il primo", [], TODAY) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("dov'è il mio ultimo ordine?", "A"),
        ("dov'è l'ordine di ieri?", "A"),
        ("where is my last order", "A"),
        ("I want to know about yesterday's order", "A"),
        ("è il primo ordine che faccio da voi", None),
        ("doveva arrivare ieri", None),
        ("è l'ultima volta che compro", None),
    ],
)
def test_a_first_message_names_one_only_as_an_order(text: str, number: str | None) -> None:
    assert order_named(text, OFFERED, TODAY) == number


async def test_the_first_of_those_offered(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    assert await visitor.say("dov'è il mio pacco?", "parcel_status") == ["ask/which_order"]
    first = visitor.titles()[0].partition(" ")[0]
    await visitor.say("il primo")
    assert visitor.slots["order"] == first
    assert visitor.slots.get("offered_orders") is None


async def test_the_last_order_is_not_asked_for(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    await visitor.say("dov'è il mio pacco?", "parcel_status")
    newest = visitor.titles()[0].partition(" ")[0]
    other = counter.visitor(GIULIA, "another")
    assert "ask/which_order" not in await other.say("dov'è il mio ultimo ordine?", "parcel_status")
    assert other.slots["order"] == newest


async def test_a_stranger_points_at_nothing(counter: Counter) -> None:
    visitor = counter.visitor()
    assert await visitor.say("dov'è il mio ultimo ordine?", "parcel_status") == ["ask/order_number"]
    assert await visitor.say("il primo") == ["ask_again/order_number"]
