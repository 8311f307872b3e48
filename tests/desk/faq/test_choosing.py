"""Which answer the FAQ shows, by the shop's calendar, to readers of whom nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from content.categories import Category
from content.topics import Answer, Button, Content, Topic
from desk.faq.book import Book
from desk.faq.choosing import choose, in_force

ROME = ZoneInfo("Europe/Rome")
PLAIN = Answer("Di solito no.", "it")
FRIDAY = Answer("Sì, venerdì.", "it", valid_from="2026-11-27", valid_until="2026-11-30")


def rome(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ROME)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-26T23:59:59", PLAIN),
        ("2026-11-27T00:00:00", FRIDAY),
        ("2026-11-30T23:59:59", FRIDAY),
        ("2026-12-01T00:00:00", PLAIN),
    ],
)
def test_a_promotion_counts_from_its_first_minute_to_its_last(now: str, said: Answer) -> None:
    assert choose([PLAIN, FRIDAY], "it", "tu", rome(now)) == said


@pytest.mark.parametrize(
    ("written", "now", "holds"),
    [
        ("2026-11-27T10:00:00+01:00", "2026-11-27T10:00:00+01:00", True),
        ("2026-11-27T10:00:00Z", "2026-11-27T10:59:00+01:00", True),
        ("2026-11-27T10:00:00Z", "2026-11-27T11:01:00+01:00", False),
        ("presto", "2026-11-27T11:01:00+01:00", False),
    ],
)
def test_a_moment_counts_by_its_own_clock(written: str, now: str, holds: bool) -> None:
    answer = replace(PLAIN, valid_until=written)
    assert in_force(answer, datetime.fromisoformat(now).astimezone(ROME)) is holds


def test_the_day_on_which_clocks_change_has_its_own_length() -> None:
    answer = replace(PLAIN, valid_until="2026-10-25")
    last = datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC).astimezone(ROME)
    assert in_force(answer, last)
    assert not in_force(answer, last + timedelta(seconds=1))


@pytest.mark.parametrize(
    "answer",
    [
        replace(PLAIN, language="en"),
        replace(PLAIN, channel="elsewhere"),
        replace(PLAIN, manner="lei"),
        replace(PLAIN, opening="closed"),
        replace(PLAIN, country="DE"),
        replace(PLAIN, customer="vip"),
        replace(PLAIN, text="  "),
        replace(PLAIN, text="Il tuo pacco {number} è in viaggio."),
    ],
)
def test_what_is_for_some_only_is_for_no_reader(answer: Answer) -> None:
    assert choose([answer], "it", "tu", rome("2026-11-27T10:00")) is None


def test_the_shop_s_manner_goes_first() -> None:
    formal = replace(PLAIN, text="Di solito no, ci scriva.", manner="lei")
    assert choose([PLAIN, formal], "it", "lei", rome("2026-11-27T10:00")) == formal


class Desk:
    """What is live, and the time."""

    def __init__(self, *topics: Topic) -> None:
        self.content = Content({topic.name: topic for topic in topics})
        self.time = rome("2026-11-28T10:00")

    async def live(self) -> Content:
        return self.content

    async def now(self) -> datetime:
        return self.time


def topic(name: str, answer: Answer, category: str = "") -> Topic:
    return Topic(name, "faq", category, {"it": name}, {"it": (f"{name}?",)}, (answer,))


async def test_a_promotion_that_is_over_is_gone_and_no_link_leads_to_it() -> None:
    linking = replace(PLAIN, buttons=(Button("Offerte", "/faq/promo"), Button("Persona", "/ask_person")))
    desk = Desk(topic("faq/promo", FRIDAY), topic("faq/sizes", linking))
    book = Book(desk.live, desk.now, ())
    shelf = await book.shelf("it")
    assert [link.title for link in shelf.by_slug["sizes"].links] == ["Offerte"]
    assert await book.shelf("it") is shelf
    desk.time = rome("2026-12-01T00:00")
    over = await book.shelf("it")
    assert (list(over.by_slug), list(over.by_slug["sizes"].links)) == (["sizes"], [])


async def test_what_is_done_comes_first_and_needs_a_title() -> None:
    acting = Topic("returns", "acting", "one", {"it": "Fare un reso"}, {"it": ("vorrei rendere",)})
    linking = replace(PLAIN, buttons=(Button("Reso", "/returns"), Button("Grazie", "/thanks")))
    desk = Desk(topic("faq/a", linking, "one"), acting, Topic("thanks", "acting", "one"))
    book = Book(desk.live, desk.now, (Category("one", {"it": "Uno"}),), lambda name, _: f"Chiedi: {name}")
    shelf = await book.shelf("it")
    assert [(it.slug, it.answer, it.payload) for it in shelf.entries] == [
        ("returns", "Chiedi: returns", "/returns"),
        ("a", PLAIN.text, None),
    ]
    assert [link.slug for link in shelf.by_slug["a"].links] == ["returns"]
    assert [it.slug for it in shelf.index.find("rendere")] == ["returns"]


async def test_a_written_answer_goes_before_an_action_of_the_same_name() -> None:
    acting = Topic("a", "acting", "", {"it": "A"})
    desk = Desk(topic("faq/a", PLAIN), acting)
    shelf = await Book(desk.live, desk.now, (), lambda *_: "Chiedi").shelf("it")
    assert [it.topic for it in shelf.entries] == ["faq/a"]


async def test_headings_stand_in_their_order_and_the_rest_below() -> None:
    desk = Desk(topic("faq/a", PLAIN), topic("faq/b", PLAIN, "two"), topic("faq/c", PLAIN, "one"))
    book = Book(desk.live, desk.now, (Category("one", {"it": "Uno"}), Category("two", {"it": "Due"})))
    sections = (await book.shelf("it")).sections()
    assert [(it.title, [one.slug for one in it.entries]) for it in sections] == [
        ("Uno", ["c"]),
        ("Due", ["b"]),
        ("Altro", ["a"]),
    ]
