"""Carriers by what shops call them, and by numbers that give them away."""

from __future__ import annotations

import pytest

from shop.carriers.registry import CARRIERS, carrier_of, clean_number


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("BRT", "brt"),
        ("brt-bartolini", "brt"),
        ("Bartolini", "brt"),
        ("GLS Italy", "gls"),
        ("gls-it", "gls"),
        ("Poste Italiane", "poste"),
        ("poste-italiane", "poste"),
        ("Crono Express", "poste"),
        ("SDA Express Courier", "poste"),
        ("DHL Express", "dhl"),
        ("dhl-ecommerce", "dhl"),
    ],
)
def test_what_shops_call_them(name: str, code: str) -> None:
    carrier = carrier_of(name)
    assert carrier is not None
    assert carrier.code == code


@pytest.mark.parametrize("name", ["UPS", "Corriere", "Postnord", "My DHL friend", "è"])
def test_others_are_nobody_we_know(name: str) -> None:
    assert carrier_of(name, "RR123456789IT") is None


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("RR123456789IT", "poste"),
        ("JD014600006281230704", "dhl"),
        ("JJD014600006281230704", "dhl"),
        ("123456789012", None),
        ("1234567890", None),
        ("AB123456789", None),
        ("RR123456789FR", None),
        ("1Z999AA10123456784", None),
    ],
)
def test_a_number_gives_one_carrier_away_or_none(number: str, code: str | None) -> None:
    carrier = carrier_of("", number)
    assert (carrier.code if carrier else None) == code


def test_no_two_carriers_share_a_code_or_a_name() -> None:
    aliases = [alias for carrier in CARRIERS for alias in carrier.aliases]
    assert len(set(aliases)) == len(aliases)
    assert {carrier.code for carrier in CARRIERS} == {"brt", "gls", "poste", "dhl"}
    for carrier in CARRIERS:
        assert carrier_of(carrier.name) is carrier
        assert carrier.link("AB12").startswith("https://")
        assert "AB12" in carrier.link("AB12")


def test_a_number_can_not_leave_its_place_in_a_link() -> None:
    for carrier in CARRIERS:
        link = carrier.link("1&x=2#/../?é")
        assert "&x=2" not in link
        assert link.count("#") == carrier.page.count("#")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (" rr 123-456-789 it ", "RR123456789IT"),
        ("123", None),
        ("<b>12345</b>", None),
        ("1" * 51, None),
        ("", None),
        (None, None),
        ("١٢٣٤٥٦", None),
    ],
)
def test_clean_numbers(text: str | None, number: str | None) -> None:
    assert clean_number(text) == number
