"""Order numbers and codes, however they are typed."""

from __future__ import annotations

import re

from shop.errors import BadInput

LENGTH_LIMIT = 32
_NEITHER = re.compile(r"[^0-9A-Z]")
_PREFIX = re.compile(r"^[A-Z]*0*(?=[0-9])")


def canonical(number: str) -> str:
    """The part of an order number that tells orders apart.

    ``BL-20418``, ``bl 20418``, ``#20418`` and ``020418`` are one order, and one count of wrong attempts:
    back ends look up by this, and nothing else.

    Raises:
        BadInput: There is no digit in it, or it is too long to be one.
    """
    kept = _PREFIX.sub("", _NEITHER.sub("", number[: 4 * LENGTH_LIMIT].upper()))
    if not any(letter.isdigit() for letter in kept) or len(kept) > LENGTH_LIMIT:
        raise BadInput("number", "That can't be an order number.")
    return kept


def canonical_code(code: str) -> str:
    """A discount or gift card code in capitals, without spaces and dashes; empty where nothing is left."""
    return _NEITHER.sub("", code[: 4 * LENGTH_LIMIT].upper())[:LENGTH_LIMIT]
