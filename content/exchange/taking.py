"""Taking an item in: what a topic is afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from content.exchange.records import Item
from content.topics import FAQ, Answer, Topic
from content.words import LONGEST_TITLE

ELLIPSIS = "…"
Value = TypeVar("Value")


def merged(topic: Topic, item: Item) -> Topic:
    """A topic with an item in it.

    What names the topic as its own takes the place of everything in its language; anything else adds its
    question, and its answer where the topic has none in that language. A topic that does something keeps
    its answers to itself.
    """
    return _replaced(topic, item) if item.topic == topic.name else _added(topic, item)


def new(items: Sequence[Item]) -> Topic:
    """A topic of items that belong together; its name is only a wish where the items name none."""
    first = items[0]
    empty = Topic(first.topic, "faq", next((item.category for item in items if item.category), ""))
    topic = empty
    for item in items:
        topic = _replaced(topic, item)
    return topic


def title_of(item: Item) -> str:
    """What an item is called on a button: what it says itself, else the beginning of its question."""
    return item.title or ("" if item.is_whole else shortened(item.question))


def shortened(question: str) -> str:
    """As much of a question as fits on a button."""
    plain = question.strip().rstrip("?!. ").removeprefix("¿")
    if len(plain) <= LONGEST_TITLE:
        return plain
    cut = plain[: LONGEST_TITLE - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:") + ELLIPSIS


def _replaced(topic: Topic, item: Item) -> Topic:
    others = tuple(answer for answer in topic.answers if answer.language != item.language)
    answers = topic.answers if topic.kind == "acting" else _in_place(topic, item, others)
    return replace(
        topic,
        category=item.category or topic.category,
        titles=_said(topic.titles, item.language, title_of(item)),
        examples=_said(topic.examples, item.language, item.examples),
        answers=answers,
    )


def _in_place(topic: Topic, item: Item, others: tuple[Answer, ...]) -> tuple[Answer, ...]:
    return topic.answers if item.answers == _of(topic, item.language) else (*others, *item.answers)


def _of(topic: Topic, language: str) -> tuple[Answer, ...]:
    return tuple(answer for answer in topic.answers if answer.language == language)


def _added(topic: Topic, item: Item) -> Topic:
    known = topic.examples.get(item.language, ())
    title = topic.titles.get(item.language, "")
    folded = {" ".join(text.casefold().split()) for text in (*known, title)}
    fresh = tuple(it for it in item.examples if " ".join(it.casefold().split()) not in folded)
    wanted = topic.kind == "faq" and not _of(topic, item.language)
    return replace(
        topic,
        titles=topic.titles if title else _said(topic.titles, item.language, title_of(item)),
        examples=_said(topic.examples, item.language, (*known, *fresh)),
        answers=(*topic.answers, *item.answers) if wanted else topic.answers,
    )


def _said(told: Mapping[str, Value], language: str, value: Value) -> dict[str, Value]:
    """With another value in one language; without it where there is nothing to say."""
    return {code: it for code, it in {**told, language: value}.items() if it}


def name_of(item: Item) -> str:
    """The name that an item asks for; empty where any will do."""
    return item.topic if item.topic.startswith(FAQ) else ""
