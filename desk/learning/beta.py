"""The beta tester: somebody who has never seen the FAQ writes what they would ask, cold."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from desk.errors import NotFound, TooManyAttempts, Unavailable
from desk.laboratory.answers import Reading, Said
from desk.laboratory.laboratory import LIVE, Laboratory
from desk.learning.stripping import strip
from desk.learning.tables import beta_questions, beta_tests
from desk.studio.errors import BetaOver
from desk.studio.moments import Moments
from desk.studio.trying import Bench
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.records import Agent
from handoff.sql.database import Database, Session

MOST_QUESTIONS = 200
"""Of one test."""
MOST_TESTS = 200
PER_MINUTE = RateLimitItemPerMinute(12, namespace="beta-minute")
PER_HOUR = RateLimitItemPerHour(120, namespace="beta-hour")
"""Of one address: whoever has the link is a guest, not a program."""
TAKEN_ATTEMPTS = 5
Verdict = Literal["right", "wrong"]


@dataclass(frozen=True, slots=True)
class BetaTest:
    """A test, and how many questions were asked in it."""

    id: str
    name: str
    language: str
    token: str
    created_at: datetime
    questions: int = 0

    @property
    def path(self) -> str:
        """Where its tester writes."""
        return f"/beta/{self.token}"


@dataclass(frozen=True, slots=True)
class BetaQuestion:
    """What was asked, and what came of it."""

    id: str
    text: str
    at: datetime
    intent: str | None
    decision: str
    reply: str
    verdict: str | None


@dataclass(frozen=True, slots=True)
class BetaAnswer:
    """What a tester is told."""

    reading: Reading
    said: Said
    left: int

    @property
    def decision(self) -> str:
        """What would be done: an answer that is not in force is none."""
        is_silent = self.reading.decision == "answer" and not self.said.in_force
        return "hand_over" if is_silent else self.reading.decision


class BetaTests:
    """Keeps tests.

    Args:
        database: Where.
        clock: The time.
        laboratory: Understands as the live assistant does, and keeps nothing.
        bench: Says whether it is ready.
        moments: Tells it what the moment is.
    """

    def __init__(
        self, database: Database, clock: Clock, laboratory: Laboratory, bench: Bench, moments: Moments
    ) -> None:
        self._database = database
        self._clock = clock
        self._laboratory = laboratory
        self._bench = bench
        self._moments = moments
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def all(self) -> list[BetaTest]:
        """Every test, the newest first."""
        counted = (
            select(func.count())
            .where(beta_questions.c.beta_id == beta_tests.c.id)
            .scalar_subquery()
            .label("questions")
        )
        query = select(beta_tests, counted).order_by(beta_tests.c.created_at.desc()).limit(MOST_TESTS)
        async with self._database.read() as connection:
            return [_test(row) for row in (await connection.execute(query)).mappings()]

    async def add(self, name: str, language: str, editor: Agent) -> BetaTest:
        """Begins a test."""
        made = BetaTest(new_id(), name, language, secrets.token_urlsafe(24), self._clock.now())
        row = {
            "id": made.id,
            "name": name,
            "language": language,
            "token": made.token,
            "created_at": made.created_at,
            "created_by": editor.id,
        }
        async with self._database.write() as connection:
            await connection.execute(insert(beta_tests).values(row))
        return made

    async def get(self, beta_id: str) -> BetaTest:
        """One (``NotFound``)."""
        return await self._one(beta_tests.c.id == beta_id)

    async def of_token(self, token: str) -> BetaTest:
        """The test that a link leads to (``NotFound``)."""
        return await self._one(beta_tests.c.token == token)

    async def questions(self, beta_id: str) -> list[BetaQuestion]:
        """What was asked, in order."""
        query = select(beta_questions).where(beta_questions.c.beta_id == beta_id)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(beta_questions.c.number))
            return [_question(row) for row in rows.mappings()]

    async def judge(self, beta_id: str, question_id: str, verdict: Verdict | None) -> None:
        """Notes whether an answer was right (``NotFound``)."""
        columns = beta_questions.c
        judged = update(beta_questions).where(columns.id == question_id, columns.beta_id == beta_id)
        async with self._database.write() as connection:
            row = await connection.execute(judged.values(verdict=verdict).returning(columns.id))
            if row.first() is None:
                raise NotFound

    async def ask(self, token: str, text: str, origin: str) -> BetaAnswer:
        """Understands a tester's question as if a shopper had asked it.

        Raises:
            NotFound: The link leads nowhere.
            TooManyAttempts: This address asks too fast.
            BetaOver: The test has as many questions as it may.
            Unavailable: What is live is still being learned.
            LaboratoryUnavailable: Nobody can read it now.
        """
        test = await self.of_token(token)
        await self._count(origin)
        if test.questions >= MOST_QUESTIONS:
            raise BetaOver
        if not await self._bench.is_ready(LIVE):
            raise Unavailable
        answer = await self._answer(test, text)
        number = await self._keep(test, text, answer)
        return BetaAnswer(answer.reading, answer.said, max(0, MOST_QUESTIONS - number))

    async def _count(self, origin: str) -> None:
        for limit in (PER_MINUTE, PER_HOUR):
            if not await self._limiter.hit(limit, origin):
                raise TooManyAttempts(limit.get_expiry() / 4)

    async def _answer(self, test: BetaTest, text: str) -> BetaAnswer:
        context = await self._moments.context()
        reading = (await self._laboratory.read(LIVE, [text], language=None, context=context))[0]
        if reading.decision != "answer":
            return BetaAnswer(reading, Said(), 0)
        language = reading.language or test.language
        said = await self._laboratory.say(LIVE, reading.intent, language, context=context)
        return BetaAnswer(reading, said, 0)

    async def _keep(self, test: BetaTest, text: str, answer: BetaAnswer) -> int:
        """Stores it under the test's next number; two tabs may want the same one."""
        for attempt in range(TAKEN_ATTEMPTS):
            try:
                async with self._database.write() as connection:
                    return await self._insert(connection, test, text, answer)
            except IntegrityError:
                if attempt == TAKEN_ATTEMPTS - 1:
                    raise
        raise BetaOver

    async def _insert(self, connection: Session, test: BetaTest, text: str, answer: BetaAnswer) -> int:
        columns = beta_questions.c
        last = select(func.max(columns.number)).where(columns.beta_id == test.id)
        number = ((await connection.execute(last)).scalar_one_or_none() or 0) + 1
        if number > MOST_QUESTIONS:
            raise BetaOver
        row = {
            "id": new_id(),
            "beta_id": test.id,
            "number": number,
            "text": strip(text, answer.reading.entities) or "…",
            "at": self._clock.now(),
            "intent": answer.reading.intent[:128] or None,
            "confidence": answer.reading.confidence,
            "decision": answer.decision,
            "reply": "\n\n".join(reply.text or "" for reply in answer.said.replies),
            "verdict": None,
        }
        await connection.execute(insert(beta_questions).values(row))
        return int(number)

    async def _one(self, wanted: object) -> BetaTest:
        counted = select(func.count()).where(beta_questions.c.beta_id == beta_tests.c.id)
        query = select(beta_tests, counted.scalar_subquery().label("questions")).where(wanted)  # type: ignore[arg-type]
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        if row is None:
            raise NotFound
        return _test(row)


def _test(row: RowMapping) -> BetaTest:
    return BetaTest(
        row["id"], row["name"], row["language"], row["token"], row["created_at"], row["questions"]
    )


def _question(row: RowMapping) -> BetaQuestion:
    return BetaQuestion(
        row["id"], row["text"], row["at"], row["intent"], row["decision"], row["reply"], row["verdict"]
    )
