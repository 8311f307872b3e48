"""Looking at a draft before anybody else does: previews, trials, advice."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from desk.http.schemas.base import STORABLE, Schema
from desk.http.schemas.content import ContentAnswer, ContentButton, Customer, ItemName, Language, Opening


class PreviewIn(Schema):
    """Answers to be shown as each channel would show them."""

    answers: list[ContentAnswer] = Field(max_length=100)
    language: Language
    manner: Literal["tu", "lei"] | None = None


class PreviewButtonOut(Schema):
    """A button, and how the channel shows it."""

    title: str
    shown: Literal["button", "numbered", "link"]


class PreviewMessageOut(Schema):
    """One message as the shopper sees it.

    Attributes:
        text_problem: A sentence where the text does not fit the channel in one piece.
    """

    text: str
    buttons: list[PreviewButtonOut]
    image: str | None
    text_problem: str | None


class PreviewChannelOut(Schema):
    """A channel, and what it would show."""

    channel: str
    title: str
    messages: list[PreviewMessageOut]


class PreviewOut(Schema):
    """Every channel, side by side."""

    channels: list[PreviewChannelOut]


class TryIn(Schema):
    """A message to be read by the draft and by what is live.

    Attributes:
        at: As if it were this moment; a day is its noon in the shop's zone.
    """

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), STORABLE]
    language: Language | None = None
    channel: Annotated[str, StringConstraints(max_length=50)] | None = None
    at: AwareDatetime | date | None = None
    opening: Opening | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    customer: Customer | None = None


class RankedOut(Schema):
    """One way of reading a message."""

    intent: str
    title: str
    confidence: float


class NearestOut(Schema):
    """A way of asking that is like the message."""

    text: str
    intent: str
    title: str
    likeness: float


class TriedReplyOut(Schema):
    """What would be said."""

    text: str
    buttons: list[ContentButton]
    image: str | None


class TriedReadingOut(Schema):
    """How a message was read, why, and what follows.

    Attributes:
        decision: Answered, asked back, or handed to a person.
        acts: The action that would answer; None where words do.
        in_force: False where the topic has no answer at this moment: a person is called.
    """

    intent: str
    title: str
    confidence: float
    decision: Literal["answer", "ask", "hand_over"]
    ranking: list[RankedOut]
    nearest: list[NearestOut]
    entities: list[dict[str, Any]]
    language: str | None
    replies: list[TriedReplyOut]
    acts: str | None
    in_force: bool


class TriedOut(Schema):
    """The draft beside what is live; ``preparing`` means: ask again in a moment."""

    state: Literal["ready", "preparing"]
    draft: TriedReadingOut | None
    live: TriedReadingOut | None
    same: bool


class AdviceIn(Schema):
    """The topic to be advised on."""

    intent: ItemName


class AdvisedExampleOut(Schema):
    """A message that was not answered, and is near the topic."""

    text: str
    count: int
    likeness: float
    language: str | None


class PullingOut(Schema):
    """A way of asking that is read as another topic."""

    text: str
    toward: str
    title: str


class MergeOut(Schema):
    """Two topics that are hard to tell apart."""

    intents: list[str]
    titles: list[str]
    share: float


class SplitOut(Schema):
    """A topic that seems to be two."""

    intent: str
    groups: list[list[str]]


class AdviceOut(Schema):
    """Suggestions; none is ever taken by itself."""

    examples: list[AdvisedExampleOut]
    pulling: list[PullingOut]
    merge: list[MergeOut]
    split: list[SplitOut]
