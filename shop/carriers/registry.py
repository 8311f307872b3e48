"""Which carriers are known; one module with ``CARRIER``, and one line here."""

from __future__ import annotations

import re

from shop.carriers.brt import CARRIER as BRT
from shop.carriers.carrier import Carrier
from shop.carriers.dhl import CARRIER as DHL
from shop.carriers.gls import CARRIER as GLS
from shop.carriers.poste import CARRIER as POSTE

CARRIERS = (BRT, GLS, POSTE, DHL)

NUMBER_LIMIT = 50
_NEITHER = re.compile(r"[^0-9a-z]")
_SPACED = re.compile(r"[\s-]+")


def clean_number(text: str | None) -> str | None:
    """A tracking number in capitals, without spaces; None for what can't be one."""
    number = _SPACED.sub("", (text or "")[: 2 * NUMBER_LIMIT]).upper()
    ok = 4 <= len(number) <= NUMBER_LIMIT and number.isascii() and number.isalnum()
    return number if ok else None


def carrier_of(name: str, number: str | None = None) -> Carrier | None:
    """The carrier that a shop means by a name, or that a number's shape gives away.

    Args:
        name: As the shop or its plugin writes it; or empty.
        number: A clean one; where several carriers could have given it, none is guessed.
    """
    called = _NEITHER.sub("", name.lower())
    if name.strip():
        return next((carrier for carrier in CARRIERS if carrier.is_called(called)), None)
    gave = [carrier for carrier in CARRIERS if number and carrier.gave(number)]
    return gave[0] if len(gave) == 1 else None
