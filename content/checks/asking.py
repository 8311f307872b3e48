"""Ways of asking: enough of them, in one topic only, and nobody's personal data."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from content.checks.alike import letters, normal, pairs_alike
from content.checks.finding import Case, problem
from content.checks.personal import personal_in
from content.problems import Problem
from content.topics import Topic

LEAST = 5
"""Ways of asking without which a topic is not recognised; in the language that has most of them."""
ENOUGH = 12
"""From which it is recognised well."""
LONGEST = 300
"""Characters: who writes more tells a story."""
_SIGNS = re.compile(r"[\[\]{}]")
Place = tuple[str, str, int]
"""Topic, language, index."""


def check_asking(case: Case) -> Iterator[Problem]:
    """Everything about ways of asking."""
    places = _places(case.content.topics)
    for topic in case.content.topics.values():
        yield from _counts(case, topic)
        yield from _repeated(topic)
    for place, text in places.items():
        yield from _alone(place, text)
    yield from _shared(places)
    yield from _alike(places)


def _places(topics: Mapping[str, Topic]) -> dict[Place, str]:
    return {
        (topic.name, language, at): text
        for topic in topics.values()
        for language, texts in topic.examples.items()
        for at, text in enumerate(texts)
        if text.strip()
    }


def _counts(case: Case, topic: Topic) -> Iterator[Problem]:
    counts = {language: len(topic.examples.get(language, ())) for language in case.known.languages}
    most = max(counts, key=lambda language: counts[language])
    if counts[most] < LEAST:
        yield problem("examples_few", topic.name, f"examples.{most}", count=counts[most], least=LEAST)
    for language, count in counts.items():
        field = f"examples.{language}"
        if not count and counts[most] >= LEAST:
            yield problem("examples_missing", topic.name, field, spoken=language)
        elif LEAST <= count < ENOUGH or 0 < count < LEAST <= counts[most]:
            yield problem("examples_scarce", topic.name, field, spoken=language, count=count, least=ENOUGH)


def _repeated(topic: Topic) -> Iterator[Problem]:
    for language, texts in topic.examples.items():
        seen = Counter[str]()
        for at, text in enumerate(texts):
            key = letters(text)
            seen[key] += 1
            if key and seen[key] > 1:
                yield problem("example_repeated", topic.name, f"examples.{language}.{at}", text=text)


def _alone(place: Place, text: str) -> Iterator[Problem]:
    topic, field = place[0], f"examples.{place[1]}.{place[2]}"
    if found := _SIGNS.search(text):
        yield problem("example_signs", topic, field, text=found.group())
    if len(text) > LONGEST:
        yield problem("example_long", topic, field, length=len(text), most=LONGEST)
    if personal := personal_in(text):
        code = "example_name" if personal.kind == "name" else "example_personal"
        yield problem(code, topic, field, kind=personal.kind, text=personal.text)


def _shared(places: Mapping[Place, str]) -> Iterator[Problem]:
    """One message in two topics: no reader could learn from both."""
    homes: dict[str, list[Place]] = defaultdict(list)
    for place, text in places.items():
        homes[normal(text)].append(place)
    for same in homes.values():
        names = {place[0] for place in same}
        for name, language, at in same if len(names) > 1 else ():
            other = next(one for one in sorted(names) if one != name)
            text = places[name, language, at]
            yield problem("example_shared", name, f"examples.{language}.{at}", text=text, other=other)


def _alike(places: Mapping[Place, str]) -> Iterator[Problem]:
    for one, other in pairs_alike(places):
        for (name, language, at), near in ((one, other), (other, one)):
            yield problem(
                "example_alike",
                name,
                f"examples.{language}.{at}",
                text=places[name, language, at],
                near=places[near],
                other=near[0],
            )
