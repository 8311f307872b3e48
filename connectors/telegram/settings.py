"""What Telegram needs to know."""

from __future__ import annotations

from pydantic import Field, SecretStr

from connectors.base import ConfigurationError
from connectors.settings import ChannelSettings


class TelegramSettings(ChannelSettings):
    """Telegram's settings; without a token the channel is off."""

    telegram_token: SecretStr | None = Field(
        default=None,
        description="The bot's token, from @BotFather. Without it, Telegram is off.",
    )
    telegram_webhook_secret: SecretStr | None = Field(
        default=None,
        min_length=1,
        description=(
            "A secret of your own (letters, digits, - and _, up to 256) that Telegram sends with every"
            " call of our webhook. Without it, messages are fetched by long polling and every webhook"
            " call is refused."
        ),
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org",
        pattern=r"^https?://[^\s/]+",
        description="Address of Telegram's Bot API; change it for a local Bot API server or for tests.",
    )

    def is_complete(self) -> bool:
        """Whether the channel is on.

        Raises:
            ConfigurationError: There is a webhook secret, but no token.
        """
        if self.telegram_token is None and self.telegram_webhook_secret is not None:
            raise ConfigurationError(
                f"{self.variable('telegram_token')} is missing"
                f" ({self.variable('telegram_webhook_secret')} is set)."
            )
        return self.telegram_token is not None

    def token(self) -> str:
        """The token in the clear; call it only where it goes onto the wire."""
        return self.telegram_token.get_secret_value() if self.telegram_token else ""

    def secret(self) -> str | None:
        """The webhook's secret in the clear."""
        return self.telegram_webhook_secret.get_secret_value() if self.telegram_webhook_secret else None
