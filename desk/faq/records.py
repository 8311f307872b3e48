"""What the FAQ shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Where a reader can go from an answer.

    Attributes:
        title: What stands on it.
        slug: Another topic's; None for another website.
        href: The other website's address; None for a topic.
    """

    title: str
    slug: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and its answer, in one language.

    Attributes:
        topic: The intent's name, ``faq/sizes``.
        slug: The same in addresses, ``sizes``.
        category: An id of ``content/categories.yml``; empty for none.
        question: The topic's title.
        answer: Plain words.
        links: Other topics, and other websites.
        image: A picture's address.
        asked: Ways in which shoppers ask it: for searching, not for showing.
        payload: What a button sends to the assistant, where it does something instead of answering; the
            answer then says what it does. None for a written answer.
    """

    topic: str
    slug: str
    category: str
    question: str
    answer: str
    language: str
    links: tuple[Link, ...] = ()
    image: str | None = None
    asked: tuple[str, ...] = ()
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The entries under one heading; ``title`` is empty where nothing has a heading."""

    id: str
    title: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that is offered as a button.

    Attributes:
        topic: The intent's name.
        payload: What the button sends.
    """

    topic: str
    title: str
    payload: str
