"""spaCy pipelines from what is installed: a full one where there is one, an empty one else; no downloads."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from bot.lean import without

with without("tensorflow", "torch", "mxnet", "cupy"):
    import spacy

__all__ = ["pipeline", "spacy"]

logger = logging.getLogger(__name__)

# The largest that is installed is taken.
FULL = {
    "it": ("it_core_news_lg", "it_core_news_md", "it_core_news_sm"),
    "en": ("en_core_web_lg", "en_core_web_md", "en_core_web_sm"),
}
RULER = "entity_ruler"
# What a full pipeline names, in our words; the rest of it is left out.
NAMED = {"PER": "person", "PERSON": "person", "LOC": "place", "GPE": "place"}


def pipeline(language: str, patterns: Sequence[dict[str, Any]]) -> Any:
    """A spaCy pipeline that finds what the patterns say, and names where a full one is installed.

    Args:
        language: ISO 639-1; one that spaCy does not know gets a tokenizer for any language.
        patterns: For spaCy's ``EntityRuler``.
    """
    name = next((full for full in FULL.get(language, ()) if spacy.util.is_package(full)), None)
    made = spacy.load(name) if name else _blank(language)
    logger.debug("Tokens of %s are made by %s.", language, name or "an empty pipeline")
    ruler = made.add_pipe(RULER, config={"phrase_matcher_attr": "LOWER", "overwrite_ents": True})
    ruler.add_patterns(list(patterns))
    return made


def spans(made: Any, text: str) -> Sequence[Any]:
    """What a pipeline names in a text.

    Where nothing of an empty pipeline's rules matches, as in nine messages of ten, that is known in half the
    time.
    """
    if made.pipe_names == [RULER]:
        ruler, doc = made.get_pipe(RULER), made.make_doc(text)
        ruled = bool(ruler.token_patterns and ruler.phrase_patterns)
        if ruled and not ruler.matcher(doc) and not ruler.phrase_matcher(doc):
            return ()
    named: Sequence[Any] = made(text).ents
    return named


def _blank(language: str) -> Any:
    try:
        return spacy.blank(language)
    except ImportError:
        return spacy.blank("xx")
