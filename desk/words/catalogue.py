"""Catalogues in Project Fluent's format: one ``<language>.ftl`` a language, all with the same keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

FOLDER = Path(__file__).parent
DEFAULT_LANGUAGE = "it"


class UnknownPhrase(LookupError):
    """A phrase is in no catalogue, or lacks an argument: a mistake in our own code."""


class Catalogue:
    """Says things; implements ``handoff.ports.Words``.

    Args:
        default_language: For those whose language is not known, or has no catalogue.
        folder: Where the ``.ftl`` files are.
    """

    def __init__(self, default_language: str = DEFAULT_LANGUAGE, folder: Path = FOLDER) -> None:
        self._bundles = {path.stem: _bundle(path) for path in sorted(folder.glob("*.ftl"))}
        if default_language not in self._bundles:
            raise UnknownPhrase(f"There is no catalogue for {default_language}.")
        self.default_language = default_language

    @property
    def languages(self) -> Collection[str]:
        """ISO 639-1 codes that have a catalogue."""
        return self._bundles.keys()

    def has(self, key: str) -> bool:
        """Whether the default language knows a phrase."""
        return self._bundles[self.default_language].has_message(key)

    def say(self, key: str, language: str | None, **arguments: str | int) -> str:
        """One phrase in the language, or in the default one for None or an unknown code.

        Raises:
            UnknownPhrase: There is no such phrase, or an argument is missing.
        """
        code = (language or "").partition("-")[0].lower()
        bundle = self._bundles.get(code, self._bundles[self.default_language])
        if not bundle.has_message(key):
            raise UnknownPhrase(f"There is no phrase {key!r}.")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise UnknownPhrase(f"The phrase {key!r} says nothing.")
        said, errors = bundle.format_pattern(pattern, arguments)
        if errors:
            raise UnknownPhrase(f"The phrase {key!r}: {errors[0]}")
        return str(said)


def negotiate(accept_language: str | None, available: Collection[str], default: str) -> str:
    """The best language for an ``Accept-Language`` header (RFC 9110, section 12.5.4)."""
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate((accept_language or "")[:500].split(",")):
        tag, _, parameters = part.strip().partition(";")
        code = tag.partition("-")[0].strip().lower()
        if code in available:
            wanted.append((-_quality(parameters), place, code))
    return min(wanted)[2] if wanted else default


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


@cache
def _bundle(path: Path) -> FluentBundle:
    # Isolation marks are for mixed directions of writing; here they would reach people's phones.
    bundle = FluentBundle([path.stem], use_isolating=False)
    bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def phrases(path: Path) -> Mapping[str, frozenset[str]]:
    """The keys of a catalogue, each with the names of its arguments."""
    resource = FluentResource(path.read_text(encoding="utf-8"))
    return {entry.id.name: frozenset(_arguments(entry)) for entry in resource.body if hasattr(entry, "id")}


def _arguments(node: object) -> set[str]:
    """Names of the variables anywhere below a node of Fluent's syntax tree."""
    if type(node).__name__ == "VariableReference":
        return {str(node.id.name)}  # type: ignore[attr-defined]
    if isinstance(node, list):
        return set().union(*(_arguments(child) for child in node))
    if hasattr(node, "__dict__"):
        return set().union(*(_arguments(child) for name, child in vars(node).items() if name != "span"))
    return set()
