"""The FAQ itself: of everything that is live, what a reader may see now, in their language."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from content.categories import Category
from content.topics import FAQ, Answer, Button, Content, Topic
from desk.faq.choosing import choose
from desk.faq.doing import Invite, is_offered
from desk.faq.records import Entry, Link, Section
from desk.faq.searching import Index

Live = Callable[[], Awaitable[Content]]
"""Gives what is live; the same object as long as nothing changed."""
Now = Callable[[], Awaitable[datetime]]
"""Gives the time, in the shop's zone."""
ELSEWHERE = Category("", {"it": "Altro", "en": "Other"})
_PAYLOAD = re.compile(r"/(faq/[\w-]+|[\w-]+)")


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Every entry in one language, as it is now.

    Attributes:
        entries: In the order of their headings.
        by_slug: The same, to be looked up.
    """

    language: str
    entries: Sequence[Entry]
    categories: Sequence[Category]
    by_slug: Mapping[str, Entry] = field(default_factory=dict)
    index: Index = field(default_factory=lambda: Index(()))

    def sections(self, entries: Sequence[Entry] | None = None) -> list[Section]:
        """Entries under their headings; headings without any are left out."""
        shown = self.entries if entries is None else entries
        parts = [
            Section(
                category.id or "altro",
                category.title(self.language),
                [entry for entry in shown if self._heading(entry) == category.id],
            )
            for category in (*self.categories, ELSEWHERE)
        ]
        return [part for part in parts if part.entries]

    def _heading(self, entry: Entry) -> str:
        known = {category.id for category in self.categories}
        return entry.category if entry.category in known else ""


class Book:
    """Looks things up.

    Args:
        live: What is live.
        now: The time, in the shop's zone.
        categories: The headings, in order.
        invite: Says what the assistant does about what has no written answer; None leaves that out.
        manner: ``tu`` or ``lei``.
    """

    def __init__(
        self,
        live: Live,
        now: Now,
        categories: Sequence[Category],
        invite: Invite | None = None,
        manner: str = "tu",
    ) -> None:
        self._live = live
        self._now = now
        self._categories = tuple(categories)
        self._invite = invite
        self._manner = manner
        self._shelf = lru_cache(maxsize=8)(self._make)

    async def shelf(self, language: str) -> Shelf:
        """Everything that may be read now."""
        content, now = await self._live(), await self._now()
        chosen = [
            (index, choose(topic.answers, language, self._manner, now))
            for index, topic in enumerate(content.topics.values())
            if topic.kind == "faq"
        ]
        # Topics hold dictionaries, so they are named by their place in what is live.
        key = tuple((index, answer) for index, answer in chosen if answer is not None)
        return self._shelf(language, _Same(content), key)

    async def knows(self, topic: str) -> bool:
        """Whether there is such a topic at all."""
        found = (await self._live()).topics.get(topic)
        return found is not None and found.kind == "faq"

    def _make(self, language: str, content: _Same, chosen: tuple[tuple[int, Answer], ...]) -> Shelf:
        topics = tuple(content.what.topics.values())
        shown = [(topics[index], answer) for index, answer in chosen]
        slugs = {topic.slug for topic, _ in shown}
        done = [it for it in self._done(topics, language) if it.slug not in slugs]
        slugs |= {entry.slug for entry in done}
        places = {category.id: place for place, category in enumerate(self._categories)}
        entries = sorted(
            (*done, *(_entry(topic, answer, language, slugs) for topic, answer in shown)),
            key=lambda it: places.get(it.category, len(places)),
        )
        return Shelf(
            language, entries, self._categories, {entry.slug: entry for entry in entries}, Index(entries)
        )

    def _done(self, topics: Sequence[Topic], language: str) -> list[Entry]:
        """What the assistant does something about: what most people come for, so first under its heading."""
        if self._invite is None:
            return []
        return [
            _doing(topic, self._invite(topic.name, language), language)
            for topic in topics
            if is_offered(topic, language)
        ]


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """Content as part of a cache's key: the same only where it is the same object."""

    what: Content

    def __hash__(self) -> int:
        return id(self.what)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.what is self.what


def _entry(topic: Topic, answer: Answer, language: str, slugs: set[str]) -> Entry:
    links = [_link(button, slugs) for button in answer.buttons]
    return Entry(
        topic=topic.name,
        slug=topic.slug,
        category=topic.category,
        question=topic.title(language),
        answer=answer.text.strip(),
        language=language,
        links=tuple(link for link in links if link is not None and link.slug != topic.slug),
        image=answer.image if _is_web(answer.image or "") else None,
        asked=tuple(topic.examples.get(language, ())),
    )


def _doing(topic: Topic, invitation: str, language: str) -> Entry:
    return Entry(
        topic=topic.name,
        slug=topic.slug,
        category=topic.category,
        question=topic.title(language),
        answer=invitation,
        language=language,
        asked=tuple(topic.examples.get(language, ())),
        payload=f"/{topic.name}",
    )


def _link(button: Button, slugs: set[str]) -> Link | None:
    """Where a button leads on a page; nowhere for what only the assistant can do."""
    if _is_web(button.payload):
        return Link(button.title, href=button.payload)
    named = _PAYLOAD.match(button.payload)
    slug = named.group(1).removeprefix(FAQ) if named else ""
    return Link(button.title, slug) if slug in slugs else None


def _is_web(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
