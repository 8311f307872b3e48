"""Personal data in what people wrote: it must not become part of what the assistant knows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Personal(NamedTuple):
    """What was found.

    Attributes:
        kind: ``email``, ``iban``, ``card``, ``phone`` or ``name`` (with a surname).
        text: The words.
    """

    kind: str
    text: str


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b", re.IGNORECASE)
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_PHONE = re.compile(r"(?<![\w/#-])(?:\+|00)?\d{1,4}(?:[ ./-]?\d{2,4}){2,4}(?!\w)")
LEAST_DIGITS = 9
_NAME = re.compile(r"\b(?i:mi chiamo|my name is|il mio nome è)\s+([A-ZÀ-Ý][\w'’-]+(?:\s+[A-ZÀ-Ý][\w'’-]+)+)")


@lru_cache(maxsize=50_000)
def personal_in(text: str) -> Personal | None:
    """The first personal thing in a text; None where there is none."""
    for kind, pattern in (
        ("email", _EMAIL),
        ("iban", _IBAN),
        ("card", _CARD),
        ("phone", _PHONE),
        ("name", _NAME),
    ):
        for found in pattern.finditer(text):
            if _is(kind, found.group()):
                return Personal(kind, found.group())
    return None


def _is(kind: str, text: str) -> bool:
    digits = [int(sign) for sign in text if sign.isdigit()]
    if kind == "card":
        return _adds_up(digits)
    return kind != "phone" or len(digits) >= LEAST_DIGITS


def _adds_up(digits: list[int]) -> bool:
    """Luhn's sum, which every card's number keeps to."""
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
