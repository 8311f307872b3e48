"""Side A: ``rasa run`` with its REST channel, its default pipeline and policies, and our data."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import yaml

from desk.setup import ports
from desk.setup.home import brain_python
from scripts.bench.servers import Server, clean_environment
from scripts.bootstrap.stamps import digest

NAME = "rasa run"
DEFAULTS = "lib/python3.10/site-packages/rasa/engine/recipes/config_files/default_config.yml"
"""What Rasa takes where a project leaves pipeline and policies open, as the one of `rasa init` does."""
RULES = "data/rules"
STORIES = "data/stories.yml"


class TrainingFailed(Exception):
    """Rasa could not train the model to compare with."""


class Stock:
    """Rasa as it comes.

    Args:
        root: The clone.
        folder: Where its project and its logs go.
        epochs: Of each model that TensorFlow trains.
        with_stories: Whether each rule is given as a story too, as in Rasa's starter project; without
            stories TED and UnexpecTED are not trained and cost next to nothing.
    """

    name = NAME

    def __init__(self, root: Path, folder: Path, epochs: int, *, with_stories: bool) -> None:
        self._root = root
        self._folder = folder / "stock"
        self._epochs = epochs
        self._with_stories = with_stories
        self._python = brain_python(root)
        self._url = ""
        self._server: Server | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def servers(self) -> list[Server]:
        """The processes that answer."""
        return [self._server] if self._server else []

    def train(self, kept: Path, tell: Callable[[str], None], given: Path | None = None) -> Path:
        """The model; one that was trained earlier from the same files is taken.

        Args:
            kept: Folder for models.
            tell: Hears that it takes a while.
            given: A model to take instead.

        Raises:
            TrainingFailed: With the last that Rasa said.
        """
        self._write_project()
        if given:
            return given.resolve()
        made_from = digest(self._folder, ["config.yml", "domain.yml", "data"])
        model = kept / f"stock-{made_from[:16]}.tar.gz"
        if not model.exists():
            tell("Training Rasa's default pipeline on the same data; the model is kept for the next time")
            self._run_training(model)
        return model

    def _write_project(self) -> None:
        self._folder.mkdir(parents=True)
        shutil.copytree(self._root / "data", self._folder / "data")
        shutil.copy(self._root / "domain.yml", self._folder)
        environment = self._python.parents[1]
        config = yaml.safe_load((environment / DEFAULTS).read_text(encoding="utf-8"))
        config |= {"recipe": "default.v1", "assistant_id": "stock", "language": "it"}
        for component in (*config["pipeline"], *config["policies"]):
            if "epochs" in component:
                component["epochs"] = self._epochs
        self._write("config.yml", config)
        self._write("credentials.yml", {"rest": None})
        self._write("endpoints.yml", {})
        if self._with_stories:
            files = sorted((self._folder / RULES).glob("*.yml"))
            rules = [rule for file in files for rule in yaml.safe_load(file.read_text("utf-8"))["rules"]]
            self._write(STORIES, stories_of(rules))

    def _write(self, name: str, content: object) -> None:
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (self._folder / name).write_text(text, encoding="utf-8")

    def _run_training(self, model: Path) -> None:
        model.parent.mkdir(parents=True, exist_ok=True)
        name = model.name.removesuffix(".tar.gz")
        command = [str(self._python), "-m", "rasa", "train", "--out", "made", "--fixed-model-name", name]
        # Stories glued to one another teach TED more, and make the training ten times as long.
        command += ["--augmentation", "0"]
        trained = subprocess.run(
            command,
            cwd=self._folder,
            env=clean_environment(self._root),
            capture_output=True,
            text=True,
            check=False,
        )
        made = self._folder / "made" / model.name
        if trained.returncode or not made.exists():
            raise TrainingFailed((trained.stdout + trained.stderr)[-2000:])
        shutil.move(made, model)

    async def start(self, model: Path) -> None:
        """Starts it and waits until it can answer (``NotStarted``)."""
        port = ports.free("127.0.0.1")
        command = [str(self._python), "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port)]
        command += ["--model", str(model), "--credentials", "credentials.yml", "--endpoints", "endpoints.yml"]
        environment = clean_environment(self._root)
        self._url = f"http://127.0.0.1:{port}"
        self._server = Server(NAME, command, self._folder, environment, self._folder / "log")
        # Its server listens only once the model is loaded.
        await self._server.wait_until_ready(self._url)
        self._session = aiohttp.ClientSession()

    async def ask(self, contact: int, text: str) -> list[str]:
        """Writes as a contact; gives what is answered (``ClientError``)."""
        if self._session is None:
            raise RuntimeError("It has not been started.")
        message = {"sender": str(contact), "message": text}
        async with self._session.post(f"{self._url}/webhooks/rest/webhook", json=message) as answer:
            answer.raise_for_status()
            return [str(reply.get("text", "")) for reply in await answer.json()]

    async def thinking(self) -> float:
        """It is all brain: there is nothing to tell apart."""
        return 0.0

    async def stop(self) -> None:
        """Ends it."""
        if self._session:
            await self._session.close()
        if self._server:
            self._server.stop()


def stories_of(rules: list[dict[str, Any]]) -> dict[str, object]:
    """Each rule that stands by itself as a story of the same steps: none that asks for a slot or a form."""
    alone = [rule for rule in rules if not rule.get("condition") and all(map(_is_plain, rule["steps"]))]
    stories = [{"story": rule["rule"], "steps": rule["steps"]} for rule in alone]
    return {"version": "3.1", "stories": stories}


def _is_plain(step: dict[str, Any]) -> bool:
    return step.keys() <= {"intent", "action"}
