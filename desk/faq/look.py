"""How the FAQ looks: what a page's address may say about it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from desk.faq import colours

Scheme = Literal["auto", "light", "dark"]
Font = Literal["sans", "serif", "system"]
DEFAULT_ACCENT = "0f5448"
FONTS = {
    "sans": '"Avenir Next", Avenir, "Segoe UI", Seravek, Ubuntu, "Noto Sans", system-ui, sans-serif',
    "serif": '"Iowan Old Style", "Palatino Linotype", Palatino, "P052", Georgia, serif',
    "system": "system-ui, sans-serif",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What an address may set; each value is checked before it comes here.

    Attributes:
        theme: Light, dark, or as the reader's system is.
        accent: Six hexadecimal digits.
        font: A family of fonts that readers have.
        corners: Radius in pixels.
        embed: Without header and footer, for a frame on another website.
    """

    theme: Scheme = "auto"
    accent: str | None = None
    font: Font = "sans"
    corners: int = 12
    embed: bool = False

    def query(self) -> dict[str, str]:
        """What says the same in an address: only what differs from the defaults."""
        default = Look()
        said = {
            "embed": "1" if self.embed else "",
            "theme": self.theme if self.theme != default.theme else "",
            "accent": self.accent or "",
            "font": self.font if self.font != default.font else "",
            "corners": str(self.corners) if self.corners != default.corners else "",
        }
        return {name: value for name, value in said.items() if value}


def properties(look: Look, accent: str) -> str:
    """A style sheet that sets the custom properties.

    Args:
        look: The page's.
        accent: The shop's colour, where the page says none.
    """
    colour = colours.read(look.accent or accent)
    light = _declared(colours.palette(colour, dark=False))
    dark = _declared(colours.palette(colour, dark=True))
    shape = _declared({"--faq-font": FONTS[look.font], "--faq-corners": f"{look.corners}px"})
    return (
        f":root{{{shape}{light}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f":root[data-theme=dark]{{{dark}}}"
    )


def _declared(found: Mapping[str, str]) -> str:
    return "".join(f"{name}:{value};" for name, value in found.items())
