"""What topics are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("categories.yml")


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf for topics.

    Attributes:
        id: Stable; in the metadata of a topic's examples.
        titles: By language.
    """

    id: str
    titles: Mapping[str, str]

    def title(self, language: str) -> str:
        """What it is called, in another language where it has no name in this one."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.id)


@cache
def categories() -> tuple[Category, ...]:
    """All of them, in the order in which they are shown."""
    rows = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Category(str(row["id"]), {str(key): str(title) for key, title in row.items() if key != "id"})
        for row in rows
    )
