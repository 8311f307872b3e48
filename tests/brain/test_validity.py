"""Dates of answers: broken ones first, then their edges."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.validity import is_dated, is_valid, without_dates

ROME = timezone(timedelta(hours=1))
NOON = datetime(2026, 11, 27, 12, 0, tzinfo=ROME)


def dated(first: Any = None, last: Any = None) -> dict[str, Any]:
    return {"text": "…", "metadata": {"valid_from": first, "valid_until": last}}


@pytest.mark.parametrize(
    "broken", ["2026-13-45", "tomorrow", "", "27/11/2026", 20261127, "2026-11-27T25:00", []]
)
def test_what_has_a_date_that_cannot_be_read_is_not_said(broken: Any) -> None:
    assert not is_valid(dated(first=broken), NOON)
    assert not is_valid(dated(last=broken), NOON)


@pytest.mark.parametrize("metadata", [None, "x", 7, [], {}, {"valid_from": None}, {"other": "2026-01-01"}])
def test_metadata_of_another_kind_is_no_date(metadata: Any) -> None:
    variant = {"text": "…", "metadata": metadata}
    assert not is_dated(variant)
    assert is_valid(variant, NOON)
    assert without_dates(variant) == variant


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        ("2026-11-27", "2026-11-27", True),
        ("2026-11-27", None, True),
        (None, "2026-11-27", True),
        ("2026-11-28", None, False),
        (None, "2026-11-26", False),
        ("2026-11-30", "2026-11-27", False),
        ("2026-11-27T12:00:00+01:00", None, True),
        ("2026-11-27T12:00:01+01:00", None, False),
        ("2026-11-27T11:00:01Z", None, False),
        ("2026-11-27T11:00:00Z", "2026-11-27T11:00:00Z", True),
        (None, "2026-11-27T11:59:59", False),
        (None, "2026-11-27T12:00:00", True),
    ],
)
def test_both_ends_are_included(first: str | None, last: str | None, holds: bool) -> None:
    assert is_valid(dated(first, last), NOON) is holds


def test_a_day_is_the_shops_day() -> None:
    """Half past midnight in Rome is still the day before in Greenwich."""
    night = datetime(2026, 11, 28, 0, 30, tzinfo=ROME)
    assert not is_valid(dated(last="2026-11-27"), night)
    assert is_valid(dated(last="2026-11-27"), night.astimezone(timezone.utc))


def test_what_is_said_carries_no_dates() -> None:
    assert without_dates(dated(first="2026-11-27")) == {"text": "…"}
    kept = {"text": "…", "metadata": {"valid_from": "2026-11-27", "by": "Giulia"}}
    assert without_dates(kept) == {"text": "…", "metadata": {"by": "Giulia"}}


def test_yaml_reads_a_date_as_what_it_is_without_being_told() -> None:
    """Why training has dates read as written: see ``read_dates_as_written``."""
    assert not isinstance(YAML(typ="safe").load("2026-11-27"), str)
