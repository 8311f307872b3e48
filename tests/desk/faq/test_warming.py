"""The first reader after a start waits for nothing, and content that can't be read keeps nobody waiting."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from content.errors import ContentMalformed
from content.topics import Answer, Content, Topic
from desk import wiring
from desk.faq.book import Book
from desk.faq.opening import Faq
from tests.desk.harness import Desk

CONTENT = Content({"faq/a": Topic("faq/a", "faq", "", {"it": "A"}, {}, (Answer("Sì.", "it"),))})


def faq_of(live: Callable[[], Awaitable[Content]]) -> Faq:
    """A FAQ with nothing but its book."""

    async def now() -> datetime:
        return datetime(2026, 11, 30, tzinfo=UTC)

    nothing: Any = None
    return Faq(Book(live, now, ()), nothing, nothing, nothing, (), ("en", "it"))


async def test_warming_makes_every_language_s_shelf() -> None:
    async def live() -> Content:
        return CONTENT

    faq = faq_of(live)
    await faq.warm()
    made = {language: await faq.book.shelf(language) for language in faq.languages}
    await faq.warm()
    assert [await faq.book.shelf(language) is made[language] for language in ("en", "it")] == [True, True]
    assert list(made["it"].by_slug) == ["a"]


async def test_content_that_cannot_be_read_is_told_and_nothing_ends() -> None:
    asked = []

    async def live() -> Content:
        asked.append(1)
        raise ContentMalformed("answers", "none")

    await faq_of(live).warm()
    assert asked


async def test_a_desk_begins_with_it_when_it_starts(desk: Desk, tmp_path: Path) -> None:
    built = wiring.build(desk.services.settings, env_file=None, home=tmp_path)
    assert built.faq.warm in built.workers
    await built.database.close()
