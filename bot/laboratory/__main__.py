"""``python -m bot.laboratory``: tries content out for the desk, apart from the brain that answers shoppers.

Listens on a free port of the loopback and says which in one line, ``{"port": n}``; ends when it is told to.
``SPORTELLO_LABORATORY_TOKEN`` is what callers have to show.
"""

from __future__ import annotations

import os
import sys

from bot.run import prepare

TOKEN_VARIABLE = "SPORTELLO_LABORATORY_TOKEN"  # noqa: S105 - its name


def main() -> None:
    """Answers until it is stopped.

    Raises:
        SystemExit: There is no token.
    """
    token = os.environ.get(TOKEN_VARIABLE)
    if not token:
        sys.exit(f"{TOKEN_VARIABLE} is not set: the laboratory answers only who knows it.")
    prepare()
    from bot.laboratory.serving import serve  # noqa: PLC0415 - Rasa, and only now

    serve(token)


if __name__ == "__main__":
    main()
