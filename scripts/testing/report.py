"""Reading what a test runner wrote, and counting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, parse

from scripts.testing.lines import shorten


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one suite.

    Attributes:
        name: The suite's.
        passed: Tests that passed.
        failed: What failed, one line each.
        skipped: What was skipped and why, one line each.
        seconds: How long it took.
    """

    name: str
    passed: int
    failed: tuple[str, ...]
    skipped: tuple[str, ...]
    seconds: float


def read(name: str, report: Path, code: int, seconds: float) -> Result:
    """Counts a suite's tests.

    A runner that ended badly, or ran nothing, has failed, whatever its report says.

    Args:
        name: The suite's.
        report: JUnit XML, as pytest and vitest write it; it may be missing.
        code: The runner's exit code.
        seconds: How long it took.
    """
    try:
        cases = list(parse(report).iter("testcase"))  # noqa: S314 - our own runners wrote it
    except (FileNotFoundError, ParseError):
        return Result(
            name, 0, (f"{name}: the runner ended with code {code} and left no report",), (), seconds
        )
    failed = tuple(_lines(cases, ("failure", "error")))
    skipped = tuple(_lines(cases, ("skipped",)))
    passed = len(cases) - len(failed) - len(skipped)
    if not failed and code:
        failed = (f"{name}: the runner ended with code {code}",)
    elif not failed and not passed:
        failed = (f"{name}: no test was run",)
    return Result(name, passed, failed, skipped, seconds)


def _lines(cases: Sequence[Element], tags: Sequence[str]) -> Iterator[str]:
    for case in cases:
        found = next((child for child in case if child.tag in tags), None)
        if found is not None:
            where = f"{case.get('classname', '')}::{case.get('name', '')}".strip(":")
            yield shorten(f"{where}: {found.get('message') or (found.text or '').strip() or found.tag}")


def summary(results: Sequence[Result], *, skips_fail: bool) -> tuple[list[str], bool]:
    """The last lines of a run, and whether all is well.

    Args:
        results: Every suite's.
        skips_fail: Whether a skipped test counts as a failure.
    """
    lines = ["", "Suites:"]
    for one in results:
        counts = _counts(one.passed, len(one.failed), len(one.skipped))
        lines.append(f"  {one.name:<10} {counts} in {one.seconds:.0f} s")
    lines += _listed("Failed:", [line for one in results for line in one.failed])
    lines += _listed("Skipped, and why:", [line for one in results for line in one.skipped])
    failed, skipped = sum(len(one.failed) for one in results), sum(len(one.skipped) for one in results)
    if skips_fail and skipped:
        lines += ["", "Nothing may be skipped here: SPORTELLO_TESTS_NO_SKIP is set."]
        failed, skipped = failed + skipped, 0
    lines += ["", f"TOTAL: {_counts(sum(one.passed for one in results), failed, skipped)}"]
    return lines, not failed


def _listed(head: str, lines: Sequence[str]) -> list[str]:
    return ["", head, *(f"  {line}" for line in lines)] if lines else []


def _counts(passed: int, failed: int, skipped: int) -> str:
    return f"{passed} passed, {failed} failed, {skipped} skipped"
