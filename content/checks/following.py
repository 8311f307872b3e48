"""What follows an answer: buttons that lead somewhere, links, pictures."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from content.checks.finding import Case, problem, title_long
from content.checks.said import Said, said_in
from content.problems import Problem
from content.topics import Button, Topic
from content.words import LONGEST_TITLE

MOST_BUTTONS = 3
"""What every channel shows as buttons."""
_PAYLOAD = re.compile(r"/([A-Za-z_][\w/-]*)(\{.*\})?", re.DOTALL)
_LINK = re.compile(r"(?:\bhttps?\b:?/*|\bwww\.)[^\s<>«»“”\"]*", re.IGNORECASE)
_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_TRAILING = ".,;:!?…)]}»”'"


def check_following(case: Case) -> Iterator[Problem]:
    """Everything that an answer offers besides words."""
    for said in said_in(case):
        yield from _buttons(case, said)
        for link in links_in(said.answer.text):
            yield from _link(case, said, link, f"{said.field}.text", "link_malformed")
        if said.answer.image:
            yield from _link(case, said, said.answer.image, f"{said.field}.image", "image_malformed")
    for topic in case.content.topics.values():
        yield from _uneven(topic)


def links_in(text: str) -> list[str]:
    """What looks like a link, without the punctuation behind it."""
    return [
        found.group().rstrip(_TRAILING)
        for found in _LINK.finditer(text)
        if "." in found.group() or ":" in found.group()
    ]


def _buttons(case: Case, said: Said) -> Iterator[Problem]:
    buttons = said.answer.buttons
    seen = Counter[str]()
    for at, button in enumerate(buttons):
        field = f"{said.field}.buttons.{at}"
        seen[button.payload] += 1
        yield from _title(said, button, f"{field}.title")
        yield from _target(case, said, button, f"{field}.payload")
        if seen[button.payload] > 1:
            yield problem("button_repeated", said.name, f"{field}.payload", text=button.title)
    if len(buttons) > MOST_BUTTONS:
        yield problem(
            "buttons_many", said.name, f"{said.field}.buttons", count=len(buttons), most=MOST_BUTTONS
        )


def _title(said: Said, button: Button, field: str) -> Iterator[Problem]:
    if not button.title.strip():
        yield problem("button_untitled", said.name, field)
    elif len(button.title) > LONGEST_TITLE:
        yield title_long(said.name, field, button.title)


def _target(case: Case, said: Said, button: Button, field: str) -> Iterator[Problem]:
    if not button.payload.startswith("/"):
        yield from _link(case, said, button.payload, field, "button_malformed", of=button.title)
        return
    found = _PAYLOAD.fullmatch(button.payload)
    entities = _entities(found.group(2)) if found else None
    if found is None or entities is None:
        yield problem("button_malformed", said.name, field, text=button.payload, of=button.title)
        return
    intent = found.group(1)
    if intent not in case.content.topics and intent not in _sent_by_buttons(case):
        yield problem("button_dead", said.name, field, text=button.title, target=intent)
    elif intent == said.name:
        yield problem("button_to_itself", said.name, field, text=button.title)
    for name in entities:
        if name not in case.known.entities | case.known.slots:
            yield problem("button_entity_unknown", said.name, field, text=name, of=button.title)


def _sent_by_buttons(case: Case) -> set[str]:
    """Intents that are no topic, and not the name of all questions together."""
    return {one for one in case.known.intents if not one.startswith("faq")} - {"nlu_fallback"}


def _entities(written: str | None) -> list[str] | None:
    """Names in a payload's JSON; None where it is none."""
    if not written:
        return []
    try:
        found = json.loads(written)
    except ValueError:
        return None
    return list(found) if isinstance(found, dict) else None


def _link(case: Case, said: Said, link: str, field: str, code: str, of: str = "") -> Iterator[Problem]:
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    except (ValueError, UnicodeError):
        parts, host = urlsplit(""), ""
    known = parts.scheme in ("https", "http", "mailto", "tel")
    whole = _HOST.fullmatch(host) if parts.scheme in ("https", "http") else parts.path
    if not known or not whole or any(sign.isspace() for sign in link):
        yield problem(code, said.name, field, text=link, of=of)
    elif parts.scheme == "http":
        yield problem("link_insecure", said.name, field, text=link)
    elif link in case.known.dead_links:
        yield problem("link_dead", said.name, field, text=link)


def _uneven(topic: Topic) -> Iterator[Problem]:
    """Answers of a topic that offer other things in one language than in the other."""
    offered: dict[str, set[str]] = {}
    for answer in topic.answers:
        offered.setdefault(answer.language, set()).update(one.payload for one in answer.buttons)
    if len({frozenset(one) for one in offered.values()}) > 1:
        yield problem("buttons_differ", topic.name, "answers")
