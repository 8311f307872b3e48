"""The one place where WooCommerce's errors become ours."""

from __future__ import annotations

from typing import Any

from shop.errors import BadInput, NotFound, ShopError, ShopUnavailable

NOT_FOUND = frozenset(
    {
        "woocommerce_rest_shop_order_invalid_id",
        "woocommerce_rest_order_invalid_id",
        "woocommerce_rest_invalid_order_id",
        "woocommerce_rest_product_invalid_id",
        "woocommerce_rest_shop_coupon_invalid_id",
        "woocommerce_rest_invalid_id",
    }
)
"""There is no such thing; other 404s mean that the address is not WooCommerce's."""
REFUSED_KEY = frozenset(
    {
        "woocommerce_rest_authentication_error",
        "woocommerce_rest_cannot_view",
        "woocommerce_rest_cannot_edit",
        "woocommerce_rest_cannot_create",
        "rest_forbidden",
        "rest_not_logged_in",
        "rest_cannot_view",
    }
)
BAD_INPUT = frozenset({"rest_invalid_param", "rest_missing_callback_param", "woocommerce_rest_invalid_param"})


def error_of(status: int, body: Any) -> ShopError | None:
    """What an answer means; None where it is no error.

    Args:
        status: HTTP's.
        body: The JSON of the answer; None where it was none.
    """
    code = body.get("code") if isinstance(body, dict) and isinstance(body.get("code"), str) else None
    if 200 <= status < 300:
        return None if body is not None else ShopUnavailable("WooCommerce answered something else than JSON.")
    if code in NOT_FOUND:
        return NotFound("WooCommerce has no such thing.")
    if code in BAD_INPUT or status in {400, 422}:
        return BadInput("", f"WooCommerce refuses a value ({_shown(code)}).")
    return ShopUnavailable(_sentence(status, code))


def _sentence(status: int, code: str | None) -> str:
    if status in {401, 403} or code in REFUSED_KEY:
        return f"WooCommerce does not accept our key, or it may not do this ({_shown(code)})."
    if status == 404:
        return "SPORTELLO_SHOP_WOOCOMMERCE_URL leads to no WooCommerce REST API."
    if 300 <= status < 400:
        return "SPORTELLO_SHOP_WOOCOMMERCE_URL leads elsewhere: give the address that it redirects to."
    return f"WooCommerce is in trouble ({status}, {_shown(code)})."


def _shown(code: str | None) -> str:
    """A code is a word of WooCommerce's; anything longer may hold what somebody typed."""
    return code if code and len(code) <= 60 and code.replace("_", "").isalnum() else "no code"
