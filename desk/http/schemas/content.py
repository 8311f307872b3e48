"""What the assistant knows, as editors write it: topics, phrases, what is wrong with them, what they try."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from desk.http.schemas.base import STORABLE, Schema

Item = Annotated[str, StringConstraints(pattern=r"^(topic|phrase):[\w/-]{1,120}$|^thresholds$")]
ItemName = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Words = Annotated[str, StringConstraints(max_length=4000), STORABLE]
Example = Annotated[str, StringConstraints(max_length=500), STORABLE]
Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120), STORABLE]
Kind = Literal["faq", "acting", "talk", "outside"]
State = Literal["live", "new", "changed", "removed"]
Severity = Literal["error", "warning"]
Opening = Literal["open", "closed"]
Customer = Literal["guest", "known", "vip"]
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}(T[0-9:.]+([+-]\d{2}:\d{2}|Z))?$")]
"""A day, or a moment with its offset."""


class ContentButton(Schema):
    """A choice under an answer: to another topic, to something done, to a person, or a link."""

    title: Words
    payload: Annotated[str, StringConstraints(max_length=2000), STORABLE]


class ContentAnswer(Schema):
    """One wording of an answer, and when it applies.

    Attributes:
        language: ISO 639-1.
        channel: None for every channel.
        manner: ``tu`` or ``lei``; None for either.
        opening: Only while people are there, or while they are not.
        country: Only for this country (ISO 3166).
        valid_from: First day, in the shop's zone, or moment.
        valid_until: Last day, in the shop's zone, or moment.
        image: Public URL.
    """

    text: Words
    language: Language
    channel: Annotated[str, StringConstraints(max_length=50)] | None = None
    manner: Literal["tu", "lei"] | None = None
    opening: Opening | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    customer: Customer | None = None
    valid_from: Moment | None = None
    valid_until: Moment | None = None
    buttons: list[ContentButton] = Field(default_factory=list, max_length=10)
    image: Annotated[str, StringConstraints(max_length=2000), STORABLE] | None = None


class TopicBody(Schema):
    """A topic: how it is asked, and what is answered.

    Attributes:
        name: Its intent: ``faq/returns``, ``greet``.
        kind: ``faq`` answers with words; ``acting`` does something; ``talk`` is small talk; ``outside`` is
            what the shop does not answer.
        category: One of the categories; empty where nobody has said.
        titles: By language: what a button says.
        examples: By language: ways of asking.
    """

    name: ItemName
    kind: Kind
    category: Annotated[str, StringConstraints(max_length=60)] = ""
    titles: dict[Language, Title]
    examples: dict[Language, Annotated[list[Example], Field(max_length=2000)]]
    answers: list[ContentAnswer] = Field(default_factory=list, max_length=100)


class PhraseBody(Schema):
    """Words that the assistant says which are no topic's answer."""

    name: ItemName
    answers: list[ContentAnswer] = Field(max_length=100)


class ProblemOut(Schema):
    """Something wrong, at the field where it is wrong.

    Attributes:
        field: ``answers.0.text``, ``examples.it.3``, ``titles.en``.
        message: In the caller's language.
        topic: Whose; None for what concerns the whole.
    """

    code: str
    severity: Severity
    field: str
    message: str
    topic: str | None
    values: dict[str, Any]


class ProblemsOut(Schema):
    """Everything that is wrong, errors first."""

    items: list[ProblemOut]


class ProblemCountOut(Schema):
    """How much is wrong."""

    errors: int
    warnings: int


class ConfusionOut(Schema):
    """A topic that this one is taken for."""

    intent: str
    title: str
    count: int


class CategoryOut(Schema):
    """A group of topics, in the shop's order."""

    id: str
    title: str


class TopicRowOut(Schema):
    """A topic in the list.

    Attributes:
        examples: How many, by language.
        asked: How often in the last 30 days; None where nobody counted.
        ended_well: How many of these needed no person after; None where nobody counted.
        score: Share of its ways of asking that are read as it, each left out of what was learned; 0 to 1.
        state: As a draft, against what is live.
        valid_from: The first day on which any of its answers applies; None for always.
    """

    name: str
    kind: Kind
    category: str
    title: str
    languages: list[str]
    examples: dict[str, int]
    asked: int | None
    ended_well: int | None
    score: float | None
    confusions: list[ConfusionOut]
    touched_at: AwareDatetime | None
    touched_by: str | None
    state: State
    problems: ProblemCountOut
    valid_from: str | None
    valid_until: str | None


class LiveOut(Schema):
    """The version that shoppers are answered with."""

    number: int
    published_at: AwareDatetime
    by: str


class TopicsOut(Schema):
    """Every topic, by category and title.

    Attributes:
        live: None before the first publication.
        changes: Items that differ from what is live.
    """

    items: list[TopicRowOut]
    categories: list[CategoryOut]
    live: LiveOut | None
    changes: int


class EditOut(Schema):
    """A change that was made."""

    at: AwareDatetime
    by: str
    summary: str


class TopicDraftOut(Schema):
    """A topic as it is being written.

    Attributes:
        topic: The draft, or what is live where nobody has touched it.
        live: None for a new one.
        revision: To be sent back with the next change.
    """

    topic: TopicBody
    live: TopicBody | None
    revision: int
    state: State
    edited_by: str | None
    edited_at: AwareDatetime | None
    problems: list[ProblemOut]
    history: list[EditOut]


class PhraseDraftOut(Schema):
    """A phrase as it is being written."""

    phrase: PhraseBody
    live: PhraseBody | None
    revision: int
    state: State
    edited_by: str | None
    edited_at: AwareDatetime | None
    problems: list[ProblemOut]
    history: list[EditOut]


class TopicIn(Schema):
    """A topic as it is to be, and the revision it was made from."""

    revision: int = Field(ge=0)
    topic: TopicBody


class PhraseIn(Schema):
    """A phrase as it is to be, and the revision it was made from."""

    revision: int = Field(ge=0)
    phrase: PhraseBody


class NewTopicIn(Schema):
    """A topic that does not exist yet; its name is made from the title."""

    titles: dict[Language, Title] = Field(min_length=1)
    category: Annotated[str, StringConstraints(max_length=60)] = ""


class RevertIn(Schema):
    """What is to be again as it is live."""

    item: Item


class PhraseRowOut(Schema):
    """A phrase in the list."""

    name: str
    text: str
    languages: list[str]
    state: State
    problems: ProblemCountOut


class PhrasesOut(Schema):
    """Phrases, by name."""

    items: list[PhraseRowOut]


class ChangeOut(Schema):
    """An item that differs from what is live.

    Attributes:
        item: ``topic:faq/returns``, ``phrase:utter_again``, ``thresholds``.
        before: What is live; None for a new one.
        after: The draft; None for one that goes.
    """

    item: str
    title: str
    state: State
    by: str | None
    at: AwareDatetime | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class ChangesOut(Schema):
    """What a publication would change."""

    items: list[ChangeOut]
