"""Which screens of the console there are, and how one gets there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from scripts.screenshots.stage import Stage

DESKTOP = (1360, 860)
PHONE = (390, 844)


@dataclass(frozen=True, slots=True)
class Place:
    """One screen.

    Attributes:
        name: Of the file.
        path: Below ``/console``; ``{conversation}`` is the one that is worked on.
        who: The account that looks; None for nobody.
        size: Width and height, in CSS pixels.
        act: What is done there before the picture is taken.
        before: What happens at the desk before somebody arrives.
        folder: Of ``docs/images``.
    """

    name: str
    path: str
    who: str | None = "admin"
    size: tuple[int, int] = DESKTOP
    act: Callable[[Page], None] | None = None
    before: Callable[[Stage], None] | None = None
    folder: str = "console"


def _table(page: Page) -> None:
    page.get_by_text(re.compile("^(Tabella|Table)$")).click()


def _behind(page: Page) -> None:
    page.locator("main li button:has-text('42')").first.click()


def _first_row(page: Page) -> None:
    page.locator("main table button").first.click()


def _find(page: Page) -> None:
    page.locator("main form input:visible").first.fill("paolo")
    page.locator("main form button[type=submit]").click()


def _note(page: Page) -> None:
    page.locator("#conversation").press("n")


def _canned(page: Page) -> None:
    page.locator("#reply").press_sequentially("/")


def _search(page: Page) -> None:
    page.locator("#conversation").press("/")


def _palette(page: Page) -> None:
    page.keyboard.press("Control+k")


def _set_up(page: Page) -> None:
    page.locator("main button").first.click()


PLACES = (
    Place("sign-in", "", None),
    Place("conversation", "/c/{conversation}", "giulia"),
    Place("queue", "", "giulia"),
    Place("note", "/c/{conversation}", "giulia", act=_note),
    Place("canned", "/c/{conversation}", "giulia", act=_canned),
    Place("closed-window", "/c/{closed}", "giulia"),
    Place("search", "/c/{conversation}", "giulia", act=_search),
    Place("palette", "/c/{conversation}", "giulia", act=_palette),
    Place("board", "/board", "anna"),
    Place("reports", "/reports", "anna"),
    Place("reports-behind", "/reports", "anna", act=_behind),
    Place("reports-table", "/reports?group=channel", "anna", act=_table),
    Place("admin-agents", "/admin/agents"),
    Place("admin-teams", "/admin/teams"),
    Place("admin-team", "/admin/teams", act=_first_row),
    Place("admin-queue", "/admin/queue"),
    Place("admin-hours", "/admin/hours"),
    Place("admin-targets", "/admin/targets"),
    Place("admin-canned", "/admin/canned"),
    Place("admin-tags", "/admin/tags"),
    Place("admin-costs", "/admin/costs"),
    Place("admin-tokens", "/admin/tokens"),
    Place("admin-webhooks", "/admin/webhooks"),
    Place("admin-audit", "/admin/audit"),
    Place("admin-retention", "/admin/retention"),
    Place("admin-privacy", "/admin/privacy", act=_find),
    Place("security", "/security", "giulia"),
    Place("security-set-up", "/security", "giulia", act=_set_up),
    Place("phone-queue", "", "giulia", PHONE),
    Place("phone-conversation", "/c/{conversation}", "giulia", PHONE),
    Place("phone-board", "/board", "anna", PHONE),
    Place("phone-reports", "/reports", "anna", PHONE),
    Place("phone-hours", "/admin/hours", "admin", PHONE),
)
