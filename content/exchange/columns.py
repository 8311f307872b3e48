"""The columns of a table, by the names that people give them."""

from __future__ import annotations

from collections.abc import Sequence

from content.topics import LIMITS

QUESTION, ANSWER, LANGUAGE, CATEGORY = "question", "answer", "language", "category"
TOPIC, TITLE, IMAGE, BUTTONS = "topic", "title", "image", "buttons"
COLUMNS = (QUESTION, ANSWER, LANGUAGE, CATEGORY, TOPIC, TITLE, *LIMITS, IMAGE, BUTTONS)
"""As they are written; the first two are needed to read a table."""
NAMES = {
    QUESTION: {"question", "questions", "domanda", "domande", "quesito", "q"},
    ANSWER: {"answer", "answers", "risposta", "risposte", "a"},
    LANGUAGE: {"language", "lang", "lingua"},
    CATEGORY: {"category", "categoria", "section", "sezione"},
    TOPIC: {"topic", "argomento"},
    TITLE: {"title", "titolo"},
    IMAGE: {"image", "immagine"},
    BUTTONS: {"buttons", "pulsanti", "bottoni"},
    **{name: {name} for name in LIMITS},
}


def recognised(heading: Sequence[str]) -> dict[int, str]:
    """Which column is which; those that nobody knows are left out, and so is one that comes again."""
    found: dict[int, str] = {}
    for place, cell in enumerate(heading):
        said = cell.strip().strip("*:").strip().casefold()
        name = next((name for name, names in NAMES.items() if said in names), None)
        if name is not None and name not in found.values():
            found[place] = name
    return found


def is_heading(found: dict[int, str]) -> bool:
    """Whether a line names at least what a table needs."""
    return {QUESTION, ANSWER} <= set(found.values())
