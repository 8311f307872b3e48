"""What every page of the console is looked at for, by axe and by measure, once it is open."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.console_stage import UI

PHONE: ViewportSize = {"width": 375, "height": 740}
FITS = "document.documentElement.scrollWidth <= innerWidth"
MAIN_FITS = "document.querySelector('main').scrollWidth <= innerWidth"
SETTLED = """async () => {
    const ends = ({ effect }) => effect.getComputedTiming().endTime !== Infinity;
    const moving = () => document.getAnimations().filter(one => one.playState === "running" && ends(one));
    const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await frame();
    while (moving().length) {
        await Promise.allSettled(moving().map(({ finished }) => finished));
        await frame();
    }
}"""
"""Colours are judged when nothing fades any more."""


def settled(page: Page) -> None:
    """Waits until a page shows what it is about."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".mantine-Skeleton-root")).to_have_count(0)


def check_access(page: Page, **options: Any) -> None:
    """Has axe find nothing.

    Args:
        page: As it is now, when nothing moves any more.
        options: Of ``axe.run``, besides.
    """
    page.evaluate(SETTLED)
    page.evaluate((UI / "node_modules/axe-core/axe.min.js").read_text())
    asked = {"resultTypes": ["violations"], **options}
    found = page.evaluate("options => axe.run(document, options)", asked)["violations"]
    assert not found, json.dumps(
        [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found], indent=1, ensure_ascii=False
    )


def check_page(page: Page) -> None:
    """Looks at an open page in light and in dark, and on a phone, where nothing may scroll sideways."""
    settled(page)
    assert not page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    check_access(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    # Roles, names and order are the same: only colours are others.
    check_access(page, runOnly=["color-contrast"])
    page.set_viewport_size(PHONE)
    page.evaluate(SETTLED)
    page.wait_for_function(f"{FITS} && {MAIN_FITS}")
