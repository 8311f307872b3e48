"""A brand's one colour, made into those that can be read on light and on dark."""

from __future__ import annotations

import re
from collections.abc import Mapping

Rgb = tuple[int, int, int]
WHITE: Rgb = (255, 255, 255)
INK: Rgb = (27, 25, 22)
LIGHT_PAPER: Rgb = (243, 239, 232)
DARK_PAPER: Rgb = (42, 39, 35)
"""The least contrasting backgrounds on which the accent is written, in ``assets/faq.css``."""
CONTRAST = 4.5
"""Of text, by WCAG 2 AA."""
HEX = r"[0-9a-fA-F]{6}"


def read(written: str) -> Rgb:
    """A colour from six hexadecimal digits.

    Raises:
        ValueError: It is none.
    """
    if not re.fullmatch(HEX, written):
        raise ValueError(written)
    return int(written[:2], 16), int(written[2:4], 16), int(written[4:], 16)


def contrast(one: Rgb, other: Rgb) -> float:
    """Between two colours, 1 to 21 (WCAG 2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: Rgb, background: Rgb) -> Rgb:
    """The nearest shade that can be read on a background."""
    towards = INK if _luminance(background) > 0.18 else WHITE
    for step in range(20):
        shade = _mix(colour, towards, step / 20)
        if contrast(shade, background) >= CONTRAST:
            return shade
    return towards


def palette(accent: Rgb, *, dark: bool) -> Mapping[str, str]:
    """The custom properties that the style sheet makes of it."""
    on = WHITE if contrast(WHITE, accent) >= CONTRAST else INK
    fill = readable(accent, on) if contrast(on, accent) < CONTRAST else accent
    return {
        "--faq-accent": _css(fill),
        "--faq-on-accent": _css(on),
        "--faq-accent-text": _css(readable(accent, DARK_PAPER if dark else LIGHT_PAPER)),
    }


def _mix(colour: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(mine + (its - mine) * share) for mine, its in zip(colour, other, strict=True))
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    parts = [value / 255 for value in colour]
    red, green, blue = (it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _css(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
