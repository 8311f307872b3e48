"""What the studio asks of whoever watches the conversations; nobody has to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


class Used(Protocol):
    """How often a topic was asked, and ended well."""

    @property
    def asked(self) -> int:
        """Times that it was read and answered."""

    @property
    def ended_well(self) -> int:
        """Of these, those that needed no person after."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A message that was not answered, without personal data, and is near a topic."""

    text: str
    count: int
    likeness: float
    language: str | None


async def _unused(_: int) -> Mapping[str, Used]:
    return {}


async def _nothing(_: int, __: int) -> Sequence[str]:
    return ()


async def _none(_: str) -> Sequence[Unanswered]:
    return ()


@dataclass(slots=True)
class Hooks:
    """Set once everything is put together (``desk.learning`` does).

    Attributes:
        usage: How often topics were asked in so many days.
        recent: Real messages of so many days, at most so many, without personal data.
        unanswered: Messages that were not answered, near a topic.
    """

    usage: Callable[[int], Awaitable[Mapping[str, Used]]] = _unused
    recent: Callable[[int, int], Awaitable[Sequence[str]]] = _nothing
    unanswered: Callable[[str], Awaitable[Sequence[Unanswered]]] = _none
