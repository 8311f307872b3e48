"""The one place where 17TRACK's errors become ours."""

from __future__ import annotations

from shop.errors import ShopUnavailable

NOT_REGISTERED = -18019902
ALREADY_REGISTERED = -18019901
NO_NEWS = frozenset({-18019903, -18019909, -18010011, -18010012, -18010013, -18010015})
"""The number is nobody's: no carrier is found for it, or it can't be one."""
REFUSED_KEY = frozenset({-18010001, -18010002, -18010004, -18010005})
QUOTA = frozenset({-18019907, -18019908})


def error_of(status: int, code: int | None) -> ShopUnavailable | None:
    """What an answer as a whole means; None where it is no error.

    Args:
        status: HTTP's.
        code: 17TRACK's, of the whole answer; None where it had none.
    """
    if status == 200 and code == 0:
        return None
    if status in {401, 403} or code in REFUSED_KEY:
        return ShopUnavailable("17TRACK does not accept SPORTELLO_SHOP_SEVENTEENTRACK_KEY.")
    if code in QUOTA:
        return ShopUnavailable("17TRACK's quota is used up.")
    return ShopUnavailable(f"17TRACK is in trouble ({status}, {code}).")
