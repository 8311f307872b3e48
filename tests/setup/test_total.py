"""The total at the end of a run of all tests: what went wrong must show, whoever went wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts.testing.report import Result, read, summary
from scripts.testing.suites import Suite, run, run_all

GOOD = '<testsuites><testsuite><testcase classname="a" name="one"/></testsuite></testsuites>'
MIXED = """<testsuite>
  <testcase classname="a" name="passes"/>
  <testcase classname="a" name="fails"><failure message="assert 1 == 2&#10;more"/></testcase>
  <testcase classname="a" name="breaks"><error message="no fixture"/></testcase>
  <testcase classname="a" name="rests"><skipped message="no browser"/></testcase>
</testsuite>"""


def report(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "report.xml"
    path.write_text(text)
    return path


def test_a_runner_that_left_no_report_has_failed(tmp_path: Path) -> None:
    result = read("desk", tmp_path / "none.xml", 0, 1.0)
    assert result.failed == ("desk: the runner ended with code 0 and left no report",)


def test_a_report_that_is_cut_off_has_failed(tmp_path: Path) -> None:
    assert read("desk", report(tmp_path, GOOD[:40]), 0, 1.0).failed


def test_a_suite_that_ran_nothing_has_failed(tmp_path: Path) -> None:
    assert read("desk", report(tmp_path, "<testsuite/>"), 0, 1.0).failed == ("desk: no test was run",)


def test_a_runner_that_ended_badly_has_failed_whatever_it_wrote(tmp_path: Path) -> None:
    assert read("desk", report(tmp_path, GOOD), 3, 1.0).failed == ("desk: the runner ended with code 3",)


def test_everything_is_counted_once(tmp_path: Path) -> None:
    result = read("desk", report(tmp_path, MIXED), 1, 1.0)
    assert result.passed == 1
    assert result.failed == ("a::fails: assert 1 == 2", "a::breaks: no fixture")
    assert result.skipped == ("a::rests: no browser",)


@pytest.mark.parametrize(
    ("skips_fail", "total", "good"),
    [
        (False, "TOTAL: 3 passed, 0 failed, 1 skipped", True),
        (True, "TOTAL: 3 passed, 1 failed, 0 skipped", False),
    ],
)
def test_the_total_is_the_last_line(skips_fail: bool, total: str, good: bool) -> None:
    results = [Result("desk", 2, (), ("a: no browser",), 3.0), Result("brain", 1, (), (), 1.0)]
    lines, is_good = summary(results, skips_fail=skips_fail)
    assert (lines[-1], is_good) == (total, good)
    assert "  a: no browser" in lines


def test_one_failure_fails_the_whole() -> None:
    results = [Result("desk", 2, ("a: broke",), (), 3.0), Result("brain", 1, (), (), 1.0)]
    lines, good = summary(results, skips_fail=False)
    assert not good
    assert "  a: broke" in lines
    assert lines[-1] == "TOTAL: 3 passed, 1 failed, 0 skipped"


def test_a_runner_that_is_not_there_has_failed(tmp_path: Path) -> None:
    assert run(Suite("x", (str(tmp_path / "none"),), tmp_path), tmp_path).failed


def test_a_suite_beside_the_others_is_shown_after_them_and_counted(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It waits for what the other one does: one after the other, they would wait forever."""
    code = "import pathlib, sys, time\nhere = pathlib.Path(sys.argv[1])\n"
    waits = "while not (here / 'begun').exists(): time.sleep(0.01)\n"
    first = (
        code + f"print('first', flush=True)\n(here / 'begun').touch()\n(here / 'a.xml').write_text({GOOD!r})"
    )
    beside = code + waits + f"print('second')\n(here / 'b.xml').write_text({GOOD!r})"
    suites = [
        Suite("b", (sys.executable, "-c", beside, str(tmp_path)), tmp_path, beside=True),
        Suite("a", (sys.executable, "-c", first, str(tmp_path)), tmp_path),
    ]
    results = run_all(suites, tmp_path)
    assert [(one.name, one.passed) for one in results] == [("a", 1), ("b", 1)]
    assert capfd.readouterr().out.split() == ["──", "a", "──", "first", "──", "b", "──", "second"]


def test_what_a_real_runner_writes_is_read(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\ndef test_a(): pass\ndef test_b(): assert 0\ndef test_c(): pytest.skip('why')\n"
    )
    command = (
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--junitxml={report}",
        "-p",
        "no:cacheprovider",
        "test_it.py",
    )
    result = run(Suite("real", command, tmp_path), tmp_path)
    assert (result.passed, len(result.failed), len(result.skipped)) == (1, 1, 1)
    assert "why" in result.skipped[0]
