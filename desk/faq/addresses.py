"""Where things of the FAQ are, seen from the page that is read."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from desk.faq.look import Look


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes links that keep what the reader's page said.

    Attributes:
        origin: ``https://care.example.com``: what search engines are told.
        language: Of the page.
        stated: The page's address says its language, so its links do, too.
        look: Of the page.
    """

    origin: str
    language: str
    stated: bool
    look: Look

    def index(self, *, language: str | None = None) -> str:
        """The whole FAQ."""
        return self._address("/faq", language)

    def topic(self, slug: str, *, language: str | None = None) -> str:
        """One topic's page."""
        return self._address(f"/faq/{quote(slug)}", language)

    def vote(self, slug: str) -> str:
        """Where a form says whether an answer was useful."""
        return self._address(f"/faq/{quote(slug)}/useful", self.language)

    def canonical(self, slug: str | None, language: str) -> str:
        """The one address of a page in a language, for search engines."""
        path = f"/faq/{quote(slug)}" if slug else "/faq"
        return f"{self.origin}{path}?{urlencode({'lang': language})}"

    def hidden(self) -> dict[str, str]:
        """What a search form has to send along."""
        return {**({"lang": self.language} if self.stated else {}), **self.look.query()}

    def _address(self, path: str, language: str | None) -> str:
        spoken = language or (self.language if self.stated else None)
        query = {**({"lang": spoken} if spoken else {}), **self.look.query()}
        return f"{path}?{urlencode(query)}" if query else path
