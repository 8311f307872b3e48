"""A real brain: trained once for a content, started once for a run, its actions served by rasa-sdk."""

from __future__ import annotations

import asyncio
import hashlib
import os
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.run import prepare

prepare()

import requests  # noqa: E402 - after prepare(), like all that may import Rasa
from aiohttp import web  # noqa: E402
from rasa_sdk.executor import ActionExecutor  # noqa: E402

ROOT = Path(__file__).parents[2]
TOKEN = "a-token-of-the-tests"
START_SECONDS = 240.0
INGREDIENTS = ("config.yml", "domain.yml", "data", "bot")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first test that wants the brain waits for its training."""
    for item in items:
        if "brain" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def model() -> Path:
    """A model of today's content; trained where there is none yet."""
    folder = ROOT / ".sportello" / "test-models"
    name = f"brain-{_fingerprint()}"
    made = folder / f"{name}.tar.gz"
    if not made.exists():
        command = [sys.executable, "-m", "bot.train", "--out", str(folder), "--fixed-model-name", name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return made


def _fingerprint() -> str:
    total = hashlib.sha256()
    for name in INGREDIENTS:
        start = ROOT / name
        files = sorted(start.rglob("*")) if start.is_dir() else [start]
        for path in (path for path in files if path.suffix in {".yml", ".py"}):
            total.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return total.hexdigest()[:16]


class Actions:
    """The desk's side: runs the actions for whoever shows the token; may be told to fail."""

    def __init__(self) -> None:
        self.fails = False
        self.hangs = False
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self.port = 0
        threading.Thread(target=self._run, daemon=True).start()
        self._started.wait()

    def stop(self) -> None:
        """Stops serving."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._started.set()
        self._loop.run_forever()

    async def _serve(self) -> None:
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_post("/actions/webhook", self._webhook)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]

    async def _webhook(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({}, status=401)
        if self.hangs:
            await asyncio.sleep(60)
        if self.fails:
            return web.json_response({}, status=500)
        call = await request.json()
        return web.json_response(await self._executor.run({"domain": {}, **call}))


@dataclass
class Brain:
    """A running brain.

    Attributes:
        url: Where it listens.
        actions: Who runs its actions.
    """

    url: str
    actions: Actions

    def post(self, body: Any, token: str | None = TOKEN, **kwargs: Any) -> requests.Response:
        """One call, as it comes; bytes go out as they are."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        content = {"data": body} if isinstance(body, (bytes, str)) else {"json": body}
        return requests.post(f"{self.url}/turn", headers=headers, timeout=30, **content, **kwargs)

    def talk(self, language: str | None = None, channel: str = "telegram") -> Talk:
        """A new conversation."""
        return Talk(self, language=language, channel=channel)


@dataclass
class Talk:
    """One shopper's conversation; remembers what the desk would remember."""

    brain: Brain
    language: str | None = None
    fixed: bool = False
    channel: str = "telegram"
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    def say(self, text: str, payload: str | None = None, message: str | None = None) -> dict[str, Any]:
        """One message; its answer."""
        response = self.brain.post(self.body(text, payload, message))
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        self.language, self.fixed = answer["language"], answer["language_fixed"]
        return answer

    def body(self, text: str, payload: str | None = None, message: str | None = None) -> dict[str, Any]:
        """What the desk would send."""
        return {
            "conversation": self.id,
            "message": message or str(uuid.uuid4()),
            "text": text,
            "payload": payload,
            "language": self.language,
            "language_fixed": self.fixed,
            "channel": self.channel,
        }


@pytest.fixture(scope="session")
def running(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brain]:
    actions = Actions()
    port = _free_port()
    log = tmp_path_factory.mktemp("brain") / "brain.log"
    environment = {
        **os.environ,
        "SPORTELLO_BRAIN_TOKEN": TOKEN,
        "SPORTELLO_BRAIN_PORT": str(port),
        "SPORTELLO_PORT": str(actions.port),
        "SPORTELLO_MODEL": str(model),
    }
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.run"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}/webhooks/sportello"
    try:
        _wait(process, url, log)
        yield Brain(url, actions)
    finally:
        process.terminate()
        process.wait(20)
        actions.stop()


@pytest.fixture
def brain(running: Brain) -> Iterator[Brain]:
    """A real brain, as ``python -m bot.run`` starts it."""
    yield running
    running.actions.fails = running.actions.hangs = False


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            if requests.get(f"{url}/ready", timeout=2).status_code == 200:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
