"""Rows of teams, presence and transfers to records and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from handoff.queue.records import Duty, Member, PresenceState, QueueSettings, Team, TeamMode, Transfer
from handoff.records import Agent

SETTINGS_ID = 1
"""There is one row of settings."""


def team_from(row: RowMapping, members: Iterable[Member]) -> Team:
    """A row of ``teams`` with its members."""
    return Team(
        id=row["id"],
        name=row["name"],
        mode=TeamMode(row["mode"]),
        languages=tuple(row["languages"]),
        topics=tuple(row["topics"]),
        channels=tuple(row["channels"]),
        members=tuple(members),
    )


def members_by_team(found: Iterable[RowMapping]) -> dict[str, list[Member]]:
    """Rows of ``team_members``, by team."""
    members: dict[str, list[Member]] = {}
    for row in found:
        members.setdefault(row["team_id"], []).append(Member(row["agent_id"], row["capacity"]))
    return members


def team_values(team: Team) -> dict[str, Any]:
    """A row of ``teams``."""
    return {
        "id": team.id,
        "name": team.name,
        "mode": team.mode.value,
        "languages": list(team.languages),
        "topics": list(team.topics),
        "channels": list(team.channels),
    }


def duty_from(row: RowMapping) -> Duty:
    """A row of ``presence`` with ``connected``."""
    return Duty(
        agent=Agent(row["agent_id"], row["agent_name"]),
        state=PresenceState(row["state"]),
        since=row["since"],
        connected=bool(row["connected"]),
        returns_at=row["returns_at"],
    )


def duty_values(duty: Duty) -> dict[str, Any]:
    """A row of ``presence``."""
    return {
        "agent_id": duty.agent.id,
        "agent_name": duty.agent.name,
        "state": duty.state.value,
        "since": duty.since,
        "returns_at": duty.returns_at,
    }


def settings_from(row: RowMapping) -> QueueSettings:
    """The row of ``queue_settings``."""
    values: Mapping[str, Any] = {name: row[name] for name in row if name != "id"}
    return QueueSettings(**{**values, "safety_topics": tuple(values["safety_topics"])})


def settings_values(settings: QueueSettings) -> dict[str, Any]:
    """The row of ``queue_settings``."""
    return {**asdict(settings), "safety_topics": list(settings.safety_topics), "id": SETTINGS_ID}


def transfer_from(row: RowMapping) -> Transfer:
    """A row of ``transfers``."""
    to_agent = Agent(row["to_agent_id"], row["to_agent_name"] or "") if row["to_agent_id"] else None
    return Transfer(
        id=row["id"],
        case_id=row["case_id"],
        conversation_id=row["conversation_id"],
        by=Agent(row["by_id"], row["by_name"]),
        note=row["note"],
        at=row["at"],
        to_agent=to_agent,
        to_team_id=row["to_team_id"],
    )


def transfer_values(transfer: Transfer) -> dict[str, Any]:
    """A row of ``transfers``."""
    return {
        "id": transfer.id,
        "case_id": transfer.case_id,
        "conversation_id": transfer.conversation_id,
        "by_id": transfer.by.id,
        "by_name": transfer.by.name,
        "to_agent_id": transfer.to_agent.id if transfer.to_agent else None,
        "to_agent_name": transfer.to_agent.name if transfer.to_agent else None,
        "to_team_id": transfer.to_team_id,
        "note": transfer.note,
        "at": transfer.at,
    }
