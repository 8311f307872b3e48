"""Topics and phrases as files hold them, so that what is read back is what was written."""

from __future__ import annotations

import re
from dataclasses import replace

from content.errors import ContentMalformed
from content.files import variants
from content.files.scalars import one_line
from content.topics import Changes, Phrase, Threshold, Topic

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")


def changes_of(changes: Changes) -> Changes:
    """Changes as files hold them.

    Raises:
        ContentMalformed: A language is none.
    """
    return Changes(
        topics={name: topic and topic_of(topic) for name, topic in changes.topics.items()},
        phrases={name: phrase_of(phrase) for name, phrase in changes.phrases.items()},
        thresholds={name: _fixed(one) for name, one in changes.thresholds.items()},
    )


def topic_of(topic: Topic) -> Topic:
    """Without blanks around texts, empty ones, and signs that can't be stored; examples are one line each.

    Raises:
        ContentMalformed: A language is none.
    """
    for field, languages in (("titles", topic.titles), ("examples", topic.examples)):
        for language in languages:
            _check(f"{field}.{language}", language)
    titles = {language: one_line(title) for language, title in topic.titles.items()}
    examples = {
        language: tuple(filter(None, map(one_line, texts))) for language, texts in topic.examples.items()
    }
    return replace(
        topic,
        category=one_line(topic.category),
        titles={language: title for language, title in titles.items() if title},
        examples={language: texts for language, texts in examples.items() if texts},
        answers=phrase_of(Phrase("", topic.answers)).answers if topic.kind != "acting" else (),
    )


def phrase_of(phrase: Phrase) -> Phrase:
    """The same for the wordings of a phrase.

    Raises:
        ContentMalformed: A language is none.
    """
    for at, answer in enumerate(phrase.answers):
        _check(f"answers.{at}.language", answer.language)
    return replace(phrase, answers=tuple(map(variants.canonical, phrase.answers)))


def _fixed(one: Threshold | None) -> Threshold | None:
    return one if one and (one.lower is not None or one.upper is not None) else None


def _check(field: str, language: str) -> None:
    if not _LANGUAGE.fullmatch(language):
        raise ContentMalformed(field, f"“{language}” is no language")
