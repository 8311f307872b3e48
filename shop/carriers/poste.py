"""Poste Italiane, with SDA, which is theirs."""

from __future__ import annotations

import re

from shop.carriers.carrier import Carrier

CARRIER = Carrier(
    code="poste",
    name="Poste Italiane",
    page="https://www.poste.it/cerca/index.html#/risultati-spedizioni/{number}",
    aliases=("poste", "crono", "sda"),
    # The Universal Postal Union's S10: two letters, nine digits, the country.
    shapes=(re.compile(r"[A-Z]{2}\d{9}IT"),),
)
