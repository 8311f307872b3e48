"""Fakes of the vendors, and channels that speak with them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from connectors.telegram.channel import TelegramChannel
from connectors.telegram.testing import FakeTelegram
from connectors.whatsapp.channel import WhatsappChannel
from connectors.whatsapp.testing import FakeTwilio
from tests.connectors.support import telegram_channel, whatsapp_channel


@pytest.fixture
async def fake_telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def telegram(fake_telegram: FakeTelegram) -> AsyncIterator[TelegramChannel]:
    channel = telegram_channel(fake_telegram.url)
    yield channel
    await channel.close()


@pytest.fixture
async def fake_twilio() -> AsyncIterator[FakeTwilio]:
    async with FakeTwilio() as fake:
        yield fake


@pytest.fixture
async def whatsapp(fake_twilio: FakeTwilio) -> AsyncIterator[WhatsappChannel]:
    channel = whatsapp_channel(fake_twilio.url)
    yield channel
    await channel.close()
