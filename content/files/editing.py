"""Changes to content as changes to files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from content.errors import ContentConflict, ContentMalformed
from content.files import examples, responses
from content.files.distribution import distributed, missing
from content.files.documents import Document
from content.files.making import new_file, without_empty
from content.files.shelf import CONFIG, SAYING, TITLE, Placed, Shelf, names_of
from content.files.splices import Splice, spliced
from content.files.thresholds import with_thresholds
from content.topics import FAQ, Answer, Changes, Phrase, Topic

FOLDER = "data/faq"
_SLUG = re.compile(r"[a-z0-9][a-z0-9_]{0,79}")
Texts = dict[str, str | None]
"""What a file is to hold, by path; None where it goes away."""
Spoken = list[tuple[str, tuple[Answer, ...]]]


class Editing:
    """Makes changes on files that were read.

    Args:
        shelf: The files.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._splices: dict[str, list[Splice]] = defaultdict(list)
        self._new: dict[str, Spoken] = defaultdict(list)
        self._texts: Texts = {}

    def made(self, changes: Changes) -> Texts:
        """The files that are different.

        Args:
            changes: Canonical ones.

        Raises:
            ContentConflict: They can't be.
            ContentMalformed: A change can't be said in Rasa's format.
        """
        before = self._shelf.content
        for name, topic in changes.topics.items():
            self._topic(name, before.topics.get(name), topic)
        for name, phrase in changes.phrases.items():
            self._phrase(name, phrase)
        if changes.thresholds:
            self._texts[CONFIG] = with_thresholds(self._config(), changes.thresholds)
        self._splice()
        return self._texts

    def _topic(self, name: str, before: Topic | None, after: Topic | None) -> None:
        if after is not None and after.name != name:
            raise ContentMalformed("name", f"“{after.name}” is not “{name}”")
        if before is None and after is not None:
            self._add(after)
        elif before is not None and after is None:
            self._remove(before)
        elif before is not None and after is not None and before != after:
            self._change(before, after)

    def _phrase(self, name: str, phrase: Phrase) -> None:
        if name not in self._shelf.content.phrases or phrase.name != name:
            raise ContentConflict(f"there is no phrase {name}")
        if not phrase.answers:
            raise ContentConflict(f"{name} would say nothing")
        self._say(self._shelf.responses[name].document, name, phrase.answers)

    def _add(self, topic: Topic) -> None:
        if topic.kind != "faq" or not topic.name.startswith(FAQ) or not _SLUG.fullmatch(topic.slug):
            raise ContentMalformed("name", f"“{topic.name}” can't be a new topic")
        file = f"{FOLDER}/{topic.slug}.yml"
        if file in self._shelf.documents:
            raise ContentConflict(f"{file} is there, for something else")
        self._texts[file] = new_file(topic, self._shelf.language)

    def _remove(self, topic: Topic) -> None:
        if topic.kind != "faq":
            raise ContentConflict(f"{topic.name} is asked for by the rules and stays")
        for document, block in self._shelf.blocks.get(topic.name, []):
            self._splices[document.file].append(examples.removed(document, block))
        for name in names_of(topic):
            if found := self._shelf.responses.get(name):
                self._say(found.document, name, ())

    def _change(self, before: Topic, after: Topic) -> None:
        if after.kind != before.kind:
            raise ContentMalformed("kind", f"{after.name} is {before.kind}")
        home = self._home(after)
        self._ask(self._shelf.blocks.get(after.name, []), home, after)
        if after.answers != before.answers:
            self._say(home, SAYING + after.name, after.answers)
        if after.titles != before.titles:
            self._say(home, TITLE + after.slug, self._titled(after))

    def _ask(self, placed: Sequence[Placed], home: Document, topic: Topic) -> None:
        """Ways of asking."""
        default, blocks = self._shelf.language, [one.block for one in placed]
        shares = distributed(blocks, topic.examples, default)
        stays = [one for one, texts in zip(placed, shares, strict=True) if texts is not None]
        new = self._blocks(topic, missing(blocks, topic.examples, default), bare=not placed)
        for (document, block), texts in zip(placed, shares, strict=True):
            if texts is None:
                gone = examples.removed(document, block)
                # What is new takes the place of the last one that goes.
                own = new if not stays else []
                self._splices[document.file].append(gone._replace(text=_lines(own, document.newline)))
                new = [] if not stays else new
                continue
            made = examples.changed(document, block, texts, topic.category, default)
            self._splices[document.file] += made
        self._behind(stays, home, new)

    def _blocks(self, topic: Topic, asked: Mapping[str, tuple[str, ...]], *, bare: bool) -> list[str]:
        """The new blocks; an empty one where there is none, and a category to be kept."""
        if bare and topic.category and not any(asked.values()):
            asked = {self._shelf.language: ()}
        newline = self._home(topic).newline
        return [examples.new_block(topic.name, one, topic.category, asked[one], newline) for one in asked]

    def _behind(self, stays: Sequence[Placed], home: Document, new: Sequence[str]) -> None:
        for block in new:
            if stays:
                document, last = stays[-1]
                self._splices[document.file].append(examples.added(document, last, block))
            elif home.blocks:
                self._splices[home.file].append(examples.added(home, home.blocks[-1], block))
            else:
                self._splices[home.file].append(examples.section(home, new))
                return

    def _say(self, home: Document, name: str, answers: tuple[Answer, ...]) -> None:
        found = self._shelf.responses.get(name)
        if found is None:
            self._new[home.file].append((name, answers))
            return
        document, response = found
        made = responses.with_answers(document, response, answers, self._shelf.language)
        self._splices[document.file] += made

    def _titled(self, topic: Topic) -> tuple[Answer, ...]:
        """A title's wordings: those for some occasion only stay, if their language does."""
        old = self._shelf.answers(TITLE + topic.slug)
        left, found = dict(topic.titles), list[Answer]()
        for answer in old:
            first = answer.language in left and answer.channel is None and answer.manner is None
            if first:
                found.append(replace(answer, text=left.pop(answer.language)))
            elif answer.language in topic.titles:
                found.append(answer)
        return (*found, *(Answer(text, language) for language, text in left.items()))

    def _home(self, topic: Topic) -> Document:
        """The file where what is new about a topic goes."""
        placed = self._shelf.blocks.get(topic.name)
        if placed:
            return placed[0].document
        names = [name for name in names_of(topic) if name in self._shelf.responses]
        return self._shelf.responses[names[0]].document

    def _config(self) -> Document:
        if CONFIG not in self._shelf.documents:
            raise ContentConflict(f"there is no {CONFIG}")
        return self._shelf.documents[CONFIG]

    def _splice(self) -> None:
        for file, new in self._new.items():
            self._splices[file] += responses.added(self._shelf.documents[file], new, self._shelf.language)
        for file, splices in self._splices.items():
            if splices:
                text = spliced(self._shelf.documents[file].text, splices)
                self._texts[file] = without_empty(file, text)


def _lines(blocks: Sequence[str], newline: str) -> str:
    return "".join(block + newline * 2 for block in blocks)
