"""``python -m scripts.testing [SUITE…]``: what ``make test`` becomes."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from scripts.bootstrap.failure import SetupFailure
from scripts.testing.report import summary
from scripts.testing.suites import all_suites, run_all

ROOT = Path(__file__).resolve().parents[2]
USAGE = 2


def main(wanted: list[str]) -> int:
    """Runs suites, all if none is named, and returns 0 only if every one ran tests and none failed."""
    try:
        suites = all_suites(ROOT)
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    unknown = set(wanted) - {suite.name for suite in suites}
    if unknown:
        names = ", ".join(repr(suite.name) for suite in suites)
        print(f"There is no suite {', '.join(sorted(unknown))}; there are {names}.", file=sys.stderr)
        return USAGE
    chosen = [suite for suite in suites if not wanted or suite.name in wanted]
    with tempfile.TemporaryDirectory() as reports:
        results = run_all(chosen, Path(reports), _environment())
    lines, good = summary(results, skips_fail=bool(os.environ.get("SPORTELLO_TESTS_NO_SKIP")))
    print("\n".join(lines), flush=True)
    return 0 if good else 1


def _environment() -> dict[str, str]:
    """Nobody's real credentials reach the tests."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("SPORTELLO_")}
    # With it on, Rasa fails to start beside a current sentry-sdk.
    return {**mine, "RASA_TELEMETRY_ENABLED": "false"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
