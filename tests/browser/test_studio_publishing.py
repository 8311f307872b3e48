"""An editor publishes, stops, and puts back, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from desk.http.schemas.content import ChangesOut, PhraseDraftOut, ProblemsOut, TopicDraftOut, TopicsOut
from desk.http.schemas.publishing import PublicationOut, VersionsOut
from desk.http.schemas.trying import AdviceOut, PreviewOut, TriedOut
from tests.browser import mock_studio as made
from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.console_stage import Agents, chromium, eventually
from tests.browser.mock_studio_routes import StudioDesk, tried
from tests.browser.mock_studio_state import StudioBook, previewed
from tests.browser.studio_stage import agents, desk, heading

__all__ = ["agents", "chromium", "desk"]

pytestmark = [pytest.mark.browser, NEEDS_CHROMIUM]


def test_the_studio_in_memory_answers_in_the_shapes_of_the_real_one() -> None:
    book = StudioBook()
    write(book)
    item = "topic:faq/promotions"
    row = book.row(item, "it")
    live = {"number": 1, "published_at": book.versions[0]["at"], "by": "Elena"}
    TopicsOut.model_validate({"items": [row], "categories": [], "live": live, "changes": 1})
    TopicDraftOut.model_validate(book.page(item))
    PhraseDraftOut.model_validate(book.page("phrase:utter_parcel/ready"))
    ProblemsOut.model_validate({"items": book.problems("faq/x", made.topic("faq/sizes", "shop"))})
    ChangesOut.model_validate({"items": book.changes()})
    answers = made.topic("faq/promotions", "promotions")["answers"]
    PreviewOut.model_validate(previewed({"answers": answers, "language": "it"}))
    TriedOut.model_validate(tried(book, {"text": made.WAYS["it"][0]}))
    AdviceOut.model_validate(made.ADVICE)
    PublicationOut.model_validate(book.begin("Elena", "") | {"report": made.report("stop", ("Meno.",))})
    VersionsOut.model_validate({"items": book.versions})


def write(book: StudioBook) -> None:
    """Elena has changed a topic."""
    value = made.topic("faq/promotions", "promotions")
    value["answers"][0]["text"] += " Il Black Friday è dal 23 al 30 novembre."
    book.put("topic:faq/promotions", value, "Elena Fontana")


def begun(desk: StudioDesk, agents: Agents) -> Page:
    """A publication that has begun."""
    write(desk.studio)
    page = agents.arrive("elena", "/studio/publishing")
    page.get_by_text("Saldi e promozioni").click()
    expect(page.locator("ins").filter(has_text="Black Friday è dal 23")).to_be_visible()
    page.get_by_label("Che cosa cambia, in due parole").fill("Black Friday: date")
    page.get_by_role("button", name="Controlla e prepara").click()
    expect(page.get_by_role("listitem").filter(has_text="Controllo")).to_have_attribute(
        "aria-current", "step"
    )
    return page


def test_a_publication_is_looked_at_and_sent_out(desk: StudioDesk, agents: Agents) -> None:
    page = begun(desk, agents)
    desk.move_publication("training", progress=0.4, step="L'assistente impara")
    expect(page.get_by_role("status").filter(has_text="L'assistente impara")).to_be_visible()
    desk.move_publication("ready", progress=0.85, report=made.report())
    expect(page.get_by_role("region", name="I conti tornano")).to_be_visible()
    messages = page.get_by_role("list", name="Messaggi che cambiano")
    expect(messages.get_by_role("listitem")).to_have_count(4)
    page.get_by_text("Diverse", exact=True).click()
    expect(messages.get_by_role("listitem")).to_have_count(1)
    expect(messages).to_contain_text("la taglia L è in offerta?")
    expect(messages).to_contain_text("Taglie e misure")
    page.get_by_role("button", name="Pubblica ora").click()
    eventually(page, lambda: (desk.studio.publication or {}).get("state"), "publishing")
    desk.studio.go_live()
    desk.move_publication("live")
    expect(page.get_by_role("heading", name="In linea: versione 15")).to_be_visible()
    expect(page.get_by_text("Niente da pubblicare")).to_be_visible()
    expect(page.get_by_role("navigation", name="Studio")).to_contain_text("Tutto è in linea")


def test_figures_that_fall_stop_a_publication_unless_insisted_on(desk: StudioDesk, agents: Agents) -> None:
    page = begun(desk, agents)
    reason = "Delle domande tenute da parte se ne capiscono 86 % invece di 91 %."
    desk.move_publication("ready", report=made.report("stop", (reason,)))
    expect(page.get_by_role("region", name="Meglio di no")).to_contain_text(reason)
    expect(page.get_by_role("button", name="Pubblica ora")).to_have_count(0)
    page.get_by_role("button", name="Pubblica lo stesso").click()
    expect(page.get_by_role("dialog")).to_contain_text("Pubblicare lo stesso?")
    page.get_by_role("dialog").get_by_role("button", name="Annulla").click()
    page.get_by_role("button", name="Non pubblicare").click()
    expect(page.get_by_role("heading", name="Fermata")).to_be_visible()
    expect(page.get_by_text("Quello che è in linea non è stato toccato.")).to_be_visible()
    page.get_by_role("button", name="Il confronto").click()
    expect(page.get_by_text(reason)).to_be_visible()
    assert desk.studio.draft


def test_mistakes_are_mended_before_anything_begins(desk: StudioDesk, agents: Agents) -> None:
    value = made.topic("faq/sizes", "shop")
    value["answers"] = value["answers"][:1]
    desk.studio.put("topic:faq/sizes", value, "Elena Fontana")
    page = agents.arrive("elena", "/studio/publishing")
    wrong = page.get_by_role("region", name=re.compile("da sistemare prima di pubblicare"))
    expect(wrong).to_contain_text("Manca la risposta in inglese")
    expect(page.get_by_role("button", name="Controlla e prepara")).to_be_disabled()
    wrong.get_by_role("link", name="Taglie e misure").click()
    expect(heading(page, "Taglie e misure")).to_be_visible()


@pytest.mark.parametrize(
    ("state", "told"),
    [("failed", "Quello che è in linea non è stato toccato."), ("taken_back", "è tornata indietro da sola")],
)
def test_what_went_wrong_is_said_plainly(desk: StudioDesk, agents: Agents, state: str, told: str) -> None:
    page = begun(desk, agents)
    error = {"code": "interrupted", "message": "L'addestramento è stato interrotto."}
    desk.move_publication(state, error=error if state == "failed" else None, version=15)
    expect(page.get_by_text(told).first).to_be_visible()
    expect(page.get_by_role("button", name="Controlla e prepara")).to_be_enabled()


def test_only_one_publishes_at_a_time(desk: StudioDesk, agents: Agents) -> None:
    write(desk.studio)
    page = agents.arrive("elena", "/studio/publishing")
    expect(page.get_by_role("button", name="Controlla e prepara")).to_be_visible()
    desk.studio.begin("Anna Moretti", "Prima io")
    page.get_by_role("button", name="Controlla e prepara").click()
    expect(page.get_by_text("Anna Moretti sta già pubblicando.")).to_be_visible()
    expect(page.get_by_text("Pubblicazione di Anna Moretti")).to_be_visible()


def test_any_version_is_looked_at_and_put_back(desk: StudioDesk, agents: Agents) -> None:
    page = agents.arrive("elena", "/studio/versions")
    versions = page.get_by_role("list", name="Versioni")
    expect(versions.get_by_role("heading", level=2)).to_have_count(4)
    page.get_by_role("button", name="Che cosa è cambiato: Versione 13").click()
    page.get_by_text("Saldi e promozioni").click()
    expect(page.locator("del").filter(has_text="una").first).to_be_visible()
    expect(page.locator("ins").filter(has_text="due").first).to_be_visible()
    page.get_by_role("button", name="Rimetti: Versione 13").click()
    page.get_by_role("dialog").get_by_role("button", name="Rimetti").click()
    expect(page.get_by_text("Elena Fontana rimette la versione 13")).to_be_visible()
    eventually(page, lambda: (desk.studio.publication or {}).get("restores"), 13)
