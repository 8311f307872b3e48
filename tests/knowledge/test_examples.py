from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.knowledge.files import LANGUAGES, Example, all_examples, examples, nlu_files, read, topic_files
from tests.knowledge.rules import alike, miscounted, repeated, shared

LEAST_TOPICS = 50
# "Yes" and "the other order" are said in fewer ways than what a topic is about.
LEAST_OF_A_CONVERSATION = 15
LEAST_OUT_OF_SCOPE = 300

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


def test_there_are_topics_enough_for_a_shop() -> None:
    assert len(topic_files()) >= LEAST_TOPICS


def test_every_topic_has_examples_enough_and_not_too_many_in_every_language() -> None:
    topics = sorted({e.intent for path in topic_files() for e in examples(read(path))})
    assert "\n".join(miscounted(all_examples(), topics)) == ""


@pytest.mark.parametrize("path", nlu_files(), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_about_the_conversation_has_examples_enough(path: Path, language: str) -> None:
    assert sum(e.language == language for e in examples(read(path))) >= LEAST_OF_A_CONVERSATION


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_ours_has_many_examples(language: str) -> None:
    ours = [e for e in all_examples() if e.intent == "out_of_scope"]
    assert len(ours) >= LEAST_OUT_OF_SCOPE
    assert sum(e.language == language for e in ours) >= LEAST_OUT_OF_SCOPE // 3


def test_no_two_intents_share_an_example() -> None:
    assert "\n".join(shared(all_examples())) == ""


def test_no_intent_repeats_an_example_in_a_language() -> None:
    assert "\n".join(repeated(all_examples())) == ""


def test_no_two_intents_have_nearly_the_same_example() -> None:
    assert "\n".join(alike(all_examples())) == ""


@pytest.mark.parametrize(("language", "other"), [("it", "en"), ("en", "it")])
def test_no_example_stands_under_the_wrong_language(language: str, other: str) -> None:
    wrong = [
        e.text
        for e in all_examples()
        if e.language == language and count(e, other) >= 2 and count(e, language) == 0
    ]
    assert wrong == []
