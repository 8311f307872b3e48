"""The audit log, as administrators read it."""

from __future__ import annotations

from pydantic import AwareDatetime

from desk.http.schemas.accounts import AgentRef
from desk.http.schemas.base import Schema


class AuditLineOut(Schema):
    """One privileged act.

    Attributes:
        actor: Who did it: an account, a program's token, ``cli``, or the e-mail address that was tried.
        act: What was done; a stable code.
        subject: On what: an id, or a few words.
        subject_name: The subject's name, where it is an account.
        detail: What changed, in a few words; often nothing.
        origin: From where: an IP address, or ``cli``.
    """

    id: int
    at: AwareDatetime
    actor: AgentRef
    act: str
    subject: str
    subject_name: str | None
    detail: str
    origin: str


class AuditOut(Schema):
    """Lines of the log, newest first.

    Attributes:
        next: Give it as ``after`` for the lines before these; None at the log's beginning.
        acts: Every code there is, to filter by.
    """

    items: list[AuditLineOut]
    next: int | None
    acts: list[str]
