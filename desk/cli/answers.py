"""Showing the brain's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from desk.cli.screen import out


def show_replies(replies: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Shows what the assistant says.

    Returns:
        The buttons, in the order of the numbers that they are shown with.
    """
    buttons: list[Mapping[str, Any]] = []
    for reply in replies:
        if reply.get("text"):
            out.print(Text.assemble(("sportello ", "bold green"), str(reply["text"])))
        if reply.get("image"):
            out.print(Text(f"  [{reply['image']}]", "dim"))
        for button in reply.get("buttons") or ():
            buttons.append(button)
            out.print(Text.assemble((f"  {len(buttons)}  ", "bold cyan"), str(button["title"])))
    return buttons


def show_reading(answer: Mapping[str, Any]) -> None:
    """Shows how a message was understood, and whether a person would be called."""
    reading = answer.get("reading") or {}
    line = f"{reading.get('intent') or 'nothing'} {reading.get('confidence') or 0:.2f}"
    line += f" · {reading.get('language') or '?'} {reading.get('language_confidence') or 0:.2f}"
    others = [f"{one['intent']} {one['confidence']:.2f}" for one in (reading.get("ranking") or [])[1:3]]
    entities = [f"{one['entity']}={one['value']}" for one in reading.get("entities") or []]
    out.print(Text("  " + " · ".join([line, *others, *entities]), "dim"))
    handover = answer.get("handover")
    if handover:
        out.print(Text(f"  → a person is called: {handover['reason']}", "bold yellow"))
