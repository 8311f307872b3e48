"""Returns, kept by us: the demo shop's own book, and that of a back end whose API knows no returns."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from columns import UtcDateTime
from shop import eligibility, returning
from shop.errors import AlreadyDone, BadInput, NotAllowed, ShopUnavailable, Unsupported
from shop.numbers import canonical
from shop.ports import Catalogue, Clock, Orders, Terms
from shop.records import LineVerdict, Order, Reason, Return, ReturnKind, ReturnLine, ReturnRequest
from shop.sql.database import Database, insert_for
from shop.sql.documents import Document
from shop.sql.metadata import metadata

FIRST_NUMBER = 3_000
_TRIES = 4

returns = Table(
    "shop_returns",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("order_number", String(40), nullable=False),
    Column("key", String(200), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("record", JSON, nullable=False),
    # A key is its order's own: nobody gets at another's return by naming its key.
    UniqueConstraint("order_number", "key"),
)
pieces = Table(
    "shop_return_pieces",
    metadata,
    # A piece comes back once: the key says so, whoever asks at the same moment.
    Column("order_number", String(40), primary_key=True),
    Column("line_id", String(80), primary_key=True),
    Column("piece", Integer, primary_key=True, autoincrement=False),
    Column("return_id", Integer, ForeignKey(returns.c.id, ondelete="CASCADE"), nullable=False),
)
RETURNS = Document(Return)


class SqlReturns:
    """Implements ``shop.ports.Returns`` for orders that are kept anywhere."""

    def __init__(
        self, database: Database, orders: Orders, catalogue: Catalogue, terms: Terms, clock: Clock
    ) -> None:
        self._database = database
        self._orders = orders
        self._catalogue = catalogue
        self._terms = terms
        self._clock = clock

    async def eligibility(self, order_number: str, kind: ReturnKind) -> list[LineVerdict]:
        """Which lines can come back."""
        return await self._verdicts(await self._orders.find(order_number), kind)

    async def of_order(self, order_number: str) -> list[Return]:
        """What was begun for an order, newest first."""
        query = (
            select(returns.c.record)
            .where(returns.c.order_number == canonical(order_number))
            .order_by(returns.c.opened_at.desc(), returns.c.id.desc())
        )
        async with self._database.read() as connection:
            return [RETURNS.read(record) for record in (await connection.execute(query)).scalars()]

    async def open(self, request: ReturnRequest) -> Return:
        """Begins a return, or gives the one that this key began."""
        order = await self._orders.find(request.order_number)
        request = replace(request, order_number=order.number)
        try:
            return await self._open(request, order)
        except (NotAllowed, BadInput):
            # This key may be what took the pieces, a moment ago.
            known = await self._of_key(request)
            if known is None:
                raise
            return known

    async def _open(self, request: ReturnRequest, order: Order) -> Return:
        known = await self._of_key(request)
        if known is not None:
            return known
        await self._check_wanted(request)
        for _ in range(_TRIES):
            returning.check(request, await self._verdicts(order, request.kind))
            begun = await self._begin(request, order)
            if begun is not None:
                return begun
        raise ShopUnavailable("Too many returns of the same order began at once.")

    async def _verdicts(self, order: Order, kind: ReturnKind) -> list[LineVerdict]:
        begun, policies = await self.of_order(order.number), await self._terms.policies()
        return eligibility.verdicts(order, begun, kind, policies, self._clock.now())

    async def _check_wanted(self, request: ReturnRequest) -> None:
        for line in request.lines:
            if line.exchange_for is None:
                continue
            try:
                await self._catalogue.product(line.exchange_for)
            except Unsupported:
                return

    async def _of_key(self, request: ReturnRequest) -> Return | None:
        mine = (returns.c.order_number == canonical(request.order_number)) & (returns.c.key == request.key)
        async with self._database.read() as connection:
            query = select(returns.c.record).where(mine)
            record = (await connection.execute(query)).scalar()
        return RETURNS.read(record) if record is not None else None

    async def _begin(self, request: ReturnRequest, order: Order) -> Return | None:
        """Records it in one transaction; None where somebody else took a piece meanwhile."""
        policies = await self._terms.policies()
        draft = returning.begin(request, policies, self._clock.now(), order.country)
        try:
            async with self._database.write() as connection:
                begun = await add_return(connection, request.key, draft, order)
        except IntegrityError:
            return None
        return begun if begun is not None else await self._of_key(request)


async def add_return(connection: AsyncConnection, key: str, draft: Return, order: Order) -> Return | None:
    """Adds a return, numbers it and takes its pieces; None where the key is known.

    Raises:
        IntegrityError: Somebody else took a piece at the same moment.
        AlreadyDone: There are not so many pieces left.
    """
    values = {"order_number": canonical(order.number), "key": key, "opened_at": draft.opened_at, "record": {}}
    new = insert_for(connection, returns).values(values)
    statement = new.on_conflict_do_nothing(index_elements=["order_number", "key"]).returning(returns.c.id)
    identifier = (await connection.execute(statement)).scalar()
    if identifier is None:
        return None
    begun = returning.numbered(draft, f"RS-{FIRST_NUMBER + identifier}")
    changed = returns.update().where(returns.c.id == identifier).values(record=RETURNS.write(begun))
    await connection.execute(changed)
    for line in () if begun.state in eligibility.FREE_AGAIN else begun.lines:
        await _take_pieces(connection, order, line, identifier)
    return begun


async def _take_pieces(connection: AsyncConnection, order: Order, line: ReturnLine, identifier: int) -> None:
    where = {"order_number": canonical(order.number), "line_id": line.line_id}
    taken = select(pieces.c.piece).filter_by(**where)
    numbers = set((await connection.execute(taken)).scalars())
    ordered = order.line(line.line_id)
    count = ordered.quantity - ordered.cancelled if ordered else 0
    free = [number for number in range(1, count + 1) if number not in numbers][: line.quantity]
    if len(free) < line.quantity:
        raise AlreadyDone(Reason.ALREADY_RETURNED)
    rows = [{**where, "piece": number, "return_id": identifier} for number in free]
    await connection.execute(pieces.insert(), rows)
