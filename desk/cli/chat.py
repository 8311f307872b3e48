"""``sportello chat``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from desk.cli.brain import Conversation


def chat(
    language: Annotated[
        str | None, typer.Option(help="Answer in this language (it, en) instead of finding out.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Hide how messages are understood.")] = False,
) -> None:
    """Talks with the assistant in the terminal.

    The real brain answers; nothing is stored. A number presses the button with that number; Ctrl-D ends.
    Starts a brain if none is running. When the assistant would call a person, it says so.
    """
    from desk.cli.brain import Conversation, brain_at_hand
    from desk.setup.environment import prepare

    settings = prepare()
    with brain_at_hand(settings) as url:
        _talk(Conversation(url, settings, language), quiet=quiet)


def _talk(conversation: Conversation, *, quiet: bool) -> None:
    from desk.cli.answers import show_reading, show_replies
    from desk.cli.screen import out

    buttons: Sequence[Mapping[str, Any]] = ()
    while True:
        try:
            text = out.input("[bold cyan]you[/bold cyan]       ").strip()
        except EOFError:
            out.print()
            return
        if not text:
            continue
        pressed = _pressed(text, buttons)
        answer = conversation.say(*pressed) if pressed else conversation.say(text)
        buttons = show_replies(answer.get("replies") or [])
        if not quiet:
            show_reading(answer)


def _pressed(text: str, buttons: Sequence[Mapping[str, Any]]) -> tuple[str, str] | None:
    """Title and payload of the button with this number."""
    if text.isdecimal() and 1 <= int(text) <= len(buttons):
        button = buttons[int(text) - 1]
        return str(button["title"]), str(button["payload"])
    return None
