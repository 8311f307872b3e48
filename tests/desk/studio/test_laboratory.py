"""The laboratory's process and what it answers: started when asked, gone when idle, never trusted blindly."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from desk.laboratory.client import HttpLaboratory, Place
from desk.laboratory.launcher import Launcher
from desk.studio.errors import LaboratoryUnavailable

SCRIPT = """\
import http.server, json, os, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.headers["Authorization"] == "Bearer " + os.environ["SPORTELLO_LABORATORY_TOKEN"]
        body = json.dumps({"name": "live", "state": "ready"}).encode()
        self.send_response(200 if known else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
if len(sys.argv) > 1: sys.exit(3)
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print("Some library says hello.", flush=True)
print(json.dumps({"port": server.server_address[1]}), flush=True)
server.serve_forever()
"""


def launcher(tmp_path: Path, *arguments: str, idle: float = 60.0) -> Launcher:
    (tmp_path / "laboratory.py").write_text(SCRIPT)
    command = (sys.executable, str(tmp_path / "laboratory.py"), *arguments)
    return Launcher(command, tmp_path, tmp_path / "log", idle_seconds=idle, start_seconds=20)


async def test_one_that_does_not_start_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(LaboratoryUnavailable, match="did not start"):
        await HttpLaboratory(launcher(tmp_path, "fail")).knowledge("live")


async def test_it_starts_once_for_all_who_ask_and_ends_with_us(tmp_path: Path) -> None:
    kept = launcher(tmp_path)
    laboratory = HttpLaboratory(kept)
    assert not kept.is_running
    found = await asyncio.gather(*(laboratory.knowledge("live") for _ in range(5)))
    assert {one.state for one in found if one} == {"ready"}
    process = kept._process
    await laboratory.close()
    assert process is not None
    assert process.returncode is not None


async def test_it_ends_when_nobody_asks_and_comes_back(tmp_path: Path) -> None:
    kept = launcher(tmp_path, idle=0.05)
    laboratory = HttpLaboratory(kept)
    for _ in range(2):
        assert await laboratory.knowledge("live")
        async with asyncio.timeout(60):
            while kept.is_running:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.01)
    await laboratory.close()


class Fixed:
    """A laboratory that is somewhere already."""

    def __init__(self, url: str) -> None:
        self._place = Place(url, "token")

    @asynccontextmanager
    async def used(self) -> AsyncIterator[Place]:
        yield self._place

    async def close(self) -> None:
        """Somebody else's."""


@asynccontextmanager
async def answering(status: int, body: str, wait: float = 0.0) -> AsyncIterator[HttpLaboratory]:
    async def answer(_: web.Request) -> web.Response:
        await asyncio.sleep(wait)
        return web.Response(status=status, text=body, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    yield HttpLaboratory(Fixed(f"http://127.0.0.1:{port}"), seconds=0.5, long_seconds=0.5)
    await runner.cleanup()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, "nonsense"),
        (200, "[]"),
        (200, '{"readings": [{"intent": 1}]}'),
        (200, '{"near": 7}'),
        (200, '{"near": []}'),
        (200, '{"near": [[{"id": "2", "likeness": 0.9}]]}'),
        (401, '{"error": {"code": "bad_token"}}'),
        (500, "<html>"),
        (503, '{"error": null}'),
    ],
)
async def test_whatever_it_says_wrongly_is_one_error(tmp_path: Path, status: int, body: str) -> None:
    async with answering(status, body) as laboratory:
        calls = (
            laboratory.read("live", ["ciao"]),
            laboratory.near(["ciao"], {"1": "ciao"}),
            laboratory.group(["ciao"]),
            laboratory.put_knowledge("live", tmp_path),
            laboratory.compare("live", "draft", [], []),
        )
        for call in calls:
            with pytest.raises(LaboratoryUnavailable):
                await call


async def test_one_that_is_slow_is_not_waited_for(tmp_path: Path) -> None:
    async with answering(200, "{}", wait=5) as laboratory:
        with pytest.raises(LaboratoryUnavailable, match="in time"):
            await laboratory.put_knowledge("live", tmp_path)


async def test_what_nobody_has_put_is_not_there() -> None:
    async with answering(404, '{"error": {"code": "unknown"}}') as laboratory:
        assert await laboratory.knowledge("draft") is None
