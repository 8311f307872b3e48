"""Agents, and who is signed in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, SecretStr, StringConstraints

from desk.http.schemas.base import STORABLE, Email, Name, Schema

Role = Literal["agent", "supervisor", "editor", "admin"]


class Credentials(Schema):
    """What an agent signs in with.

    Attributes:
        code: Of the authenticator, or a recovery code; asked for where a second factor is set up.
    """

    email: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=254), STORABLE]
    password: Annotated[SecretStr, Field(min_length=1, max_length=1024)]
    code: Annotated[SecretStr | None, Field(max_length=32)] = None


class AgentRef(Schema):
    """An agent, as colleagues and shoppers may know them."""

    id: str
    name: str


class AgentOut(AgentRef):
    """An agent's account.

    Attributes:
        totp: Whether signing in asks for a second factor.
    """

    email: str
    role: Role
    disabled_at: AwareDatetime | None = None
    totp: bool = False


class AgentIn(Schema):
    """A new agent's account."""

    name: Name
    email: Email
    password: Annotated[SecretStr, Field(min_length=10, max_length=1024)]
    role: Role = "agent"


class AgentsOut(Schema):
    """Every account."""

    agents: list[AgentOut]


class RealtimeOut(Schema):
    """Where the console listens."""

    path: str
    namespace: str


class SessionOut(Schema):
    """Who is signed in, and what their browser needs."""

    agent: AgentOut
    csrf_token: str
    realtime: RealtimeOut
