"""Notes, tags, canned answers, suggestions, search, saved views, bulk actions, and who is there."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from desk.http.schemas.accounts import AgentRef
from desk.http.schemas.base import STORABLE, Name, Schema, Text
from handoff.records import CaseState, HandoverReason

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,64}$")]
ClientId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$", to_lower=True)]
TagName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), STORABLE]
Shortcut = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^/?[\w-]{1,40}$"), STORABLE]
Wording = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), STORABLE]
Topic = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), STORABLE]

FilterWord = Annotated[str, StringConstraints(min_length=1, max_length=80), STORABLE]


class NoteIn(Schema):
    """What colleagues should know; shoppers never see it.

    Attributes:
        mentions: Ids of colleagues who are told.
        client_id: The console's own identifier: the same one sent twice is kept once.
    """

    text: Text
    mentions: list[Id] = Field(default_factory=list, max_length=20)
    client_id: ClientId


class NoteOut(Schema):
    """A private note.

    Attributes:
        mentions: Ids of the colleagues who were told.
        after_sequence: The conversation's newest message when it was written.
    """

    id: str
    conversation_id: str
    author: AgentRef
    text: str
    mentions: list[str]
    at: AwareDatetime
    after_sequence: int
    client_id: str


class NotesOut(Schema):
    """A conversation's notes, oldest first."""

    items: list[NoteOut]


class MentionOut(Schema):
    """A note that mentions the caller."""

    note: NoteOut
    channel: str
    contact_name: str | None
    read: bool


class MentionsOut(Schema):
    """The caller's mentions, unread first, then newest first."""

    items: list[MentionOut]
    unread: int


class TagIn(Schema):
    """A tag as it is to be."""

    name: TagName
    color: Color = "#868e96"


class TagOut(Schema):
    """A tag.

    Attributes:
        retired: No longer offered; conversations that have it keep it.
    """

    id: str
    name: str
    color: str
    retired: bool = False


class TagsOut(Schema):
    """Tags, by name."""

    items: list[TagOut]


class ConversationTagsIn(Schema):
    """The tags that a conversation is to have, all of them."""

    tags: Annotated[list[Id], Field(max_length=20)]


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


class SearchIn(Schema):
    """What is looked for.

    Attributes:
        q: Words, all of which are wanted; "in quotes" they stand side by side; ``word*`` may go on, as may
            the last one.
        agent: The id of whoever wrote it.
        topic: What the message was read as, or what a case of the conversation was about.
        language: The conversation's, ISO 639-1.
        since: Not before this moment.
        until: Before this moment.
        state: Where the conversation's newest case stands.
        after: ``next`` of the page before.
    """

    q: Annotated[str, StringConstraints(max_length=300), STORABLE] = ""
    channel: FilterWord | None = None
    author: Literal["shopper", "bot", "agent", "system", "note"] | None = None
    agent: Id | None = None
    team: Id | None = None
    tag: Id | None = None
    topic: FilterWord | None = None
    language: FilterWord | None = None
    since: Annotated[AwareDatetime | None, Field(alias="from")] = None
    until: Annotated[AwareDatetime | None, Field(alias="to")] = None
    state: CaseState | None = None
    after: Annotated[int | None, Field(ge=1, le=2**63 - 1)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class HitOut(Schema):
    """A message or a note that was found.

    Attributes:
        message_id: The message's id; where ``author`` is ``note``, the note's.
        sequence: The message's place; of a note, the message that it follows.
        snippet: HTML: escaped text, with what was found in ``<mark>``.
        author: Who wrote it; ``note`` for a private note.
    """

    conversation_id: str
    message_id: str
    sequence: int
    snippet: str
    at: AwareDatetime
    author: Literal["shopper", "bot", "agent", "system", "note"]
    author_name: str | None
    contact_name: str | None
    channel: str


class SearchOut(Schema):
    """What was found, newest first.

    Attributes:
        next: For ``after``; None at the end.
    """

    items: list[HitOut]
    next: str | None


FilterValue = Annotated[str, StringConstraints(max_length=300), STORABLE] | bool | int | None


class SavedViewIn(Schema):
    """A view to be kept.

    Attributes:
        shared: Whether colleagues see it, too.
        filters: The query of ``/queue`` or ``/search``, by name.
    """

    name: Name
    shared: bool = False
    filters: Annotated[
        dict[Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")], FilterValue],
        Field(max_length=30),
    ]


class SavedViewOut(Schema):
    """A kept view; ``owner`` is whoever keeps it."""

    id: str
    name: str
    shared: bool
    filters: dict[str, Any]
    owner: AgentRef
    mine: bool


class SavedViewsOut(Schema):
    """The caller's own views and the shared ones, by name."""

    items: list[SavedViewOut]


class BulkIn(Schema):
    """One action on many conversations.

    Attributes:
        tag: For ``tag`` and ``untag``.
        to_agent: For ``transfer``: to this agent,
        to_team: or to this team.
        note: For ``transfer``: what the next one should know.
    """

    action: Literal["take", "resolve", "tag", "untag", "transfer"]
    conversations: Annotated[list[Id], Field(min_length=1, max_length=100)]
    tag: Id | None = None
    to_agent: Id | None = None
    to_team: Id | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), STORABLE] = ""

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        if self.action in {"tag", "untag"} and self.tag is None:
            raise ValueError("tag")
        if self.action == "transfer" and (self.to_agent is None) == (self.to_team is None):
            raise ValueError("to_agent or to_team")
        return self


class BulkFailureOut(Schema):
    """A conversation to which nothing was done, and why, in the caller's language."""

    id: str
    code: str
    message: str


class BulkOut(Schema):
    """What became of each conversation."""

    done: list[str]
    failed: list[BulkFailureOut]


class PersonChannelOut(Schema):
    """A conversation of the same person."""

    channel: str
    address_masked: str
    last_at: AwareDatetime | None
    conversation_id: str


class PersonParcelOut(Schema):
    """A parcel of theirs."""

    state: str
    carrier: str
    tracking_url: str | None


class PersonOrderOut(Schema):
    """An order of theirs; ``total`` in units of the currency."""

    number: str
    state: str
    placed_at: AwareDatetime
    total: str
    currency: str
    parcels: list[PersonParcelOut]


class PastCaseOut(Schema):
    """A case that is closed.

    Attributes:
        topic: What it was about, as its first reading says; in people's words.
    """

    id: str
    conversation_id: str
    reason: HandoverReason
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None
    state: CaseState
    agent: AgentRef | None
    topic: str | None


class ToneOut(Schema):
    """An estimate of how they write, never the truth.

    Attributes:
        confidence: 0 to 1.
        measured_error: Share of messages whose tone was told wrong when it was last measured.
    """

    label: Literal["neutral", "pleased", "frustrated"]
    confidence: float
    measured_error: float


class PersonOut(Schema):
    """Who is writing.

    Attributes:
        channels: This conversation's, and those proven to be the same person's.
        orders: Newest first; None where they cannot be seen now.
        orders_error: Why, in the caller's language.
        spend: What those orders come to, without cancelled ones, in units of ``currency``; None for none.
        proven: Whether it is proven who this is; without a proof no order is theirs.
    """

    name: str | None
    channels: list[PersonChannelOut]
    orders: list[PersonOrderOut] | None
    orders_error: str | None
    past_cases: list[PastCaseOut]
    tone: ToneOut | None
    language: str | None
    spend: str | None
    currency: str | None
    proven: bool


class ViewerOut(AgentRef):
    """An agent who has a conversation open."""

    composing: bool


class ViewersOut(Schema):
    """Who has a conversation open, and who of them is writing (realtime only)."""

    conversation_id: str
    agents: list[ViewerOut]
