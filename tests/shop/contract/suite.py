"""What every back end of a shop must keep to.

A back end joins with a class of its own that has a ``stage`` fixture::

    class TestWoocommerce(ShopContract):
        @pytest.fixture
        async def stage(self) -> AsyncIterator[Stage]: ...

What it says it can't do (``Shop.unsupported``) must raise ``Unsupported``; everything else must work.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC

import pytest

from shop.contacts import normal_email, normal_phone
from shop.errors import AlreadyDone, BadInput, NotAllowed, NotFound, ShopError, TooLate, Unsupported
from shop.ports import Ability, Clock, Shop
from shop.records import (
    Basket,
    Destination,
    DiscountState,
    Money,
    NewRequest,
    Order,
    OrderState,
    PostalAddress,
    Reason,
    RefundState,
    RequestKind,
    ReturnKind,
    ReturnLine,
    ReturnReason,
    ReturnRequest,
)

NOWHERE = "BL-99999999"


@dataclass(frozen=True, slots=True)
class Examples:
    """What the shop under test has.

    Attributes:
        received: A paid order that may still be cancelled and sent elsewhere.
        shipped: An order that has left, with a tracking number.
        delivered: An order that arrived days ago; its first line may be returned.
        email: On ``received``; in lower case.
        phone: On ``received``; E.164.
        product: Id of a product in stock.
        sku: Of one of its variants.
        words: That find it.
        category: Its category's code.
        discount: A code that can be used.
        gift_card: A card's code.
        place: A town or postcode with a point.
    """

    received: str
    shipped: str
    delivered: str
    email: str
    phone: str
    product: str
    sku: str
    words: str
    category: str
    discount: str
    gift_card: str
    place: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A shop under test."""

    shop: Shop
    clock: Clock
    examples: Examples


Test = Callable[..., Awaitable[None]]


def needs(*abilities: Ability) -> Callable[[Test], Test]:
    """A test that has nothing to look at where a back end says it can't do one of these.

    It then passes, rather than be skipped: ``test_what_it_can_not_do_it_says`` looks at that.
    """

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        async def looked_at(self: object, stage: Stage, **arguments: object) -> None:
            if not stage.shop.unsupported & set(abilities):
                await test(self, stage, **arguments)

        return looked_at

    return decorate


def elsewhere(order: Order) -> PostalAddress:
    """Another address in the same country."""
    assert order.address is not None
    return replace(order.address, street="Borgo Pinti 7", extra="scala B")


def a_return(stage: Stage, key: str = "form-1", **fields: object) -> ReturnRequest:
    """Of one piece of the delivered order's first line."""
    line = ReturnLine("", 1, ReturnReason.TOO_SMALL)
    made = ReturnRequest(key, stage.examples.delivered, ReturnKind.RETURN, (line,))
    return replace(made, **fields)  # type: ignore[arg-type]


async def with_line(stage: Stage, request: ReturnRequest) -> ReturnRequest:
    """With the id that the back end gives to the order's first line."""
    order = await stage.shop.orders.find(request.order_number)
    lines = tuple(replace(line, line_id=line.line_id or order.lines[0].id) for line in request.lines)
    return replace(request, lines=lines)


class OrdersContract:
    """Orders, found and changed."""

    async def test_found_however_the_number_is_typed(self, stage: Stage) -> None:
        number = stage.examples.received
        found = await stage.shop.orders.find(number)
        assert found.number == number
        for typed in (number.lower(), f" #{number} ", number.replace("-", "")):
            assert await stage.shop.orders.find(typed) == found

    async def test_what_there_is_not(self, stage: Stage) -> None:
        with pytest.raises(NotFound):
            await stage.shop.orders.find(NOWHERE)

    @needs(Ability.CANCEL)
    async def test_what_there_is_not_is_not_cancelled(self, stage: Stage) -> None:
        with pytest.raises(NotFound):
            await stage.shop.orders.cancel(NOWHERE)

    async def test_an_order_is_whole(self, stage: Stage) -> None:
        for number in (stage.examples.received, stage.examples.shipped, stage.examples.delivered):
            order = await stage.shop.orders.find(number)
            assert order.lines
            assert len({line.id for line in order.lines}) == len(order.lines)
            assert order.placed_at.tzinfo is not None
            assert order.placed_at.astimezone(UTC) <= stage.clock.now()
            assert order.goods == Money.sum(line.total for line in order.lines)
            assert order.customer.email == normal_email(order.customer.email or "")
            assert order.customer.phone == (normal_phone(order.customer.phone or "") or None)

    async def test_a_parcel_tells_its_journey_in_order(self, stage: Stage) -> None:
        order = await stage.shop.orders.find(stage.examples.shipped)
        parcel = order.parcels[0]
        assert parcel.tracking_number
        times = [event.at for event in parcel.journey]
        assert times == sorted(times)
        assert all(time.tzinfo is not None for time in times)
        assert {part.line_id for part in parcel.contents} <= {line.id for line in order.lines}

    @needs(Ability.ORDERS_BY_CONTACT)
    async def test_the_orders_of_a_contact(self, stage: Stage) -> None:
        orders = stage.shop.orders
        by_email = await orders.of_contact(email=stage.examples.email)
        assert stage.examples.received in {order.number for order in by_email}
        assert {order.customer.email for order in by_email} == {stage.examples.email}
        placed = [order.placed_at for order in by_email]
        assert placed == sorted(placed, reverse=True)
        by_phone = await orders.of_contact(phone=stage.examples.phone)
        assert {order.customer.phone for order in by_phone} == {stage.examples.phone}
        assert len(await orders.of_contact(email=stage.examples.email, limit=1)) == 1

    @needs(Ability.ORDERS_BY_CONTACT)
    @pytest.mark.parametrize("email", ["nobody@posta.example", "%", "_@posta.example", "' or 1=1 --", ""])
    async def test_nobody_has_no_orders(self, stage: Stage, email: str) -> None:
        assert await stage.shop.orders.of_contact(email=email) == []
        assert await stage.shop.orders.of_contact() == []

    @needs(Ability.CANCEL)
    async def test_cancelling_once(self, stage: Stage) -> None:
        number = stage.examples.received
        cancelled = await stage.shop.orders.cancel(number)
        assert cancelled.state is OrderState.CANCELLED
        assert (await stage.shop.orders.find(number)).state is OrderState.CANCELLED
        with pytest.raises(AlreadyDone):
            await stage.shop.orders.cancel(number)

    @needs(Ability.CANCEL, Ability.REFUNDS)
    async def test_cancelling_owes_the_money_back_once(self, stage: Stage) -> None:
        number = stage.examples.received
        order = await stage.shop.orders.find(number)
        await asyncio.gather(*(_outcome(stage.shop.orders.cancel, number) for _ in range(5)))
        refunds = await stage.shop.refunds.of_order(number)
        assert [refund.amount for refund in refunds] == [order.total]
        assert refunds[0].state in {RefundState.PENDING, RefundState.SENT}

    @needs(Ability.CANCEL)
    async def test_of_many_who_cancel_one_does(self, stage: Stage) -> None:
        number = stage.examples.received
        found = await asyncio.gather(*(_outcome(stage.shop.orders.cancel, number) for _ in range(8)))
        assert found.count("done") == 1
        assert set(found) == {"done", "already_done"}

    @needs(Ability.CANCEL)
    async def test_what_has_left_is_not_cancelled(self, stage: Stage) -> None:
        with pytest.raises(TooLate) as refused:
            await stage.shop.orders.cancel(stage.examples.shipped)
        assert refused.value.reason == (await stage.shop.orders.find(stage.examples.shipped)).state

    @needs(Ability.CHANGE_ADDRESS)
    async def test_sending_it_elsewhere(self, stage: Stage) -> None:
        number = stage.examples.received
        wanted = elsewhere(await stage.shop.orders.find(number))
        await stage.shop.orders.change_address(number, wanted)
        assert (await stage.shop.orders.find(number)).address == wanted

    @needs(Ability.CHANGE_ADDRESS)
    async def test_not_to_what_can_not_be_an_address(self, stage: Stage) -> None:
        before = await stage.shop.orders.find(stage.examples.received)
        with pytest.raises(BadInput) as refused:
            await stage.shop.orders.change_address(before.number, replace(elsewhere(before), postcode="x"))
        assert refused.value.field == "postcode"
        abroad = replace(elsewhere(before), country="FR", postcode="75001")
        with pytest.raises(NotAllowed):
            await stage.shop.orders.change_address(before.number, abroad)
        assert await stage.shop.orders.find(before.number) == before

    @needs(Ability.CHANGE_ADDRESS)
    async def test_not_after_it_has_left(self, stage: Stage) -> None:
        order = await stage.shop.orders.find(stage.examples.shipped)
        with pytest.raises(TooLate):
            await stage.shop.orders.change_address(order.number, elsewhere(order))


class ReturnsContract:
    """Returns, withdrawals and exchanges."""

    @needs(Ability.RETURNS)
    async def test_a_return_is_begun_and_told_again(self, stage: Stage) -> None:
        begun = await stage.shop.returns.open(await with_line(stage, a_return(stage)))
        assert begun.number
        assert begun.send_back_by > stage.clock.now().date()
        assert begun in await stage.shop.returns.of_order(stage.examples.delivered)

    @needs(Ability.RETURNS)
    async def test_the_same_key_begins_one(self, stage: Stage) -> None:
        request = await with_line(stage, a_return(stage))
        begun = await asyncio.gather(*(stage.shop.returns.open(request) for _ in range(5)))
        assert len({one.number for one in begun}) == 1

    @needs(Ability.RETURNS)
    async def test_a_piece_comes_back_once(self, stage: Stage) -> None:
        order = await stage.shop.orders.find(stage.examples.delivered)
        requests = [await with_line(stage, a_return(stage, key=f"form-{number}")) for number in range(6)]
        found = await asyncio.gather(*(_outcome(stage.shop.returns.open, one) for one in requests))
        assert found.count("done") == order.lines[0].quantity
        assert set(found) <= {"done", "already_done", "bad_input"}
        verdicts = await stage.shop.returns.eligibility(order.number, ReturnKind.RETURN)
        assert verdicts[0].reason is Reason.ALREADY_RETURNED

    @needs(Ability.RETURNS)
    async def test_every_line_has_a_verdict(self, stage: Stage) -> None:
        order = await stage.shop.orders.find(stage.examples.delivered)
        for kind in ReturnKind:
            verdicts = await stage.shop.returns.eligibility(order.number, kind)
            assert [verdict.line_id for verdict in verdicts] == [line.id for line in order.lines]

    @needs(Ability.RETURNS)
    async def test_what_has_not_arrived_does_not_come_back(self, stage: Stage) -> None:
        request = await with_line(stage, a_return(stage, order_number=stage.examples.shipped))
        with pytest.raises(NotAllowed) as refused:
            await stage.shop.returns.open(request)
        assert refused.value.reason == Reason.NOT_DELIVERED
        assert await stage.shop.returns.of_order(stage.examples.shipped) == []

    @needs(Ability.RETURNS)
    async def test_unlikely_requests(self, stage: Stage) -> None:
        whole = await with_line(stage, a_return(stage))
        line = whole.lines[0]
        bad: list[tuple[ReturnRequest, type[ShopError]]] = [
            (replace(whole, lines=()), BadInput),
            (replace(whole, lines=(line, line)), BadInput),
            (replace(whole, lines=(replace(line, quantity=0),)), BadInput),
            (replace(whole, lines=(replace(line, quantity=99),)), BadInput),
            (replace(whole, lines=(replace(line, line_id="nothing"),)), NotFound),
            (replace(whole, order_number=NOWHERE), NotFound),
            (replace(whole, kind=ReturnKind.EXCHANGE), BadInput),
            (replace(whole, note="x" * 501), BadInput),
        ]
        for request, error in bad:
            with pytest.raises(error):
                await stage.shop.returns.open(request)
        assert await stage.shop.returns.of_order(stage.examples.delivered) == []

    @needs(Ability.RETURNS, Ability.CATALOGUE)
    async def test_an_exchange_is_for_something_that_exists(self, stage: Stage) -> None:
        whole = await with_line(stage, a_return(stage, kind=ReturnKind.EXCHANGE))
        line = whole.lines[0]
        with pytest.raises(NotFound):
            await stage.shop.returns.open(replace(whole, lines=(replace(line, exchange_for="NO-SUCH"),)))
        wanted = replace(whole, lines=(replace(line, exchange_for=stage.examples.sku),))
        assert (await stage.shop.returns.open(wanted)).lines[0].exchange_for == stage.examples.sku

    @needs(Ability.REFUNDS)
    async def test_no_refund_is_an_empty_answer(self, stage: Stage) -> None:
        assert await stage.shop.refunds.of_order(stage.examples.shipped) == []


class GoodsContract:
    """Products, shipping, codes, rules and requests."""

    @needs(Ability.CATALOGUE)
    async def test_a_product_by_id_and_by_sku(self, stage: Stage) -> None:
        by_id = await stage.shop.catalogue.product(stage.examples.product)
        assert await stage.shop.catalogue.product(stage.examples.sku) == by_id
        assert stage.examples.sku in {variant.sku for variant in by_id.variants}
        assert by_id.available
        with pytest.raises(NotFound):
            await stage.shop.catalogue.product("NO-SUCH")

    @needs(Ability.CATALOGUE)
    async def test_a_product_by_words(self, stage: Stage) -> None:
        found = await stage.shop.catalogue.search(stage.examples.words)
        assert stage.examples.product in {product.id for product in found}
        assert await stage.shop.catalogue.search("xyzzyqwert") == []
        assert len(await stage.shop.catalogue.search(stage.examples.words, limit=1)) == 1

    @needs(Ability.CATALOGUE)
    async def test_a_category(self, stage: Stage) -> None:
        assert stage.examples.category in await stage.shop.catalogue.categories()
        there = await stage.shop.catalogue.of_category(stage.examples.category)
        assert stage.examples.product in {product.id for product in there}
        assert await stage.shop.catalogue.of_category("no-such") == []

    @needs(Ability.SHIPPING_RATES)
    async def test_shipping_has_a_price_at_home_and_none_where_nobody_ships(self, stage: Stage) -> None:
        basket = Basket(Money.of(20))
        quotes = await stage.shop.shipping.quote(Destination("IT", "50123", "FI"), basket)
        prices = [quote.price for quote in quotes]
        assert prices
        assert prices == sorted(prices)
        assert await stage.shop.shipping.quote(Destination("AQ"), basket) == []
        assert await stage.shop.shipping.rates("AQ") == []

    @needs(Ability.PICKUP_POINTS)
    async def test_points(self, stage: Stage) -> None:
        near = await stage.shop.pickup_points.near(stage.examples.place, limit=2)
        assert 0 < len(near) <= 2
        assert await stage.shop.pickup_points.near("Nusquam") == []
        returns = await stage.shop.pickup_points.near(stage.examples.place, for_returns=True)
        assert all(point.takes_returns for point in returns)

    @needs(Ability.DISCOUNTS)
    async def test_discount_codes(self, stage: Stage) -> None:
        code = stage.examples.discount
        assert (await stage.shop.discounts.check(code)).state is DiscountState.VALID
        assert (await stage.shop.discounts.check(f" {code.lower()} ")).state is DiscountState.VALID
        for unknown in ("NOSUCHCODE", "", "' or 1=1"):
            assert (await stage.shop.discounts.check(unknown)).state is DiscountState.UNKNOWN

    @needs(Ability.GIFT_CARDS)
    async def test_gift_cards(self, stage: Stage) -> None:
        card = await stage.shop.gift_cards.balance(stage.examples.gift_card)
        assert stage.examples.gift_card.endswith(card.last_four)
        assert card.balance >= Money.zero()
        for wrong in ("LUME-0000-0000-0000", "", stage.examples.gift_card[:-1]):
            with pytest.raises(NotFound):
                await stage.shop.gift_cards.balance(wrong)

    async def test_rules(self, stage: Stage) -> None:
        policies = await stage.shop.terms.policies()
        assert policies.withdrawal_days >= 14  # less is against the law
        assert policies.guarantee_months >= 24
        await stage.shop.terms.payment_methods()
        hours = await stage.shop.terms.opening_hours()
        assert all(one.opens < one.closes and 0 <= one.weekday <= 6 for one in hours)

    @needs(Ability.REQUESTS)
    async def test_requests_are_recorded_once_and_told_again(self, stage: Stage) -> None:
        new = NewRequest("form-1", RequestKind.PRIVACY_ACCESS, "giulia", text="i miei dati")
        recorded = await asyncio.gather(*(stage.shop.requests.open(new) for _ in range(5)))
        assert len({one.number for one in recorded}) == 1
        assert recorded[0].due_on is not None
        assert await stage.shop.requests.of_contact("giulia") == [recorded[0]]
        assert await stage.shop.requests.of_contact("marco") == []

    @needs(Ability.REQUESTS)
    async def test_a_key_is_its_contacts_own(self, stage: Stage) -> None:
        new = NewRequest("form-1", RequestKind.COMPLAINT, "giulia", text="segreto")
        await stage.shop.requests.open(new)
        other = await stage.shop.requests.open(replace(new, contact="marco", text="mio"))
        assert other.text == "mio"


class ShopContract(OrdersContract, ReturnsContract, GoodsContract):
    """All of it, and what a back end says it can't do."""

    async def test_what_it_can_not_do_it_says(self, stage: Stage) -> None:
        shop, number = stage.shop, stage.examples.delivered
        calls: dict[Ability, Callable[[], Awaitable[object]]] = {
            Ability.ORDERS_BY_CONTACT: lambda: shop.orders.of_contact(email=stage.examples.email),
            Ability.CANCEL: lambda: shop.orders.cancel(stage.examples.received),
            Ability.RETURNS: lambda: shop.returns.of_order(number),
            Ability.REFUNDS: lambda: shop.refunds.of_order(number),
            Ability.CATALOGUE: lambda: shop.catalogue.search(stage.examples.words),
            Ability.SHIPPING_RATES: lambda: shop.shipping.rates("IT"),
            Ability.PICKUP_POINTS: lambda: shop.pickup_points.near(stage.examples.place),
            Ability.DISCOUNTS: lambda: shop.discounts.check(stage.examples.discount),
            Ability.GIFT_CARDS: lambda: shop.gift_cards.balance(stage.examples.gift_card),
            Ability.REQUESTS: lambda: shop.requests.of_contact("giulia"),
        }
        for ability in shop.unsupported & set(calls):
            with pytest.raises(Unsupported):
                await calls[ability]()

    async def test_it_says_how_it_is(self, stage: Stage) -> None:
        assert stage.shop.name
        assert all(finding.endswith(".") for finding in await stage.shop.check())


async def _outcome(work: Callable[..., Awaitable[object]], *arguments: object) -> str:
    try:
        await work(*arguments)
    except ShopError as error:
        return error.code
    return "done"
