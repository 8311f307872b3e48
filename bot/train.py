"""Trains the brain: ``python -m bot.train``.

The same as ``rasa train`` on this repository's files, without its check of stories (there are none) and
without TensorFlow (see ``bot.lean``), which makes it about a third faster.
"""

from __future__ import annotations

import argparse
import sys

from bot.run import prepare


def main() -> None:
    """Trains, and ends with status 1 where Rasa refuses."""
    parser = argparse.ArgumentParser(description="Train the assistant's model.")
    parser.add_argument("--out", default=".sportello/models", help="Folder for the model.")
    parser.add_argument("--fixed-model-name", help="The model's name, instead of one from the date.")
    parser.add_argument("--force", action="store_true", help="Train also what has not changed.")
    chosen = parser.parse_args()
    prepare()
    from bot.training import train  # noqa: PLC0415 - Rasa, and only now

    sys.exit(0 if train(chosen.out, chosen.fixed_model_name, force=chosen.force) else 1)


if __name__ == "__main__":
    main()
