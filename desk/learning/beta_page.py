"""The page on which a beta tester writes: one file, no tracking, nothing from elsewhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from desk.learning.beta import BetaTest
from desk.words import Catalogue

FOLDER = Path(__file__).with_name("templates")


def policy(nonce: str) -> str:
    """What the page may load: itself, and its own script and style."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def page(test: BetaTest, words: Catalogue, language: str, nonce: str) -> str:
    """The page of one test."""

    def say(key: str) -> str:
        return words.say(f"beta-{key}", language)

    return _template().render(test=test, language=language, nonce=nonce, say=say)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("beta.html")
