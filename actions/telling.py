"""Something to say: the response and what fills its blanks, so that it can be chosen without Rasa."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.executor import CollectingDispatcher


@dataclass(frozen=True, slots=True)
class Telling:
    """One message of the assistant's.

    Attributes:
        response: Its name, as in the domain.
        blanks: What fills it.
        buttons: Buttons beside those that the response has: ``title`` and ``payload``.
    """

    response: str
    blanks: dict[str, str] = field(default_factory=dict)
    buttons: tuple[dict[str, str], ...] = ()

    def by(self, dispatcher: CollectingDispatcher) -> None:
        """Says it."""
        extra: dict[str, Any] = {"buttons": list(self.buttons)} if self.buttons else {}
        dispatcher.utter_message(response=self.response, **extra, **self.blanks)
