"""What editors learn from: messages not understood, agents' answers, beta tests, thresholds."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from desk.http.schemas.base import STORABLE, Id, Name, Schema

FindingKind = Literal[
    "fallback",
    "refused_clarification",
    "handover",
    "low_satisfaction",
    "agent_correction",
    "should_be_answered",
    "answered_wrong",
]
FlagKind = Literal["should_be_answered", "answered_wrong"]
HomeKind = Literal["topic", "new", "outside", "business"]
InboxState = Literal["open", "accepted", "dismissed"]
LearningLanguage = Literal["it", "en"]
Decision = Literal["answer", "ask", "hand_over"]
Intent = Annotated[str, StringConstraints(pattern=r"^[\w/-]{1,128}$")]
Verdict = Literal["right", "wrong"]
MOST_DECIDED = 200


class HomeOut(Schema):
    """Where messages might belong.

    Attributes:
        home: An existing topic, a new one, outside of what the shop helps with, or a business proposal.
        intent: The topic, for ``topic``.
        title: Its title.
        confidence: 0 to 1.
    """

    home: HomeKind
    intent: str | None
    title: str | None
    confidence: float


class FoundMessageOut(Schema):
    """A message that was not understood, without personal data.

    Attributes:
        kind: Why it is here, the most telling reason.
        kinds: Every reason.
        intent: What it was read as.
        confidence: Of that, 0 to 1.
    """

    id: str
    text: str
    at: AwareDatetime
    language: str | None
    kind: FindingKind
    kinds: list[FindingKind]
    channel: str
    intent: str | None
    title: str | None
    confidence: float


class InboxGroupOut(Schema):
    """Messages of one meaning.

    Attributes:
        label: The words of the message that stands for all.
        language: Of most of them.
        kinds: How many for each reason; a message may have several.
        messages: The newest few; all of them where one group is asked for.
    """

    id: str
    state: InboxState
    size: int
    label: str
    language: str | None
    kinds: dict[FindingKind, int]
    messages: list[FoundMessageOut]
    proposed: HomeOut
    first_at: AwareDatetime
    last_at: AwareDatetime
    decided_at: AwareDatetime | None
    decided_by: str | None


class InboxOut(Schema):
    """Groups, most frequent first.

    Attributes:
        next: For ``after``, where there are more.
        total: Groups in all.
        waiting: Messages that were found and are not grouped yet.
    """

    items: list[InboxGroupOut]
    next: str | None
    total: int
    waiting: int


class HomeIn(Schema):
    """Where messages belong; a new topic takes its title from whoever decides."""

    home: HomeKind
    intent: Intent | None = None
    title: Name | None = None
    category: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")] | None = None

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if self.home == "topic" and not self.intent:
            raise ValueError("intent")
        return self


class DecideIn(Schema):
    """What is decided, of whole groups and of single messages at once.

    Attributes:
        home: For accepting; None takes what is proposed of each group.
    """

    groups: list[Id] = Field(default_factory=list, max_length=MOST_DECIDED)
    messages: list[Id] = Field(default_factory=list, max_length=MOST_DECIDED * 5)
    decision: Literal["accept", "dismiss"]
    home: HomeIn | None = None

    @model_validator(mode="after")
    def _about_something(self) -> Self:
        if not self.groups and not self.messages:
            raise ValueError("groups or messages")
        return self


class AddedExampleOut(Schema):
    """A way of asking that was added to the draft."""

    topic: str
    text: str


class DecidedOut(Schema):
    """What came of it.

    Attributes:
        dismissed: Messages.
        created: New topics.
    """

    added: list[AddedExampleOut]
    dismissed: int
    created: list[str]


class ReopenIn(Schema):
    """Groups to be decided anew."""

    groups: list[Id] = Field(min_length=1, max_length=MOST_DECIDED)


class ReopenedOut(Schema):
    """How many messages are open again.

    Attributes:
        taken_back: Ways of asking that left the draft with it.
    """

    reopened: int
    taken_back: int = 0


class FlagIn(Schema):
    """What an agent says of a message; None takes the flag away."""

    kind: FlagKind | None


class FlagOut(Schema):
    """A message's flag; ``message_id`` is the shopper's message that it stands at."""

    message_id: str
    kind: FlagKind | None


class FlagsOut(Schema):
    """The flags in one conversation."""

    items: list[FlagOut]


class ProposalAnswerOut(Schema):
    """What an agent answered, without personal data."""

    text: str
    agent: str | None
    at: AwareDatetime


class ProposalOut(Schema):
    """Something that agents answer again and again.

    Attributes:
        question: How it was asked, once.
        title: A title that an editor may begin with.
        count: How often it was answered.
        examples: How it was asked.
        home: The topic that it may belong to, or a new one.
    """

    id: str
    question: str
    title: str
    count: int
    language: str | None
    examples: list[str]
    answers: list[ProposalAnswerOut]
    home: HomeOut
    last_at: AwareDatetime


class ProposalsOut(Schema):
    """Proposals, most frequent first."""

    items: list[ProposalOut]


class ProposalAcceptIn(Schema):
    """How the draft topic begins; None takes what was proposed."""

    title: Name | None = None
    category: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")] | None = None


class ProposalAcceptedOut(Schema):
    """The draft topic."""

    name: str


class BetaIn(Schema):
    """A beta test."""

    name: Name
    language: LearningLanguage


class BetaOut(Schema):
    """A beta test.

    Attributes:
        link: Where its tester writes.
        questions: How many were asked.
    """

    id: str
    name: str
    language: str
    link: str
    created_at: AwareDatetime
    questions: int


class BetasOut(Schema):
    """Beta tests, the newest first."""

    items: list[BetaOut]


class BetaQuestionOut(Schema):
    """What a tester asked, and what came of it."""

    id: str
    text: str
    at: AwareDatetime
    intent: str | None
    title: str | None
    category: str | None
    decision: Decision
    reply: str
    verdict: Verdict | None


class BetaCategoryOut(Schema):
    """One category's questions; ``wrong`` counts answers that were judged so."""

    category: str | None
    title: str
    answered: int
    asked: int
    handed_over: int
    wrong: int


class BetaReportOut(Schema):
    """What a beta test showed."""

    id: str
    name: str
    language: str
    link: str
    created_at: AwareDatetime
    questions: list[BetaQuestionOut]
    by_category: list[BetaCategoryOut]


class VerdictIn(Schema):
    """Whether an answer was right; None where nobody can say."""

    verdict: Verdict | None


class BetaAskIn(Schema):
    """A tester's question."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), STORABLE]


class BetaButtonOut(Schema):
    """A choice that a shopper would be offered."""

    title: str


class BetaReplyOut(Schema):
    """What a shopper would be told."""

    text: str
    buttons: list[BetaButtonOut]


class BetaAnswerOut(Schema):
    """What the assistant says to a tester."""

    decision: Decision
    replies: list[BetaReplyOut]
    left: int
