"""What the laboratory says, read strictly: what does not fit is no answer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(allow_inf_nan=False)]
Decision = Literal["answer", "ask", "hand_over"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Knowledge(_Part):
    """Something that can be asked: ``live``, ``draft``.

    Attributes:
        state: It answers once it is ``ready``.
        fingerprint: Of what it was made from.
        error: Why it failed, for whoever mends it.
    """

    name: str
    state: Literal["fitting", "ready", "failed"]
    fingerprint: str | None = None
    seconds: float | None = None
    error: str | None = None


class Score(_Part):
    """One way of reading a message."""

    intent: str
    confidence: Share


class Nearest(_Part):
    """A way of asking that is like the message."""

    text: str
    intent: str
    likeness: Share


class Thresholds(_Part):
    """From where on an intent is asked back, and answered."""

    lower: Share
    upper: Share


class Reading(_Part):
    """How a message was read, and why."""

    intent: str
    confidence: Share
    decision: Decision
    thresholds: Thresholds | None = None
    ranking: list[Score] = []
    nearest: list[Nearest] = []
    entities: list[dict[str, Any]] = []
    language: str | None = None


class SaidButton(_Part):
    """A choice under what is said."""

    title: str
    payload: str


class Reply(_Part):
    """One thing that is said."""

    text: str | None = None
    buttons: list[SaidButton] = []
    image: str | None = None


class Said(_Part):
    """What an intent is answered with.

    Attributes:
        acts: The action that answers; None where words do.
        in_force: Whether it has an answer at this moment.
    """

    replies: list[Reply] = []
    acts: str | None = None
    in_force: bool = True


class Near(_Part):
    """A text that is like another."""

    id: str
    likeness: Share


class Proposed(_Part):
    """Where a group of messages belongs."""

    home: Literal["topic", "new", "outside", "business"]
    intent: str | None = None
    confidence: Share = 0.0


class Group(_Part):
    """Messages that mean the same.

    Attributes:
        members: Their places among what was given.
        label: The place of the one that stands for them.
    """

    members: list[int]
    label: int
    proposed: Proposed


class Pulling(_Part):
    """A way of asking that is read as another topic's."""

    intent: str
    text: str
    toward: str
    confidence: Share = 0.0


class Merge(_Part):
    """Two topics that are hard to tell apart."""

    intents: list[str]
    share: Share


class Split(_Part):
    """A topic that seems to be two."""

    intent: str
    groups: list[list[str]]


class Confusion(_Part):
    """What a topic is taken for."""

    intent: str
    count: int
    examples: list[str] = []


class TopicScore(_Part):
    """How well a topic is read."""

    accuracy: Share | None = None
    confusions: list[Confusion] = []


class Advice(_Part):
    """What might be better."""

    pulling: list[Pulling] = []
    merge: list[Merge] = []
    split: list[Split] = []
    scores: dict[str, TopicScore] = {}


class Figure(_Part):
    """A figure before and after."""

    set: Literal["own", "kept", "recent"]
    key: str
    before: Share | None = None
    after: Share | None = None


class ReadAs(_Part):
    """What a message was read as, and what followed."""

    intent: str | None = None
    decision: str


class AnswerChange(_Part):
    """A message that is answered otherwise."""

    text: str
    set: Literal["own", "kept", "recent"]
    kind: Literal["newly_answered", "answered_differently", "no_longer_answered"]
    before: ReadAs
    after: ReadAs
    expected: str | None = None


class Comparison(_Part):
    """Two states of the content, on the same messages.

    Attributes:
        reasons: Why the gate stops: each a ``code`` with values.
    """

    figures: list[Figure] = []
    changes: list[AnswerChange] = []
    gate: Literal["pass", "stop"]
    reasons: list[dict[str, Any]] = []
