"""What the assistant does something about, instead of answering: in the FAQ as an invitation to ask it."""

from __future__ import annotations

from collections.abc import Callable

from content.topics import Topic
from desk.words import Catalogue

Invite = Callable[[str, str], str]
"""What the assistant does about a topic, by its name, in a language."""


def invitations(words: Catalogue) -> Invite:
    """From the catalogue; of a topic of the shop's own, which is not in it, something general."""

    def invite(topic: str, language: str) -> str:
        known = f"faq-does-{topic.replace('_', '-')}"
        return words.say(known if words.has(known) else "faq-does", language)

    return invite


def is_offered(topic: Topic, language: str) -> bool:
    """Whether readers may look for it: what has no title is no question, only something that people say."""
    return topic.kind == "acting" and bool(topic.titles.get(language))
