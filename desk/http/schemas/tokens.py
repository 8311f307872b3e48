"""Programs' tokens."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from desk.http.schemas.accounts import AgentRef
from desk.http.schemas.base import Name, Schema

Scope = Literal["conversations:read", "conversations:write", "figures:read", "webhooks:manage"]


class TokenIn(Schema):
    """A new token for a program.

    Attributes:
        scopes: What it may do; it may do nothing else.
        expires_in_days: Days that it holds; None for ever.
    """

    name: Name
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=4)]
    expires_in_days: Annotated[int | None, Field(ge=1, le=3650)] = None


class TokenOut(Schema):
    """A program's token, without its value, which nobody here knows.

    Attributes:
        hint: The value's last four characters, to tell tokens apart.
        last_used_at: To the minute; None where it never was.
    """

    id: str
    name: str
    scopes: list[Scope]
    hint: str
    created_at: AwareDatetime
    created_by: AgentRef
    last_used_at: AwareDatetime | None
    expires_at: AwareDatetime | None
    revoked_at: AwareDatetime | None


class TokenMadeOut(TokenOut):
    """A new token with its value, shown this once."""

    value: str


class TokensOut(Schema):
    """Every token, newest first; revoked ones too."""

    items: list[TokenOut]
