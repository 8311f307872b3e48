"""``sportello version``."""

from __future__ import annotations


def version() -> None:
    """Says which Sportello this is."""
    from importlib.metadata import version as version_of

    from desk.cli.screen import out

    out.print(f"Sportello {version_of('sportello')}")
