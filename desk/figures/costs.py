"""What a contact costs: people set it; until they do, the trade's proportions hold."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from desk.figures.records import Costs
from desk.figures.tables import costs
from handoff.sql.database import Database

EMAIL = 5.0
"""Euro that a person's answer by e-mail is assumed to cost; the others follow by the trade's proportions."""
FAQ_OF_EMAIL = 1 / 10
FAQ_OF_CALL = 1 / 40
DEFAULTS = {"email": EMAIL, "faq": EMAIL * FAQ_OF_EMAIL, "call": EMAIL * FAQ_OF_EMAIL / FAQ_OF_CALL}
CHANNEL = "channel:"


class CostBook:
    """Keeps what contacts cost."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self) -> tuple[Costs, frozenset[str]]:
        """What a contact costs, and which of ``faq``, ``email`` and ``call`` nobody has set yet."""
        async with self._database.read() as session:
            kept = {row.key: row.cents / 100 for row in await session.execute(select(costs))}
        return _costs({**DEFAULTS, **kept}), frozenset(DEFAULTS.keys() - kept.keys())

    async def write(self, wanted: Costs) -> None:
        """Sets what a contact costs."""
        euro = {"faq": wanted.faq, "email": wanted.email, "call": wanted.call}
        euro |= {f"{CHANNEL}{channel}": cost for channel, cost in wanted.per_contact.items()}
        async with self._database.write() as session:
            await session.execute(delete(costs))
            await session.execute(
                insert(costs), [{"key": key, "cents": round(cost * 100)} for key, cost in euro.items()]
            )


def _costs(euro: Mapping[str, float]) -> Costs:
    return Costs(
        per_contact={
            key.removeprefix(CHANNEL): cost for key, cost in euro.items() if key.startswith(CHANNEL)
        },
        faq=euro["faq"],
        email=euro["email"],
        call=euro["call"],
    )
