"""What Shopify needs to know."""

from __future__ import annotations

from pydantic import Field, SecretStr, field_validator

from shop.remote.settings import RemoteSettings, check_address


class ShopifySettings(RemoteSettings):
    """Address and token of a Shopify shop."""

    shopify_url: str = Field(
        description="Address of the shop's admin, such as https://my-shop.myshopify.com."
    )
    shopify_token: SecretStr = Field(
        min_length=1, description="Admin API access token (shpat_…) of an app made for this shop."
    )
    shopify_refund_on_cancel: bool = Field(
        False, description="Whether cancelling in chat also sends the money back; else a person does."
    )

    @field_validator("shopify_url")
    @classmethod
    def _check(cls, url: str) -> str:
        return check_address(url)
