"""What every body of the HTTP API has in common, and what errors look like."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from connectors.text import storable

# What a database cannot hold (PostgreSQL no NUL, neither of them half a surrogate pair) is left out first.
STORABLE = BeforeValidator(lambda given: storable(given) if isinstance(given, str) else given)
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000), STORABLE]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), STORABLE]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$"),
    STORABLE,
]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,64}$")]
ClientId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Wording = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), STORABLE]


class Schema(BaseModel):
    """What every body has in common: a field that nobody knows is a mistake, not noise."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class ErrorBody(Schema):
    """What went wrong.

    Attributes:
        code: Stable, for programs.
        message: One sentence for people, in the caller's language.
        details: What a program may want to know besides.
    """

    code: str
    message: str
    details: dict[str, Any]


class ErrorOut(Schema):
    """The body of every answer that is not a success."""

    error: ErrorBody
