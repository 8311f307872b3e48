"""Reading objects that came from outside, so that what is wrong is named by its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from content.errors import ContentMalformed

Item = TypeVar("Item")


class Given:
    """An object that came from outside.

    Args:
        value: What came.
        where: The path of its field; empty for the whole.
        known: The names it may have.

    Raises:
        ContentMalformed: It is no object, or has another name.
    """

    def __init__(self, value: Any, where: str, known: tuple[str, ...]) -> None:
        self._where = f"{where}." if where else ""
        if not isinstance(value, Mapping):
            raise ContentMalformed(where, "is no object")
        unknown = sorted(set(value) - set(known))
        if unknown:
            raise ContentMalformed(self._where + unknown[0], "is unknown")
        self._value = value

    def text(self, name: str) -> str:
        """A text that has to be there."""
        return as_text(self._value.get(name), self._where + name)

    def text_or_none(self, name: str) -> str | None:
        """A text; None where it is left out or empty."""
        return None if self._value.get(name) in (None, "") else self.text(name)

    def share(self, name: str) -> float | None:
        """A number between 0 and 1; None where it is left out."""
        value = self._value.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ContentMalformed(self._where + name, "is no number between 0 and 1")
        return float(value)

    def many(self, name: str, read: Callable[[Any, str], Item]) -> tuple[Item, ...]:
        """A list, each of its items read."""
        return tuple(read(one, f"{self._where}{name}.{at}") for at, one in enumerate(self._list(name)))

    def mapping(self, name: str, read: Callable[[Any, str], Item]) -> dict[str, Item]:
        """An object with any names, each of its values read."""
        value = self._value.get(name) or {}
        if not isinstance(value, Mapping):
            raise ContentMalformed(self._where + name, "is no object")
        return {str(key): read(one, f"{self._where}{name}.{key}") for key, one in value.items()}

    def _list(self, name: str) -> list[Any]:
        return as_list(self._value.get(name) or [], self._where + name)


def as_text(value: Any, where: str) -> str:
    """A text.

    Raises:
        ContentMalformed: It is none, or could not be stored as UTF-8.
    """
    if not isinstance(value, str):
        raise ContentMalformed(where, "is no text")
    return value


def as_list(value: Any, where: str) -> list[Any]:
    """A list.

    Raises:
        ContentMalformed: It is none.
    """
    if not isinstance(value, list | tuple):
        raise ContentMalformed(where, "is no list")
    return list(value)


def as_texts(value: Any, where: str) -> tuple[str, ...]:
    """A list of texts.

    Raises:
        ContentMalformed: It is none; ``field`` says which.
    """
    return tuple(as_text(one, f"{where}.{at}") for at, one in enumerate(as_list(value, where)))
