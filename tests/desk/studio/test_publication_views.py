"""A publication in an editor's words: whatever the laboratory says, the page can show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.http.content_views import ContentViews
from desk.http.publication_views import report_out
from desk.titles import Titles, folders_of
from desk.words import Catalogue

WORDS = Catalogue()


def views(content_root: Path, language: str) -> ContentViews:
    return ContentViews(WORDS, Titles(WORDS, folders_of(content_root)), {}, language)


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize(
    "code",
    [
        "own_right_fell",
        "own_wrong_rose",
        "kept_right_fell",
        "kept_wrong_rose",
        "recent_answered_fell",
        "something_new",
    ],
)
def test_every_reason_can_be_said(content_root: Path, language: str, code: str) -> None:
    reason = {"code": code, "set": "own", "key": "wrong", "before": 0.0067, "after": 0.5, "allowed": 0.005}
    report = {"gate": "stop", "reasons": [reason]}
    (said,) = report_out(report, views(content_root, language)).reasons
    assert said
    assert ("50.0%" in said) is (code != "something_new")


def test_what_changes_is_counted_and_named(content_root: Path) -> None:
    before = {"intent": "out_of_scope", "decision": "ask"}
    after = {"intent": "faq/sizes", "decision": "answer"}
    change = {"text": "le taglie?", "set": "kept", "kind": "newly_answered", "before": before, "after": after}
    report = {
        "gate": "pass",
        "figures": [{"set": "kept", "key": key, "before": 1.0, "after": None} for key in ("messages", "odd")],
        "changes": [{**change, "expected": "faq/sizes"}, change],
    }
    found = report_out(report, views(content_root, "it"))
    assert found.counts.newly_answered == 2
    assert [one.right for one in found.changes] == [True, None]
    assert [figure.label for figure in found.figures] == ["Messaggi", "Altra misura"]
