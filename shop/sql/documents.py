"""Records as JSON documents, and back."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

Record = TypeVar("Record")


class Document(Generic[Record]):
    """How one kind of record is written down.

    Args:
        kind: The record's class, or any type that pydantic reads.
    """

    def __init__(self, kind: type[Record]) -> None:
        self._adapter: TypeAdapter[Record] = TypeAdapter(kind)

    def write(self, record: Record) -> Any:
        """As JSON takes it; amounts as text, so that none is rounded."""
        return self._adapter.dump_python(record, mode="json")

    def read(self, document: Any) -> Record:
        """The record again."""
        return self._adapter.validate_python(document)
