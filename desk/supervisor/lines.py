"""Cutting a stream of bytes into lines."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST = 10_000
"""Bytes after which a line without an end is let go."""


class Lines:
    """Keeps what is not yet a whole line for the next time."""

    def __init__(self) -> None:
        self._rest = b""

    def take(self, data: bytes | str) -> Iterator[str]:
        """The lines that are whole now, without their ends, empty ones left out."""
        self._rest += data if isinstance(data, bytes) else data.encode()
        *lines, self._rest = self._rest.split(b"\n")
        if len(self._rest) > LONGEST:
            lines, self._rest = [*lines, self._rest], b""
        for line in lines:
            text = line.decode(errors="replace").rstrip()
            if text:
                yield text
