"""Words on a terminal; plain lines where there is none."""

from __future__ import annotations

from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

from desk.cli.exits import Exit

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def step(text: str) -> None:
    """Something begins or is done: for whoever waits, not part of the result."""
    err.print(Text.assemble(("· ", "dim"), text))


def good(text: str) -> None:
    """Something is in order."""
    out.print(Text.assemble(("✓ ", "bold green"), text))


def warn(text: str) -> None:
    """Somebody may want to see to this."""
    err.print(Text.assemble(("! ", "bold yellow"), text))


def bad(text: str) -> None:
    """Something is not in order."""
    err.print(Text.assemble(("✗ ", "bold red"), text))


def said(who: str, line: str) -> None:
    """What a process wrote."""
    out.print(Text.assemble((f"{who:<5} │ ", "cyan"), line))


def fail(text: str, code: Exit = Exit.FAILED) -> NoReturn:
    """Ends the command with one line that says why.

    Raises:
        typer.Exit: Always.
    """
    bad(text)
    raise typer.Exit(code)
