"""Customers and where they live."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where something is sent.

    Attributes:
        name: Who it is addressed to.
        street: Street and number, in one line.
        postcode: As the country writes it.
        city: Town.
        country: ISO 3166-1 alpha-2 code.
        province: Two letters in Italy (``FI``), whatever the country has elsewhere, or empty.
        extra: Floor, staircase, name on the bell; or empty.
    """

    name: str
    street: str
    postcode: str
    city: str
    country: str = "IT"
    province: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """Whoever placed an order.

    Attributes:
        id: The shop's own.
        first_name: To be used in chat; may be empty.
        last_name: May be empty.
        email: In lower case; None where the shop has none.
        phone: E.164, as in ``+393331234567``; None where the shop has none.
        language: ISO 639-1 code, or None where the shop does not say.
    """

    id: str
    first_name: str
    last_name: str
    email: str | None
    phone: str | None
    language: str | None = None
