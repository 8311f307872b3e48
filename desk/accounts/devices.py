"""What a browser says of itself, in two words: enough for its owner to know it again."""

from __future__ import annotations

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
LONGEST = 120


def device_of(user_agent: str) -> str:
    """Browser and system (``Firefox · Linux``); for programs, what they call themselves.

    Of browsers, others' names come first: nearly all say that they are Chrome or Safari as well.
    """
    found = [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]
    named = " · ".join(name for name in found if name)
    printable = "".join(letter for letter in user_agent if letter.isprintable())
    return named or printable[:LONGEST]


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str | None:
    return next((name for mark, name in names if mark in user_agent), None)
