"""What a shopper means who answers a list of choices by typing: "2", or the words on the button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handoff.messages import Button, Inbound

_TRIMMED = " \t\n.,;:!?)("
_ORDINAL_MARK = "#"
"""Channels whose buttons can't carry a long payload send ``#2`` instead."""


def resolve(inbound: Inbound, offered: Sequence[Button]) -> Inbound:
    """Turns a typed choice into the payload of the button it means; anything else stays as it is."""
    if inbound.payload is not None and not inbound.payload.startswith(_ORDINAL_MARK):
        return inbound
    said = (inbound.payload or inbound.text).strip(_TRIMMED + _ORDINAL_MARK).casefold()
    chosen = next((button for n, button in enumerate(offered, 1) if _means(said, n, button)), None)
    if chosen is None:
        return replace(inbound, payload=None)
    return replace(inbound, payload=chosen.payload, text=inbound.text or chosen.title)


def _means(said: str, ordinal: int, button: Button) -> bool:
    title = button.title.strip(_TRIMMED).casefold()
    return said in {str(ordinal), title, button.payload.strip(_TRIMMED).casefold()}
