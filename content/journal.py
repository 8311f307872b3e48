"""Writing several files, all or none, also where the machine stops in between.

What is new is first stored beside the files, with a list of what to do; only then are files exchanged.
Whoever comes next finds the list, if there is one, and finishes. Without it nothing has happened yet.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from content.errors import ContentUnwritten

FOLDER = ".content-journal"
LIST = "list.json"
"""There from the moment from which everything will be done."""
BACK = "back.json"
"""There instead from the moment from which everything will be as before."""
LOCK = ".content-lock"

Files = Mapping[PurePosixPath, bytes | None]


@dataclass(frozen=True, slots=True)
class _Step:
    """One file: what is stored for it (None where it goes away), and what it was (None where it is new)."""

    path: str
    new: str | None
    old: str | None


class Journal:
    """Exchanges files of a folder.

    Args:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / FOLDER

    @property
    def is_open(self) -> bool:
        """Whether an exchange is going on, or was interrupted."""
        return (self._folder / LIST).exists() or (self._folder / BACK).exists()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps other processes and threads from writing meanwhile, and finishes what was interrupted."""
        with (self._root / LOCK).open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            self._finish()
            yield

    def exchange(self, files: Files) -> None:
        """Writes files; call it ``alone``.

        Raises:
            ContentUnwritten: None was written.
        """
        try:
            steps = self._store(files)
        except OSError as error:
            self._forget()
            raise ContentUnwritten(f"nothing was written: {error}") from error
        try:
            self._apply(steps)
        except OSError as error:
            (self._folder / LIST).replace(self._folder / BACK)
            self._put_back(steps)
            self._forget()
            raise ContentUnwritten(f"everything was put back: {error}") from error
        # All is done: whoever finds a list that stays goes through it again, and changes nothing.
        with contextlib.suppress(OSError):
            self._forget()

    def _store(self, files: Files) -> list[_Step]:
        """Stores what is new and what was, then the list: from then on it will be done."""
        self._forget()
        self._folder.mkdir(parents=True)
        steps = [self._stored(at, path, data) for at, (path, data) in enumerate(files.items())]
        listed = json.dumps([[one.path, one.new, one.old] for one in steps])
        _write(self._folder / "list.part", listed.encode())
        (self._folder / "list.part").replace(self._folder / LIST)
        _sync(self._folder)
        return steps

    def _stored(self, at: int, path: PurePosixPath, data: bytes | None) -> _Step:
        target = self._root / path
        old = f"{at}.old" if target.exists() else None
        if old:
            shutil.copy2(target, self._folder / old)
        if data is None:
            return _Step(str(path), None, old)
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(self._folder / f"{at}.new", data)
        if old:
            shutil.copymode(target, self._folder / f"{at}.new")
        return _Step(str(path), f"{at}.new", old)

    def _apply(self, steps: list[_Step]) -> None:
        """May be done again where it stopped."""
        for one in steps:
            target = self._root / one.path
            if one.new is None:
                target.unlink(missing_ok=True)
            elif (self._folder / one.new).exists():
                (self._folder / one.new).replace(target)
        for folder in {(self._root / one.path).parent for one in steps}:
            _sync(folder)

    def _put_back(self, steps: list[_Step]) -> None:
        for one in steps:
            if one.old is None:
                (self._root / one.path).unlink(missing_ok=True)
            elif (self._folder / one.old).exists():
                (self._folder / one.old).replace(self._root / one.path)

    def _finish(self) -> None:
        back = (self._folder / BACK).exists()
        if self.is_open:
            listed = json.loads((self._folder / (BACK if back else LIST)).read_text(encoding="utf-8"))
            steps = [_Step(*one) for one in listed]
            self._put_back(steps) if back else self._apply(steps)
        self._forget()

    def _forget(self) -> None:
        # The lists first: without them, what else is there means nothing.
        (self._folder / LIST).unlink(missing_ok=True)
        (self._folder / BACK).unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Has the disk know of what was renamed in a folder."""
    if not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
