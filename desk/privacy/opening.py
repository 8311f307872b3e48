"""Personal data, put together: ``desk.wiring`` adds it to the desk in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.services import Opener
from connectors.base import Channel
from desk.errors import Unavailable
from desk.privacy.elsewhere import BrainKeeps, Forgetful, ShopKeeps
from desk.privacy.privacy import Privacy
from desk.privacy.retention import RetentionSettings
from desk.workbench.person import People
from handoff.ports import Clock, Reader
from handoff.signals import Signals
from handoff.sql.database import Database

PATIENCE = 20.0
"""Seconds that the shop is waited for: who asks for this can wait, and half an answer would be wrong."""


def open_privacy(
    database: Database,
    clock: Clock,
    signals: Signals,
    reader: Reader,
    channels: Mapping[str, Channel],
    shop: Opener,
    settings: RetentionSettings,
    brain: Forgetful,
) -> Privacy:
    """Puts it together; nothing is opened or started yet."""
    people = People(database, reader, channels, shop, PATIENCE)

    async def person(conversation_id: str) -> Sequence[str]:
        """The person's conversations; half of them would be worse than none (``Unavailable``)."""
        found = await people.of(conversation_id)
        if found.orders is None:
            raise Unavailable
        return [it.id for it in found.conversations]

    return Privacy(database, clock, signals, person, (ShopKeeps(shop), BrainKeeps(brain)), settings)
