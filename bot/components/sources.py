"""A fingerprint of what training depends on beyond a component's own source, for Rasa's cache."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from bot.components.encoders import find_encoder


def fingerprint(encoders: Sequence[str]) -> str:
    """Changes when any component's source does, or when an encoder is there that was not, or gone.

    Args:
        encoders: Names of the encoders that are asked for.
    """
    sources = sorted(Path(__file__).parent.rglob("*.py"))
    there = [name for name in encoders if find_encoder(name)]
    parts = [path.read_bytes() for path in sources] + [name.encode() for name in there]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
