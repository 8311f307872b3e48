"""From the shopper's words to the agent's and back, with everything running but Rasa."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx

from desk.brain.testing import TOKEN, FakeBrain, hands_over, says
from tests.desk.harness import desk_settings, open_desk
from tests.desk.test_console_socket import console
from tests.desk.test_visitors import OURS, visitor

ROOT = Path(__file__).parents[2]


async def test_answered_handed_over_answered_by_an_agent_and_handed_back(database_url: str) -> None:
    async with FakeBrain() as brain:
        settings = desk_settings(database_url, brain_url=brain.url, brain_token=TOKEN)
        async with (
            open_desk(settings, work=True) as desk,
            desk.signed_in() as browser,
            console(desk, browser) as agent,
            visitor(desk) as shopper,
        ):
            await shopper.begin(**OURS)
            brain.reaction = lambda _: says("È in viaggio.", buttons=[("Grazie", "/thanks")])
            await shopper.ask("user_uttered", {"message": "dov'è il mio pacco?", "id": "1"})
            answered = await shopper.next("bot_uttered")
            assert (answered["text"], answered["quick_replies"][0]["title"]) == ("È in viaggio.", "Grazie")

            brain.reaction = lambda _: hands_over("requested")
            await shopper.ask("user_uttered", {"message": "voglio una persona", "id": "2"})
            case = await agent.until("case")
            assert (case["reason"], case["state"], case["place"]) == ("requested", "waiting", 1)
            assert (await shopper.next("owner"))["owner"] == "queue"
            assert "primo posto in coda" in (await shopper.next("bot_uttered"))["text"]

            path = f"/api/conversations/{case['conversation_id']}"
            assert (await browser.post(f"{path}/take")).status_code == 200
            assert {"owner": "agent", "agent_name": "Giulia"}.items() <= (await shopper.next("owner")).items()
            await browser.post(f"{path}/messages", json={"text": "Ciao, sono Giulia", "client_id": "a"})
            said = await shopper.next("bot_uttered")
            assert (said["text"], said["metadata"]["author"]) == ("Ciao, sono Giulia", "agent")

            await browser.post(f"{path}/hand-back")
            assert (await shopper.next("owner"))["owner"] == "bot"
            assert "assistente automatico" in (await shopper.next("bot_uttered"))["text"]
            assert "Com'è andata" in (await shopper.next("bot_uttered"))["text"]
            brain.reaction = lambda _: says("Costa 5 euro.")
            await shopper.ask("user_uttered", {"message": "quanto costa la spedizione?", "id": "3"})
            assert (await shopper.next("bot_uttered"))["text"] == "Costa 5 euro."


async def test_the_desk_ends_in_good_order_when_it_is_told_to(tmp_path: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SPORTELLO_")},
        "PYTHONPATH": str(ROOT),
        "SPORTELLO_PORT": "0",
        "SPORTELLO_SECRET_KEY": "segretissima",
        "SPORTELLO_DATABASE_URL": f"sqlite:///{tmp_path / 'sportello.db'}",
        "SPORTELLO_LOG_FORMAT": "json",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "desk.serve", cwd=tmp_path, env=environment, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr
    said = b""
    async with asyncio.timeout(90):
        while b"listening" not in said:
            line = await process.stderr.readline()
            assert line, said.decode()
            said += line
    port = int(said.partition(b'"port": ')[2].partition(b",")[0].strip(b" }\n"))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).status_code == 503  # there is no brain
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(30):
        said += await process.stderr.read()
        assert await process.wait() in {0, -signal.SIGTERM}
    assert b"Traceback" not in said
    assert b"segretissima" not in said
