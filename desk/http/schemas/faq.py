"""The public FAQ: questions and answers, what to offer, and what readers say."""

from __future__ import annotations

from typing import Literal

from desk.http.schemas.base import Schema


class FaqLinkOut(Schema):
    """Where an answer leads.

    Attributes:
        topic: Another topic's name; None for another website.
        href: Its address: of a page here, or the other website's.
    """

    title: str
    topic: str | None
    href: str


class FaqItemOut(Schema):
    """One question and its answer.

    Attributes:
        topic: The topic's name.
        slug: The same in addresses.
        category: The heading's identifier; empty for none.
        answer: Plain words.
        url: Of its page, on this desk.
        payload: What a button sends to the assistant where it does something instead of answering, and the
            answer says what; None for a written answer.
    """

    topic: str
    slug: str
    category: str
    question: str
    answer: str
    image: str | None
    links: list[FaqLinkOut]
    url: str
    payload: str | None


class FaqCategoryOut(Schema):
    """A heading."""

    id: str
    title: str


class FaqOut(Schema):
    """What may be read now, in one language.

    Attributes:
        found: How many there are, in a sentence.
    """

    language: str
    items: list[FaqItemOut]
    categories: list[FaqCategoryOut]
    found: str


class FaqOfferOut(Schema):
    """A question to offer as a button.

    Attributes:
        payload: What the button sends to the assistant.
    """

    topic: str
    title: str
    payload: str


class FaqOffersOut(Schema):
    """The questions to offer, best first."""

    items: list[FaqOfferOut]


class FaqVoteIn(Schema):
    """Whether an answer was useful.

    Attributes:
        language: In which it was read; the caller's where none is named.
    """

    useful: bool
    language: Literal["it", "en"] | None = None
