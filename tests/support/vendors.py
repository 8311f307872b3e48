"""The settings by which a desk meets the fakes of its vendors."""

from __future__ import annotations

from connectors.telegram.testing import TOKEN, FakeTelegram
from connectors.whatsapp import forms
from connectors.whatsapp.testing import FakeTwilio

SECRET = "segreto-del-webhook"


def vendor_settings(url: str, telegram: FakeTelegram, twilio: FakeTwilio) -> dict[str, str]:
    """For a desk that vendors reach under ``url``."""
    return {
        "SPORTELLO_PUBLIC_URL": url,
        "SPORTELLO_TELEGRAM_TOKEN": TOKEN,
        "SPORTELLO_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "SPORTELLO_TELEGRAM_API_URL": telegram.url,
        "SPORTELLO_TWILIO_ACCOUNT_SID": forms.ACCOUNT_SID,
        "SPORTELLO_TWILIO_AUTH_TOKEN": forms.AUTH_TOKEN,
        "SPORTELLO_TWILIO_API_URL": twilio.url,
        "SPORTELLO_WHATSAPP_FROM": forms.SHOP_NUMBER,
    }
