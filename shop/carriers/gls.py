"""GLS, in Italy."""

from __future__ import annotations

from shop.carriers.carrier import Carrier

# Its numbers are digits, some after two letters of the depot, as others' are: no shape tells them apart.
CARRIER = Carrier(
    code="gls",
    name="GLS",
    page="https://gls-group.com/IT/it/servizi-online/ricerca-spedizioni/?match={number}&type=NAT",
    aliases=("gls",),
)
