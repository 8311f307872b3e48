"""Answers as each channel would show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from connectors.base import Look
from connectors.registry import looks
from content.topics import Answer
from handoff.messages import Button, Outbound


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button, and how it is shown: ``button``, ``numbered``, ``link``."""

    title: str
    shown: str


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """One message; ``split`` where the text did not fit the channel in one piece."""

    text: str
    buttons: tuple[ShownButton, ...]
    image: str | None
    split: bool


@dataclass(frozen=True, slots=True)
class ShownChannel:
    """What a channel would show."""

    channel: str
    title: str
    limit: int
    messages: tuple[ShownMessage, ...]


class Preview:
    """Shows answers as shoppers will see them.

    Args:
        looks: By channel.
    """

    def __init__(self, looks: Callable[[], Mapping[str, Look]] = looks) -> None:
        # Vendors' libraries take a second to import: only who looks pays.
        self._looks = cache(looks)

    def of(self, answers: Sequence[Answer], language: str, manner: str | None) -> list[ShownChannel]:
        """Every channel, each with the wordings that it would choose from; to be called in a thread."""
        return [
            _shown(name, look, _fitting(answers, language, name, manner))
            for name, look in self._looks().items()
        ]


def _shown(name: str, look: Look, answers: Iterable[Answer]) -> ShownChannel:
    messages: list[ShownMessage] = []
    for answer in answers:
        buttons = tuple(Button(one.title, one.payload) for one in answer.buttons)
        parts = look.render(Outbound(text=answer.text, buttons=buttons, image=answer.image or None))
        is_split = len([part for part in parts if part.text]) > 1
        messages += [_message(part, look.capabilities.buttons, is_split) for part in parts]
    capabilities = look.capabilities
    return ShownChannel(name, capabilities.title or name, capabilities.text_limit, tuple(messages))


def _fitting(answers: Sequence[Answer], language: str, channel: str, manner: str | None) -> list[Answer]:
    """The wordings that may be said here: the channel's own where there are some, as the brain chooses."""
    fitting = [
        answer
        for answer in answers
        if answer.language == language
        and answer.channel in {None, channel}
        and (manner is None or answer.manner in {None, manner})
    ]
    own = [answer for answer in fitting if answer.channel == channel]
    return own or fitting


def _message(part: Outbound, has_buttons: bool, is_split: bool) -> ShownMessage:
    buttons = tuple(ShownButton(one.title, _shown_as(one, has_buttons)) for one in part.buttons)
    return ShownMessage(part.text, buttons, part.image, is_split)


def _shown_as(button: Button, has_buttons: bool) -> str:
    if button.payload.startswith(("http://", "https://")):
        return "link"
    return "button" if has_buttons else "numbered"
