"""Ways of asking that mean about what another topic's mean, where somebody has compared them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from content.checks.alike import are_alike, normal
from content.checks.finding import Case, problem
from content.problems import Problem
from content.topics import Topic

ALIKE_IN_MEANING = 0.85
"""Cosine of sentences' vectors from which an editor is told; measured: docs/decisions/near-duplicates.md."""
TOLD_AT_MOST = 5
"""For a topic: more would not be read, and topics that lie close to each other have many."""


class _Found(NamedTuple):
    is_old: bool
    unlikeness: float
    field: str
    text: str
    near: str
    other: str


def check_meaning(case: Case) -> Iterator[Problem]:
    """What is being written first, then the likest; only topics that are being worked on are compared."""
    homes = _homes(case.content.topics) if case.known.near else {}
    for name, new in sorted(case.known.looked_at.items()) if homes else ():
        if topic := case.content.topics.get(name):
            for one in sorted(_found(topic, new, homes, case.known.near))[:TOLD_AT_MOST]:
                values = {"text": one.text, "near": one.near, "other": one.other}
                yield problem("example_meaning", name, one.field, **values)


def _homes(topics: Mapping[str, Topic]) -> dict[str, list[str]]:
    """The topics that have a text."""
    homes: dict[str, list[str]] = defaultdict(list)
    for name, topic in sorted(topics.items()):
        for text in dict.fromkeys(text for texts in topic.examples.values() for text in texts):
            homes[text].append(name)
    return homes


def _found(
    topic: Topic,
    new: frozenset[str],
    homes: Mapping[str, list[str]],
    near: Mapping[str, tuple[tuple[str, float], ...]],
) -> Iterator[_Found]:
    """The likest for each text; what is the same, or nearly so as letters go, has been told already."""
    for language, texts in topic.examples.items():
        for at, text in enumerate(texts):
            told = [
                _Found(text not in new, -likeness, f"examples.{language}.{at}", text, other, home)
                for other, likeness in near.get(text, ())
                for home in homes.get(other, ())
                if home != topic.name and likeness >= ALIKE_IN_MEANING
                if normal(text) != normal(other) and not are_alike(text, other)
            ]
            if told:
                yield min(told)
