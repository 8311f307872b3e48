"""What is asked these days, counted from how messages were read."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from desk.faq.asked import Asked
from desk.figures.testing import Story, write
from handoff.memory import FixedClock
from handoff.sql.database import Database
from handoff.sql.tables import messages


async def test_only_what_was_written_lately_is_counted(database_url: str) -> None:
    database, clock = Database(database_url), FixedClock()
    anna = Story("anna", "webchat", "anna")
    for days, intent in (
        (8, "faq/sizes"),
        (6, "faq/sizes"),
        (2, "returns"),
        (1, "returns"),
        (0, "faq/pressed"),
    ):
        anna.asks(clock.now() - timedelta(days=days, minutes=1), intent)
    anna.says(clock.now())
    async with database.write() as session:
        await write(session, [anna])
        pressed = messages.c.intent == "faq/pressed"
        await session.execute(update(messages).where(pressed).values(payload="/faq/pressed"))
    assert await Asked(database, clock).counts() == {"faq/sizes": 1, "returns": 2}
    await database.close()
