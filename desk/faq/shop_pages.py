"""What the shop says about its pages: which questions are asked on which."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SEPARATOR = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked on some pages of the shop.

    Attributes:
        path: Of the pages; ``*`` stands for anything.
        about: Categories' ids and topics' names, in order.
    """

    path: str
    about: tuple[str, ...]


def read_pages(written: str) -> tuple[Page, ...]:
    """Reads ``/checkout*=payment,faq/gift_wrapping; /resi=returns``.

    Raises:
        ValueError: A part of it is not ``path=topic,category``.
    """
    return tuple(_page(part.strip()) for part in _SEPARATOR.split(written) if part.strip())


def _page(part: str) -> Page:
    path, separator, about = part.partition("=")
    named = tuple(name.strip() for name in about.split(",") if name.strip())
    if not separator or not path.strip().startswith("/") or not named:
        raise ValueError(f"{part!r} is not /path=topic,category")
    return Page(path.strip(), named)
