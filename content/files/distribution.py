"""Which block of a topic holds which of its examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from content.files.documents import Block

Texts = tuple[str, ...]


def distributed(blocks: Sequence[Block], examples: Mapping[str, Texts], default: str) -> list[Texts | None]:
    """What each block is to hold; None for one that goes away.

    Read one after the other, a language's blocks give its examples in their order.

    Args:
        blocks: Of one topic.
        examples: By language.
        default: The language of a block that says none.
    """
    wanted: list[Texts] = [()] * len(blocks)
    for language, texts in examples.items():
        own = [at for at, block in enumerate(blocks) if (block.language or default) == language]
        for at, part in zip(own, _parts([blocks[at].texts for at in own], texts), strict=True):
            wanted[at] = part
    # The last one stays though it is empty: it holds the category.
    if not any(examples.values()):
        return [() if at == 0 else None for at in range(len(blocks))]
    return [texts or None for texts in wanted]


def missing(blocks: Sequence[Block], examples: Mapping[str, Texts], default: str) -> dict[str, Texts]:
    """The examples of languages that have no block."""
    there = {block.language or default for block in blocks}
    return {language: texts for language, texts in examples.items() if texts and language not in there}


def _parts(there: Sequence[Texts], texts: Texts) -> Iterator[Texts]:
    """Texts cut where those begin that a later block has already."""
    rest = list(texts)
    for at, _ in enumerate(there):
        later = {text for block in there[at + 1 :] for text in block}
        own = set(there[at])
        cut = next((n for n, text in enumerate(rest) if text in later and text not in own), len(rest))
        cut = len(rest) if at == len(there) - 1 else cut
        yield tuple(rest[:cut])
        rest = rest[cut:]
