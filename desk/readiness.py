"""Whether shoppers can be served now: the database, the brain, and how far we are behind."""

from __future__ import annotations

import asyncio

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from desk.http.schemas import PartOut
from desk.services import Services

PATIENCE = 5.0
"""Seconds that a part may take to answer."""
OLDEST_PENDING = 120.0
"""Seconds after which a message that was not sent means that sending has stopped."""


async def check(services: Services) -> list[PartOut]:
    """Asks every part, all at once."""
    return list(await asyncio.gather(_database(services), _brain(services), _backlog(services)))


async def _database(services: Services) -> PartOut:
    try:
        async with asyncio.timeout(PATIENCE), services.database.read() as connection:
            await connection.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        return PartOut(name="database", ready=False, detail=type(error).__name__)
    return PartOut(name="database", ready=True, detail="answers")


async def _brain(services: Services) -> PartOut:
    try:
        async with asyncio.timeout(PATIENCE):
            ready = await services.brain.is_ready()
    except TimeoutError:
        ready = False
    return PartOut(name="brain", ready=ready, detail="answers" if ready else "does not answer")


async def _backlog(services: Services) -> PartOut:
    try:
        async with asyncio.timeout(PATIENCE):
            behind = await services.transcripts.backlog(services.clock.now())
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        return PartOut(name="backlog", ready=False, detail=type(error).__name__)
    return PartOut(
        name="backlog",
        ready=behind.oldest_pending_seconds < OLDEST_PENDING,
        detail=f"{behind.waiting_turns} to answer, {behind.pending_deliveries} to send",
    )
