"""Whatever editors do, what is read back is what they wrote; and what they did not touch is as it was."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from content.files.canonical import changes_of
from content.folder import ContentFolder
from content.topics import Changes, Content, Phrase, Threshold, Topic
from tests.content.strategies import changes

SHOP = Path(__file__).parents[1] / "fixtures" / "content"
ROOT = Path(__file__).parents[2]
OURS = ContentFolder(ROOT)
NAMES = sorted(OURS.read().topics)


class Editors(RuleBasedStateMachine):
    """Edits, publications and returns, in any order."""

    versions = Bundle("versions")

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        shutil.copytree(SHOP, self.place / "shop")
        self.folder = ContentFolder(self.place / "shop")
        self.wanted = self.folder.read()

    @initialize(target=versions)
    def begin(self) -> tuple[bytes, Content]:
        """The first version is what was there."""
        return self.folder.pack(), self.wanted

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        """Somebody changes something."""
        change = data.draw(changes(self.wanted))
        self.folder.write(self.folder.files(change))
        self.wanted = self.wanted.changed(changes_of(change))

    @rule(target=versions)
    def publish(self) -> tuple[bytes, Content]:
        """What is there becomes a version."""
        return self.folder.pack(), self.wanted

    @rule(version=versions)
    def put_back(self, version: tuple[bytes, Content]) -> None:
        """A version is there again, whatever came after."""
        packed, self.wanted = version
        self.folder.unpack(packed)
        assert self.folder.pack() == packed

    @rule(version=versions)
    def undo(self, version: tuple[bytes, Content]) -> None:
        """The same by changes, as a draft that takes everything back."""
        self.folder.write(self.folder.files(self.wanted.changes_to(version[1])))
        self.wanted = version[1]

    @invariant()
    def what_is_read_is_what_was_written(self) -> None:
        """Also from another folder object, and by the bytes."""
        assert ContentFolder(self.folder.root).read() == self.wanted
        assert (
            self.folder.files(Changes(self.wanted.topics, self.wanted.phrases, self.wanted.thresholds)) == {}
        )

    def teardown(self) -> None:
        """Leaves nothing behind."""
        shutil.rmtree(self.place)


TestEditors = pytest.mark.timeout(400)(Editors.TestCase)
# Without explaining, which traces every line and takes minutes.
QUIET: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.generate, Phase.shrink),
}
TestEditors.settings = settings(max_examples=6, stateful_step_count=6, **QUIET)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ContentFolder:
    """The shop's own content, to write on."""
    place = tmp_path_factory.mktemp("ours")
    OURS.copy_to(place)
    return ContentFolder(place)


def with_an_example(topic: Topic) -> Topic:
    new = {one: (texts[0], 'nuovo: "così" 😀 #', *texts[1:]) for one, texts in topic.examples.items()}
    return replace(topic, examples=new)


def without_an_example(topic: Topic) -> Topic:
    return replace(topic, examples={one: texts[1:] for one, texts in topic.examples.items()})


def in_other_words(topic: Topic) -> Topic:
    words = (replace(one, text=f'{one.text}\nE "ancora".') for one in topic.answers)
    titles = {language: f"{title}!" for language, title in topic.titles.items()}
    return replace(topic, answers=tuple(words), titles=titles)


def on_another_occasion(topic: Topic) -> Topic:
    limited = (replace(one, opening="open", channel="fax", valid_from="2026-11-27") for one in topic.answers)
    return replace(topic, answers=tuple(limited), category="a: new one")


def without_its_last_answer(topic: Topic) -> Topic:
    return replace(topic, answers=topic.answers[:-1])


@pytest.mark.parametrize(
    "change",
    [with_an_example, without_an_example, in_other_words, on_another_occasion, without_its_last_answer],
)
def test_every_file_of_ours_is_as_it_was_once_a_change_is_taken_back(
    copy: ContentFolder, change: Callable[[Topic], Topic]
) -> None:
    before, topics = copy.all_files(), copy.read().topics
    made = copy.files(Changes(topics={name: change(topic) for name, topic in topics.items()}))
    assert {path.parts[1] for path in made} <= {"faq", "nlu"}
    copy.write(made)
    copy.write(copy.files(Changes(topics=topics)))
    after = copy.all_files()
    different = [str(path) for path in before if before[path] != after[path]]
    # What was taken out is written anew: its place and its words are the same, its quotes may be others.
    assert copy.read().topics == topics
    assert different == [] or change is without_its_last_answer
    copy.write(before)


def test_every_phrase_of_ours_is_as_it_was_once_its_words_are_taken_back(copy: ContentFolder) -> None:
    before, phrases = copy.all_files(), copy.read().phrases
    other = {
        name: Phrase(name, tuple(replace(one, text=f"{one.text} 😀?") for one in phrase.answers))
        for name, phrase in phrases.items()
    }
    made = copy.files(Changes(phrases=other))
    assert "domain.yml" in map(str, made)
    copy.write(made)
    copy.write(copy.files(Changes(phrases=phrases)))
    assert copy.all_files() == before


def test_the_configuration_of_ours_is_as_it_was_once_thresholds_are_taken_back(copy: ContentFolder) -> None:
    before = copy.all_files()
    fixed = {name: Threshold(0.1, 0.6) for name in NAMES}
    copy.write(copy.files(Changes(thresholds=fixed)))
    assert copy.read().thresholds == fixed
    copy.write(copy.files(Changes(thresholds=dict.fromkeys(fixed))))
    assert copy.all_files() == before


def home(name: str) -> str:
    return f"data/{name}.yml" if name.startswith("faq/") else f"data/nlu/{name}.yml"


@given(data=st.data())
@settings(max_examples=25, **QUIET)
def test_lines_of_other_blocks_stay_byte_for_byte(data: st.DataObject, copy: ContentFolder) -> None:
    """Any change of one of our topics leaves every other file, and every line of the file's other blocks."""
    content = copy.read()
    name = data.draw(st.sampled_from(NAMES))
    topic = content.topics[name]
    language = data.draw(st.sampled_from(sorted(topic.examples)))
    texts = data.draw(st.permutations(topic.examples[language]))[1:]
    change = replace(topic, examples={**topic.examples, language: tuple(texts)})
    before = (copy.root / home(name)).read_text(encoding="utf-8")
    made = copy.files(Changes(topics={name: change}))
    (after,) = (data.decode() for data in made.values() if data is not None)
    gone = set(topic.examples[language]) - set(texts)
    lines = [line for line in before.splitlines() if line.strip()[2:] not in topic.examples[language]]
    left = [line for line in after.splitlines() if line.strip()[2:] not in topic.examples[language]]
    assert lines == left
    assert len(gone) == 1
    assert Topic.from_json(change.to_json()) == change
