"""Reads what a vendor sends into records of its own shape, and refuses what has another."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from shop.errors import ShopUnavailable
from shop.records import Money

Model = TypeVar("Model", bound="VendorModel")
_WITHIN_WORDS = re.compile(r"</?(?:a|b|em|i|small|span|strong|u)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


class VendorModel(BaseModel):
    """A part of a vendor's answer; what is not named here is not read."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


def read(model: type[Model], body: Any, vendor: str) -> Model:
    """One object.

    Raises:
        ShopUnavailable: It has another shape; the message names fields, never values.
    """
    try:
        return model.model_validate(body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        where = ", ".join(".".join(str(part) for part in one["loc"]) for one in found[:3]) or "all of it"
        raise ShopUnavailable(f"{vendor} answered something that we can't read: {where}.") from None


def read_list(model: type[Model], body: Any, vendor: str) -> list[Model]:
    """A list of objects; raises as ``read`` does."""
    if not isinstance(body, list):
        raise ShopUnavailable(f"{vendor} answered something that is no list.")
    return [read(model, one, vendor) for one in body]


def amount(text: str | None, currency: str) -> Money | None:
    """An amount as APIs write it, ``"59.90"``; None where it is none."""
    try:
        number = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return Money(number, currency) if number.is_finite() else None


def moment(text: str | None) -> datetime | None:
    """ISO 8601, as UTC where no zone is said; None where it is none."""
    try:
        read_time = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return read_time.replace(tzinfo=UTC) if read_time.tzinfo is None else read_time.astimezone(UTC)


def plain(markup: str | None, limit: int = 300) -> str:
    """HTML as one line of text, cut at a word after so many characters."""
    text = _SPACE.sub(" ", html.unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", markup or "")))).strip()
    return text if len(text) <= limit else f"{text[:limit].rpartition(' ')[0]}…"


def web_address(text: str | None) -> str | None:
    """An address that may be shown as a link; None for anything else."""
    address = (text or "").strip()
    ok = address.startswith(("https://", "http://")) and " " not in address and address.isprintable()
    return address if ok else None
