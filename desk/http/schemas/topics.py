"""Topics to choose from."""

from __future__ import annotations

from desk.http.schemas.base import Schema


class TopicChoiceOut(Schema):
    """A topic in a list to choose from.

    Attributes:
        name: The intent, which forms store.
        category: The heading's title; empty where it has none.
    """

    name: str
    title: str
    category: str


class TopicChoicesOut(Schema):
    """Topics by category and title."""

    items: list[TopicChoiceOut]
