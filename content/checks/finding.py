"""What every check is given, and how it says what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from content.known import Known
from content.problems import Problem, Value
from content.topics import Content
from content.words import LONGEST_TITLE

ERRORS = frozenset(
    {
        "action_missing",
        "action_unknown",
        "answer_empty",
        "answer_too_long",
        "answers_missing",
        "blank_unclosed",
        "blank_unknown",
        "blanks_differ",
        "button_dead",
        "button_entity_unknown",
        "button_malformed",
        "button_untitled",
        "category_unknown",
        "channel_unknown",
        "date_malformed",
        "dates_reversed",
        "example_personal",
        "example_shared",
        "example_signs",
        "examples_few",
        "image_malformed",
        "language_unknown",
        "limit_unknown",
        "name_taken",
        "link_malformed",
        "promise_without_condition",
        "slot_unknown",
        "threshold_order",
        "title_long",
        "title_missing",
        "title_repeated",
    }
)
"""What keeps content from being published."""

WARNINGS = frozenset(
    {
        "answer_exclaims",
        "answer_sentences",
        "answer_wordy",
        "button_repeated",
        "button_to_itself",
        "buttons_differ",
        "buttons_many",
        "category_missing",
        "dates_past",
        "example_alike",
        "example_long",
        "example_meaning",
        "example_name",
        "example_repeated",
        "examples_missing",
        "examples_scarce",
        "link_dead",
        "link_insecure",
        "office_language",
        "promise",
        "threshold_without_topic",
        "topic_over",
        "tu_in_lei",
    }
)
"""What an editor should look at."""

CODES = ERRORS | WARNINGS


@dataclass(frozen=True, slots=True)
class Case:
    """What is checked.

    Attributes:
        content: What is to be published.
        known: What it may name.
        now: With offset, in the shop's zone.
    """

    content: Content
    known: Known
    now: datetime


def problem(code: str, topic: str, field: str = "", **values: Value) -> Problem:
    """What a check found; how bad it is goes by its code.

    Args:
        code: One of ``CODES``.
        topic: The topic's or phrase's name.
        field: The path of what is wrong.
        values: For its words.
    """
    return Problem(code, "error" if code in ERRORS else "warning", topic, field, _told(values))


def title_long(topic: str, field: str, title: str) -> Problem:
    """A title that does not fit a button."""
    return problem("title_long", topic, field, text=title, length=len(title), most=LONGEST_TITLE)


def _told(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value if not isinstance(value, str) else _short(value) for name, value in values.items()}


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
