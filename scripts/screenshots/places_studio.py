"""The screens of the studio, where editors work."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FilePayload, Page

from scripts.screenshots.places import DESKTOP, PHONE, Place
from scripts.screenshots.stage import Stage

FOLDER = "editors"
EDITOR = "elena"
SMALL_TABLE = b"question,answer,language,category\n"


def _keys(*keys: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        for key in keys:
            page.keyboard.press(key)

    return press


def _choose_home(page: Page) -> None:
    _keys("j", "j", "j", "h")(page)
    page.get_by_role("dialog").locator("input").wait_for()
    page.keyboard.type("con")


def _try_out(page: Page) -> None:
    page.keyboard.press("Alt+t")
    page.locator("aside textarea, aside input").last.fill("fate il black friday?")
    page.keyboard.press("Enter")
    page.get_by_role("article").last.wait_for()


def _move_marks(page: Page) -> None:
    page.get_by_role("slider").last.focus()
    _keys(*["ArrowLeft"] * 7)(page)
    page.locator("main section strong").first.wait_for()


def _bring_in(page: Page) -> None:
    table: FilePayload = {"name": "faq.csv", "mimeType": "text/csv", "buffer": SMALL_TABLE}
    page.locator("input[type=file]").set_input_files(table)
    page.locator("main table").wait_for()


def _quiet(stage: Stage) -> None:
    stage.without_publication()


def _ready(stage: Stage) -> None:
    stage.with_publication("ready", 0.85)


def _learning(stage: Stage) -> None:
    stage.with_publication("training", 0.4)


def _place(
    name: str,
    path: str,
    act: Callable[[Page], None] | None = None,
    *,
    before: Callable[[Stage], None] = _quiet,
    size: tuple[int, int] = DESKTOP,
) -> Place:
    return Place(
        name,
        f"/studio/{path}",
        EDITOR,
        size=size,
        act=act,
        before=before,
        folder=FOLDER,
    )


STUDIO = (
    _place("inbox", "inbox", _keys("j", "j", "Enter")),
    _place("home", "inbox", _choose_home),
    _place("topics", "topics"),
    _place("topic", "topics/faq/promotions"),
    _place("try", "topics/faq/promotions", _try_out),
    _place("changes", "publishing"),
    _place("learning", "publishing", before=_learning),
    _place("report", "publishing", before=_ready),
    _place("versions", "versions"),
    _place("proposals", "proposals"),
    _place("beta", "beta"),
    _place("beta-report", "beta/friends"),
    _place("thresholds", "thresholds/faq/delivery_time", _move_marks),
    _place("import", "exchange", _bring_in),
    _place("phrases", "phrases"),
    _place("phone-inbox", "inbox", size=PHONE),
    _place("phone-topic", "topics/faq/promotions", size=PHONE),
)
