"""Returns: our own book keeps kind, key and rules; Shopify is told, and says how each stands.

Shopify's API knows no keys, so that the same request made twice would be two returns there. Ours is written
down first; its number, in the note on Shopify's return, tells whether Shopify knows of it already. Where
Shopify will not take it (a scope is missing, nothing of it counts as returnable there), ours stands.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from pydantic import Field

from shop.errors import BadInput, NotAllowed, NotFound, ShopUnavailable
from shop.ports import Catalogue, Clock, Orders, Terms
from shop.records import HandIn, Return, ReturnKind, ReturnLine, ReturnReason, ReturnRequest, ReturnState
from shop.remote.locks import OrderLocks
from shop.remote.parts import OwnReturns
from shop.remote.reading import moment, read
from shop.shopify import queries
from shop.shopify.client import VENDOR, ShopifyClient, nodes
from shop.shopify.models import Reference, ShopifyModel
from shop.shopify.orders import ShopifyOrders
from shop.shopify.states import OUR_RETURN_REASONS, RETURN_REASONS, RETURNS
from shop.sql.database import Database
from shop.workdays import local_date

NOTE_LIMIT = 250

logger = logging.getLogger(__name__)


class Fulfilled(ShopifyModel):
    """A line, as it was sent."""

    id: str = ""
    line_item: Reference


class ReturnedLine(ShopifyModel):
    """What comes back."""

    quantity: int = 0
    return_reason: str | None = None
    return_reason_note: str | None = None
    customer_note: str | None = None
    fulfillment_line_item: Fulfilled | None = None


class ReturnedLines(ShopifyModel):
    """All that comes back."""

    nodes: tuple[ReturnedLine, ...] = ()


class Nodes(ShopifyModel):
    """Anything."""

    nodes: tuple[Reference, ...] = ()


class ShopifyReturn(ShopifyModel):
    """A return."""

    name: str
    status: str = ""
    created_at: str | None = None
    refunds: Nodes = Field(default_factory=Nodes)
    return_line_items: ReturnedLines = Field(default_factory=ReturnedLines)

    @property
    def notes(self) -> str:
        """All that was noted on it."""
        lines = self.return_line_items.nodes
        return " ".join(f"{one.return_reason_note or ''} {one.customer_note or ''}" for one in lines)

    @property
    def state(self) -> ReturnState:
        """Where it stands; one that is closed and paid back is over."""
        state = RETURNS.get(self.status, ReturnState.REQUESTED)
        return ReturnState.REFUNDED if state is ReturnState.RECEIVED and self.refunds.nodes else state


class ShopifyReturns(OwnReturns):
    """Implements ``shop.ports.Returns``."""

    def __init__(
        self,
        client: ShopifyClient,
        own_orders: ShopifyOrders,
        database: Database,
        orders: Orders,
        catalogue: Catalogue,
        terms: Terms,
        clock: Clock,
    ) -> None:
        super().__init__(database, orders, catalogue, terms, clock)
        self._client = client
        self._own_orders = own_orders
        self._locks = OrderLocks()

    async def of_order(self, order_number: str) -> list[Return]:
        """Ours, as Shopify says they stand, and those that were begun in Shopify; newest first."""
        ours = await super().of_order(order_number)
        try:
            theirs = await self._theirs(await self._own_orders.id_of(order_number))
        except NotFound:
            return ours
        policies = await self._terms.policies()
        told = [_updated(one, theirs) for one in ours]
        fee, days = policies.drop_off_fee, timedelta(days=policies.send_back_days)
        for one in theirs:
            at = moment(one.created_at)
            if at is None or any(mine.number in one.notes for mine in ours):
                continue
            until = local_date(at, policies.time_zone) + days
            kind, lines, way = ReturnKind.RETURN, _lines(one), HandIn.DROP_OFF
            told.append(Return(one.name, order_number, kind, one.state, lines, way, fee, at, until))
        return sorted(told, key=lambda begun: (begun.opened_at, begun.number), reverse=True)

    async def open(self, request: ReturnRequest) -> Return:
        """Begins a return with us, then with Shopify; the same key again does what is left to do."""
        begun = await super().open(request)
        async with self._locks.of(begun.number):
            identifier = await self._own_orders.id_of(begun.order_number)
            theirs = await self._theirs(identifier)
            if not any(begun.number in one.notes for one in theirs):
                await self._tell(identifier, begun, request.note)
                theirs = await self._theirs(identifier)
        return _updated(begun, theirs)

    async def _theirs(self, identifier: str) -> list[ShopifyReturn]:
        order = (await self._client.ask(queries.RETURNS, id=identifier)).get("order")
        if not isinstance(order, Mapping):
            raise NotFound("There is no such order.")
        return [read(ShopifyReturn, one, VENDOR) for one in nodes(order, "returns")]

    async def _tell(self, identifier: str, begun: Return, note: str) -> None:
        """Begins it in Shopify: at once, or for a person to approve where it is the shop's fault."""
        text = f"Sportello {begun.number} ({begun.kind}) {note}"[:NOTE_LIMIT]
        lines = await self._returnable(identifier, begun)
        if not lines:
            logger.warning("shopify holds nothing of a return returnable", extra={"return": begun.number})
            return
        asks = begun.state is ReturnState.REQUESTED
        noted = "customerNote" if asks else "returnReasonNote"
        given = {"orderId": identifier, "returnLineItems": [{**line, noted: text} for line in lines]}
        query, name = (
            (queries.REQUEST_RETURN, "returnRequest") if asks else (queries.CREATE_RETURN, "returnCreate")
        )
        try:
            await self._client.change(query, name, input=given)
        except (BadInput, NotAllowed, NotFound) as error:
            logger.warning("shopify refuses a return", extra={"return": begun.number, "reason": error.code})

    async def _returnable(self, identifier: str, begun: Return) -> list[dict[str, Any]]:
        data = await self._client.ask(queries.RETURNABLE, id=identifier)
        found = [
            one
            for fulfillment in nodes(data, "returnableFulfillments")
            for one in nodes(fulfillment, "returnableFulfillmentLineItems")
        ]
        return [part for line in begun.lines for part in _share(line, found)]


def _share(line: ReturnLine, found: Iterable[Any]) -> list[dict[str, Any]]:
    """A line's pieces, over the fulfilments that they were sent in."""
    left, parts = line.quantity, []
    for one in found:
        if not isinstance(one, dict):
            raise ShopUnavailable("Shopify answered something that is no list.")
        sent = read(Fulfilled, one.get("fulfillmentLineItem"), VENDOR)
        pieces = min(left, int(one.get("quantity") or 0))
        if sent.line_item.id == line.line_id and pieces > 0:
            reason = OUR_RETURN_REASONS.get(line.reason, "OTHER")
            parts.append({"fulfillmentLineItemId": sent.id, "quantity": pieces, "returnReason": reason})
            left -= pieces
    return parts


def _updated(begun: Return, theirs: Iterable[ShopifyReturn]) -> Return:
    known = next((one for one in theirs if begun.number in one.notes), None)
    return replace(begun, state=known.state) if known else begun


def _lines(given: ShopifyReturn) -> tuple[ReturnLine, ...]:
    return tuple(
        ReturnLine(
            one.fulfillment_line_item.line_item.id,
            one.quantity,
            RETURN_REASONS.get(one.return_reason or "", ReturnReason.OTHER),
        )
        for one in given.return_line_items.nodes
        if one.fulfillment_line_item is not None
    )
