"""What is wrong with a set of examples, in sentences that whoever edits the files can act on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from tests.knowledge.files import LANGUAGES, Example

LEAST = 25
MOST = 60
# Percent of letters in common, as written or with the words sorted. "annullare l'ordine" and "annullare un
# ordine" have 92 and mean one thing; "la mia carta non viene accettata" and "la mia gift card…" have 91 and
# mean two.
ALIKE = 92
# Shorter messages differ by a letter and mean different things: "taglia", "tagli".
SHORTEST_COMPARED = 12
NAMES = {"it": "Italian", "en": "English"}


def miscounted(examples: Iterable[Example], topics: Iterable[str]) -> list[str]:
    """Topics with fewer than ``LEAST`` or more than ``MOST`` examples in a language."""
    counts = Counter[tuple[str, str]]((e.intent, e.language) for e in examples)
    found = [(topic, language, counts[topic, language]) for topic in topics for language in LANGUAGES]
    return [
        f"{topic} has {times} examples in {NAMES[language]}; a topic needs {LEAST} to {MOST}. "
        + ("Add other ways of asking." if times < LEAST else "Take away those that say the same as others.")
        for topic, language, times in found
        if not LEAST <= times <= MOST
    ]


def shared(examples: Iterable[Example]) -> list[str]:
    """Messages that stand in two intents, capitals, accents and punctuation aside."""
    intents: dict[str, dict[str, str]] = defaultdict(dict)
    for example in examples:
        intents[example.normal][example.intent] = example.text
    return [
        f"«{next(iter(texts.values()))}» is in {' and in '.join(texts)}. Keep it where its answer helps, "
        "and take it away from the other."
        for texts in intents.values()
        if len(texts) > 1
    ]


def repeated(examples: Iterable[Example]) -> list[str]:
    """Messages that stand twice in an intent; "si" and "sì" are two, as a reader sees two words."""
    seen = Counter((e.intent, e.language, e.letters) for e in examples)
    texts = {(e.intent, e.language, e.letters): e.text for e in examples}
    return [
        f"«{texts[key]}» is in {key[0]} {times} times. One is enough."
        for key, times in seen.items()
        if times > 1
    ]


def alike(examples: Iterable[Example]) -> list[str]:
    """Messages of two intents that are nearly the same: no reader could learn from both."""
    long = [e for e in examples if len(e.normal) >= SHORTEST_COMPARED]
    orders = ([" ".join(e.words) for e in long], [" ".join(sorted(e.words)) for e in long])
    pairs = {
        pair for texts in orders for pair in _close(texts) if long[pair[0]].intent != long[pair[1]].intent
    }
    return [
        f"«{long[i].text}» in {long[i].intent} and «{long[j].text}» in {long[j].intent} are nearly the same. "
        "Give one of them the words that set its topic apart, or take it away."
        for i, j in sorted(pairs)
        if long[i].normal != long[j].normal
    ]


def _close(texts: list[str]) -> Iterable[tuple[int, int]]:
    for i, text in enumerate(texts):
        found = process.extract(text, texts[:i], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        yield from ((j, i) for _, _, j in found)
