"""What 17TRACK needs to know."""

from __future__ import annotations

from pydantic import Field, SecretStr, field_validator

from shop.remote.settings import check_address
from shop.settings import ShopModel


class SeventeenTrackSettings(ShopModel):
    """Without a key, parcels are not followed."""

    seventeentrack_key: SecretStr | None = Field(
        None, min_length=1, description="Access key of 17TRACK's API. Without it, parcels are not followed."
    )
    seventeentrack_url: str = Field(
        "https://api.17track.net", description="Address of 17TRACK's API; change it for tests."
    )

    @field_validator("seventeentrack_url")
    @classmethod
    def _check(cls, url: str) -> str:
        return check_address(url)
