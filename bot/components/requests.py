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
# A half that asks for nothing may only tell about the other one. It is a request if both are read at least
# so surely, and the whole as like these two: its second reading has at least that share of its first.
CERTAIN = 0.995
TRACE = 1e-4

_SENTENCES = re.compile(r"[?!;\n]+|\.(?=\s|$)")
_JOINTS = re.compile(
    r"(?:,|\s(?:e|ed|and))\s+(?P<turn>inoltre|anche|già che ci sono|also|plus|in più|besides)\s+|"
    r",?\s+(?:e poi|and then|inoltre|also|plus|in più|poi|e|ed|and)\s+|,\s+",
    re.IGNORECASE,
)
# Whoever asks for something says so; a part without such a word tells about the other part.
_ASKING = re.compile(
    r"\b(?:dove|dov|quand[oa]?|come|quant[oiae]|qual[ei]?|perch[eé]|chi|che (?:ora|numero|misur[ae])|"
    r"poss(?:o|iamo)|pot(?:ete|rei|reste)|puoi|può|vorre(?:i|mmo)|voglio|volevo|dovrei|devo|serv(?:e|ono)|"
    r"c'è|ci sono|avete|fate|accettate|prendete|spedite|mandat\w+|inviat\w+|cambiat\w+|annullat\w+|"
    r"cancellat\w+|toglie\w+|ditemi|dimmi|where\w*|when|how|what\w*|which|why|who|can|could|may|do you|does|"
    r"is (?:it|the|this|there)|are (?:there|these|they)|i want|i'd like|i would like|i need|please|tell me|"
    r"(?:will|have) you|cancel|change|send|delete|close)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")

Judge = Callable[[str], Verdict]


class Request(NamedTuple):
    """One of several requests.

    Attributes:
        text: The part of the message.
        verdict: What it is read as.
    """

    text: str
    verdict: Verdict


class Halves(NamedTuple):
    """A message parted in two.

    Attributes:
        parts: The two.
        clear: By their words they are two requests; otherwise only reading them can tell.
    """

    parts: list[str]
    clear: bool


def requests_in(
    text: str, judge: Judge, stands: Callable[[Verdict], bool], outside: str = "out_of_scope"
) -> list[Request]:
    """The different requests of a message, as they were written; none where it is one.

    Sentences are looked at first; where they are one request, halves around an "and" or a comma.

    Args:
        text: The message.
        judge: Reads a text; best one that remembers, because the whole may be asked for.
        stands: Whether a reading is sure enough, and a request at all.
        outside: The label of what is no request.
    """
    sentences = [part.strip() for part in _SENTENCES.split(text) if _is_long_enough(part)]
    if not sentences or len(sentences) > MOST:
        return []
    found = _different(sentences, judge, stands) if len(sentences) > 1 else []
    halves = [] if len(found) > 1 else list(_halves(text))
    for one in halves:
        if one.clear and len(found) < 2:
            found = _different(one.parts, judge, stands)
    unclear = [one.parts for one in halves if not one.clear]
    if len(found) < 2 and unclear:
        found = _explaining(judge(text), unclear, judge, stands, outside)
    return found if len(found) > 1 else []


def _halves(text: str) -> Iterator[Halves]:
    for joint in islice(_JOINTS.finditer(text), MOST):
        parts = [text[: joint.start()].strip(), text[joint.end() :].strip()]
        asking = [_ASKING.search(part) is not None for part in parts]
        if all(map(_is_long_enough, parts)) and (joint["turn"] or any(asking)):
            yield Halves(parts, joint["turn"] is not None or all(asking))


def _explaining(
    whole: Verdict,
    halves: list[list[str]],
    judge: Judge,
    stands: Callable[[Verdict], bool],
    outside: str,
) -> list[Request]:
    """Two requests that the message is like as a whole, each by one half of it."""
    best = [(label, p) for label, p in whole.ranking if label != outside][:2]
    if len(best) < 2 or best[1][1] < TRACE * best[0][1]:
        return []
    labels = {label for label, _ in best}
    for parts in halves:
        found = _different(
            parts, judge, lambda v: stands(v) and v.confidence >= CERTAIN and v.ranking[0][0] in labels
        )
        if len(found) > 1:
            return found
    return []


def _is_long_enough(part: str) -> bool:
    return len(_WORDS.findall(part)) >= SHORTEST


def _different(parts: list[str], judge: Judge, stands: Callable[[Verdict], bool]) -> list[Request]:
    found: dict[str, Request] = {}
    for part in parts:
        verdict = judge(part)
        if stands(verdict):
            found.setdefault(verdict.ranking[0][0], Request(part, verdict))
    return list(found.values())
