"""What somebody searches for, as words of ours: nothing they type is ever a query's syntax."""

from __future__ import annotations

from dataclasses import dataclass

from desk.migrations.search_index import PLAIN

MOST_WORDS = 12
SHORTEST_PREFIX = 2
"""A word of one letter is looked for as it is: nearly everything begins with it."""
_PLAIN = {ord(character): replacement for character, replacement in PLAIN.items()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that stand side by side.

    Attributes:
        words: Plain: lower case, without diacritics; letters and digits only.
        is_prefix: The last of them may go on.
    """

    words: tuple[str, ...]
    is_prefix: bool


def wanted(query: str) -> list[Wanted]:
    """What a message must contain, all of it.

    Words in double quotes stand side by side; a word ending in ``*`` may go on, and so may the last one
    where it is not quoted: it is still being typed. Whatever joins signs and letters (``BL-20418``) is
    words side by side, too.
    """
    found: list[Wanted] = []
    for place, part in enumerate(query.split('"')):
        found += [_phrase(part)] if place % 2 else [_word(it) for it in part.split()]
    found = [it for it in found if it.words][:MOST_WORDS]
    if found and query[-1:] not in {'"', " "} and len(found[-1].words[-1]) >= SHORTEST_PREFIX:
        found[-1] = Wanted(found[-1].words, is_prefix=True)
    return found


def plain(text: str) -> str:
    """Lower case, no diacritics, signs as spaces; as the databases' own indexes have it."""
    return "".join(character if character.isalnum() else " " for character in text.lower().translate(_PLAIN))


def _phrase(text: str) -> Wanted:
    return Wanted(tuple(plain(text).split())[:MOST_WORDS], is_prefix=False)


def _word(text: str) -> Wanted:
    phrase = _phrase(text)
    longest = phrase.words[-1:] and len(phrase.words[-1]) >= SHORTEST_PREFIX
    return Wanted(phrase.words, is_prefix=bool(longest) and text.endswith("*"))


def for_sqlite(parts: list[Wanted]) -> str:
    """An FTS5 query: every word is quoted, so none is an operator."""
    return " AND ".join(
        " + ".join(f'"{word}"' for word in part.words) + (" *" if part.is_prefix else "") for part in parts
    )


def for_postgresql(parts: list[Wanted]) -> str:
    """A ``to_tsquery`` query: every word is quoted, so none is an operator."""
    return " & ".join(f"({_side_by_side(part)})" for part in parts)


def _side_by_side(part: Wanted) -> str:
    quoted = [f"'{word}'" for word in part.words]
    if part.is_prefix:
        quoted[-1] += ":*"
    return " <-> ".join(quoted)
