"""What vendors send, however odd."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shop.errors import ShopUnavailable
from shop.records import Money
from shop.remote.reading import VendorModel, amount, moment, plain, read, read_list, web_address
from shop.remote.settings import check_address


class Thing(VendorModel):
    id: int


def test_another_shape_is_named_without_its_values() -> None:
    with pytest.raises(ShopUnavailable, match="id") as failed:
        read(Thing, {"id": "giulia@posta.example"}, "Vendor")
    assert "giulia" not in str(failed.value)
    odd: object
    for odd in (None, [], "x", 3):
        with pytest.raises(ShopUnavailable):
            read(Thing, odd, "Vendor")
    with pytest.raises(ShopUnavailable, match="list"):
        read_list(Thing, {"id": 1}, "Vendor")


@pytest.mark.parametrize("text", ["", None, "abc", "NaN", "Infinity", "1,20", "[qty] * 2"])
def test_what_is_no_amount(text: str | None) -> None:
    assert amount(text, "EUR") is None


def test_amounts_and_times() -> None:
    assert amount(" 5.905 ", "EUR") == Money.of("5.91")
    assert moment("2026-01-14T09:00:00") == datetime(2026, 1, 14, 9, tzinfo=UTC)
    assert moment("2026-01-14T10:00:00+01:00") == datetime(2026, 1, 14, 9, tzinfo=UTC)
    assert moment("0000-00-00") is None


def test_markup_is_taken_out_and_links_are_links() -> None:
    assert plain("<p>Lino &amp;\n cotone</p>") == "Lino & cotone"
    assert plain("uno due tre", 8) == "uno due…"
    assert web_address("javascript:alert(1)") is None
    assert web_address("https://x.example/a\nb") is None
    assert web_address(" https://x.example/a ") == "https://x.example/a"


@pytest.mark.parametrize(
    "url", ["http://shop.example", "ftp://x", "https://a:b@x.example", "https://x.example?k=1", "shop", ""]
)
def test_addresses_that_would_give_the_key_away(url: str) -> None:
    with pytest.raises(ValueError, match="must"):
        check_address(url)


def test_an_address_is_kept_without_its_last_slash() -> None:
    assert check_address(" https://shop.example/it/ ") == "https://shop.example/it"
    assert check_address("http://127.0.0.1:81") == "http://127.0.0.1:81"
