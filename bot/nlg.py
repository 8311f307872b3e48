"""Chooses the words: in force, in the language, manner and channel that fit, and nothing twice in a row."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from bot.circumstances import Circumstances, present
from bot.validity import is_dated, is_valid, without_dates

MANNER_VARIABLE = "SPORTELLO_MANNER"
MANNERS = ("tu", "lei")
FIRST_LANGUAGE = "it"
"""Of variants that ask for no language, and of shoppers who have not shown theirs."""
TOPIC = "/faq/"
AGAIN = "utter_again"
"""Said before an answer that has no second wording and was the last thing said."""

Variant = dict[str, Any]


class VariedResponses(TemplatedNaturalLanguageGenerator):
    """Rasa's responses, chosen with more care; ``nlg: {type: bot.nlg.VariedResponses}`` in ``endpoints.yml``.

    Of the variants whose conditions hold, for which the circumstances of the turn count as slots, and whose
    dates hold (see ``bot.validity``), those are taken that are in the conversation's language, then those
    with dates, then for the circumstances, then in the shop's manner of address, then for the channel; a
    variant without a condition is what is said where there is nothing better. Among equals comes the one
    that was said longest ago. Buttons to a topic that is not in force are left out.

    Args:
        endpoint_config: This part of ``endpoints.yml``; ``manner`` is the default for ``SPORTELLO_MANNER``.
        domain: Has the responses.

    Raises:
        RasaException: The manner is none that there is.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        stated = endpoint_config.kwargs.get("manner") if endpoint_config else None
        self._manner = (os.environ.get(MANNER_VARIABLE) or stated or MANNERS[0]).lower()
        if self._manner not in MANNERS:
            raise RasaException(f"{MANNER_VARIABLE} is {self._manner!r}; it can be {' or '.join(MANNERS)}.")
        # Rasa makes this before the model is loaded, and then gives `responses` to a kind that it knows.
        super().__init__(domain.responses if domain else {})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Variant | None:
        """Called by Rasa for everything that is said; None where there is no such response."""
        slots = self._slots(tracker)
        said = list(_said(tracker))
        fitting = self._worded(utter_action, slots, output_channel, kwargs)
        chosen = _longest_ago(fitting, said)
        if chosen is None or chosen.get("text") not in _last_turn(tracker):
            return chosen
        lead = _longest_ago(self._worded(AGAIN, slots, output_channel, kwargs), said, begins=True)
        return {**chosen, "text": f"{lead['text']} {chosen['text']}"} if lead else chosen

    def in_force(self, name: str, tracker: DialogueStateTracker, channel: str) -> bool:
        """Whether there is anything to say under a name, to this shopper and now."""
        return bool(self._fitting(name, self._slots(tracker), channel))

    def _slots(self, tracker: DialogueStateTracker) -> dict[str, Any]:
        slots = {**tracker.current_slot_values(), **present().slots, "manner": self._manner}
        return {**slots, "language": slots.get("language") or FIRST_LANGUAGE}

    def _fitting(self, name: str, slots: dict[str, Any], channel: str) -> list[Variant]:
        circumstances = present()
        variants = self.responses.get(name, ())
        return [variant for variant in variants if _holds(variant, slots, channel, circumstances)]

    def _worded(
        self, name: str, slots: dict[str, Any], channel: str, values: dict[str, Any]
    ) -> list[Variant]:
        """The best variants, with their blanks filled."""
        fitting = self._fitting(name, slots, channel)
        best = max((_fitness(variant, slots["language"]) for variant in fitting), default=None)
        chosen = [without_dates(one) for one in fitting if _fitness(one, slots["language"]) == best]
        filled = [self._fill_response(copy.deepcopy(variant), slots, **values) for variant in chosen]
        return [self._without_dead_ends(variant, slots, channel) for variant in filled]

    def _without_dead_ends(self, variant: Variant, slots: dict[str, Any], channel: str) -> Variant:
        buttons = variant.get("buttons")
        if not buttons:
            return variant
        return {**variant, "buttons": [one for one in buttons if self._leads_on(one, slots, channel)]}

    def _leads_on(self, button: dict[str, Any], slots: dict[str, Any], channel: str) -> bool:
        payload = str(button.get("payload") or "")
        name = f"utter_{payload.removeprefix('/')}"
        known = payload.startswith(TOPIC) and name in self.responses
        return not known or bool(self._fitting(name, slots, channel))


def _holds(variant: Variant, slots: dict[str, Any], channel: str, circumstances: Circumstances) -> bool:
    matches: bool = ResponseVariationFilter._matches_filled_slots(slots, variant)  # noqa: SLF001
    fits = matches and variant.get("channel") in (None, channel)
    return fits and (not is_dated(variant) or is_valid(variant, circumstances.time))


def _fitness(variant: Variant, language: str) -> tuple[bool, bool, int, bool, bool, bool]:
    """What a variant has that counts, what counts most first."""
    asked = [str(condition["name"]) for condition in variant.get("condition") or []]
    others = sum(name not in ("language", "manner") for name in asked)
    spoken = "language" in asked or language == FIRST_LANGUAGE
    channel = bool(variant.get("channel"))
    return spoken, is_dated(variant), others, "manner" in asked, "language" in asked, channel


def _longest_ago(variants: list[Variant], said: list[str], *, begins: bool = False) -> Variant | None:
    def last(variant: Variant) -> int:
        text = str(variant.get("text"))
        times = [at for at, one in enumerate(said) if (one.startswith(text) if begins else one == text)]
        return max(times, default=-1)

    return min(variants, key=last, default=None)


def _said(tracker: DialogueStateTracker) -> Iterator[str]:
    """What the assistant said, oldest first."""
    for event in tracker.events:
        if isinstance(event, BotUttered) and event.text:
            yield event.text


def _last_turn(tracker: DialogueStateTracker) -> set[str]:
    """What it said last: since the newest message, and in answer to the one before."""
    found: set[str] = set()
    messages = 0
    for event in reversed(list(tracker.events)):
        if isinstance(event, UserUttered):
            messages += 1
        if messages == 2:
            break
        if isinstance(event, BotUttered) and event.text:
            found.add(event.text)
    return found
