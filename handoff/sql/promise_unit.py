"""``handoff.promising.PromiseUnit``: hours, targets and breaches within a unit of work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, insert, select

from handoff.hours import HoursRules
from handoff.identifiers import new_id
from handoff.promising import Breach, BreachState
from handoff.records import CaseRecord
from handoff.sql.database import Session
from handoff.sql.hours_tables import breaches, closures, hours_settings, opening_hours, targets
from handoff.sql.inserting import insert_for
from handoff.sql.serving import served_before
from handoff.sql.tables import cases, messages
from handoff.targets import Targets

ONLY = 1
CLOCK = "%H:%M"
USUAL = HoursRules()
NO_SETTINGS: dict[str, Any] = {
    "zone": USUAL.zone,
    "country": USUAL.country,
    "province": None,
    "holidays": USUAL.holidays,
    "follow_staffing": None,
    "window_note": False,
    "own_targets": False,
}


class SqlPromiseUnit:
    """The promises' part of ``SqlTransaction``."""

    _connection: Session

    async def save_hours(self, rules: HoursRules) -> None:
        """Stores opening hours in place of those that were."""
        follow = list(rules.follow_staffing) if rules.follow_staffing is not None else None
        await self._settings(
            zone=rules.zone,
            country=rules.country,
            province=rules.province,
            holidays=rules.holidays,
            follow_staffing=follow,
            window_note=rules.window_note,
        )
        await self._connection.execute(delete(opening_hours))
        await self._connection.execute(delete(closures))
        weekly = [
            {
                "scope": one.scope,
                "day": one.day,
                "opens": one.opens.strftime(CLOCK),
                "closes": one.closes.strftime(CLOCK),
            }
            for one in rules.weekly
        ]
        closed = [
            {"scope": one.scope, "day": one.day.isoformat(), "name": one.name} for one in rules.closures
        ]
        if weekly:
            await self._connection.execute(insert(opening_hours), weekly)
        if closed:
            await self._connection.execute(insert(closures), closed)

    async def save_targets(self, targets_: Targets) -> None:
        """Stores targets in place of those that were."""
        await self._settings(own_targets=True)
        await self._connection.execute(delete(targets))
        each = [
            {
                "team_id": one.team_id or "",
                "urgency": one.urgency.value,
                "first_response_seconds": round(one.first_response.total_seconds()),
                "next_response_seconds": round(one.next_response.total_seconds()),
            }
            for one in targets_.each
        ]
        if each:
            await self._connection.execute(insert(targets), each)

    async def record_breach(self, breach: Breach, now: datetime) -> bool:
        """Records a warning or a breach, once."""
        breached = breach.state is BreachState.BREACHED
        new = insert_for(self._connection, breaches).values(
            id=new_id(),
            case_id=breach.case_id,
            kind=breach.promise.value,
            due=breach.due,
            warned_at=None if breached else now,
            breached_at=now if breached else None,
        )
        key = ["case_id", "kind", "due"]
        if breached:
            guarded = new.on_conflict_do_update(
                index_elements=key, set_={"breached_at": now}, where=breaches.c.breached_at.is_(None)
            )
        else:
            guarded = new.on_conflict_do_nothing(index_elements=key)
        recorded = await self._connection.execute(guarded.returning(breaches.c.id))
        return recorded.first() is not None

    async def place_in_line(self, case: CaseRecord) -> int:
        """How many of the same team are served before, plus one."""
        before = served_before(case)
        if case.team_id:
            before = and_(before, cases.c.team_id == case.team_id)
        query = select(func.count()).select_from(cases).where(before)
        return 1 + int((await self._connection.execute(query)).scalar_one())

    async def last_word_before(self, conversation_id: str, sequence: int) -> datetime | None:
        """When anything was last said before a message."""
        query = (
            select(messages.c.at)
            .where(messages.c.conversation_id == conversation_id, messages.c.sequence < sequence)
            .order_by(messages.c.sequence.desc())
            .limit(1)
        )
        found: datetime | None = (await self._connection.execute(query)).scalar()
        return found

    async def _settings(self, **changed: Any) -> None:
        new = insert_for(self._connection, hours_settings).values(id=ONLY, **{**NO_SETTINGS, **changed})
        await self._connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=changed))
