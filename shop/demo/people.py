"""Who orders at the demo shop: a few who are documented, and a crowd made from the seed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random

from shop.demo.data import read
from shop.records import Customer, PostalAddress


@dataclass(frozen=True, slots=True)
class Person:
    """A customer and where they live."""

    customer: Customer
    address: PostalAddress


def made_up(number: int, rng: Random) -> Person:
    """Somebody, by a number that makes phone and address unique."""
    names = read("people")
    first, last = rng.choice(names["first_names"]), rng.choice(names["last_names"])
    postcode, city, province = rng.choice(names["towns"])
    email = f"{_letters(first)}.{_letters(last)}{number}@{rng.choice(names['domains'])}"
    return Person(
        Customer(f"c{number}", first, last, email, f"+39320{5_550_000 + number}", "it"),
        PostalAddress(
            name=f"{first} {last}",
            street=f"{rng.choice(names['streets'])} {rng.randint(1, 140)}",
            postcode=postcode,
            city=city,
            province=province,
        ),
    )


def _person(
    code: str, first: str, last: str, phone: str, street: str, town: tuple[str, str, str], country: str = "IT"
) -> Person:
    postcode, city, province = town
    language = "it" if country == "IT" else "en"
    email = f"{_letters(first)}.{_letters(last)}@posta.example"
    return Person(
        Customer(code, first, last, email, phone, language),
        PostalAddress(f"{first} {last}", street, postcode, city, country, province),
    )


def _letters(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z]", "", plain)


_FLORENCE, _MILAN, _ROME = ("50123", "Firenze", "FI"), ("20131", "Milano", "MI"), ("00184", "Roma", "RM")
GIULIA = _person("giulia", "Giulia", "Ferri", "+393205550101", "Via dei Serragli 41", _FLORENCE)
MARCO = _person("marco", "Marco", "Colombo", "+393205550102", "Via Porpora 18", _MILAN)
SARA = _person("sara", "Sara", "Rinaldi", "+393205550103", "Via Baccina 60", _ROME)
ANTONIO = _person(
    "antonio", "Antonio", "Serra", "+393205550104", "Via Sonnino 12", ("09125", "Cagliari", "CA")
)
ANNA = _person(
    "anna", "Anna", "Keller", "+4915155501055", "Lindenstraße 9", ("10969", "Berlin", ""), country="DE"
)
LUCA = _person("luca", "Luca", "Moretti", "+393205550106", "Corso Sommeiller 5", ("10125", "Torino", "TO"))
NOEMI = _person("noemi", "Noemi", "Caruso", "+393205550107", "Via Atenea 88", ("92100", "Agrigento", "AG"))
"""The customers of the documented orders; ``docs/demo-orders.md`` lists them."""
