"""Titles, categories, thresholds, and whether somebody answers at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from content.checks.finding import Case, problem, title_long
from content.problems import Problem
from content.topics import Topic
from content.words import LONGEST_TITLE


def check_headings(case: Case) -> Iterator[Problem]:
    """Everything about a topic besides what is asked and said."""
    for topic in case.content.topics.values():
        yield from _titles(case, topic)
        yield from _category(case, topic)
        yield from _action(case, topic)
        if topic.kind == "faq" and topic.slug in case.content.topics:
            yield problem("name_taken", topic.name, other=topic.slug)
    yield from _repeated(case)
    yield from _thresholds(case)


def _titles(case: Case, topic: Topic) -> Iterator[Problem]:
    # Courtesies have no title; a topic that has one needs it in every language.
    if topic.titles or topic.kind == "faq":
        for language in case.known.languages:
            if not topic.titles.get(language, "").strip():
                yield problem("title_missing", topic.name, f"titles.{language}", spoken=language)
    for language, title in topic.titles.items():
        if len(title) > LONGEST_TITLE:
            yield title_long(topic.name, f"titles.{language}", title)


def _repeated(case: Case) -> Iterator[Problem]:
    """Two topics with one title: on buttons nobody could tell them apart."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for topic in case.content.topics.values():
        for language, title in topic.titles.items():
            named[language, title.casefold().strip()].append(topic.name)
    for (language, title), names in named.items():
        for name in names if title and len(names) > 1 else ():
            other = next((one for one in names if one != name), name)
            own = case.content.topics[name].titles[language]
            yield problem("title_repeated", name, f"titles.{language}", text=own, other=other)


def _category(case: Case, topic: Topic) -> Iterator[Problem]:
    if not topic.category:
        yield problem("category_missing", topic.name, "category")
    elif case.known.categories and topic.category not in case.known.categories:
        yield problem("category_unknown", topic.name, "category", text=topic.category)


def _action(case: Case, topic: Topic) -> Iterator[Problem]:
    """What answers a topic that the assistant does something about."""
    if topic.kind != "acting":
        return
    action = case.known.answered.get(topic.name)
    if action is None:
        yield problem("action_missing", topic.name)
    elif action not in case.known.actions and action not in case.content.phrases:
        yield problem("action_unknown", topic.name, text=action)


def _thresholds(case: Case) -> Iterator[Problem]:
    for intent, threshold in case.content.thresholds.items():
        if intent not in case.content.topics:
            yield problem("threshold_without_topic", intent, "threshold", text=intent)
        lower, upper = threshold.lower, threshold.upper
        if lower is not None and upper is not None and lower > upper:
            yield problem("threshold_order", intent, "threshold", lower=f"{lower:.2f}", upper=f"{upper:.2f}")
