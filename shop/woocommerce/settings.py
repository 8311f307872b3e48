"""What WooCommerce needs to know."""

from __future__ import annotations

from pydantic import Field, SecretStr, field_validator

from shop.remote.settings import RemoteSettings, check_address


class WoocommerceSettings(RemoteSettings):
    """Address and key of a WooCommerce shop."""

    woocommerce_url: str = Field(
        description="Address of the WordPress site that WooCommerce runs in, such as https://shop.example.com."
    )
    woocommerce_key: SecretStr = Field(
        min_length=1, description="Consumer key (ck_…) of a REST API key with read and write permission."
    )
    woocommerce_secret: SecretStr = Field(min_length=1, description="The key's consumer secret (cs_…).")

    @field_validator("woocommerce_url")
    @classmethod
    def _check(cls, url: str) -> str:
        return check_address(url)
