"""Which Italian addresses are on an island, or remote: carriers take longer, some ask for more."""

from __future__ import annotations

from shop.records import Destination

_SICILY = {"AG", "CL", "CT", "EN", "ME", "PA", "RG", "SR", "TP"}
_SARDINIA = {"CA", "CI", "NU", "OG", "OR", "OT", "SS", "SU", "VS"}
_PREFIXES = (
    *("07", "08", "09"),  # Sardinia
    *(str(number) for number in range(90, 99)),  # Sicily
)
_SMALL_ISLANDS = {
    *("04027", "04020"),  # Ponza, Ventotene
    *("57030", "57031", "57032", "57033", "57034", "57036", "57037", "57038", "57039"),  # Elba, Capraia
    "58012",  # Giglio
    "71051",  # Tremiti
    *("80070", "80071", "80073", "80074", "80075", "80076", "80077", "80079"),  # Capri, Ischia, Procida
}
_LAGOON = {"30121", "30122", "30123", "30124", "30125", "30126", "30132", "30133", "30141", "30142"}
_CUSTOMS_BORDER = {"22061", "23041"}  # Campione d'Italia, Livigno


def is_remote(destination: Destination) -> bool | None:
    """Whether it is a small island, in Venice's lagoon, or behind a border of customs.

    Returns:
        None where no postcode was said: a province does not tell.
    """
    if destination.country.upper() != "IT":
        return False
    postcode = destination.postcode.strip()
    return postcode in _SMALL_ISLANDS | _LAGOON | _CUSTOMS_BORDER if postcode else None


def is_island(destination: Destination) -> bool | None:
    """Whether it is on one of Italy's islands; None where neither postcode nor province was said."""
    if destination.country.upper() != "IT":
        return False
    postcode, province = destination.postcode.strip(), destination.province.strip().upper()
    if not postcode and not province:
        return None
    return province in _SICILY | _SARDINIA or postcode.startswith(_PREFIXES) or postcode in _SMALL_ISLANDS
