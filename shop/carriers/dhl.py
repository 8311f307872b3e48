"""DHL, Express and eCommerce."""

from __future__ import annotations

import re

from shop.carriers.carrier import Carrier

CARRIER = Carrier(
    code="dhl",
    name="DHL",
    page="https://www.dhl.com/it-it/home/tracking.html?tracking-id={number}",
    aliases=("dhl",),
    shapes=(re.compile(r"J?JD\d{16,20}"),),
)
