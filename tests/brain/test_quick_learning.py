"""Learning quickly is learning the same: without folds, and around what has changed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from bot.components import machine
from bot.components.likeness import LikenessModel, Settings
from bot.components.thresholds import Thresholds
from bot.components.unseen import Unseen, read_unseen, write_unseen
from bot.laboratory.content import Content, Example, read_content
from bot.laboratory.errors import BadContent
from bot.laboratory.fitting import FALLBACK, Learned, fit, taken_over
from tests.brain.conftest import SMALL

FRESH = [
    Example(text, "faq/black_friday", "it")
    for text in (
        "black friday quando?",
        "sconti black friday",
        "fate il black friday",
        "offerte black friday ora",
    )
]
QUESTIONS = [
    "quando fate il black friday?",
    "quali taglie avete?",
    "si paga con paypal?",
    "chi ha vinto ieri?",
]


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(SMALL)


@pytest.fixture(scope="module")
def live(content: Content) -> Learned:
    return fit(content)


def changed(content: Content, *examples: Example, without: str = "") -> Content:
    kept = tuple(one for one in content.examples if one.label != without)
    return dataclasses.replace(content, examples=(*kept, *examples))


def readings(learned: Learned) -> list[tuple[str, float]]:
    ranked = [learned.reader.parse(text)["intent_ranking"][0] for text in QUESTIONS]
    return [(one["name"], one["confidence"]) for one in ranked]


def test_solving_gives_the_coefficients_of_learning() -> None:
    vectors = np.random.default_rng(7).normal(size=(60, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kernel = np.exp(vectors @ vectors.T - 1.0)
    classes = np.arange(60) % 4
    inside = np.ones(60, dtype=bool)
    learned = machine.learn(kernel, classes, inside, 5, strangers=False)
    solved = machine.solve(kernel, classes, inside, np.array([3, 50]))
    assert np.allclose(learned.coefficients, solved.coefficients, atol=1e-3)
    around, unseen = machine.solve_around(kernel, np.arange(60), classes, np.zeros((60, 4), np.float32))
    assert np.allclose(around, solved.coefficients, atol=1e-3)
    assert np.allclose(unseen[[3, 50]], solved.unseen.raw, atol=1e-3)


def test_what_is_learned_around_a_change_reads_like_all_anew(content: Content, live: Learned) -> None:
    draft = changed(content, *FRESH)
    near, anew = readings(fit(draft, live)), readings(fit(draft))
    assert [name for name, _ in near] == [name for name, _ in anew]
    assert near[0][0] == "faq/black_friday"


def test_a_topic_that_goes_is_not_read_any_more(content: Content, live: Learned) -> None:
    less = fit(changed(content, without="faq/sizes"), live)
    assert "faq/sizes" not in [name for name, _ in readings(less)]
    assert len(less.unseen) == len(less.examples) == less.reader.classifier.model.size


def test_a_change_and_its_return_read_as_before(content: Content, live: Learned) -> None:
    """Nearly: the words that the change brought are known from then on."""
    again = fit(content, fit(changed(content, *FRESH), live))
    for (name, before), (other, after) in zip(readings(live), readings(again), strict=True):
        assert name == other
        assert after == pytest.approx(before, abs=0.05)


def test_where_only_words_changed_the_model_is_the_same(content: Content, live: Learned) -> None:
    words = dataclasses.replace(content, responses={}, examples=content.examples[::-1])
    assert fit(words, live).reader.classifier.model is live.reader.classifier.model


def test_new_examples_are_read_as_if_they_had_not_been_there(content: Content, live: Learned) -> None:
    alone = Example("quanto pesa la luna?", "faq/sizes", "it")
    draft = fit(changed(content, alone), live)
    (row,) = [row for row in draft.unseen if row.text == alone.text]
    assert row.best != "faq/sizes"


def test_a_new_topic_gets_the_thresholds_that_are_usual() -> None:
    learned = {"greet": Thresholds(0.9, 0.9), **{f"faq/{n}": Thresholds(0.1 * n, 0.2 * n) for n in (1, 2, 3)}}
    found = taken_over(learned, ["faq/1", "faq/new", "greet"])
    assert found["faq/new"] == pytest.approx((0.2, 0.4))
    assert found["faq/1"] == learned["faq/1"]
    assert taken_over({}, ["faq/new"])["faq/new"] == FALLBACK


def test_nothing_to_tell_apart_is_bad_content(content: Content, live: Learned) -> None:
    for examples in ((), (Example("ciao", "greet", "it"),)):
        poor = dataclasses.replace(content, examples=examples)
        with pytest.raises(BadContent):
            fit(poor)
        with pytest.raises(BadContent):
            fit(poor, live)


@pytest.mark.parametrize("config", [{}, {"pipeline": None}, {"pipeline": [{"name": "DIETClassifier"}]}])
def test_another_pipeline_is_bad_content(content: Content, config: dict[str, object]) -> None:
    with pytest.raises(BadContent):
        fit(dataclasses.replace(content, config=config))


def test_unlike_models_are_refused() -> None:
    texts, labels = ["a b", "c d", "e f", "g h"] * 3, ["x", "y"] * 6
    plain = LikenessModel(Settings(encoders=(), folds=2))
    plain.fit(texts, labels)
    other = LikenessModel(Settings(encoders=("usem3",), folds=2))
    assert not other.can_be_like(plain)
    with pytest.raises(ValueError, match="other ways"):
        other.fit_like(texts, labels, plain)


def test_what_was_read_unseen_is_kept(tmp_path: Path) -> None:
    rows = [Unseen("è qui?", "faq/x", (("faq/y", 0.61), ("faq/x", 0.3)))]
    write_unseen(rows, tmp_path / "unseen.json")
    assert read_unseen(tmp_path / "unseen.json") == rows
    assert read_unseen(tmp_path / "missing.json") == []
