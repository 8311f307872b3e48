"""From when and until when an answer holds: ``metadata: {valid_from: …, valid_until: …}`` of a variant.

A bare date (``"2026-11-27"``) is a whole day in the shop's zone, the last one included; a date-time has its
offset (``"2026-11-27T18:00:00+01:00"``), and one without is in the shop's zone.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from ruamel.yaml.constructor import RoundTripConstructor, SafeConstructor

FROM = "valid_from"
UNTIL = "valid_until"
DAY = len("2026-11-27")
TIMESTAMP = "tag:yaml.org,2002:timestamp"

logger = logging.getLogger(__name__)


class BadDate(ValueError):
    """A date of an answer can't be read; such an answer is not given, as nobody knows when it holds."""


def is_dated(variant: Mapping[str, Any]) -> bool:
    """Whether a variant holds for a time only."""
    return any(stated is not None for stated in _bounds(variant))


def is_valid(variant: Mapping[str, Any], now: datetime) -> bool:
    """Whether a variant holds at a time.

    Args:
        variant: Of a response.
        now: In the shop's zone.
    """
    try:
        first, last = (_read(str(stated)) if stated is not None else None for stated in _bounds(variant))
    except BadDate:
        return False
    return (first is None or _compared(first, now) <= 0) and (last is None or _compared(last, now) >= 0)


def without_dates(variant: dict[str, Any]) -> dict[str, Any]:
    """A variant as it is said: its dates are nothing to remember in the dialogue."""
    if not is_dated(variant):
        return variant
    rest = {key: value for key, value in variant["metadata"].items() if key not in (FROM, UNTIL)}
    bare = {key: value for key, value in variant.items() if key != "metadata"}
    return {**bare, "metadata": rest} if rest else bare


def read_dates_as_written() -> None:
    """Has YAML that this process reads from now on keep dates as the text they were written as.

    Rasa stores the domain as JSON, which has no dates: training on an unquoted one would fail.
    """
    for constructor in (SafeConstructor, RoundTripConstructor):
        constructor.add_constructor(TIMESTAMP, constructor.construct_yaml_str)


def _bounds(variant: Mapping[str, Any]) -> tuple[Any, Any]:
    metadata = variant.get("metadata")
    return (metadata.get(FROM), metadata.get(UNTIL)) if isinstance(metadata, Mapping) else (None, None)


def _compared(bound: date, now: datetime) -> int:
    """Negative where the bound is before now, 0 on the same day or instant, positive after."""
    if not isinstance(bound, datetime):
        return (bound - now.date()).days
    difference = (bound if bound.tzinfo else bound.replace(tzinfo=now.tzinfo)) - now
    return (difference.total_seconds() > 0) - (difference.total_seconds() < 0)


@lru_cache(maxsize=1000)
def _read(text: str) -> date:
    spelled = text.strip().replace("Z", "+00:00").replace("z", "+00:00")
    try:
        return date.fromisoformat(spelled) if len(spelled) == DAY else datetime.fromisoformat(spelled)
    except ValueError:
        logger.warning("An answer has the date %.40r, which can't be read; it is not given.", text)
        raise BadDate(text) from None
