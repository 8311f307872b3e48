"""Which questions to offer: those of the page that a shopper is on, then those of the moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

from content.topics import Topic
from desk.faq.asked import Asked
from desk.faq.book import Book, Live
from desk.faq.records import Offer
from desk.faq.searching import words
from desk.faq.shop_pages import Page

USUAL = ("parcel_status", "shipping_cost", "returns", "faq/delivery_time", "faq/payment_methods", "faq/sizes")
"""What shops are asked most, as long as nobody has asked anything here."""
MOST = 10


class Offers:
    """Chooses.

    Args:
        live: What is live.
        book: Knows what may be shown now.
        asked: Knows what is asked.
        pages: What the shop says about its pages.
    """

    def __init__(self, live: Live, book: Book, asked: Asked, pages: Sequence[Page]) -> None:
        self._live = live
        self._book = book
        self._asked = asked
        self._pages = pages

    async def top(self, language: str, page: str = "", limit: int = 4) -> list[Offer]:
        """The best questions to begin with, in a language; fewer where there are no more."""
        shelf = await self._book.shelf(language)
        open_now = {entry.topic for entry in shelf.entries}
        content = await self._live()
        offered = {
            topic.name: topic
            for topic in content.topics.values()
            if topic.titles.get(language) and (topic.name in open_now or topic.kind == "acting")
        }
        counts = await self._asked.counts()
        often = sorted(offered, key=lambda name: (-counts.get(name, 0), _usual(name)))
        asked_for = self._of_page(page, offered, often) if page else []
        chosen = list(dict.fromkeys([*asked_for, *often]))[:limit]
        return [Offer(name, offered[name].titles[language], f"/{name}") for name in chosen]

    def _of_page(self, page: str, offered: Mapping[str, Topic], often: Sequence[str]) -> list[str]:
        """What the shop says about the page, and what the page's own address speaks of."""
        said = next((it.about for it in self._pages if fnmatchcase(page, it.path)), ())
        named = [name for about in said for name in _named(about, offered, often)]
        return [*named, *_akin(page, offered, often)]


def _usual(name: str) -> int:
    return USUAL.index(name) if name in USUAL else len(USUAL)


def _named(about: str, offered: Mapping[str, Topic], often: Iterable[str]) -> list[str]:
    """A topic by its name, with or without ``faq/``, or all of a category."""
    for name in (about, f"faq/{about}"):
        if name in offered:
            return [name]
    return [name for name in often if offered[name].category == about]


def _akin(page: str, offered: Mapping[str, Topic], often: Iterable[str]) -> list[str]:
    """Topics whose titles or names share a word with the address: ``/guida-alle-taglie``."""
    spoken = {word for word in words(page) if len(word) > 2}
    if not spoken:
        return []
    return [name for name in often if spoken & set(words(_about(offered[name])))]


def _about(topic: Topic) -> str:
    return " ".join([topic.slug.replace("_", " "), topic.category, *topic.titles.values()])
