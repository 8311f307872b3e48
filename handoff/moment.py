"""When a message is answered, and who asks: some answers hold only on some days, or for some shoppers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Shopper:
    """What is known of whoever writes, as far as answers depend on it.

    Attributes:
        country: ISO 3166 code, or None.
        customer: ``guest``, ``known`` or ``vip``; None where nobody could say.
    """

    country: str | None = None
    customer: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When a message is answered, and in which circumstances: some answers hold only in some.

    Attributes:
        now: In the shop's own zone.
        opening: ``open`` or ``closed``: whether people are there on this channel.
        shopper: Who is asking.
    """

    now: datetime
    opening: str | None = None
    shopper: Shopper = Shopper()
