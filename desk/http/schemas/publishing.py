"""Publications on their way, and the versions that they leave."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, StringConstraints

from desk.http.schemas.base import STORABLE, Schema

PublicationState = Literal[
    "checking",
    "training",
    "evaluating",
    "ready",
    "publishing",
    "live",
    "failed",
    "stopped",
    "taken_back",
]
ChangeKind = Literal["newly_answered", "answered_differently", "no_longer_answered"]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), STORABLE]


class NoteIn(Schema):
    """What is published, in the editor's words."""

    note: Note = ""


class FigureComparedOut(Schema):
    """A figure before and after.

    Attributes:
        set: On which messages: the shop's own, those never learned from, or recent ones.
        key: ``right``, ``answered``, ``wrong``…
        label: The same in people's words.
    """

    set: Literal["own", "kept", "recent"]
    key: str
    label: str
    before: float | None
    after: float | None


class ReadAsOut(Schema):
    """What a message is read as, and what follows."""

    intent: str | None
    title: str
    decision: str


class AnswerChangedOut(Schema):
    """A message that is answered otherwise.

    Attributes:
        expected: The topic that it belongs to, where that is known.
        right: Whether the new reading is the expected one; None where nobody knows.
    """

    text: str
    set: Literal["own", "kept", "recent"]
    kind: ChangeKind
    before: ReadAsOut
    after: ReadAsOut
    expected: ReadAsOut | None
    right: bool | None


class ChangeCountsOut(Schema):
    """How many messages are answered otherwise."""

    newly_answered: int
    answered_differently: int
    no_longer_answered: int


class ReportOut(Schema):
    """What a publication would change for shoppers.

    Attributes:
        gate: ``stop`` where the figures fall by more than they may.
        reasons: Why, in sentences.
    """

    gate: Literal["pass", "stop"]
    reasons: list[str]
    figures: list[FigureComparedOut]
    counts: ChangeCountsOut
    changes: list[AnswerChangedOut]


class FailureOut(Schema):
    """Why it did not go live."""

    code: str
    message: str


class PublicationOut(Schema):
    """A publication.

    Attributes:
        progress: 0 to 1.
        step: What is being done, in words.
        version: The version's number, once it is live.
        restores: The number of the version that is put back; None for a draft's publication.
        going: Somebody has said go.
    """

    id: str
    state: PublicationState
    progress: float
    step: str
    author: str
    note: str
    started_at: AwareDatetime
    changed_at: AwareDatetime
    error: FailureOut | None
    report: ReportOut | None
    version: int | None
    restores: int | None
    going: bool


class CurrentPublicationOut(Schema):
    """The publication on its way, or the last one; None where there was none."""

    publication: PublicationOut | None


class VersionChangesOut(Schema):
    """How many items a version added, changed, removed."""

    added: int
    changed: int
    removed: int


class VersionOut(Schema):
    """A publication that went live.

    Attributes:
        score: Share of the kept questions that are read right, 0 to 1; None where it was not measured.
        reason: Why it was taken back; None else.
        commit: Its commit where the content is in git.
    """

    id: str
    number: int
    author: str
    note: str
    at: AwareDatetime
    state: Literal["live", "past", "taken_back"]
    score: float | None
    changes: VersionChangesOut
    reason: str | None
    commit: str | None


class VersionsOut(Schema):
    """Versions, newest first."""

    items: list[VersionOut]


class DifferenceItemOut(Schema):
    """An item that a version changed."""

    item: str
    title: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class DifferenceOut(Schema):
    """What a version changed, against the one before it."""

    items: list[DifferenceItemOut]


class PublicationEvent(Schema):
    """What consoles are told of a publication: they ask for the rest.

    Attributes:
        id: Whose.
    """

    id: str
    state: PublicationState
    progress: float
