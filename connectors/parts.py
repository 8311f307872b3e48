"""An agent's message with files, cut into parts: each is one call to the vendor, and one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handoff.messages import Attachment, Outbound


def _never(_: Attachment, __: str) -> bool:
    return False


Render = Callable[[Outbound], list[Outbound]]


def with_files(
    message: Outbound, render: Render, may_caption: Callable[[Attachment, str], bool] = _never
) -> list[Outbound]:
    """The words, then each file by itself; a single file carries the words where the vendor shows them.

    Args:
        message: What is to be said.
        render: How the channel cuts everything but files.
        may_caption: Whether a text may stand under a file, rather than before it.
    """
    files = [_alone(message, file) for file in message.attachments]
    if not files:
        return render(message)
    text = message.text.strip()
    bare = not message.image and not message.buttons
    if len(files) == 1 and bare and (not text or may_caption(message.attachments[0], text)):
        return [replace(files[0], text=text)]
    return [*render(replace(message, attachments=())), *files]


def _alone(message: Outbound, file: Attachment) -> Outbound:
    return replace(message, text="", image=None, buttons=(), attachments=(file,))
