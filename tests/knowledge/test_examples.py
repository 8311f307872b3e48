from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from tests.knowledge.files import LANGUAGES, Example, all_examples, examples, faq_files, nlu_files, read

LEAST = 15
LEAST_OUT_OF_SCOPE = 120
# As alike as "il reso e gratis" and "il reso e gratuito": two intents can't both learn from it.
ALIKE = 0.93

# Words that nobody writes in the other language, short enough to be in most messages.
# fmt: off
TELLING = {
    "it": {
        "il", "lo", "gli", "della", "del", "che", "non", "sono", "è", "perché", "perche", "come", "quando",
        "quanto", "vorrei", "mio", "mia", "una", "di",
    },
    "en": {
        "the", "my", "is", "are", "do", "does", "what", "when", "how", "where", "please", "can", "with",
        "this", "it's", "of", "have", "your", "and",
    },
}
# fmt: on


def count(example: Example, language: str) -> int:
    return len(TELLING[language] & set(re.findall(r"[\w']+", example.text.casefold())))


@pytest.mark.parametrize("path", faq_files() + nlu_files(), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_examples_enough_in_every_language(path: Path, language: str) -> None:
    assert sum(e.language == language for e in examples(read(path))) >= LEAST


def test_what_is_not_ours_has_many_examples() -> None:
    assert sum(e.intent == "out_of_scope" for e in all_examples()) >= LEAST_OUT_OF_SCOPE


def test_no_two_intents_share_an_example() -> None:
    intents = defaultdict(set)
    for example in all_examples():
        intents[example.normal].add(example.intent)
    assert {text: found for text, found in intents.items() if len(found) > 1} == {}


def test_no_intent_repeats_an_example_in_a_language() -> None:
    # "si" and "sì", "perche" and "perché" may both be there: a classifier sees two words.
    seen = Counter((e.intent, e.language, e.letters) for e in all_examples())
    assert [key for key, times in seen.items() if times > 1] == []


def similar(one: Example, other: Example) -> bool:
    return SequenceMatcher(None, one.normal, other.normal, autojunk=False).ratio() >= ALIKE


def test_no_two_intents_have_nearly_the_same_example() -> None:
    # Short ones differ by a letter and mean different things. What is nearly the same begins or ends so:
    # comparing only those is seconds instead of minutes.
    long = [e for e in all_examples() if len(e.normal) >= 12]
    same_end = defaultdict(list)
    for example in long:
        same_end["begins", example.normal[:5]].append(example)
        same_end["ends", example.normal[-5:]].append(example)
    pairs = (pair for found in same_end.values() for pair in combinations(found, 2))
    near = [(a, b) for a, b in pairs if a.intent != b.intent and abs(len(a.normal) - len(b.normal)) < 4]
    assert {(a.text, b.text) for a, b in near if similar(a, b)} == set()


@pytest.mark.parametrize(("language", "other"), [("it", "en"), ("en", "it")])
def test_no_example_stands_under_the_wrong_language(language: str, other: str) -> None:
    wrong = [
        e.text
        for e in all_examples()
        if e.language == language and count(e, other) >= 2 and count(e, language) == 0
    ]
    assert wrong == []
