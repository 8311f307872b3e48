"""E-mail addresses and phone numbers, each in one spelling, so that they can be compared."""

from __future__ import annotations

import re

import phonenumbers

EMAIL_LIMIT = 254
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]{2,}")


def normal_email(text: str) -> str | None:
    """The address in lower case; None where the text is none."""
    address = text.strip().strip("<>").removeprefix("mailto:").lower()
    return address if len(address) <= EMAIL_LIMIT and _EMAIL.fullmatch(address) else None


def normal_phone(text: str, region: str = "IT") -> str | None:
    """The number as E.164; None where the text is none.

    Args:
        text: With or without the country's prefix, however it is spaced.
        region: Country of numbers without a prefix, ISO 3166-1 alpha-2.
    """
    try:
        number = phonenumbers.parse(text[:40], region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
