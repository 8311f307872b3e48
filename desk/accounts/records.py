"""What is known of an agent, of a session, and of what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handoff.records import Agent


class Role(StrEnum):
    """What an account may do.

    Agents answer; supervisors also see figures and set tags, targets and canned answers; admins also
    manage accounts and settings. Editors work on what the assistant knows, and read nothing personal.
    """

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    ADMIN = "admin"


ANSWERING = frozenset({Role.AGENT, Role.SUPERVISOR, Role.ADMIN})
"""Who may see conversations."""
SUPERVISING = frozenset({Role.SUPERVISOR, Role.ADMIN})
EDITING = frozenset({Role.EDITOR, Role.SUPERVISOR, Role.ADMIN})
MANAGING = frozenset({Role.ADMIN})


class Act(StrEnum):
    """What the audit log records."""

    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"
    TAKE = "take"
    HAND_BACK = "hand_back"
    RESOLVE = "resolve"
    RETRY = "retry"
    AGENT_ADD = "agent_add"
    AGENT_DISABLE = "agent_disable"
    COSTS_CHANGE = "costs_change"
    TAG_CHANGE = "tag_change"
    TAG_REMOVE = "tag_remove"
    CANNED_CHANGE = "canned_change"
    CANNED_REMOVE = "canned_remove"
    PASSWORD_CHANGE = "password_change"  # noqa: S105 - the name of an act


@dataclass(frozen=True, slots=True)
class AgentAccount:
    """Somebody who may sign in.

    Attributes:
        id: Ours.
        email: As it was given; compared without regard to case.
        disabled_at: Since when they may not sign in any more.
    """

    id: str
    name: str
    email: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None = None

    @property
    def agent(self) -> Agent:
        """The account as the conversation core knows it."""
        return Agent(self.id, self.name)


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser.

    Attributes:
        id: The hash under which it is stored; the token itself only the browser has.
        csrf_token: What the browser must repeat in a header when it changes something.
        expires_at: Moves on while the agent works.
    """

    id: str
    account: AgentAccount
    csrf_token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session that has just begun, with the token for the browser's cookie."""

    token: str
    session: Session

    def __repr__(self) -> str:
        return f"NewSession(session={self.session.id[:8]}…)"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One privileged act.

    Attributes:
        at: When.
        actor: The account's id, or the e-mail address that was tried.
        act: What was done.
        subject: On what: a conversation, an account, a message.
        origin: From where: an IP address, or ``cli``.
    """

    at: datetime
    actor: str
    act: Act
    subject: str
    origin: str
