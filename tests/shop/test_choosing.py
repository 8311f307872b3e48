"""Products: found by words, there in a size or not, advised and compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.advice import ENOUGH, PRICE, QUESTIONS_AT_MOST, compare, narrow, next_choice
from shop.availability import availability, normal_size
from shop.demo import wares
from shop.records import Attribute, Money, Product, Variant
from shop.search import rank

TODAY = date(2026, 1, 14)
ITALIAN = wares.products("it", TODAY)
ENGLISH = wares.products("en", TODAY)
BY_ID = {product.id: product for product in ITALIAN}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("avete l'abito giglio?", "giglio"),
        ("abito gilio", "giglio"),  # a letter lost
        ("ABITO GIGLIO IN SALVIA", "giglio"),
        ("camicie da uomo", "arnolfo"),
        ("lampada da terra per leggere", "vegliante"),
        ("orecchini", "goccia"),
        ("vaso", "arno"),
        ("tovaglia su misura", "tovaglia-misura"),
        ("tazze con il nome", "merenda-nome"),
    ],
)
def test_found_by_the_words_people_use(words: str, first: str) -> None:
    assert rank(ITALIAN, words)[0].id == first


def test_a_category_gives_all_of_it() -> None:
    assert {one.category for one in rank(ITALIAN, "borse", limit=9)} == {"bags"}
    assert len(rank(ITALIAN, "vestiti", limit=9)) == 4


@pytest.mark.parametrize("words", ["", "?", "xyzzy", "avete quel che cerco", "di da in"])
def test_nothing_is_found_for_nothing(words: str) -> None:
    assert rank(ITALIAN, words) == []


@given(st.text(max_size=80))
def test_any_words_may_be_searched_for(words: str) -> None:
    assert len(rank(ITALIAN, words, 3)) <= 3


@pytest.mark.parametrize(
    ("typed", "size"),
    [("m", "M"), ("taglia M", "M"), ("Medium", "M"), ("tg. xl", "XL"), ("42", "42"), ("numero 40", "40"),
     ("2xl", "XXL"), ("160 x 250", "160X250"), ("taglia unica", "U")],
)  # fmt: skip
def test_sizes_as_people_write_them(typed: str, size: str) -> None:
    assert normal_size(typed) == size


def test_there_in_that_size() -> None:
    found = availability(BY_ID["giglio"], "m", "Bianco")
    assert found.available
    assert [one.sku for one in found.wanted] == ["GIGLIO-M-WHITE"]


def test_out_of_stock_names_what_comes_nearest() -> None:
    found = availability(BY_ID["giglio"], "M", "salvia")
    assert not found.available
    assert found.wanted[0].back_on == date(2026, 1, 26)
    assert [one.sku for one in found.other_colours] == ["GIGLIO-M-WHITE", "GIGLIO-M-TERRACOTTA"]
    assert [one.size for one in found.other_sizes] == ["S", "XS", "XL"]  # L is out as well


def test_a_size_that_does_not_exist_is_not_out_of_stock() -> None:
    found = availability(BY_ID["giglio"], "58")
    assert (found.size_known, found.available, found.wanted) == (False, False, ())


def test_without_a_size_any_will_do() -> None:
    assert availability(BY_ID["giglio"], colour="salvia").available
    assert availability(BY_ID["tondo"]).available


def test_one_colour_may_be_left_of_several() -> None:
    found = availability(BY_ID["giglio"], "L")
    assert [one.available for one in found.wanted] == [True, True, False]


def made(number: int, **facts: str) -> Product:
    """A product with these facts."""
    return Product(
        f"p{number}", f"P{number}", "c", "C", "", (Variant(f"S{number}", Money.of(number * 10), True),),
        tuple(Attribute(key, key.title(), value) for key, value in facts.items()),
    )  # fmt: skip


def test_a_natural_question_comes_before_a_sharper_one() -> None:
    lamps = [one for one in ITALIAN if one.category == "lamps"]
    choice = next_choice(lamps, {})
    assert choice is not None
    assert choice.key == "room"


def test_few_products_are_shown_not_asked_about() -> None:
    assert next_choice([made(number, use=str(number)) for number in range(1, ENOUGH + 1)], {}) is None


def test_a_fact_that_some_do_not_state_is_not_asked_for() -> None:
    products = [made(number, use="a" if number % 2 else "b") for number in range(1, 6)] + [made(9)]
    choice = next_choice(products, {})
    assert choice is None or choice.key == PRICE


def test_what_leaves_nothing_is_not_held_against_anything() -> None:
    products = [made(1, use="a"), made(2, use="b")]
    assert narrow(products, {"use": "z"}) == products


def test_what_can_be_ordered_comes_first() -> None:
    gone = Product("x", "X", "c", "C", "", (Variant("X", Money.of(1), available=False),))
    assert narrow([gone, made(5)], {})[0].id == "p5"


def test_the_most_to_pay() -> None:
    assert [one.id for one in narrow([made(1), made(2), made(3)], {PRICE: "20"})] == ["p1", "p2"]


@given(
    st.sampled_from([product.category for product in ITALIAN]),
    st.lists(st.integers(0, 9), min_size=9, max_size=9),
)
def test_questions_end_narrow_and_never_come_twice(category: str, dice: list[int]) -> None:
    products = [one for one in ITALIAN if one.category == category]
    answers: dict[str, str] = {}
    while (choice := next_choice(products, answers)) is not None:
        assert choice.key not in answers
        before = narrow(products, answers)
        value = choice.values[dice[len(answers)] % len(choice.values)]
        answers[choice.key] = value
        assert 0 < len(narrow(products, answers)) <= len(before)
    assert len(answers) <= QUESTIONS_AT_MOST


def test_whoever_does_not_mind_is_asked_something_else() -> None:
    lamps = [one for one in ITALIAN if one.category == "lamps"]
    second = next_choice(lamps, {"room": ""})
    assert second is not None
    assert second.key != "room"


def test_comparing_tells_what_differs_first() -> None:
    rows = compare([BY_ID["giglio"], BY_ID["fiesole"]])
    differing = [row.differs for row in rows]
    assert differing == sorted(differing, reverse=True)
    fit = next(row for row in rows if row.key == "fit")
    assert (fit.label, fit.values) == ("Vestibilità", ("morbida", "regolare"))
    assert not next(row for row in rows if row.key == "material").differs


def test_comparing_says_where_the_shop_says_nothing() -> None:
    rows = compare([BY_ID["giglio"], BY_ID["fioca"]])
    assert next(row for row in rows if row.key == "bulb").values == (None, "E14")


def test_both_languages_sell_the_same() -> None:
    for italian, english in zip(ITALIAN, ENGLISH, strict=True):
        assert italian.id == english.id
        assert [one.sku for one in italian.variants] == [one.sku for one in english.variants]
        assert [one.key for one in italian.attributes] == [one.key for one in english.attributes]
        assert all(one.value for one in (*italian.attributes, *english.attributes))


def test_every_sku_is_one_products() -> None:
    skus = [variant.sku for product in ITALIAN for variant in product.variants]
    assert len(skus) == len(set(skus))
    assert min(variant.price for product in ITALIAN for variant in product.variants) > Money(Decimal(0))
