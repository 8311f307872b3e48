"""A fingerprint of what training depends on beyond a component's own source, for Rasa's cache."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from bot.components.encoders import find_encoder

# Read when this process begins, like the code itself: a file that is edited while a training runs must not
# pass what the old code has learned for the work of the new.
_SOURCES = hashlib.sha256(
    b"\0".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
).hexdigest()


def fingerprint(encoders: Sequence[str]) -> str:
    """Changes when any component's source does, or when an encoder is there that was not, or gone.

    Args:
        encoders: Names of the encoders that are asked for.
    """
    there = [name for name in encoders if find_encoder(name)]
    return hashlib.sha256("\0".join([_SOURCES, *there]).encode()).hexdigest()
