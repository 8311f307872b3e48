"""The tone of a message: learned from examples of its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.components.likeness import LikenessModel, Settings, Verdict
from bot.components.tone import NEUTRAL, ToneDetector, examples, tone_settings

FILE = Path(__file__).parents[2] / "bot" / "tone" / "examples.yml"
TONES = {"neutral", "pleased", "frustrated"}


def _detector(least: float = 0.5) -> ToneDetector:
    config = {**ToneDetector.get_default_config(), "encoders": [], "least": least}
    detector = ToneDetector(config, None, None)
    texts = [f"{word} {n}" for word in ("dove", "grazie", "vergogna") for n in range(20)]
    detector._model = LikenessModel(Settings(encoders=(), closed=True))
    detector._model.fit(texts, ["neutral"] * 20 + ["pleased"] * 20 + ["frustrated"] * 20)
    return detector


def _heard(detector: ToneDetector, text: str) -> tuple[Any, Any]:
    message = Message(data={"text": text})
    detector.process([message])
    return message.get("tone"), message.get("tone_confidence")


@pytest.mark.parametrize("text", ["", "?!", "🙂"])
def test_what_says_nothing_is_neutral(text: str) -> None:
    assert _heard(_detector(), text) == (NEUTRAL, 0.0)


def test_hears_the_tone() -> None:
    tone, confidence = _heard(_detector(), "vergogna 7")
    assert tone == "frustrated"
    assert 0.5 <= confidence <= 1.0


def test_a_tone_that_is_not_sure_counts_as_neutral() -> None:
    assert _heard(_detector(least=1.1), "vergogna 7")[0] == NEUTRAL


def test_what_was_read_by_its_words_alone_is_not_encoded_for_the_tone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    detector = _detector()
    asked: list[bool] = []

    def judge(text: str, *, quick: bool) -> Verdict:
        asked.append(quick)
        return Verdict((("frustrated", 0.8),), 1.0, "ngrams")

    monkeypatch.setattr(detector._model, "judge", judge)
    message = Message(data={"text": "basta"})
    message.set("understanding", {"stage": "ngrams", "missing": []})
    message.set("intent_ranking", [{"name": "deny", "confidence": 0.99}])
    assert detector._hear(message) == (NEUTRAL, 0.8)
    message.set("intent_ranking", [{"name": "complaint", "confidence": 0.99}])
    assert detector._hear(message) == ("frustrated", 0.99)
    message.set("understanding", {"stage": "usem3", "missing": []})
    assert detector._hear(message) == ("frustrated", 0.8)
    assert asked == [True, True, False]


def test_nothing_is_out_of_scope_for_the_tone() -> None:
    model = _detector()._model
    assert sum(share for _, share in model.judge("qwerty").ranking) == pytest.approx(1.0, abs=1e-5)
    assert tone_settings(()).closed


def test_every_tone_has_examples_in_both_languages_and_none_is_in_two() -> None:
    found = list(examples(FILE))
    assert {tone for _, tone, _ in found} == TONES
    assert min(Counter((tone, language) for _, tone, language in found).values()) >= 25
    assert len({text for text, _, _ in found}) == len(found)


def test_new_examples_train_anew(tmp_path: Path) -> None:
    path = tmp_path / "examples.yml"
    path.write_text("neutral: {it: [a]}\n")
    before = ToneDetector.fingerprint_addon({"examples": str(path), "encoders": []})
    path.write_text("neutral: {it: [b]}\n")
    assert ToneDetector.fingerprint_addon({"examples": str(path), "encoders": []}) != before
