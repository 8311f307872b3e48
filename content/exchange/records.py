"""What was found in a file or page, before it is anybody's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from content.topics import Answer

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
LONGEST_QUESTION = 500
LONGEST_ANSWER = 4_000
LANGUAGES = ("it", "en")


class Format(StrEnum):
    """Where it came from."""

    CSV = "csv"
    XLSX = "xlsx"
    RASA = "rasa"
    JSONLD = "jsonld"
    HTML = "html"


class Reason(StrEnum):
    """Why something is refused, or what merging it does; ``desk/words`` has a sentence for each."""

    NO_QUESTION = "no_question"
    NO_ANSWER = "no_answer"
    QUESTION_TOO_LONG = "question_too_long"
    ANSWER_TOO_LONG = "answer_too_long"
    UNKNOWN_LANGUAGE = "unknown_language"
    BAD_CELL = "bad_cell"
    REPEATED = "repeated"
    NOT_A_QUESTION = "not_a_question"
    GONE = "gone"
    ADDS_QUESTION = "adds_question"
    ADDS_ANSWER = "adds_answer"
    REPLACES = "replaces"
    NOTHING_CHANGES = "nothing_changes"


@dataclass(frozen=True, slots=True)
class Item:
    """A question and its answer, in one language.

    Attributes:
        row: Its number in the file or page, from 1 up: of its first line, in a table.
        question: As it was asked, or the topic's title.
        language: ISO 639-1.
        category: An id of ``content/categories.yml``; empty for none.
        topic: The name that the file gives it; empty where it gives none.
        title: What it is called on a button.
        examples: Every way of asking.
        answers: Every wording.
        refused: Why nobody can take it.
    """

    row: int
    question: str
    language: str
    category: str = ""
    topic: str = ""
    title: str = ""
    examples: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    refused: Reason | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it says everything about its topic in its language, as our own exports do."""
        return bool(self.topic)

    @property
    def answer(self) -> str:
        """The first wording; empty for none."""
        return self.answers[0].text if self.answers else ""

    def but(self, reason: Reason) -> Item:
        """The same, refused."""
        return replace(self, refused=reason)

    def to_json(self) -> dict[str, Any]:
        """To be stored until somebody decides."""
        return {
            "row": self.row,
            "question": self.question,
            "language": self.language,
            "category": self.category,
            "topic": self.topic,
            "title": self.title,
            "examples": list(self.examples),
            "answers": [answer.to_json() for answer in self.answers],
            "refused": self.refused.value if self.refused else None,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Item:
        """Back from ``to_json``."""
        answers = tuple(Answer.from_json(one) for one in value["answers"])
        refused = Reason(value["refused"]) if value["refused"] else None
        told = {**value, "examples": tuple(value["examples"]), "answers": answers, "refused": refused}
        return cls(**told)


@dataclass(frozen=True, slots=True)
class Brought:
    """Everything that was found."""

    format: Format
    items: tuple[Item, ...] = field(default=())

    @property
    def languages(self) -> list[str]:
        """Those it is in."""
        return sorted({item.language for item in self.items if item.refused is None})
