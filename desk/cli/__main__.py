"""``python -m desk.cli``: the same as ``sportello``."""

from __future__ import annotations

from desk.cli import main

if __name__ == "__main__":
    main()
