"""Reading a postal address that was typed in one line."""

from __future__ import annotations

import re
from dataclasses import replace

from shop.changes import check_address
from shop.errors import BadInput
from shop.records import PostalAddress

_POSTCODE = re.compile(r"\b(?:CAP\s*)?(\d{4,5})\b", re.IGNORECASE)
_PROVINCE = re.compile(r"\s*[,(-]?\s*\(?\b([A-Z]{2})\b\)?\s*$")
_LEAD = re.compile(
    r"^(?:ciao|salve|ok|allora|ecco|no)?\W*(?:(?:spedi\w+|mand\w+|send) (?:it |lo |tutto )?(?:a|in|to)|"
    r"(?:il nuovo |the new )?(?:indirizzo|address)(?: (?:è|e'|is))?|è|it'?s)\W+",
    re.IGNORECASE,
)
_LINES = re.compile(r"\s*[\n;]\s*|\s+-\s+")


def address_in(text: str, current: PostalAddress) -> PostalAddress | None:
    """The address that a message gives: street and number, postcode, town.

    Args:
        text: As typed: ``Via Roma 12, 50123 Firenze (FI)``.
        current: Gives the name and the country, which a message seldom does.

    Returns:
        None where it is no address that a carrier could find.
    """
    line = _LEAD.sub("", _LINES.sub(", ", text.strip()))
    postcode = list(_POSTCODE.finditer(line))
    if not postcode:
        return None
    # The last one: a house number comes before.
    found = postcode[-1]
    street, rest = line[: found.start()].strip(" ,.-"), line[found.end() :].strip(" ,.-")
    street, town, province = _parts(street, rest)
    given = replace(current, street=street, postcode=found.group(1), city=town, province=province, extra="")
    try:
        check_address(given)
    except BadInput:
        return None
    return given


def _parts(street: str, rest: str) -> tuple[str, str, str]:
    """Street, town and province; the town may also stand before the postcode."""
    if not rest and "," in street:
        street, _, rest = street.rpartition(",")
    province = _PROVINCE.search(rest)
    town = rest[: province.start()] if province else rest
    return street.strip(" ,"), town.strip(" ,(-").title(), province.group(1) if province else ""


def in_one_line(address: PostalAddress) -> str:
    """``Via Roma 12, 50123 Firenze (FI)``."""
    province = f" ({address.province})" if address.province else ""
    return f"{address.street}, {address.postcode} {address.city}{province}"
