"""Where each question that was found belongs: to a topic that there is, or to a new one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from content.exchange.records import Item, Reason
from content.exchange.taking import merged
from content.topics import FAQ, Content, Topic

Home = Literal["new", "merge", "refused"]
TAKING = frozenset({"faq", "acting"})
"""Kinds of topics that can be asked for."""
NEAR = 90.0
"""Of 100, from which two ways of asking are the same: a comma, an article, another order of words."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would become of an item.

    Attributes:
        topic: The name of the topic that it goes into; None for a new one.
        reason: Why it is refused, or what merging does; None for a new topic.
    """

    item: Item
    home: Home
    topic: str | None = None
    reason: Reason | None = None


def propose(items: Iterable[Item], content: Content) -> list[Proposal]:
    """A home for each item.

    Args:
        items: What was found.
        content: What there is, drafts included.
    """
    brought = list(items)
    homes = _homes(brought, content)
    return [_propose(item, homes.get(_key(item)), content) for item in brought]


def _homes(items: Iterable[Item], content: Content) -> dict[str, str]:
    """The topic that each item belongs to, if there is one: what names one topic stays together."""
    known = Known(content)
    homes: dict[str, str] = {}
    for item in items:
        if item.refused is None and (name := known.home(item)) is not None:
            homes.setdefault(_key(item), name)
    return homes


def _key(item: Item) -> str:
    return item.topic or f"row {item.row}"


def _propose(item: Item, home: str | None, content: Content) -> Proposal:
    if item.refused is not None:
        return Proposal(item, "refused", reason=item.refused)
    if home is None:
        return Proposal(item, "new")
    topic = content.topics[home]
    if topic.kind not in TAKING:
        return Proposal(item, "refused", home, Reason.NOT_A_QUESTION)
    return Proposal(item, "merge", home, effect(item, topic))


def effect(item: Item, topic: Topic) -> Reason:
    """What merging an item into a topic does."""
    if merged(topic, item) == topic:
        return Reason.NOTHING_CHANGES
    if item.topic == topic.name:
        return Reason.REPLACES
    return Reason.ADDS_ANSWER if _lacks_answer(topic, item.language) else Reason.ADDS_QUESTION


def _lacks_answer(topic: Topic, language: str) -> bool:
    return topic.kind == "faq" and all(answer.language != language for answer in topic.answers)


class Known:
    """Every way of asking that there is."""

    def __init__(self, content: Content) -> None:
        self._topics = content.topics
        self._texts: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        for topic in content.topics.values():
            for language in topic.languages:
                asked = [*topic.examples.get(language, ()), topic.titles.get(language, "")]
                self._add(topic.name, language, [text for text in asked if text])

    def home(self, item: Item) -> str | None:
        """The topic that an item names, or asks for in nearly the same words; None for none."""
        for name in (item.topic, item.topic.removeprefix(FAQ)):
            if name in self._topics:
                return name
        return self.nearest(item.question, item.language)

    def nearest(self, question: str, language: str) -> str | None:
        """The topic that is asked for in nearly the same words; None for none."""
        texts: Sequence[str] = self._texts.get(language, ())
        found = process.extractOne(_folded(question), texts, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR)
        return self._names[language][found[2]] if found else None

    def _add(self, name: str, language: str, asked: list[str]) -> None:
        self._texts.setdefault(language, []).extend(map(_folded, asked))
        self._names.setdefault(language, []).extend([name] * len(asked))


def _folded(text: str) -> str:
    """Small letters and digits without accents, one blank between words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = (sign if sign.isalnum() else " " for sign in letters if not unicodedata.combining(sign))
    return " ".join("".join(plain).split())
