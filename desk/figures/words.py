"""Figures in people's words."""

from __future__ import annotations

from desk.figures.records import FigureKey
from desk.words import Catalogue
from handoff.records import HandoverReason


def title(words: Catalogue, key: FigureKey, language: str) -> str:
    """What a figure is called."""
    return words.say(f"figure-{_hyphened(key)}", language)


def definition(words: Catalogue, key: FigureKey, language: str) -> str:
    """What a figure counts, and when."""
    return words.say(f"figure-{_hyphened(key)}-definition", language)


def reason(words: Catalogue, why: HandoverReason, language: str) -> str:
    """Why a conversation came to a person."""
    return words.say(f"handover-reason-{_hyphened(why)}", language)


def _hyphened(key: str) -> str:
    return key.replace("_", "-")
