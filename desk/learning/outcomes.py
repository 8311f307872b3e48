"""What became of recent messages: how each was read, what was done, and whether that is known to be right."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, Literal

from sqlalchemy import RowMapping, Select, literal_column, or_, select

from desk.learning.finding import PERSON, Line
from desk.learning.records import Kind, State
from desk.learning.tables import findings, learning_messages
from handoff.satisfaction import INTENT
from handoff.sql.database import Database
from handoff.sql.tables import conversations, messages

Decision = Literal["answered", "asked", "handed_over"]
Judged = Literal["right", "wrong", "unknown"]
MOST = 20_000
"""Messages that are looked at, the newest."""
ENDS_AFTER = timedelta(minutes=30)
"""What is written later says nothing of the answer before it."""
WRONG = frozenset({Kind.ANSWERED_WRONG.value, Kind.AGENT_CORRECTION.value, Kind.LOW_SATISFACTION.value})
CONTENT = frozenset({"thanks", "affirm"})
CALLING = frozenset({PERSON, "complaint"})
_DECISIONS: Mapping[str | None, Decision] = {None: "answered", "ask": "asked", "give_up": "handed_over"}
_BY_SHOPPER = messages.c.author == literal_column("'shopper'")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One message and what became of it.

    Attributes:
        decision: What the assistant did.
        judged: Whether the best reading is known to have been right.
        ended_well: It was answered, and nothing says that it did not help.
    """

    line: Line
    decision: Decision
    judged: Judged
    ended_well: bool

    @property
    def intent(self) -> str:
        """The best reading."""
        return self.line.intent

    @property
    def confidence(self) -> float:
        """Of the best reading."""
        return float(self.line.reading.get("confidence") or 0.0)


async def recent_outcomes(database: Database, now: datetime, days: int) -> list[Outcome]:
    """What shoppers wrote in some days until now, newest last.

    Args:
        database: Where it is.
        now: The time.
        days: How far back.
    """
    since = now - timedelta(days=days)
    rows = await database.rows(_messages(since, now))
    known = await database.rows(_known(since, now))
    # In a thread: thousands of messages would hold up whoever waits for an answer.
    return await asyncio.to_thread(outcomes, rows, known)


def outcomes(rows: Sequence[RowMapping], known: Sequence[RowMapping]) -> list[Outcome]:
    """Puts messages and what is known of them together."""
    kinds: dict[str, set[str]] = defaultdict(set)
    topics: dict[str, str] = {}
    for row in known:
        kinds[row["id"]].add(row["kind"])
        if row["topic"] and row["state"] in {State.ACCEPTED.value, State.SETTLED.value}:
            topics[row["id"]] = row["topic"]
    lines = [Line(**{**row, "reading": row["reading"] or {}}) for row in rows]
    lines.sort(key=attrgetter("conversation_id", "sequence"))
    found = []
    for _, its in groupby(lines, key=attrgetter("conversation_id")):
        for line, then in pairwise([*its, None]):
            if line is not None and line.asks:
                found.append(_outcome(line, then, kinds[line.id], topics.get(line.id)))
    return sorted(found, key=lambda outcome: outcome.line.at)


def _outcome(line: Line, then: Line | None, kinds: set[str], topic: str | None) -> Outcome:
    decision = _DECISIONS.get(line.doubt, "asked")
    soon = then if then is not None and then.at - line.at <= ENDS_AFTER else None
    judged = _judged(line, soon, kinds, topic)
    well = decision == "answered" and judged != "wrong" and line.intent not in CALLING | {"", "out_of_scope"}
    return Outcome(line, decision, judged, well)


def _judged(line: Line, soon: Line | None, kinds: set[str], topic: str | None) -> Judged:
    """What people said of it, the surest first: an editor or a button, an agent, the shopper's next words."""
    if topic is not None:
        return "right" if topic == line.intent else "wrong"
    if kinds & WRONG:
        return "wrong"
    if line.doubt is not None or soon is None:
        return "unknown"
    if _meant(soon) in CALLING:
        return "wrong"
    return "right" if soon.intent in CONTENT and soon.doubt is None else "unknown"


def _meant(line: Line) -> str:
    if line.payload is not None:
        return line.payload.removeprefix("/").partition("{")[0]
    return line.intent if line.doubt is None else ""


def _messages(since: datetime, now: datetime) -> Select[Any]:
    asked = or_(messages.c.payload.is_(None), messages.c.payload.not_like(f"/{INTENT}%"))
    names = ("id", "conversation_id", "sequence", "at", "text", "payload", "state", "channel", "reading")
    return (
        select(*(messages.c[name] for name in names), conversations.c.contact_name, conversations.c.language)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(_BY_SHOPPER, messages.c.at >= since, messages.c.at <= now, asked)
        .order_by(messages.c.at.desc())
        .limit(MOST)
    )


def _known(since: datetime, now: datetime) -> Select[Any]:
    columns = learning_messages.c
    return (
        select(columns.id, columns.topic, columns.state, findings.c.kind)
        .join(findings, findings.c.message_id == columns.id)
        .where(columns.at >= since, columns.at <= now)
    )
