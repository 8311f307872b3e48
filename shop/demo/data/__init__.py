"""What the demo shop is made from, as TOML."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def read(name: str) -> dict[str, Any]:
    """One of the files beside this one, by its name without ending."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
