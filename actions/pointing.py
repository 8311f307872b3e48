"""Which of several orders is meant by who points at it: *il primo*, *quello di ieri*, *the last one*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

Dated = Sequence[tuple[str, date]]
"""Numbers and days of orders, newest first, as they are offered."""

_PLACES: tuple[tuple[str, int], ...] = (
    (r"(?:penultim[oa]|second to last|last but one)", 1),
    (r"(?:ultim[oa]|più recente|piu recente|latest|newest|most recent|last (?:one|order))", 0),
    (r"(?:più vecchi[oa]|piu vecchi[oa]|oldest|earliest)", -1),
    (r"(?:prim[oa]|first)", 0),
    (r"(?:second[oa]|second)", 1),
    (r"(?:terz[oa]|third)", 2),
    (r"(?:quart[oa]|fourth)", 3),
    (r"(?:quint[oa]|fifth)", 4),
)
_DAYS_AGO: tuple[tuple[str, int], ...] = (
    (r"(?:altro ?ieri|avantieri|day before yesterday)", 2),
    (r"(?:ieri|yesterday)", 1),
    (r"(?:oggi|stamattina|stamani|today|this morning)", 0),
)
_WEEKDAYS = (
    ("lunedì|lunedi|monday"),
    ("martedì|martedi|tuesday"),
    ("mercoledì|mercoledi|wednesday"),
    ("giovedì|giovedi|thursday"),
    ("venerdì|venerdi|friday"),
    ("sabato|saturday"),
    ("domenica|sunday"),
)
_MONTHS = (
    "gen|jan",
    "feb",
    "mar",
    "apr",
    "mag|may",
    "giu|jun",
    "lug|jul",
    "ago|aug",
    "set|sep",
    "ott|oct",
    "nov",
    "dic|dec",
)
_DAY_OF_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: (?:of )?|[/.-])([a-z]{3}|\d{1,2})", re.IGNORECASE)
_ORDERED = re.compile(
    r"\b(?:ultimo ordine|ultimo acquisto|ultima cosa (?:che ho )?(?:ordinat|comprat)[oa]"
    r"|ordin(?:e|ato|ati|ata|ate) (?:fatto )?(?:di |del |da |d['’])?(?:l['’]?altro ?)?ieri"
    r"|ordin(?:e|ato|ati|ata|ate) (?:fatto )?(?:di )?(?:oggi|stamattina)"
    r"|(?:last|latest|most recent) order|order(?:ed)? (?:from |of |i placed )?(?:yesterday|today)"
    r"|(?:yesterday|today)['’]s order)\b",
    re.IGNORECASE,
)
LONGEST_POINT = 8
"""Words of an answer that merely points; a longer one tells a story, whose *first* is another."""


def order_chosen(text: str, offered: Dated, today: date) -> str | None:
    """The offered order that an answer points at; None where it is none, or more than one.

    Args:
        text: The answer to "which order?".
        offered: What was offered.
        today: In the shop's zone.
    """
    if not offered or len(text.split()) > LONGEST_POINT:
        return None
    days = _days_in(text, today)
    if days:
        found = [number for number, day in offered if day in days]
        return found[0] if len(found) == 1 else None
    return _at_place(text, offered)


def order_named(text: str, known: Dated, today: date) -> str | None:
    """The order that a first message names without a number: *il mio ultimo ordine*, *ordinato ieri*."""
    named = _ORDERED.search(text)
    return order_chosen(named.group(), known, today) if named else None


def _at_place(text: str, offered: Dated) -> str | None:
    for words, place in _PLACES:
        if re.search(rf"\b{words}\b", text, re.IGNORECASE):
            return offered[place][0] if place < len(offered) else None
    return None


def _days_in(text: str, today: date) -> set[date]:
    """The days that a text names, of the last year."""
    for words, ago in _DAYS_AGO:
        if re.search(rf"\b{words}\b", text, re.IGNORECASE):
            return {today - timedelta(days=ago)}
    for number, words in enumerate(_WEEKDAYS):
        if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE):
            return {today - timedelta(days=(today.weekday() - number) % 7)}
    return _day_of_month(text, today)


def _day_of_month(text: str, today: date) -> set[date]:
    found = _DAY_OF_MONTH.search(text)
    month = _month(found[2]) if found else None
    if found is None or month is None:
        return set()
    days = set()
    for year in (today.year, today.year - 1):
        try:
            days.add(date(year, month, int(found[1])))
        except ValueError:
            continue
    return {day for day in days if day <= today}


def _month(said: str) -> int | None:
    if said.isdecimal():
        return int(said) if 1 <= int(said) <= 12 else None
    return next((n for n, words in enumerate(_MONTHS, 1) if said.casefold() in words.split("|")), None)
