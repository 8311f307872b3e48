"""Tags."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from desk.http.schemas.base import STORABLE, Id, Schema

Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$", to_lower=True)]
TagName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), STORABLE]


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
