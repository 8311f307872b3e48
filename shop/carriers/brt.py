"""BRT (once Bartolini)."""

from __future__ import annotations

from shop.carriers.carrier import Carrier

# Its numbers are digits alone, as other carriers' are: no shape tells them apart.
CARRIER = Carrier(
    code="brt",
    name="BRT",
    page="https://vas.brt.it/vas/sped_det_show.hsm?referer=sped_numspe_par.htm&Nspediz={number}",
    aliases=("brt", "bartolini"),
)
