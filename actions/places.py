"""Which place a message names: a country, an Italian town or island, a postcode."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from babel import Locale

from actions.phrases import LANGUAGES, known
from shop.records import Destination

# fmt: off
_ALSO = {
    "inghilterra": "GB", "gran bretagna": "GB", "scozia": "GB", "galles": "GB", "england": "GB", "uk": "GB",
    "great britain": "GB", "scotland": "GB", "wales": "GB", "olanda": "NL", "holland": "NL", "usa": "US",
    "america": "US", "the states": "US", "irlanda del nord": "GB", "northern ireland": "GB",
    "repubblica ceca": "CZ", "czech republic": "CZ", "vaticano": "VA", "vatican": "VA",
}
# Words of other things, too: `mali`, jersey for clothes, a man.
_AMBIGUOUS = frozenset({"ML", "JE", "IM"})
_ON_ISLANDS = {
    "sicilia": "PA", "sicily": "PA", "palermo": "PA", "catania": "CT", "messina": "ME", "siracusa": "SR",
    "syracuse": "SR", "trapani": "TP", "ragusa": "RG", "agrigento": "AG", "caltanissetta": "CL", "enna": "EN",
    "sardegna": "CA", "sardinia": "CA", "cagliari": "CA", "sassari": "SS", "olbia": "SS", "nuoro": "NU",
    "oristano": "OR", "alghero": "SS",
}
_SMALL_ISLANDS = {
    "isola d'elba": "57037", "elba": "57037", "ischia": "80077", "capri": "80073", "procida": "80079",
    "ponza": "04027", "ventotene": "04020", "isola del giglio": "58012", "tremiti": "71051",
}
_MAINLAND = {
    "milano": "MI", "milan": "MI", "roma": "RM", "rome": "RM", "torino": "TO", "turin": "TO", "napoli": "NA",
    "naples": "NA", "firenze": "FI", "florence": "FI", "bologna": "BO", "genova": "GE", "genoa": "GE",
    "bari": "BA", "verona": "VR", "padova": "PD", "trieste": "TS", "brescia": "BS", "parma": "PR",
    "modena": "MO", "perugia": "PG", "ancona": "AN", "pescara": "PE", "lecce": "LE", "pisa": "PI",
    "bergamo": "BG", "trento": "TN", "bolzano": "BZ", "udine": "UD", "salerno": "SA", "taranto": "TA",
}
# fmt: on
_ISLANDS = re.compile(r"\b(?:isol[ae]|islands?)\b")
_ABROAD = re.compile(
    r"\b(?:ester[oi]|abroad|overseas|international(?:ly)?|internazional[ei]|altr[io] paes[ei]"
    r"|(?:fuori|outside)(?: of)?(?: dall')? ?ital(?:ia|y)|europ[ae]|un'altra nazione|another country)\b"
)
_POSTCODE = re.compile(r"\b(?:cap|postcode|zip|codice postale)?\W{0,2}(\d{5})\b")
SOME_ISLAND = "PA"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that somebody named.

    Attributes:
        destination: What the shop's rates need of it.
        name: As it is shown; empty for "an island", whichever.
    """

    destination: Destination
    name: str = ""


def place_in(text: str, language: str | None) -> Place | None:
    """The first kind of place that is found: a country abroad, an island, a town, a postcode, Italy."""
    words = folded(text)
    country = _country_in(words)
    if country and country != "IT":
        return Place(Destination(country), country_name(country, language))
    return _italian(words) or (Place(Destination(), country_name("IT", language)) if country else None)


def says_abroad(text: str) -> bool:
    """Whether it is about another country, without saying which."""
    return bool(_ABROAD.search(folded(text)))


def country_name(code: str, language: str | None) -> str:
    """``Germania``; the code itself where nobody has a name for it."""
    return str(Locale(known(language)).territories.get(code.upper(), code))


def folded(text: str) -> str:
    """Small letters without accents, with straight apostrophes."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _italian(words: str) -> Place | None:
    for found in (_named(_SMALL_ISLANDS, words), _named(_ON_ISLANDS, words)):
        if found:
            name, code = found
            is_postcode = code.isdigit()
            where = Destination("IT", code if is_postcode else "", "" if is_postcode else code)
            return Place(where, name.title())
    if _ISLANDS.search(words):
        return Place(Destination("IT", province=SOME_ISLAND))
    town = _named(_MAINLAND, words)
    if town:
        return Place(Destination("IT", province=town[1]), town[0].title())
    postcode = _POSTCODE.search(words)
    return Place(Destination("IT", postcode[1]), postcode[1]) if postcode else None


def _named(places: dict[str, str], words: str) -> tuple[str, str] | None:
    found = re.search(_any_of(tuple(places)), words)
    return (found[0], places[found[0]]) if found else None


def _country_in(words: str) -> str | None:
    found = re.search(_any_of(tuple(_countries())), words)
    return _countries()[found[0]] if found else None


@cache
def _any_of(names: tuple[str, ...]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"


@cache
def _countries() -> dict[str, str]:
    """Codes by name, in every language."""
    found = dict(_ALSO)
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _AMBIGUOUS:
                found[folded(str(name))] = code
    return found
