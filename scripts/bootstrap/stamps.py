"""What was made from what: a step runs again only when the content it depends on has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SKIPPED = {"node_modules", "dist", "__pycache__", ".types", ".vite"}


def digest(root: Path, paths: Iterable[str], *facts: str) -> str:
    """A fingerprint of files and folders (their names and content) and of further facts.

    Args:
        root: What names are relative to.
        paths: Files or folders below it; those that do not exist count as empty.
        facts: Whatever else the result depends on, such as a version.
    """
    total = hashlib.sha256()
    for fact in facts:
        total.update(fact.encode() + b"\0")
    for path in _files(root, paths):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(root: Path, paths: Iterable[str]) -> Iterator[Path]:
    for name in paths:
        start = root / name
        if start.is_file():
            yield start
        for folder, folders, files in os.walk(start):
            folders[:] = sorted(set(folders) - SKIPPED)
            yield from (Path(folder) / file for file in sorted(files))


class Stamps:
    """One small file a step, in ``.sportello/stamps/``."""

    def __init__(self, root: Path) -> None:
        self._folder = root / ".sportello" / "stamps"

    def read(self, step: str) -> list[str]:
        """The words that were left when the step last succeeded; none if it never did."""
        try:
            return (self._folder / step).read_text(encoding="utf-8").split()
        except FileNotFoundError:
            return []

    def write(self, step: str, *words: str) -> None:
        """Leaves words, in one piece even if we are killed meanwhile."""
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / f".{step}.{os.getpid()}"
        draft.write_text(" ".join(words) + "\n", encoding="utf-8")
        draft.replace(self._folder / step)

    def forget(self, step: str) -> None:
        """Makes the step run again next time, also if it is cut short now."""
        (self._folder / step).unlink(missing_ok=True)
