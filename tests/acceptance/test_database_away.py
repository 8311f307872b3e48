"""The database goes away in the middle of the work, and comes back: nothing is lost, nothing stays stuck."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from connectors.telegram import updates
from connectors.testing import Fault
from handoff.records import MessageState
from tests.acceptance.stage import TELEGRAM, Stage, open_stage
from tests.support.desk import Nursery

pytestmark = pytest.mark.postgresql

SHOPPER = "9001"
NOTICING = "handoff.workers"
"""Who logs when work on a conversation fails."""


@pytest.fixture
async def stage(nursery: Nursery, tmp_path: Path, postgresql_url: str) -> AsyncIterator[Stage]:
    """A desk on PostgreSQL."""
    async with open_stage(nursery, tmp_path, postgresql_url) as opened:
        yield opened


@asynccontextmanager
async def _away(database_url: str) -> AsyncIterator[None]:
    """Cuts every connection to the database, and lets nobody in, for the length of the block."""
    url = make_url(database_url).set(drivername="postgresql")
    name = url.database
    manager = await asyncpg.connect(url.set(database="postgres").render_as_string(hide_password=False))
    try:
        await manager.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        await manager.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
        )
        yield
    finally:
        await manager.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        await manager.close()


async def test_a_message_that_went_out_meanwhile_does_not_hold_up_the_conversation(
    stage: Stage, postgresql_url: str
) -> None:
    """The vendor's yes could not be written down: known later or of unknown fate, but not stuck."""
    stage.telegram.fail(Fault.delay(1.0), method="sendMessage")
    await stage.write(TELEGRAM, SHOPPER, "uno")
    await stage.telegram.wait_for_call("sendMessage", seconds=60)
    async with _away(postgresql_url):
        await stage.telegram.wait_for_sent(1, seconds=60)
        await _until_noticed(stage)
    (_, answer) = await stage.settled(TELEGRAM, SHOPPER, seconds=15)
    assert answer.state in {MessageState.SENT, MessageState.UNCERTAIN}
    await stage.write(TELEGRAM, SHOPPER, "due")
    await stage.until_sent(TELEGRAM, SHOPPER, "Hai scritto: due")
    assert stage.texts_to(TELEGRAM, SHOPPER) == ["Hai scritto: uno", "Hai scritto: due"]


async def test_what_could_not_be_stored_is_not_answered_with_yes(stage: Stage, postgresql_url: str) -> None:
    """Telegram calls again, and then it is taken once."""
    update = updates.text_update(int(SHOPPER), "uno")
    async with _away(postgresql_url):
        answers = await asyncio.gather(*(stage.post_update(update) for _ in range(3)))
        assert {answer.status_code for answer in answers} == {503}
        assert (await stage.http.get("/healthz")).status_code == 200
        assert (await stage.http.get("/readyz")).status_code == 503
    await stage.until(lambda: _is_taken(stage, update), "the desk takes it")
    await stage.until_sent(TELEGRAM, SHOPPER, "Hai scritto: uno")
    await stage.settled(TELEGRAM, SHOPPER)
    assert stage.texts_to(TELEGRAM, SHOPPER) == ["Hai scritto: uno"]


async def _until_noticed(stage: Stage) -> None:
    """Waits until work on a conversation has failed, not only a look for work."""
    await stage.until(lambda: f'"logger": "{NOTICING}"' in stage.desk.log(), "the desk notices")


async def _is_taken(stage: Stage, update: object) -> bool:
    return (await stage.post_update(update)).status_code == 200


async def test_a_turn_that_could_not_be_written_down_is_taken_again(
    stage: Stage, postgresql_url: str
) -> None:
    stage.brain.fail(Fault.delay(1.0), method="turn")
    await stage.write(TELEGRAM, SHOPPER, "uno")
    await stage.brain.wait_for_call("turn", seconds=60)
    async with _away(postgresql_url):
        await _until_noticed(stage)
    await stage.until_sent(TELEGRAM, SHOPPER, "Hai scritto: uno")
    assert stage.texts_to(TELEGRAM, SHOPPER) == ["Hai scritto: uno"]
