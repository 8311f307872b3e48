"""What the checks of answers look at: answers with the topic or phrase that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from content.checks.finding import Case
from content.topics import Answer


class Said(NamedTuple):
    """One answer.

    Attributes:
        name: The topic's or phrase's.
        at: Its index there.
        answer: What is said.
        is_phrase: Whether an action says it, and fills in its blanks.
    """

    name: str
    at: int
    answer: Answer
    is_phrase: bool

    @property
    def field(self) -> str:
        """Its path."""
        return f"answers.{self.at}"


def said_in(case: Case) -> Iterator[Said]:
    """Every answer."""
    for topic in case.content.topics.values():
        for at, answer in enumerate(topic.answers):
            yield Said(topic.name, at, answer, is_phrase=False)
    for phrase in case.content.phrases.values():
        for at, answer in enumerate(phrase.answers):
            yield Said(phrase.name, at, answer, is_phrase=True)
