"""What is known of a carrier without asking it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier and its public tracking page.

    Attributes:
        code: Stable, as in ``shop.records.Parcel.carrier``.
        name: As people know it.
        page: Address of its public page; ``{number}`` is where the number goes.
        aliases: What shops and plugins call it: in lower case, letters and digits only.
        shapes: Numbers that are this carrier's and no other's.
    """

    code: str
    name: str
    page: str
    aliases: tuple[str, ...]
    shapes: tuple[re.Pattern[str], ...] = ()

    def link(self, number: str) -> str:
        """Its page for one parcel."""
        return self.page.format(number=quote(number, safe=""))

    def is_called(self, name: str) -> bool:
        """Whether a shop means this carrier by a name."""
        return any(name.startswith(alias) for alias in self.aliases)

    def gave(self, number: str) -> bool:
        """Whether a number has a shape of its own."""
        return any(shape.fullmatch(number) for shape in self.shapes)
