"""The FAQ over HTTP: what anybody may read, and how little is kept of who says what."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select

from desk.faq.tables import faq_votes
from tests.desk.harness import Desk


async def page(desk: Desk, path: str, **headers: str) -> BeautifulSoup:
    answer = await desk.http.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def one(shown: BeautifulSoup, selector: str) -> Tag:
    """The first of what a selector names."""
    found = shown.select_one(selector)
    assert found is not None, selector
    return found


async def votes(desk: Desk) -> list[tuple[Any, ...]]:
    async with desk.services.database.read() as session:
        return [tuple(row) for row in await session.execute(select(faq_votes))]


@pytest.mark.parametrize(
    "query", ["accent=zzzzzz", "accent=0f54489", "theme=pink", "font=Comic Sans", "corners=99", "lang=fr"]
)
async def test_what_a_page_may_not_be_told_is_refused(desk: Desk, query: str) -> None:
    answer = await desk.http.get(f"/faq?{query}")
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "invalid_request"


@pytest.mark.parametrize("slug", ["nope", "greet", "other_order", "utter_faq"])
async def test_what_is_no_topic_has_no_page(desk: Desk, slug: str) -> None:
    answer = await desk.http.get(f"/faq/{slug}", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "This question is not here" in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_every_question_stands_on_the_page_under_a_heading(desk: Desk) -> None:
    shown = await page(desk, "/faq?lang=it")
    items = (await desk.http.get("/api/faq", params={"language": "it"})).json()["items"]
    assert [it.text for it in shown.select("summary h3")] == [it["question"] for it in items]
    assert len(items) > 20
    assert len(shown.select("section:has(h2) details")) == len(items)


@pytest.mark.parametrize("path", ["/faq?lang=it", "/faq/promotions?lang=en", "/faq?lang=it&q=resi"])
async def test_no_two_things_have_one_name(desk: Desk, path: str) -> None:
    names = [it["id"] for it in (await page(desk, path)).select("[id]")]
    assert len(names) == len(set(names))


async def test_the_language_is_the_address_s_or_else_the_browser_s(desk: Desk) -> None:
    assert one(await page(desk, "/faq", **{"Accept-Language": "en-GB,it;q=0.5"}), "html")["lang"] == "en"
    assert one(await page(desk, "/faq?lang=it", **{"Accept-Language": "en"}), "html")["lang"] == "it"


async def test_search_engines_are_told_of_both_languages(desk: Desk) -> None:
    shown = await page(desk, "/faq/promotions?lang=en")
    canonical = str(one(shown, "link[rel=canonical]")["href"])
    assert canonical.endswith("/faq/promotions?lang=en")
    others = {it["hreflang"]: it["href"] for it in shown.select("link[rel=alternate]")}
    assert others.keys() == {"it", "en", "x-default"}
    assert others["it"] == canonical.replace("lang=en", "lang=it")


async def test_search_engines_read_every_answer(desk: Desk) -> None:
    shown = await page(desk, "/faq?lang=en")
    read = json.loads(one(shown, "script[type='application/ld+json']").text)
    items = (await desk.http.get("/api/faq", params={"language": "en"})).json()["items"]
    assert read["@type"] == "FAQPage"
    told = {it["name"]: it["acceptedAnswer"]["text"] for it in read["mainEntity"]}
    assert told == {it["question"]: it["answer"] for it in items if it["payload"] is None}


async def test_what_the_assistant_does_is_there_to_be_asked(desk: Desk) -> None:
    """An invitation with a button, and never an answer that a search engine may show."""
    items = (await desk.http.get("/api/faq?language=it&q=dov'è il mio pacco")).json()["items"]
    assert (items[0]["topic"], items[0]["payload"]) == ("parcel_status", "/parcel_status")
    shown = await page(desk, "/faq/parcel_status?lang=it")
    assert one(shown, "h1").text == "Dov'è il mio pacco"
    assert one(shown, ".answer p").text == items[0]["answer"]
    button = one(shown, ".ask button")
    assert (button["data-payload"], button["data-title"]) == ("/parcel_status", "Dov'è il mio pacco")
    assert not shown.select("form.vote, script[type='application/ld+json']")


async def test_nobody_votes_on_an_invitation(desk: Desk) -> None:
    said = {"useful": True, "language": "it"}
    assert (await desk.http.post("/api/faq/parcel_status/useful", json=said)).status_code == 404


async def test_an_answer_leads_to_what_the_assistant_does(desk: Desk) -> None:
    items = (await desk.http.get("/api/faq?language=it")).json()["items"]
    known = {it["topic"]: it["url"] for it in items}
    led = [link for it in items for link in it["links"] if link["topic"] in {"returns", "parcel_status"}]
    assert led
    assert all(link["href"] == known[link["topic"]] for link in led)


async def test_a_search_finds_without_scripts(desk: Desk) -> None:
    shown = await page(desk, "/faq?lang=it&q=SALDO")
    assert "Saldi e promozioni" in [it.text for it in shown.select("summary h3")]
    assert one(shown, "meta[name=robots]")["content"] == "noindex"
    assert "trovat" in one(shown, ".found").text


async def test_what_is_searched_stays_words(desk: Desk) -> None:
    answer = await desk.http.get("/faq", params={"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.text


async def test_the_policy_runs_nothing_but_the_page_s_own(desk: Desk) -> None:
    answer = await desk.http.get("/faq")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-frame-options"] == "DENY"
    assert not re.search(r"\sstyle=|\son\w+=", answer.text)


async def test_only_a_page_made_for_it_may_be_framed(desk: Desk) -> None:
    answer = await desk.http.get("/faq?embed=1")
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert "x-frame-options" not in answer.headers
    embedded = BeautifulSoup(answer.text, "html.parser")
    assert embedded.select_one("header") is None
    assert all("embed=1" in it["href"] for it in embedded.select("details a[href^='/faq/']"))


async def test_a_page_that_one_has_is_not_sent_again(desk: Desk) -> None:
    first = await desk.http.get("/faq")
    again = await desk.http.get("/faq", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await desk.http.get("/faq?lang=en", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


async def test_other_websites_may_read_and_vote(desk: Desk) -> None:
    for path in ("/api/faq", "/api/faq/top"):
        assert (await desk.http.get(path)).headers["access-control-allow-origin"] == "*"
    allowed = await desk.http.options("/api/faq/faq/promotions/useful")
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in allowed.headers


async def test_votes_are_counted_by_topic_day_and_language(any_desk: Desk) -> None:
    for useful in (True, True, False):
        said = {"useful": useful, "language": "en"}
        answer = await any_desk.http.post("/api/faq/faq/promotions/useful", json=said)
        assert answer.status_code == 204
        assert "set-cookie" not in answer.headers
    form = await any_desk.http.post("/faq/promotions/useful?lang=it", data={"useful": "false"})
    assert (form.status_code, form.headers["location"]) == (303, "/faq/promotions?lang=it&voted=1")
    today = any_desk.clock.now().date()
    assert sorted(await votes(any_desk)) == [
        ("faq/promotions", today, "en", 2, 1),
        ("faq/promotions", today, "it", 0, 1),
    ]


async def test_one_address_is_not_heard_for_ever(desk: Desk) -> None:
    answers = [await desk.http.post("/api/faq/promotions/useful", json={"useful": True}) for _ in range(6)]
    assert [it.status_code for it in answers] == [204] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert (await votes(desk))[0][3] == 5


@pytest.mark.parametrize("topic", ["faq/nope", "parcel_status", "greet"])
async def test_nobody_votes_on_what_is_not_there(desk: Desk, topic: str) -> None:
    answer = await desk.http.post(f"/api/faq/{topic}/useful", json={"useful": True})
    assert answer.status_code == 404
    assert await votes(desk) == []


async def test_a_page_offers_what_it_is_about_first(desk: Desk) -> None:
    answer = await desk.http.get("/api/faq/top", params={"language": "it", "page": "/guida-taglie"})
    first, *others = answer.json()["items"]
    assert first == {"topic": "faq/sizes", "title": "Guida alle taglie", "payload": "/faq/sizes"}
    assert len(others) == 3
