"""How smoothly the console scrolls with 2,000 open cases and a transcript of 5,000 messages, in Chromium.

    .venv/bin/python -m scripts.bench.smoothness

Each measurement scrolls for a few seconds as a wheel does, a step a frame, and tells how long frames took
(milliseconds between two of the browser's animation frames) and which tasks of the main thread took
longer than 50 ms. A display of 60 Hz asks for a frame every 16.7 ms.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.browser.console_stage import Agents
from tests.browser.mock_desk import MockDesk
from tests.browser.mock_records import moment

CASES, MESSAGES = 2_000, 5_000
QUEUE = "[data-cases] [data-section=waiting]"
SCROLL = """
async ([selector, step, frames]) => {
  let box = document.querySelector(selector);
  while (box.scrollHeight <= box.clientHeight || getComputedStyle(box).overflowY === "visible")
    box = box.parentElement;
  const tasks = [];
  const watch = new PerformanceObserver(list => list.getEntries().forEach(e => tasks.push(e.duration)));
  watch.observe({type: "longtask"});
  const times = [];
  let most = 0;
  let last = await new Promise(requestAnimationFrame);
  for (let n = 0; n < frames; n += 1) {
    box.scrollTop += step;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
    most = Math.max(most, document.querySelectorAll("[data-row], [data-message]").length);
  }
  watch.disconnect();
  return {times, tasks, most, at: box.scrollTop};
}
"""


@dataclass(frozen=True, slots=True)
class Smoothness:
    """What scrolling took.

    Attributes:
        p50: Half of the frames took at most so many milliseconds.
        p95: 95 % of them did.
        worst: The longest frame, in milliseconds.
        long_tasks: Durations above 50 ms, in milliseconds.
        rows: The most rows that were in the page at once.
    """

    p50: float
    p95: float
    worst: float
    long_tasks: list[float]
    rows: int

    @classmethod
    def of(cls, measured: dict[str, Any]) -> Smoothness:
        """From what the browser noted."""
        times = sorted(measured["times"])
        return cls(
            p50=times[len(times) // 2],
            p95=times[int(len(times) * 0.95)],
            worst=times[-1],
            long_tasks=[round(task) for task in measured["tasks"]],
            rows=measured["most"],
        )

    def __str__(self) -> str:
        tasks = f"{len(self.long_tasks)} long tasks"
        longest = f", the longest {max(self.long_tasks):.0f} ms" if self.long_tasks else ""
        return (
            f"frames p50 {self.p50:.1f} ms, p95 {self.p95:.1f} ms, worst {self.worst:.1f} ms; "
            f"{tasks}{longest}; at most {self.rows} rows in the page"
        )


def main() -> None:
    """Measures, and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--frames", type=int, default=300, help="how many frames are scrolled")
    frames = parser.parse_args().frames
    desk = MockDesk()
    desk.url = desk.start()
    conversation = _fill(desk)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        agents = Agents(browser, desk)
        page = agents.arrive(path=f"/c/{conversation}")
        _report(page, frames)
        agents.close()
        browser.close()
    desk.stop()


def _report(page: Page, frames: int) -> None:
    page.wait_for_selector("[data-message]")
    page.wait_for_timeout(3_000)
    for name, selector, step in (
        (f"the queue with {CASES} cases, downwards", QUEUE, 120),
        ("the queue, upwards", QUEUE, -120),
        ("the transcript, upwards, pages fetched on the way", "main section ol", -90),
        ("the transcript, downwards", "main section ol", 90),
    ):
        print(f"{name}: {Smoothness.of(page.evaluate(SCROLL, [selector, step, frames]))}")
    for _ in range(60):
        page.evaluate("document.querySelector('main section').scrollTop = 0")
        page.wait_for_timeout(150)
    known = page.evaluate("document.querySelector('main section ol').clientHeight")
    print(f"all {MESSAGES} messages fetched: the transcript is {known:.0f} pixels tall")
    scrolled = page.evaluate(SCROLL, ["main section ol", 400, frames])
    print(f"the whole transcript, downwards: {Smoothness.of(scrolled)}")
    began = page.evaluate("performance.now()")
    page.keyboard.press("j")
    print(f"a key in the queue answers after {page.evaluate('performance.now()') - began:.0f} ms")


def _fill(desk: MockDesk) -> str:
    conversation = desk.add_case("Storia", "inizio", owner="agent", state="taken")
    giulia = {"id": "giulia", "name": "Giulia Bianchi"}
    desk.conversations[conversation].update(agent=giulia)
    desk.conversations[conversation]["case"].update(agent=giulia)
    for number in range(MESSAGES - 1):
        author = ("shopper", "bot", "agent")[number % 3]
        text = f"messaggio {number}: " + "parole che riempiono la riga " * (number % 5)
        desk.write(conversation, author, text, minutes_ago=MESSAGES - number)
    for number in range(CASES):
        desk.add_case(f"Cliente {number}", f"messaggio numero {number}", opened_at=moment(CASES - number))
    return conversation


if __name__ == "__main__":
    main()
