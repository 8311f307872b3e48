"""Answers: there in every language, short enough, and with blanks that somebody fills in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from content.checks.finding import Case, problem
from content.checks.said import Said, said_in
from content.problems import Problem
from content.topics import Answer
from content.words import LANGUAGES, Wording, faults

_BLANK = re.compile(r"\{([^{}\n]*)\}")
_OWN_LANGUAGE = "utter_language_set/"
"""Said in the language that was chosen, and in no other."""


def check_answering(case: Case) -> Iterator[Problem]:
    """Everything about what answers say."""
    for topic in case.content.topics.values():
        if topic.kind != "acting":
            yield from _languages(case, topic.name, topic.answers)
    for phrase in case.content.phrases.values():
        both = any(" / " in answer.text for answer in phrase.answers)
        if not phrase.name.startswith((_OWN_LANGUAGE, "utter_title/")) and not both:
            yield from _languages(case, phrase.name, phrase.answers)
        yield from _blanks_of(phrase.name, phrase.answers)
    for said in said_in(case):
        wrong = list(_text(case, said))
        yield from wrong
        yield from _style(said, too_long=any(one.code == "answer_too_long" for one in wrong))


def _languages(case: Case, name: str, answers: Sequence[Answer]) -> Iterator[Problem]:
    """A language without an answer for every channel and manner."""
    there = {one.language for one in answers if one.channel is None and one.manner is None}
    for language in case.known.languages:
        if language not in there:
            yield problem("answers_missing", name, "answers", spoken=language)


def _text(case: Case, said: Said) -> Iterator[Problem]:
    text, field = said.answer.text, f"{said.field}.text"
    if not text.strip() and not said.answer.image:
        yield problem("answer_empty", said.name, field)
    for channel, most in _limits(case.known.longest, said.answer.channel):
        if len(text) > most:
            yield problem("answer_too_long", said.name, field, channel=channel, length=len(text), most=most)
            break
    rest = _BLANK.sub("", text)
    if "{" in rest or "}" in rest:
        yield problem("blank_unclosed", said.name, field)
    for name in _BLANK.findall(text) if not said.is_phrase else ():
        if name not in case.known.slots:
            yield problem("blank_unknown", said.name, field, text=f"{{{name}}}")


def _limits(longest: Mapping[str, int], channel: str | None) -> list[tuple[str, int]]:
    """The channels on which an answer is said, that with the least room first."""
    shown = [(name, most) for name, most in longest.items() if channel in (None, name)]
    return sorted(shown, key=lambda one: one[1])


def _blanks_of(name: str, answers: Sequence[Answer]) -> Iterator[Problem]:
    """What an action fills in has to be in every wording."""
    blanks = [frozenset(_BLANK.findall(answer.text)) for answer in answers if answer.text]
    wanted = max(blanks, key=lambda one: (blanks.count(one), len(one)), default=frozenset())
    for at, answer in enumerate(answers):
        found = frozenset(_BLANK.findall(answer.text))
        if answer.text and found != wanted:
            told = ", ".join(f"{{{blank}}}" for blank in sorted(found ^ wanted))
            yield problem("blanks_differ", name, f"answers.{at}.text", text=told)


def _style(said: Said, *, too_long: bool) -> Iterator[Problem]:
    """The rules of the style guide; what is too long to be sent need not be called long too."""
    left_out = {"title_long", "answer_wordy"} if too_long else {"title_long"}
    answer = said.answer
    if answer.language not in LANGUAGES:
        return
    wording = Wording(said.name, answer.text, answer.language, answer.manner, answer.channel)
    for fault in faults(wording):
        if fault.code not in left_out:
            yield problem(fault.code, said.name, f"{said.field}.text", **fault.values)
