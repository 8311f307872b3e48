"""Cells of tables: what a spreadsheet would run is made harmless, and read back as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.exchange.records import Reason
from content.topics import Button

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for a formula (OWASP, CSV injection), however often it was made harmless."""
_ARROW = " => "


class BadCell(ValueError):
    """A cell says something that nobody can use.

    Args:
        reason: What is wrong.
    """

    def __init__(self, reason: Reason = Reason.BAD_CELL) -> None:
        super().__init__(reason.value)
        self.reason = reason


def harmless(text: str) -> str:
    """With an apostrophe before what could be run."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def original(text: str) -> str:
    """What ``harmless`` was given; a text without its apostrophe is as it is."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text[1:]) else text


def write_buttons(buttons: Sequence[Button]) -> str:
    """One a line: ``Title => /payload``."""
    return "\n".join(f"{button.title}{_ARROW}{button.payload}" for button in buttons)


def read_buttons(cell: str) -> tuple[Button, ...]:
    """Back from ``write_buttons``.

    Raises:
        BadCell: A line has no arrow.
    """
    return tuple(_button(line) for line in cell.split("\n") if line.strip())


def _button(line: str) -> Button:
    title, arrow, payload = line.rpartition(_ARROW)
    if not arrow or not title.strip() or not payload.strip():
        raise BadCell
    return Button(title.strip(), payload.strip())
