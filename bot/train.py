"""Trains the brain: ``python -m bot.train``.

The same as ``rasa train`` on this repository's files, without its check of stories (there are none) and
without TensorFlow (see ``bot.lean``), which makes it about a third faster. ``--root FOLDER`` trains another
folder's ``config.yml``, ``domain.yml`` and ``data/``; run it from the repository, whose ``bot`` is imported.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.run import prepare


def main() -> None:
    """Trains, and ends with status 1 where Rasa refuses."""
    parser = argparse.ArgumentParser(description="Train the assistant's model.")
    parser.add_argument("--out", default=".sportello/models", help="Folder for the model.")
    parser.add_argument("--fixed-model-name", help="The model's name, instead of one from the date.")
    parser.add_argument("--root", type=Path, help="Folder of the content, instead of this repository.")
    parser.add_argument("--force", action="store_true", help="Train also what has not changed.")
    chosen = parser.parse_args()
    prepare()
    from bot.training import train  # noqa: PLC0415 - Rasa, and only now

    if chosen.root and not (chosen.root / "config.yml").is_file():
        sys.exit(f"There is no config.yml in {chosen.root}.")
    made = train(chosen.out, chosen.fixed_model_name, force=chosen.force, root=chosen.root)
    sys.exit(0 if made else 1)


if __name__ == "__main__":
    main()
