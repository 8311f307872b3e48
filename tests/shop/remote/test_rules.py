"""The file with the rules that no API tells."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from shop.errors import BadShopSettings
from shop.records import Money, OrderState, Speed, Trait
from shop.remote.rules import load_rules, parse_rules
from shop.shopify.client import VERSION
from shop.shopify.shop import SCOPES

WHOLE = """
changeable_hours = 2
[policies]
return_days = 30
home_collection_fee = "4.90"
[delivery]
standard = [2, 4]
[statuses]
in-lavorazione = "preparing"
[traits]
hygiene = ["INT-*"]
[[rates]]
id = "it"
countries = ["IT", "SM"]
speed = "standard"
price = "5.90"
free_from = "59"
min_days = 2
max_days = 4
[[payment_methods]]
code = "card"
name = "Carta"
[[opening_hours]]
weekday = 0
opens = 09:00:00
closes = 18:00:00
"""


def test_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(WHOLE, encoding="utf-8")
    rules = load_rules(path)
    assert rules.policies.home_collection_fee == Money.of("4.90")
    assert rules.rates[0].free_from == Money.of(59)
    assert rules.rates[0].speed is Speed.STANDARD
    assert rules.statuses == {"in-lavorazione": OrderState.PREPARING}
    assert rules.traits_of("int-12") == {Trait.HYGIENE}
    assert rules.traits_of("ARNO") == frozenset()


def test_without_a_file_nothing_is_promised_but_the_law() -> None:
    rules = load_rules(None)
    assert (rules.policies.return_days, rules.policies.withdrawal_days) == (14, 14)
    assert rules.delivery is None
    assert rules.changeable_hours == 0
    assert not [*rules.opening_hours, *rules.pickup_points, *rules.rates]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({"polices": {}}, "polices"),
        ({"policies": {"return_dayz": 3}}, "return_dayz"),
        ({"policies": {"return_days": "soon"}}, "return_days"),
        ({"policies": {"withdrawal_days": 7}}, "law"),
        ({"policies": {"guarantee_months": 12}}, "law"),
        ({"changeable_hours": -1}, "changeable_hours"),
        ({"delivery": {"standard": [2]}}, "standard"),
        ({"rates": [{"id": "x"}]}, "rates"),
        ({"rates": ["x"]}, "rates"),
        ({"statuses": {"x": "nowhere"}}, "statuses"),
    ],
)
def test_a_mistake_is_named(data: dict[str, Any], word: str) -> None:
    with pytest.raises(BadShopSettings, match=word):
        parse_rules(data)


def test_a_file_that_is_not_there_or_no_toml(tmp_path: Path) -> None:
    with pytest.raises(BadShopSettings, match="SPORTELLO_SHOP_RULES"):
        load_rules(tmp_path / "none.toml")
    bad = tmp_path / "bad.toml"
    bad.write_text("x =", encoding="utf-8")
    with pytest.raises(BadShopSettings, match="TOML"):
        load_rules(bad)


ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("page", ["connect-woocommerce", "connect-shopify"])
def test_the_rules_in_the_pages_can_be_read(page: str) -> None:
    text = (ROOT / "docs" / "howto" / f"{page}.md").read_text(encoding="utf-8")
    block = text.partition("```toml rules\n")[2].partition("```")[0]
    assert parse_rules(tomllib.loads(block)) != parse_rules({})


def test_the_page_names_every_scope() -> None:
    text = (ROOT / "docs" / "howto" / "connect-shopify.md").read_text(encoding="utf-8")
    assert not [scope for scope in SCOPES if f"`{scope}`" not in text]
    assert f"`{VERSION}`" in text
