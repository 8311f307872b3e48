"""What is known of drafts, publications and versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from content.topics import Changes, Phrase, Threshold, Topic
from handoff.records import Agent

Json = dict[str, Any]
TOPIC, PHRASE, THRESHOLDS = "topic:", "phrase:", "thresholds"


class DraftState(StrEnum):
    """How an item stands against what is live."""

    LIVE = "live"
    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Draft:
    """One item as it is being written.

    Attributes:
        item: ``topic:faq/returns``, ``phrase:utter_again``, ``thresholds``.
        revision: Rises with every change; 0 before the first.
        value: As it is to be; None where it goes (or never was).
        live: As shoppers get it; None for a new one.
        editor: Who changed it last.
    """

    item: str
    revision: int
    value: Json | None
    live: Json | None
    editor: str | None = None
    changed_at: datetime | None = None

    @property
    def state(self) -> DraftState:
        """How it stands against what is live."""
        if self.value == self.live:
            return DraftState.LIVE
        if self.live is None:
            return DraftState.NEW
        return DraftState.REMOVED if self.value is None else DraftState.CHANGED


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that somebody made; None before for a new item, None after for one that went."""

    item: str
    at: datetime
    by: str
    before: Json | None
    after: Json | None


class PublicationState(StrEnum):
    """Where a publication stands."""

    CHECKING = "checking"
    TRAINING = "training"
    EVALUATING = "evaluating"
    READY = "ready"
    PUBLISHING = "publishing"
    LIVE = "live"
    FAILED = "failed"
    STOPPED = "stopped"
    TAKEN_BACK = "taken_back"


ACTIVE = frozenset(
    {
        PublicationState.CHECKING,
        PublicationState.TRAINING,
        PublicationState.EVALUATING,
        PublicationState.READY,
        PublicationState.PUBLISHING,
    }
)
"""On their way: there is one at most."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication.

    Attributes:
        wanted: ``go`` or ``stop``, as somebody has asked; None before.
        progress: 0 to 1.
        step: What is being done: a key of the catalogue, after ``publication-step-``.
        worker: Which desk does it.
        lease_until: When that desk counts as dead, unless it says otherwise.
        restores: The number of the version that is put back; None for the draft.
        revisions: Of the draft's items when it began; what is written after stays a draft.
        digest: Of the content's files as they will be.
        model: The name of its model.
        report: What the laboratory compared, as it said it.
        error: A stable code; None where nothing went wrong.
        error_detail: One sentence for whoever mends it.
        version: The number of the version that it became.
    """

    id: str
    state: PublicationState
    author: Agent
    note: str
    started_at: datetime
    changed_at: datetime
    progress: float = 0.0
    step: str = "waiting"
    wanted: str | None = None
    wanted_by: str | None = None
    worker: str | None = None
    lease_until: datetime | None = None
    restores: int | None = None
    revisions: Mapping[str, int] = field(default_factory=dict)
    digest: str | None = None
    model: str | None = None
    report: Json | None = None
    error: str | None = None
    error_detail: str | None = None
    version: int | None = None

    @property
    def is_active(self) -> bool:
        """Whether it is on its way."""
        return self.state in ACTIVE


class VersionState(StrEnum):
    """Where a version stands."""

    LIVE = "live"
    PAST = "past"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Version:
    """A publication that went live, or what was there before the first.

    Attributes:
        number: From 1.
        reason: A code, where it was taken back by itself.
        score: Share of the kept questions that are read right; None where it was not measured.
        difference: Items against the version before, each with ``item``, ``before`` and ``after``.
        digest: Of its files.
        model: The name of its model.
        commit: Of the content's git repository, where there is one.
    """

    id: str
    number: int
    state: VersionState
    author: Agent
    note: str
    at: datetime
    difference: tuple[Json, ...]
    digest: str
    model: str
    score: float | None = None
    reason: str | None = None
    commit: str | None = None


def topic_item(name: str) -> str:
    """A topic among the draft's items."""
    return TOPIC + name


def phrase_item(name: str) -> str:
    """A phrase among the draft's items."""
    return PHRASE + name


def changes_of(values: Mapping[str, Json | None]) -> Changes:
    """Items' values as changes to the content; a phrase can't go."""
    thresholds = values.get(THRESHOLDS) or {}
    return Changes(
        topics={
            item.removeprefix(TOPIC): Topic.from_json(value) if value else None
            for item, value in values.items()
            if item.startswith(TOPIC)
        },
        phrases={
            item.removeprefix(PHRASE): Phrase.from_json(value)
            for item, value in values.items()
            if item.startswith(PHRASE) and value
        },
        thresholds={
            intent: Threshold.from_json(value) if value else None for intent, value in thresholds.items()
        },
    )
