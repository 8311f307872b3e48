"""What a shopper comes for and is asked about until it can be done: a status, a return, a cancellation.

An errand is one class: which questions it has, which one comes next, and what is done in the end. The form
around it (``actions.errand_form``) listens, takes care of whatever else is said meanwhile, and never asks the
same thing more than twice.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from actions.visit import Visit


class Ended(Exception):
    """The errand is over, and what there was to say has been said."""


class PersonNeeded(Exception):
    """Only a person can go on.

    Args:
        reason: One of ``actions.handover``'s.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Question(ABC):
    """Something that a shopper is asked.

    Attributes:
        slot: Where the answer is kept; also names the responses ``utter_ask/<slot>`` and, for the second
            time, ``utter_ask_again/<slot>``.
        keeps: Intents that are answers here, though they would end an errand elsewhere.
    """

    slot: ClassVar[str]
    keeps: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def read(self, visit: Visit) -> Any:
        """The answer that the newest message gives; None where it gives none."""

    async def buttons(self, visit: Visit) -> list[dict[str, str]]:
        """The answers to choose from; see ``actions.visit.button``."""
        return []

    async def blanks(self, visit: Visit) -> dict[str, str]:
        """What fills the question's blanks."""
        return {}

    async def ask(self, visit: Visit) -> None:
        """Asks, the second time in other words."""
        if not visit.asked:
            wording = "utter_ask_again" if visit.repeats else "utter_ask"
            visit.say(f"{wording}/{self.slot}", await self.buttons(visit), **await self.blanks(visit))


class Errand(ABC):
    """One thing that a shopper may come for.

    Attributes:
        name: The intent that begins it.
        slots: What it keeps while it lasts; forgotten at its end.
        questions: Its own, by slot; those about the order and the proof are everybody's.
        only_tells: Nothing changes by it, so an errand that it interrupts is taken up again afterwards.
    """

    name: ClassVar[str]
    slots: ClassVar[tuple[str, ...]] = ()
    questions: ClassVar[Mapping[str, Question]] = {}
    only_tells: ClassVar[bool] = False

    @abstractmethod
    async def next(self, visit: Visit) -> str | None:
        """The slot to ask about now; None once everything is known.

        Raises:
            Ended: It ends here; why has been said.
            PersonNeeded: A person has to go on.
            ShopUnavailable: The shop can't be seen; nothing is known.
            Unsupported: This shop can't do it from here.
        """

    @abstractmethod
    async def do(self, visit: Visit) -> None:
        """Does it, or tells it, and says so; raises what ``next`` does."""
