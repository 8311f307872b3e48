"""Tables and pages of questions that editors bring in, looked at before they count."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from desk.http.schemas.base import STORABLE, Schema

Home = Literal["new", "merge", "refused"]
TopicName = Annotated[str, StringConstraints(pattern=r"^[\w/-]{1,128}$")]


class ImportIn(Schema):
    """A page's HTML, where it is no file."""

    html: Annotated[str, StringConstraints(min_length=1, max_length=5_000_000), STORABLE]


class ImportRowOut(Schema):
    """One question that was found.

    Attributes:
        row: Its number in what was brought, from 1 up.
        category: An identifier; None for none.
        home: A topic of its own, part of one that there is, or refused.
        topic: That one's name.
        title: That one's title, or the new one's.
        reason: Why it is refused, or what merging does, in a sentence.
    """

    row: int
    question: str
    answer: str
    language: str
    category: str | None
    home: Home
    topic: str | None
    title: str | None
    reason: str | None


class ImportOut(Schema):
    """What was found in a file or page; nothing of it counts yet.

    Attributes:
        id: For applying it.
        format: ``csv``, ``xlsx``, ``rasa``, ``jsonld`` or ``html``.
        languages: That were found.
    """

    id: str
    format: str
    items: list[ImportRowOut]
    languages: list[str]


class ImportChoice(Schema):
    """What is to become of one row; ``topic`` is the one to merge into, if another than proposed."""

    row: Annotated[int, Field(ge=1, le=1_000_000)]
    home: Home
    topic: TopicName | None = None


class ImportApplyIn(Schema):
    """Which rows to take, and how; a row that is not named is left out."""

    rows: Annotated[list[ImportChoice], Field(max_length=5000)]


class ImportRefusalOut(Schema):
    """A row that was not taken, and why, in a sentence."""

    row: int
    reason: str


class ImportReportOut(Schema):
    """What became of an import: drafts, which an editor publishes.

    Attributes:
        taken: Rows that became topics of their own.
        merged: Rows that went into topics that there are.
        topics: Every topic that was touched.
    """

    taken: int
    merged: int
    refused: list[ImportRefusalOut]
    topics: list[str]
