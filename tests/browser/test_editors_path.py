"""From an editor's first word to a shopper's answer, and back: real browsers, desk, brain and training."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.chromium import NEEDS_CHROMIUM, launched
from tests.browser.editors_stage import (
    LONG_PATIENCE,
    PATIENCE,
    Stage,
    api,
    open_stage,
)
from tests.support.desk import REPOSITORY

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(1500),
    NEEDS_CHROMIUM,
    pytest.mark.skipif(
        not (REPOSITORY / ".venv-brain").exists(), reason="the brain's environment is not installed"
    ),
    pytest.mark.skipif(not (REPOSITORY / "ui" / "dist").exists(), reason="the front end is not built"),
]

SATURDAY = "sabato mattina, in negozio"
SALE = "scontate del 20"
ITALIAN = """fate corsi di cucina?
avete lezioni di cucina
vorrei iscrivermi a un corso di cucina
quando è il prossimo corso di cucina
insegnate a cucinare?
corsi di cucina per principianti
organizzate lezioni di pasta fresca
quanto dura un corso di cucina
posso regalare un corso di cucina
dove si tengono le lezioni di cucina
c'è un corso per imparare a fare il pane
come mi prenoto per la lezione di cucina"""
ENGLISH = """do you run cooking classes?
are there any cooking lessons
I'd like to join a cooking class
when is the next cooking class
do you teach how to cook
cooking classes for beginners
do you organise fresh pasta lessons
how long is a cooking class
can I give a cooking class as a present
where are the cooking lessons held
is there a class to learn to bake bread
how do I book a cooking lesson"""
PROMOTION = """c'è lo sconto sulle lampade?
la promozione luminosa è attiva?
avete lampade in offerta
quanto sono scontate le lampade
sconto lampade
offerta sulle lampade da tavolo
la lampada costa meno in questi giorni?
promozione sulle luci
ci sono ribassi sui lampadari
fino a quando dura l'offerta sulle lampade
le luci sono in saldo
sconti sui lumi"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> AsyncIterator[Stage]:
    folder = tmp_path_factory.mktemp("editors")
    database = folder / "sportello.db"
    database.write_bytes(sqlite_template.read_bytes())  # noqa: ASYNC240
    async with launched() as browser, open_stage(folder, f"sqlite:///{database}", browser) as opened:
        yield opened


async def add_ways(page: Page, lines: str) -> None:
    """Pastes ways of asking, one a line."""
    await page.get_by_role("textbox", name="Aggiungi un modo di chiederlo").focus()
    await page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', text);
            document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true}));
        }""",
        lines,
    )


async def write_answer(page: Page, text: str) -> None:
    """Writes the answer that always holds."""
    await page.get_by_role("button", name="Scrivi la risposta").click()
    await page.get_by_role("textbox", name="Risposta: Sempre").fill(text)


async def publish(page: Page, stage: Stage, note: str) -> int:
    """Publishes the draft by hand, whatever the figures say of so small a shop; the version's number."""
    before = await stage.services.studio.versions.live()
    await page.goto(f"{stage.url}/console/studio/publishing")
    await page.get_by_label("Che cosa cambia, in due parole").fill(note)
    await page.get_by_role("button", name="Controlla e prepara").click()
    now, anyway = (page.get_by_role("button", name=name) for name in ("Pubblica ora", "Pubblica lo stesso"))
    await expect(now.or_(anyway)).to_be_visible(timeout=LONG_PATIENCE)
    if await now.count():
        await now.click()
    else:
        await anyway.click()
        await page.get_by_role("dialog").get_by_role("button", name=re.compile("Pubblica")).click()
    await expect(page.get_by_role("heading", name=re.compile("In linea: versione"))).to_be_visible(
        timeout=LONG_PATIENCE
    )
    live = await stage.services.studio.versions.live()
    assert live is not None
    assert before is None or live.number > before.number
    return live.number


async def put_back(page: Page, stage: Stage, number: int) -> None:
    """Puts a version back with one click, and the word that asks again."""
    await page.goto(f"{stage.url}/console/studio/versions")
    versions = page.get_by_role("list", name="Versioni")
    await expect(versions).to_be_visible(timeout=PATIENCE)
    row = versions.get_by_role("listitem").filter(has_text=f"Versione {number}").last
    await row.get_by_role("button", name=re.compile("Rimetti")).click()
    before = await stage.services.studio.versions.live()
    assert before is not None
    await page.get_by_role("dialog").get_by_role("button", name="Rimetti").click()
    name = f"In linea: versione {before.number + 1}"
    await expect(page.get_by_role("heading", name=name)).to_be_visible(timeout=LONG_PATIENCE)


async def test_a_topic_is_written_checked_tried_published_and_taken_back(stage: Stage) -> None:
    question = "fate corsi di cucina il sabato?"
    await (await stage.asks(question)).is_handed_over(unless=SATURDAY)
    page = await stage.editor("Elena")
    await page.get_by_role("button", name="Argomento nuovo").click()
    await page.get_by_label("Titolo in italiano").fill("Corsi di cucina")
    await page.get_by_label("Titolo in inglese").fill("Cooking classes")
    await page.get_by_role("dialog").get_by_label("Categoria").click()
    await page.get_by_role("option", name="Il negozio").click()
    await page.get_by_role("button", name="Crea").click()
    await expect(page.get_by_role("heading", name="Corsi di cucina", level=1)).to_be_visible()
    await add_ways(page, ITALIAN)
    await write_answer(page, "Sì: i corsi di cucina sono il sabato mattina, in negozio.")
    missing = page.get_by_role("region", name=re.compile("da sistemare prima di pubblicare"))
    await expect(missing).to_contain_text("inglese", timeout=PATIENCE)

    await page.get_by_text("Inglese", exact=True).first.click()
    await add_ways(page, ENGLISH)
    await write_answer(page, "Yes: cooking classes are on Saturday mornings, in the shop.")
    await expect(missing).to_have_count(0, timeout=PATIENCE)

    await page.keyboard.press("Alt+t")
    field = page.get_by_role("textbox", name="Scrivi come un cliente")
    await field.fill(question)
    await field.press("Enter")
    tried = page.get_by_role("article", name=question)
    await expect(tried).to_contain_text("Ha capito: Corsi di cucina", timeout=LONG_PATIENCE)
    await expect(tried).to_contain_text("sabato mattina")
    # A draft is nobody's answer yet.
    await (await stage.asks(question)).is_handed_over(unless=SATURDAY)

    await publish(page, stage, "Corsi di cucina")
    await (await stage.asks(question)).is_told(SATURDAY)
    await (await stage.asks("do you run cooking classes on Saturdays?")).is_told("Saturday mornings")
    assert "faq/corsi_di_cucina" in (stage.content / "data/faq/corsi_di_cucina.yml").read_text()

    await put_back(page, stage, 1)
    await (await stage.asks(question)).is_handed_over(unless=SATURDAY)
    await page.context.close()


async def test_a_promotion_begins_and_ends_by_itself(stage: Stage) -> None:
    page = await stage.editor("Elena")
    today = datetime.now(ZoneInfo("Europe/Rome")).date()
    begins, ends = today + timedelta(days=2), today + timedelta(days=5)
    new = {"titles": {"it": "Sconto lampade", "en": "Lamp sale"}, "category": "promotions"}
    made = await api(page, "POST", "/api/content/topics", new)
    days = {"valid_from": begins.isoformat(), "valid_until": ends.isoformat()}
    answers = [
        {"text": "Le lampade sono scontate del 20 %.", "language": "it", **days},
        {"text": "Lamps are 20 % off.", "language": "en", **days},
    ]
    english = [f"are lamps on sale? {one}" for one in range(8)]
    topic = {
        **made["topic"],
        "answers": answers,
        "examples": {"it": PROMOTION.splitlines(), "en": english},
    }
    path = f"/api/content/topics/{made['topic']['name']}"
    await api(page, "PUT", path, {"revision": made["revision"], "topic": topic})
    await publish(page, stage, "Sconto lampade")
    question = "quanto sono scontate le lampade da tavolo?"
    for ahead, answered in ((0, False), (3, True), (5, True), (6, False)):
        stage.clock.ahead = timedelta(days=ahead)
        shopper = await stage.asks(question)
        await (shopper.is_told(SALE) if answered else shopper.is_handed_over(unless=SALE))
    stage.clock.ahead = timedelta()
    await page.context.close()


async def test_two_editors_at_once_never_overwrite_each_other(stage: Stage) -> None:
    elena, bruno = await stage.editor("Elena"), await stage.editor("Bruno")
    path = f"{stage.url}/console/studio/topics/faq/sizes"
    for page in (elena, bruno):
        await page.goto(path)
        await expect(page.get_by_role("textbox", name="Risposta: Sempre")).to_be_visible()
    await elena.get_by_role("textbox", name="Risposta: Sempre").fill("Parole di Elena.")
    await expect(elena.get_by_text(re.compile("Salvat")).first).to_be_visible()
    await bruno.get_by_role("textbox", name="Risposta: Sempre").fill("Parole di Bruno.")
    conflict = bruno.get_by_role("region", name=re.compile("Elena ha modificato la stessa cosa"))
    await expect(conflict).to_contain_text("Parole di Elena.", timeout=PATIENCE)
    await expect(conflict).to_contain_text("Parole di Bruno.")
    await conflict.get_by_role("button", name=re.compile("Prendi quelle di Elena")).click()
    await expect(bruno.get_by_role("textbox", name="Risposta: Sempre")).to_have_value("Parole di Elena.")
    draft = await stage.services.studio.drafts.get("topic:faq/sizes")
    assert draft.value is not None
    texts = [answer["text"] for answer in draft.value["answers"]]
    assert "Parole di Elena." in texts
    assert "Parole di Bruno." not in texts
    for page in (elena, bruno):
        await page.context.close()
