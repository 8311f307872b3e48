"""Run by the brain's Python: says what Rasa itself reads in content roots. Not imported by any test."""

from __future__ import annotations

import json
import sys

from bot.run import prepare


def main() -> None:
    """Prints one JSON list: per folder the examples by intent, and the responses."""
    prepare()
    from rasa.shared.importers.importer import TrainingDataImporter  # noqa: PLC0415 - Rasa, and only now

    found = []
    for root in sys.argv[1:]:
        importer = TrainingDataImporter.load_from_config(
            f"{root}/config.yml", f"{root}/domain.yml", [f"{root}/data"]
        )
        data = importer.get_nlu_data()
        examples = [[one.get_full_intent(), one.get("text")] for one in data.intent_examples]
        found.append({"examples": examples, "responses": importer.get_domain().responses})
    sys.stdout.write("\n" + json.dumps(found, default=str))


if __name__ == "__main__":
    main()
