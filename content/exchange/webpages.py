"""A FAQ page that a shop has already: what it tells search engines, or else its own headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

from content.exchange.languages import guess
from content.exchange.records import LANGUAGES, Brought, Format, Item, Reason
from content.exchange.tables import category_of, checked
from content.topics import Answer

NOISE = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "form",
    "button",
    "svg",
    "iframe",
)
HEADINGS = re.compile(r"h[1-6]")
BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "table", "tr", "section", "article", "blockquote", "dd", "dt", "details"}
)
MOST_NESTED = 200
"""Levels of JSON that are followed."""
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")
Pair = tuple[str, str, str]
"""A question, its answer, and the heading above."""


def read(html: str, default: str) -> Brought:
    """The questions and answers of a page.

    Args:
        html: The page.
        default: Its language, where it says none.
    """
    page = BeautifulSoup(html, "html.parser")
    spoken = _language(page)
    if pairs := list(_structured(page)):
        return Brought(Format.JSONLD, _items(pairs, spoken, default))
    for unwanted in page.find_all(NOISE):
        unwanted.decompose()
    for comment in page.find_all(string=lambda it: isinstance(it, Comment)):
        comment.extract()
    return Brought(Format.HTML, _items(_written(page), spoken, default))


def _items(pairs: list[Pair], spoken: str, default: str) -> tuple[Item, ...]:
    found, seen = [], set()
    for row, (question, answer, heading) in enumerate(pairs, 1):
        item = _item(row, question, answer, heading, spoken, default)
        again = question.casefold() in seen and item.refused is None
        seen.add(question.casefold())
        found.append(item.but(Reason.REPEATED) if again else item)
    return tuple(found)


def _item(row: int, question: str, answer: str, heading: str, spoken: str, default: str) -> Item:
    language = spoken or guess(f"{question} {answer}", default)
    item = Item(
        row=row,
        question=question,
        language=language,
        category=category_of(heading),
        examples=(question,) if question else (),
        answers=(Answer(answer, language),) if answer else (),
    )
    return checked(item)


def _language(page: BeautifulSoup) -> str:
    root = page.find("html")
    said = str(root.get("lang") or "") if isinstance(root, Tag) else ""
    code = said.split("-")[0].lower()
    return code if code in LANGUAGES else ""


def _structured(page: BeautifulSoup) -> Iterator[Pair]:
    """schema.org's ``FAQPage``, wherever in a page's JSON-LD it stands."""
    for script in page.find_all("script", type="application/ld+json"):
        try:
            told = json.loads(script.string or "")
        except (ValueError, RecursionError):
            continue
        for node in _nodes(told):
            if "FAQPage" in _types(node):
                yield from _questions(node.get("mainEntity"))


def _nodes(told: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > MOST_NESTED:
        return
    if isinstance(told, list):
        for one in told:
            yield from _nodes(one, depth + 1)
    elif isinstance(told, dict):
        yield told
        yield from _nodes(told.get("@graph"), depth + 1)


def _questions(entities: Any) -> Iterator[Pair]:
    for entity in entities if isinstance(entities, list) else [entities]:
        if not isinstance(entity, dict) or "Question" not in _types(entity):
            continue
        answer = entity.get("acceptedAnswer") or entity.get("suggestedAnswer")
        answer = answer[0] if isinstance(answer, list) and answer else answer
        told = answer.get("text") if isinstance(answer, dict) else ""
        name = entity.get("name") or entity.get("text") or ""
        yield _line(_plain(str(name))), _plain(str(told or "")), ""


def _types(node: dict[str, Any]) -> list[str]:
    told = node.get("@type")
    found = told if isinstance(told, list) else [told]
    return [str(one).rpartition("/")[2] for one in found]


def _written(page: BeautifulSoup) -> list[Pair]:
    """By what opens and closes, by lists of definitions, or by headings: whichever finds more."""
    ways = (_opening(page), _defined(page), _headed(page))
    return max(ways, key=len)


def _opening(page: BeautifulSoup) -> list[Pair]:
    found = []
    for details in page.find_all("details"):
        summary = details.find("summary")
        if summary is None:
            continue
        heading = _above(details)
        question = _line(_text(summary))
        summary.extract()
        found.append((question, _text(details), heading))
    return found


def _defined(page: BeautifulSoup) -> list[Pair]:
    found = []
    for term in page.find_all("dt"):
        told = []
        for following in term.find_next_siblings():
            if following.name != "dd":
                break
            told.append(_text(following))
        found.append((_line(_text(term)), "\n\n".join(told), _above(term)))
    return found


def _headed(page: BeautifulSoup) -> list[Pair]:
    """Each heading with what stands between it and the next; one with nothing is the heading of others."""
    found: list[Pair] = []
    above: dict[int, str] = {}
    for heading in page.find_all(HEADINGS):
        level = int(heading.name[1])
        question, answer = _line(_text(heading)), _text_until_heading(heading)
        higher = [above[it] for it in sorted(above) if it < level]
        above = {it: title for it, title in above.items() if it < level} | {level: question}
        if answer and (question.endswith("?") or level > 1):
            found.append((question, answer, higher[-1] if higher else ""))
    asked = [pair for pair in found if pair[0].endswith("?")]
    return asked or found


def _text_until_heading(heading: Tag) -> str:
    parts: list[str] = []
    inside = set(map(id, heading.descendants))
    for node in heading.next_elements:
        if id(node) in inside:
            continue
        if isinstance(node, Tag) and HEADINGS.fullmatch(node.name):
            break
        parts.append(_said(node))
    return _tidy("".join(parts))


def _above(node: Tag) -> str:
    heading = node.find_previous(HEADINGS)
    return _line(_text(heading)) if isinstance(heading, Tag) else ""


def _text(node: Tag) -> str:
    return _tidy("".join(_said(it) for it in node.descendants))


def _said(node: Any) -> str:
    if isinstance(node, NavigableString):
        return _SPACES.sub(" ", str(node).replace("\n", " "))
    if node.name == "br":
        return "\n"
    if node.name == "li":
        return "\n- "
    return "\n\n" if node.name in BLOCKS else ""


def _tidy(text: str) -> str:
    lines = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _LINES.sub("\n\n", lines).strip()


def _plain(told: str) -> str:
    """Words that may be HTML, as search engines allow answers to be."""
    return _text(BeautifulSoup(told, "html.parser")) if "<" in told or "&" in told else told.strip()


def _line(text: str) -> str:
    return " ".join(text.split())
