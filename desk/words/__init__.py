"""What the desk itself says, in every language that has a catalogue beside this file."""

from __future__ import annotations

from desk.words.catalogue import Catalogue, negotiate

__all__ = ["Catalogue", "negotiate"]
