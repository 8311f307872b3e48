"""``sportello ask``."""

from __future__ import annotations

from typing import Annotated

import typer


def ask(
    text: Annotated[str, typer.Argument(help="What a shopper writes.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the brain's whole answer as JSON.")] = False,
    language: Annotated[
        str | None, typer.Option(help="Answer in this language (it, en) instead of finding out.")
    ] = None,
) -> None:
    """Asks the assistant one thing.

    Shows replies, reading with its confidence, language, and whether a person would be called. Nothing is
    stored and no shopper hears of it. Starts a brain if none is running.

    Example: [dim]sportello ask "dov'è il mio pacco?"[/dim]
    """
    import json

    from desk.cli.answers import show_reading, show_replies
    from desk.cli.brain import Conversation, brain_at_hand
    from desk.cli.screen import out
    from desk.setup.environment import prepare

    settings = prepare()
    with brain_at_hand(settings) as url:
        answer = Conversation(url, settings, language).say(text)
    if as_json:
        out.print(json.dumps(answer, ensure_ascii=False, indent=2), markup=False)
        return
    show_replies(answer.get("replies") or [])
    show_reading(answer)
