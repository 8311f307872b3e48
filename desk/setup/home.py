"""Where this clone keeps what it is made of at run time."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The clone: Rasa's files, the migrations and the front end are found from here."""

HOME = Path(os.environ.get("SPORTELLO_HOME") or ROOT / ".sportello").absolute()
"""Database, secrets, logs, models; not in git."""

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def brain_python(root: Path = ROOT) -> Path:
    """The interpreter of the brain's environment."""
    return root / ".venv-brain" / "bin" / "python"


def shown(path: Path) -> str:
    """A path as people here would write it: from the clone's root, if it is below."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner can read, and that was never readable by others."""
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=PRIVATE_FILE, exist_ok=False)
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
