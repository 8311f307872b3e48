"""The shop's settings, read once from the environment and ``.env``; each back end reads its own."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from shop.errors import BadShopSettings

Settings = TypeVar("Settings", bound="ShopModel")
DEFAULT_DATABASE = "sqlite:///.sportello/shop.db"


class ShopModel(BaseSettings):
    """What settings of shops have in common: names that begin with ``SPORTELLO_SHOP_``."""

    model_config = SettingsConfigDict(
        env_prefix="SPORTELLO_SHOP_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )


class ShopSettings(ShopModel):
    """Which shop, and how patiently it is asked."""

    backend: str = Field("demo", description="The shop's back end: demo, woocommerce or shopify.")
    database_url: SecretStr = Field(
        SecretStr(DEFAULT_DATABASE),
        description="Where the demo shop, attempts, and what is begun in chat are kept: sqlite:///path or "
        "postgresql://user:password@host/name.",
    )
    timeout: float = Field(4.0, gt=0, le=30, description="Seconds that one call of the back end may take.")
    tries: int = Field(2, ge=1, le=5, description="How often a read is tried before the shop counts as away.")
    cache_seconds: float = Field(
        15.0, ge=0, le=300, description="Seconds for which what was read is believed; 0 for not at all."
    )
    phone_region: str = Field(
        "IT",
        pattern="^[A-Z]{2}$",
        description="Country of phone numbers that are written without prefix.",
    )
    demo_seed: int = Field(20418, description="Number that the demo shop's orders are made from.")

    @field_validator("backend")
    @classmethod
    def _lower(cls, name: str) -> str:
        return name.strip().lower()

    @field_validator("database_url")
    @classmethod
    def _check_url(cls, url: SecretStr) -> SecretStr:
        if not url.get_secret_value().startswith(("sqlite:///", "sqlite+", "postgres")):
            raise ValueError("it must begin with sqlite:/// or postgresql://")
        return url


def load_settings(model: type[Settings], env_file: Path | None = Path(".env")) -> Settings:
    """Reads one model's settings.

    Args:
        model: ``ShopSettings``, or a back end's.
        env_file: Lines of ``NAME=value`` beside the environment, which has the last word.

    Raises:
        BadShopSettings: One sentence that names the variables and what is wrong, never their values.
    """
    try:
        return model(_env_file=env_file)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        prefix = model.model_config.get("env_prefix", "")
        reasons = [
            f"{prefix}{_name(one['loc'])}: {one['msg'].removeprefix('Value error, ')}" for one in problems
        ]
        raise BadShopSettings("; ".join(reasons) + ".") from None


def _name(location: tuple[int | str, ...]) -> str:
    return "_".join(str(part) for part in location[:1]).upper()
