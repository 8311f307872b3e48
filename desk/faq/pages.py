"""The FAQ as HTML: one self-contained page, and what a browser may do with it."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from desk.faq import look as looks
from desk.faq.addresses import Addresses
from desk.faq.book import Shelf
from desk.faq.prose import prose
from desk.faq.records import Entry
from desk.faq.structured import faq_page
from desk.words import Catalogue

HERE = Path(__file__).parent
ASSETS = ("faq.js", "embed.js")
"""What is fetched beside a page; its style is within it, because nothing can be shown before that."""
RELATED = 6
KEPT = 64
"""Pages that are made once."""
DESCRIPTION = 155
"""Characters that search engines show."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished page.

    Attributes:
        body: UTF-8.
        packed: The same, gzip.
        tag: Its strong entity tag's value.
        style_hash: By which the policy allows the one style in it.
    """

    body: bytes
    packed: bytes
    tag: str
    style_hash: str


@dataclass(frozen=True, slots=True)
class Shop:
    """What the shop says about its FAQ.

    Attributes:
        heading: Its name.
        accent: Its colour, six hexadecimal digits.
        style: Its own CSS, after ours; empty for none.
    """

    heading: str
    accent: str
    style: str = ""


class Pages:
    """Renders.

    Args:
        words: The catalogue.
        shop: What the shop says.
    """

    def __init__(self, words: Catalogue, shop: Shop) -> None:
        self._words = words
        self._shop = shop
        self._style = (HERE / "assets" / "faq.css").read_text(encoding="utf-8")
        self._templates = _environment()
        self._index_of = lru_cache(KEPT)(self._index)
        self._topic_of = lru_cache(KEPT)(self._topic)

    def index(self, shelf: Shelf, address: Addresses, wanted: str = "") -> Made:
        """The whole FAQ, or what has some words."""
        return self._index_of(shelf, address, wanted)

    def topic(self, shelf: Shelf, entry: Entry, address: Addresses, *, voted: bool = False) -> Made:
        """One question on a page of its own."""
        return self._topic_of(shelf, entry, address, voted)

    def _index(self, shelf: Shelf, address: Addresses, wanted: str) -> Made:
        found = shelf.index.find(wanted) if wanted else None
        shown = shelf.entries if found is None else found
        return self._made(
            "index.html",
            address,
            sections=shelf.sections(found),
            wanted=wanted,
            found=len(shown),
            indexed=not (wanted or address.look.embed),
            data=None if wanted else faq_page(shown, address.language),
            title=self._title(self._say(address)("faq-title"), address),
            description=self._say(address)("faq-description", shop=self._heading(address)),
        )

    def _topic(self, shelf: Shelf, entry: Entry, address: Addresses, voted: bool) -> Made:
        kin = [it for it in shelf.entries if it.category == entry.category and it is not entry]
        heading = next((it for it in shelf.sections([entry]) if it.title), None)
        return self._made(
            "topic.html",
            address,
            slug=entry.slug,
            entry=entry,
            related=kin[:RELATED],
            category=heading,
            voted=voted,
            indexed=not (voted or address.look.embed),
            data=None if entry.payload else faq_page([entry], address.language),
            title=self._title(entry.question, address),
            description=_shortened(entry.answer),
        )

    def missing(self, address: Addresses) -> Made:
        """No such question, or not now, or not in this language."""
        title = self._say(address)("faq-missing")
        return self._made(
            "missing.html",
            address,
            indexed=False,
            data=None,
            title=self._title(title, address),
            description=title,
        )

    def _made(self, template: str, address: Addresses, slug: str | None = None, **known: Any) -> Made:
        style = f"{looks.properties(address.look, self._shop.accent)}{self._style}{self._shop.style}"

        def here(language: str) -> str:
            return address.topic(slug, language=language) if slug else address.index(language=language)

        html = self._templates.get_template(template).render(
            address=address,
            language=address.language,
            languages=sorted(self._words.languages, reverse=True),
            default_language=self._words.default_language,
            look=address.look,
            say=self._say(address),
            here=here,
            slug=slug,
            heading=self._heading(address),
            style=Markup(style),  # noqa: S704 - ours, the administrator's, and checked colours
            script=asset_address("faq.js"),
            **known,
        )
        return _finished(html, style)

    def _say(self, address: Addresses) -> Any:
        def say(key: str, **arguments: str | int) -> str:
            return self._words.say(key, address.language, **arguments)

        return say

    def _heading(self, address: Addresses) -> str:
        return self._shop.heading or self._words.say("faq-heading", address.language)

    def _title(self, title: str, address: Addresses) -> str:
        heading = self._heading(address)
        return title if heading == title else f"{title} · {heading}"


def asset_address(name: str) -> str:
    """Where a file of the page's is: another address for another content, so that browsers keep it."""
    return f"/faq-assets/{name}?v={asset(name)[1]}"


@cache
def asset(name: str) -> tuple[bytes, str]:
    """A file of the page's and its version."""
    content = (HERE / "assets" / name).read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:12]


def policy(made: Made, ancestors: Sequence[str]) -> str:
    """What a browser may do with a page: its own style and script, pictures, and asking the desk.

    Args:
        made: The page.
        ancestors: Websites that may frame it; none for nobody.
    """
    framing = " ".join(ancestors) or "'none'"
    return (
        f"default-src 'none'; script-src 'self'; style-src 'sha256-{made.style_hash}'; img-src https: data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {framing}"
    )


def _finished(html: str, style: str) -> Made:
    body = html.encode()
    packed = gzip.compress(body, 6, mtime=0)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return Made(body, packed, hashlib.sha256(body).hexdigest()[:32], digest)


def _environment() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["prose"] = prose
    return templates


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= DESCRIPTION else f"{flat[: DESCRIPTION - 1].rsplit(' ', 1)[0]}…"
