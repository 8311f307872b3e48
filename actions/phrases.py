"""Parts of answers that depend on figures: money, days, lists, and words from ``actions/fragments``.

Whole answers are responses, which editors can change; what stands here only fills their blanks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency
from fluent.runtime import FluentBundle, FluentResource

from shop.records import Money

FOLDER = Path(__file__).parent / "fragments"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.ftl")))
DEFAULT_LANGUAGE = "it"


class UnknownFragment(LookupError):
    """A fragment is in no catalogue, or lacks a value: a mistake in our own code."""


def known(language: str | None) -> str:
    """The language, or the default one where it is None or not ours."""
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


def fragment(key: str, language: str | None, **values: str | int) -> str:
    """A few words in the language.

    Raises:
        UnknownFragment: There is no such key, or a value is missing.
    """
    bundle = _bundle(known(language))
    pattern = bundle.get_message(key).value if bundle.has_message(key) else None
    if pattern is None:
        raise UnknownFragment(f"There is no fragment {key!r}.")
    said, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise UnknownFragment(f"The fragment {key!r}: {errors[0]}")
    return str(said)


def money(amount: Money, language: str | None) -> str:
    """``5,90 €`` and ``59 €``; ``€5.90`` and ``€59`` in English."""
    whole = amount.amount == amount.amount.to_integral_value()
    said = format_currency(
        amount.amount.to_integral_value() if whole else amount.amount,
        amount.currency,
        format={"it": "#,##0 ¤", "en": "¤#,##0"}[known(language)] if whole else None,
        locale=known(language),
        currency_digits=not whole,
    )
    return str(said).replace("\xa0", " ")


def day(when: date, language: str | None) -> str:
    """``giovedì 14 gennaio``; ``Thursday 14 January`` in English."""
    return str(format_date(when, "EEEE d MMMM", locale=known(language)))


def long_day(when: date, language: str | None) -> str:
    """``14 gennaio 2026``; ``14 January 2026`` in English."""
    return str(format_date(when, "d MMMM y", locale=known(language)))


def short_day(when: date, language: str | None) -> str:
    """``14 gen``; ``14 Jan`` in English."""
    return str(format_date(when, "d MMM", locale=known(language)))


def listed(parts: Sequence[str], language: str | None, style: Literal["standard", "or"] = "standard") -> str:
    """``S, M e L``; with ``or``: ``S, M o L``."""
    return str(format_list(parts, style=style, locale={"it": "it", "en": "en_GB"}[known(language)]))


@cache
def _bundle(language: str) -> FluentBundle:
    # Without marks around values: they would be seen, and split what is copied.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((FOLDER / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle
