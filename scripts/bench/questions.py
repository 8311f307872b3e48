"""What is asked: the assistant's own example questions, as far as both sides answer them rightly."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

LANGUAGE = "it"
"""Rasa's default pipeline knows no languages, so it is asked in the one that answers fall back to."""
SEED = 20
"""The same questions in the same order at every run."""

Answerer = Callable[[str], Awaitable[list[str]]]
"""Asks one question in a conversation of its own; gives the texts that came back."""


class NoQuestions(Exception):
    """There are too few questions that both sides answer rightly."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what may rightly be answered.

    Attributes:
        text: As a shopper writes it.
        answers: Every wording of its topic's answer.
    """

    text: str
    answers: frozenset[str]


def candidates(faq: Path) -> list[Question]:
    """Every Italian example question of every topic, shuffled in a fixed order.

    Args:
        faq: The folder with one file a topic.
    """
    found = [question for file in sorted(faq.glob("*.yml")) for question in _of_topic(file)]
    random.Random(SEED).shuffle(found)  # noqa: S311 - an order, not a secret
    return found


def _of_topic(file: Path) -> Iterable[Question]:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    variants = content.get("responses", {}).get(f"utter_faq/{file.stem}", [])
    answers = frozenset(" ".join(variant["text"].split()) for variant in variants)
    for group in content.get("nlu", []):
        if group.get("metadata", {}).get("language", LANGUAGE) == LANGUAGE:
            for line in group["examples"].splitlines():
                if line.startswith("- "):
                    yield Question(line[2:].strip(), answers)


async def choose(asked: Iterable[Question], sides: Iterable[Answerer], count: int) -> list[str]:
    """The first questions to which every side gives one message, and that the right one.

    Raises:
        NoQuestions: There are not ``count`` of them.
    """
    chosen: list[str] = []
    sides = list(sides)
    for question in asked:
        if all([await _is_right(side, question) for side in sides]):
            chosen.append(question.text)
        if len(chosen) == count:
            return chosen
    raise NoQuestions(f"Only {len(chosen)} of {count} questions are answered rightly by both sides.")


async def _is_right(side: Answerer, question: Question) -> bool:
    answered = await side(question.text)
    return len(answered) == 1 and " ".join(answered[0].split()) in question.answers
