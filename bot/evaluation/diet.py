"""The pipeline that Rasa takes where none is given, on the same messages: a process of its own.

``python -m bot.evaluation.diet TRAIN.json TEST.json OUT.json EPOCHS``, with TensorFlow, unlike the rest.
Labels are plain intents here, so that DIET tells all of them apart by itself, without response selectors.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

CONFIG = "engine/recipes/config_files/default_config.yml"
KEPT = 3
NOT_LABELS = frozenset({"nlu_fallback"})


def main() -> None:
    """Trains, parses the test messages, and writes rankings and seconds."""
    train_file, test_file, out, epochs = sys.argv[1:]
    examples = json.loads(Path(train_file).read_text(encoding="utf-8"))
    texts = json.loads(Path(test_file).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        names = _write_project(Path(folder), examples, int(epochs))
        model = _train(Path(folder))
        trained = time.perf_counter() - began
        rankings, each = asyncio.run(_parse(model, texts))
    found = [[(names[name], p) for name, p in ranking] for ranking in rankings]
    written = {"rankings": found, "training_seconds": trained, "parse_seconds": each}
    Path(out).write_text(json.dumps(written), encoding="utf-8")


def _write_project(folder: Path, examples: list[tuple[str, str]], epochs: int) -> dict[str, str]:
    import rasa  # noqa: PLC0415 - with TensorFlow: only in this process, and only now

    config = YAML(typ="safe").load(Path(rasa.__file__).parent / CONFIG)
    config = {"recipe": "default.v1", "assistant_id": "stock", "language": "en", **config}
    for component in config["pipeline"]:
        if "epochs" in component:
            component["epochs"] = epochs
    labels = sorted({label for _, label in examples})
    names = {label: f"label_{number}" for number, label in enumerate(labels)}
    nlu = [{"text": text, "intent": names[label]} for text, label in examples]
    stored = {"rasa_nlu_data": {"common_examples": nlu}}
    YAML().dump(config, folder / "config.yml")
    (folder / "nlu.json").write_text(json.dumps(stored), encoding="utf-8")
    return {name: label for label, name in names.items()}


def _train(folder: Path) -> str:
    from rasa.model_training import train_nlu  # noqa: PLC0415 - see above

    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.json"), str(folder / "models"))
    if model is None:
        raise SystemExit("Rasa could not train its own pipeline.")
    return str(model)


async def _parse(model: str, texts: list[str]) -> tuple[list[list[tuple[str, float]]], list[float]]:
    from rasa.core.agent import Agent  # noqa: PLC0415 - see above

    agent = Agent.load(model)
    found, seconds = [], []
    for text in texts:
        began = time.perf_counter()
        parse: dict[str, Any] = await agent.parse_message(text)
        seconds.append(time.perf_counter() - began)
        ranking = [one for one in parse["intent_ranking"] if one["name"] not in NOT_LABELS]
        found.append([(one["name"], float(one["confidence"])) for one in ranking[:KEPT]])
    return found, seconds


if __name__ == "__main__":
    main()
