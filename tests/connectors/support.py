"""What the tests of channels share: recorded payloads and channels that speak with fakes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from connectors.base import ChannelContext
from connectors.telegram.channel import TelegramChannel
from connectors.telegram.settings import TelegramSettings
from connectors.telegram.testing import TOKEN
from connectors.whatsapp import forms
from connectors.whatsapp.channel import WhatsappChannel
from connectors.whatsapp.settings import WhatsappSettings
from handoff.messages import Address

FIXTURES = Path(__file__).parent.parent / "fixtures"
PUBLIC_URL = "https://shop.example"
SECRET = "only-telegram-knows"
GIULIA = Address("telegram", "700100200", "Giulia Prova")
GIULIA_WHATSAPP = Address("whatsapp", "+393330001122", "Giulia Prova")
ANSWER_SECONDS = 20.0
HASTY_SECONDS = 1.0
"""For tests in which nobody answers."""


def names(channel: str, pattern: str = "*") -> list[str]:
    """The recorded payloads of a channel."""
    return sorted(path.stem for path in (FIXTURES / channel).glob(f"{pattern}.json"))


def load(channel: str, name: str) -> dict[str, Any]:
    """One recorded payload."""
    body: dict[str, Any] = json.loads((FIXTURES / channel / f"{name}.json").read_text())
    return body


def telegram_channel(
    api_url: str = "http://127.0.0.1:9",
    *,
    secret: str | None = SECRET,
    token: str = TOKEN,
    public_url: str | None = PUBLIC_URL,
    answer_seconds: float = ANSWER_SECONDS,
) -> TelegramChannel:
    """Telegram, spoken with a fake."""
    settings = TelegramSettings(
        telegram_token=token, telegram_webhook_secret=secret, telegram_api_url=api_url
    )
    context = ChannelContext(public_url, answer_seconds=answer_seconds)
    return TelegramChannel(settings, context, polling_pause=0.01)


def whatsapp_channel(
    api_url: str = "http://127.0.0.1:9",
    *,
    auth_token: str = forms.AUTH_TOKEN,
    sender: str = forms.SHOP_NUMBER,
    public_url: str | None = PUBLIC_URL,
    answer_seconds: float = ANSWER_SECONDS,
) -> WhatsappChannel:
    """WhatsApp, spoken with a fake of Twilio."""
    settings = WhatsappSettings(
        twilio_account_sid=forms.ACCOUNT_SID,
        twilio_auth_token=auth_token,
        whatsapp_from=sender,
        twilio_api_url=api_url,
    )
    return WhatsappChannel(settings, ChannelContext(public_url, answer_seconds=answer_seconds))
