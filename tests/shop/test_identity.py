"""Who may see an order, and what those learn who may not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from shop.around import Call, SurroundedShop
from shop.demo.memory import demo_in_memory
from shop.errors import (
    BadInput,
    NotFound,
    ProofError,
    ProofNeeded,
    ProofRefused,
    ShopUnavailable,
    TooManyAttempts,
    Unsupported,
)
from shop.identity import FLOOR, LIMIT, Claimant, Identity
from shop.memory import Contents, FixedClock, MemoryAttempts, MemoryShop
from shop.ports import Ability, Attempts
from shop.records import Customer
from shop.sql.attempts import SqlAttempts
from shop.sql.database import Database
from tests.shop.making import order

NOEMI, NOEMIS, THERE_IS_NONE = "noemi.caruso@posta.example", "BL-20418", "BL-77777"
STRANGER = Claimant("stranger")


@dataclass
class Scene:
    """Identity over the demo shop, with everything that was asked of it and every wait written down."""

    clock: FixedClock
    attempts: Attempts
    calls: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    away: bool = False

    def __post_init__(self) -> None:
        shop = SurroundedShop(demo_in_memory(self.clock), self._spy)
        self.identity = Identity(
            shop.orders, shop.gift_cards, self.attempts, self.clock, pause=self._pause, elapsed=self._elapsed
        )

    async def _spy(self, call: Call) -> Any:
        self.calls.append(call.name)
        if self.away:
            raise ShopUnavailable
        return await call.run()

    async def _pause(self, seconds: float) -> None:
        self.waits.append(round(seconds, 6))

    def _elapsed(self) -> float:
        return self.elapsed

    async def outcome(self, number: str, proof: str | None, claimant: Claimant = STRANGER) -> tuple[str, Any]:
        """All that somebody learns who asks: the code, and what comes with it."""
        try:
            return "seen", (await self.identity.order(claimant, number, proof)).number
        except ProofRefused as error:
            return error.code, error.attempts_left
        except TooManyAttempts as error:
            return error.code, error.until
        except (ProofNeeded, BadInput) as error:
            return error.code, None


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def scene(request: pytest.FixtureRequest, clock: FixedClock) -> AsyncIterator[Scene]:
    """On each store of attempts in turn."""
    if request.param == "memory":
        yield Scene(clock, MemoryAttempts())
        return
    database = Database(request.getfixturevalue(f"shop_{request.param}_url"))
    yield Scene(clock, SqlAttempts(database))
    await database.close()


@pytest.mark.parametrize("proof", [NOEMI, " Noemi.Caruso@Posta.Example ", "320 555 0107", "+39 3205550107"])
async def test_number_and_proof_open_the_order(scene: Scene, proof: str) -> None:
    assert await scene.outcome("bl 20418", proof) == ("seen", NOEMIS)
    assert scene.waits == []


async def test_what_is_not_there_and_what_is_not_theirs_look_the_same(scene: Scene) -> None:
    told: list[Any] = []
    for number in (NOEMIS, THERE_IS_NONE):
        claimant = Claimant(f"curious about {number}")
        scene.calls.clear()
        scene.waits.clear()
        asked = [
            await scene.outcome(number, proof, claimant)
            for proof in (None, "a@posta.example", *[NOEMI[1:]] * 5)
        ]
        told.append((asked, list(scene.calls), list(scene.waits)))
    assert told[0] == told[1]
    assert told[0][0][0] == ("proof_needed", None)


async def test_every_no_takes_the_same_time(scene: Scene) -> None:
    scene.elapsed = 10.0
    await scene.outcome(THERE_IS_NONE, "a@posta.example")
    await scene.outcome(NOEMIS, None)
    assert scene.waits == [FLOOR, FLOOR]


async def test_the_channels_phone_is_proof(scene: Scene) -> None:
    assert await scene.outcome(NOEMIS, None, Claimant("w", phone="+393205550107")) == ("seen", NOEMIS)
    assert await scene.outcome(NOEMIS, None, Claimant("v", phone="+393205550101")) == ("proof_needed", None)


async def test_orders_are_listed_for_a_proven_phone_only(scene: Scene) -> None:
    mine = await scene.identity.orders(Claimant("w", phone="+39 320 555 0107"))
    assert NOEMIS in {order.number for order in mine}
    assert {order.customer.phone for order in mine} == {"+393205550107"}
    assert await scene.identity.orders(STRANGER) == []
    assert await scene.identity.orders(Claimant("x", phone="nonsense")) == []


async def test_what_was_proven_counts_for_a_day_and_for_this_contact(scene: Scene) -> None:
    await scene.outcome(NOEMIS, NOEMI)
    assert await scene.outcome("20418", None) == ("seen", NOEMIS)
    assert await scene.outcome(NOEMIS, None, Claimant("another")) == ("proof_needed", None)
    assert await scene.outcome("BL-20419", None) == ("proof_needed", None)
    scene.clock.advance(timedelta(hours=23, minutes=59))
    assert (await scene.outcome(NOEMIS, None))[0] == "seen"
    scene.clock.advance(timedelta(minutes=1))
    assert (await scene.outcome(NOEMIS, None))[0] == "proof_needed"


async def test_the_sixth_wrong_attempt_is_not_judged(scene: Scene) -> None:
    left = [await scene.outcome(NOEMIS, f"wrong{number}@posta.example") for number in range(LIMIT)]
    assert left == [("proof_refused", number) for number in (4, 3, 2, 1, 0)]
    code, until = await scene.outcome(NOEMIS, NOEMI)  # right, and too late
    assert (code, until) == ("too_many_attempts", scene.clock.now() + timedelta(hours=1))


async def test_the_contact_is_counted_over_all_orders(scene: Scene) -> None:
    for number in range(LIMIT):
        await scene.outcome(f"BL-2010{number}", "a@posta.example")
    assert (await scene.outcome("BL-20109", "a@posta.example"))[0] == "too_many_attempts"
    assert (await scene.outcome("BL-20109", None))[0] == "too_many_attempts"


async def test_the_order_is_counted_over_all_contacts_however_it_is_typed(scene: Scene) -> None:
    for number, typed in enumerate(("BL-20418", "bl20418", "20418", "#020418", "bl 20-418")):
        assert (await scene.outcome(typed, "a@posta.example", Claimant(f"c{number}")))[0] == "proof_refused"
    assert (await scene.outcome("BL-20418", NOEMI, Claimant("c9")))[0] == "too_many_attempts"


async def test_whom_the_channel_vouches_for_is_not_locked_out_by_others(scene: Scene) -> None:
    for number in range(LIMIT):
        await scene.outcome(NOEMIS, "a@posta.example", Claimant(f"c{number}"))
    assert await scene.outcome(NOEMIS, None, Claimant("w", phone="+393205550107")) == ("seen", NOEMIS)


async def test_whoever_is_locked_takes_nothing_from_others(scene: Scene) -> None:
    for number in range(LIMIT):
        await scene.outcome(f"BL-2010{number}", "a@posta.example")
    for _ in range(LIMIT):
        await scene.outcome(NOEMIS, "a@posta.example")
    assert (await scene.outcome(NOEMIS, NOEMI, Claimant("noemi")))[0] == "seen"


async def test_after_an_hour_one_attempt_comes_back_at_a_time(scene: Scene) -> None:
    for _ in range(LIMIT):
        await scene.outcome(THERE_IS_NONE, "a@posta.example")
        scene.clock.advance(timedelta(minutes=10))
    scene.clock.advance(timedelta(minutes=9, seconds=59))
    assert (await scene.outcome(THERE_IS_NONE, "a@posta.example"))[0] == "too_many_attempts"
    scene.clock.advance(timedelta(seconds=1))
    assert await scene.outcome(THERE_IS_NONE, "a@posta.example") == ("proof_refused", 0)
    assert (await scene.outcome(THERE_IS_NONE, "a@posta.example"))[0] == "too_many_attempts"


async def test_one_order_of_ones_own_buys_no_more_guesses(scene: Scene) -> None:
    guesses = 0
    for number in range(20):
        await scene.outcome(NOEMIS, NOEMI)
        told, _ = await scene.outcome(f"BL-201{number:02}", "a@posta.example")
        guesses += told == "proof_refused"
    assert guesses == LIMIT


async def test_guessing_in_parallel_gains_nothing(scene: Scene) -> None:
    guesses = [scene.outcome(NOEMIS, f"wrong{number}@posta.example") for number in range(40)]
    told = [code for code, _ in await asyncio.gather(*guesses)]
    assert told.count("proof_refused") == LIMIT
    assert told.count("too_many_attempts") == 40 - LIMIT


async def test_guessing_many_orders_in_parallel_gains_nothing(scene: Scene) -> None:
    guesses = [scene.outcome(f"BL-20{number}", "a@posta.example") for number in range(100, 140)]
    assert [code for code, _ in await asyncio.gather(*guesses)].count("proof_refused") == LIMIT


async def test_enumerating_learns_nothing(scene: Scene) -> None:
    """Whoever asks for every number, each as somebody new, with an address of their own."""
    told = {
        await scene.outcome(f"BL-{number}", "a@posta.example", Claimant(f"c{number}"))
        for number in range(20_380, 20_440)
    }
    assert told == {("proof_refused", LIMIT - 1)}
    assert set(scene.waits) == {FLOOR}


@pytest.mark.parametrize("proof", ["", "boh", "20418", "sono io", "@", "giulia@"])
async def test_what_is_no_proof_is_not_counted(scene: Scene, proof: str) -> None:
    for _ in range(LIMIT + 1):
        assert (await scene.outcome(NOEMIS, proof))[0] == "bad_input"
    assert (await scene.outcome(NOEMIS, NOEMI))[0] == "seen"


@pytest.mark.parametrize("proof", [None, "a@posta.example", "320 555 0107"])
async def test_an_order_without_contacts_is_not_opened_by_having_none(
    clock: FixedClock, proof: str | None
) -> None:
    """Nothing equals nothing: that must prove nothing."""
    nobody = replace(order(number="BL-1"), customer=Customer("n", "", "", email=None, phone=None))
    shop = MemoryShop(clock, Contents(orders=[nobody]))
    identity = Identity(shop.orders, shop.gift_cards, MemoryAttempts(), clock, floor=0)
    with pytest.raises(ProofError):
        await identity.order(Claimant("c", phone="", email=""), "BL-1", proof)


async def test_a_shop_that_is_away_says_so_and_counts_nothing(scene: Scene) -> None:
    scene.away = True
    for _ in range(LIMIT + 1):
        with pytest.raises(ShopUnavailable):
            await scene.identity.order(STRANGER, NOEMIS, NOEMI)
        with pytest.raises(ShopUnavailable):
            await scene.identity.gift_card(STRANGER, "LUME-7Q2M-4KXA-9T3D")
    scene.away = False
    assert (await scene.outcome(NOEMIS, NOEMI))[0] == "seen"


async def test_gift_cards_are_not_guessed(scene: Scene) -> None:
    card = await scene.identity.gift_card(STRANGER, "lume 7q2m 4kxa 9t3d")
    assert card.last_four == "9T3D"
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(ProofRefused) as refused:
            await scene.identity.gift_card(STRANGER, f"LUME-0000-0000-000{left}")
        assert refused.value.attempts_left == left
    with pytest.raises(TooManyAttempts):
        await scene.identity.gift_card(STRANGER, "LUME-7Q2M-4KXA-9T3D")


async def test_cards_and_orders_share_the_contacts_attempts(scene: Scene) -> None:
    for number in range(LIMIT):
        with pytest.raises(ProofRefused):
            await scene.identity.gift_card(STRANGER, f"LUME-{number}")
    assert (await scene.outcome(NOEMIS, NOEMI))[0] == "too_many_attempts"


async def test_no_number_is_no_question(scene: Scene) -> None:
    assert await scene.outcome("boh", NOEMI) == ("bad_input", None)
    assert scene.calls == []


async def test_where_there_are_no_cards_nothing_is_counted(clock: FixedClock) -> None:
    class NoCards:
        async def balance(self, code: str) -> Any:
            raise Unsupported(Ability.GIFT_CARDS)

    class NoOrders:
        async def find(self, number: str) -> Any:
            raise NotFound

    identity = Identity(NoOrders(), NoCards(), MemoryAttempts(), clock)  # type: ignore[arg-type]
    for _ in range(LIMIT + 1):
        with pytest.raises(Unsupported):
            await identity.gift_card(STRANGER, "LUME")
