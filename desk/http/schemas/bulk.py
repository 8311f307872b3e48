"""What is done to many conversations at once."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from desk.http.schemas.base import STORABLE, Id, Schema


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
