"""Several requests in one message: where it can be parted, and whether the parts are different requests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from bot.components.likeness import Verdict

# A part of fewer words is a greeting, a sigh or half a sentence.
SHORTEST = 3
MOST = 4

_SENTENCES = re.compile(r"[?!;\n]+|\.(?=\s|$)")
_JOINTS = re.compile(
    r",?\s+(?:e poi|e inoltre|inoltre|e anche|and also|and then|also|plus|in più|poi|e|ed|and)\s+",
    re.IGNORECASE,
)
# Whoever asks for something says so; a part without such a word tells about the other part.
_ASKING = re.compile(
    r"\b(?:dove|dov|quand[oa]?|come|quant[oiae]|qual[ei]?|perch[eé]|chi|poss(?:o|iamo)|pot(?:ete|rei|reste)|puoi|"
    r"può|vorre(?:i|mmo)|voglio|dovrei|devo|serv(?:e|ono)|c'è|ci sono|avete|fate|accettate|spedite|mandat\w+|"
    r"inviat\w+|cambiat\w+|annullat\w+|where\w*|when|how|what\w*|which|why|who|can|could|may|do you|does|"
    r"is (?:it|there)|are there|i want|i'd like|i would like|i need|please|"
    r"(?:will|have) you|cancel|change|send)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")


class Request(NamedTuple):
    """One of several requests.

    Attributes:
        text: The part of the message.
        verdict: What it is read as.
    """

    text: str
    verdict: Verdict


def requests_in(
    text: str, judge: Callable[[str], Verdict], stands: Callable[[Verdict], bool]
) -> list[Request]:
    """The different requests of a message, as they were written; none where it is one.

    Sentences are looked at first; where they are one request, its halves around an "and".

    Args:
        text: The message.
        judge: Reads a text.
        stands: Whether a reading is sure enough, and a request at all.
    """
    for parts in _partings(text):
        found = _different(parts, judge, stands)
        if len(found) > 1:
            return found
    return []


def _partings(text: str) -> Iterator[list[str]]:
    sentences = [part.strip() for part in _SENTENCES.split(text) if _is_long_enough(part)]
    if 1 < len(sentences) <= MOST:
        yield sentences
    if len(sentences) == 1:
        for joint in islice(_JOINTS.finditer(text), MOST):
            halves = [text[: joint.start()].strip(), text[joint.end() :].strip()]
            if all(_asks(half) for half in halves):
                yield halves


def _asks(part: str) -> bool:
    return _is_long_enough(part) and _ASKING.search(part) is not None


def _is_long_enough(part: str) -> bool:
    return len(_WORDS.findall(part)) >= SHORTEST


def _different(
    parts: list[str], judge: Callable[[str], Verdict], stands: Callable[[Verdict], bool]
) -> list[Request]:
    found: dict[str, Request] = {}
    for part in parts:
        verdict = judge(part)
        if stands(verdict):
            found.setdefault(verdict.ranking[0][0], Request(part, verdict))
    return list(found.values())
