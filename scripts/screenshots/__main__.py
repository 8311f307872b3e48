"""Takes a picture of every screen into ``docs/images``; names given as arguments take only those."""

from __future__ import annotations

import argparse
import asyncio
import base64
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.screenshots.places import PHONE, PLACES, Place
from scripts.screenshots.places_studio import STUDIO
from scripts.screenshots.shopper import take_widget
from scripts.screenshots.stage import Stage
from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.browser.mock_desk import PASSWORD

IMAGES = Path(__file__).parents[2] / "docs" / "images"
PATIENCE = 60_000
"""Milliseconds for what takes one second on a machine that is not busy."""
WIDGET = "widget"
"""The name of what shoppers see."""
QUALITY = 62
"""Of WebP: letters stay sharp, and a screen is about 30 kB."""
SETTLED = """() => document.querySelector('h1')
    && !document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root')"""
VARIANTS = tuple((language, scheme) for language in ("it", "en") for scheme in ("light", "dark"))
QUIET = 700
"""Milliseconds in which what fades has faded."""


def main() -> None:
    """Takes them."""
    parser = argparse.ArgumentParser(prog="scripts.screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", help="Only these screens.")
    parser.add_argument("--at", help="A console served elsewhere, as by a development server.")
    parser.add_argument("--into", type=Path, default=IMAGES)
    options = parser.parse_args()
    wanted = [place for place in (*PLACES, *STUDIO) if not options.names or place.name in options.names]
    if wanted:
        _take_all(wanted, options.into, options.at)
    if not options.names or WIDGET in options.names:
        (options.into / WIDGET).mkdir(parents=True, exist_ok=True)
        asyncio.run(take_widget(options.into / WIDGET, QUALITY))


def _take_all(wanted: Sequence[Place], into: Path, elsewhere: str | None) -> None:
    with Stage() as stage, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for place in wanted:
            folder = into / place.folder
            folder.mkdir(parents=True, exist_ok=True)
            for language, scheme in VARIANTS:
                taken = _take(browser, stage, place, language, scheme, elsewhere)
                _save(taken, folder / f"{place.name}-{language}-{scheme}.webp")
        browser.close()


def _take(
    browser: Browser, stage: Stage, place: Place, language: str, scheme: str, elsewhere: str | None
) -> bytes:
    width, height = place.size
    if place.before:
        place.before(stage)
    context = browser.new_context(
        locale={"it": "it-IT", "en": "en-GB"}[language],
        timezone_id="Europe/Rome",
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=2 if place.size == PHONE else 1,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{elsewhere or stage.url}/console{place.path.format(**stage.conversations)}")
    _arrive(page, place)
    wanted = {"format": "webp", "quality": QUALITY}
    picture = context.new_cdp_session(page).send("Page.captureScreenshot", wanted)["data"]
    context.close()
    return base64.b64decode(picture)


def _arrive(page: Page, place: Place) -> None:
    page.locator("form input[type=email]").wait_for()
    if place.who:
        page.locator("form input[type=email]").fill(f"{place.who}@example.com")
        page.locator("form input[type=password]").fill(PASSWORD)
        page.locator("form input[type=password]").press("Enter")
        # On a phone the header gives way to a conversation.
        page.locator("header").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(QUIET)
    if place.act:
        place.act(page)
        page.wait_for_timeout(QUIET)


def _save(picture: bytes, path: Path) -> None:
    path.write_bytes(picture)
    print(f"{path.name}: {path.stat().st_size // 1024} kB", flush=True)


if __name__ == "__main__":
    main()
