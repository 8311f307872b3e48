"""What the assistant knows, as a file to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from content.exchange import csvs, rasa, sheets, tables
from content.exchange.records import Format
from content.topics import Content, Topic


@dataclass(frozen=True, slots=True)
class Written:
    """A file.

    Attributes:
        ending: Of its name, without the dot.
    """

    content: bytes
    media_type: str
    ending: str


def _csv(topics: Iterable[Topic]) -> Written:
    return Written(csvs.write(tables.to_lines(topics)), "text/csv; charset=utf-8", "csv")


def _xlsx(topics: Iterable[Topic]) -> Written:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Written(sheets.write(tables.to_lines(topics)), kind, "xlsx")


def _rasa(topics: Iterable[Topic]) -> Written:
    return Written(rasa.write(topics), "application/yaml; charset=utf-8", "yml")


WRITERS: Mapping[Format, Callable[[Iterable[Topic]], Written]] = {
    Format.CSV: _csv,
    Format.XLSX: _xlsx,
    Format.RASA: _rasa,
}


def write(content: Content, kind: Format) -> Written:
    """Every question that editors may add and take away, with all its answers."""
    return WRITERS[kind](topic for topic in content.topics.values() if topic.kind == "faq")
