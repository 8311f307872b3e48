"""Who is writing: only a proof joins channels or shows orders, and a shop that is away hides nothing else."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from actions.services import Services as ShopServices
from desk import tone
from desk.workbench.person import People
from handoff.memory.doubles import EPOCH
from handoff.messages import Address, Inbound
from handoff.sql.tables import messages
from shop.errors import ShopUnavailable, Unsupported
from shop.identity import Identity
from shop.memory import Contents, MemoryAttempts, MemoryShop
from shop.records import Customer, Money, Order, OrderState, Payment, PaymentState, Speed
from tests.desk.harness import Desk
from tests.desk.pigeon import PigeonChannel

PHONE, OTHER = "+393330001112", "+393330002223"


class PhonePigeon(PigeonChannel):
    """A pigeon whose sender's number is proven."""

    capabilities = replace(PigeonChannel.capabilities, contact_is_phone=True)


class Swift(PigeonChannel):
    """Another channel, whose contacts are names."""

    name = "swift"


def order(
    number: str, phone: str | None, total: str = "10.00", state: OrderState = OrderState.SHIPPED
) -> Order:
    money = Money.of(total)
    return Order(
        number=number,
        state=state,
        placed_at=EPOCH + timedelta(days=int(number[-1])),
        customer=Customer("1", "Anna", "Rossi", "anna@example.com", phone),
        lines=(),
        speed=Speed.STANDARD,
        goods=money,
        discount=Money.zero(),
        shipping=Money.zero(),
        total=money,
        payment=Payment("card", "Carta", PaymentState.PAID),
    )


class World:
    """A desk with three channels, and a shop that can be made to fail."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.attempts = MemoryAttempts()
        orders = (
            order("BL-1001", PHONE, "10.00"),
            order("BL-1002", PHONE, "5.50"),
            order("BL-1003", PHONE, "99.00", OrderState.CANCELLED),
            order("BL-1004", OTHER, "7.00"),
        )
        self.shop = MemoryShop(desk.clock, Contents(orders=orders))
        self.identity = Identity(self.shop.orders, self.shop.gift_cards, self.attempts, desk.clock, floor=0)
        self.failure: Exception | None = None
        self.hangs = False

    async def open(self) -> ShopServices:
        if self.hangs:
            await asyncio.Event().wait()
        if self.failure:
            raise self.failure
        return ShopServices(self.shop, self.identity, None, self.desk.clock)  # type: ignore[arg-type]

    @property
    def people(self) -> People:
        services = self.desk.services
        channels = {"pigeon": PhonePigeon(), "swift": Swift()}
        return People(services.database, services.transcripts, channels, self.open, patience=0.2)

    async def talk(self, channel: str, contact: str, text: str = "ciao") -> str:
        sender = Address(channel, contact, "Anna")
        event = Inbound(sender, f"{channel}-{contact}-{text}", text)
        await self.desk.services.inbox.accept(channel, [event])
        found = await self.desk.services.transcripts.find_conversation(sender)
        assert found
        return found.id

    async def prove(self, conversation: str, number: str) -> None:
        await self.attempts.grant(conversation, number, self.desk.clock.now() + timedelta(hours=1))


@pytest.fixture
def world(any_desk: Desk) -> World:
    return World(any_desk)


async def test_a_name_or_a_typed_number_proves_nothing(world: World) -> None:
    proven = await world.talk("pigeon", PHONE)
    for stranger in (await world.talk("swift", "anna"), await world.talk("swift", PHONE, f"sono {PHONE}")):
        found = await world.people.of(stranger)
        assert (found.is_proven, found.orders, found.spend) == (False, [], None)
        assert [it.id for it in found.conversations] == [stranger]
    assert [it.id for it in (await world.people.of(proven)).conversations] == [proven]


async def test_a_proven_phone_shows_its_orders_and_no_others(world: World) -> None:
    found = await world.people.of(await world.talk("pigeon", PHONE))
    assert found.orders is not None
    assert [it.number for it in found.orders] == ["BL-1003", "BL-1002", "BL-1001"]
    assert (found.spend, found.is_proven) == (Money.of("15.50"), True)


async def test_a_proven_order_joins_channels_both_ways_and_only_while_it_counts(world: World) -> None:
    phone, chat = await world.talk("pigeon", PHONE), await world.talk("swift", "anna")
    stranger = await world.talk("swift", "bruno")
    await world.prove(chat, "1001")
    await world.prove(stranger, "1004")
    for one, other in ((phone, chat), (chat, phone)):
        assert [it.id for it in (await world.people.of(one)).conversations] == [one, other]
    orders = (await world.people.of(chat)).orders or ()
    assert [it.number for it in orders] == ["BL-1001"]
    world.desk.clock.advance(timedelta(hours=2))
    assert [it.id for it in (await world.people.of(chat)).conversations] == [chat]


@pytest.mark.parametrize("how", ["down", "hangs", "not open"])
async def test_a_shop_that_is_away_hides_nothing_else(world: World, how: str) -> None:
    conversation = await world.talk("pigeon", PHONE)
    world.hangs = how == "hangs"
    world.failure = ShopUnavailable("down") if how != "hangs" else None
    found = await world.people.of(conversation)
    assert (found.orders, found.spend, found.is_proven) == (None, None, True)
    assert [it.id for it in found.conversations] == [conversation]


async def test_a_shop_that_cannot_look_by_contact_shows_what_was_proven(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unsupported(**_: Any) -> list[Order]:
        raise Unsupported("orders_by_contact")

    monkeypatch.setattr(world.shop.orders, "of_contact", unsupported)
    conversation = await world.talk("pigeon", PHONE)
    await world.prove(conversation, "1002")
    found = await world.people.of(conversation)
    assert [it.number for it in found.orders or ()] == ["BL-1002"]


async def closed() -> ShopServices:
    raise ShopUnavailable("not open yet")


async def test_the_pane_over_http(desk: Desk) -> None:
    object.__setattr__(desk.services, "shop", closed)
    conversation = await desk.conversation(name="Anna")
    reading = {
        "intent": "complaint",
        "confidence": 0.9,
        "ranking": [],
        "entities": [],
        "language": "it",
        "tone": "frustrated",
        "tone_confidence": 0.8,
    }
    async with desk.signed_in() as agent:
        async with desk.services.database.write() as connection:
            await connection.execute(update(messages).values(reading=reading))
        await agent.post(f"/api/conversations/{conversation}/take")
        await agent.post(f"/api/conversations/{conversation}/resolve")
        pane = (await agent.get(f"/api/conversations/{conversation}/person")).json()
        assert pane["tone"] == {"label": "frustrated", "confidence": 0.8, "measured_error": 0.124}
        assert [it["state"] for it in pane["past_cases"]] == ["resolved"]
        assert pane["channels"][0]["address_masked"] == "+39••••111"
        assert (pane["name"], pane["proven"], pane["spend"]) == ("Anna", False, None)
        assert (pane["orders"], pane["orders_error"]) == (
            None,
            "In questo momento non riesco a vedere gli ordini.",
        )
        missing = await agent.get(f"/api/conversations/{'0' * 32}/person")
        assert missing.status_code == 404


def test_the_measured_error_is_the_one_that_was_published() -> None:
    page = (Path(__file__).parents[3] / "docs" / "understanding.md").read_text()
    published = f"Italian {tone.MEASURED_RIGHT['it']}, English {tone.MEASURED_RIGHT['en']}".replace("0.", ".")
    assert published in page
    assert f"{tone.MEASURED_RIGHT_OVERALL} right".replace("0.", ".") in page
    assert [tone.measured_error(code) for code in ("it", "en", "de", None)] == [0.124, 0.102, 0.113, 0.113]
