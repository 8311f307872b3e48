"""The one place where Shopify's errors become ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shop.errors import AlreadyDone, BadInput, NotFound, ShopError, ShopUnavailable, TooLate
from shop.remote.wire import Answer, SlowDown

THROTTLED = "THROTTLED"
_STATUSES = {
    401: "Shopify does not accept SPORTELLO_SHOP_SHOPIFY_TOKEN.",
    402: "Shopify has frozen the shop.",
    403: "Shopify's app may not do this: it lacks a scope.",
    404: "SPORTELLO_SHOP_SHOPIFY_URL leads to no shop, or Shopify no longer serves our version of its API.",
    423: "Shopify has locked the shop.",
}
_CODES = {
    "ACCESS_DENIED": "Shopify's app may not do this: it lacks a scope.",
    "SHOP_INACTIVE": "Shopify has frozen the shop.",
    "MAX_COST_EXCEEDED": "Shopify finds a query too expensive.",
    "INTERNAL_SERVER_ERROR": "Shopify is in trouble.",
}
_NOT_FOUND = {"NOT_FOUND"}
_DONE = {"ALREADY_EXISTS", "TAKEN", "PRESENT"}
_LATE = {"INVALID_STATE", "NOT_EDITABLE"}
_TROUBLE = {"INTERNAL_ERROR", "CREATION_FAILED", "NOTIFICATION_FAILED", "NO_REFUND_PERMISSION",
            "FEATURE_NOT_ENABLED"}  # fmt: skip


def slow_down(answer: Answer) -> None:
    """Raises ``SlowDown`` where the bucket of points is empty: nothing was done.

    It says for how long: what is missing, over what comes back a second.
    """
    if THROTTLED in _codes(answer.body):
        raise SlowDown("Shopify asks us to slow down.", retry_after=_refilled_in(answer.body))


def error_of(answer: Answer) -> ShopError | None:
    """What an answer as a whole means; None where it is no error."""
    if answer.status != 200:
        known = _STATUSES.get(answer.status)
        return ShopUnavailable(known or f"Shopify is in trouble ({answer.status}).")
    if not isinstance(answer.body, dict):
        return ShopUnavailable("Shopify answered something else than JSON.")
    if not answer.body.get("errors"):
        has_data = isinstance(answer.body.get("data"), dict)
        return None if has_data else ShopUnavailable("Shopify answered without data.")
    code = next(iter(_codes(answer.body)), "")
    return ShopUnavailable(_CODES.get(code) or f"Shopify refuses a query ({_word(code)}).")


def user_error(errors: Sequence[Any]) -> ShopError | None:
    """What a mutation's ``userErrors`` mean; None where there are none."""
    if not errors:
        return None
    first = errors[0] if isinstance(errors[0], dict) else {}
    code, field = str(first.get("code") or ""), first.get("field") or []
    if code in _NOT_FOUND:
        return NotFound("Shopify has no such thing.")
    if code in _DONE:
        return AlreadyDone(code.lower())
    if code in _LATE:
        return TooLate(code.lower())
    if code in _TROUBLE:
        return ShopUnavailable(f"Shopify could not do it ({_word(code)}).")
    where = str(field[-1]) if isinstance(field, list) and field else ""
    return BadInput(where, f"Shopify refuses a value ({_word(code)}).")


def _codes(body: Any) -> list[str]:
    errors = body.get("errors") if isinstance(body, dict) else None
    listed = errors if isinstance(errors, list) else []
    found = [one.get("extensions") for one in listed if isinstance(one, dict)]
    return [str(one.get("code") or "") for one in found if isinstance(one, dict)]


def _refilled_in(body: Any) -> float | None:
    try:
        cost = body["extensions"]["cost"]
        bucket = cost["throttleStatus"]
        missing = float(cost["requestedQueryCost"]) - float(bucket["currentlyAvailable"])
        return max(missing / float(bucket["restoreRate"]), 0.0)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None


def _word(code: str) -> str:
    """A code is one word; anything else may hold what somebody typed."""
    return code if code and len(code) <= 60 and code.replace("_", "").isalnum() else "no code"
