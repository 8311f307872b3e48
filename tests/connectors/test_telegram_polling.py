"""Long polling: nothing is lost, whatever fails; and what Telegram knows of our webhook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import pytest

from connectors.base import Accept, BadCredentials, ConfigurationError, VendorUnreachable
from connectors.telegram import testing
from connectors.telegram.channel import TelegramChannel
from connectors.telegram.testing import FakeTelegram
from connectors.testing import Fault
from handoff.messages import Inbound, InboundEvent, Unknown
from tests.connectors.support import telegram_channel


class Store:
    """Keeps what was accepted; fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.kept: list[InboundEvent] = []
        self.failures = failures
        self.changed = asyncio.Event()

    async def accept(self, events: Sequence[InboundEvent]) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is full")
        self.kept.extend(events)
        self.changed.set()

    async def wait_for(self, count: int) -> list[InboundEvent]:
        async with asyncio.timeout(30):
            while len(self.kept) < count:
                self.changed.clear()
                await self.changed.wait()
        return self.kept

    def texts(self) -> list[str]:
        return [event.text for event in self.kept if isinstance(event, Inbound)]


@asynccontextmanager
async def polling(fake: FakeTelegram, accept: Accept) -> AsyncIterator[None]:
    channel = telegram_channel(fake.url, secret=None)
    task = asyncio.create_task(channel.poll(accept))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await channel.close()


async def test_messages_arrive_in_order(fake_telegram: FakeTelegram) -> None:
    store = Store()
    async with polling(fake_telegram, store.accept):
        for number in range(5):
            await fake_telegram.queue_update(fake_telegram.text_update(1, f"ciao {number}"))
        await store.wait_for(5)
    assert store.texts() == [f"ciao {number}" for number in range(5)]


async def test_the_webhook_is_left_first_without_losing_what_waits(fake_telegram: FakeTelegram) -> None:
    fake_telegram.webhook["url"] = "https://old.example/webhooks/telegram"
    await fake_telegram.queue_update(fake_telegram.text_update(1, "ciao"))
    store = Store()
    async with polling(fake_telegram, store.accept):
        await store.wait_for(1)
    first = fake_telegram.calls[0]
    assert (first.method, first.arguments.get("drop_pending_updates")) == ("deleteWebhook", "false")


async def test_what_was_not_stored_is_fetched_again(fake_telegram: FakeTelegram) -> None:
    store = Store(failures=3)
    async with polling(fake_telegram, store.accept):
        await fake_telegram.queue_update(fake_telegram.text_update(1, "non perdermi"))
        await store.wait_for(1)
    assert store.texts() == ["non perdermi"]


@pytest.mark.parametrize(
    "fault",
    [
        testing.server_error(),
        testing.too_many_requests(0),
        Fault.drop(),
        Fault.answer(200, "nonsense"),
        Fault.answer(200, {"ok": True, "result": "nonsense"}),
        Fault.answer(200, {"ok": True, "result": [1, {"update_id": "x"}]}),
        Fault.answer(409, {"ok": False, "error_code": 409, "description": "Conflict: other getUpdates"}),
    ],
)
async def test_polling_survives_what_telegram_answers(fake_telegram: FakeTelegram, fault: Fault) -> None:
    fake_telegram.fail(fault, method="getUpdates")
    fake_telegram.fail(fault, method="deleteWebhook")
    store = Store()
    async with polling(fake_telegram, store.accept):
        await fake_telegram.queue_update(fake_telegram.text_update(1, "ciao"))
        await store.wait_for(1)
    assert store.texts() == ["ciao"]


async def test_one_unreadable_update_is_kept_and_does_not_stop_the_others(
    fake_telegram: FakeTelegram,
) -> None:
    store = Store()
    async with polling(fake_telegram, store.accept):
        await fake_telegram.queue_update({"update_id": 1, "message": {"message_id": "nonsense"}})
        await fake_telegram.queue_update(fake_telegram.text_update(1, "ciao"))
        events = await store.wait_for(2)
    assert isinstance(events[0], Unknown)
    assert events[0].kind == "malformed"
    assert store.texts() == ["ciao"]


async def test_empty_answers_are_not_asked_for_in_a_rush(fake_telegram: FakeTelegram) -> None:
    fake_telegram.fail_always(Fault.answer(200, {"ok": True, "result": []}), "getUpdates")
    async with polling(fake_telegram, Store().accept):
        calls = await fake_telegram.wait_for_call("getUpdates", 5)
    assert calls[4].at - calls[0].at >= 0.03


async def test_a_wrong_token_ends_polling(fake_telegram: FakeTelegram) -> None:
    channel = telegram_channel(fake_telegram.url, secret=None, token="999:WRONG")
    with pytest.raises(BadCredentials):
        await channel.poll(Store().accept)
    await channel.close()


def test_polling_is_wanted_only_without_a_webhook_secret() -> None:
    assert telegram_channel(secret=None).wants_polling
    assert not telegram_channel().wants_polling


async def test_the_webhook_is_registered_and_checked(
    fake_telegram: FakeTelegram, telegram: TelegramChannel
) -> None:
    before = await telegram.check()
    assert [finding.ok for finding in before] == [True, False]
    assert before[1].remedy
    assert await telegram.register_webhook()
    assert all(finding.ok for finding in await telegram.check())
    registered = next(call for call in fake_telegram.calls if call.method == "setWebhook")
    assert registered.arguments["secret_token"] == "only-telegram-knows"
    assert "my_chat_member" in registered.arguments["allowed_updates"]


async def test_a_webhook_that_fails_is_found(fake_telegram: FakeTelegram, telegram: TelegramChannel) -> None:
    await telegram.register_webhook()
    fake_telegram.webhook["last_error_message"] = "Wrong response from the webhook: 502 Bad Gateway"
    assert "502" in (await telegram.check())[-1].summary


async def test_an_address_that_telegram_refuses_is_said_so(fake_telegram: FakeTelegram) -> None:
    channel = telegram_channel(fake_telegram.url, public_url="http://shop.example")
    with pytest.raises(ConfigurationError, match=r"(?i)https"):
        await channel.register_webhook()
    await channel.close()


async def test_there_is_nothing_to_register_without_secret_or_address(
    fake_telegram: FakeTelegram,
) -> None:
    for channel in (
        telegram_channel(fake_telegram.url, secret=None),
        telegram_channel(fake_telegram.url, public_url=None),
    ):
        assert not await channel.register_webhook()
        assert (await channel.check())[0].ok
        await channel.close()
    assert not [call for call in fake_telegram.calls if call.method == "setWebhook"]


async def test_checking_never_raises(fake_telegram: FakeTelegram) -> None:
    wrong = telegram_channel(fake_telegram.url, token="999:WRONG")
    away = telegram_channel()
    for channel in (wrong, away):
        (finding,) = await channel.check()
        assert not finding.ok
        assert finding.remedy
        assert "WRONG" not in finding.summary
        await channel.close()


async def test_registering_while_telegram_is_away_can_be_repeated() -> None:
    channel = telegram_channel()
    with pytest.raises(VendorUnreachable):
        await channel.register_webhook()
    await channel.close()
