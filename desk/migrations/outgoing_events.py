"""What notes events for outgoing webhooks in migration 0007: never changed any more, only followed up.

A trigger sees every change, whichever code makes it, and notes it in the change's own transaction: there is
no event without its change, and no change without its event. Where nobody wants to be told, nothing is noted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_OPEN = "('waiting', 'taken')"
_GONE = "('sent', 'delivered', 'read')"


@dataclass(frozen=True)
class Watched:
    """One table, and what its rows' changes are called.

    Attributes:
        columns: Of ``webhook_events``, filled from ``values``.
        added: Name, condition and moment of a new row.
        changes: For each name the condition, and the moment (NULL: when it was noted).
    """

    columns: str
    values: str
    added: tuple[str, str, str]
    changes: Mapping[str, tuple[str, str]]


_TABLES = {
    "cases": Watched(
        "kind, conversation_id, case_id, agent_id, agent_name, reason, at",
        "new.conversation_id, new.id, new.agent_id, new.agent_name, new.reason",
        ("case.opened", "true", "new.opened_at"),
        {
            "case.opened": (f"old.state NOT IN {_OPEN} AND new.state = 'waiting'", "NULL"),
            "case.taken": ("old.state <> 'taken' AND new.state = 'taken'", "new.taken_at"),
            "case.transferred": (
                (
                    "old.state = 'taken' AND (new.state = 'waiting'"
                    " OR (new.state = 'taken' AND old.agent_id <> new.agent_id))"
                ),
                "NULL",
            ),
            "case.handed_back": ("old.state <> 'handed_back' AND new.state = 'handed_back'", "new.closed_at"),
            "case.resolved": ("old.state <> 'resolved' AND new.state = 'resolved'", "new.closed_at"),
        },
    ),
    "messages": Watched(
        "kind, conversation_id, message_id, agent_id, agent_name, error_code, at",
        "new.conversation_id, new.id, new.agent_id, new.author_name, new.error_code",
        ("message.received", "NOT new.outgoing", "new.at"),
        {
            "message.sent": (
                f"new.outgoing AND old.state NOT IN {_GONE} AND new.state IN {_GONE}",
                "new.sent_at",
            ),
            "message.failed": ("new.outgoing AND old.state <> 'failed' AND new.state = 'failed'", "NULL"),
        },
    ),
}
_WANTED = "EXISTS (SELECT 1 FROM outgoing_webhooks WHERE active)"
_NOTE = "INSERT INTO webhook_events ({columns}) VALUES ('{kind}', {values}, {at});"
_SQLITE = "CREATE TRIGGER {name} AFTER {verb} ON {table} WHEN {condition} AND {wanted} BEGIN {note} END"
_FUNCTION = """
CREATE FUNCTION {table}_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT {wanted} THEN RETURN NULL; END IF;
  IF TG_OP = 'INSERT' THEN
    {added}
    RETURN NULL;
  END IF;
  {changed}
  RETURN NULL;
END $$
"""
_TRIGGER = """
CREATE TRIGGER {table}_told AFTER INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_told()
"""


def sqlite() -> list[str]:
    """One trigger for a row that is new, and one for each kind of change."""
    made = []
    for table, watched in _TABLES.items():
        kind, condition, at = watched.added
        made.append(_sqlite(f"told_new_{table}", "INSERT", table, condition, _note(watched, kind, at)))
        for kind, (condition, at) in watched.changes.items():
            made.append(_sqlite(_name(kind), "UPDATE", table, condition, _note(watched, kind, at)))
    return made


def sqlite_down() -> list[str]:
    """Takes the triggers back."""
    names = [f"told_new_{table}" for table in _TABLES]
    names += [_name(kind) for watched in _TABLES.values() for kind in watched.changes]
    return [f"DROP TRIGGER {name}" for name in names]


def postgresql() -> list[str]:
    """One function a table, and the trigger that calls it."""
    made = []
    for table, watched in _TABLES.items():
        kind, condition, at = watched.added
        changes = [_if(watched, kind, *change) for kind, change in watched.changes.items()]
        added = _if(watched, kind, condition, at)
        made.append(_FUNCTION.format(table=table, wanted=_WANTED, added=added, changed="\n  ".join(changes)))
        made.append(_TRIGGER.format(table=table))
    return made


def postgresql_down() -> list[str]:
    """Takes the triggers back."""
    down = ("DROP TRIGGER {table}_told ON {table}", "DROP FUNCTION {table}_told()")
    return [statement.format(table=table) for table in _TABLES for statement in down]


def _note(watched: Watched, kind: str, at: str) -> str:
    return _NOTE.format(columns=watched.columns, kind=kind, values=watched.values, at=at)


def _if(watched: Watched, kind: str, condition: str, at: str) -> str:
    return f"IF {condition} THEN {_note(watched, kind, at)} END IF;"


def _sqlite(name: str, verb: str, table: str, condition: str, note: str) -> str:
    return _SQLITE.format(name=name, verb=verb, table=table, condition=condition, wanted=_WANTED, note=note)


def _name(kind: str) -> str:
    return "told_" + kind.replace(".", "_")
