"""What search engines read of a page: schema.org's ``FAQPage`` as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from desk.faq.records import Entry

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a script tag, begin a comment in one, or break a line in old readers."""


def faq_page(entries: Iterable[Entry], language: str) -> Markup:
    """The page's questions and answers, safe between ``<script type="application/ld+json">`` and its end.

    What only the assistant can answer is left out: an invitation is no answer that a search engine may show.
    """
    page = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": language,
        "mainEntity": [_question(entry) for entry in entries if entry.payload is None],
    }
    written = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(_ESCAPES))  # noqa: S704 - escaped above


def _question(entry: Entry) -> dict[str, Any]:
    answer = {"@type": "Answer", "text": entry.answer}
    return {"@type": "Question", "name": entry.question, "acceptedAnswer": answer}
