"""In a shop that calls its customers Lei the assistant does so from the first word to the last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from content.words import TU, manner_of, says
from tests.brain.conftest import Brain, Talk, running_brain

EMAIL = "giulia.ferri@posta.example"
TALKS = {
    "parcel": [
        "buongiorno",
        "dov'è il mio pacco?",
        "BL-20406",
        EMAIL,
        "quanto ci mette ad arrivare?",
        "grazie",
    ],
    "return": ["vorrei fare un reso", "BL-20414", EMAIL, "1", "mi sta grande", "corriere a casa", "sì"],
    "cancelling": ["voglio annullare l'ordine", "BL-20401", EMAIL, "no"],
    "wrong proof": ["dov'è il mio pacco?", "BL-20406", "qualcuno@posta.example", "boh"],
    "questions": [
        "quali metodi di pagamento accettate?",
        "come mi iscrivo alla newsletter?",
        "quanto costa il reso?",
        "quando mi rimborsate?",
        "ho dimenticato la password",
        "fate pacchetti regalo?",
        "arrivederci",
    ],
    "not understood": ["bla bla coso", "che tempo fa domani a Bologna?", "no"],
    "stopped": ["ho sbagliato indirizzo di consegna", "annulla", "ok"],
}


@pytest.fixture(scope="module")
def formal(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brain]:
    """A brain of such a shop."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SPORTELLO_MANNER", "lei")
        with running_brain(model, tmp_path_factory.mktemp("formal")) as brain:
            yield brain


def said(answer: dict[str, Any]) -> list[str]:
    """All that was said, buttons included."""
    titles = [button["title"] for reply in answer["replies"] for button in reply["buttons"]]
    return [*(reply["text"] or "" for reply in answer["replies"]), *titles]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("topic", TALKS)
def test_nobody_is_called_tu(formal: Brain, topic: str) -> None:
    formal.actions.mend()
    talk = Talk(formal, language="it", fixed=True)
    heard = [text for message in TALKS[topic] for text in said(talk.say(message))]
    assert [text for text in heard if says(TU, text)] == []
    assert any(manner_of(text) == "lei" for text in heard), heard
