"""``python -m scripts.bench.publishing``: shoppers write on the web chat while a new model goes live.

A desk and a brain as processes of their own, on a copy of the content; an editor changes an answer and
publishes. What counts is whether every message is answered, once, and how long the slowest took.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import select

from desk.accounts.accounts import Accounts
from desk.clock import SystemClock
from desk.migrations import upgrade
from desk.setup import ports
from desk.setup.home import brain_python
from desk.setup.model import Models
from handoff.identifiers import new_id
from handoff.sql.database import Database
from handoff.sql.tables import messages
from scripts.bench.questions import NoQuestions, candidates
from scripts.bench.servers import NotStarted, Server, clean_environment
from scripts.bench.sockets import Socket

ROOT = Path(__file__).resolve().parents[2]
EMAIL, PASSWORD = "editor@example.com", "una password lunga"
ANSWER_SECONDS = 60.0
"""An answer that has not come by then counts as lost."""
WARM_UP, AFTER = 5.0, 20.0
"""Seconds of writing before anything is published, and after it is live."""
STATES_DONE = {"live", "failed", "stopped"}
TOPIC = "faq/sizes"


@dataclass(frozen=True, slots=True)
class Written:
    """One message: when it was written, and seconds until its answer; None where none came."""

    at: float
    took: float | None


@dataclass(slots=True)
class Visitor:
    """Somebody on the web chat, who writes again once they were answered."""

    session: aiohttp.ClientSession
    url: str
    socket: Socket | None = None
    token: str = ""
    heard: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def come(self) -> None:
        """Connects."""
        self.socket = Socket(self.session, self.url, "/", self._hear)
        await self.socket.connect()
        await self.socket.emit("session_request", {"session_id": None, "language": "it", "page": "/"})
        async with asyncio.timeout(ANSWER_SECONDS):
            self.token = json.loads(await self.heard.get())[1]

    async def ask(self, text: str, mark: str) -> list[str]:
        """Writes, and waits for the first answer; what else comes soon after is heard, too."""
        while not self.heard.empty():
            self.heard.get_nowait()
        assert self.socket is not None  # noqa: S101 - it came
        body = {"id": mark, "message": text, "session_id": self.token, "customData": {"language": "it"}}
        await self.socket.emit("user_uttered", body)
        return [json.loads(await asyncio.wait_for(self.heard.get(), ANSWER_SECONDS))[1].get("text", "")]

    def _hear(self, event: str) -> None:
        if event.startswith(('["bot_uttered"', '["session_confirm"')):
            self.heard.put_nowait(event)


def main(arguments: Sequence[str]) -> int:
    """Measures and tells; 1 where a message was lost or answered twice, or it could not be run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=20.0, help="Messages a second.")
    parser.add_argument("--content", type=Path, default=ROOT, help="What the assistant knows.")
    parser.add_argument("--model", type=Path, help="A model of that content; trained where none is given.")
    parser.add_argument("--visitors", type=int, default=60, help="Who write them, in turn.")
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="sportello-publishing-") as folder:
            return asyncio.run(_measure(Path(folder), options))
    except (NotStarted, NoQuestions) as failure:
        sys.stderr.write(f"{failure}\n")
        return 1


async def _measure(folder: Path, options: argparse.Namespace) -> int:
    content, home = folder / "content", folder / "home"
    _copy(options.content, content)
    _model(content, home, options.model)
    database = f"sqlite:///{folder}/sportello.db"
    await asyncio.to_thread(upgrade, database)
    await _editor(database)
    url, servers = await _start(folder, content, home, database)
    try:
        done, marks = await _while_publishing(url, content, options.rate, options.visitors)
    finally:
        for server in servers:
            server.stop()
    return await _tell(database, done, marks, options.rate)


def _copy(source: Path, content: Path) -> None:
    content.mkdir()
    for name in ("config.yml", "domain.yml"):
        shutil.copy(source / name, content)
    for name in ("data", "kept"):
        if (source / name).is_dir():
            shutil.copytree(source / name, content / name)


def _model(content: Path, home: Path, given: Path | None) -> None:
    """Today's model: the one that is there, or one that is trained now."""
    models = Models(home=home, content=content)
    kept = given or Models().wanted().with_name(models.wanted().name)
    if not kept.exists():
        models.train(lambda _: None)
        return
    models.wanted().parent.mkdir(parents=True)
    shutil.copy(kept, models.wanted())


async def _editor(url: str) -> None:
    database = Database(url)
    await Accounts(database, SystemClock()).add("Elena", EMAIL, PASSWORD, "editor")
    await database.close()


async def _start(folder: Path, content: Path, home: Path, database: str) -> tuple[str, list[Server]]:
    port, brain_port = ports.free("127.0.0.1"), ports.free("127.0.0.1")
    environment = clean_environment(
        ROOT,
        SPORTELLO_HOME=str(home),
        SPORTELLO_MODEL=str(home / "models"),
        SPORTELLO_CONTENT_FOLDER=str(content),
        SPORTELLO_DATABASE_URL=database,
        SPORTELLO_SHOP_DATABASE_URL=f"sqlite:///{folder}/shop.db",
        SPORTELLO_PORT=str(port),
        SPORTELLO_BRAIN_PORT=str(brain_port),
        SPORTELLO_BRAIN_URL=f"http://127.0.0.1:{brain_port}",
        SPORTELLO_BRAIN_TOKEN="bench",  # noqa: S106 - of a measurement
        SPORTELLO_SECRET_KEY="bench-bench-bench",  # noqa: S106 - of a measurement
        SPORTELLO_LOG_LEVEL="WARNING",
    )
    brain = Server("brain", (str(brain_python()), "-m", "bot.run"), ROOT, environment, folder / "brain.log")
    desk = Server("desk", (sys.executable, "-m", "desk.serve"), ROOT, environment, folder / "desk.log")
    url = f"http://127.0.0.1:{port}"
    await brain.wait_until_ready(f"http://127.0.0.1:{brain_port}/webhooks/sportello/ready")
    await desk.wait_until_ready(f"{url}/readyz")
    return url, [brain, desk]


async def _while_publishing(
    url: str, content: Path, rate: float, count: int
) -> tuple[list[Written], list[tuple[float, str]]]:
    async with aiohttp.ClientSession() as session:
        asked = await _questions(session, url, content)
        people = [Visitor(session, url) for _ in range(count)]
        await asyncio.gather(*(visitor.come() for visitor in people))
        over, done = asyncio.Event(), list[Written]()
        writing = asyncio.create_task(_write(people, asked, rate, over, done))
        await asyncio.sleep(WARM_UP)
        marks = await _publish(url)
        await asyncio.sleep(AFTER)
        over.set()
        await writing
        await asyncio.gather(*(visitor.socket.close() for visitor in people if visitor.socket))
    return done, marks


async def _questions(session: aiohttp.ClientSession, url: str, content: Path, wanted: int = 20) -> list[str]:
    """Questions that are answered with their topic's words, by one message."""
    found = []
    for question in candidates(content / "data" / "faq"):
        visitor = Visitor(session, url)
        await visitor.come()
        answers = await visitor.ask(question.text, new_id())
        if visitor.socket:
            await visitor.socket.close()
        if " ".join(answers[0].split()) in question.answers:
            found.append(question.text)
        if len(found) == wanted:
            return found
    raise NoQuestions(f"Only {len(found)} questions are answered by one message.")


async def _write(
    people: Sequence[Visitor], asked: Sequence[str], rate: float, over: asyncio.Event, done: list[Written]
) -> None:
    """An open loop: the next message does not wait for the answer to the last, only for its own visitor."""
    free: asyncio.Queue[Visitor] = asyncio.Queue()
    for visitor in people:
        free.put_nowait(visitor)
    numbers, began = itertools.count(), time.monotonic()
    async with asyncio.TaskGroup() as tasks:
        while not over.is_set():
            number = next(numbers)
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            visitor = await free.get()
            tasks.create_task(_one(visitor, asked[number % len(asked)], f"m{number}", free, done))


async def _one(
    visitor: Visitor, text: str, mark: str, free: asyncio.Queue[Visitor], done: list[Written]
) -> None:
    at = time.monotonic()
    try:
        await visitor.ask(text, mark)
    except TimeoutError:
        done.append(Written(at, None))
    else:
        done.append(Written(at, time.monotonic() - at))
    free.put_nowait(visitor)


async def _publish(url: str) -> list[tuple[float, str]]:
    """Changes an answer and publishes it; each state and when it began."""
    # The desk is an address without a name, whose cookies are kept only if asked for.
    async with aiohttp.ClientSession(url, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        signed = await _call(session, "POST", "/api/session", {"email": EMAIL, "password": PASSWORD})
        session.headers["X-CSRF-Token"] = signed["csrf_token"]
        found = await _call(session, "GET", f"/api/content/topics/{TOPIC}")
        topic = found["topic"]
        topic["answers"][0]["text"] += " (aggiornato)"
        change = {"revision": found["revision"], "topic": topic}
        await _call(session, "PUT", f"/api/content/topics/{TOPIC}", change)
        begun = await _call(session, "POST", "/api/content/publications", {"note": "bench"})
        path, marks = f"/api/content/publications/{begun['id']}", [(time.monotonic(), "checking")]
        now = begun
        while marks[-1][1] not in STATES_DONE:
            now = await _call(session, "GET", path)
            if now["state"] != marks[-1][1]:
                marks.append((time.monotonic(), now["state"]))
                if now["state"] == "ready":
                    await _call(session, "POST", f"{path}/go")
            await asyncio.sleep(0.1)
        if now["error"]:
            sys.stderr.write(f"{now['error']}\n")
        return marks


async def _call(session: aiohttp.ClientSession, method: str, path: str, body: Any = None) -> Any:
    async with session.request(method, path, json=body) as answer:
        if answer.status >= 400:
            raise NotStarted(f"{method} {path}: {answer.status} {await answer.text()}")
        return await answer.json()


async def _tell(url: str, done: Sequence[Written], marks: Sequence[tuple[float, str]], rate: float) -> int:
    twice = await _answered_twice(url)
    lost = sum(one.took is None for one in done)
    print(f"{len(done)} messages at {rate:g} a second; {lost} lost, {twice} answered twice")
    print(f"load average at the end: {' '.join(f'{load:.1f}' for load in os.getloadavg())}")
    print(f"{'while':<12}{'s':>7}{'messages':>10}{'p50 ms':>9}{'p95 ms':>9}{'slowest ms':>12}")
    edges = [(0.0, "before"), *marks, (float("inf"), "")]
    for (start, name), (end, _) in itertools.pairwise(edges):
        took = sorted(one.took for one in done if one.took is not None and start <= one.at < end)
        if took:
            length = min(end, done[-1].at) - max(start, done[0].at)
            row = (took[len(took) // 2], took[int(len(took) * 0.95)], took[-1])
            cells = "".join(
                f"{value * 1000:>{width}.0f}" for value, width in zip(row, (9, 9, 12), strict=True)
            )
            print(f"{name:<12}{length:>7.1f}{len(took):>10}{cells}")
    return 1 if lost or twice or marks[-1][1] != "live" else 0


async def _answered_twice(url: str) -> int:
    """Messages of the load with more than one answer; its questions are answered by one message each."""
    database = Database(url)
    query = select(messages.c.reply_to).where(messages.c.author == "bot", messages.c.reply_to.is_not(None))
    rows = [row["reply_to"] for row in await database.rows(query)]
    await database.close()
    return len(rows) - len(set(rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
