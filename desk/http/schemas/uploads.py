"""Files that agents send, what channels can carry, and approved templates."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from desk.http.schemas.base import STORABLE, Schema
from handoff.messages import AttachmentKind

ClientId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Value = Annotated[str, StringConstraints(max_length=1024), STORABLE]


class UploadOut(Schema):
    """A file that was taken in: name it in ``attachments`` of a message of the same conversation.

    Attributes:
        size: Bytes.
        url: Where a signed-in agent finds it.
    """

    id: str
    name: str
    media_type: str
    size: int
    kind: AttachmentKind
    url: str
    created_at: AwareDatetime


class AttachmentRulesOut(Schema):
    """Which files a channel takes: none where ``media_types`` is empty.

    Attributes:
        max_bytes: Of one file.
        image_max_bytes: Of one image.
        media_types: By content, whatever the file is called.
    """

    max_bytes: int
    image_max_bytes: int
    media_types: list[str]


class ChannelOut(Schema):
    """What a composer has to know about a channel.

    Attributes:
        text_limit: Characters of one message; longer texts go out in parts.
        window_hours: Hours after the shopper's last message in which we may write; null for no limit.
        templates: Approved templates can be sent.
    """

    name: str
    title: str
    text_limit: int
    window_hours: int | None
    templates: bool
    attachments: AttachmentRulesOut


class ChannelsOut(Schema):
    """The channels that are in use."""

    items: list[ChannelOut]


class TemplateVariableOut(Schema):
    """A placeholder of a template."""

    name: str
    example: str


class TemplateOut(Schema):
    """A message that the vendor has approved.

    Attributes:
        body: Its words; a placeholder is its name in double braces.
    """

    id: str
    name: str
    language: str
    category: str
    body: str
    variables: list[TemplateVariableOut]


class TemplatesOut(Schema):
    """What may be sent in a conversation, those in its language first."""

    items: list[TemplateOut]


class TemplateIn(Schema):
    """A template to send, filled in."""

    template_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,100}$")]
    variables: dict[str, Value] = Field(default_factory=dict, max_length=50)
    client_id: ClientId
