"""Starts the brain: ``python -m bot.run``.

The same as ``rasa run`` with this repository's files, but on loopback only, without the HTTP API and
telemetry, and without TensorFlow (see ``bot.lean``). The environment says where:

* ``SPORTELLO_BRAIN_TOKEN``: what callers have to show, and what is shown to the desk (required);
* ``SPORTELLO_BRAIN_PORT``: where to listen (5005);
* ``SPORTELLO_PORT``: where the desk, which runs the actions, listens (8000);
* ``SPORTELLO_BRAIN_MEMORY``: a file for what is being asked, to go on with after a restart (none);
* ``SPORTELLO_MODEL``: a trained model, or a folder whose newest one is taken (``.sportello/models``).
"""

from __future__ import annotations

import os
import sys
import warnings

from bot.lean import leave_out_tensorflow


def main() -> None:
    """Loads the newest model and answers until it is told to stop.

    Raises:
        SystemExit: With one sentence, where the token is missing or no model can be loaded.
    """
    token = os.environ.get("SPORTELLO_BRAIN_TOKEN")
    if not token:
        sys.exit("SPORTELLO_BRAIN_TOKEN is not set: the brain answers only who knows it.")
    prepare()
    from bot.serving import serve  # noqa: PLC0415 - Rasa, and only now

    serve(
        model=os.environ.get("SPORTELLO_MODEL", ".sportello/models"),
        token=token,
        port=int(os.environ.get("SPORTELLO_BRAIN_PORT", "5005")),
        desk_port=int(os.environ.get("SPORTELLO_PORT", "8000")),
    )


def prepare() -> None:
    """Sets up a process in which Rasa is to run lean and quiet; call before Rasa is imported."""
    # A second thread would save a quarter of the time of learning everything, none of learning a change; and
    # on a busy machine threads that wait for each other do so with all the processor they get.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("ignore", category=FutureWarning)
    leave_out_tensorflow()


if __name__ == "__main__":
    main()
