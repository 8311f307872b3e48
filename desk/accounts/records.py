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
    TRANSFER = "transfer"
    SUPERVISOR_CALLED = "supervisor_called"
    PRESENCE = "presence"
    TEAM_ADD = "team_add"
    TEAM_CHANGE = "team_change"
    TEAM_REMOVE = "team_remove"
    SKILLS_CHANGE = "skills_change"
    QUEUE_SETTINGS = "queue_settings"
    HOURS_CHANGE = "hours_change"
    TARGETS_CHANGE = "targets_change"
    AGENT_ADD = "agent_add"
    AGENT_DISABLE = "agent_disable"
    COSTS_CHANGE = "costs_change"
    TAG_CHANGE = "tag_change"
    TAG_REMOVE = "tag_remove"
    CANNED_CHANGE = "canned_change"
    CANNED_REMOVE = "canned_remove"
    PASSWORD_CHANGE = "password_change"  # noqa: S105 - the name of an act
    AGENT_CHANGE = "agent_change"
    AGENT_ENABLE = "agent_enable"
    AGENT_RELEASE = "agent_release"
    TOTP_ON = "totp_on"
    TOTP_OFF = "totp_off"
    RECOVERY_CODE = "recovery_code"
    RECOVERY_CODES = "recovery_codes"
    SESSION_END = "session_end"
    TOKEN_ADD = "token_add"  # noqa: S105 - the name of an act
    TOKEN_REVOKE = "token_revoke"  # noqa: S105 - the name of an act
    WEBHOOK_ADD = "webhook_add"
    WEBHOOK_CHANGE = "webhook_change"
    WEBHOOK_REMOVE = "webhook_remove"
    WEBHOOK_SECRET = "webhook_secret"  # noqa: S105 - the name of an act
    WEBHOOK_RETRY = "webhook_retry"
    PERSON_EXPORT = "person_export"
    PERSON_ERASE = "person_erase"
    RETENTION_CHANGE = "retention_change"
    RETENTION_ERASE = "retention_erase"
    CONTENT_PUBLISH = "content_publish"
    CONTENT_GO = "content_go"
    CONTENT_STOP = "content_stop"
    CONTENT_RESTORE = "content_restore"
    CONTENT_LIVE = "content_live"
    CONTENT_TAKEN_BACK = "content_taken_back"


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
        detail: What changed, in a few words; never a secret or what somebody wrote.
        id: Its place in the log; 0 before it is stored.
    """

    at: datetime
    actor: str
    act: Act
    subject: str
    origin: str
    detail: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which lines of the log are wanted.

    Attributes:
        actor: Whose acts.
        act: Which kind.
        subject: On what.
        after: Only lines older than this one.
    """

    actor: str | None = None
    act: Act | None = None
    subject: str | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """An account as it is now, and the sessions that ended over it."""

    account: AgentAccount
    ended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session as its owner is shown it.

    Attributes:
        device: Browser and system, as the browser says.
        address: IP address of its last use.
    """

    id: str
    device: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


class Scope(StrEnum):
    """What a program's token may do."""

    CONVERSATIONS_READ = "conversations:read"
    CONVERSATIONS_WRITE = "conversations:write"
    FIGURES_READ = "figures:read"
    WEBHOOKS_MANAGE = "webhooks:manage"


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A program's token; its value only the program has.

    Attributes:
        hint: The value's last four characters.
        created_by: The administrator's id.
        last_used_at: To the minute.
    """

    id: str
    name: str
    scopes: tuple[Scope, ...]
    hint: str
    created_at: datetime
    created_by: str
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token that was just made, with the value that is shown once."""

    token: ApiToken
    value: str

    def __repr__(self) -> str:
        return f"NewToken(token={self.token.id})"
