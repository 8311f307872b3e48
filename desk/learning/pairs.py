"""What agents answered to what: questions and answers side by side, without personal data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, and_, or_, select

from desk.learning import store
from desk.learning.collecting import FIRST_LOOK, SETTLES_AFTER, STEP, Mark
from desk.learning.finding import SMALL_TALK
from desk.learning.stripping import strip
from desk.learning.tables import answer_pairs
from handoff.ports import Clock
from handoff.sql.database import Database, Session
from handoff.sql.inserting import insert_for
from handoff.sql.tables import conversations, messages

SHORTEST_ANSWER = 6
"""Words: a shorter one greets, asks to wait, or makes sense in its conversation only."""
SHORTEST_QUESTION = 3
ASKED_WITHIN = timedelta(hours=12)
MOST_BEFORE = 8
"""Messages before an answer among which its question is looked for."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_HELLO = re.compile(
    r"^\W*(?:ciao|salve|buongiorno|buonasera|hello|hi|good (?:morning|evening|afternoon))\b"
    r"[^,.!:]{0,40}[,.!:]+\s*",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^\W*(?:(?:ok|va bene|perfetto|certo|sì|si|no|great|perfect|sure|yes)\b[\W]*)*"
    r"(?:grazie|gentilissim\w|ti ringrazio|la ringrazio|vi ringrazio|thanks?|thank you|cheers|ok)\b",
    re.IGNORECASE,
)
"""What shoppers say when they have been helped; with a question mark it may be a question after all."""
_CONTEXT = ("id", "conversation_id", "sequence", "at", "author", "text", "payload", "reading", "author_name")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and what an agent answered to it."""

    id: str
    conversation_id: str
    question: str
    answer: str
    language: str | None
    intent: str | None
    agent_name: str | None
    at: datetime


class Pairs:
    """Collects pairs from where it stopped.

    Args:
        database: Where conversations are.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def step(self) -> bool:
        """Collects a little further; whether there may be more at once."""
        now = self._clock.now()
        async with self._database.read() as connection:
            before = await store.mark(connection, "answers")
            rows = await _answers(connection, before, now)
            context = await _before(connection, rows)
        if not rows:
            return False
        pairs = [pair for row in rows if (pair := pair_of(row, context[row["conversation_id"]]))]
        async with self._database.write() as connection:
            last = rows[-1]
            if await store.move_mark(connection, "answers", before, last["at"], last["id"]):
                alive = await store.alive(connection, {pair.conversation_id for pair in pairs})
                await _keep(connection, [pair for pair in pairs if pair.conversation_id in alive])
        return len(rows) == STEP


def pair_of(answer: RowMapping, context: Sequence[RowMapping]) -> Pair | None:
    """The pair that an agent's message makes; None where it answers no question, or says too little."""
    names = [answer["author_name"], answer["contact_name"]]
    said = strip(_HELLO.sub("", answer["text"]), (), names)
    asked = _question(answer, context)
    if asked is None or len(_WORD.findall(said)) < SHORTEST_ANSWER:
        return None
    reading = asked["reading"] or {}
    question = strip(asked["text"], reading.get("entities") or (), names)
    if len(_WORD.findall(question)) < SHORTEST_QUESTION:
        return None
    return Pair(
        id=answer["id"],
        conversation_id=answer["conversation_id"],
        question=question,
        answer=said,
        language=reading.get("language") or answer["language"],
        intent=(reading.get("intent") or "")[:128] or None,
        agent_name=answer["author_name"],
        at=answer["at"],
    )


def _question(answer: RowMapping, context: Sequence[RowMapping]) -> RowMapping | None:
    """What the shopper had asked when the agent answered first; later answers belong to talk about it."""
    before = [row for row in context if row["sequence"] < answer["sequence"]][-MOST_BEFORE:]
    turn: list[RowMapping] = []
    for row in reversed(before):
        if row["author"] == "agent":
            # A greeting, "one moment", is no answer yet.
            if len(_WORD.findall(_HELLO.sub("", row["text"]))) >= SHORTEST_ANSWER:
                break
        elif row["author"] == "shopper" and row["payload"] is None and _is_asking(row):
            turn.append(row)
    return max(turn, key=lambda row: len(_WORD.findall(row["text"])), default=None)


def _is_asking(row: RowMapping) -> bool:
    reading = row["reading"] or {}
    if _POLITE.match(row["text"]) and "?" not in row["text"]:
        return False
    return bool(reading.get("doubt")) or reading.get("intent") not in SMALL_TALK


async def _answers(connection: Session, before: Mark | None, now: datetime) -> list[RowMapping]:
    at, identifier = messages.c.at, messages.c.id
    wanted = and_(at > now - FIRST_LOOK, at <= now - SETTLES_AFTER)
    if before is not None:
        after = or_(at > before[0], and_(at == before[0], identifier > before[1]))
        wanted = and_(wanted, at >= before[0], after)
    query = (
        select(*_columns(), conversations.c.contact_name, conversations.c.language)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.author == "agent", wanted)
        .order_by(at, identifier)
        .limit(STEP)
    )
    return list((await connection.execute(query)).mappings())


async def _before(connection: Session, answers: Sequence[RowMapping]) -> dict[str, list[RowMapping]]:
    """What was said around answers, by conversation, in order."""
    told: dict[str, list[RowMapping]] = defaultdict(list)
    if not answers:
        return told
    query = (
        select(*_columns())
        .where(messages.c.conversation_id.in_({row["conversation_id"] for row in answers}))
        .where(messages.c.at >= answers[0]["at"] - ASKED_WITHIN, messages.c.at <= answers[-1]["at"])
        .order_by(messages.c.conversation_id, messages.c.sequence)
    )
    for row in (await connection.execute(query)).mappings():
        told[row["conversation_id"]].append(row)
    return told


def _columns() -> list[Any]:
    return [messages.c[name] for name in _CONTEXT]


async def _keep(connection: Session, pairs: Iterable[Pair]) -> None:
    for pair in pairs:
        row = {name: getattr(pair, name) for name in Pair.__slots__}
        await connection.execute(insert_for(connection, answer_pairs).values(row).on_conflict_do_nothing())
