"""One line of a long text."""

from __future__ import annotations

LONGEST = 300


def shorten(text: str) -> str:
    """The first line, cut where it is too long to be read at a glance."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= LONGEST else first[: LONGEST - 1] + "…"
