"""Where the FAQ is put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog

from content.categories import categories
from content.errors import ContentError
from desk.faq.asked import Asked
from desk.faq.book import Book
from desk.faq.doing import invitations
from desk.faq.live import Recent
from desk.faq.offers import Offers
from desk.faq.pages import Pages, Shop
from desk.faq.shop_pages import read_pages
from desk.faq.votes import Votes
from desk.settings import Settings
from desk.studio.live import LiveContent
from desk.words import Catalogue
from handoff.outlook import Outlooks
from handoff.ports import Clock
from handoff.sql.database import Database

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Faq:
    """The public FAQ.

    Attributes:
        ancestors: Websites that may frame it.
        languages: In which it is there.
    """

    book: Book
    pages: Pages
    votes: Votes
    offers: Offers
    ancestors: tuple[str, ...]
    languages: tuple[str, ...] = ()

    async def warm(self) -> None:
        """Reads what is live before anybody asks: the first reader would wait for every file."""
        try:
            for language in self.languages:
                await self.book.shelf(language)
        except ContentError as error:
            log.warning("what is live cannot be read yet", code=error.code)


def open_faq(
    settings: Settings,
    database: Database,
    clock: Clock,
    words: Catalogue,
    promises: Outlooks,
    live: LiveContent,
) -> Faq:
    """The FAQ of what is ``live``."""

    async def now() -> datetime:
        return clock.now().astimezone((await promises.rules()).hours.zone)

    recent = Recent(live)
    book = Book(recent, now, categories(), invitations(words), settings.manner)
    style = settings.faq_stylesheet.read_text(encoding="utf-8") if settings.faq_stylesheet else ""
    return Faq(
        book=book,
        pages=Pages(words, Shop(settings.faq_heading, settings.faq_accent, style)),
        votes=Votes(database, now),
        offers=Offers(recent, book, Asked(database, clock), read_pages(settings.faq_pages)),
        ancestors=ancestors(settings),
        languages=tuple(sorted(words.languages)),
    )


def ancestors(settings: Settings) -> tuple[str, ...]:
    """Websites that may frame the FAQ: those that the settings name, and its own."""
    named = settings.faq_frame_ancestors or settings.allowed_origins
    return ("*",) if "*" in named else ("'self'", *named)
