"""A real brain: trained once for a content, started once for a run, its actions served by rasa-sdk."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.run import prepare

prepare()

import requests  # noqa: E402 - after prepare(), like all that may import Rasa

ROOT = Path(__file__).parents[2]
DESK_PYTHON = ROOT / ".venv" / "bin" / "python"
TOKEN = "a-token-of-the-tests"
TRAINED = {"brain", "small_model", "richer_model"}
START_SECONDS = 240.0
SMALL = ROOT / "tests" / "fixtures" / "content"
INGREDIENTS = ("config.yml", "domain.yml", "data", "bot")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first test that wants the brain waits for its training."""
    for item in items:
        if TRAINED & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def model() -> Path:
    """A model of today's content; trained where there is none yet."""
    folder = ROOT / ".sportello" / "test-models"
    name = f"brain-{_fingerprint([ROOT / one for one in INGREDIENTS])}"
    return trained(name, folder)


def trained(name: str, folder: Path, *arguments: str) -> Path:
    """A model of that name, trained by the command if it is not there."""
    made = folder / f"{name}.tar.gz"
    if not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Two runs may want the same model at once: each makes its own, and a whole one is put in place.
        with tempfile.TemporaryDirectory(dir=folder) as own:
            command = [sys.executable, "-m", "bot.train", "--out", own, "--fixed-model-name", name]
            done = subprocess.run(
                [*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
            (Path(own) / made.name).replace(made)
    return made


def trained_small(root: Path = SMALL) -> Path:
    """A model of a small shop's content; trained once for that content."""
    name = f"small-{_fingerprint([*(root / one for one in INGREDIENTS[:3]), ROOT / 'bot'])}"
    return trained(name, ROOT / ".sportello" / "test-models", "--root", str(root), "--force")


@pytest.fixture(scope="session")
def small_model() -> Path:
    """A model of the small shop."""
    return trained_small()


@pytest.fixture(scope="session")
def small_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small shop's content with one topic more, which holds in one week of November 2026 only."""
    root = tmp_path_factory.mktemp("content") / "root"
    shutil.copytree(SMALL, root)
    shutil.copyfile(
        ROOT / "tests" / "fixtures" / "brain" / "black_friday.yml", root / "data/faq/black_friday.yml"
    )
    return root


@pytest.fixture(scope="session")
def richer_model(small_root: Path) -> Path:
    """A model of the small shop with one topic more."""
    return trained_small(small_root)


def _fingerprint(ingredients: Sequence[Path]) -> str:
    total = hashlib.sha256()
    for start in ingredients:
        files = sorted(start.rglob("*")) if start.is_dir() else [start]
        for path in (path for path in files if path.suffix in {".yml", ".py"}):
            total.update(path.relative_to(start.parent).as_posix().encode() + path.read_bytes())
    return total.hexdigest()[:16]


class Actions:
    """The desk's side, in the desk's own environment; may be told to fail."""

    def __init__(self, log: Path) -> None:
        self.port = _free_port()
        self._url = f"http://127.0.0.1:{self.port}/control"
        self._log = log.open("w")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SPORTELLO_")}
        self._process = subprocess.Popen(
            [str(DESK_PYTHON), "-m", "tests.support.actions_server", str(self.port)],
            cwd=ROOT,
            env={**kept, "SPORTELLO_BRAIN_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self.is_touched = True
        _wait(self._process, self.mend, log)

    def control(self, **wanted: Any) -> None:
        """Breaks something: ``fails``, ``hangs``, ``shop_is_down``; or moves the clock by ``hours``."""
        self.is_touched = True
        requests.post(self._url, json=wanted, timeout=60).raise_for_status()

    def mend(self) -> bool:
        """Makes the shop as it was on the first morning, if anything may have touched it."""
        if self.is_touched:
            self.control()
            self.is_touched = False
        return True

    def stop(self) -> None:
        """Stops serving."""
        self._process.terminate()
        self._process.wait(20)
        self._log.close()


@dataclass
class Brain:
    """A running brain.

    Attributes:
        url: Where it listens.
        actions: Who runs its actions.
        process: Its id.
    """

    url: str
    actions: Actions
    process: int = 0

    def post(
        self, body: Any, token: str | None = TOKEN, path: str = "turn", **kwargs: Any
    ) -> requests.Response:
        """One call, as it comes; bytes go out as they are."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        content = {"data": body} if isinstance(body, (bytes, str)) else {"json": body}
        return requests.post(f"{self.url}/{path}", headers=headers, timeout=30, **content, **kwargs)

    def talk(self, language: str | None = None, channel: str = "telegram", phone: str | None = None) -> Talk:
        """A new conversation; with a phone, of somebody whose channel has proven it."""
        talk = Talk(self, language=language, channel=channel)
        if phone is not None:
            talk.id = f"phone:{phone}:{talk.id}"
        return talk


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
        self.brain.actions.is_touched = True
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
    with running_brain(model, tmp_path_factory.mktemp("brain")) as brain:
        yield brain


@contextmanager
def running_brain(model: Path, folder: Path) -> Iterator[Brain]:
    """A brain with that model, as ``python -m bot.run`` starts it, and who runs its actions."""
    actions = Actions(folder / "actions.log")
    port = _free_port()
    log = folder / "brain.log"
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
        _wait(process, lambda: requests.get(f"{url}/ready", timeout=2).status_code == 200, log)
        yield Brain(url, actions, process.pid)
    finally:
        process.terminate()
        process.wait(20)
        actions.stop()


@pytest.fixture
def brain(running: Brain) -> Iterator[Brain]:
    """A real brain, as ``python -m bot.run`` starts it."""
    yield running
    running.actions.mend()


def _wait(process: subprocess.Popen[bytes], answers: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            if answers():
                return
        except requests.RequestException:
            pass
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
