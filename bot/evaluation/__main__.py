"""``python -m bot.evaluation [FILE.jsonl]``: measures what is understood; see docs/understanding.md."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime, timezone
from pathlib import Path

from bot.run import prepare

BENCHMARKS = "SPORTELLO_BENCHMARK_DATA"


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints the table and writes JSON and page.

    Args:
        arguments: Of the command; the process's own if None.

    Returns:
        0, or 1 where something could not be read or trained: one line says what.
    """
    chosen = _parser().parse_args(arguments)
    prepare()
    from bot.evaluation.baseline import BaselineFailed  # noqa: PLC0415 - numpy reads prepare()'s variables
    from bot.evaluation.page import write_page  # noqa: PLC0415 - see above
    from bot.evaluation.plan import Plan, measure  # noqa: PLC0415 - see above
    from bot.evaluation.report import write_json  # noqa: PLC0415 - see above
    from bot.evaluation.sets import BadSet  # noqa: PLC0415 - see above
    from bot.evaluation.table import lines  # noqa: PLC0415 - see above

    plan = Plan(chosen.data, chosen.file, chosen.benchmarks, chosen.baseline, chosen.own_epochs, chosen.every)
    now = datetime.now(timezone.utc)
    try:
        report = measure(plan, now, _tell)
    except (BadSet, BaselineFailed) as exc:
        _tell(str(exc))
        return 1
    for line in lines(report):
        print(line)  # noqa: T201 - the table is what was asked for
    name = f"evaluation-{now:%Y%m%d-%H%M%S}"
    write_json(report, chosen.out / f"{name}.json")
    write_page(report, chosen.out / f"{name}.html")
    _tell(f"Written: {chosen.out / name}.json and .html")
    return 0


def _parser() -> argparse.ArgumentParser:
    known = os.environ.get(BENCHMARKS)
    parser = argparse.ArgumentParser(prog="bot.evaluation", description="Measure what is understood.")
    parser.add_argument("file", nargs="?", type=Path, help='Messages, a line each: {"text": …, "intent": …}')
    parser.add_argument("--data", type=Path, default=Path("data"), help="Folder of training data.")
    parser.add_argument("--benchmarks", type=Path, default=Path(known) if known else None)
    parser.add_argument("--baseline", action="store_true", help="Train Rasa's default pipeline beside ours.")
    parser.add_argument("--own-epochs", type=int, default=0, help="Its epochs on our own data; 0: not there.")
    parser.add_argument("--every", type=int, default=1, help="Take every so-manieth example of our own.")
    parser.add_argument("--out", type=Path, default=Path("results"), help="Folder for JSON and page.")
    return parser


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - progress, for whoever waits


if __name__ == "__main__":
    sys.exit(main())
