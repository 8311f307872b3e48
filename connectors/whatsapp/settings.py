"""What WhatsApp through Twilio needs to know."""

from __future__ import annotations

from pydantic import Field, SecretStr

from connectors.settings import ChannelSettings, require_all_or_none

TWILIO_API_URL = "https://api.twilio.com"
_CREDENTIALS = ("twilio_account_sid", "twilio_auth_token", "whatsapp_from")


class WhatsappSettings(ChannelSettings):
    """WhatsApp's settings; without credentials the channel is off."""

    twilio_account_sid: str | None = Field(
        default=None,
        pattern=r"^[\w-]+$",
        description="The Twilio account's SID (AC…). Without it, WhatsApp is off.",
    )
    twilio_auth_token: SecretStr | None = Field(
        default=None,
        description="The Twilio account's auth token: it signs Twilio's calls to us, and ours to Twilio.",
    )
    whatsapp_from: str | None = Field(
        default=None,
        pattern=r"^((whatsapp:)?\+?\d{5,20}|MG[\w-]+)$",
        description=("The shop's WhatsApp number (+39…), or the SID of a Twilio Messaging Service (MG…)."),
    )
    twilio_api_url: str = Field(
        default=TWILIO_API_URL,
        pattern=r"^https?://[^\s/]+",
        description="Address of Twilio's REST API; change it for tests.",
    )

    def is_complete(self) -> bool:
        """Whether the channel is on.

        Raises:
            ConfigurationError: Some credentials are set, some are missing.
        """
        return require_all_or_none(self, _CREDENTIALS)

    def auth_token(self) -> str:
        """The auth token in the clear; call it only where it goes onto the wire."""
        return self.twilio_auth_token.get_secret_value() if self.twilio_auth_token else ""

    def sender(self) -> dict[str, str]:
        """Who writes, in the words of Twilio's API."""
        sender = self.whatsapp_from or ""
        if sender.startswith("MG"):
            return {"messaging_service_sid": sender}
        number = sender.removeprefix("whatsapp:").removeprefix("+")
        return {"from_": f"whatsapp:+{number}"}
