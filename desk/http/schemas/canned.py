"""Canned answers, and what the desk suggests to say."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from desk.http.schemas.base import STORABLE, Id, Name, Schema, Wording

Shortcut = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^/?[\w-]{1,40}$"), STORABLE]
Topic = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), STORABLE]


class CannedIn(Schema):
    """A canned answer as it is to be; at least one language is written.

    Attributes:
        shortcut: What is typed after the slash.
        text_it: ``{name}`` is the shopper's first name, ``{agent}`` whoever answers.
        topics: Intents (``faq/sizes``) for which it is suggested.
    """

    shortcut: Shortcut
    title: Name
    text_it: Wording = ""
    text_en: Wording = ""
    topics: list[Topic] = Field(default_factory=list, max_length=50)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text_it and not self.text_en:
            raise ValueError("text_it or text_en")
        return self


class CannedOut(Schema):
    """A canned answer.

    Attributes:
        uses: How often it was inserted.
        text: For the conversation that was asked about: in its language, placeholders filled; else None.
    """

    id: str
    shortcut: str
    title: str
    text_it: str
    text_en: str
    topics: list[str]
    uses: int
    text: str | None = None


class CannedAnswersOut(Schema):
    """Canned answers, by shortcut."""

    items: list[CannedOut]


class CannedPreviewIn(Schema):
    """Wordings to be shown as a shopper would read them; without a conversation, with example names."""

    text_it: Wording = ""
    text_en: Wording = ""
    conversation_id: Id | None = None


class CannedPreviewOut(Schema):
    """The wordings with their placeholders filled."""

    text_it: str
    text_en: str


class CannedUseIn(Schema):
    """Where a canned answer is inserted."""

    conversation_id: Id


class CannedUseOut(Schema):
    """What to insert."""

    text: str
    language: str


class SuggestionOut(Schema):
    """Something that might be answered; an agent inserts it, or not.

    Attributes:
        confidence: Of the reading that it answers, 0 to 1.
        topic: The intent that it answers.
        canned_id: The canned answer that it is.
    """

    kind: Literal["faq", "canned"]
    title: str
    text: str
    confidence: float | None
    topic: str | None
    canned_id: str | None = None
    shortcut: str | None = None


class SuggestionsOut(Schema):
    """What might be answered, likeliest first; at most five."""

    items: list[SuggestionOut]
