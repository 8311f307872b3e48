"""The trained model: made again when something it is made from has changed, and never half-made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desk.setup.errors import EnvironmentMissing, TrainingFailed
from desk.setup.home import HOME, ROOT, brain_python

CONTENT = ("config.yml", "domain.yml", "data")
CODE = ("bot", "uv.lock")
"""The last for Rasa's own version."""

KEPT = 2
"""Models kept on disk: today's, and the one before, to go back to."""

LAST_LINES = 15


class Models:
    """The models of a clone.

    Args:
        root: The clone.
        home: Where models and the training's log go.
        command: What trains, given ``--out FOLDER --fixed-model-name NAME``; Rasa by default.
        content: Where what the assistant knows is; the clone's own by default.
    """

    def __init__(
        self,
        root: Path = ROOT,
        home: Path = HOME,
        command: Sequence[str] | None = None,
        content: Path | None = None,
    ) -> None:
        self._root = root
        self._content = content or root
        self._folder = home / "models"
        self._log = home / "logs" / "train.log"
        self._command = command or trainer(root, self._content)

    @property
    def log(self) -> Path:
        """Everything that the last training said."""
        return self._log

    def wanted(self) -> Path:
        """Where the model of today's content is, or would be."""
        return self._folder / f"{model_name(self._content, self._root)}.tar.gz"

    def latest(self) -> Path | None:
        """The model that was made or chosen last; None before the first."""
        made = sorted(self._folder.glob("sportello-*.tar.gz"), key=lambda path: path.stat().st_mtime)
        return made[-1] if made else None

    def is_fresh(self) -> bool:
        """Whether today's content has its model, and that is the latest."""
        return self.wanted().exists() and self.latest() == self.wanted()

    def train(self, tell: Callable[[str], None], *, force: bool = False) -> Path:
        """Makes today's model, unless it is there.

        Args:
            tell: Hears every line of the training.
            force: Make it again all the same.

        Returns:
            The model.

        Raises:
            EnvironmentMissing: There is no Rasa.
            TrainingFailed: Rasa refused; what was there before is untouched.
        """
        model = self.wanted()
        if force or not model.exists():
            self._make(model, tell)
        # Content may have been put back to what it was: the latest is then an old file.
        os.utime(model)
        self._tidy()
        return model

    def _make(self, model: Path, tell: Callable[[str], None]) -> None:
        draft = self._folder / "draft"
        draft.mkdir(parents=True, exist_ok=True)
        name = model.name.removesuffix(".tar.gz")
        command = [*self._command, "--out", str(draft), "--fixed-model-name", name, "--force"]
        last: deque[str] = deque(maxlen=LAST_LINES)
        code = 0
        for line in self._lines(command):
            if isinstance(line, int):
                code = line
            else:
                last.append(line)
                tell(line)
        made = draft / model.name
        if code or not made.exists():
            raise TrainingFailed(str(self._log), list(last))
        made.replace(model)

    def _lines(self, command: Sequence[str]) -> Iterator[str | int]:
        if not Path(command[0]).exists():
            raise EnvironmentMissing
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("w", encoding="utf-8") as log, self._start(command) as process:
            for line in process.stdout or ():
                log.write(line)
                yield line.rstrip()
        yield process.returncode

    def _start(self, command: Sequence[str]) -> subprocess.Popen[str]:
        quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONUNBUFFERED": "1"}
        # A training without whoever wanted it would only be in the way.
        guarded = [sys.executable, "-m", "desk.supervisor.child", str(os.getpid()), *command]
        return subprocess.Popen(  # noqa: S603 - our own command
            guarded,
            cwd=self._root,
            env={**os.environ, **quiet, "PYTHONWARNINGS": "ignore", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )

    def _tidy(self) -> None:
        made = sorted(self._folder.glob("sportello-*.tar.gz"), key=lambda path: path.stat().st_mtime)
        for old in made[:-KEPT]:
            old.unlink()


def trainer(root: Path, content: Path) -> tuple[str, ...]:
    """What trains a folder's content; it runs in the clone's root."""
    elsewhere = () if content == root else ("--root", str(content))
    return (str(brain_python(root)), "-m", "bot.train", *elsewhere)


def model_name(content: Path, code: Path = ROOT) -> str:
    """What the model of some content is called, without its ending."""
    return f"sportello-{fingerprint(content, code)}"


def fingerprint(content: Path, code: Path | None = None) -> str:
    """Sixteen characters that change when the content of anything a model is made from changes.

    Args:
        content: Has ``config.yml``, ``domain.yml`` and ``data``.
        code: The clone; the same folder by default.
    """
    total = hashlib.sha256()
    for root, names in ((content, CONTENT), (code or content, CODE)):
        for path in _files(root, names):
            total.update(path.relative_to(root).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def _files(root: Path, names: Sequence[str]) -> Iterator[Path]:
    for name in names:
        start = root / name
        found = sorted(start.rglob("*")) if start.is_dir() else [start]
        yield from (
            path for path in found if path.is_file() and path.suffix in {".yml", ".yaml", ".py", ".lock"}
        )
