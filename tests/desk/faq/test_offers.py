"""Which questions are offered, on which page, by what is asked these days."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from content.topics import Answer, Content, Topic
from desk.faq.book import Book
from desk.faq.offers import Offers
from desk.faq.shop_pages import read_pages
from handoff.memory import FixedClock

TITLES = {
    "faq/sizes": "Guida alle taglie",
    "faq/gift": "Regali",
    "returns": "Fare un reso",
    "faq/old": "Vecchia",
}
CATEGORIES = {"faq/sizes": "products", "faq/gift": "orders", "returns": "returns"}


def topic(name: str) -> Topic:
    over = "2020-01-01" if name == "faq/old" else None
    answers = (Answer("Sì.", "it", valid_until=over),) if name.startswith("faq/") else ()
    kind = "faq" if name.startswith("faq/") else "acting"
    return Topic(name, kind, CATEGORIES.get(name, ""), {"it": TITLES[name]}, {}, answers)  # type: ignore[arg-type]


class Counted:
    """How often each was asked."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    async def counts(self) -> Mapping[str, int]:
        return self._counts


def offers(pages: str = "", **counts: int) -> Offers:
    content = Content({name: topic(name) for name in TITLES})

    async def live() -> Content:
        return content

    async def now() -> object:
        return FixedClock().now()

    book = Book(live, now, ())  # type: ignore[arg-type]
    asked = Counted({name.replace("__", "/"): count for name, count in counts.items()})
    return Offers(live, book, asked, read_pages(pages))  # type: ignore[arg-type]


async def names(offered: Offers, page: str = "", limit: int = 4) -> list[str]:
    return [it.topic for it in await offered.top("it", page, limit)]


async def test_what_is_not_in_force_is_never_offered() -> None:
    assert "faq/old" not in await names(offers(faq__old=100), limit=10)


async def test_a_language_without_titles_has_none() -> None:
    assert await offers().top("en") == []


async def test_what_is_asked_most_comes_first_and_what_shops_are_asked_next() -> None:
    assert await names(offers(faq__gift=3, faq__sizes=5)) == ["faq/sizes", "faq/gift", "returns"]
    assert await names(offers(), limit=1) == ["returns"]


@pytest.mark.parametrize(
    ("page", "first"),
    [
        ("/checkout/pagamento", "faq/gift"),
        ("/lampade/arno", "faq/sizes"),
        ("/resi-e-rimborsi", "returns"),
        ("/guida-taglie", "faq/sizes"),
        ("/", "returns"),
        ("/" + "x" * 400, "returns"),
    ],
)
async def test_a_page_s_own_questions_come_before_those_of_the_moment(page: str, first: str) -> None:
    pages = "/checkout*=gift; /lampade*=products,nothing"
    assert (await names(offers(pages, returns=9), page))[0] == first


async def test_a_button_sends_what_the_assistant_reads() -> None:
    (first, *_) = await offers(returns=1).top("it")
    assert (first.title, first.payload) == ("Fare un reso", "/returns")
