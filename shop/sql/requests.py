"""Requests to the shop's people, kept by us."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import JSON, Column, Integer, String, Table, UniqueConstraint, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from columns import UtcDateTime
from shop import service
from shop.ports import Clock, Terms
from shop.records import NewRequest, ServiceRequest
from shop.sql.database import Database, insert_for
from shop.sql.documents import Document
from shop.sql.metadata import metadata

FIRST_NUMBER = 4_000

requests = Table(
    "shop_requests",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("contact", String(255), nullable=False),
    Column("key", String(200), nullable=False),
    Column("order_number", String(40), index=True),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("record", JSON, nullable=False),
    UniqueConstraint("contact", "key"),
)
REQUESTS = Document(ServiceRequest)


class SqlRequests:
    """Implements ``shop.ports.Requests``."""

    def __init__(self, database: Database, terms: Terms, clock: Clock) -> None:
        self._database = database
        self._terms = terms
        self._clock = clock

    async def open(self, request: NewRequest) -> ServiceRequest:
        """Records a request, or gives the one that this key recorded."""
        draft = service.begin(request, await self._terms.policies(), self._clock.now())
        values: dict[str, Any] = {
            "key": request.key,
            "contact": request.contact,
            "order_number": request.order_number,
            "opened_at": draft.opened_at,
            "record": {},
        }
        async with self._database.write() as connection:
            new = insert_for(connection, requests).values(values)
            statement = new.on_conflict_do_nothing(index_elements=["contact", "key"]).returning(requests.c.id)
            identifier = (await connection.execute(statement)).scalar()
            if identifier is not None:
                return await _number(connection, draft, identifier)
        return await self._of_key(request)

    async def of_contact(self, contact: str) -> list[ServiceRequest]:
        """What a contact has asked for, newest first."""
        query = (
            select(requests.c.record)
            .where(requests.c.contact == contact)
            .order_by(requests.c.opened_at.desc(), requests.c.id.desc())
        )
        async with self._database.read() as connection:
            return [REQUESTS.read(record) for record in (await connection.execute(query)).scalars()]

    async def forget(self, contact: str) -> None:
        """Deletes what a contact has asked for."""
        async with self._database.write() as connection:
            await connection.execute(delete(requests).where(requests.c.contact == contact))

    async def _of_key(self, request: NewRequest) -> ServiceRequest:
        mine = (requests.c.contact == request.contact) & (requests.c.key == request.key)
        async with self._database.read() as connection:
            query = select(requests.c.record).where(mine)
            return REQUESTS.read((await connection.execute(query)).scalar_one())


async def _number(connection: AsyncConnection, draft: ServiceRequest, identifier: int) -> ServiceRequest:
    numbered = replace(draft, number=f"RI-{FIRST_NUMBER + identifier}")
    changed = requests.update().where(requests.c.id == identifier).values(record=REQUESTS.write(numbered))
    await connection.execute(changed)
    return numbered
